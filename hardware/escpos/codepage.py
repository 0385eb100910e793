"""Vietnamese words as letters of the printer's own: the TCVN-3 pages that Epson's printers have.

A page holds the ASCII letters and the marked ones of either case, so a line is written with a switch of pages wherever
the case of a marked letter changes. A slip written so has a twentieth of the bytes, in the maker's typeface: for slow
serial lines only.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from shared.lines import break_lines
from shared.text import nfc

# Bytes A0 to FF; a blank is a hole. Toned letters have the same places in both pages, the other seven have not.
_LOWER: Final = (
    "        ăâêôơưđ "  # A0
    "     àảãáạ ằẳẵắ "
    "      ặầẩẫấậè ẻẽ"  # C0
    "éẹềểễếệìỉ   ĩíịò"
    " ỏõóọồổỗốộờởỡớợù"  # E0
    " ủũúụừửữứựỳỷỹýỵ "
)
_UPPER: Final = " ĂÂ    Đ  ÊÔƠƯ  " + _LOWER[16:].upper()
_FIRST: Final = 0xA0
_AS_ASCII: Final = str.maketrans(
    {"–": "-", "—": "-", "“": '"', "”": '"', "‘": "'", "’": "'", "\u00a0": " ", "…": "..."}
)
_CELL: Final = 12  # dots across of one letter of font A, on every printer that has these pages
_LARGE: Final = 30  # lines of this size and above are written double


def _table(half: str) -> dict[str, int]:
    return {letter: _FIRST + place for place, letter in enumerate(half) if letter != " "}


_TABLES: Final = (_table(_LOWER), _table(_UPPER))


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """How letters look: `size` is the parameter of GS !, times wide and high less one."""

    size: int = 0
    bold: bool = False
    inverse: bool = False


PLAIN: Final = Style()


def writable(text: str) -> str | None:
    """`text` in letters the pages have, dashes and quotation marks made plain; None if it has others."""
    plain = nfc(text).translate(_AS_ASCII)
    return plain if all(_has(letter) for letter in plain) else None


def _has(letter: str) -> bool:
    return letter == "\n" or " " <= letter <= "~" or any(letter in table for table in _TABLES)


def set_lines(text: str, *, size: int, width: int) -> tuple[int, tuple[str, ...]]:
    """The GS ! parameter for `text` and its lines on paper `width` dots wide.

    Large text is doubled both ways as far as it fits in two lines, else only its height: nothing is left out.
    """
    cells = width // _CELL
    if size >= _LARGE:
        lines = break_lines(text, len, cells // 2)
        if len(lines) <= 2:
            return 0x11, lines
        return 0x01, break_lines(text, len, cells)
    return 0x00, break_lines(text, len, cells)


class Typist:
    """The letters of one slip: remembers what the printer was told last and tells it only what changes."""

    __slots__ = ("_page", "_pages", "_style")

    def __init__(self, pages: tuple[int, int]) -> None:
        self._pages = pages
        self._page = -1
        self._style = PLAIN

    def line(self, text: str, style: Style = PLAIN) -> bytes:
        """One printed line of `writable` text, with the line feed."""
        out = bytearray(self._switched(style))
        for letter in text:
            if letter.isascii():
                out.append(ord(letter))
                continue
            page = self._page if letter in _TABLES[self._page] and self._page >= 0 else int(letter in _TABLES[1])
            if page != self._page:
                out += b"\x1bt" + bytes((self._pages[page],))
                self._page = page
            out.append(_TABLES[page][letter])
        return bytes(out + b"\n")

    def _switched(self, style: Style) -> bytes:
        was, self._style = self._style, style
        out = b""
        if style.size != was.size:
            out += b"\x1d!" + bytes((style.size,))
        if style.bold != was.bold:
            out += b"\x1bE" + bytes((style.bold,))
        if style.inverse != was.inverse:
            out += b"\x1dB" + bytes((style.inverse,))
        return out
