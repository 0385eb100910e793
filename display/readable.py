"""Whether a board can be read from the last row: what its setting demands, and whether this screen can give it.

Letters are never made smaller than demanded; rows, captions and panes go first. Only figures are shown in any case.
Where even those are too small, the log says so at the start: a larger screen or a nearer seat is the cure.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QRect
from PySide6.QtGui import QScreen

from display.arrangement import Arrangement, Layout, Place
from display.legibility import Legibility, pixel_mm
from display.state import Greeting, Said, Tile
from display.views.hero import HeroView
from display.views.lettering import Kind
from display.views.recent import RecentView

_log: Final = logging.getLogger(__name__)
_LEAST_MM: Final = 150.0  # a screen that says it is lower than that does not know its size
_NOTHING: Final = Greeting(title=Said(main=""), text=Said(main=""))
_SAMPLE: Final = Tile(seq=0, label="M000", counter=88, agency="", field="")


@dataclass(frozen=True, slots=True, kw_only=True)
class Demands:
    """From how far the board is read (m; 0: nobody said), on a screen of which diagonal (inches; 0: ask it)."""

    distance_m: float = 0.0
    diagonal_in: float = 0.0

    def on(self, screen: QScreen | None, size: tuple[int, int]) -> Legibility:
        """What letters must have on a board of this size, which with a diagonal is taken to be the whole screen."""
        if self.distance_m <= 0:
            return Legibility()
        if self.diagonal_in > 0:
            return Legibility.at(self.distance_m, mm_per_px=pixel_mm(self.diagonal_in, *size))
        high = screen.physicalSize().height() if screen is not None else 0.0
        if screen is None or high < _LEAST_MM:
            return Legibility()
        return Legibility.at(self.distance_m, mm_per_px=high / screen.size().height())

    def judge(self, made: Arrangement, legibility: Legibility, language: str, *, wanted: Layout) -> None:
        """Say in the log what cannot be kept. `wanted` is the layout that was asked for."""
        if self.distance_m <= 0:
            return
        if not legibility.text:
            _log.warning(
                "[display] viewing_distance_m is %g, but this screen does not say how large it is: set diagonal_in",
                self.distance_m,
            )
            return
        if wanted not in (Layout.AUTO, made.layout):
            _log.warning(
                "[display] read from %g m: too few counters fit into a table; calls are shown", self.distance_m
            )
        for shortfall in shortfalls(made, legibility, language):
            _log.warning("[display] read from %g m: %s", self.distance_m, shortfall)


def shortfalls(made: Arrangement, legibility: Legibility, language: str) -> list[str]:
    """What is smaller than it must be, and what has no place, in words for whoever hangs the screen."""
    found = []
    hero = HeroView(language)
    hero.arrange(_rectangle(made.hero), made.unit, legibility)
    hero.show_calls((_SAMPLE,), _NOTHING, live=True)
    hero.grab()
    high = hero.scribe.written.least[Kind.HERO]
    if high < legibility.hero:
        found.append(f"the number called is {high:.0f} px high, and 1/200 of the distance is {legibility.hero:.0f} px")
    elif high < legibility.hero_wanted:
        found.append(
            f"the number called is {high:.0f} px high; {legibility.hero_wanted:.0f} px would be read with ease"
        )
    if made.recent is not None:
        recent = RecentView(language)
        recent.arrange(_rectangle(made.recent), made.unit, legibility)
        recent.show_calls((_SAMPLE,), live=True)
        recent.grab()
        low = recent.scribe.written.least[Kind.RECENT]
        if low < legibility.recent - 1:
            found.append(
                f"the calls before it are {low:.0f} px high, and 22 minutes of arc are {legibility.recent:.0f} px"
            )
    if made.waiting is None:
        found.append("those who wait have no room in letters that can be read, and are left out")
    return found


def _rectangle(place: Place) -> QRect:
    return QRect(place.x, place.y, place.width, place.height)
