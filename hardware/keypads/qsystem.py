"""QSystem's call unit: 01 ADDRESS KEY 07 when a key is pressed, 01 ADDRESS LAMP 07 to its lamp; 57600 8N1, unasked.

Source: ub485. Keys are 31 to 34. A frame is four bytes, and anything else is two units speaking at once. Units with a
small display instead of the lamp take other frames and are not known here.
"""

from __future__ import annotations

from typing import Final

from hardware.exchange import Exchange
from hardware.keypads.interface import KeyPressed, Lamp

_BEGIN, _END = 0x01, 0x07
_FIRST_KEY, _LAST_KEY = 0x31, 0x34
_LENGTH: Final = 4
_PAUSE: Final = 0.05  # bytes of one frame follow each other at once
_PEACE: Final = 0.02
_LAMPS: Final = {
    Lamp.OFF: 0x30, Lamp.RED: 0x31, Lamp.GREEN: 0x32,
    Lamp.RED_FAST: 0x33, Lamp.GREEN_FAST: 0x34, Lamp.RED_SLOW: 0x35, Lamp.GREEN_SLOW: 0x36,
}  # fmt: skip


class QsystemKeypad:
    """One unit by its address; see `hardware.keypads.interface.TalkingKeypad`. FAST is 200 ms, SLOW 500 ms.

    `peace`: seconds of silence after a word to its lamp. A tablo on the same line needs more of it than other units."""

    __slots__ = ("_address", "_bytes", "_last", "_peace")

    def __init__(self, address: int, *, peace: float = _PEACE) -> None:
        if not 1 <= address <= 254:
            raise ValueError(f"{address} is no address of a call unit: 1 to 254")
        self._address = address
        self._peace = peace
        self._bytes = b""
        self._last = 0.0

    @property
    def name(self) -> str:
        return f"call unit {self._address}"

    @property
    def address(self) -> int:
        return self._address

    def heard(self, data: bytes, at: float) -> tuple[KeyPressed, ...]:
        seen = self._bytes + data if at - self._last < _PAUSE else data
        self._last = at
        found = []
        start = 0
        while len(seen) - start >= _LENGTH:
            begin, address, key, end = seen[start : start + _LENGTH]
            if begin == _BEGIN and end == _END and _FIRST_KEY <= key <= _LAST_KEY:
                start += _LENGTH
                if address == self._address:
                    found.append(KeyPressed(address=address, key=key - _FIRST_KEY + 1))
            else:
                start += 1
        self._bytes = seen[start:]
        return tuple(found)

    def lamp(self, lamp: Lamp) -> Exchange:
        return Exchange(request=bytes((_BEGIN, self._address, _LAMPS[lamp], _END)), gap=self._peace)
