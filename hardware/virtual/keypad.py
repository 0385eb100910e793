"""Call units that are not there: fingers for tests and demonstrations."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from hardware.virtual.sign import crc16

_LAMP: Final = re.compile(rb"\x01(.)([\x30-\x3d])\x07", re.DOTALL)
_ASK: Final = 0x02


class VirtualCallUnit:
    """QSystem's: says 01 ADDRESS KEY 07 when a key is pressed, and lights its lamp as it is told."""

    def __init__(self, address: int) -> None:
        self.address = address
        self.lamp = 0x30
        self._bytes = b""

    def press(self, key: int, say: Callable[[bytes], None]) -> None:
        """Press key 1 to 4. `say` puts bytes on the line: `VirtualBus.say`."""
        say(bytes((0x01, self.address, 0x30 + key, 0x07)))

    def hear(self, data: bytes, at: float) -> bytes:  # noqa: ARG002 - it has no clock
        self._bytes = (self._bytes + data)[-64:]
        while frame := _LAMP.search(self._bytes):
            self._bytes = self._bytes[frame.end() :]
            if frame[1][0] == self.address:
                self.lamp = frame[2][0]
        return b""


class VirtualModbusKeys:
    """An input module with a key at each input: function 2, a bit is 1 while the key is down."""

    _SILENCE: Final = 0.05

    def __init__(self, slave: int, *, keys: int = 4) -> None:
        self.slave = slave
        self.down: set[int] = set()
        self.asked = 0
        self._keys = keys
        self._bytes = b""
        self._last = 0.0

    def hear(self, data: bytes, at: float) -> bytes:
        self._bytes = data if at - self._last > self._SILENCE else (self._bytes + data)[-64:]
        self._last = at
        if len(self._bytes) < 8:
            return b""
        frame, self._bytes = self._bytes[:8], b""
        if frame[0] != self.slave or crc16(frame[:-2]) != int.from_bytes(frame[-2:], "little"):
            return b""
        answer = self._answer(frame[1], int.from_bytes(frame[2:4]), int.from_bytes(frame[4:6]))
        return answer + crc16(answer).to_bytes(2, "little")

    def _answer(self, function: int, first: int, count: int) -> bytes:
        if function != _ASK:
            return bytes((self.slave, function | 0x80, 0x01))
        if not count or first + count > self._keys:
            return bytes((self.slave, function | 0x80, 0x02))
        self.asked += 1
        bits = sum(1 << key - 1 - first for key in self.down if first < key <= first + count)
        size = (count + 7) // 8
        return bytes((self.slave, function, size)) + bits.to_bytes(size, "little")
