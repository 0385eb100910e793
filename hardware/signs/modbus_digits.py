"""LED digits that speak Modbus RTU, as DM36 and DM56: registers 0 to 5 one character each, register 7 a number."""

from __future__ import annotations

import re
from typing import Final

from hardware.exchange import Exchange
from hardware.modbus import write_register, write_registers
from hardware.signs.interface import SignText

_VALUE: Final = 7
_REFRESH: Final = 30.0
_BLANK: Final = 0x20


class ModbusDigits:
    """`places` characters from register `first` on. A longer label loses its beginning: the last digits differ."""

    __slots__ = ("_baudrate", "_first", "_places", "_slave")

    def __init__(self, slave: int, *, places: int = 4, first: int = 0, baudrate: int = 9600) -> None:
        self._slave = slave
        self._places = places
        self._first = first
        self._baudrate = baudrate

    @property
    def name(self) -> str:
        return f"modbus digits {self._slave}"

    @property
    def refresh(self) -> float | None:
        return _REFRESH

    def exchange(self, text: SignText) -> Exchange:
        shown = text.digits[-self._places :].ljust(self._places)
        return write_registers(self._slave, self._first, [ord(one) for one in shown], baudrate=self._baudrate)


class ModbusNumber:
    """Digits only: the number of the label, without its letter, in one register. Dark is done with blank characters."""

    __slots__ = ("_baudrate", "_places", "_slave")

    def __init__(self, slave: int, *, places: int = 4, baudrate: int = 9600) -> None:
        self._slave = slave
        self._places = places
        self._baudrate = baudrate

    @property
    def name(self) -> str:
        return f"modbus number {self._slave}"

    @property
    def refresh(self) -> float | None:
        return _REFRESH

    def exchange(self, text: SignText) -> Exchange:
        number = re.sub(r"[^0-9]", "", text.digits)
        if not number:
            return write_registers(self._slave, 0, [_BLANK] * self._places, baudrate=self._baudrate)
        return write_register(self._slave, _VALUE, int(number) % 0x10000, baudrate=self._baudrate)
