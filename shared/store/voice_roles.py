"""Who speaks among boards that hear each other: one row, held for some seconds at a time by the store's clock."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import Connection, bindparam, or_, select, update
from sqlalchemy.dialects.postgresql import insert as upsert

from shared.domain.voice import Settled, VoiceRole
from shared.store.codec import micros
from shared.store.people_tables import voice_role
from shared.store.statement import Statement

_this = (voice_role.c.hall_id == bindparam("hall_id"), voice_role.c.earshot == bindparam("earshot"))
_FIND: Final = Statement(select(voice_role).where(*_this))
_insert = upsert(voice_role)
_TAKE: Final = Statement(
    _insert.on_conflict_do_update(
        index_elements=("hall_id", "earshot"),
        set_={"holder": _insert.excluded.holder, "until": _insert.excluded.until},
        where=or_(voice_role.c.holder == _insert.excluded.holder, voice_role.c.until < bindparam("now")),
    )
)
_settle = (*_this, voice_role.c.holder == bindparam("mine"))
_SETTLE: Final = Statement(update(voice_role).where(*_settle).values(settled=bindparam("done")))
_GIVE_BACK: Final = Statement(update(voice_role).where(*_settle).values(until=0))


def held_by_another(connection: Connection, hall_id: str, earshot: str, *, holder: str, at: datetime) -> bool:
    """Whether there is no use in trying to take it now."""
    row = _FIND.row(connection, hall_id=hall_id, earshot=earshot)
    return row is not None and row.holder != holder and row.until >= micros(at)


def settled(connection: Connection, hall_id: str, earshot: str) -> Settled:
    """What was told last."""
    row = _FIND.row(connection, hall_id=hall_id, earshot=earshot)
    return Settled() if row is None else Settled.of_text(row.settled)


def take(
    connection: Connection, hall_id: str, earshot: str, *, holder: str, at: datetime, lasts: timedelta
) -> VoiceRole:
    """Hold the role, or hold it longer, until `at` + `lasts`; not while another holds it."""
    _TAKE.run(
        connection,
        hall_id=hall_id,
        earshot=earshot,
        holder=holder,
        until=micros(at + lasts),
        settled=Settled().text(),
        now=micros(at),
    )
    row = _FIND.row(connection, hall_id=hall_id, earshot=earshot)
    known = Settled() if row is None else Settled.of_text(row.settled)
    return VoiceRole(mine=row is not None and row.holder == holder, settled=known)


def settle(connection: Connection, hall_id: str, earshot: str, *, holder: str, done: Settled) -> None:
    """Tell what is settled; nothing happens where the role is another's by now."""
    _SETTLE.run(connection, hall_id=hall_id, earshot=earshot, mine=holder, done=done.text())


def give_back(connection: Connection, hall_id: str, earshot: str, *, holder: str) -> None:
    """Let another take it at once."""
    _GIVE_BACK.run(connection, hall_id=hall_id, earshot=earshot, mine=holder)
