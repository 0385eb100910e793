"""How large everything is in a window of this size. Plain numbers: the presenter needs them to fill pages, the views
to place things, and both must come to the same result."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

_DESIGNED_FOR: Final = 1080  # px: the shorter side of the screen the sizes are written for
_USUAL_PX_PER_MM: Final = 3.2  # a 27-inch screen of 1080x1920
_TOUCH_MM: Final = 20.0  # a key of this size is sufficient for somebody standing; a larger one is no better
_FALSE_DENSITY: Final = (1.0, 12.0)  # screens that do not know how large they are say something outside


@dataclass(frozen=True, slots=True, kw_only=True)
class Measures:
    """All in pixels. `unit` is 1.0 on a 1080x1920 screen; `key` is the height of a key of the keyboard."""

    width: int
    height: int
    unit: float
    key: int

    @classmethod
    def of(cls, width: int, height: int, px_per_mm: float = _USUAL_PX_PER_MM) -> Measures:
        unit = max(0.5, min(width, height) / _DESIGNED_FOR)
        lowest, highest = _FALSE_DENSITY
        density = px_per_mm if lowest < px_per_mm < highest else _USUAL_PX_PER_MM
        key = max(92 * unit, min(_TOUCH_MM * density, 112 * unit))
        return cls(width=width, height=height, unit=unit, key=round(key))

    def px(self, designed: float) -> int:
        """A length of the design on this screen."""
        return round(designed * self.unit)

    @property
    def portrait(self) -> bool:
        return self.height >= self.width

    @property
    def margin(self) -> int:
        return self.px(36)

    @property
    def gap(self) -> int:
        return self.px(16)

    @property
    def inner(self) -> int:
        """The width between the margins."""
        return self.width - 2 * self.margin

    @property
    def header(self) -> int:
        return self.px(128)

    @property
    def bar(self) -> int:
        """The height of the big keys at the foot of a page."""
        return self.px(116)

    @property
    def content_top(self) -> int:
        return self.header + self.gap

    @property
    def bar_top(self) -> int:
        return self.height - self.margin - self.bar

    # the grid of agencies

    @property
    def home_top(self) -> int:
        """Where the agencies begin: below the question and the search key."""
        rows = self.px(84) + self.px(140) + 2 * self.gap + self.px(60) if self.portrait else self.px(128) + self.gap
        return self.content_top + rows

    @property
    def home_columns(self) -> int:
        return 2 if self.portrait else (4 if self.width / self.unit >= 1700 else 3)

    def home_bottom(self, count: int) -> int:
        """Where `count` agencies end: above the keys that turn pages, if they do not all fit without these."""
        short = self.height - self.margin - self.px(56) - self.gap
        rows = self._rows(self.home_top, short)
        return short if count <= rows * self.home_columns else self.bar_top - self.gap

    def home_rows(self, count: int) -> int:
        return self._rows(self.home_top, self.home_bottom(count))

    def home_room(self, count: int) -> int:
        """How many of `count` agencies fit on one page."""
        return self.home_columns * self.home_rows(count)

    # the grid of fields

    @property
    def fields_top(self) -> int:
        return self.content_top + self.px(112) + self.gap

    @property
    def fields_columns(self) -> int:
        return 2 if self.portrait or self.width / self.unit < 1700 else 3

    @property
    def fields_rows(self) -> int:
        return self._rows(self.fields_top, self.bar_top - self.gap, self.px(176 if self.portrait else 136))

    @property
    def fields_room(self) -> int:
        """How many fields fit on one page."""
        return self.fields_columns * self.fields_rows

    # the search page

    @property
    def beside(self) -> bool:
        """Whether the answers stand beside the keyboard instead of above it."""
        return self.width / self.unit >= 1700

    @property
    def search_top(self) -> int:
        """Where the search page begins. A small broad screen has no room for the head above a keyboard."""
        return self.content_top if self.portrait or self.beside else self.gap

    @property
    def keyboard_width(self) -> int:
        return self.px(1010) if self.beside else self.inner

    @property
    def keyboard_top(self) -> int:
        """The keyboard's five rows end with the page."""
        return self.height - self.margin - 5 * self.key - 4 * self.key_gap

    @property
    def key_gap(self) -> int:
        return self.px(10)

    @property
    def query_top(self) -> int:
        return self.keyboard_top - self.gap - self.px(120) if self.beside else self.search_top

    @property
    def results_columns(self) -> int:
        return 1 if self.portrait or self.beside else 2

    @property
    def results_rows(self) -> int:
        top, bottom = self.results_span
        return max(1, (bottom - top + self.gap) // (self.px(132) + self.gap))

    @property
    def results_room(self) -> int:
        """How many answers fit."""
        return self.results_columns * self.results_rows

    @property
    def results_span(self) -> tuple[int, int]:
        """From where to where answers stand."""
        if self.beside:
            return self.content_top, self.height - self.margin
        return self.search_top + self.px(108) + self.gap, self.keyboard_top - self.gap

    def _rows(self, top: int, bottom: int, least: int | None = None) -> int:
        """How many rows of tiles fit, each at least so high."""
        return max(1, (bottom - top + self.gap) // ((least or self.px(118)) + self.gap))
