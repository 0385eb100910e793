"""Who works in the hall, and how often a wrong PIN was tried."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import Connection, bindparam, select, text, update
from sqlalchemy.dialects.postgresql import insert as upsert

from shared.domain.errors import PinLocked
from shared.domain.roles import Role, Staff
from shared.store.codec import instant, micros
from shared.store.people_tables import staff
from shared.store.statement import Statement

TRIES: Final = 5
FIRST_LOCK: Final = timedelta(minutes=1)
LONGEST_LOCK: Final = timedelta(hours=1)

_this = (staff.c.hall_id == bindparam("the_hall"), staff.c.code == bindparam("the_code"))
_EVERY: Final = Statement(
    select(staff).where(staff.c.hall_id == bindparam("hall_id"), text("active = 1")).order_by(staff.c.code)
)
_GET: Final = Statement(select(staff).where(*_this, text("active = 1")))
_insert = upsert(staff)
_PUT: Final = Statement(
    _insert.on_conflict_do_update(
        index_elements=["hall_id", "code"],
        set_={column.key: _insert.excluded[column.key] for column in staff.c if column.key not in ("hall_id", "code")},
    )
)
_DROP: Final = Statement(update(staff).where(*_this).values(active=bindparam("active")))
_COUNT: Final = Statement(
    update(staff)
    .where(*_this)
    .values(wrong=bindparam("wrong"), locks=bindparam("locks"), locked_until=bindparam("locked_until"))
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """What a PIN is held against; `pin` is None where nobody has this number. `tries_left` if it is wrong."""

    pin: str | None
    tries_left: int | None


def every(connection: Connection, hall_id: str) -> list[Staff]:
    """Who works here, by number."""
    return [_staff_of(row) for row in _EVERY.rows(connection, hall_id=hall_id)]


def put(connection: Connection, hall_id: str, one: Staff, pin: str) -> None:
    """Take somebody on, or change what is known of him. `pin` is the hash; wrong tries are forgotten."""
    _PUT.run(
        connection,
        hall_id=hall_id,
        code=one.code,
        name=one.name,
        role=one.role.value,
        agency=one.agency,
        profiles=" ".join(one.profiles),
        pin=pin,
        wrong=0,
        locks=0,
        locked_until=None,
        active=1,
    )


def pin_of(connection: Connection, hall_id: str, code: str) -> str | None:
    """The hash of somebody's PIN; None where nobody has this number."""
    row = _GET.row(connection, the_hall=hall_id, the_code=code)
    return None if row is None else str(row.pin)


def drop(connection: Connection, hall_id: str, code: str) -> None:
    """Somebody no longer works here. The journal goes on to name the number."""
    _DROP.run(connection, the_hall=hall_id, the_code=code, active=0)


def begin_try(connection: Connection, hall_id: str, code: str, *, at: datetime) -> Trial:
    """Count one try as wrong before it is checked, so that pulling the plug wins no more of them. Raises PinLocked.

    Five wrong ones lock the number for a minute, the next five for two, up to an hour.
    """
    row = _GET.row(connection, the_hall=hall_id, the_code=code)
    if row is None:
        return Trial(pin=None, tries_left=None)
    left = (instant(row.locked_until) - at).total_seconds() if row.locked_until is not None else 0.0
    # A clock set back must not lock anybody out for days.
    left = min(left, _lock_after(row.locks).total_seconds())
    if left > 0:
        raise PinLocked(math.ceil(left))
    wrong, locks, until = row.wrong + 1, row.locks, None
    if wrong >= TRIES:
        wrong, locks = 0, locks + 1
        until = micros(at + _lock_after(locks))
    _COUNT.run(connection, the_hall=hall_id, the_code=code, wrong=wrong, locks=locks, locked_until=until)
    return Trial(pin=row.pin, tries_left=0 if until is not None else TRIES - wrong)


def forget_tries(connection: Connection, hall_id: str, code: str) -> None:
    """The PIN was right."""
    _COUNT.run(connection, the_hall=hall_id, the_code=code, wrong=0, locks=0, locked_until=None)


def _lock_after(locks: int) -> timedelta:
    times: int = 1 << min(max(locks - 1, 0), 10)
    return min(FIRST_LOCK * times, LONGEST_LOCK)


def _staff_of(row: Any) -> Staff:
    return Staff(
        code=row.code,
        name=row.name,
        role=Role(row.role),
        agency=row.agency,
        profiles=tuple(row.profiles.split()),
    )
