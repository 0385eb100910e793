"""QSystem's tablo: 01 ADDRESS text 07, no checksum, no answer, 0.3 s of peace after each. Source: QIndicatorBoardRS."""

from __future__ import annotations

from typing import Final

from hardware.exchange import Exchange
from hardware.signs.interface import SignText

_BEGIN, _END = b"\x01", b"\x07"
_BLANK: Final = " " * 7
PEACE: Final = 0.3
_REFRESH: Final = 60.0


class QsystemTablo:
    """One tablo by its address, 1 to 254. It cannot blink and does not show the counter."""

    __slots__ = ("_address",)

    def __init__(self, address: int) -> None:
        if not 1 <= address <= 254:
            raise ValueError(f"{address} is no address of a tablo: 1 to 254")
        self._address = address

    @property
    def name(self) -> str:
        return f"tablo {self._address}"

    @property
    def refresh(self) -> float | None:
        return _REFRESH

    def exchange(self, text: SignText) -> Exchange:
        shown = f"{text.digits:<3}" if text.digits else _BLANK
        return Exchange(request=_BEGIN + bytes((self._address,)) + shown.encode("ascii") + _END, gap=PEACE)
