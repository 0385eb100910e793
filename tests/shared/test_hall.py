"""The verbs, on both databases: what they do, what they refuse, and that a refusal changes nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from uuid import UUID

import msgspec
import pytest

from shared.catalogue import Catalogue, Service, read_catalogue
from shared.domain.counter import CounterState
from shared.domain.errors import (
    ConfigError,
    CounterBusy,
    CounterNotOpen,
    HallClosed,
    NobodyWaiting,
    NotAllowed,
    OfAnotherDay,
    QuotaReached,
    Refusal,
    SeriesExhausted,
    TooManyRecalls,
    UnknownCounter,
    UnknownPrintJob,
    UnknownProfile,
    UnknownService,
    UnknownTicket,
    WrongState,
)
from shared.domain.events import PrintState
from shared.domain.numbering import PastEnd
from shared.domain.ticket import State, Ticket
from shared.founding import SAMPLE_HALL_BEFORE, found_hall
from shared.hall import Hall
from shared.settings import DisciplineForm, HallForm, SeriesForm, read_hall
from shared.store.audit import audit
from tests.conftest import ZONE, FakeClock


class Visitor:
    """Says verbs shortly: each with a new command, at kiosk-1 or counter 1."""

    def __init__(self, hall: Hall, command: Callable[[], UUID]) -> None:
        self.hall, self._command = hall, command

    def issue(self, service: str = "VP01", priority: str = "normal") -> Ticket:
        return self.hall.issue(service, priority=priority, command=self._command(), actor="kiosk-1").ticket

    def open(self, counter: int = 1, **more: str) -> None:
        self.hall.open_counter(counter, command=self._command(), actor=f"counter-{counter}", **more)

    def call(self, counter: int = 1) -> Ticket:
        return self.hall.call_next(counter, command=self._command(), actor=f"counter-{counter}")

    def do(self, verb: str, ticket: Ticket, *more: str, counter: int = 1) -> Ticket:
        done: Ticket = getattr(self.hall, verb)(
            counter, ticket.id, *more, command=self._command(), actor=f"counter-{counter}"
        )
        return done

    def refused(self, kind: type[Refusal], verb: Callable[[], object]) -> Refusal:
        """The refusal of `verb`, which must leave no trace."""
        before = self.hall.now()
        with pytest.raises(kind) as caught:
            verb()
        assert self.hall.now() == before
        return caught.value


@pytest.fixture
def visitor(hall: Hall, command: Callable[[], UUID]) -> Visitor:
    return Visitor(hall, command)


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
    assert visitor.issue("VP02").ahead == 0
    clock.forward(minutes=1)
    assert visitor.issue(priority="priority").ahead == 0


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


def test_a_quota_ends_with_the_session(
    store_url: str, sample_form: HallForm, sample_catalogue: Catalogue, clock: FakeClock, command: Callable[[], UUID]
) -> None:
    limited = _with_service(sample_catalogue, "VP01", quota_per_session=2)
    found_hall(store_url, sample_form, limited, clock=clock)
    visitor = Visitor(Hall(store_url, sample_form.id, clock=clock), command)
    visitor.issue()
    visitor.issue()
    refusal = visitor.refused(QuotaReached, visitor.issue)
    assert isinstance(refusal, QuotaReached)
    assert refusal.next_at == datetime(2026, 11, 23, 13, 0, tzinfo=ZONE)
    assert visitor.issue("VP02").label == "A003"  # the refused ones took no number
    clock.at = datetime(2026, 11, 23, 13, 30, tzinfo=ZONE)
    assert visitor.issue().label == "A004"
    visitor.hall.close()


@pytest.mark.parametrize(("past_end", "third"), [(PastEnd.EXTEND, "A1000"), (PastEnd.REFUSE, None)])
def test_past_the_end_a_series_does_what_the_hall_says(
    store_url: str,
    sample_form: HallForm,
    sample_catalogue: Catalogue,
    clock: FakeClock,
    command: Callable[[], UUID],
    past_end: PastEnd,
    third: str | None,
) -> None:
    form = msgspec.structs.replace(sample_form, series=SeriesForm(first=998, last=999, past_end=past_end))
    found_hall(store_url, form, sample_catalogue, clock=clock)
    visitor = Visitor(Hall(store_url, form.id, clock=clock), command)
    assert [visitor.issue().label, visitor.issue().label] == ["A998", "A999"]
    if third is None:
        visitor.refused(SeriesExhausted, visitor.issue)
    else:
        assert visitor.issue().label == third
    visitor.hall.close()


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


def test_a_profile_may_allow_several_at_once(
    store_url: str, sample_form: HallForm, sample_catalogue: Catalogue, clock: FakeClock, command: Callable[[], UUID]
) -> None:
    profiles = tuple(replace(one, at_once=2) for one in sample_catalogue.profiles)
    found_hall(store_url, sample_form, replace(sample_catalogue, profiles=profiles), clock=clock)
    visitor = Visitor(Hall(store_url, sample_form.id, clock=clock), command)
    for _ in range(3):
        visitor.issue()
    visitor.open()
    first, second = visitor.call(), visitor.call()
    assert {first.slot, second.slot} == {1, 2}
    visitor.refused(CounterBusy, visitor.call)
    visitor.do("no_show", first)
    assert visitor.call().slot == 1
    visitor.hall.close()


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


def test_the_first_verb_of_a_day_ends_the_day_before(visitor: Visitor, store_url: str, clock: FakeClock) -> None:
    visitor.issue()
    visitor.issue()
    visitor.issue()
    visitor.open()
    visitor.do("serve", visitor.call())
    clock.forward(days=1)
    fresh = visitor.issue()
    now = visitor.hall.now()
    assert list(now.tickets) == [fresh.id]
    assert now.counters[1].state is CounterState.CLOSED
    states = [visitor.hall.labelled(f"A00{n}", date(2026, 11, 23)).state for n in (1, 2, 3)]
    assert states == [State.SERVED, State.EXPIRED, State.EXPIRED]
    assert audit(store_url, visitor.hall.id).findings == ()


def test_a_clock_that_was_set_wrong_for_a_while_repeats_no_number(
    visitor: Visitor, store_url: str, clock: FakeClock
) -> None:
    today = clock.at
    visitor.issue()
    clock.forward(days=7)
    visitor.issue()
    clock.at = today
    assert visitor.issue().label == "A002"
    assert audit(store_url, visitor.hall.id).findings == ()


def test_a_ticket_of_another_day_is_refused_everywhere(
    visitor: Visitor, clock: FakeClock, command: Callable[[], UUID]
) -> None:
    visitor.issue()
    visitor.open()
    absent = visitor.do("no_show", visitor.call())
    clock.forward(days=1)
    visitor.issue()
    visitor.open()
    hall = visitor.hall
    for verb in (
        lambda: hall.call(1, absent.id, command=command(), actor="counter-1"),
        lambda: visitor.do("requeue", absent),
        lambda: hall.reprint(absent.id, command=command(), actor="kiosk-1"),
        lambda: hall.cancel(absent.id, command=command(), actor="kiosk-1"),
    ):
        visitor.refused(OfAnotherDay, verb)


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


@pytest.mark.parametrize(
    "rule",
    [
        DisciplineForm(kind="ratio", shares={"normal": 2, "priority": 1}),
        DisciplineForm(kind="class_first", order=("priority", "normal")),
    ],
)
def test_other_house_rules_decide_between_the_heads_of_the_classes(
    store_url: str,
    sample_form: HallForm,
    sample_catalogue: Catalogue,
    clock: FakeClock,
    command: Callable[[], UUID],
    rule: DisciplineForm,
) -> None:
    form = msgspec.structs.replace(sample_form, discipline=rule)
    found_hall(store_url, form, sample_catalogue, clock=clock)
    visitor = Visitor(Hall(store_url, form.id, clock=clock), command)
    for _ in range(4):
        visitor.issue()
        clock.forward(seconds=1)
    for _ in range(2):
        visitor.issue(priority="priority")
        clock.forward(seconds=1)
    visitor.open()
    called = ""
    for _ in range(6):
        ticket = visitor.call()
        called += ticket.priority[0]
        visitor.do("no_show", ticket)
    assert called == {"ratio": "nnpnnp", "class_first": "ppnnnn"}[rule.kind]
    visitor.hall.close()


def test_the_line_a_counter_sees_is_the_order_it_calls_in(
    sqlite_url: str,
    sample_form: HallForm,
    sample_catalogue: Catalogue,
    clock: FakeClock,
    command: Callable[[], UUID],
) -> None:
    rule = DisciplineForm(kind="ratio", shares={"normal": 2, "priority": 1})
    form = msgspec.structs.replace(sample_form, discipline=rule)
    found_hall(sqlite_url, form, sample_catalogue, clock=clock)
    visitor = Visitor(Hall(sqlite_url, form.id, clock=clock), command)
    reference = visitor.hall.reference()
    services = reference.profile("VP-A").services
    visitor.open()
    now = visitor.hall.now()
    for n in range(30):
        visitor.issue(priority="priority" if n % 4 == 0 else "normal")
        clock.forward(seconds=20)
        if n % 3:
            fresh = visitor.hall.now()
            for event in visitor.hall.since(now.seq):
                now = now.after(event)
            assert now == fresh
            line = now.line(services, rule=reference.rules.discipline, counter=1, now=clock())
            called = visitor.call()
            assert called.id == line[0].id
            visitor.do("serve", called)
            visitor.do("finish", called)
    visitor.hall.close()


def test_a_merger_of_agencies_keeps_tickets_and_history(
    store_url: str, sample_catalogue: Catalogue, clock: FakeClock, command: Callable[[], UUID]
) -> None:
    form = read_hall(SAMPLE_HALL_BEFORE / "hall.toml")
    before = read_catalogue(SAMPLE_HALL_BEFORE)
    found_hall(store_url, form, before, clock=clock)
    visitor = Visitor(Hall(store_url, form.id, clock=clock), command)
    old_field, new_field = next(iter(sample_catalogue.succession.items()))
    served = visitor.issue(old_field)
    profiles = {one.code for one in before.profiles if old_field in one.services}
    counter = next(place.number for place in before.counters if place.profile in profiles)
    visitor.open(counter)
    visitor.do("serve", visitor.call(counter), counter=counter)
    visitor.do("finish", served, counter=counter)
    waiting = visitor.issue(old_field)
    visitor.hall.close_counter(counter, command=command(), actor="test")

    visitor.hall.import_catalogue(sample_catalogue, command=command(), actor="admin")

    after = visitor.hall.ticket(waiting.id)
    assert (after.label, after.rank_at, after.service) == (waiting.label, waiting.rank_at, new_field)
    assert visitor.hall.ticket(served.id).service == old_field
    assert visitor.issue(old_field).service == new_field  # a kiosk that has not heard yet
    profiles = {one.code for one in sample_catalogue.profiles if new_field in one.services}
    counter = next(place.number for place in sample_catalogue.counters if place.profile in profiles)
    visitor.open(counter)
    assert visitor.call(counter).id == waiting.id
    assert audit(store_url, form.id).findings == ()
    visitor.hall.close()


def test_a_catalogue_that_would_strand_somebody_changes_nothing(
    visitor: Visitor, sample_catalogue: Catalogue, command: Callable[[], UUID]
) -> None:
    visitor.issue("VP01")
    visitor.open()
    without_service = replace(
        sample_catalogue, services=tuple(one for one in sample_catalogue.services if one.code != "VP01")
    )
    without_counter = replace(sample_catalogue, counters=sample_catalogue.counters[1:])
    before = visitor.hall.now()
    for wrong in (without_service, without_counter):
        with pytest.raises(ConfigError):
            visitor.hall.import_catalogue(wrong, command=command(), actor="admin")
    assert visitor.hall.now() == before


def _with_service(catalogue: Catalogue, code: str, **changes: int) -> Catalogue:
    def changed(one: Service) -> Service:
        return replace(one, **changes) if one.code == code else one  # type: ignore[arg-type]

    return replace(catalogue, services=tuple(map(changed, catalogue.services)))
