"""What a hall is: its rules and its catalogue, kept so that history stays true when they change.

Nothing is ever deleted: what a new catalogue no longer names is put out of use, and the tickets that were given
for it keep their service. A service that is succeeded by another hands its line over.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, Final

from sqlalchemy import Connection, Integer, Table, bindparam, delete, insert, literal_column, select, update
from sqlalchemy.dialects.postgresql import insert as upsert

from shared.catalogue import Agency, Catalogue, CounterPlace, Document, Named, Procedure, Service, Synonym, WorkProfile
from shared.domain.errors import ConfigError
from shared.settings import HallForm, pack, unpack
from shared.store.schema import (
    agency,
    counter,
    document,
    hall,
    procedure,
    profile_service,
    service,
    synonym,
    work_profile,
)
from shared.store.statement import Statement

_FORM: Final = Statement(select(hall.c.version, hall.c.rules).where(hall.c.id == bindparam("hall_id")))
_ADD_HALL: Final = Statement(insert(hall))
_CHANGE_HALL: Final = Statement(
    update(hall)
    .where(hall.c.id == bindparam("the_hall"))
    .values(version=hall.c.version + literal_column("1", Integer), rules=bindparam("rules"))
)
_RENEW: Final = Statement(
    update(hall).where(hall.c.id == bindparam("the_hall")).values(version=hall.c.version + literal_column("1", Integer))
)
_SET_DAY: Final = Statement(update(hall).where(hall.c.id == bindparam("the_hall")).values(day=bindparam("day")))
_HALLS: Final = Statement(select(hall.c.id).order_by(hall.c.id))


def add(connection: Connection, form: HallForm) -> None:
    """Found a hall: an empty one, with its rules."""
    _ADD_HALL.run(connection, id=form.id, seq=0, version=1, day="", rules=pack(form))


def set_day(connection: Connection, hall_id: str, day: date) -> None:
    """The day the hall's verbs belong to from now on."""
    _SET_DAY.run(connection, the_hall=hall_id, day=day.isoformat())


def renew(connection: Connection, hall_id: str) -> None:
    """What programs know of rules, catalogue and staff is old from now on."""
    _RENEW.run(connection, the_hall=hall_id)


def all_ids(connection: Connection) -> list[str]:
    """The halls of this store."""
    return [row.id for row in _HALLS.rows(connection)]


def load_form(connection: Connection, hall_id: str) -> tuple[int, HallForm]:
    """The version of rules and catalogue, and the rules. Raises ConfigError where there is no such hall."""
    row = _FORM.row(connection, hall_id=hall_id)
    if row is None:
        raise ConfigError("store", "hall", hall_id, "the store has no such hall; run `motcua init` first")
    return int(row.version), unpack(row.rules)


def load_catalogue(connection: Connection, hall_id: str) -> Catalogue:
    """All that is in use, in the order of the files."""
    served: dict[str, list[str]] = {}
    for row in connection.execute(
        select(profile_service).where(profile_service.c.hall_id == hall_id).order_by(profile_service.c.service)
    ):
        served.setdefault(row.profile, []).append(row.service)
    counters = connection.execute(
        select(counter).where(counter.c.hall_id == hall_id, counter.c.active == 1).order_by(counter.c.number)
    )
    to_bring = connection.execute(select(document).where(document.c.hall_id == hall_id).order_by(document.c.place))
    said = connection.execute(select(synonym).where(synonym.c.hall_id == hall_id).order_by(synonym.c.say))
    return Catalogue(
        agencies=tuple(
            Agency(code=row.code, letter=row.letter, name_vi=row.name_vi, name_en=row.name_en)
            for row in _in_use(connection, agency, hall_id)
        ),
        services=tuple(
            Service(
                code=row.code,
                agency=row.agency,
                name_vi=row.name_vi,
                name_en=row.name_en,
                quota_per_session=row.quota_per_session,
            )
            for row in _in_use(connection, service, hall_id)
        ),
        procedures=tuple(
            Procedure(code=row.code, service=row.service, name_vi=row.name_vi, name_en=row.name_en, days=row.days)
            for row in _in_use(connection, procedure, hall_id)
        ),
        profiles=tuple(
            WorkProfile(
                code=row.code,
                name_vi=row.name_vi,
                name_en=row.name_en,
                services=tuple(served.get(row.code, ())),
                at_once=row.at_once,
            )
            for row in _in_use(connection, work_profile, hall_id)
        ),
        counters=tuple(CounterPlace(number=row.number, profile=row.profile) for row in counters),
        succession=_succession(connection, hall_id),
        synonyms=tuple(Synonym(say=row.say, means=row.means) for row in said),
        documents=tuple(Document(code=row.code, name_vi=row.name_vi, name_en=row.name_en) for row in to_bring),
    )


