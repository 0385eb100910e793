"""What a hall prints on its slips: lines in order, each of one kind, with its looks. All sizes are millimetres.

A template says nothing of a ticket. A line whose fact a ticket does not have (no promise, one agency only, no page to
lead to) is left out with the blank above it, so one template serves all tickets of a hall.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final

DOTS_PER_MM: Final = 8
WIDEST_PICTURE: Final = 384  # as wide as 58 mm paper prints
HIGHEST_PICTURE: Final = 200


class Align(StrEnum):
    """Where a line stands between the edges of the paper."""

    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"


class Weight(StrEnum):
    """How heavy the letters are; thermal paper swallows thin strokes, so nothing is lighter than regular."""

    REGULAR = "regular"
    MEDIUM = "medium"
    BOLD = "bold"


class LineKind(StrEnum):
    """What a line says."""

    LOGO = "logo"
    HALL = "hall"
    AGENCY = "agency"
    FIELD = "field"
    PROCEDURE = "procedure"
    NEED = "need"
    PRIORITY = "priority"  # only of a ticket that is not an ordinary one
    CAPTION = "caption"  # the words above the number
    NUMBER = "number"
    AHEAD = "ahead"
    WAIT = "wait"  # only where a wait was promised
    APPOINTMENT = "appointment"
    TIME = "time"
    STOPS = "stops"  # only of a visit to several agencies
    CODE = "code"  # only where the kiosk has a ticket page
    CODE_CAPTION = "code_caption"
    FOOTER = "footer"
    TEXT = "text"  # words of the hall's own
    RULE = "rule"
    GAP = "gap"


#: Kinds that are printed as words, and so have a weight and an alignment.
WORDS: Final = frozenset(LineKind) - {LineKind.LOGO, LineKind.NUMBER, LineKind.CODE, LineKind.RULE, LineKind.GAP}
#: Kinds that a template may have more than once.
REPEATED: Final = frozenset({LineKind.TEXT, LineKind.RULE, LineKind.GAP})


@dataclass(frozen=True, slots=True, kw_only=True)
class SlipLine:
    """One line of a template.

    `size`: the height of the letters with room for their marks, of the number's digits, of the logo, the width of the
    code, or the blank of a gap. `above`: blank before it; blanks that meet do not add up, the largest counts.
    `text_vi` and `text_en` belong to a TEXT.
    """

    kind: LineKind
    size: float = 0.0
    weight: Weight = Weight.REGULAR
    align: Align = Align.CENTRE
    above: float = 0.0
    text_vi: str = ""
    text_en: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture of one bit a dot, eight dots a millimetre: rows of whole bytes from top to bottom, 1 is black."""

    width: int
    height: int
    dots: bytes

    def __post_init__(self) -> None:
        if not (0 < self.width <= WIDEST_PICTURE and 0 < self.height <= HIGHEST_PICTURE):
            raise ValueError(f"a picture of {self.width} by {self.height} dots")
        if len(self.dots) != (self.width + 7) // 8 * self.height:
            raise ValueError("a picture whose size is not its number of bytes")


#: The usual looks of each kind, the ones that a line has which does not say otherwise.
LOOKS: Final[Mapping[LineKind, SlipLine]] = MappingProxyType(
    {
        line.kind: line
        for line in (
            SlipLine(kind=LineKind.LOGO, size=8.5),
            SlipLine(kind=LineKind.HALL, size=2.75, weight=Weight.BOLD, above=1),
            SlipLine(kind=LineKind.AGENCY, size=3.25, weight=Weight.MEDIUM, above=0.5),
            SlipLine(kind=LineKind.FIELD, size=4, weight=Weight.BOLD, above=1.25),
            SlipLine(kind=LineKind.PROCEDURE, size=3, above=0.5),
            SlipLine(kind=LineKind.NEED, size=3.25, weight=Weight.MEDIUM, above=0.5),
            SlipLine(kind=LineKind.PRIORITY, size=3.25, weight=Weight.BOLD, above=0.5),
            SlipLine(kind=LineKind.CAPTION, size=3, above=1),
            SlipLine(kind=LineKind.NUMBER, size=15, above=1.25),
            SlipLine(kind=LineKind.AHEAD, size=3.75, weight=Weight.BOLD, above=1.25),
            SlipLine(kind=LineKind.WAIT, size=3.25, weight=Weight.MEDIUM, above=0.5),
            SlipLine(kind=LineKind.APPOINTMENT, size=3.25, weight=Weight.BOLD, above=0.25),
            SlipLine(kind=LineKind.TIME, size=2.75, above=0.25),
            SlipLine(kind=LineKind.STOPS, size=3, weight=Weight.MEDIUM, align=Align.LEFT, above=1.5),
            SlipLine(kind=LineKind.CODE, size=21, above=2),
            SlipLine(kind=LineKind.CODE_CAPTION, size=2.75, weight=Weight.MEDIUM, above=1),
            SlipLine(kind=LineKind.FOOTER, size=2.75, above=1),
            SlipLine(kind=LineKind.TEXT, size=3, above=0.5),
            SlipLine(kind=LineKind.RULE, above=1.25),
            SlipLine(kind=LineKind.GAP, size=2),
        )
    }
)

#: What is printed where a hall says nothing: who, what, which number, how long, when, where to look.
STANDARD_SLIP: Final = tuple(
    LOOKS[kind]
    for kind in (
        LineKind.LOGO,
        LineKind.HALL,
        LineKind.AGENCY,
        LineKind.RULE,
        LineKind.FIELD,
        LineKind.PROCEDURE,
        LineKind.NEED,
        LineKind.PRIORITY,
        LineKind.CAPTION,
        LineKind.NUMBER,
        LineKind.AHEAD,
        LineKind.WAIT,
        LineKind.APPOINTMENT,
        LineKind.TIME,
        LineKind.STOPS,
        LineKind.CODE,
        LineKind.CODE_CAPTION,
        LineKind.FOOTER,
    )
)
