"""Where the keys go: from one control to the next among rectangles. Pure, and the same on every page."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum, auto

from shared.ui.measures import Box


class Towards(Enum):
    """Which way. NEXT and PREVIOUS follow the reading order and go round."""

    LEFT = auto()
    RIGHT = auto()
    UP = auto()
    DOWN = auto()
    NEXT = auto()
    PREVIOUS = auto()


def reading_order(boxes: Sequence[Box]) -> list[int]:
    """The numbers of the boxes row by row from above, in each row from the left. A box belongs to the row whose first
    one it begins beside."""
    rows: list[list[int]] = []
    for number in sorted(range(len(boxes)), key=lambda one: (boxes[one].top, boxes[one].left)):
        first = boxes[rows[-1][0]] if rows else None
        if first is not None and boxes[number].top < first.top + first.height / 2:
            rows[-1].append(number)
        else:
            rows.append([number])
    return [number for row in rows for number in sorted(row, key=lambda one: boxes[one].left)]


def step(boxes: Sequence[Box], at: int, towards: Towards) -> int:
    """The number of the box one step from box `at`.

    Up and down lead to the nearest box on that side and stay where there is none. Left and right stay in the row as
    long as it goes on and then follow the reading order, so that two keys are enough to reach everything.
    """
    match towards:
        case Towards.NEXT:
            return _along(boxes, at, 1)
        case Towards.PREVIOUS:
            return _along(boxes, at, -1)
        case Towards.UP | Towards.DOWN:
            there = [one for one in range(len(boxes)) if _is_beyond(boxes[at], boxes[one], towards)]
            return min(there, key=lambda one: _far(boxes[at], boxes[one], upright=True), default=at)
        case _:
            here = boxes[at]
            row = [
                one
                for one, box in enumerate(boxes)
                if box.top < here.bottom and here.top < box.bottom and _is_beyond(here, box, towards)
            ]
            if row:
                return min(row, key=lambda one: _far(here, boxes[one], upright=False))
            return _along(boxes, at, 1 if towards is Towards.RIGHT else -1)


def _along(boxes: Sequence[Box], at: int, by: int) -> int:
    order = reading_order(boxes)
    return order[(order.index(at) + by) % len(order)]


def _is_beyond(here: Box, there: Box, towards: Towards) -> bool:
    match towards:
        case Towards.LEFT:
            return there.right <= here.left
        case Towards.RIGHT:
            return there.left >= here.right
        case Towards.UP:
            return there.bottom <= here.top
        case _:
            return there.top >= here.bottom


def _far(here: Box, there: Box, *, upright: bool) -> tuple[int, int, int, int]:
    """How far apart two boxes are; going aside counts double, then the middles decide."""
    across = max(0, there.left - here.right, here.left - there.right)
    along = max(0, there.top - here.bottom, here.top - there.bottom)
    middles = abs(2 * there.left + there.width - 2 * here.left - here.width)
    return (along + 2 * across if upright else across + 2 * along, middles, there.top, there.left)
