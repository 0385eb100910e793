"""Any hall, any line: what a forecast never does, and what it says in cases one can reckon."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, time
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shared.domain.booking import InLine, Place, Visit, book
from shared.domain.calibration import Calibration
from shared.domain.forecast import Forecast, InTime, Range, forecast, served_before_close
from shared.domain.hours import Calendar, Hours
from shared.domain.pace import Pace
from shared.domain.working import WorkingDay

MONDAY = date(2026, 11, 23)
CALENDAR = Calendar(
    zone=ZoneInfo("Asia/Ho_Chi_Minh"),
    weekly={0: (Hours(opens=time(7, 30), closes=time(11, 30)), Hours(opens=time(13, 30), closes=time(17)))},
)
DAY = WorkingDay.of(CALENDAR, MONDAY)
MIDNIGHT = DAY.spans[0][0] - 7.5 * 3600
PACE = Pace(calendar=CALENDAR)
DRAWS = 40


def clock(text: str) -> float:
    hour, minute = map(int, text.split(":"))
    return MIDNIGHT + 3600 * hour + 60 * minute


def ask(
    places: Sequence[Place], line: Sequence[InLine] = (), *, at: float, service: str = "A", **more: Any
) -> Forecast | None:
    given: dict[str, Any] = {"ahead": len(line), "pace": PACE, "working": DAY, "seed": 1, "draws": DRAWS, **more}
    return forecast(places, line, at=at, service=service, **given)


def sure(found: Forecast | None) -> Forecast:
    assert found is not None
    return found


def waiting(count: int, *, at: float, service: str = "A") -> list[InLine]:
    return [InLine(ticket=n, service=service, since=at - 60) for n in range(1, count + 1)]


def counter(number: int = 1, services: str = "A", **more: Any) -> Place:
    return Place(counter=number, services=frozenset(services), **more)


# -- any hall, any line ----------------------------------------------------------------------------------------------

SERVICES = st.sampled_from("ABC")
MOMENTS = st.integers(min_value=6 * 60, max_value=19 * 60).map(lambda minute: MIDNIGHT + 60.0 * minute)


@st.composite
def halls(draw: st.DrawFn) -> tuple[float, list[Place], list[InLine]]:
    """A moment, some counters in any state, some people in line."""
    at = draw(MOMENTS)
    some = st.sets(SERVICES, min_size=1).map(frozenset)
    places = []
    for number in range(draw(st.integers(1, 4))):
        ago = draw(st.integers(0, 7200))
        state = draw(st.sampled_from(["free", "busy", "called", "paused", "due"]))
        visit = Visit(ticket=900 + number, service=draw(SERVICES), called_at=at - ago, came=state == "busy")
        places.append(
            Place(
                counter=number,
                services=draw(some),
                visit=visit if state in ("busy", "called") else None,
                free_since=at - ago if state == "free" else None,
                paused=state == "paused",
                due=DAY.opening(at) if state == "due" else None,
            )
        )
    people = draw(st.lists(st.tuples(SERVICES, st.integers(0, 3600)), max_size=12))
    line = [InLine(ticket=n, service=one, since=at - ago) for n, (one, ago) in enumerate(people, start=1)]
    return at, places, line


@settings(max_examples=80, deadline=None)
@given(halls(), SERVICES)
def test_nobody_is_called_before_now_nor_in_a_break(
    hall: tuple[float, list[Place], list[InLine]], service: str
) -> None:
    at, places, line = hall
    calls = book(places, line, ahead=len(line), service=service, at=at, pace=PACE, working=DAY, seed=1, draws=DRAWS)
    served = any(service in one.services for one in places)
    assert (calls is not None) == served
    for moment in calls or ():
        assert moment >= at
        assert not any(start <= moment < end for start, end in DAY.shut)


@settings(max_examples=80, deadline=None)
@given(halls(), st.lists(st.tuples(st.floats(0, 120), st.floats(0, 120)), max_size=60))
def test_what_is_told_is_in_order_and_keeps_the_calendar(
    hall: tuple[float, list[Place], list[InLine]], outcomes: list[tuple[float, float]]
) -> None:
    at, places, line = hall
    known = Calibration()
    for told, came in outcomes:
        known = known.after(told, came)
    found = ask(places, line, at=at, calibration=known)
    if found is None:
        return
    assert 0 <= found.q10 <= found.q50 + 1e-6 <= found.q90 + 2e-6
    for minutes in (found.q10, found.q50, found.q90):
        assert not any(start <= at + 60 * minutes < end - 1e-3 for start, end in DAY.shut)
    assert 0 <= found.before_close <= 1
    assert 0 <= found.before_break <= 1
    promised = found.range
    if promised is not None:
        assert 0 <= promised.low <= found.q10 + 1e-6
        assert found.q90 - 1e-6 <= promised.high
        assert promised.low % 5 == promised.high % 5 == 0
        assert promised.low < promised.high


@settings(max_examples=80, deadline=None)
@given(halls(), SERVICES)
def test_one_more_person_ahead_never_makes_it_shorter(
    hall: tuple[float, list[Place], list[InLine]], service: str
) -> None:
    at, places, line = hall
    known: dict[str, Any] = {"service": "A", "at": at, "pace": PACE, "working": DAY, "seed": 1, "draws": DRAWS}
    before = book(places, line, ahead=len(line), **known)
    longer = [*line, InLine(ticket=99, service=service, since=at)]
    after = book(places, longer, ahead=len(longer), **known)
    assert (before is None) == (after is None)
    for one, other in zip(before or (), after or (), strict=True):
        assert one <= other


@settings(max_examples=30, deadline=None)
@given(halls())
def test_the_same_question_has_the_same_answer(hall: tuple[float, list[Place], list[InLine]]) -> None:
    at, places, line = hall
    assert ask(places, line, at=at) == ask(list(reversed(places)), line, at=at)


@settings(max_examples=30, deadline=None)
@given(halls())
def test_who_ranks_behind_does_not_count_among_those_ahead(hall: tuple[float, list[Place], list[InLine]]) -> None:
    at, places, line = hall
    first, last = ask(places, line, at=at, ahead=0), ask(places, line, at=at, ahead=len(line))
    assert (first is None) == (last is None)
    if first is not None and last is not None:
        assert first.q50 <= last.q50


# -- cases one can reckon --------------------------------------------------------------------------------------------


def test_at_a_free_counter_nobody_waits() -> None:
    found = sure(ask([counter()], at=clock("09:00")))
    assert (found.q10, found.q50, found.q90) == (0, 0, 0)
    assert found.range == Range(low=0, high=5)


def test_twice_the_counters_make_it_about_half() -> None:
    at = clock("08:00")
    busy = [counter(n, visit=Visit(ticket=50 + n, service="A", called_at=at, came=True)) for n in range(4)]
    two, four = (sure(ask(busy[:n], waiting(12, at=at), at=at, draws=200)) for n in (2, 4))
    assert 1.6 < two.q50 / four.q50 < 2.6
    assert 40 < two.q50 < 75, "six visits of ten minutes each, and what is left of the present one"


def test_people_of_another_line_do_not_count_and_those_of_a_shared_counter_do() -> None:
    at = clock("08:00")
    others = waiting(10, at=at, service="B")
    apart = [counter(1, "A", visit=Visit(ticket=50, service="A", called_at=at, came=True)), counter(2, "B")]
    shared = [replace(apart[0], services=frozenset("AB"))]
    assert sure(ask(apart, others, at=at)).q50 < 20 < sure(ask(shared, others, at=at)).q50


def test_a_visit_that_has_lasted_long_lasts_on() -> None:
    at = clock("10:00")
    just, long = (
        sure(ask([counter(visit=Visit(ticket=5, service="A", called_at=at - ago, came=True))], at=at, draws=200))
        for ago in (60, 3600)
    )
    assert just.q90 < long.q90


def test_an_officer_who_calls_nobody_while_somebody_waits_is_taken_to_be_away() -> None:
    at = clock("10:00")
    line = [InLine(ticket=1, service="A", since=at - 1200)]
    here = sure(ask([counter(free_since=at - 5)], line, at=at, ahead=0, draws=200))
    away = sure(ask([counter(free_since=at - 1200)], line, at=at, ahead=0, draws=200))
    assert here.q50 < 2 < away.q50


def test_who_comes_before_the_opening_waits_for_it() -> None:
    found = sure(ask([counter(due=clock("07:30"))], at=clock("07:00")))
    assert 30 <= found.q10 < 35
    assert found.break_in == 270


def test_over_lunch_the_range_says_so() -> None:
    at = clock("11:00")
    places = [counter(visit=Visit(ticket=50, service="A", called_at=at, came=True))]
    found = sure(ask(places, waiting(3, at=at), at=at, draws=200))
    assert found.break_in == 30
    assert found.q90 > 150, "the last of them are served after lunch"
    assert found.before_break < 0.9
    assert found.before_close == 1.0
    promised = found.range
    assert promised is not None
    assert promised.over_break
    early = sure(ask(places, waiting(3, at=at), at=clock("08:00")))
    assert early.range is not None
    assert not early.range.over_break


@pytest.mark.parametrize(
    ("at", "people", "verdict"),
    [("15:00", 3, InTime.YES), ("16:00", 6, InTime.DOUBTFUL), ("16:40", 12, InTime.NO), ("17:10", 0, InTime.NO)],
)
def test_shortly_before_closing_there_is_little_hope(at: str, people: int, verdict: InTime) -> None:
    now = clock(at)
    places = [counter(visit=Visit(ticket=50, service="A", called_at=now, came=True))]
    assert served_before_close(ask(places, waiting(people, at=now), at=now, draws=200)) is verdict


def test_where_nothing_can_be_said_hope_is_doubtful() -> None:
    assert ask([counter(1, "B")], at=clock("09:00")) is None
    assert served_before_close(None) is InTime.DOUBTFUL


@pytest.mark.parametrize(
    ("q10", "q90", "promised"),
    [
        (0.0, 0.0, (0, 5)),
        (3.0, 4.0, (0, 5)),
        (16.2, 29.0, (15, 30)),
        (15.0, 30.0, (15, 30)),
        (30.0, 30.0, (30, 35)),
        (48.0, 61.0, (45, 75)),
        (61.0, 89.0, (60, 90)),
        (58.0, 59.9, (55, 60)),
        (60.0, 60.0, (60, 75)),
        (75.0, 75.0, (75, 90)),
    ],
)
def test_a_range_is_rounded_outwards_to_what_people_reckon_in(
    q10: float, q90: float, promised: tuple[int, int]
) -> None:
    found = made(q10=q10, q90=q90, spread=q90 - q10)
    assert found.range == Range(low=promised[0], high=promised[1])


def test_a_range_that_helps_nobody_is_not_told() -> None:
    assert made(q10=10, q90=101, spread=91).range is None
    assert made(q10=10, q90=161, spread=41).range is not None, "two hours of it are lunch"


def made(*, q10: float, q90: float, spread: float) -> Forecast:
    return Forecast(q10=q10, q50=(q10 + q90) / 2, q90=q90, spread=spread, told=1.0, ahead=3, before_close=1.0)
