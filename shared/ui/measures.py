"""What every screen that is touched is measured by. Plain numbers and no Qt: presenters need them to fill pages, views
to place things, and both must come to the same result.

Lengths come twice: designed for a screen of a certain size (`px`), and in millimetres of the real one, which decide how
small anything that is touched may become.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import ClassVar, Final, NamedTuple

_LEAST_DENSITY: Final = 1.0  # screens that do not know how large they are say something below, or far above
_TOUCH_MM: Final = 20.0  # a key of this size is sufficient for somebody standing; a larger one is no better
APART_MM: Final = 3.0


class Box(NamedTuple):
    """A place in the window, in pixels; `widget.setGeometry(*box)` takes it."""

    left: int
    top: int
    width: int
    height: int

    @property
    def right(self) -> int:
        """The first pixel behind it."""
        return self.left + self.width

    @property
    def bottom(self) -> int:
        """The first pixel below it."""
        return self.top + self.height


def is_density(px_per_mm: float, most: float) -> bool:
    """Whether there are screens with so many pixels in a millimetre, where `most` is past what there is."""
    return _LEAST_DENSITY < px_per_mm < most


@dataclass(frozen=True, slots=True, kw_only=True)
class TouchMeasures:
    """All in pixels. `unit` is 1.0 on the screen of the drawing; `mm` is a millimetre."""

    MARGIN: ClassVar[int]  #: of the drawing

    width: int
    height: int
    unit: float
    mm: float

    def px(self, designed: float) -> int:
        """A length of the design on this screen."""
        return round(designed * self.unit)

    @property
    def touch(self) -> int:
        """The least height and width of anything that is touched."""
        return math.ceil(_TOUCH_MM * self.mm)

    @property
    def gap(self) -> int:
        return max(self.px(16), math.ceil(APART_MM * self.mm))

    @property
    def margin(self) -> int:
        return self.px(self.MARGIN)

    @property
    def portrait(self) -> bool:
        return self.height >= self.width

    @property
    def inner(self) -> int:
        """The width between the margins."""
        return self.width - 2 * self.margin
