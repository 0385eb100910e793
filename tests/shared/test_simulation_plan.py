"""A made-up day is the same day for the same seeds, and looks like a day of a hall."""

from __future__ import annotations

import statistics
from collections import Counter
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import shared
from shared.catalogue import Catalogue, read_catalogue
from shared.simulation.plan import Arrival, Assumptions, DayPlan, plan_day

HATINH = read_catalogue(Path(shared.__file__).parent / "sample" / "hatinh")
ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
MONDAY = date(2026, 3, 2)
WEEK = tuple(MONDAY + timedelta(days=n) for n in range(5))


def planned(day: date = MONDAY, *, seed: int = 1, tickets: float = 1150, assumed: Assumptions | None = None) -> DayPlan:
    return plan_day(HATINH, day=day, zone=ZONE, seed=seed, tickets=tickets, assumptions=assumed)


FORTNIGHT = tuple(planned(day, seed=seed) for seed in (1, 2) for day in WEEK)
EVERYBODY: tuple[Arrival, ...] = tuple(arrival for plan in FORTNIGHT for arrival in plan.arrivals)


def test_the_same_seeds_give_the_same_day() -> None:
    assert planned(seed=7) == planned(seed=7)


def test_another_seed_gives_another_day() -> None:
    assert planned(seed=7).arrivals != planned(seed=8).arrivals


def test_two_days_of_one_hall_have_the_same_officers_and_two_halls_have_not() -> None:
    speeds = [[counter.speed for counter in planned(day).counters] for day in WEEK[:2]]
    assert speeds[0] == speeds[1]
    other = plan_day(HATINH, day=MONDAY, zone=ZONE, seed=1, hall_seed=1)
    assert [counter.speed for counter in other.counters] != speeds[0]


def test_about_as_many_come_as_asked_for_and_most_on_monday() -> None:
    mean = statistics.mean(len(plan.arrivals) for plan in FORTNIGHT)
    assert 1000 < mean < 1300
    mondays = statistics.mean(len(planned(MONDAY, seed=seed, tickets=100).arrivals) for seed in range(40))
    fridays = statistics.mean(len(planned(WEEK[4], seed=seed, tickets=100).arrivals) for seed in range(40))
    assert 1.2 < mondays / fridays < 1.8


def test_arrivals_follow_the_half_hour_table() -> None:
    table = Assumptions().half_hours
    seen = Counter(time(a.at.hour, 30 if a.at.minute >= 30 else 0) for a in EVERYBODY)
    whole = sum(share for _, share in table)
    for start, share in table:
        assert seen[start] / len(EVERYBODY) == pytest.approx(share / whole, abs=0.012), start
    assert set(seen) == {start for start, _ in table}


def test_more_than_a_third_come_before_half_past_nine() -> None:
    early = sum(arrival.at.time() < time(9, 30) for arrival in EVERYBODY)
    assert early / len(EVERYBODY) > 0.35


@settings(max_examples=30, deadline=None)
@given(seed=st.integers(), day=st.dates(date(2020, 1, 1), date(2040, 12, 31)), tickets=st.floats(0, 120))
def test_nobody_arrives_outside_hours_and_all_are_in_order(seed: int, day: date, tickets: float) -> None:
    plan = planned(day, seed=seed, tickets=tickets)
    moments = [arrival.at for arrival in plan.arrivals]
    assert moments == sorted(moments)
    assert bool(plan.sessions) == (day.weekday() < 5)
    for at in moments:
        assert at.tzinfo is ZONE
        assert at.date() == day
        assert any(opens <= at < closes for opens, closes in plan.sessions)
    for arrival in plan.arrivals:
        assert arrival.service_seconds > 0
        assert arrival.patience_seconds >= 0
        assert arrival.priority in {"normal", "priority"}


@settings(max_examples=30, deadline=None)
@given(seed=st.integers(), breaks=st.floats(0, 12))
def test_breaks_follow_each_other_within_the_sessions(seed: int, breaks: float) -> None:
    plan = planned(seed=seed, tickets=1, assumed=Assumptions(breaks_a_session=breaks))
    for counter in plan.counters:
        free: datetime | None = None
        for one in counter.breaks:
            ends = one.starts + timedelta(seconds=one.seconds)
            assert any(opens <= one.starts < ends <= closes for opens, closes in plan.sessions)
            assert free is None or one.starts >= free
            free = ends


def test_every_counter_opens_in_each_session_and_never_early() -> None:
    delays: list[float] = []
    for plan in FORTNIGHT:
        assert [counter.counter for counter in plan.counters] == list(range(1, 41))
        for counter in plan.counters:
            for at, (opens, closes) in zip(counter.opens, plan.sessions, strict=True):
                assert opens <= at <= closes
                delays.append((at - opens).total_seconds() / 60)
    assert statistics.mean(delays) == pytest.approx(3 * 0.798, abs=0.3)


def test_people_are_as_assumed() -> None:
    assert sum(a.no_show for a in EVERYBODY) / len(EVERYBODY) == pytest.approx(0.07, abs=0.01)
    assert sum(a.priority == "priority" for a in EVERYBODY) / len(EVERYBODY) == pytest.approx(0.08, abs=0.01)
    assert statistics.mean(a.patience_seconds for a in EVERYBODY) == pytest.approx(36_000, rel=0.05)
    assert 6 < statistics.mean(a.service_seconds for a in EVERYBODY) / 60 < 15


def test_officers_pause_between_visits_as_assumed_however_many_visits_they_have() -> None:
    pauses = [pause for plan in FORTNIGHT for counter in plan.counters for pause in counter.turn_rounds]
    assert statistics.mean(pauses) == pytest.approx(30, rel=0.05)
    counter = FORTNIGHT[0].counters[0]
    assert counter.turn_round(len(counter.turn_rounds)) == counter.turn_round(0)


def test_the_agency_with_most_counters_has_most_visitors_and_many_fields_have_few() -> None:
    agency_of = {service.code: service.agency for service in HATINH.services}
    agencies = Counter(agency_of[arrival.service] for arrival in EVERYBODY)
    assert [code for code, _ in agencies.most_common(2)] == ["NM", "CA"]
    fields = Counter(arrival.service for arrival in FORTNIGHT[0].arrivals)
    assert sum(fields[service.code] <= 3 for service in HATINH.services) > 50
    assert (
        Counter(arrival.service for arrival in EVERYBODY if arrival.service.startswith("NM")).most_common(1)[0][0]
        == "NM01"
    )


def test_nobody_asks_for_what_no_counter_serves() -> None:
    land_only = replace(HATINH, counters=tuple(c for c in HATINH.counters if c.profile.startswith("NM")))
    plan = plan_day(land_only, day=MONDAY, zone=ZONE, seed=1, tickets=200)
    assert plan.arrivals
    assert {arrival.service[:2] for arrival in plan.arrivals} == {"NM"}


def test_a_hall_without_counters_has_an_empty_day() -> None:
    assert plan_day(Catalogue(), day=MONDAY, zone=ZONE, seed=1).arrivals == ()


def test_the_hall_could_serve_its_day_without_being_idle() -> None:
    """Use of all counters together: the mean day must be possible, and busy enough to make a queue."""
    asked = sum(arrival.service_seconds for arrival in EVERYBODY if not arrival.no_show)
    open_time = sum((closes - opens for plan in FORTNIGHT for opens, closes in plan.sessions), timedelta())
    assert 0.50 < asked / (open_time.total_seconds() * 40) < 0.65
