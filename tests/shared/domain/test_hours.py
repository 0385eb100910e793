"""When tickets are given, to the second, in any zone, over lunch, weekends, holidays and the change of the clocks."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shared.domain.errors import HallClosed
from shared.domain.hours import Calendar, Hours, Session
from tests.conftest import ZONE

BERLIN = ZoneInfo("Europe/Berlin")
SECOND = timedelta(seconds=1)
MORNING = Hours(opens=time(7, 30), closes=time(11, 30))
AFTERNOON = Hours(opens=time(13, 30), closes=time(17, 0))
WEEK: Mapping[int, tuple[Hours, ...]] = dict.fromkeys(range(5), (MORNING, AFTERNOON))
MONDAY = date(2026, 11, 23)
FRIDAY = date(2026, 11, 27)


def calendar(
    *,
    zone: ZoneInfo = ZONE,
    weekly: Mapping[int, tuple[Hours, ...]] = WEEK,
    holidays: frozenset[date] = frozenset(),
    special: Mapping[date, tuple[Hours, ...]] | None = None,
    before: timedelta = timedelta(minutes=30),
    until: timedelta = timedelta(0),
) -> Calendar:
    return Calendar(
        zone=zone,
        weekly=weekly,
        holidays=holidays,
        special=special or {},
        tickets_before=before,
        tickets_until=until,
    )


def at(day: date, clock: str, zone: ZoneInfo = ZONE) -> datetime:
    return datetime.combine(day, time.fromisoformat(clock), zone)


def session_at(hall: Calendar, moment: datetime) -> Session | None:
    """The session a ticket taken then belongs to, if tickets are given."""
    try:
        return hall.ticket_session(moment)
    except HallClosed:
        return None


def opens_after(hall: Calendar, moment: datetime) -> datetime | None:
    """What the refusal of a ticket at this moment says, in UTC: a time that the clocks show twice equals no other."""
    with pytest.raises(HallClosed) as refused:
        hall.ticket_session(moment)
    return refused.value.opens_at and refused.value.opens_at.astimezone(UTC)


def test_the_business_day_is_the_date_in_the_hall() -> None:
    hall = calendar()
    assert hall.business_day(datetime(2026, 11, 22, 16, 59, 59, tzinfo=UTC)) == date(2026, 11, 22)
    assert hall.business_day(datetime(2026, 11, 22, 17, 0, tzinfo=UTC)) == MONDAY
    assert hall.business_day(at(MONDAY, "23:59:59")) == MONDAY


def test_the_business_day_follows_the_clocks_of_a_hall_that_changes_them() -> None:
    hall = calendar(zone=BERLIN)
    assert hall.business_day(datetime(2026, 1, 10, 22, 59, 59, tzinfo=UTC)) == date(2026, 1, 10)
    assert hall.business_day(datetime(2026, 1, 10, 23, 0, tzinfo=UTC)) == date(2026, 1, 11)
    assert hall.business_day(datetime(2026, 7, 10, 21, 59, 59, tzinfo=UTC)) == date(2026, 7, 10)
    assert hall.business_day(datetime(2026, 7, 10, 22, 0, tzinfo=UTC)) == date(2026, 7, 11)


def test_a_day_has_its_sessions_in_order() -> None:
    morning, afternoon = calendar().sessions(MONDAY)
    assert (morning.index, morning.opens, morning.closes) == (0, at(MONDAY, "07:30"), at(MONDAY, "11:30"))
    assert (afternoon.index, afternoon.opens, afternoon.closes) == (1, at(MONDAY, "13:30"), at(MONDAY, "17:00"))


def test_a_holiday_has_no_session_and_a_special_day_has_its_own() -> None:
    hall = calendar(holidays=frozenset({MONDAY}), special={FRIDAY: (MORNING,), date(2026, 11, 28): (AFTERNOON,)})
    assert hall.sessions(MONDAY) == ()
    assert [one.closes for one in hall.sessions(FRIDAY)] == [at(FRIDAY, "11:30")]
    assert [one.opens for one in hall.sessions(date(2026, 11, 28))] == [at(date(2026, 11, 28), "13:30")]


def test_special_hours_count_even_on_a_holiday() -> None:
    hall = calendar(holidays=frozenset({MONDAY}), special={MONDAY: (MORNING,)})
    assert [one.opens for one in hall.sessions(MONDAY)] == [at(MONDAY, "07:30")]


def test_a_special_day_without_hours_is_shut() -> None:
    assert opens_after(calendar(special={MONDAY: ()}), at(MONDAY, "08:00")) == at(date(2026, 11, 24), "07:00")


@pytest.mark.parametrize(
    ("clock", "index"),
    [
        ("06:59:59", None),
        ("07:00:00", 0),
        ("11:29:59", 0),
        ("11:30:00", None),
        ("12:59:59", None),
        ("13:00:00", 1),
        ("16:59:59", 1),
        ("17:00:00", None),
    ],
)
def test_tickets_are_given_from_half_an_hour_before_a_session_to_its_last_second(clock: str, index: int | None) -> None:
    session = session_at(calendar(), at(MONDAY, clock))
    assert (session.index if session else None) == index


@pytest.mark.parametrize(("clock", "index"), [("11:14:59", 0), ("11:15:00", None), ("16:45:00", None)])
def test_a_hall_may_stop_giving_tickets_before_it_closes(clock: str, index: int | None) -> None:
    session = session_at(calendar(until=timedelta(minutes=15)), at(MONDAY, clock))
    assert (session.index if session else None) == index


@pytest.mark.parametrize(
    ("day", "clock", "next_day", "next_clock"),
    [
        (MONDAY, "05:00", MONDAY, "07:00"),
        (MONDAY, "12:00", MONDAY, "13:00"),
        (MONDAY, "17:00", date(2026, 11, 24), "07:00"),
        (FRIDAY, "17:00", date(2026, 11, 30), "07:00"),
        (date(2026, 11, 29), "23:59:59", date(2026, 11, 30), "07:00"),
    ],
)
def test_who_comes_too_early_or_late_is_told_the_next_opening(
    day: date, clock: str, next_day: date, next_clock: str
) -> None:
    assert opens_after(calendar(), at(day, clock)) == at(next_day, next_clock)


def test_the_next_opening_is_found_over_a_weekend_and_a_long_holiday() -> None:
    week_of_tet = frozenset(date(2027, 2, 1) + timedelta(days=n) for n in range(12))
    hall = calendar(holidays=week_of_tet)
    assert opens_after(hall, at(date(2027, 1, 29), "17:00")) == at(date(2027, 2, 15), "07:00")


def test_the_next_opening_is_after_now_even_when_one_is_this_very_second() -> None:
    hall = calendar()
    assert hall.next_tickets(at(MONDAY, "07:00")) == at(MONDAY, "13:00")
    assert hall.next_tickets(at(MONDAY, "06:59:59")) == at(MONDAY, "07:00")


def test_a_hall_that_stays_shut_promises_nothing() -> None:
    assert opens_after(calendar(weekly={}), at(MONDAY, "09:00")) is None
    far_away = calendar(weekly={}, special={MONDAY + timedelta(days=61): (MORNING,)})
    assert opens_after(far_away, at(MONDAY, "09:00")) is None
    two_months = calendar(weekly={}, special={MONDAY + timedelta(days=60): (MORNING,)})
    assert opens_after(two_months, at(MONDAY, "09:00")) == at(MONDAY + timedelta(days=60), "07:00")


def test_a_session_in_which_no_ticket_could_be_given_is_not_promised() -> None:
    hall = calendar(before=timedelta(0), until=timedelta(minutes=210))
    assert session_at(hall, at(MONDAY, "13:30")) is None
    assert opens_after(hall, at(MONDAY, "12:00")) == at(date(2026, 11, 24), "07:30")


def test_tickets_are_never_given_for_another_day() -> None:
    """A ticket belongs to the day it is given, so the first minute of the day is as early as it gets."""
    night = calendar(weekly=dict.fromkeys(range(7), (Hours(opens=time(0, 10), closes=time(4, 0)),)))
    tuesday = date(2026, 11, 24)
    assert opens_after(night, at(MONDAY, "23:50")) == at(tuesday, "00:00")
    assert night.ticket_session(at(tuesday, "00:00")).day == tuesday


def test_who_is_refused_for_the_morning_is_told_of_the_afternoon() -> None:
    hall = calendar()
    morning, afternoon = hall.sessions(MONDAY)
    assert hall.next_session(morning) == at(MONDAY, "13:00")
    assert hall.next_session(afternoon) == at(date(2026, 11, 24), "07:00")
    assert hall.next_session(hall.sessions(FRIDAY)[1]) == at(date(2026, 11, 30), "07:00")


def test_the_afternoon_is_told_even_where_its_tickets_could_be_given_in_the_morning() -> None:
    hall = calendar(before=timedelta(hours=3))
    morning = hall.ticket_session(at(MONDAY, "11:00"))
    assert morning.index == 0, "while the morning is on, tickets are for the morning"
    assert hall.next_session(morning) == at(MONDAY, "11:30")
    assert hall.ticket_session(at(MONDAY, "11:30")).index == 1


def test_after_the_last_session_there_is_none() -> None:
    hall = calendar(weekly={}, special={MONDAY: (MORNING,)})
    assert hall.next_session(hall.sessions(MONDAY)[0]) is None


@pytest.mark.parametrize("sunday", [date(2026, 3, 29), date(2026, 10, 25)], ids=["forward", "back"])
def test_on_the_night_the_clocks_change_an_hour_is_an_hour(sunday: date) -> None:
    """Six hours before half past seven is half past twelve in spring and half past two in autumn."""
    hall = calendar(zone=BERLIN, weekly={6: (MORNING,)}, before=timedelta(hours=6))
    opens = at(sunday, "07:30", BERLIN).astimezone(UTC)
    for zone in (UTC, BERLIN, ZONE):
        first = opens - timedelta(hours=6)
        assert session_at(hall, first.astimezone(zone)) is not None
        assert opens_after(hall, (first - SECOND).astimezone(zone)) == first


def test_on_that_night_the_last_ticket_is_as_long_before_the_close_as_ever() -> None:
    sunday = date(2026, 3, 29)
    night = Hours(opens=time(0, 30), closes=time(4, 0))
    hall = calendar(zone=BERLIN, weekly={6: (night,)}, until=timedelta(minutes=90))
    last = datetime(2026, 3, 29, 0, 30, tzinfo=UTC)  # the hall closes at two by the sun
    assert session_at(hall, last - SECOND) == hall.sessions(sunday)[0]
    assert session_at(hall, last) is None


def test_a_hall_keeps_its_wall_clock_when_the_clocks_change() -> None:
    hall = calendar(zone=BERLIN)
    before, after = hall.sessions(date(2026, 3, 27))[0], hall.sessions(date(2026, 3, 30))[0]
    assert (before.opens.astimezone(UTC).hour, after.opens.astimezone(UTC).hour) == (6, 5)
    assert opens_after(hall, at(date(2026, 3, 27), "17:00", BERLIN)) == at(date(2026, 3, 30), "07:00", BERLIN)


# -- whatever the calendar -------------------------------------------------------------------------------------------

ZONES = [
    ZONE,
    BERLIN,
    ZoneInfo("America/New_York"),
    ZoneInfo("Australia/Lord_Howe"),
    ZoneInfo("Asia/Beirut"),
    ZoneInfo("UTC"),
]
#: About the days on which one of these zones changes its clocks, and a week that is like any other.
FIRST_DAYS = [date(2026, 3, 6), date(2026, 3, 26), date(2026, 10, 1), date(2026, 10, 23), date(2026, 11, 20)]
PARTS = st.integers(min_value=0, max_value=95)


@st.composite
def days_hours(draw: st.DrawFn) -> tuple[Hours, ...]:
    """Up to three sessions on the quarters of a day."""
    marks = sorted(draw(st.sets(PARTS, max_size=6)))
    clocks = [time(mark // 4, mark % 4 * 15) for mark in marks]
    return tuple(Hours(opens=o, closes=c) for o, c in zip(clocks[::2], clocks[1::2], strict=False))


@st.composite
def halls(draw: st.DrawFn) -> tuple[Calendar, date]:
    """A calendar, and a day near which something happens in it."""
    first = draw(st.sampled_from(FIRST_DAYS))
    near = st.integers(min_value=0, max_value=9).map(lambda n: first + timedelta(days=n))
    return (
        calendar(
            zone=draw(st.sampled_from(ZONES)),
            weekly=draw(st.dictionaries(st.integers(0, 6), days_hours(), max_size=7)),
            holidays=frozenset(draw(st.sets(near, max_size=3))),
            special=draw(st.dictionaries(near, days_hours(), max_size=2)),
            before=timedelta(minutes=draw(st.sampled_from([0, 1, 30, 90, 240, 600]))),
            until=timedelta(minutes=draw(st.sampled_from([0, 0, 15, 120, 600]))),
        ),
        first,
    )


def moments(hall: Calendar, first: date) -> st.SearchStrategy[datetime]:
    """Any second of some days, and the seconds about every edge."""
    start = datetime.combine(first, time(12), UTC)
    return st.one_of(
        st.integers(min_value=0, max_value=8 * 86_400).map(lambda seconds: start + timedelta(seconds=seconds)),
        st.sampled_from([edge + n * SECOND for edge in edges(hall, first, days=9) or [start] for n in (-1, 0, 1)]),
    )


def edges(hall: Calendar, first: date, *, days: int) -> list[datetime]:
    """Every moment at which tickets may begin or cease to be given, in UTC."""
    found: set[datetime] = set()
    for day in (first + timedelta(days=n) for n in range(days)):
        found.add(datetime.combine(day, time.min, hall.zone).astimezone(UTC))
        for session in hall.sessions(day):
            opens, closes = session.opens.astimezone(UTC), session.closes.astimezone(UTC)
            found |= {opens - hall.tickets_before, opens, closes - hall.tickets_until, closes}
    return sorted(found)


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_a_ticket_is_given_or_the_very_next_second_of_giving_is_told(data: st.DataObject) -> None:
    hall, first = data.draw(halls())
    moment = data.draw(moments(hall, first))
    session = session_at(hall, moment)
    if session is not None:
        assert session in hall.sessions(hall.business_day(moment))
        assert session.opens.astimezone(UTC) - hall.tickets_before <= moment
        assert moment < session.closes.astimezone(UTC) - hall.tickets_until
        return
    told = opens_after(hall, moment)
    until = told or moment + timedelta(days=14)
    if told is not None:
        assert told > moment
        assert session_at(hall, told) is not None
    between = [edge for edge in edges(hall, hall.business_day(moment), days=15) if moment < edge < until]
    assert not [edge for edge in between if session_at(hall, edge) is not None]
    if told is not None and told - SECOND > moment:
        assert session_at(hall, told - SECOND) is None


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_it_makes_no_difference_in_which_zone_a_moment_is_written(data: st.DataObject) -> None:
    hall, first = data.draw(halls())
    moment = data.draw(moments(hall, first))
    written = [moment.astimezone(zone) for zone in (hall.zone, ZONE, BERLIN)]
    assert {session_at(hall, one) for one in written} == {session_at(hall, moment)}
    assert {hall.next_tickets(one) for one in written} == {hall.next_tickets(moment)}


@settings(max_examples=60, deadline=None)
@given(halls())
def test_the_next_session_begins_with_the_first_ticket_that_is_not_for_this_one(made: tuple[Calendar, date]) -> None:
    hall, first = made
    for session in [one for n in range(7) for one in hall.sessions(first + timedelta(days=n))]:
        place = (session.day, session.index)
        begins = hall.next_session(session)
        later = [
            edge
            for edge in edges(hall, session.day, days=15)
            if (found := session_at(hall, edge)) and (found.day, found.index) > place
        ]
        if begins is None:
            assert not later
        else:
            assert begins.astimezone(UTC) == later[0]


def test_days_of_opening_are_counted_back_over_weekends_and_holidays() -> None:
    assert calendar().day_of_opening_before(MONDAY, 1) == date(2026, 11, 20)
    assert calendar(holidays=frozenset({date(2026, 11, 20)})).day_of_opening_before(MONDAY, 2) == date(2026, 11, 18)
    assert calendar().day_of_opening_before(MONDAY, 20) == date(2026, 10, 26)
    never = calendar(weekly={}).day_of_opening_before(MONDAY, 20)
    assert date(2026, 7, 1) < never < date(2026, 9, 20), "it looks no further than it must"
