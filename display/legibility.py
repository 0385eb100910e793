"""How large letters must be to be read from the farthest seat, in millimetres and in pixels of this screen.

An angle of one minute of arc is 0.29 mm at one metre. 16 minutes are the least anybody should have to read, 22 are
read with ease (ISO 9241-3). Of the number that is being called two figures are known: 1/200 of the distance, which is
the least, and what the ADA asks of signs (703.5.5), which is more and is aimed at.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

#: Height of capitals by letter size, in both typefaces of the house, rounded down.
CAP: Final = 0.7
_LEAST_ANGLE: Final = 16.0
_EASY_ANGLE: Final = 22.0
_PART_OF_DISTANCE: Final = 200.0
_MM_PER_INCH: Final = 25.4


@dataclass(frozen=True, slots=True, kw_only=True)
class Legibility:
    """The least heights of capitals and figures, in pixels; 0 where nobody said from where the board is read.

    `text` is for everything, `recent` for the list of calls, `hero` for the number that is being called now;
    `hero_wanted` is what that should have.
    """

    text: float = 0.0
    recent: float = 0.0
    hero: float = 0.0
    hero_wanted: float = 0.0

    @classmethod
    def at(cls, distance_m: float, *, mm_per_px: float) -> Legibility:
        """Read from `distance_m` on a screen whose pixels are `mm_per_px` high. 0 or less for either: no demands."""
        if distance_m <= 0 or mm_per_px <= 0:
            return cls()
        return cls(
            text=seen_under(_LEAST_ANGLE, distance_m) / mm_per_px,
            recent=seen_under(_EASY_ANGLE, distance_m) / mm_per_px,
            hero=distance_m * 1000 / _PART_OF_DISTANCE / mm_per_px,
            hero_wanted=ada(distance_m) / mm_per_px,
        )

    @property
    def text_px(self) -> int:
        """The least size of letters (px), not of their capitals."""
        return math.ceil(self.text / CAP)

    @property
    def recent_px(self) -> int:
        """The least size of letters in the list of calls (px)."""
        return math.ceil(self.recent / CAP)


def seen_under(minutes: float, distance_m: float) -> float:
    """The height (mm) of what is seen under so many minutes of arc."""
    return 2 * distance_m * 1000 * math.tan(math.radians(minutes / 60) / 2)


def ada(distance_m: float) -> float:
    """The height (mm) of capitals on a sign 1.8 to 3 m above the floor."""
    return 51.0 + 3.2 * max(0.0, distance_m - 4.57) / 0.305


def pixel_mm(diagonal_in: float, width: int, height: int) -> float:
    """The height (mm) of a pixel on a screen of this diagonal (inches) and so many pixels."""
    return diagonal_in * _MM_PER_INCH / math.hypot(width, height)
