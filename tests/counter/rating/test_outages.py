"""The panel while the store is away, and when something in it fails."""

from __future__ import annotations

from counter.rating.presenter import THANKS
from counter.rating.state import Page
from shared.hall import Hall
from tests.conftest import FakeClock
from tests.counter.rating.conftest import Officer, Panel, counted


def test_without_the_store_the_sign_says_so_and_shows_no_number_that_may_be_old(panel: Panel, officer: Officer) -> None:
    officer.calls()
    panel.follows()
    panel.loses_the_store()
    assert (panel.state.connected, panel.state.called) == (False, None)
    assert panel.state.title == "Mất kết nối, đang kết nối lại"
    panel.has_the_store_again()
    assert panel.state.connected
    assert panel.state.called is not None


def test_an_answer_given_while_the_store_is_away_is_sent_when_it_is_back(
    asked: Panel, sqlite_hall: Hall, clock: FakeClock
) -> None:
    asked.loses_the_store()
    assert asked.page() is Page.ASK
    asked.presenter.choose(4)
    asked.passes(0.5)
    asked.presenter.send()
    assert (asked.page(), asked.outbox.waiting) == (Page.THANKS, 1)
    asked.has_the_store_again()
    assert asked.outbox.waiting == 0
    assert counted(sqlite_hall, clock).scores == (0, 0, 0, 1, 0)


def test_what_could_not_be_told_is_tried_again_by_itself(asked: Panel, sqlite_hall: Hall, clock: FakeClock) -> None:
    asked.asks.away = True
    asked.presenter.choose(4)
    asked.passes(0.5)
    asked.presenter.send()
    asked.asks.away = False
    asked.passes(31)
    assert asked.outbox.waiting == 0
    assert counted(sqlite_hall, clock).answered == 1


def test_after_an_outage_a_question_is_closed_if_somebody_else_is_served_by_then(
    asked: Panel, officer: Officer
) -> None:
    asked.loses_the_store()
    officer.serves()
    asked.has_the_store_again()
    assert asked.page() is Page.SIGN


def test_a_bug_sends_what_was_answered_and_goes_back_to_the_sign(
    asked: Panel, sqlite_hall: Hall, clock: FakeClock
) -> None:
    asked.presenter.choose(5)
    asked.presenter.recover()
    asked.passes(THANKS)
    assert asked.page() is Page.SIGN
    assert counted(sqlite_hall, clock).answered == 1
