"""What differs from hall to hall and from day to day: quotas, series, house rules, new catalogues, new days."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

import msgspec
import pytest

from shared.catalogue import Catalogue, Service, read_catalogue
from shared.domain.counter import CounterState
from shared.domain.errors import (
    ConfigError,
    CounterBusy,
    OfAnotherDay,
    QuotaReached,
    SeriesExhausted,
)
from shared.domain.numbering import PastEnd
from shared.domain.ticket import State
from shared.founding import SAMPLE_HALL_BEFORE, found_hall
from shared.hall import Hall
from shared.settings import DisciplineForm, HallForm, SeriesForm, read_hall
from shared.store.audit import audit
from tests.conftest import ZONE, FakeClock
from tests.visitor import Visitor


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

    would = visitor.hall.handed_over_by(sample_catalogue)
    assert [one.label for one in would] == [waiting.label]
    assert visitor.hall.ticket(waiting.id) == waiting
    visitor.hall.import_catalogue(sample_catalogue, command=command(), actor="admin")
    assert [visitor.hall.ticket(waiting.id)] == would

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


def test_agencies_that_swap_letters_repeat_no_number(
    visitor: Visitor, sample_catalogue: Catalogue, store_url: str, command: Callable[[], UUID]
) -> None:
    labels = [visitor.issue(code).label for code in ("VP01", "VP01", "TP01")]
    swapped = {"VP": "C", "TP": "A"}
    agencies = tuple(replace(one, letter=swapped.get(one.code, one.letter)) for one in sample_catalogue.agencies)
    visitor.hall.import_catalogue(replace(sample_catalogue, agencies=agencies), command=command(), actor="admin")
    labels += [visitor.issue(code).label for code in ("VP01", "TP01")]
    assert labels == ["A001", "A002", "C001", "C002", "A003"]
    assert audit(store_url, visitor.hall.id).findings == ()


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
            visitor.hall.handed_over_by(wrong)
        with pytest.raises(ConfigError):
            visitor.hall.import_catalogue(wrong, command=command(), actor="admin")
    assert visitor.hall.now() == before


def _with_service(catalogue: Catalogue, code: str, **changes: int) -> Catalogue:
    def changed(one: Service) -> Service:
        return replace(one, **changes) if one.code == code else one  # type: ignore[arg-type]

    return replace(catalogue, services=tuple(map(changed, catalogue.services)))
