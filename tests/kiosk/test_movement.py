"""The keys reach everything, and never leave the page."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.movement import Towards, reading_order, step
from shared.ui.measures import Box

WIDE = Box(0, 0, 210, 40)
GRID = [Box(column * 110, 60 + row * 60, 100, 50) for row in range(3) for column in range(2)]
PAGE = [WIDE, *GRID]


@st.composite
def pages(draw: st.DrawFn) -> list[Box]:
    """Boxes in the cells of a table, no two in one cell, of any size that fits."""
    cells = draw(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), min_size=1, max_size=14, unique=True))
    return [Box(100 * column, 100 * row, draw(st.integers(10, 96)), draw(st.integers(10, 96))) for column, row in cells]


def test_one_reads_row_by_row() -> None:
    assert reading_order([GRID[3], GRID[0], WIDE, GRID[1], GRID[2]]) == [2, 1, 3, 4, 0]


def test_a_box_that_begins_a_little_lower_is_still_in_the_row() -> None:
    assert reading_order([Box(200, 0, 50, 100), Box(0, 12, 50, 40)]) == [1, 0]


@pytest.mark.parametrize(
    ("at", "towards", "there"),
    [
        (1, Towards.RIGHT, 2),
        (2, Towards.LEFT, 1),
        (1, Towards.DOWN, 3),
        (4, Towards.UP, 2),
        (2, Towards.UP, 0),
        (0, Towards.DOWN, 1),
        (5, Towards.DOWN, 5),
        (0, Towards.UP, 0),
        (2, Towards.RIGHT, 3),  # the row is at its end: on as one reads
        (3, Towards.LEFT, 2),
        (6, Towards.NEXT, 0),
        (0, Towards.PREVIOUS, 6),
    ],
)
def test_a_step_leads_to_the_neighbour(at: int, towards: Towards, there: int) -> None:
    assert step(PAGE, at, towards) == there


def test_down_leads_to_what_lies_below_and_not_to_something_nearer_at_the_side() -> None:
    here, below, aside = Box(0, 0, 100, 50), Box(20, 140, 60, 50), Box(300, 60, 100, 50)
    assert step([here, below, aside], 0, Towards.DOWN) == 1


@given(pages(), st.data())
def test_next_goes_round_everything(boxes: list[Box], data: st.DataObject) -> None:
    at = start = data.draw(st.integers(0, len(boxes) - 1))
    seen = set()
    for _ in boxes:
        seen.add(at)
        at = step(boxes, at, Towards.NEXT)
    assert seen == set(range(len(boxes)))
    assert at == start


@given(pages(), st.data())
def test_right_and_down_reach_everything(boxes: list[Box], data: st.DataObject) -> None:
    reached = {data.draw(st.integers(0, len(boxes) - 1))}
    while True:
        more = reached | {step(boxes, at, way) for at in reached for way in (Towards.RIGHT, Towards.DOWN)}
        if more == reached:
            break
        reached = more
    assert reached == set(range(len(boxes)))


@given(pages(), st.data())
def test_previous_undoes_next(boxes: list[Box], data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(boxes) - 1))
    assert step(boxes, step(boxes, at, Towards.NEXT), Towards.PREVIOUS) == at
