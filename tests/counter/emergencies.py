"""Emergencies of the hall, put up and taken down."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

from shared.domain.notices import NoticeKind
from shared.hall import Hall
from tests.conftest import FakeClock

FIRE = "Có báo cháy. Xin đi theo lối thoát hiểm."
FLOOD = "Nước ngập tầng hầm."


def warn(
    hall: Hall, vi: str = FIRE, en: str = "", *, ends_in: timedelta | None = None, at: FakeClock | None = None
) -> int:
    """The number of the emergency that is put up."""
    ends = at.at + ends_in if at is not None and ends_in is not None else None
    put = hall.put_notice(NoticeKind.EMERGENCY, vi, en, ends_at=ends, command=uuid4(), actor="admin")
    return put.id


def over(hall: Hall, number: int) -> None:
    hall.take_notice_down(number, command=uuid4(), actor="admin")
