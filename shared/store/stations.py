"""The last beat of each station. No journal row and no turn: a beat must never make a citizen wait."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, Final

import msgspec
from sqlalchemy import Connection, bindparam, delete, select
from sqlalchemy.dialects.postgresql import insert as upsert

from shared.domain.station import (
    FORGOTTEN_AFTER,
    Beat,
    DeviceHealth,
    DeviceKind,
    DeviceTrouble,
    Health,
    Station,
    StationKind,
)
from shared.store.codec import instant, micros
from shared.store.journal import STORE_CLOCK
from shared.store.people_tables import station
from shared.store.schema import journal
from shared.store.statement import Statement

_MILLISECOND: Final = timedelta(milliseconds=1)
_KEYS: Final = ("hall_id", "kind", "name")

_CLOCK: Final = Statement(select(STORE_CLOCK.label("at")))
_of_hall = station.c.hall_id == bindparam("hall_id")
_this = (_of_hall, station.c.kind == bindparam("kind"), station.c.name == bindparam("name"))
_BEFORE: Final = Statement(select(station.c.run, station.c.at).where(*_this))
_insert = upsert(station)
_SAVE: Final = Statement(
    _insert.on_conflict_do_update(
        index_elements=_KEYS,
        set_={column.key: _insert.excluded[column.key] for column in station.c if column.key not in _KEYS},
    )
)
_GONE: Final = Statement(delete(station).where(*_this))
_LONG_GONE: Final = Statement(delete(station).where(_of_hall, station.c.at < bindparam("since")))
_ALL: Final = Statement(select(station).where(_of_hall).order_by(station.c.kind, station.c.name))
_ROW: Final = Statement(
    select(journal.c.at).where(journal.c.hall_id == bindparam("hall_id"), journal.c.seq == bindparam("seq"))
)


class _Device(msgspec.Struct, frozen=True, kw_only=True):
    """A device as it stands in the row: in plain values, because a newer program may know more kinds of trouble."""

    name: str
    kind: str
    state: int
    trouble: str | None = None
    left_mm: int | None = None


class _Told(msgspec.Struct, frozen=True, kw_only=True):
    """What the column `devices` holds."""

    devices: list[_Device]
    place_vi: str = ""
    place_en: str = ""
    locked: bool = False


#: At first it held the devices alone: such a row may be there while the programs are being upgraded.
_decoder: Final = msgspec.json.Decoder(_Told | list[_Device])
_encoder: Final = msgspec.json.Encoder()
_KINDS: Final = {one.value: one for one in DeviceKind}
_TROUBLES: Final = {one.value: one for one in DeviceTrouble}


def store_clock(connection: Connection) -> datetime:
    """The time of the database server. PostgreSQL only."""
    return instant(_CLOCK.rows(connection)[0].at)


def save(connection: Connection, hall_id: str, beat: Beat, *, at: datetime, clock_offset: timedelta) -> None:
    """Keep a beat that came at `at`, the store's time, and drop the stations that have been silent for days."""
    started = at - beat.up
    before = _BEFORE.row(connection, hall_id=hall_id, kind=beat.kind.value, name=beat.name)
    _SAVE.run(
        connection,
        hall_id=hall_id,
        kind=beat.kind.value,
        name=beat.name,
        run=beat.run,
        version=beat.version,
        at=micros(at),
        started=micros(started),
        clock_ms=round(clock_offset / _MILLISECOND),
        seq=beat.seq,
        behind_ms=round(_behind(connection, hall_id, beat, at) / _MILLISECOND),
        # Another run of this name has beaten since this one began: it is no run that ended before.
        doubled=int(before is not None and before.run != beat.run and before.at > micros(started)),
        devices=_told_by(beat),
        spoken=beat.spoken,
        unsaid_ms=round(beat.unsaid / _MILLISECOND),
    )
    _LONG_GONE.run(connection, hall_id=hall_id, since=micros(at - FORGOTTEN_AFTER))


def drop(connection: Connection, hall_id: str, *, kind: StationKind, name: str) -> None:
    """Forget a station, if it is known."""
    _GONE.run(connection, hall_id=hall_id, kind=kind.value, name=name)


def every(connection: Connection, hall_id: str) -> tuple[Station, ...]:
    """All stations, by kind and name."""
    return tuple(map(_station_of, _ALL.rows(connection, hall_id=hall_id)))


def _behind(connection: Connection, hall_id: str, beat: Beat, at: datetime) -> timedelta:
    """How long the first row that the station does not show had been there when it looked."""
    missed = _ROW.row(connection, hall_id=hall_id, seq=beat.seq + 1)
    return timedelta(0) if missed is None else max(timedelta(0), at - beat.age - instant(missed.at))


def _told_by(beat: Beat) -> str:
    told = {
        "devices": beat.devices,
        "place_vi": beat.place_vi,
        "place_en": beat.place_en,
        "locked": beat.locked,
    }
    return _encoder.encode(told).decode()


def _station_of(row: Any) -> Station:
    decoded = _decoder.decode(row.devices)
    told = _Told(devices=decoded) if isinstance(decoded, list) else decoded
    return Station(
        kind=StationKind(row.kind),
        name=row.name,
        version=row.version,
        at=instant(row.at),
        started_at=instant(row.started),
        clock_offset=row.clock_ms * _MILLISECOND,
        seq=row.seq,
        behind=row.behind_ms * _MILLISECOND,
        doubled=bool(row.doubled),
        devices=_devices_of(told.devices),
        place_vi=told.place_vi,
        place_en=told.place_en,
        locked=told.locked,
        spoken=row.spoken,
        unsaid=row.unsaid_ms * _MILLISECOND,
    )


def _devices_of(told: Sequence[_Device]) -> tuple[DeviceHealth, ...]:
    """What a station wrote. What this program has no word for is OTHER, but no less ill for that."""
    return tuple(
        DeviceHealth(
            name=one.name,
            kind=_KINDS.get(one.kind, DeviceKind.OTHER),
            state=Health(one.state),
            trouble=None if one.trouble is None else _TROUBLES.get(one.trouble, DeviceTrouble.OTHER),
            left_mm=one.left_mm,
        )
        for one in told
    )
