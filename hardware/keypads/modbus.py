"""Keys on a Modbus input module, as they are sold with 4 or 8 inputs: function 2, an input is 1 while its key is down.

A press shorter than one round of questions is not seen: 12 units at 9600 baud take about half a second, so give such
a line 38400 baud, or modules that hold their inputs.
"""

from __future__ import annotations

from hardware.exchange import Exchange
from hardware.keypads.interface import KeyPressed
from hardware.modbus import read_inputs


class ModbusKeypad:
    """One module by its slave address; see `hardware.keypads.interface.AskedKeypad`."""

    __slots__ = ("_baudrate", "_down", "_keys", "_slave")

    def __init__(self, slave: int, *, keys: int = 4, baudrate: int = 9600) -> None:
        self._slave = slave
        self._keys = keys
        self._baudrate = baudrate
        self._down: int | None = None

    @property
    def name(self) -> str:
        return f"modbus keys {self._slave}"

    @property
    def address(self) -> int:
        return self._slave

    def question(self) -> Exchange:
        return read_inputs(self._slave, 0, self._keys, baudrate=self._baudrate)

    def pressed(self, answer: bytes) -> tuple[KeyPressed, ...]:
        now = int.from_bytes(answer, "little")
        new = 0 if self._down is None else now & ~self._down
        self._down = now
        return tuple(KeyPressed(address=self._slave, key=key + 1) for key in range(self._keys) if new >> key & 1)

    def forget(self) -> None:
        self._down = None
