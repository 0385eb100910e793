"""How large things are on this window, so that the same drawing serves a small screen and a large one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

_DESIGN_WIDTH: Final = 1700  # the drawing is made for 1920, but a narrow screen need not shrink all of it
_DESIGN_HEIGHT: Final = 1080
_LEAST: Final = 0.5
_MOST: Final = 2.5
#: Small words shrink less than the window does.
_READABLE: Final = 15.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Measures:
    """`factor` is 1 on a screen of 1920 by 1080."""

    factor: float

    @classmethod
    def of(cls, width: int, height: int) -> Measures:
        factor = min(width / _DESIGN_WIDTH, height / _DESIGN_HEIGHT)
        return cls(factor=min(_MOST, max(_LEAST, round(factor, 3))))

    def px(self, design: float) -> float:
        """A length of the drawing."""
        return max(1.0, round(design * self.factor))

    def type(self, design: float) -> float:
        """A size of type: it never asks for less than is comfortable at arm's length."""
        return max(min(design, _READABLE), design * self.factor)
