"""Signs by what a setting calls them."""

from __future__ import annotations

from difflib import get_close_matches
from typing import Final

from hardware.signs.interface import SignDriver
from hardware.signs.modbus_digits import ModbusDigits, ModbusNumber
from hardware.signs.plain import PlainSign
from hardware.signs.pole import PoleDisplay
from hardware.signs.qsystem import QsystemTablo
from shared.domain.errors import ConfigError

KINDS: Final = ("plain", "qsystem", "modbus", "modbus-number", "cd5220", "utc")


def sign_driver(
    kind: str, address: int, *, baudrate: int = 9600, where: str = "settings", key: str = "sign"
) -> SignDriver:
    """The driver of that kind for the sign at `address` (poles have none: it is not looked at).

    Raises ConfigError naming `where` and `key` for an unknown kind or an address the kind does not have.
    """
    most = 247 if kind.startswith("modbus") else 254
    if kind in KINDS and not kind.startswith(("cd", "utc")) and not 1 <= address <= most:
        raise ConfigError(where, key, address, f"the address of such a sign is a number from 1 to {most}.")
    match kind:
        case "plain":
            return PlainSign(address)
        case "qsystem":
            return QsystemTablo(address)
        case "modbus":
            return ModbusDigits(address, baudrate=baudrate)
        case "modbus-number":
            return ModbusNumber(address, baudrate=baudrate)
        case "cd5220":
            return PoleDisplay.cd5220()
        case "utc":
            return PoleDisplay.utc()
    near = get_close_matches(kind, KINDS, n=2)
    raise ConfigError(where, key, kind, f"name one of {', '.join(KINDS)}.", suggestions=tuple(near))
