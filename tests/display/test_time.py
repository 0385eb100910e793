"""What a board shows after a sleep, with a clock that is set, a feed that was cut, a program that was killed."""

from __future__ import annotations

from datetime import timedelta

import pytest

from display.presenter import BoardPresenter
from display.state import BoardState, Glow, Page
from shared.feed import Away, Feed
from tests.conftest import FakeClock
from tests.display.conftest import Stage, Steady


@pytest.fixture
def steady() -> Steady:
    return Steady()


@pytest.fixture
def board(stage: Stage, clock: FakeClock, steady: Steady) -> BoardPresenter:
    """A board as the program has it: a clock that is set by others, and seconds that nobody sets."""
    stage.presenter = BoardPresenter(clock=clock, language="vi", steady=steady)
    stage.hear()
    stage.open(4, 10)
    stage.come("TP01", 3)
    stage.come("NM01", 2)
    return stage.presenter


def hero(state: BoardState) -> list[str]:
    return [one.label for one in state.hero]


@pytest.mark.parametrize("step", [timedelta(hours=1), timedelta(hours=-1), timedelta(minutes=-3)])
def test_a_clock_that_is_set_changes_the_time_of_day_and_nothing_else(
    stage: Stage, board: BoardPresenter, clock: FakeClock, steady: Steady, step: timedelta
) -> None:
    stage.call(4)
    before = stage.hear()
    clock.at += step
    steady.seconds += 0.25
    after = board.tick()
    assert after.heading.clock == f"{clock.at:%H:%M}"
    assert (after.hero, after.recent) == (before.hero, before.recent)
    steady.seconds += 10
    assert board.tick().hero[0].glow is Glow.NONE


def test_a_board_whose_clock_is_a_day_late_still_shows_the_calls(stage: Stage, board: BoardPresenter) -> None:
    stage.call(4)
    stage.hear()
    stage.clock.at -= timedelta(days=1)
    assert hero(board.tick()) == ["C001"]


def test_after_an_hour_s_sleep_the_board_is_right_at_once_and_highlights_nothing_old(
    stage: Stage, board: BoardPresenter, steady: Steady
) -> None:
    stage.serve(stage.call(4))
    stage.hear()
    slept = stage.call(10)
    stage.clock.forward(hours=1)
    steady.seconds += 3600
    state = stage.hear()
    assert hero(state) == [slept.label]
    assert state.hero[0].glow is Glow.NONE
    assert state.recent == ()
    assert state.seq == stage.hall.now().seq


def test_a_call_made_just_after_waking_is_highlighted(stage: Stage, board: BoardPresenter, steady: Steady) -> None:
    stage.clock.forward(hours=1)
    steady.seconds += 3600
    board.tick()
    stage.hear()
    stage.call(4)
    assert stage.hear().hero[0].glow is Glow.FILLED


def test_a_feed_that_is_cut_and_back_shows_what_happened_and_repeats_no_highlight(
    stage: Stage, board: BoardPresenter, steady: Steady
) -> None:
    first = stage.call(4)
    stage.hear()
    steady.seconds += 12
    stage.clock.forward(seconds=12)
    assert not board.told(Away(reason="the cable")).connected
    second = stage.call(10)
    steady.seconds += 30
    stage.clock.forward(seconds=30)
    state = stage.read_afresh()
    assert state.connected
    assert [one.label for one in (*state.hero, *state.recent)] == [second.label, first.label]
    assert {one.glow for one in (*state.hero, *state.recent)} == {Glow.NONE}


def test_a_board_that_was_killed_and_started_again_shows_what_one_that_ran_on_shows(
    stage: Stage, board: BoardPresenter, clock: FakeClock, steady: Steady
) -> None:
    for counter in (4, 10):
        stage.call(counter)
        stage.clock.forward(seconds=20)
        steady.seconds += 20
    ran_on = stage.hear()
    feed = Feed(stage.url, stage.hall.id, clock=clock)
    started = BoardPresenter(clock=clock, language="vi", steady=steady)
    news = feed.news(0.0)
    feed.close()
    assert news is not None
    again = started.told(news)
    assert [one.label for one in (*again.hero, *again.recent)] == [one.label for one in (*ran_on.hero, *ran_on.recent)]
    assert (again.waiting.counts, again.seq) == (ran_on.waiting.counts, ran_on.seq)
    assert again.hero[0].glow is Glow.NONE


def test_the_age_of_what_is_shown_grows_though_the_clock_is_set_back(
    stage: Stage, board: BoardPresenter, clock: FakeClock, steady: Steady
) -> None:
    board.told(Away(reason="the cable"))
    clock.at -= timedelta(hours=2)
    steady.seconds += 180
    state = board.tick()
    assert state.notice.text.main == "Mất kết nối – số liệu lúc 08:00 · 3 phút trước"


def test_a_board_that_never_reached_the_store_says_that_it_connects(clock: FakeClock, steady: Steady) -> None:
    board = BoardPresenter(clock=clock, language="vi", steady=steady)
    state = board.told(Away(reason="the cable"))
    assert state.page is Page.WAITING_FOR_STORE
    assert not state.notice.alarm


def test_with_reduced_motion_a_new_call_stands_still(stage: Stage, clock: FakeClock) -> None:
    stage.presenter = BoardPresenter(clock=clock, language="vi", reduced_motion=True)
    stage.hear()
    stage.open(4)
    stage.come("TP01")
    stage.call(4)
    glows = [stage.hear().hero[0].glow] + [stage.wait(0.25).hero[0].glow for _ in range(44)]
    assert glows == [Glow.FILLED] * 40 + [Glow.NONE] * 5
