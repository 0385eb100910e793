"""The call unit and the sign that are plugged to the machine of one counter.

    keypad = "serial:///dev/serial/by-id/usb-…?kind=qsystem&address=5&baudrate=57600"
    sign = "serial:///dev/serial/by-id/usb-…?kind=plain&address=7"

Where both name the same line they share it. A line that is pulled out is opened again by itself when it comes back.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Final
from urllib.parse import parse_qs, urlencode, urlsplit, urlunsplit

from hardware.bus import Bus, BusLamp
from hardware.bus_posts import DeviceReport
from hardware.keypads.interface import KeyPressed, Lamp
from hardware.keypads.modbus import ModbusKeypad
from hardware.keypads.qsystem import QsystemKeypad
from hardware.line_address import open_line
from hardware.signs.interface import LONGEST_LABEL, CounterSign, SignText
from hardware.signs.kinds import sign_driver
from hardware.signs.qsystem import PEACE as TABLO_PEACE
from shared.domain.errors import ConfigError
from shared.domain.station import DeviceHealth, DeviceKind, DeviceTrouble, Health

KEYPADS: Final = ("qsystem", "modbus")
_MODBUS_KEYS: Final = 8
#: On the line of a unit that speaks unasked nothing may answer: both would speak at once.
_ANSWERING: Final = ("plain", "modbus", "modbus-number")


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


def add_keypad(
    bus: Bus, kind: str, address: int, *, baudrate: int, keys: int = 4, key: str = "keypad.kind"
) -> BusLamp | None:
    """Put a call unit of this kind on the bus; its lamp, if it has one. Raises ConfigError."""
    if kind not in KEYPADS:
        near = tuple(get_close_matches(kind, KEYPADS))
        raise ConfigError("settings", key, kind, f"name one of {', '.join(KEYPADS)}.", suggestions=near)
    if not 1 <= address <= (254 if kind == "qsystem" else 247):
        raise ConfigError("settings", key, address, "the address of a call unit is a number from 1 to 247")
    if kind == "qsystem":
        return bus.talking(QsystemKeypad(address, peace=TABLO_PEACE))
    bus.asked(ModbusKeypad(address, keys=keys, baudrate=baudrate))
    return None


class CounterLine:
    """Both devices, from `start` to `stop`, each "" for none. `on_key` is called from a thread of the line's own."""

    def __init__(self, *, keypad: str, sign: str, counter: int, on_key: Callable[[int], None]) -> None:
        """Raises ConfigError. Nothing is opened yet."""
        self._counter = counter
        self._on_key = on_key
        self._buses: dict[str, Bus] = {}
        self._of: dict[DeviceKind, tuple[Bus, str]] = {}
        self._lamp: BusLamp | None = None
        self._sign: CounterSign | None = None
        its_keys = plugged(keypad, key="counter.keypad") if keypad else None
        its_sign = plugged(sign, key="counter.sign") if sign else None
        shared = its_keys is not None and its_sign is not None and its_keys.line == its_sign.line
        if shared and its_keys and its_keys.kind == "qsystem" and its_sign and its_sign.kind in _ANSWERING:
            cure = "a sign that answers needs another line than a call unit of qsystem's"
            raise ConfigError("settings", "counter.sign", sign, cure)
        if its_keys is not None:
            bus = self._bus(its_keys)
            self._lamp = add_keypad(
                bus,
                its_keys.kind,
                its_keys.address,
                baudrate=its_keys.baudrate,
                keys=_MODBUS_KEYS,
                key="counter.keypad",
            )
            name = f"{'lamp of call unit' if self._lamp else 'modbus keys'} {its_keys.address}"
            self._of[DeviceKind.KEYPAD] = (bus, name)
        if its_sign is not None:
            bus = self._bus(its_sign)
            driver = sign_driver(its_sign.kind, its_sign.address, baudrate=its_sign.baudrate, key="counter.sign")
            self._sign = bus.sign(driver)
            self._of[DeviceKind.SIGN] = (bus, driver.name)

    def _bus(self, device: Plugged) -> Bus:
        if device.line not in self._buses:
            line = open_line(device.line)
            self._buses[device.line] = Bus(line, on_key=self._pressed, baudrate=device.baudrate)
        return self._buses[device.line]

    def start(self) -> None:
        for bus in self._buses.values():
            bus.start()

    def stop(self) -> None:
        """Ends the threads; the sign keeps what it shows."""
        for bus in self._buses.values():
            bus.stop()

    def show(self, label: str, *, blink: bool = False) -> None:
        """Let the sign show this label, "" for none; of one too long its end, which differs."""
        if self._sign is not None:
            self._sign.show(SignText(label=label[-LONGEST_LABEL:], counter=self._counter % 10_000, blink=blink))

    def light(self, lamp: Lamp) -> None:
        """Let the call unit's lamp be like this, if it has one."""
        if self._lamp is not None:
            self._lamp.light(lamp)

    def reports(self) -> tuple[DeviceReport, ...]:
        """How each device has fared since the start."""
        return tuple(report for bus in self._buses.values() for report in bus.reports())

    def health(self) -> tuple[DeviceHealth, ...]:
        """How both do. Neither stops the counter: the officer has a keyboard, and the hall a board."""
        found = []
        for kind, (bus, name) in self._of.items():
            away = any(report.away for report in bus.reports() if report.name == name)
            trouble = DeviceTrouble.SILENT if away and bus.is_up else DeviceTrouble.UNREACHABLE if away else None
            state = Health.GOOD if trouble is None else Health.WARNING
            found.append(DeviceHealth(name=kind.value, kind=kind, state=state, trouble=trouble))
        return tuple(found)

    def _pressed(self, key: KeyPressed) -> None:
        self._on_key(key.key)
