"""Many calls at once: each is painted in the step in which it is heard, in their order, and nothing flashes."""

from __future__ import annotations

import random

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from display.arrangement import Layout
from display.presenter import BoardPresenter
from display.window import BoardWindow, Look
from shared.domain.ticket import Ticket
from tests.display.conftest import Stage

STEP = 0.1  # s between two looks at the board
COLUMNS, ROWS = 16, 9
SWING = 0.1  # of the lightness there is: a smaller change is no flash (WCAG 2.2, general flash)
MOST_FLASHES = 3  # in any second


def shown(qtbot: QtBot, stage: Stage, look: Look, *, reduced: bool = False) -> BoardWindow:
    stage.presenter = BoardPresenter(clock=stage.clock, language="vi", reduced_motion=reduced)
    window = BoardWindow(stage.presenter, look, stamp=lambda: round(stage.clock().timestamp() * 1e9))
    qtbot.addWidget(window)
    window.resize(960, 540)
    window.show()
    qtbot.waitExposed(window)
    stage.hear()
    window.look()
    return window


def wanted_at(stage: Stage, counter: int) -> str:
    hall = stage.hall
    return hall.reference().profile(hall.now().counters[counter].profile).services[0]


def test_of_two_hundred_calls_in_a_minute_each_is_painted_as_it_is_heard_and_stands_in_order(
    qtbot: QtBot, lettered: QApplication, stage: Stage
) -> None:
    window = shown(qtbot, stage, Look(layout=Layout.CALLS))
    counters = list(range(1, 41))
    stage.open(*counters)
    wanted = [wanted_at(stage, counter) for counter in counters]
    for turn in range(200):
        stage.come(wanted[turn % 40])
    stage.hear()
    at_counter: dict[int, Ticket] = {}
    called: list[str] = []
    for turn in range(200):
        stage.clock.forward(seconds=0.3)
        counter = counters[turn % 40]
        if counter in at_counter:
            stage.no_show(at_counter[counter])
        at_counter[counter] = stage.call(counter)
        called.append(at_counter[counter].label)
        state = stage.hear()
        window.look()
        QApplication.processEvents()
        assert window.painted_seq == state.seq, "one step of the feed, and it is painted"
        standing = [one.label for one in (*state.hero, *state.recent)]
        assert standing[0] == called[-1]
        places = [called.index(label) for label in standing]
        assert places == sorted(places, reverse=True)
        # Whoever was called in the last two seconds is there, however many came after him.
        assert set(called[-7:]) <= set(standing)
    assert window.painted_seq == stage.hall.now().seq
    painted = window.facts()["painted"]
    assert list(painted) == called
    assert sorted(painted.values()) == list(painted.values())


@pytest.mark.parametrize("layout", [Layout.CALLS, Layout.ZONE, Layout.SPLIT])
@pytest.mark.parametrize("reduced", [False, True])
def test_no_part_of_a_board_flashes_more_than_three_times_in_any_second_whatever_comes_at_once(
    qtbot: QtBot, lettered: QApplication, stage: Stage, layout: Layout, reduced: bool
) -> None:
    window = shown(qtbot, stage, Look(layout=layout), reduced=reduced)
    counters = list(range(1, 31))
    stage.open(*counters)
    for counter in counters:
        stage.come(wanted_at(stage, counter), 2)
    dice = random.Random(4)
    due = [0.5] * 10 + [3.0 + 0.1 * one for one in range(10)] + sorted(dice.uniform(4, 12) for _ in range(10))
    series: list[list[float]] = []
    calls = iter(zip(due, counters, strict=True))
    coming = next(calls)
    for look in range(160):
        time = look * STEP
        while coming is not None and coming[0] <= time:
            stage.call(coming[1])
            stage.hear()
            window.look()
            coming = next(calls, None)  # type: ignore[assignment]
        window.look()
        series.append(_lightness(window.grab().toImage()))
        stage.clock.forward(seconds=STEP)
    worst = max(_flashes([cells[cell] for cells in series]) for cell in range(COLUMNS * ROWS))
    assert worst <= MOST_FLASHES
    quiet = [_lightest(cells) for cells in series[125:]]
    if reduced:
        assert max(quiet) - min(quiet) < SWING, "with reduced motion what stands does not change by itself"
    else:
        assert any(_flashes([cells[cell] for cells in series]) for cell in range(COLUMNS * ROWS)), "a call is seen"


def test_flashes_are_counted_as_pairs_of_opposing_changes() -> None:
    assert _flashes([0.0, 1.0] * 10) > MOST_FLASHES
    assert _flashes([0.5] * 20) == 0
    assert _flashes([0.2] * 5 + [0.9] * 8 + [0.2] * 13) == 1


def _lightness(picture: QImage) -> list[float]:
    small = picture.scaled(
        COLUMNS, ROWS, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
    )
    return [QColor(small.pixel(x, y)).lightnessF() for y in range(ROWS) for x in range(COLUMNS)]


def _lightest(cells: list[float]) -> float:
    return sum(cells) / len(cells)


def _flashes(values: list[float]) -> int:
    """The most flashes in any second: pairs of changes in opposite directions, each of them a swing."""
    turns: list[tuple[float, int]] = []
    extreme, before = values[0], 0
    for place, value in enumerate(values):
        change = value - extreme
        if abs(change) >= SWING:
            direction = 1 if change > 0 else -1
            if direction != before:
                turns.append((place * STEP, direction))
            before, extreme = direction, value
        elif change * before > 0:
            extreme = value
    seconds = range(len(turns))
    return max(
        (sum(turns[start][0] <= at < turns[start][0] + 1 for at, _ in turns) // 2 for start in seconds), default=0
    )
