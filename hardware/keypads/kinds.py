"""Call units by what a setting calls them, and which devices can share a line."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Final

from hardware.bus import Bus, BusLamp
from hardware.keypads.modbus import ModbusKeypad
from hardware.keypads.qsystem import QsystemKeypad
from hardware.signs.qsystem import PEACE as TABLO_PEACE
from shared.domain.errors import ConfigError

KEYPADS: Final = ("qsystem", "modbus")
#: On the line of a unit that speaks unasked nothing may answer: both would speak at once.
_UNASKED: Final = "qsystem"
_ANSWERING: Final = ("plain", "modbus", "modbus-number")


@dataclass(frozen=True, slots=True, kw_only=True)
class OnBus:
    """A call unit that was put on a bus: its name in the bus's reports, and its lamp if it has one."""

    name: str
    lamp: BusLamp | None


def add_keypad(
    bus: Bus,
    kind: str,
    address: int,
    *,
    baudrate: int,
    keys: int = 4,
    beside_tablos: bool = True,
    key: str = "keypad.kind",
) -> OnBus:
    """Put a call unit of this kind on the bus. On a line without tablos of qsystem's its lamp may be told in quick
    succession. Raises ConfigError."""
    if kind not in KEYPADS:
        near = tuple(get_close_matches(kind, KEYPADS))
        raise ConfigError("settings", key, kind, f"name one of {', '.join(KEYPADS)}.", suggestions=near)
    if not 1 <= address <= (254 if kind == _UNASKED else 247):
        raise ConfigError("settings", key, address, "the address of a call unit is a number from 1 to 247")
    if kind == _UNASKED:
        unit = QsystemKeypad(address, peace=TABLO_PEACE) if beside_tablos else QsystemKeypad(address)
        return OnBus(name=f"lamp of {unit.name}", lamp=bus.talking(unit))
    module = ModbusKeypad(address, keys=keys, baudrate=baudrate)
    bus.asked(module)
    return OnBus(name=module.name, lamp=None)


def check_together(keypads: Iterable[str], signs: Iterable[str], *, key: str, value: object) -> None:
    """Raises ConfigError, naming `key` and `value`, for kinds of call units and signs that cannot share a line."""
    units, shown = set(keypads), set(signs)
    if _UNASKED not in units:
        return
    if shown & set(_ANSWERING):
        cure = "a sign that answers needs another line than a call unit of qsystem's"
        raise ConfigError("settings", key, value, cure)
    if len(units) > 1:
        raise ConfigError("settings", key, value, "a call unit of qsystem's cannot share a line with one that answers")
