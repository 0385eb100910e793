"""How large everything is in a window of this size, and where it stands; drawn for a screen of 1080 pixels."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import ClassVar, Final, NamedTuple

from kiosk.state import Aid
from shared.ui.measures import APART_MM, Box, TouchMeasures, is_density

_DESIGNED_FOR: Final = 1080  # px: the shorter side of the screen the sizes are written for
_USUAL_PX_PER_MM: Final = 3.2  # a 27-inch screen of 1080x1920
_FALSE_DENSITY: Final = 12.0
_SMALLEST_SIDE: Final = 200.0  # mm: a screen with a shorter side than this gets everything smaller in proportion
_BROAD_MM: Final = 60.0  # the width of the keys that matter
_BODY_MM: Final = 9.5  # letters whose capitals are 7 mm high
_LARGER: Final = 1.4  # large text
_MOST: Final = 1.25  # a small screen makes letters at most so much larger than designed
_MOST_COLUMNS: Final = 5  # of tiles that have to be all on one page
_BROAD_SCREEN: Final = 1700  # designed px: room for keyboard and answers beside each other


def can_be_a_density(px_per_mm: float) -> bool:
    """Whether there are screens with so many pixels in a millimetre."""
    return is_density(px_per_mm, _FALSE_DENSITY)


class Grid(NamedTuple):
    """Where tiles stand, in how many columns and rows."""

    box: Box
    columns: int
    rows: int

    @property
    def room(self) -> int:
        """How many tiles fit on one page."""
        return self.columns * self.rows


class HomePlaces(NamedTuple):
    """The places of the first page; one without height is not shown."""

    question: Box
    needs: Box
    search: Box
    beside_search: Box
    or_line: Box
    grid: Grid


@dataclass(frozen=True, slots=True, kw_only=True)
class Measures(TouchMeasures):
    """`large` and `low` are the aids."""

    MARGIN: ClassVar[int] = 36

    large: bool
    low: bool

    @classmethod
    def of(
        cls, width: int, height: int, px_per_mm: float = _USUAL_PX_PER_MM, *, aids: frozenset[Aid] = frozenset()
    ) -> Measures:
        """A density that no screen can have is not believed."""
        shorter = min(width, height)
        density = px_per_mm if can_be_a_density(px_per_mm) else _USUAL_PX_PER_MM
        return cls(
            width=width,
            height=height,
            unit=max(0.5, shorter / _DESIGNED_FOR),
            mm=min(density, shorter / _SMALLEST_SIDE),
            large=Aid.LARGE_TEXT in aids,
            low=Aid.LOW_REACH in aids,
        )

    # lengths

    def text(self, designed: float) -> int:
        """Letters of the design on this screen, which are larger for those who asked for it."""
        plain = designed * self.unit
        return round(max(plain * (_LARGER if self.large else 1.0), min(_BODY_MM * self.mm, plain * _MOST)))

    def lines(self, designed: float) -> int:
        """A height of the design that holds text, which may be large text."""
        return round(designed * self.unit * (_LARGER if self.large else 1.0))

    @property
    def tile_gap(self) -> int:
        return max(self.px(12), math.ceil(APART_MM * self.mm))

    def key_high(self, designed: float) -> int:
        """The height of a key designed so high."""
        return max(self.px(designed), self.touch)

    def key_broad(self, designed: float) -> int:
        """The width of a key that matters."""
        return max(self.px(designed), math.ceil(_BROAD_MM * self.mm))

    # the parts of every page

    @property
    def broad(self) -> bool:
        """Whether a landscape screen is a large one."""
        return self.width / self.unit >= _BROAD_SCREEN

    @property
    def header(self) -> int:
        return max(self.px(128), self.touch + self.px(32))

    @property
    def dock(self) -> int:
        """The height of the bar of aids, which ends the window."""
        return self.aid_key + 2 * self.dock_inset + (self.help_line if self.portrait else 0)

    @property
    def aid_key(self) -> int:
        """The height of the keys in it."""
        return self.key_high((112 if self.large else 92) if self.portrait else 80)

    @property
    def dock_inset(self) -> int:
        return self.px(14)

    @property
    def help_line(self) -> int:
        """The height of the line above the aids on a tall screen."""
        return self.px(46)

    @property
    def floor(self) -> int:
        """Where a page ends: above the bar of aids."""
        return self.height - self.dock - self.gap

    @property
    def content_top(self) -> int:
        return self.header + self.gap

    @property
    def touch_top(self) -> int:
        """Nothing above this is touched."""
        return max(self.content_top, (self.height + 1) // 2) if self.low else self.content_top

    @property
    def content(self) -> Box:
        """All that is a page's own: between head and aids."""
        return Box(self.margin, self.content_top, self.inner, self.floor - self.content_top)

    @property
    def bar(self) -> Box:
        """The row of keys at the foot of a page: back, home, turning pages."""
        high = self.key_high(116)
        return Box(self.margin, self.floor - high, self.inner, high)

    @property
    def title(self) -> Box:
        """Where a page says what it asks. In low reach it has the upper half."""
        high = self.touch_top - self.gap - self.content_top if self.low else self.lines(112)
        return Box(self.margin, self.content_top, self.inner, high)

    @property
    def body(self) -> Box:
        """Between title and bar: what is chosen from."""
        top = self.touch_top if self.low else self.title.bottom + self.gap
        return Box(self.margin, top, self.inner, self.bar.top - self.gap - top)

    def grid(self, box: Box, *, columns: int, least: float) -> Grid:
        """Tiles in `box`, each at least `least` (of the design) high and large enough for a finger."""
        high = max(self.lines(least), self.touch)
        return Grid(box, columns, max(1, (box.height + self.tile_gap) // (high + self.tile_gap)))

    def grid_of_all(self, box: Box, count: int, *, columns: int, least: float) -> Grid:
        """Tiles for all of `count` choices on one page: lower than `least` if they must be, and then in more than
        `columns`."""
        for tried in range(columns, _MOST_COLUMNS + 1):
            for lower in (least, 0.6 * least):
                grid = self.grid(box, columns=tried, least=lower)
                if count <= grid.room:
                    return grid._replace(rows=max(1, -(-count // tried)))
        return self.grid(box, columns=_MOST_COLUMNS, least=0.0)

    @property
    def _squat(self) -> bool:
        """Whether only half of a broad screen is touched: tiles must be flat, whatever else is wished."""
        return self.low and not self.portrait

    @property
    def leaf_keys(self) -> int:
        """How wide the keys that turn pages are, with what stands between them."""
        return 2 * self.leaf_key + self.px(150)

    @property
    def leaf_key(self) -> int:
        return max(self.px(200), self.touch)

    # the first page

    def home(self, count: int, *, needs: bool) -> HomePlaces:
        """Where everything stands when there are `count` agencies. `needs`: the hall asks what one came for."""
        question = self._question
        needs_top = self.touch_top if self.low else question.bottom + self.gap
        high = (self.key_high(72 if self.low else 92)) if needs else 0
        asked = Box(self.margin, needs_top, self.inner, high)
        below = asked.bottom + self.gap if needs else needs_top
        keys, top = self._home_keys(below)
        or_high = self.lines(50) if self.portrait and not self.low else 0
        or_line = Box(self.margin, top, self.inner, or_high)
        grid = self._home_grid(count, or_line.bottom + (self.px(8) if or_high else 0))
        return HomePlaces(question, asked, keys[0], keys[1], or_line, grid)

    def home_room(self, count: int, *, needs: bool) -> int:
        """How many of `count` agencies fit on one page."""
        return self.home(count, needs=needs).grid.room

    @property
    def _question(self) -> Box:
        if self.low:
            return self.title
        broad = self.inner if self.portrait else (self.inner - self.gap) // 2
        return Box(self.margin, self.content_top, broad, self.lines(76) if self.portrait else self.key_high(116))

    def _home_keys(self, below: int) -> tuple[tuple[Box, Box], int]:
        """The search key and the one beside it, and what is free below. On a broad screen they stand beside the
        question; in low reach they share the bar there with the keys that turn pages."""
        if self._squat:
            row, free = Box(self.margin, self.bar.top, self.inner - self.leaf_keys - self.gap, self.bar.height), below
        elif self.portrait:
            row = Box(self.margin, below, self.inner, self.key_high(92 if self.low else 112))
            free = row.bottom + self.gap
        else:
            left = self._question.right + self.gap
            row, free = Box(left, self.content_top, self.width - self.margin - left, self._question.height), below
        half = (row.width - self.gap) // 2
        return (row._replace(width=half), Box(row.left + row.width - half, row.top, half, row.height)), free

    def _home_grid(self, count: int, top: int) -> Grid:
        columns = 2 if self.portrait else (5 if self.broad else (3 if self.large else 4))
        least = 92 if self._squat and self.large else 112
        short = Box(self.margin, top, self.inner, self.bar.top - self.gap - top)
        if self.low:
            return self.grid(short, columns=columns, least=least)
        whole = self.grid(Box(self.margin, top, self.inner, self.floor - top), columns=columns, least=least)
        return whole if count <= whole.room else self.grid(short, columns=columns, least=least)

    # the fields of an agency

    @property
    def fields(self) -> Grid:
        roomy = 176 if self.portrait and not self.low else 136
        flat = 92 if self.large else 124
        least = flat if self._squat else roomy
        return self.grid(self.body, columns=3 if self.broad and not self.portrait else 2, least=least)

    @property
    def fields_room(self) -> int:
        """How many fields fit on one page."""
        return self.fields.room

    # the search page

    @property
    def beside(self) -> bool:
        """Whether the answers stand beside the keyboard instead of above it."""
        return not self.portrait and (self.broad or self.low)

    @property
    def search_top(self) -> int:
        """Where the search page begins. A small broad screen has no room for the head above a keyboard."""
        return self.content_top if self.portrait or self.beside else self.gap

    @property
    def key_gap(self) -> int:
        return max(self.px(10), math.ceil(APART_MM * self.mm))

    @property
    def key(self) -> int:
        """The height of a key of the keyboard: half a broad screen may be too low for one of 20 mm."""
        if not self.low:
            return max(self.px(92), self.touch)
        room = (self.floor - self.touch_top - 4 * self.key_gap) // 5
        return min(max(self.px(69), self.touch), room) if self.portrait else room

    @property
    def keyboard(self) -> Box:
        """Its five rows end with the page."""
        wide = min(self.px(1010), round(self.inner * 0.6)) if self.beside else self.inner
        high = 5 * self.key + 4 * self.key_gap
        return Box(self.margin, self.floor - high, wide, high)

    @property
    def query(self) -> Box:
        """What was typed. It is not touched: in low reach it stands large above the middle."""
        high = self.lines(120 if self.beside else 108)
        if self.low:
            return Box(self.margin, self.touch_top - self.gap - high, self.inner, high)
        if self.beside:
            return Box(self.margin, self.keyboard.top - self.gap - high, self.keyboard.width, high)
        return Box(self.margin, self.search_top, self.inner, high)

    @property
    def results(self) -> Grid:
        """The answers."""
        keys = self.keyboard
        if self.beside:
            left = keys.right + 2 * self.gap
            box = Box(left, self.touch_top, self.width - self.margin - left, self.floor - self.touch_top)
        else:
            top = self.touch_top if self.low else self.query.bottom + self.gap
            box = Box(self.margin, top, self.inner, keys.top - self.gap - top)
        if self.low:
            flat = self.portrait or self.broad
            return self.grid(box, columns=1, least=(92 if self.large else 120) if flat else 130)
        if self.portrait or self.beside:
            return self.grid(box, columns=1, least=132)
        return self.grid(box, columns=2, least=80 if self.large else 112)

    @property
    def results_room(self) -> int:
        """How many answers fit."""
        return self.results.room
