"""What the strip says of the hours: quiet by day, counting down before it matters."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest

from display.opening_hours import hours_said
from shared.settings import HallForm, rules_of
from tests.conftest import ZONE


@pytest.mark.parametrize(
    ("day", "clock", "said", "pressing"),
    [
        (23, "07:00", "Mở cửa lúc 07:30 – còn 30 phút", True),
        (23, "06:00", "Mở cửa lúc 07:30.", True),
        (23, "09:00", "Giờ làm việc hôm nay: 07:30–11:30, 13:30–17:00", False),
        (23, "11:00", "Nghỉ trưa lúc 11:30 – còn 30 phút", True),
        (23, "11:18", "Nghỉ trưa lúc 11:30 – còn 12 phút", True),
        (23, "11:29:59", "Nghỉ trưa lúc 11:30 – còn 1 phút", True),
        (23, "11:30", "Đang nghỉ trưa. Mở cửa lại lúc 13:30.", True),
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