def save(connection: Connection, form: HallForm, new: Catalogue) -> None:
    """Replace the hall's rules and catalogue. Counters keep their state, officer and number."""
    _CHANGE_HALL.run(connection, the_hall=form.id, rules=pack(form))
    _replace(connection, agency, form.id, [_named(one) | {"letter": one.letter} for one in new.agencies])
    _replace(
        connection,
        service,
        form.id,
        [
            _named(one) | {"agency": one.agency, "quota_per_session": one.quota_per_session, "successor": None}
            for one in new.services
        ],
    )
    for old, heir in new.succession.items():
        connection.execute(
            update(service).where(service.c.hall_id == form.id, service.c.code == old).values(successor=heir)
        )
    procedures = [_named(one) | {"service": one.service, "days": one.days} for one in new.procedures]
    _replace(connection, procedure, form.id, procedures)
    _replace(connection, work_profile, form.id, [_named(one) | {"at_once": one.at_once} for one in new.profiles])
    _refill(
        connection,
        profile_service,
        form.id,
        [{"profile": one.code, "service": code} for one in new.profiles for code in one.services],
    )
    _refill(connection, synonym, form.id, [{"say": one.say, "means": one.means} for one in new.synonyms])
    _refill(connection, document, form.id, [_named(one) | {"place": place} for place, one in enumerate(new.documents)])
    _place_counters(connection, form.id, new.counters)


def _in_use(connection: Connection, table: Table, hall_id: str) -> Iterable[Any]:
    return connection.execute(
        select(table).where(table.c.hall_id == hall_id, table.c.active == 1).order_by(table.c.place)
    )


def _succession(connection: Connection, hall_id: str) -> dict[str, str]:
    rows = connection.execute(
        select(service.c.code, service.c.successor)
        .where(service.c.hall_id == hall_id, service.c.successor.is_not(None))
        .order_by(service.c.code)
    )
    return {row.code: row.successor for row in rows}


def _named(one: Named) -> dict[str, Any]:
    return {"code": one.code, "name_vi": one.name_vi, "name_en": one.name_en}


def _replace(connection: Connection, table: Table, hall_id: str, rows: list[dict[str, Any]]) -> None:
    """Everything out of use, then what `rows` name into use again, in their order."""
    connection.execute(update(table).where(table.c.hall_id == hall_id).values(active=0))
    if not rows:
        return
    statement = upsert(table)
    kept = {column.key: statement.excluded[column.key] for column in table.c if column.key not in ("hall_id", "code")}
    connection.execute(
        statement.on_conflict_do_update(index_elements=["hall_id", "code"], set_=kept),
        [{"hall_id": hall_id, "place": place, "active": 1} | row for place, row in enumerate(rows)],
    )


def _refill(connection: Connection, table: Table, hall_id: str, rows: list[dict[str, Any]]) -> None:
    connection.execute(delete(table).where(table.c.hall_id == hall_id))
    if rows:
        connection.execute(insert(table), [{"hall_id": hall_id} | row for row in rows])


def _place_counters(connection: Connection, hall_id: str, places: tuple[CounterPlace, ...]) -> None:
    connection.execute(update(counter).where(counter.c.hall_id == hall_id).values(active=0))
    if not places:
        return
    statement = upsert(counter)
    connection.execute(
        statement.on_conflict_do_update(
            index_elements=["hall_id", "number"],
            set_={"profile": statement.excluded.profile, "active": statement.excluded.active},
        ),
        [
            {"hall_id": hall_id, "number": one.number, "profile": one.profile, "state": "closed", "active": 1}
            for one in places
        ],
    )
