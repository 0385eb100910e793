"""Pole displays with two lines of twenty characters, 9600 8N1, one on a line, no answer.

CD5220: ESC Q A text CR the upper line, ESC Q B the lower; once a line is written so, the display obeys only these and
FF, which makes it dark. UTC enhanced, a mode to be set at the display: ESC u A and ESC u B; dark is two lines of
blanks. ASCII only, so the counter is called QUAY.
"""

from __future__ import annotations

from typing import Final

from hardware.exchange import Exchange
from hardware.signs.interface import SignText

_WIDTH: Final = 20
_REFRESH: Final = 60.0
_ESC, _CR = b"\x1b", b"\r"


class PoleDisplay:
    """The dialects differ in the letters of a command and in how they go dark. None can blink."""

    __slots__ = ("_dark", "_dialect", "_lines")

    def __init__(self, dialect: str, *, lines: tuple[bytes, bytes], dark: bytes | None) -> None:
        self._dialect = dialect
        self._lines = lines
        self._dark = dark

    @classmethod
    def cd5220(cls) -> PoleDisplay:
        return cls("CD5220", lines=(b"QA", b"QB"), dark=b"\x0c")

    @classmethod
    def utc(cls) -> PoleDisplay:
        return cls("UTC", lines=(b"uA", b"uB"), dark=None)

    @property
    def name(self) -> str:
        return f"pole display {self._dialect}"

    @property
    def refresh(self) -> float | None:
        return _REFRESH

    def exchange(self, text: SignText) -> Exchange:
        if not text.digits and self._dark is not None:
            return Exchange(request=self._dark)
        shown = (text.digits, f"QUAY {text.counter}") if text.digits else ("", "")
        lines = (
            _ESC + line + words.center(_WIDTH).encode() + _CR for line, words in zip(self._lines, shown, strict=True)
        )
        return Exchange(request=b"".join(lines))
