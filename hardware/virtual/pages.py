"""The letters of the code pages a virtual printer has, from python-escpos's tables."""

from __future__ import annotations

from functools import cache
from typing import Final

from hardware.escpos.capabilities import code_page

_TABLES: Final = {30: "TCVN-3-1", 31: "TCVN-3-2"}
_ETH: Final = "\u00d0"  # how the tables write Đ
_FIRST: Final = 0x80


def letter_of(page: int, byte: int) -> str | None:
    """The letter of `byte` on `page`: "" where the page has a hole, None where there is no such page."""
    if 0x20 <= byte < 0x7F:
        return chr(byte)
    if page not in _TABLES or byte < _FIRST:
        return None
    return _upper_half(page)[byte - _FIRST].strip().replace(_ETH, "Đ")


@cache
def _upper_half(page: int) -> str:
    return code_page(_TABLES[page])
