"""The verbs, on both databases: what they do, what they refuse, and that a refusal changes nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from uuid import UUID

import pytest

from shared.domain.counter import CounterState
from shared.domain.errors import (
    CounterBusy,
    CounterNotOpen,
    HallClosed,
    NobodyWaiting,
    NotAllowed,
    TooManyRecalls,
    UnknownCounter,
    UnknownPrintJob,
    UnknownProfile,
    UnknownService,
    UnknownTicket,
    WrongState,
)
from shared.domain.events import PrintState
from shared.domain.ticket import State
from tests.conftest import ZONE, FakeClock
from tests.visitor import Visitor


def test_a_visit_goes_its_whole_road(visitor: Visitor, clock: FakeClock) -> None:
    issued = visitor.issue()
    visitor.open()
    clock.forward(minutes=5)
    called = visitor.call()
    assert (called.id, called.state, called.counter, called.calls) == (issued.id, State.CALLED, 1, 1)
    clock.forward(minutes=1)
    assert visitor.do("serve", called).state is State.SERVING
    clock.forward(minutes=9)
    served = visitor.do("finish", called)
    assert served.state is State.SERVED
    assert (served.called_at, served.served_at, served.ended_at) == tuple(
        issued.issued_at + timedelta(minutes=n) for n in (5, 6, 15)
    )


def test_numbers_count_by_agency_and_day(visitor: Visitor, clock: FakeClock) -> None:
    assert [visitor.issue(code).label for code in ("VP01", "VP02", "TP01", "VP01")] == ["A001", "A002", "C001", "A003"]
    clock.forward(days=1)
    assert visitor.issue("VP02").label == "A001"


def test_a_new_ticket_knows_how_many_are_ahead_of_it(visitor: Visitor, clock: FakeClock) -> None:
    assert [visitor.issue().ahead for _ in range(3)] == [0, 1, 2]
    assert visitor.issue("VP02").ahead == 3  # another field, and the same counter
    assert visitor.issue("TP01").ahead == 0
    clock.forward(minutes=1)
    assert visitor.issue(priority="priority").ahead == 0


def test_only_those_are_ahead_whom_the_same_open_counters_call(visitor: Visitor) -> None:
    reference = visitor.hall.reference()
    served = {place.number: reference.profile(place.profile).services for place in reference.catalogue.counters}
    narrow, wide = next((one, other) for one in served for other in served if set(served[one]) < set(served[other]))
    common = served[narrow][0]
    elsewhere = next(code for code in served[wide] if code not in served[narrow])
    visitor.issue(elsewhere)
    assert visitor.issue(common).ahead == 1
    visitor.open(narrow)
    assert visitor.issue(common).ahead == 1  # only who waits for a field of the open counter
    visitor.open(wide)
    assert visitor.issue(common).ahead == 3


def test_the_earliest_virtual_arrival_is_called_first(visitor: Visitor, clock: FakeClock) -> None:
    early = visitor.issue("VP01")
    clock.forward(minutes=25)
    normal = visitor.issue("VP02")
    clock.forward(minutes=10)
    priority = visitor.issue("VP03", priority="priority")  # as if it had come 20 minutes before: after early
    visitor.open()
    order = []
    for _ in range(3):
        called = visitor.call()
        order.append(called.id)
        visitor.do("no_show", called)
    assert order == [early.id, priority.id, normal.id]


def test_outside_the_hours_no_ticket_is_given(visitor: Visitor, clock: FakeClock) -> None:
    clock.at = datetime(2026, 11, 23, 12, 0, tzinfo=ZONE)
    refusal = visitor.refused(HallClosed, visitor.issue)
    assert isinstance(refusal, HallClosed)
    assert refusal.opens_at == datetime(2026, 11, 23, 13, 0, tzinfo=ZONE)


def test_an_unknown_service_or_class_gives_no_ticket(visitor: Visitor) -> None:
    visitor.issue()
    visitor.refused(UnknownService, lambda: visitor.issue("XX99"))
    visitor.refused(NotAllowed, lambda: visitor.issue(priority="vip"))


def test_a_counter_calls_only_while_open_and_free(visitor: Visitor) -> None:
    visitor.issue()
    visitor.issue()
    visitor.refused(CounterNotOpen, visitor.call)
    visitor.open()
    called = visitor.call()
    refusal = visitor.refused(CounterBusy, visitor.call)
    assert isinstance(refusal, CounterBusy)
    assert refusal.label == called.label
    visitor.do("no_show", called)
    visitor.call()


def test_nobody_waiting_is_said_so(visitor: Visitor) -> None:
    visitor.open()
    visitor.refused(NobodyWaiting, visitor.call)
    visitor.issue("TP01")  # another agency's
    visitor.refused(NobodyWaiting, visitor.call)


def test_what_does_not_exist_is_said_so(visitor: Visitor, command: Callable[[], UUID]) -> None:
    hall = visitor.hall
    visitor.open()
    visitor.refused(UnknownCounter, lambda: visitor.open(999))
    visitor.refused(UnknownProfile, lambda: visitor.open(1, profile="none"))
    visitor.refused(UnknownTicket, lambda: hall.serve(1, 999, command=command(), actor="counter-1"))
    visitor.refused(UnknownPrintJob, lambda: hall.start_print(999, command=command(), actor="kiosk-1"))
    with pytest.raises(UnknownTicket):
        hall.labelled("A999", date(2026, 11, 23))


def test_a_ticket_is_invited_as_often_as_the_hall_allows(visitor: Visitor) -> None:
    visitor.issue()
    visitor.open()
    called = visitor.call()
    assert [visitor.do("recall", called).calls for _ in range(2)] == [2, 3]
    refusal = visitor.refused(TooManyRecalls, lambda: visitor.do("recall", called))
    assert isinstance(refusal, TooManyRecalls)
    assert refusal.times == 3


def test_no_counter_touches_what_another_one_has(visitor: Visitor) -> None:
    visitor.issue()
    visitor.open()
    called = visitor.call()
    for verb in ("recall", "serve", "finish", "no_show", "park", "requeue"):
        visitor.refused(NotAllowed, lambda verb=verb: visitor.do(verb, called, counter=2))  # type: ignore[misc]


def test_a_step_without_a_road_is_refused(visitor: Visitor) -> None:
    issued = visitor.issue()
    visitor.open()
    for verb in ("recall", "serve", "finish", "no_show", "park", "requeue"):
        visitor.refused(WrongState, lambda verb=verb: visitor.do(verb, issued))  # type: ignore[misc]


def test_who_is_put_back_stands_behind_those_of_twenty_minutes_ago(visitor: Visitor, clock: FakeClock) -> None:
    first = visitor.issue()
    clock.forward(minutes=30)
    visitor.open()
    visitor.do("no_show", visitor.call())
    clock.forward(minutes=30)
    back = visitor.do("requeue", first)
    assert back.rank_at == clock() - timedelta(minutes=20)
    assert (back.state, back.counter, back.returns) == (State.WAITING, None, 1)


def test_nobody_is_put_back_more_often_than_the_hall_allows(visitor: Visitor) -> None:
    visitor.issue()
    visitor.open()
    for _ in range(3):
        visitor.do("requeue", visitor.call())
    called = visitor.call()
    visitor.refused(NotAllowed, lambda: visitor.do("requeue", called))


def test_a_transfer_keeps_the_rank_and_the_number(visitor: Visitor, clock: FakeClock) -> None:
    first = visitor.issue("VP01")
    visitor.open()
    called = visitor.call()
    clock.forward(minutes=10)
    visitor.issue("TP01")
    moved = visitor.do("transfer", called, "TP01")
    assert (moved.label, moved.rank_at, moved.service, moved.agency) == (first.label, first.rank_at, "TP01", "TP")
    justice = next(
        place.number for place in visitor.hall.reference().catalogue.counters if place.profile.startswith("TP")
    )
    visitor.open(justice)
    assert visitor.call(justice).id == first.id


def test_the_parked_and_the_absent_are_called_back_by_hand(visitor: Visitor, command: Callable[[], UUID]) -> None:
    first, second = visitor.issue(), visitor.issue()
    visitor.open()
    visitor.do("park", visitor.call())
    visitor.do("no_show", visitor.call())
    for ticket in (first, second):
        back = visitor.hall.call(1, ticket.id, command=command(), actor="counter-1")
        assert (back.state, back.calls) == (State.CALLED, 1)
        visitor.do("serve", back)
        visitor.do("finish", back)


def test_a_counter_calls_nobody_for_a_field_it_does_not_serve(visitor: Visitor, command: Callable[[], UUID]) -> None:
    other = visitor.issue("TP01")
    visitor.open()
    visitor.refused(NotAllowed, lambda: visitor.hall.call(1, other.id, command=command(), actor="counter-1"))


def test_a_cancelled_ticket_is_not_called(visitor: Visitor, command: Callable[[], UUID]) -> None:
    ticket = visitor.issue()
    visitor.hall.cancel(ticket.id, command=command(), actor="kiosk-1", reason="left")
    visitor.open()
    visitor.refused(NobodyWaiting, visitor.call)


def test_pausing_and_closing_keep_the_present_visit(visitor: Visitor, command: Callable[[], UUID]) -> None:
    hall = visitor.hall
    visitor.issue()
    visitor.issue()
    visitor.open()
    called = visitor.call()
    paused = hall.pause_counter(1, command=command(), actor="counter-1", reason="lunch")
    assert (paused.state, paused.reason) == (CounterState.PAUSED, "lunch")
    visitor.refused(CounterBusy, lambda: hall.close_counter(1, command=command(), actor="counter-1"))
    visitor.do("serve", called)
    visitor.do("finish", called)
    visitor.refused(CounterNotOpen, visitor.call)
    assert hall.close_counter(1, command=command(), actor="counter-1").state is CounterState.CLOSED
    visitor.refused(CounterNotOpen, lambda: hall.pause_counter(1, command=command(), actor="counter-1"))


def test_a_print_job_is_followed_to_its_end(visitor: Visitor, command: Callable[[], UUID]) -> None:
    hall = visitor.hall
    issued = hall.issue("VP01", command=command(), actor="kiosk-1")
    assert list(hall.unfinished_jobs("kiosk-1")) == [issued.job]
    assert hall.unfinished_jobs("kiosk-2") == []
    hall.start_print(issued.job.id, command=command(), actor="kiosk-1")
    assert hall.unfinished_jobs("kiosk-1")[0].state is PrintState.SENDING
    visitor.refused(WrongState, lambda: hall.start_print(issued.job.id, command=command(), actor="kiosk-1"))
    hall.end_print(issued.job.id, PrintState.UNKNOWN, command=command(), actor="kiosk-1", reason="no proof")
    assert hall.unfinished_jobs("kiosk-1") == []
    again = hall.reprint(issued.ticket.id, command=command(), actor="kiosk-1")
    assert (again.ticket.label, again.job.copy) == (issued.ticket.label, 1)
