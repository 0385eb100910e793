"""Who is logged in where."""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, bindparam, delete, insert, select

from shared.domain.roles import Badge
from shared.store.codec import instant, micros
from shared.store.people_tables import login
from shared.store.statement import Statement

_of_hall = login.c.hall_id == bindparam("hall_id")
_OF_STAFF: Final = Statement(select(login).where(_of_hall, login.c.staff == bindparam("staff")))
_AT: Final = Statement(select(login).where(_of_hall, login.c.counter == bindparam("counter")))
_ADD: Final = Statement(insert(login))
_DROP: Final = Statement(delete(login).where(_of_hall, login.c.staff == bindparam("staff")))
_DROP_AT: Final = Statement(delete(login).where(_of_hall, login.c.counter == bindparam("counter")))
_DROP_ALL: Final = Statement(delete(login).where(_of_hall))


@dataclass(frozen=True, slots=True, kw_only=True)
class Login:
    """Somebody is logged in at `counter`, or at no counter."""

    staff: str
    counter: int | None
    since: datetime
    mark: str

    def is_of(self, badge: Badge) -> bool:
        """Whether it is this badge that was given then."""
        return self.staff == badge.staff and hmac.compare_digest(self.mark, badge.mark)


def of_staff(connection: Connection, hall_id: str, code: str) -> Login | None:
    """Where this one is logged in."""
    return _login_of(_OF_STAFF.row(connection, hall_id=hall_id, staff=code))


def at(connection: Connection, hall_id: str, counter: int) -> Login | None:
    """Who is logged in there."""
    return _login_of(_AT.row(connection, hall_id=hall_id, counter=counter))


def put(connection: Connection, hall_id: str, badge: Badge, *, counter: int | None, at: datetime) -> None:
    """Log in; whoever was logged in there, and this one elsewhere, no longer is."""
    _DROP.run(connection, hall_id=hall_id, staff=badge.staff)
    if counter is not None:
        _DROP_AT.run(connection, hall_id=hall_id, counter=counter)
    _ADD.run(connection, hall_id=hall_id, staff=badge.staff, counter=counter, secret=badge.mark, since=micros(at))


def drop(connection: Connection, hall_id: str, code: str) -> None:
    """Log out, wherever it is."""
    _DROP.run(connection, hall_id=hall_id, staff=code)


def drop_all(connection: Connection, hall_id: str) -> None:
    """Nobody is logged in any more: a new day."""
    _DROP_ALL.run(connection, hall_id=hall_id)


def _login_of(row: Any) -> Login | None:
    if row is None:
        return None
    return Login(staff=row.staff, counter=row.counter, since=instant(row.since), mark=row.secret)
