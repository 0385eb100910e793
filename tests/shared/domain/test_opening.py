"""Is the hall open, and when is it next?"""

from __future__ import annotations

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from shared.domain.hours import Calendar, Hours

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
MORNING = Hours(opens=time(7, 30), closes=time(11, 30))
AFTERNOON = Hours(opens=time(13, 30), closes=time(17, 0))
CALENDAR = Calendar(
    zone=ZONE, weekly=dict.fromkeys(range(5), (MORNING, AFTERNOON)), holidays=frozenset({date(2026, 11, 27)})
)


@pytest.mark.parametrize(
    ("day", "clock", "closes", "opens"),
    [
        (25, "07:00", None, "25 07:30"),
        (25, "07:30", "11:30", "25 13:30"),
        (25, "11:29", "11:30", "25 13:30"),
        (25, "11:30", None, "25 13:30"),
        (25, "16:59", "17:00", "26 07:30"),
        (25, "17:00", None, "26 07:30"),
        (26, "17:00", None, "30 07:30"),  # a holiday, then a week-end
        (28, "12:00", None, "30 07:30"),
    ],
)
def test_the_session_that_runs_and_the_one_that_comes(day: int, clock: str, closes: str | None, opens: str) -> None:
    at = datetime.combine(date(2026, 11, day), time.fromisoformat(clock), ZONE)
    opening = CALENDAR.opening(at)
    assert (f"{opening.now.closes:%H:%M}" if opening.now else None) == closes
    assert opening.next is not None
    assert f"{opening.next.opens:%d %H:%M}" == opens


def test_a_hall_that_never_opens_says_so() -> None:
    opening = Calendar(zone=ZONE, weekly={}).opening(datetime(2026, 11, 25, 8, tzinfo=ZONE))
    assert (opening.now, opening.next) == (None, None)
