"""Beats in both stores: what they leave, whom they never hold up, and what they take away at midnight."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from sqlalchemy import text

from shared.domain.station import (
    FORGOTTEN_AFTER,
    Complaint,
    DeviceHealth,
    DeviceKind,
    DeviceTrouble,
    Health,
    StationKind,
    diagnoses,
)
from shared.hall import Hall
from shared.store import stations
from shared.store.connection import Connections
from shared.store.hall_store import HallStore
from tests.conftest import MORNING, FakeClock
from tests.shared.stations import EMPTY, LOW, READY, beat
from tests.visitor import Visitor

SECOND = timedelta(seconds=1)


def this_machine() -> datetime:
    return datetime.now(UTC)


def test_a_beat_says_everything_and_leaves_the_journal_alone(hall: Hall, clock: FakeClock) -> None:
    before = hall.now().seq
    hall.beat(beat(devices=(LOW, replace(READY, name="scanner", kind=DeviceKind.SCANNER))), clock=clock)
    (one,) = hall.stations().stations
    assert (one.kind, one.name, one.version, one.seq) == (StationKind.KIOSK, "kiosk-1", "0.1.0", 1)
    assert (one.at, one.started_at) == (MORNING, MORNING - timedelta(minutes=5))
    assert one.devices == (LOW, replace(READY, name="scanner", kind=DeviceKind.SCANNER))
    assert hall.now().seq == before


def test_a_station_has_one_row_however_often_it_beats(hall: Hall, clock: FakeClock) -> None:
    for seq in range(1, 5):
        hall.beat(beat(seq=seq), clock=clock)
        clock.forward(seconds=10)
    hall.beat(beat("board-1", kind=StationKind.BOARD), clock=clock)
    hall.beat(beat("kiosk-1", kind=StationKind.COUNTER), clock=clock)
    now = hall.stations()
    assert [(one.kind, one.name) for one in now.stations] == [
        (StationKind.BOARD, "board-1"),
        (StationKind.COUNTER, "kiosk-1"),
        (StationKind.KIOSK, "kiosk-1"),
    ]
    assert (now.stations[2].seq, now.stations[2].at, now.at) == (4, MORNING + 30 * SECOND, MORNING + 40 * SECOND)


@pytest.mark.parametrize("off", [timedelta(0), 90 * SECOND, -3 * timedelta(hours=1)])
def test_the_clock_is_held_against_the_stores_own(hall: Hall, store_url: str, off: timedelta) -> None:
    real = Hall(store_url, hall.id)
    real.beat(beat(), clock=lambda: this_machine() + off)
    (one,) = real.stations().stations
    assert abs(one.clock_offset - off) < SECOND
    assert abs(one.at - this_machine()) < timedelta(minutes=1), "when it came is the store's time, whatever it says"
    real.close()


def test_behind_is_how_long_the_first_row_it_does_not_show_was_there(
    hall: Hall, visitor: Visitor, clock: FakeClock
) -> None:
    shown = hall.now().seq
    hall.beat(beat(seq=shown), clock=clock)
    assert hall.stations().stations[0].behind == timedelta(0)
    visitor.issue("TP01")
    clock.forward(seconds=20)
    visitor.issue("TP01")
    hall.beat(beat(seq=shown), clock=clock)
    assert hall.stations().stations[0].behind == 20 * SECOND
    hall.beat(beat(seq=shown + 1, age=4 * SECOND), clock=clock)
    assert hall.stations().stations[0].behind == timedelta(0), "the row came after it looked at its screen"
    hall.beat(beat(seq=shown + 50), clock=clock)
    assert hall.stations().stations[0].behind == timedelta(0), "a store that was restored counts lower"


def test_a_second_station_of_the_same_name_is_found_out_and_a_return_is_not(hall: Hall, clock: FakeClock) -> None:
    def doubled() -> bool:
        return hall.stations().stations[0].doubled

    hall.beat(beat(run="first", up=timedelta(hours=1)), clock=clock)
    clock.forward(seconds=20)
    hall.beat(beat(run="again", up=5 * SECOND), clock=clock)
    assert not doubled(), "the program was started anew"
    clock.forward(seconds=10)
    hall.beat(beat(run="twin", up=timedelta(hours=1)), clock=clock)
    assert doubled()
    hall.beat(beat(run="again", up=15 * SECOND), clock=clock)
    assert doubled()
    hall.beat(beat(run="again", up=25 * SECOND), clock=clock)
    assert not doubled(), "the twin is gone"


def test_a_station_that_ends_as_it_should_is_not_missed(hall: Hall, clock: FakeClock) -> None:
    hall.beat(beat(), clock=clock)
    hall.beat(beat("kiosk-2"), clock=clock)
    hall.farewell(StationKind.KIOSK, "kiosk-1")
    hall.farewell(StationKind.BOARD, "never was")
    clock.forward(minutes=5)
    (one,) = diagnoses(hall.stations())
    assert (one.station.name, one.symptoms[0].complaint) == ("kiosk-2", Complaint.SILENT)


def test_who_is_silent_for_days_is_forgotten_at_the_next_beat(hall: Hall, clock: FakeClock) -> None:
    hall.beat(beat("old"), clock=clock)
    clock.at += FORGOTTEN_AFTER
    hall.beat(beat("new"), clock=clock)
    assert len(hall.stations().stations) == 2
    clock.forward(seconds=10)
    hall.beat(beat("new"), clock=clock)
    assert [one.name for one in hall.stations().stations] == ["new"]


def test_marks_and_keys_of_persons_die_at_midnight_and_those_of_today_stay(
    hall: Hall, store_url: str, visitor: Visitor, clock: FakeClock
) -> None:
    ticket = visitor.issue("TP01")
    connections = Connections(store_url)

    def keep(day: str) -> None:
        with connections.writing() as connection:
            for table, columns in (
                ("day_key", "(hall_id, day, key) VALUES (:hall, :day, 'k')"),
                ("person", "(hall_id, day, mark, ticket) VALUES (:hall, :day, 'm', :ticket)"),
            ):
                values = {"hall": hall.id, "day": day, "ticket": ticket.id}
                used = {key: value for key, value in values.items() if f":{key}" in columns}
                connection.execute(text(f"INSERT INTO {table} {columns}"), used)

    def days() -> list[list[str]]:
        with connections.reading() as connection:
            return [
                [str(row.day) for row in connection.execute(text(f"SELECT day FROM {table} ORDER BY day"))]
                for table in ("day_key", "person")
            ]

    for day in ("2026-11-20", "2026-11-22", "2026-11-23"):
        keep(day)
    hall.beat(beat(), clock=clock)
    assert days() == [["2026-11-23"], ["2026-11-23"]]
    clock.at = MORNING.replace(hour=23, minute=59, second=59)
    hall.beat(beat(), clock=clock)
    assert days() == [["2026-11-23"], ["2026-11-23"]]
    clock.forward(seconds=2)
    hall.beat(beat(), clock=clock)
    assert days() == [[], []]
    connections.close()


@pytest.mark.postgresql
@pytest.mark.parametrize("store_url", ["postgresql"], indirect=True)
def test_a_beat_goes_past_a_verb_that_holds_the_halls_row(
    hall: Hall, store_url: str, clock: FakeClock, command: Callable[[], UUID]
) -> None:
    """PostgreSQL only: on SQLite every writer waits for every other."""
    hall.beat(beat(), clock=clock)
    holds, may_end = threading.Event(), threading.Event()

    class Enough(Exception):
        """Undoes the turn."""

    def slow() -> None:
        store = HallStore(store_url, hall.id, clock=clock)

        def work(_turn: object) -> None:
            holds.set()
            may_end.wait(30)
            raise Enough

        with pytest.raises(Enough):
            store.turn(command(), work)  # type: ignore[arg-type]
        store.close()

    verb = threading.Thread(target=slow)
    verb.start()
    try:
        assert holds.wait(10)
        hall.beat(beat(seq=9), clock=clock)
        hall.beat(beat("newcomer"), clock=clock)
        assert [one.seq for one in hall.stations().stations] == [9, 1]
        assert not may_end.is_set()
    finally:
        may_end.set()
        verb.join()


def test_a_trouble_of_a_newer_program_is_still_a_trouble(hall: Hall, store_url: str, clock: FakeClock) -> None:
    hall.beat(beat(devices=(EMPTY,)), clock=clock)
    connections = Connections(store_url)
    with connections.writing() as connection:
        row = '[{"name":"arm","kind":"robot","state":3,"trouble":"rust","torque":7}]'
        connection.execute(text("UPDATE station SET devices = :row"), {"row": row})
    connections.close()
    assert hall.stations().stations[0].devices == (
        DeviceHealth(name="arm", kind=DeviceKind.OTHER, state=Health.BAD, trouble=DeviceTrouble.OTHER),
    )


def test_a_beat_says_where_a_station_stands_and_whether_it_is_locked(hall: Hall, clock: FakeClock) -> None:
    hall.beat(beat(devices=(READY,), place_vi="Sảnh tầng 1", place_en="First floor lobby", locked=True), clock=clock)
    (one,) = hall.stations().stations
    assert (one.place("vi"), one.place("en"), one.locked) == ("Sảnh tầng 1", "First floor lobby", True)
    hall.beat(beat(devices=(READY,), place_vi="Sảnh tầng 1"), clock=clock)
    (one,) = hall.stations().stations
    assert (one.place("en"), one.locked, one.devices) == ("Sảnh tầng 1", False, (READY,))


def test_a_row_of_before_places_were_told_is_read_while_programs_are_upgraded(
    hall: Hall, store_url: str, clock: FakeClock
) -> None:
    hall.beat(beat(), clock=clock)
    connections = Connections(store_url)
    with connections.writing() as connection:
        row = '[{"name":"printer","kind":"printer","state":0,"trouble":null,"left_mm":null}]'
        connection.execute(text("UPDATE station SET devices = :row"), {"row": row})
    connections.close()
    (one,) = hall.stations().stations
    assert (one.devices, one.place("vi"), one.locked) == ((READY,), "", False)


def test_halls_of_one_store_do_not_see_each_others_stations(hall: Hall, store_url: str, clock: FakeClock) -> None:
    hall.beat(beat(), clock=clock)
    connections = Connections(store_url)
    with connections.reading() as connection:
        assert stations.every(connection, "elsewhere") == ()
    connections.close()
