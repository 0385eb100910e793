"""What was promised, held against what came."""

from __future__ import annotations

from datetime import timedelta

import pytest

from shared.domain.events import Event
from shared.domain.promises import scored
from shared.domain.ticket import Step
from tests.conftest import MORNING
from tests.shared.made_days import Writer


def promised(*waits: tuple[int | None, int | None, float]) -> list[Event]:
    """The journal of people told (low, high) minutes and called after so many."""
    out = Writer()
    for low, high, came in waits:
        ticket = out.issue(MORNING, "TP01", priority="normal", rank_at=MORNING)
        out.move(MORNING + timedelta(minutes=came), Step.CALL, ticket, counter=4, slot=1, wait_low=low, wait_high=high)
    return out.events


def test_nothing_promised_is_nothing_to_score() -> None:
    assert scored(promised((None, None, 5))) == ()
    assert scored([]) == ()


def test_promises_are_kept_or_the_call_came_early_or_late() -> None:
    whole, short, long = scored(promised((5, 15, 10), (5, 15, 3), (5, 15, 15), (30, 45, 50), (None, None, 9)))
    assert (whole.people, short.people, long.people) == (4, 3, 1)
    assert (whole.kept, whole.early, whole.late) == (0.5, 0.25, 0.25)
    assert (short.least, short.most, long.least, long.most) == (5, 15, 30, 60)
    assert whole.width == pytest.approx((10 * 3 + 15) / 4)
    assert whole.error == pytest.approx((0 + 7 + 5 + 12.5) / 4)


def test_beyond_an_hour_there_is_one_horizon() -> None:
    *_, last = scored(promised((60, 90, 70), (150, 210, 200)))
    assert (last.least, last.most, last.people, last.kept) == (60, None, 2, 1.0)


def test_only_the_first_call_of_a_ticket_counts() -> None:
    events = promised((5, 15, 10))
    called = events[-1].ticket
    assert called is not None
    out = Writer(events[-1].seq)
    back = out.move(MORNING + timedelta(minutes=12), Step.NO_SHOW, called)
    out.move(MORNING + timedelta(minutes=90), Step.CALL, back, counter=4, slot=1)
    (whole, short) = scored([*events, *out.events])
    assert whole.people == short.people == 1
    assert whole.kept == 1.0
