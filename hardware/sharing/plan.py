"""The line of this machine as its motcua.toml describes it, put together to be shared."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from hardware.bus import Bus
from hardware.keypads.interface import KeyPressed
from hardware.keypads.kinds import add_keypad, check_together
from hardware.line_address import open_line
from hardware.sharing.messages import Device, Shape
from hardware.sharing.server import Server
from hardware.sharing.switchboard import CounterPost, Lighted, Switchboard
from hardware.signs.interface import CounterSign
from hardware.signs.kinds import sign_driver
from shared.bus_form import listens_at
from shared.domain.errors import ConfigError
from shared.settings import StationForm

_POLES: Final = ("cd5220", "utc")  # they have no address


@dataclass(slots=True)
class _Post:
    units: list[int] = field(default_factory=list)
    lamps: list[Lighted] = field(default_factory=list)
    signs: list[CounterSign] = field(default_factory=list)
    names: dict[Device, list[str]] = field(default_factory=lambda: defaultdict(list))


class SharedBus:
    """The line and its door, from `start` to the end of `run`."""

    def __init__(self, form: StationForm, *, where: str | Path = "settings") -> None:
        """Raises ConfigError. Nothing is opened yet."""
        _check(form, where)
        line = open_line(form.bus.line, where=str(where), key="bus.line")
        self._bus = Bus(line, on_key=self._pressed, baudrate=form.bus.baudrate)
        self._posts = _posts(self._bus, form)
        self.server: Final = Server(listens_at(form.bus, where), secret=form.bus.secret)

    def _pressed(self, key: KeyPressed) -> None:
        self.server.pressed(key)

    @property
    def status(self) -> str:
        """In a few words."""
        return f"{'the line is open' if self._bus.is_up else 'the line is away'}, {self.server.attached} attached"

    def run(self, *, alive: Callable[[], None] = lambda: None) -> None:
        """Work until `stop`, in the caller's thread; then put out what shines. `alive` is called a few times a
        second."""
        self._bus.start()
        try:
            self.server.run(Switchboard(self._posts, shapes=self._shapes, now=time.monotonic()), alive=alive)
        finally:
            self._bus.stop()

    def stop(self) -> None:
        """End. From any thread, and from a signal's handler."""
        self.server.stop()

    def close(self) -> None:
        """For one that was never run."""
        self.server.close()

    def _shapes(self) -> dict[str, Shape]:
        if not self._bus.is_up:
            return {report.name: Shape.UNREACHABLE for report in self._bus.reports()}
        return {report.name: Shape.SILENT if report.away else Shape.GOOD for report in self._bus.reports()}


def _posts(bus: Bus, form: StationForm) -> tuple[CounterPost, ...]:
    found: dict[int, _Post] = defaultdict(_Post)
    for unit in form.keypad:
        added = add_keypad(
            bus,
            unit.kind,
            unit.address,
            baudrate=form.bus.baudrate,
            keys=unit.keys,
            beside_tablos=any(sign.kind == "qsystem" for sign in form.sign),
        )
        post = found[unit.counter]
        post.units.append(unit.address)
        post.lamps += [added.lamp] if added.lamp else []
        post.names[Device.KEYPAD].append(added.name)
    for one in form.sign:
        driver = sign_driver(one.kind, one.address, baudrate=form.bus.baudrate, key="sign.kind")
        found[one.counter].signs.append(bus.sign(driver))
        found[one.counter].names[Device.SIGN].append(driver.name)
    return tuple(
        CounterPost(
            counter=counter,
            units=tuple(post.units),
            lamps=tuple(post.lamps),
            signs=tuple(post.signs),
            names={device: tuple(names) for device, names in post.names.items()},
        )
        for counter, post in found.items()
    )


def _check(form: StationForm, where: str | Path) -> None:
    if not form.bus.shared:
        cure = "write shared = true, and the board of this machine leaves the line to motcua-bus"
        raise ConfigError(where, "bus.shared", form.bus.shared, cure)
    if not form.keypad and not form.sign:
        raise ConfigError(where, "keypad", [], "name the devices on the line: [[keypad]] and [[sign]]")
    check_together(
        [one.kind for one in form.keypad], [one.kind for one in form.sign], key="sign.kind", value="[[sign]]"
    )
    _check_addresses("keypad.address", [one.address for one in form.keypad], where)
    signs = [one.address for one in form.sign if one.kind not in _POLES]
    _check_addresses("sign.address", [*(one.address for one in form.keypad), *signs], where)


def _check_addresses(key: str, addresses: Iterable[int], where: str | Path) -> None:
    """Two devices with one address would obey each other's words."""
    seen: set[int] = set()
    for address in addresses:
        if address in seen:
            raise ConfigError(where, key, address, "give each device on the line an address of its own")
        seen.add(address)
