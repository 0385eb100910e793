"""The call unit and the sign of one counter's machine: plugged to it, or on a line that another program shares.

    keypad = "serial:///dev/serial/by-id/usb-…?kind=qsystem&address=5&baudrate=57600"
    sign = "serial:///dev/serial/by-id/usb-…?kind=plain&address=7"
    keypad = "tcp://10.0.0.5:4100?kind=shared"      # this counter's own, whatever its address on that line

Where both name the same line they share it. A line that is pulled out is opened again by itself when it comes back.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Final
from urllib.parse import parse_qs, urlencode, urlsplit, urlunsplit

from hardware.bus import Bus, BusLamp
from hardware.bus_posts import DeviceReport
from hardware.keypads.interface import KeyPressed, Lamp
from hardware.keypads.kinds import add_keypad, check_together
from hardware.line_address import open_line
from hardware.sharing.address import Address, shared_at
from hardware.sharing.client import SharedLamp, SharedLine
from hardware.sharing.messages import Device, Role
from hardware.signs.interface import LONGEST_LABEL, CounterSign, SignText
from hardware.signs.kinds import sign_driver
from shared.domain.errors import ConfigError
from shared.domain.station import DeviceHealth, DeviceKind, DeviceTrouble, Health

_MODBUS_KEYS: Final = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Plugged:
    """A device by its setting: on which line, of which kind, at which address on it."""

    line: str
    kind: str
    address: int
    baudrate: int


def plugged(url: str, *, key: str) -> Plugged:
    """What a setting names. Raises ConfigError, also for a line that makes no sense."""
    parts = urlsplit(url)
    options = parse_qs(parts.query, keep_blank_values=True)
    kind = options.pop("kind", [""])[0]
    address = options.pop("address", ["1"])[0]
    if not kind:
        raise ConfigError("settings", key, url, "say what it is, as in ?kind=qsystem&address=5")
    if not re.fullmatch(r"[0-9]{1,3}", address):
        raise ConfigError("settings", key, url, "address= is the number that is set at the device")
    line = urlunsplit(parts._replace(query=urlencode(options, doseq=True)))
    open_line(line, key=key)
    return Plugged(line=line, kind=kind, address=int(address), baudrate=int(options.get("baudrate", ["9600"])[0]))


def _named(url: str, *, key: str) -> Plugged | Address | None:
    """A device by its setting: one plugged here, or where a shared line is. Raises ConfigError."""
    return (shared_at(url, key=key) or plugged(url, key=key)) if url else None


class CounterLine:
    """Both devices, from `start` to `stop`, each "" for none. `on_key` is called from a thread of the line's own."""

    def __init__(
        self,
        *,
        keypad: str,
        sign: str,
        counter: int,
        on_key: Callable[[int], None],
        secret: str = "",
        looks_only: bool = False,
    ) -> None:
        """Raises ConfigError. Nothing is opened yet. `secret` is for a shared line; with `looks_only` such a line is
        told nothing, and its keys go on to the program they are for."""
        self._counter = counter
        self._on_key = on_key
        self._secret = secret
        self._role = Role.BOARD if looks_only else Role.COUNTER
        self._buses: dict[str, Bus] = {}
        self._shared: dict[Address, SharedLine] = {}
        self._trouble: dict[DeviceKind, Callable[[], DeviceTrouble | None]] = {}
        self._lamp: BusLamp | SharedLamp | None = None
        self._sign: CounterSign | None = None
        its_keys, its_sign = _named(keypad, key="counter.keypad"), _named(sign, key="counter.sign")
        if isinstance(its_keys, Plugged) and isinstance(its_sign, Plugged) and its_keys.line == its_sign.line:
            check_together([its_keys.kind], [its_sign.kind], key="counter.sign", value=sign)
        if isinstance(its_keys, Plugged):
            self._plug_keypad(its_keys)
        elif its_keys is not None:
            line = self._line_at(its_keys)
            self._lamp = line.keypad(counter)
            self._trouble[DeviceKind.KEYPAD] = partial(line.trouble, Device.KEYPAD, counter)
        if isinstance(its_sign, Plugged):
            self._plug_sign(its_sign)
        elif its_sign is not None:
            line = self._line_at(its_sign)
            self._sign = line.sign(counter)
            self._trouble[DeviceKind.SIGN] = partial(line.trouble, Device.SIGN, counter)

    def _plug_keypad(self, device: Plugged) -> None:
        bus = self._bus(device)
        unit = add_keypad(
            bus, device.kind, device.address, baudrate=device.baudrate, keys=_MODBUS_KEYS, key="counter.keypad"
        )
        self._lamp = unit.lamp
        self._trouble[DeviceKind.KEYPAD] = partial(_trouble_on, bus, unit.name)

    def _plug_sign(self, device: Plugged) -> None:
        bus = self._bus(device)
        driver = sign_driver(device.kind, device.address, baudrate=device.baudrate, key="counter.sign")
        self._sign = bus.sign(driver)
        self._trouble[DeviceKind.SIGN] = partial(_trouble_on, bus, driver.name)

    def _line_at(self, address: Address) -> SharedLine:
        if address not in self._shared:
            self._shared[address] = SharedLine(address, secret=self._secret, role=self._role, on_key=self._on_key)
        return self._shared[address]

    def _bus(self, device: Plugged) -> Bus:
        if device.line not in self._buses:
            line = open_line(device.line)
            self._buses[device.line] = Bus(line, on_key=self._pressed, baudrate=device.baudrate)
        return self._buses[device.line]

    @property
    def _lines(self) -> tuple[Bus | SharedLine, ...]:
        return (*self._buses.values(), *self._shared.values())

    def start(self) -> None:
        for line in self._lines:
            line.start()

    def stop(self) -> None:
        """Ends the threads; sign and lamp are put out, if they can be reached."""
        for line in self._lines:
            line.stop()

    def show(self, label: str, *, blink: bool = False) -> None:
        """Let the sign show this label, "" for none; of one too long its end, which differs."""
        if self._sign is not None:
            self._sign.show(SignText(label=label[-LONGEST_LABEL:], counter=self._counter % 10_000, blink=blink))

    def light(self, lamp: Lamp) -> None:
        """Let the call unit's lamp be like this, if it has one."""
        if self._lamp is not None:
            self._lamp.light(lamp)

    def reports(self) -> tuple[DeviceReport, ...]:
        """How each device that is plugged here has fared since the start."""
        return tuple(report for bus in self._buses.values() for report in bus.reports())

    def lent(self) -> tuple[DeviceHealth, ...]:
        """How those on a shared line do."""
        kinds = {device.value for line in self._shared.values() for device, _counter in line.devices}
        return tuple(one for one in self.health() if one.name in kinds)

    def health(self) -> tuple[DeviceHealth, ...]:
        """How both do. Neither stops the counter: the officer has a keyboard, and the hall a board."""
        found = []
        for kind, trouble_of in self._trouble.items():
            trouble = trouble_of()
            state = Health.GOOD if trouble is None else Health.WARNING
            found.append(DeviceHealth(name=kind.value, kind=kind, state=state, trouble=trouble))
        return tuple(found)

    def _pressed(self, key: KeyPressed) -> None:
        self._on_key(key.key)


def _trouble_on(bus: Bus, name: str) -> DeviceTrouble | None:
    if not any(report.away for report in bus.reports() if report.name == name):
        return None
    return DeviceTrouble.SILENT if bus.is_up else DeviceTrouble.UNREACHABLE
