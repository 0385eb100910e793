"""Working time: lunch is none, and what comes after the last close is."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.domain.working import WorkingDay
from shared.settings import HallForm, rules_of
from tests.conftest import ZONE

HOUR = 3600.0
#: Half past seven to half past eleven, half past one to five, as hours of a day that begins at 0.
DAY = WorkingDay(spans=((7.5 * HOUR, 11.5 * HOUR), (13.5 * HOUR, 17 * HOUR)))
MOMENTS = st.floats(0, 24).map(lambda hour: hour * HOUR)


@pytest.mark.parametrize(
    ("since", "until", "hours"),
    [(8, 9, 1), (11, 14, 1), (7, 8, 0.5), (12, 13, 0), (9, 9, 0), (10, 9, 0), (16, 18, 2), (0, 24, 14.5)],
)
def test_lunch_and_the_night_before_are_no_working_time(since: float, until: float, hours: float) -> None:
    assert DAY.worked(since * HOUR, until * HOUR) == pytest.approx(hours * HOUR)


@pytest.mark.parametrize(
    ("since", "hours", "at"),
    [(8, 1, 9), (11, 1, 14), (11, 0.5, 13.5), (7, 0.25, 7.75), (12, 0, 13.5), (16.5, 1, 17.5), (7, 4.5, 14)],
)
def test_work_goes_on_after_a_break_where_it_stopped(since: float, hours: float, at: float) -> None:
    assert DAY.after(since * HOUR, hours * HOUR) == pytest.approx(at * HOUR)


@given(MOMENTS, st.floats(0, 12).map(lambda hours: hours * HOUR))
def test_what_was_worked_until_a_moment_leads_back_to_it(since: float, seconds: float) -> None:
    at = DAY.after(since, seconds)
    assert DAY.worked(since, at) == pytest.approx(seconds, abs=1e-3)
    assert not any(start <= at < end - 1e-3 for start, end in DAY.shut)


def test_a_day_without_openings_is_all_working_time() -> None:
    shut = WorkingDay()
    assert shut.worked(0, 5) == 5
    assert shut.after(3, 5) == 8
    assert shut.opening(9) is None
    assert shut.closes is None


def test_a_shut_counter_is_due_at_once_or_at_the_next_opening() -> None:
    assert DAY.opening(7 * HOUR) == 7.5 * HOUR
    assert DAY.opening(8 * HOUR) == 8 * HOUR
    assert DAY.opening(12 * HOUR) == 13.5 * HOUR
    assert DAY.opening(17 * HOUR) is None


def test_lunch_is_the_break_of_the_morning_and_the_afternoon_has_none() -> None:
    assert DAY.break_after(7 * HOUR) == DAY.break_after(11 * HOUR) == (11.5 * HOUR, 13.5 * HOUR)
    assert DAY.break_after(12 * HOUR) is None


def test_the_day_is_that_of_the_halls_calendar(sample_form: HallForm) -> None:
    day = WorkingDay.of(rules_of(sample_form).calendar, date(2026, 11, 23))
    opens, closes = datetime(2026, 11, 23, 7, 30, tzinfo=ZONE), datetime(2026, 11, 23, 17, 0, tzinfo=ZONE)
    assert day.spans[0][0] == opens.timestamp()
    assert day.closes == closes.timestamp()
