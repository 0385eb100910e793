"""Pole displays with two lines of twenty characters, 9600 8N1, one on a line, no answer.

CD5220: ESC Q A text CR the upper line, ESC Q B the lower, FF dark. UTC enhanced: ESC u A and ESC u B, US dark.
ASCII only, so the counter is called QUAY.
"""

from __future__ import annotations

from typing import Final

from hardware.exchange import Exchange
from hardware.signs.interface import SignText

_WIDTH: Final = 20
_REFRESH: Final = 60.0
_ESC, _CR = b"\x1b", b"\r"


class PoleDisplay:
    """The dialects differ in three bytes. Blinking is left out: each maker has its own."""

    __slots__ = ("_dark", "_dialect", "_lines")

    def __init__(self, dialect: str, *, lines: tuple[bytes, bytes], dark: bytes) -> None:
        self._dialect = dialect
        self._lines = lines
        self._dark = dark

    @classmethod
    def cd5220(cls) -> PoleDisplay:
        return cls("CD5220", lines=(b"QA", b"QB"), dark=b"\x0c")

    @classmethod
    def utc(cls) -> PoleDisplay:
        return cls("UTC", lines=(b"uA", b"uB"), dark=b"\x1f")

    @property
    def name(self) -> str:
        return f"pole display {self._dialect}"

    @property
    def refresh(self) -> float | None:
        return _REFRESH

    def exchange(self, text: SignText) -> Exchange:
        if not text.digits:
            return Exchange(request=self._dark)
        shown = (text.digits, f"QUAY {text.counter}")
        lines = (
            _ESC + line + words.center(_WIDTH).encode() + _CR for line, words in zip(self._lines, shown, strict=True)
        )
        return Exchange(request=b"".join(lines))
