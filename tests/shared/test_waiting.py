"""How long a newcomer will wait, asked of a real hall: who counts, when nothing may be said, following the journal."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from shared.board import HallNow
from shared.domain.discipline import ClassFirst
from shared.domain.forecast import Forecast
from shared.domain.pace import LEARNT_FROM, Pace
from shared.domain.ticket import Step
from shared.hall import Hall
from shared.settings import DisciplineForm, HallForm, rules_of
from shared.store.reference import Reference
from shared.waiting import Outlook, expected_wait
from tests.conftest import FakeClock
from tests.visitor import Visitor

#: Counter 4 serves every field of TP, counters 5 and 6 all but TP02; nobody else serves any of them.
SERVICE = "TP02"
LONE, PAIR = 4, (5, 6)


def asked(hall: Hall, clock: FakeClock, *, service: str = SERVICE, priority: str = "normal") -> Forecast | None:
    reference = hall.reference()
    pace = _pace(hall)
    return expected_wait(reference, hall.now(), pace, service=service, at=clock.at, priority=priority)


def _pace(hall: Hall) -> Pace:
    pace = Pace(calendar=hall.reference().rules.calendar)
    for event in hall.history():
        pace = pace.after(event)
    return pace


@pytest.fixture
def somebody(sqlite_hall: Hall, command: Callable[[], UUID]) -> Visitor:
    """At a hall that was just founded."""
    return Visitor(sqlite_hall, command)


def test_a_hall_just_founded_tells_from_the_first_ticket_on(somebody: Visitor, clock: FakeClock) -> None:
    somebody.open(LONE)
    found = asked(somebody.hall, clock)
    assert found is not None
    assert found.q90 == 0
    assert found.range is not None


def test_before_the_first_opening_the_counters_of_the_catalogue_are_counted_on(
    somebody: Visitor, clock: FakeClock
) -> None:
    clock.forward(minutes=-50)  # ten past seven
    found = asked(somebody.hall, clock)
    assert found is not None
    assert 20 <= found.q10 <= 30


def test_the_more_wait_the_longer_and_only_those_of_the_line_count(somebody: Visitor, clock: FakeClock) -> None:
    somebody.open(LONE)
    somebody.issue(SERVICE)
    called = somebody.call(LONE)
    somebody.do("serve", called, counter=LONE)
    alone = asked(somebody.hall, clock)
    for _ in range(5):
        somebody.issue("NM01")
    assert asked(somebody.hall, clock) == alone
    for _ in range(5):
        somebody.issue("TP01")
    behind = asked(somebody.hall, clock)
    assert alone is not None
    assert behind is not None
    assert (alone.ahead, behind.ahead) == (0, 5)
    assert behind.q10 > alone.q50
    for number in PAIR:
        somebody.open(number)
    helped = asked(somebody.hall, clock)
    assert helped is not None
    assert helped.q50 < behind.q50


def test_priority_is_called_sooner_and_its_forecast_says_so(somebody: Visitor, clock: FakeClock) -> None:
    somebody.open(LONE)
    for _ in range(6):
        somebody.issue(SERVICE)
    somebody.call(LONE)
    clock.forward(minutes=5)
    ordinary, first = asked(somebody.hall, clock), asked(somebody.hall, clock, priority="priority")
    assert ordinary is not None
    assert first is not None
    assert (ordinary.ahead, first.ahead) == (5, 0)
    assert first.q90 < ordinary.q50


def test_an_appointment_brings_its_own_rank(somebody: Visitor, clock: FakeClock) -> None:
    somebody.open(LONE)
    for _ in range(4):
        somebody.issue(SERVICE)
    hall = somebody.hall
    found = expected_wait(
        hall.reference(), hall.now(), _pace(hall), service=SERVICE, at=clock.at, rank_at=clock.at - timedelta(hours=1)
    )
    assert found is not None
    assert found.ahead == 0


def test_where_another_rule_says_who_is_next_the_forecast_follows_it(
    somebody: Visitor, clock: FakeClock, sample_form: HallForm
) -> None:
    form = HallForm(
        **{name: getattr(sample_form, name) for name in sample_form.__struct_fields__}
        | {"discipline": DisciplineForm(kind="class_first", order=("priority", "normal"))}
    )
    assert isinstance(rules_of(form).discipline, ClassFirst)
    somebody.open(LONE)
    for _ in range(4):
        somebody.issue(SERVICE)
    hall = somebody.hall
    reference = Reference.of(9, form, hall.reference().catalogue)
    found = expected_wait(reference, hall.now(), _pace(hall), service=SERVICE, at=clock.at, priority="priority")
    assert found is not None
    assert found.ahead == 0


def test_a_counter_that_paused_is_soon_back_and_one_that_closed_is_not(somebody: Visitor, clock: FakeClock) -> None:
    clock.forward(hours=1)
    somebody.open(LONE)
    hall = somebody.hall
    hall.pause_counter(LONE, command=UUID(int=1), actor="x")
    paused = asked(hall, clock)
    assert paused is not None
    assert 2 < paused.q50 < 30
    hall.open_counter(LONE, command=UUID(int=2), actor="x")
    hall.close_counter(LONE, command=UUID(int=3), actor="x")
    closed = asked(hall, clock)
    assert closed is not None
    assert closed.q10 > 4 * 60, "it is two hours and a half to lunch, and two more to the afternoon"
    assert closed.before_break == 0


def test_nothing_is_said_when_nobody_serves_it_any_more_today(somebody: Visitor, clock: FakeClock) -> None:
    clock.forward(hours=7)  # three in the afternoon
    somebody.open(1)
    assert asked(somebody.hall, clock) is None


def test_a_counter_nobody_has_seen_for_weeks_is_not_counted_on(somebody: Visitor, clock: FakeClock) -> None:
    for days, counter in ((0, LONE), (14, 1)):
        clock.forward(days=days)
        somebody.open(counter)
        somebody.issue(SERVICE if counter == LONE else "VP01")
        somebody.do("no_show", somebody.call(counter), counter=counter)
    clock.forward(days=1, minutes=-40)
    assert asked(somebody.hall, clock) is None, "two weeks and a day ago"
    assert asked(somebody.hall, clock, service="VP01") is not None, "yesterday"


def test_a_service_that_was_succeeded_is_asked_about_as_its_heir(somebody: Visitor, clock: FakeClock) -> None:
    somebody.open(LONE)
    somebody.issue(SERVICE)
    hall = somebody.hall
    catalogue = replace(hall.reference().catalogue, succession={"OLD": SERVICE})
    reference = Reference.of(9, hall.reference().form, catalogue)
    found = expected_wait(reference, hall.now(), _pace(hall), service="OLD", at=clock.at)
    assert found is not None
    assert found == asked(hall, clock)


def test_the_outlook_follows_the_journal_beside_the_hall(somebody: Visitor, clock: FakeClock) -> None:
    hall = somebody.hall
    reference, now = hall.reference(), hall.now()
    outlook = Outlook.learnt(reference, hall.history())
    somebody.open(LONE)
    for _ in range(3):
        somebody.issue(SERVICE)
    for _ in range(2):
        clock.forward(minutes=6)
        called = somebody.call(LONE)
        somebody.do("serve", called, counter=LONE)
        clock.forward(minutes=4)
        somebody.do("finish", called, counter=LONE)
    outlook, now = follow(outlook, now, hall)
    assert now == hall.now()
    assert replace(outlook.pace, seq=0) == replace(_pace(hall), seq=0)
    assert outlook.pace.services[SERVICE].weight == pytest.approx(1.998)
    assert len(outlook.calibration.all) == 2
    assert len(outlook.told) == 1
    found = outlook.expected_wait(reference, now, service=SERVICE, at=clock.at)
    assert found is not None
    assert found.ahead == 1
    assert outlook.after(hall.since(0)[0], now=now, reference=reference) is outlook


def follow(outlook: Outlook, now: HallNow, hall: Hall) -> tuple[Outlook, HallNow]:
    for event in hall.since(now.seq):
        outlook = outlook.after(event, now=now, reference=hall.reference())
        now = now.after(event)
    return outlook, now


# -- what is read at a program's start -------------------------------------------------------------------------------


def play(visitor: Visitor, clock: FakeClock, *, days: int) -> None:
    """A visit each day, beginning with a Monday."""
    for _ in range(days):
        visitor.open(LONE)
        visitor.issue(SERVICE)
        called = visitor.call(LONE)
        visitor.do("serve", called, counter=LONE)
        clock.forward(minutes=9)
        visitor.do("finish", called, counter=LONE)
        clock.forward(days=1, minutes=-9)


def test_the_history_is_of_so_many_days_of_opening_oldest_first(visitor: Visitor, clock: FakeClock) -> None:
    play(visitor, clock, days=5)
    clock.forward(days=2)  # the Monday after
    hall = visitor.hall
    days = [event.day.day for event in hall.history(2)]
    assert days == [26, 26, 27, 27]
    whole = hall.history()
    assert [event.step for event in whole] == [Step.CALL, Step.FINISH] * 5
    assert [event.seq for event in whole] == sorted(event.seq for event in whole)
    everything = [event for event in hall.since(0) if event.step in LEARNT_FROM]
    assert list(whole) == everything


def test_of_too_much_history_the_newest_is_read(visitor: Visitor, clock: FakeClock) -> None:
    play(visitor, clock, days=3)
    found = visitor.hall._store.history(days=20, most=3)
    assert [event.step for event in found] == [Step.FINISH, Step.CALL, Step.FINISH]


def test_the_last_day_is_read_whole(visitor: Visitor, clock: FakeClock) -> None:
    hall = visitor.hall
    assert list(hall.last_day()) == []
    play(visitor, clock, days=3)
    clock.forward(days=-1)
    assert {event.day.day for event in hall.last_day()} == {24}
    clock.forward(days=3)  # a day without anybody lies between
    last = hall.last_day()
    assert {event.day.day for event in last} == {25}
    assert list(last) == [event for event in hall.since(0) if event.day.day == 25]
    outlook = Outlook.learnt(hall.reference(), hall.history(), last)
    assert outlook.calibration.all == (1.0,), "called at once, as was said"
