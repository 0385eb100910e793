"""Where one scanned code ends and the next begins, and its letters.

Scanners send the symbol's bytes and then CR, LF, both or nothing: so a code ends at either, or after 150 ms of
silence. The letters are UTF-8, or windows-1258 from older labels; anything else is unreadable and said to be.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from enum import Enum
from typing import Final

from shared.domain.errors import Outage

LONGEST: Final = 1024
GAP: Final = 0.15
_END: Final = re.compile(rb"[\r\n]")
# Blanks and what scanners can be set up to put around a code: STX, ETX, EOT, GS.
_AROUND: Final = " \t\x02\x03\x04\x1d"
_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\ufffe\uffff]")


class Why(Enum):
    """Why a code could not be read, for a face to put into words."""

    TOO_LONG = "too_long"
    LETTERS = "letters"  # in no alphabet known here, or with control characters inside


@dataclass(eq=False)
class UnreadableCode(Outage):
    """Something was scanned that is no text. Says how long it was and never what it was."""

    why: Why
    length: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """The bytes between two ends. `length` counts also what was thrown away past LONGEST."""

    data: bytes = field(repr=False)
    length: int


class Framer:
    """Cuts a stream into frames. Times are in seconds of one clock that never goes back. Memory is bounded."""

    __slots__ = ("_data", "_gap", "_last", "_length", "_longest")

    def __init__(self, *, gap: float = GAP, longest: int = LONGEST) -> None:
        self._gap = gap
        self._longest = longest
        self._data = bytearray()
        self._length = 0
        self._last = 0.0

    def feed(self, data: bytes, at: float) -> list[Frame]:
        """The frames that end with `data`, which arrived at that time. Empty ones are left out."""
        frames = self.idle(at)
        self._last = at
        *ended, rest = _END.split(data)
        for piece in ended:
            self._take(piece)
            frames += self._cut()
        self._take(rest)
        return frames

    def idle(self, at: float) -> list[Frame]:
        """The frame that has ended because nothing came after it, if there is one."""
        return self._cut() if self._length and at - self._last >= self._gap else []

    def waits(self, at: float) -> float | None:
        """Seconds until `idle` should be asked; None while nothing has begun."""
        return max(0.0, self._last + self._gap - at) if self._length else None

    def forget(self) -> None:
        """Drop what has begun, as when the scanner is unplugged."""
        self._data.clear()
        self._length = 0

    def _take(self, piece: bytes) -> None:
        self._length += len(piece)
        self._data += piece[: self._longest - len(self._data)]

    def _cut(self) -> list[Frame]:
        if not self._length:
            return []
        frame = Frame(data=bytes(self._data), length=self._length)
        self.forget()
        return [frame]


def decode(frame: Frame) -> str:
    """The text of a frame, composed (NFC), without what scanners put around it. Raises UnreadableCode."""
    if frame.length > len(frame.data):
        raise UnreadableCode(Why.TOO_LONG, frame.length)
    text = _letters(frame.data)
    if text is None:
        raise UnreadableCode(Why.LETTERS, frame.length)
    text = cleaned(text)
    if not text or _CONTROL.search(text):
        raise UnreadableCode(Why.LETTERS, frame.length)
    return text


def cleaned(text: str) -> str:
    """`text`, composed (NFC), without what scanners put around it. It may be empty then."""
    return unicodedata.normalize("NFC", text.removeprefix("\ufeff").strip(_AROUND).strip())


def _letters(data: bytes) -> str | None:
    # A UnicodeDecodeError carries the bytes it failed on, so it ends here.
    for encoding in ("utf-8", "cp1258"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None
