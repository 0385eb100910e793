"""What the strip says of the hours: quiet by day, counting down before it matters."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest

from display.opening_hours import hours_said
from shared.domain.hours import Calendar, Hours
from shared.settings import HallForm, rules_of
from tests.conftest import ZONE


@pytest.mark.parametrize(
    ("day", "clock", "said", "pressing"),
    [
        (23, "06:59:59", "Mở cửa lúc 07:30.", True),
        (23, "07:00", "Mở cửa lúc 07:30 – còn 30 phút", True),
        (23, "07:29:59", "Mở cửa lúc 07:30 – còn 1 phút", True),
        (23, "07:30", "Giờ làm việc hôm nay: 07:30–11:30, 13:30–17:00", False),
        (23, "10:59:59", "Giờ làm việc hôm nay: 07:30–11:30, 13:30–17:00", False),
        (23, "06:00", "Mở cửa lúc 07:30.", True),
        (23, "09:00", "Giờ làm việc hôm nay: 07:30–11:30, 13:30–17:00", False),
        (23, "11:00", "Nghỉ trưa lúc 11:30 – còn 30 phút", True),
        (23, "11:18", "Nghỉ trưa lúc 11:30 – còn 12 phút", True),
        (23, "11:29:59", "Nghỉ trưa lúc 11:30 – còn 1 phút", True),
        (23, "11:30", "Đang nghỉ trưa. Mở cửa lại lúc 13:30.", True),
        (23, "12:59:59", "Đang nghỉ trưa. Mở cửa lại lúc 13:30.", True),
        (23, "13:00", "Mở cửa lại lúc 13:30 – còn 30 phút", True),
        (23, "13:29:59", "Mở cửa lại lúc 13:30 – còn 1 phút", True),
        (23, "13:30", "Giờ làm việc hôm nay: 07:30–11:30, 13:30–17:00", False),
        (23, "16:29:59", "Giờ làm việc hôm nay: 07:30–11:30, 13:30–17:00", False),
        (23, "16:30", "Hết giờ làm việc lúc 17:00 – còn 30 phút", True),
        (23, "16:59:59", "Hết giờ làm việc lúc 17:00 – còn 1 phút", True),
        (23, "13:10", "Mở cửa lại lúc 13:30 – còn 20 phút", True),
        (23, "16:45", "Hết giờ làm việc lúc 17:00 – còn 15 phút", True),
        (23, "17:00", "Ngoài giờ làm việc. Mở cửa lúc 07:30 ngày mai, 24/11.", True),
        (27, "17:00", "Ngoài giờ làm việc. Mở cửa lúc 07:30 ngày 30/11.", True),
    ],
)
def test_what_is_said_through_a_day(sample_form: HallForm, day: int, clock: str, said: str, pressing: bool) -> None:
    at = datetime.combine(date(2026, 11, day), time.fromisoformat(clock), ZONE)
    found = hours_said(rules_of(sample_form).calendar, at, "vi")
    assert found is not None
    assert (found.said.main, found.pressing) == (said, pressing)


HALF = (Hours(opens=time(7, 30), closes=time(11, 30)),)
FULL = (*HALF, Hours(opens=time(13, 30), closes=time(17, 0)))
#: Mondays to Fridays; Wednesday a holiday, Thursday half a day, the Saturday made up for Wednesday.
WEEK = Calendar(
    zone=ZONE,
    weekly=dict.fromkeys(range(5), FULL),
    holidays=frozenset({date(2026, 11, 25)}),
    special={date(2026, 11, 26): HALF, date(2026, 11, 28): FULL},
)


@pytest.mark.parametrize(
    ("day", "clock", "said"),
    [
        (24, "17:00", "Ngoài giờ làm việc. Mở cửa lúc 07:30 ngày 26/11."),
        (25, "00:00", "Ngoài giờ làm việc. Mở cửa lúc 07:30 ngày mai, 26/11."),
        (25, "09:00", "Ngoài giờ làm việc. Mở cửa lúc 07:30 ngày mai, 26/11."),
        (26, "09:00", "Giờ làm việc hôm nay: 07:30–11:30"),
        (26, "11:00", "Hết giờ làm việc lúc 11:30 – còn 30 phút"),
        (26, "11:29:59", "Hết giờ làm việc lúc 11:30 – còn 1 phút"),
        (26, "11:30", "Ngoài giờ làm việc. Mở cửa lúc 07:30 ngày mai, 27/11."),
        (27, "17:00", "Ngoài giờ làm việc. Mở cửa lúc 07:30 ngày mai, 28/11."),
        (28, "07:00", "Mở cửa lúc 07:30 – còn 30 phút"),
        (28, "11:15", "Nghỉ trưa lúc 11:30 – còn 15 phút"),
        (28, "17:00", "Ngoài giờ làm việc. Mở cửa lúc 07:30 ngày 30/11."),
    ],
)
def test_a_holiday_half_a_day_and_a_saturday_that_is_worked(day: int, clock: str, said: str) -> None:
    found = hours_said(WEEK, datetime.combine(date(2026, 11, day), time.fromisoformat(clock), ZONE), "vi")
    assert found is not None
    assert found.said.main == said


def test_a_hall_that_does_not_open_for_months_tells_nothing() -> None:
    never = Calendar(zone=ZONE, weekly={})
    assert hours_said(never, datetime(2026, 11, 25, 9, 0, tzinfo=ZONE), "vi") is None
