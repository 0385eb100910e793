"""What the hall tells everybody in its own words."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, bindparam, insert, or_, select, update

from shared.domain.errors import UnknownNotice
from shared.domain.notices import Notice, NoticeKind, Wording
from shared.store.codec import instant, micros
from shared.store.posted_tables import notice
from shared.store.statement import Statement

_UP: Final = notice.c.taken_down_at.is_(None)
_ADD: Final = Statement(insert(notice))
_TO_READ: Final = Statement(
    select(notice)
    .where(
        notice.c.hall_id == bindparam("hall_id"),
        _UP,
        or_(notice.c.ends_at.is_(None), notice.c.ends_at > bindparam("at")),
    )
    .order_by(notice.c.id)
)
_GET: Final = Statement(
    select(notice).where(notice.c.hall_id == bindparam("hall_id"), notice.c.id == bindparam("id"), _UP)
)
_TAKE_DOWN: Final = Statement(
    update(notice)
    .where(notice.c.hall_id == bindparam("the_hall"), notice.c.id == bindparam("the_id"))
    .values(taken_down_at=bindparam("at"))
)


def add(connection: Connection, hall_id: str, one: Notice) -> None:
    _ADD.run(
        connection,
        hall_id=hall_id,
        id=one.id,
        kind=one.kind.value,
        text_vi=one.said.vi,
        text_en=one.said.en,
        starts_at=micros(one.starts_at),
        ends_at=None if one.ends_at is None else micros(one.ends_at),
        taken_down_at=None,
    )


def to_read(connection: Connection, hall_id: str, at: datetime) -> tuple[Notice, ...]:
    """Those that stand at `at` or are to come."""
    return tuple(map(_notice_of, _TO_READ.rows(connection, hall_id=hall_id, at=micros(at))))


def take_down(connection: Connection, hall_id: str, notice_id: int, at: datetime) -> Notice:
    """The one that stands no more. Raises UnknownNotice."""
    row = _GET.row(connection, hall_id=hall_id, id=notice_id)
    if row is None:
        raise UnknownNotice(notice_id)
    _TAKE_DOWN.run(connection, the_hall=hall_id, the_id=notice_id, at=micros(at))
    return _notice_of(row)


def _notice_of(row: Any) -> Notice:
    return Notice(
        id=row.id,
        said=Wording(kind=NoticeKind(row.kind), vi=row.text_vi, en=row.text_en),
        starts_at=instant(row.starts_at),
        ends_at=None if row.ends_at is None else instant(row.ends_at),
    )
