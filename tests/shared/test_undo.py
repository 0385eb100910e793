"""The last step of a ticket, taken back."""

from __future__ import annotations

from datetime import timedelta

import pytest

from shared.domain.errors import CounterBusy, TooLate, WrongState
from tests.conftest import FakeClock
from tests.shared.counters import second_counter, served, shared_field
from tests.visitor import Visitor

pytestmark = pytest.mark.usefixtures("stays_sound")


@pytest.mark.parametrize("verb", ["serve", "no_show", "park", "requeue"])
def test_the_last_step_can_be_taken_back(visitor: Visitor, verb: str) -> None:
    visitor.issue()
    visitor.open()
    called = visitor.call()
    visitor.do(verb, called)
    back = visitor.do("undo", called)
    assert back == called == visitor.hall.ticket(called.id)


def test_a_call_taken_back_leaves_the_line_as_it_was(visitor: Visitor) -> None:
    first = visitor.issue()
    visitor.issue()
    visitor.open()
    before = visitor.hall.now().waiting()
    visitor.call()
    visitor.do("undo", first)
    assert visitor.hall.now().waiting() == before
    assert visitor.call().id == first.id


def test_a_visit_that_was_finished_too_soon_goes_on(visitor: Visitor) -> None:
    visitor.issue()
    visitor.open()
    one = served(visitor)
    visitor.do("finish", one)
    before = visitor.hall.now()
    assert visitor.do("undo", one) == one
    assert before.after(visitor.hall.since(before.seq)[0]) == visitor.hall.now()


@pytest.mark.parametrize(("seconds", "late"), [(10, False), (10.001, True)])
def test_ten_seconds_are_all_there_is(visitor: Visitor, clock: FakeClock, seconds: float, late: bool) -> None:
    visitor.issue()
    visitor.open()
    called = visitor.call()
    visitor.do("serve", called)
    clock.at += timedelta(seconds=seconds)
    if late:
        visitor.refused(TooLate, lambda: visitor.do("undo", called))
    else:
        visitor.do("undo", called)


def test_nothing_is_taken_back_twice(visitor: Visitor) -> None:
    visitor.issue()
    visitor.open()
    called = visitor.call()
    visitor.do("serve", called)
    visitor.do("undo", called)
    visitor.refused(WrongState, lambda: visitor.do("undo", called))


def test_nobody_takes_back_what_another_counter_did(visitor: Visitor) -> None:
    other = second_counter(visitor)
    visitor.issue(shared_field(visitor, other))
    called = visitor.call(other)
    visitor.refused(TooLate, lambda: visitor.do("undo", called))


def test_a_place_that_was_taken_since_is_not_given_back(visitor: Visitor) -> None:
    visitor.issue()
    visitor.issue()
    visitor.open()
    one = served(visitor)
    visitor.do("finish", one)
    visitor.call()
    visitor.refused(CounterBusy, lambda: visitor.do("undo", one))


def test_a_number_on_paper_and_a_call_that_was_repeated_cannot_be_taken_back(visitor: Visitor) -> None:
    issued = visitor.issue()
    visitor.refused(TooLate, lambda: visitor.do("undo", issued))
    visitor.open()
    called = visitor.call()
    visitor.do("recall", called)
    visitor.refused(WrongState, lambda: visitor.do("undo", called))
