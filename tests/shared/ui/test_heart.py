"""A program's heart: when it beats, what it asks of a device, and what an outage does to it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from pytestqt.qtbot import QtBot

from shared.catalogue import Catalogue
from shared.domain.errors import StoreAway
from shared.domain.station import BEAT, DeviceHealth, DeviceKind, DeviceTrouble, Health, StationKind, StationsNow
from shared.founding import found_hall
from shared.hall import Hall
from shared.settings import HallForm
from shared.ui.heart import Heart, StationsWatch, this_version
from shared.ui.worker import HallWorker, Trying
from tests.conftest import MORNING, FakeClock
from tests.counter.fake_asks import FakeAsks
from tests.postgres import PostgresServer
from tests.shared.stations import LOW, READY, beat

UNPLUGGED = DeviceHealth(name="scanner", kind=DeviceKind.SCANNER, state=Health.BAD, trouble=DeviceTrouble.UNREACHABLE)


class FakePrinters:
    """Remembers whether it was asked."""

    def __init__(self) -> None:
        self.asked: list[bool] = []

    def health(self, *, ask: bool) -> tuple[DeviceHealth, ...]:
        self.asked.append(ask)
        return (LOW if ask else READY,)


class AtHeart:
    """A heart with a worker that does nothing until the test says so."""

    def __init__(self, hall: Hall, clock: FakeClock) -> None:
        self.hall = hall
        self.asks = FakeAsks(hall)
        self.printers = FakePrinters()
        self.idle = True
        self.seq = 1
        self.heart = Heart(
            self.asks,
            kind=StationKind.KIOSK,
            name="kiosk-1",
            shown=lambda: self.seq,
            clock=clock,
            watched=self.printers,
            may_ask=lambda: self.idle,
        )

    @property
    def beats(self) -> int:
        return len(self.asks.asked)


@pytest.fixture
def at(qtbot: QtBot, sqlite_hall: Hall, clock: FakeClock) -> Iterator[AtHeart]:
    made = AtHeart(sqlite_hall, clock)
    yield made
    made.heart.deleteLater()


def test_a_beat_tells_what_is_shown_and_how_the_devices_do(at: AtHeart, clock: FakeClock) -> None:
    at.seq = 1
    at.heart.device(UNPLUGGED)
    at.heart.beat()
    at.asks.is_done()
    (one,) = at.hall.stations().stations
    assert (one.kind, one.name, one.version, one.seq) == (StationKind.KIOSK, "kiosk-1", this_version(), 1)
    assert (one.at, one.clock_offset, one.doubled) == (MORNING, timedelta(0), False)
    assert one.devices == (LOW, UNPLUGGED)
    at.heart.device(DeviceHealth(name="scanner", kind=DeviceKind.SCANNER, state=Health.GOOD))
    at.heart.beat()
    at.asks.is_done()
    assert [device.state for device in at.hall.stations().stations[0].devices] == [Health.WARNING, Health.GOOD]


def test_each_beat_tells_its_program_how_far_its_clock_is_ahead(sqlite_hall: Hall, clock: FakeClock) -> None:
    told: list[timedelta] = []
    asks = FakeAsks(sqlite_hall)
    wrong = FakeClock(clock() + timedelta(days=3))
    heart = Heart(asks, kind=StationKind.BOARD, name="board-1", shown=lambda: 1, clock=wrong, measured=told.append)
    heart.beat()
    asks.is_done()
    heart.beat()
    asks.gives_up()
    assert told == [timedelta(days=3)]
    heart.deleteLater()


def test_a_printer_is_not_asked_while_a_citizen_is_there(at: AtHeart) -> None:
    at.idle = False
    at.heart.beat()
    at.idle = True  # too late: what counts is the moment of the beat
    at.asks.is_done()
    assert at.printers.asked == [False]
    assert at.hall.stations().stations[0].devices == (READY,)


def test_beats_never_pile_up(at: AtHeart) -> None:
    at.heart.beat()
    at.heart.beat()
    assert at.beats == 1
    at.asks.asked[-1][1](Trying(StoreAway("the cable")))
    at.heart.beat()
    assert at.beats == 1
    at.asks.gives_up()
    at.heart.beat()
    assert at.beats == 2, "an outage ends a beat, and the next one tries again"


def test_a_window_that_is_frozen_does_not_beat(
    qtbot: QtBot, sqlite_hall: Hall, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shared.ui.heart._BEAT_MS", 1)
    at = AtHeart(sqlite_hall, clock)
    at.heart.start()
    assert at.beats == 1
    at.asks.is_done()
    assert at.beats == 1, "nothing but the window's own thread beats"
    qtbot.waitUntil(lambda: at.beats == 2)
    at.heart._known = False
    at.heart.stop()


def test_who_never_reached_the_store_does_not_wait_to_say_farewell(at: AtHeart) -> None:
    at.heart.beat()
    at.asks.gives_up()
    at.heart.stop()
    assert at.beats == 1


def test_a_program_that_ends_takes_its_row_with_it(
    qtbot: QtBot, sqlite_hall: Hall, sqlite_url: str, clock: FakeClock
) -> None:
    worker = HallWorker(lambda: Hall(sqlite_url, sqlite_hall.id, clock=clock))
    heart = Heart(worker, kind=StationKind.BOARD, name="board-1", shown=lambda: 1, clock=clock)
    worker.start()
    heart.start()
    qtbot.waitUntil(lambda: len(sqlite_hall.stations().stations) == 1)
    qtbot.waitUntil(lambda: heart._known)
    heart.stop()
    worker.stop()
    assert sqlite_hall.stations().stations == ()


def test_who_looks_hears_of_everybody_and_nothing_while_the_store_is_away(sqlite_hall: Hall, clock: FakeClock) -> None:
    asks, heard = FakeAsks(sqlite_hall), list[StationsNow]()
    watch = StationsWatch(asks, heard.append)
    sqlite_hall.beat(beat(), clock=clock)
    watch.look()
    watch.look()
    assert len(asks.asked) == 1
    asks.gives_up()
    assert heard == []
    watch.look()
    asks.is_done()
    assert [one.name for one in heard[0].stations] == ["kiosk-1"]


@pytest.mark.postgresql
def test_a_store_that_comes_back_is_told_again(
    qtbot: QtBot,
    postgres: PostgresServer,
    sample_form: HallForm,
    sample_catalogue: Catalogue,
    clock: FakeClock,
) -> None:
    url = postgres.database("heart_outage")
    found_hall(url, sample_form, sample_catalogue, clock=clock)
    worker = HallWorker(lambda: Hall(url, sample_form.id, clock=clock))
    heart = Heart(worker, kind=StationKind.BOARD, name="board-1", shown=lambda: 1, clock=clock)
    hall = Hall(url, sample_form.id, clock=clock)

    def beats() -> None:
        heart.beat()
        qtbot.waitUntil(lambda: not heart._in_flight, timeout=8_000)

    worker.start()
    try:
        beats()
        first = hall.stations().stations[0].at
        hall.close()
        postgres.stop()
        try:
            clock.forward(seconds=10)
            beats()
        finally:
            postgres.start()
        clock.at += BEAT
        beats()
        (one,) = hall.stations().stations
        assert (first, one.at) == (MORNING, MORNING + 2 * BEAT)
    finally:
        heart.stop()
        worker.stop()
        hall.close()
