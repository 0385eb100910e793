"""What a view is given besides the state: colours and lengths, chosen once from the window and the citizen's aids."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.measures import Measures
from kiosk.state import Aid
from shared.ui.lettering import SMALLEST, Para
from shared.ui.theme import HIGH_CONTRAST, LIGHT, Theme


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """The same for the whole window. Nothing in `kiosk.views` takes a colour or a size from anywhere else."""

    theme: Theme
    measures: Measures

    @classmethod
    def of(cls, width: int, height: int, px_per_mm: float, *, aids: frozenset[Aid]) -> Look:
        """For a window of `width` x `height` pixels on a screen of this density."""
        return cls(
            theme=HIGH_CONTRAST if Aid.HIGH_CONTRAST in aids else LIGHT,
            measures=Measures.of(width, height, px_per_mm, aids=aids),
        )

    def para(self, text: str, size: float, weight: int = 500, *, digits: bool = False, columns: bool = True) -> Para:
        """A paragraph in letters of `size` of the design: larger where the citizen asked for large text."""
        return Para(text, self.measures.text(size), weight, digits, columns, SMALLEST)
