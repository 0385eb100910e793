"""Where everything stands on a panel of this size. Plain numbers, in pixels."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import ClassVar, Final

from shared.ui.measures import Box, TouchMeasures, is_density

_LONG, _SHORT = 1280, 800  # px: the panel the sizes are written for
_USUAL_PX_PER_MM: Final = 5.9  # a tablet of ten inches
_FALSE_DENSITY: Final = 20.0
_SMALLEST_SIDE: Final = 85.0  # mm: a panel with a shorter side than this gets everything smaller in proportion
_BROAD_MM: Final = 45.0  # a key with words beside each other
_MOST_COLUMNS: Final = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Measures(TouchMeasures):
    """Of a panel."""

    MARGIN: ClassVar[int] = 32

    @classmethod
    def of(cls, width: int, height: int, px_per_mm: float = _USUAL_PX_PER_MM) -> Measures:
        """A density that no screen can have is not believed."""
        shorter, longer = sorted((width, height))
        density = px_per_mm if is_density(px_per_mm, _FALSE_DENSITY) else _USUAL_PX_PER_MM
        return cls(
            width=width,
            height=height,
            unit=max(0.4, min(shorter / _SHORT, longer / _LONG)),
            mm=min(density, shorter / _SMALLEST_SIDE),
        )

    @property
    def head(self) -> Box:
        """The band with the counter and who is called."""
        return Box(0, 0, self.width, self.px(92))

    @property
    def title(self) -> Box:
        """What is asked, with what is small below it."""
        high = self.px(216 if self.portrait else 160)
        return Box(self.margin, self.head.bottom + self.px(8), self.inner, high)

    @property
    def body(self) -> Box:
        """Where the faces are."""
        top = self.title.bottom + self.px(20)
        return Box(self.margin, top, self.inner, self.height - self.margin - top)

    @property
    def bar(self) -> Box:
        """The keys that end the reasons."""
        high = max(self.px(120), self.touch)
        return Box(self.margin, self.height - self.margin - high, self.inner, high)

    def faces(self, count: int) -> list[Box]:
        """Beside each other, or below each other on a tall panel."""
        if self.portrait:
            return self._grid(self.body, count, columns=1, rows=count)
        high = min(self.body.height, self.px(440))
        room = self.body._replace(top=self.body.top + (self.body.height - high) // 2, height=high)
        return self._grid(room, count, columns=count, rows=1)

    def about(self, count: int) -> Box:
        """What is asked above so many reasons. On a small panel it has the head's place as well: keys must not be too
        low for a finger."""
        most = self._floor - self._high(count, self._columns(count)) - self.px(24)
        if most >= self.title.bottom:
            return self.title
        return Box(self.margin, self.px(8), self.inner, most - self.px(8))

    def reasons(self, count: int) -> list[Box]:
        """Keys in as few columns as leave each high enough for a finger, and none higher than looks well."""
        top = self.about(count).bottom + self.px(24)
        columns = self._columns(count)
        rows = max(1, -(-count // columns))
        high = min(self._floor - top, rows * max(self.touch, self.px(170)) + (rows - 1) * self.gap)
        return self._grid(Box(self.margin, top, self.inner, high), count, columns=columns, rows=rows)

    @property
    def _floor(self) -> int:
        """Where the reasons end."""
        return self.bar.top - self.gap

    def _columns(self, count: int) -> int:
        columns, most = (2, 2) if self.portrait else (3, _MOST_COLUMNS)
        room = self._floor - self.title.bottom - self.px(24)
        while columns < most and self._high(count, columns) > room:
            columns += 1
        return columns

    def _high(self, count: int, columns: int) -> int:
        """The least height of so many keys."""
        rows = max(1, -(-count // columns))
        return rows * self.touch + (rows - 1) * self.gap

    def keys(self) -> tuple[Box, Box]:
        """Skip at the left, send at the right and broader."""
        least = math.ceil(_BROAD_MM * self.mm)
        skip = max(least, (self.bar.width - self.gap) // 3)
        left = self.bar._replace(width=skip)
        right = self.bar._replace(left=left.right + self.gap, width=self.bar.width - skip - self.gap)
        return left, right

    def _grid(self, room: Box, count: int, *, columns: int, rows: int) -> list[Box]:
        broad = (room.width - (columns - 1) * self.gap) / columns
        high = (room.height - (rows - 1) * self.gap) / rows
        boxes = []
        for number in range(count):
            row, column = divmod(number, columns)
            left = room.left + round(column * (broad + self.gap))
            top = room.top + round(row * (high + self.gap))
            boxes.append(Box(left, top, math.floor(broad), math.floor(high)))
        return boxes
