"""A printed slip as data: what stands on the paper, from top to bottom, before any printer is thought of.

Heights of letters are in dots of 1/8 mm (203 dpi, what nearly every ticket printer has); blanks and big things are
in millimetres. A slip does not know how wide the paper is: whoever draws it wraps to the width it has and may make
the number, the picture and the QR code smaller to fit, but never leaves a letter out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from shared.domain.slip_template import Align, Picture, Weight

__all__ = [
    "SMALLEST_TEXT",
    "Align",
    "Cut",
    "Gap",
    "Item",
    "Number",
    "Picture",
    "Qr",
    "Rule",
    "Slip",
    "TextLine",
    "Weight",
]

SMALLEST_TEXT: Final = 20
_LABEL: Final = re.compile("[A-Z0-9-]{1,12}")


@dataclass(frozen=True, slots=True)
class TextLine:
    """Words of one style, wrapped over as many printed lines as they need. A newline begins a new line.

    `size` is the em height in dots. Below `SMALLEST_TEXT` Vietnamese marks run together, so that is refused.
    `inverse` is white on a black bar. `hang`: how many dots further in the lines begin that it is wrapped to, all but
    the first.
    """

    text: str
    size: int = 24
    weight: Weight = Weight.REGULAR
    align: Align = Align.CENTRE
    inverse: bool = False
    hang: int = 0

    def __post_init__(self) -> None:
        if self.size < SMALLEST_TEXT:
            raise ValueError(f"text of {self.size} dots cannot be read; {SMALLEST_TEXT} is the least")


@dataclass(frozen=True, slots=True)
class Number:
    """The ticket's label, very large: A-Z, 0-9 and hyphen, because some printers draw it with their own font; up to 12.

    `mm` is the height of the digits, as far as the paper is wide enough for it.
    """

    text: str
    mm: float = 17.0

    def __post_init__(self) -> None:
        if not _LABEL.fullmatch(self.text):
            raise ValueError(f"{self.text!r} is no ticket label: 1 to 12 of A-Z, 0-9 and hyphen")


@dataclass(frozen=True, slots=True)
class Qr:
    """A QR code about `mm` wide, in the middle. The payload is printable ASCII, at most 300 characters."""

    payload: str
    mm: float = 24.0

    def __post_init__(self) -> None:
        if not 0 < len(self.payload) <= 300 or not (self.payload.isascii() and self.payload.isprintable()):
            raise ValueError("a QR payload is 1 to 300 printable ASCII characters")


@dataclass(frozen=True, slots=True)
class Gap:
    """Blank paper."""

    mm: float


@dataclass(frozen=True, slots=True)
class Rule:
    """A thin line across the paper."""


@dataclass(frozen=True, slots=True)
class Cut:
    """The knife, where there is one; else enough paper to tear."""


Item = TextLine | Number | Qr | Picture | Gap | Rule | Cut


@dataclass(frozen=True, slots=True)
class Slip:
    """What one visit to the printer puts on paper."""

    items: tuple[Item, ...]
