"""The last step of a ticket, taken back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest

from shared.domain.errors import (
    CounterBusy,
    TooLate,
    WrongState,
)
from shared.hall import Hall
from shared.store.audit import audit
from tests.conftest import FakeClock
from tests.shared.counters import second_counter, served, shared_field
from tests.visitor import Visitor


@pytest.fixture
def visitor(hall: Hall, command: Callable[[], UUID]) -> Visitor:
    return Visitor(hall, command)


@pytest.fixture(autouse=True)
def _sound(hall: Hall, store_url: str) -> object:
    yield
    assert audit(store_url, hall.id).findings == ()


@pytest.mark.parametrize("verb", ["serve", "no_show", "park", "requeue"])
def test_the_last_step_can_be_taken_back(visitor: Visitor, command: Callable[[], UUID], verb: str) -> None:
    visitor.issue()
    visitor.open()
    called = visitor.call()
    visitor.do(verb, called)
    back = visitor.hall.undo(1, called.id, command=command(), actor="counter-1")
    assert back == called == visitor.hall.ticket(called.id)


def test_a_call_taken_back_leaves_the_line_as_it_was(visitor: Visitor, command: Callable[[], UUID]) -> None:
    first = visitor.issue()
    visitor.issue()
    visitor.open()
    before = visitor.hall.now().waiting()
    visitor.call()
    visitor.hall.undo(1, first.id, command=command(), actor="counter-1")
    assert visitor.hall.now().waiting() == before
    assert visitor.call().id == first.id


def test_a_visit_that_was_finished_too_soon_goes_on(visitor: Visitor, command: Callable[[], UUID]) -> None:
    visitor.issue()
    visitor.open()
    one = served(visitor)
    visitor.do("finish", one)
    before = visitor.hall.now()
    assert visitor.hall.undo(1, one.id, command=command(), actor="counter-1") == one
    assert before.after(visitor.hall.since(before.seq)[0]) == visitor.hall.now()


@pytest.mark.parametrize(("seconds", "late"), [(10, False), (10.001, True)])
def test_ten_seconds_are_all_there_is(
    visitor: Visitor, command: Callable[[], UUID], clock: FakeClock, seconds: float, late: bool
) -> None:
    visitor.issue()
    visitor.open()
    called = visitor.call()
    visitor.do("serve", called)
    clock.at += timedelta(seconds=seconds)
    if late:
        visitor.refused(TooLate, lambda: visitor.hall.undo(1, called.id, command=command(), actor="counter-1"))
    else:
        visitor.hall.undo(1, called.id, command=command(), actor="counter-1")


def test_nothing_is_taken_back_twice(visitor: Visitor, command: Callable[[], UUID]) -> None:
    visitor.issue()
    visitor.open()
    called = visitor.call()
    visitor.do("serve", called)
    visitor.hall.undo(1, called.id, command=command(), actor="counter-1")
    visitor.refused(WrongState, lambda: visitor.hall.undo(1, called.id, command=command(), actor="counter-1"))


def test_nobody_takes_back_what_another_counter_did(visitor: Visitor, command: Callable[[], UUID]) -> None:
    other = second_counter(visitor)
    visitor.issue(shared_field(visitor, other))
    called = visitor.call(other)
    visitor.refused(TooLate, lambda: visitor.hall.undo(1, called.id, command=command(), actor="counter-1"))


def test_a_place_that_was_taken_since_is_not_given_back(visitor: Visitor, command: Callable[[], UUID]) -> None:
    visitor.issue()
    visitor.issue()
    visitor.open()
    one = served(visitor)
    visitor.do("finish", one)
    visitor.call()
    visitor.refused(CounterBusy, lambda: visitor.hall.undo(1, one.id, command=command(), actor="counter-1"))


def test_a_number_on_paper_and_a_call_that_was_repeated_cannot_be_taken_back(
    visitor: Visitor, command: Callable[[], UUID]
) -> None:
    issued = visitor.issue()
    visitor.refused(TooLate, lambda: visitor.hall.undo(1, issued.id, command=command(), actor="counter-1"))
    visitor.open()
    called = visitor.call()
    visitor.do("recall", called)
    visitor.refused(WrongState, lambda: visitor.hall.undo(1, called.id, command=command(), actor="counter-1"))
