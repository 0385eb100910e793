"""Three counters of a hall with staff, their call units and signs on one line: each key acts at its own counter, under
the badge of the officer who is logged in there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from counter.face import CounterFace
from counter.line_devices import LineDevices
from counter.situation import Page
from hardware.sharing.address import Address
from shared.bus_form import BusForm
from shared.catalogue import Catalogue
from shared.counter_form import CounterForm
from shared.demo.stations import Program, Rehearsed
from shared.domain.counter import CounterState
from shared.domain.roles import Role, Staff
from shared.domain.station import DeviceTrouble
from shared.domain.ticket import State, Step
from shared.founding import found_hall, open_all_day
from shared.hall import Hall
from shared.settings import HallForm, StationForm
from tests.conftest import FakeClock
from tests.counter.seat import PIN
from tests.hardware.sharing.world import (
    COUNTERS,
    GREEN,
    GREEN_SLOW,
    OFF,
    RED,
    RED_FAST,
    SECRET,
    Line,
    settings_text,
    sharing,
    station,
)
from tests.ports import free_port

RED_SLOW = 0x35
PATIENCE_MS = 20_000
OFFICERS = {one: Staff(code=f"100{one}", name=f"Cán bộ {one}", role=Role.OFFICER) for one in COUNTERS}
FIELDS = {1: "VP01", 2: "NV01", 3: "NV04"}
NEXT, SERVE = 1, 3


@pytest.fixture
def line(tmp_path: Path) -> Iterator[Line]:
    with Line(tmp_path) as made:
        yield made


def counter_station(store: str, number: int, address: Address, *, secret: str = SECRET) -> StationForm:
    shared = f"tcp://{address[0]}:{address[1]}?kind=shared"
    form = CounterForm(number=number, keypad=shared, sign=shared)
    return StationForm(store=store, hall="hatinh", counter=form, bus=BusForm(secret=secret))


@dataclass
class Desks:
    """Three officers' programs beside each other, and their hall."""

    hall: Hall
    line: Line
    faces: dict[int, CounterFace]
    bot: QtBot

    def wait(self, until: Callable[[], bool]) -> None:
        self.bot.waitUntil(until, timeout=PATIENCE_MS)

    def lamps(self) -> list[int]:
        with self.line.wire.quiet:
            return self.line.lamps()

    def shine(self, lamp: int) -> None:
        """All lamps come to be like this."""
        self.wait(lambda: self.lamps() == [lamp] * 3)

    def log_in(self) -> None:
        for one, face in self.faces.items():
            face.presenter.log_in(OFFICERS[one].code, PIN)
        self.wait(lambda: all(face.presenter.state.gate is None for face in self.faces.values()))

    def open(self) -> None:
        for face in self.faces.values():
            face.presenter.press("F2")

    def arrive(self) -> None:
        for service in FIELDS.values():
            self.hall.issue(service, command=uuid4(), actor="kiosk-1")

    def press(self, key: int) -> None:
        for one in COUNTERS:
            self.line.press(one, key)

    def actors(self, step: Step) -> dict[int, str]:
        """Who did this, by the counter it was done at; each once."""
        done = [one for one in self.hall.since(0) if one.step is step]
        found = {one.ticket.counter: one.actor for one in done if one.ticket and one.ticket.counter}
        assert len(found) == len(done)
        return found

    def states(self) -> list[CounterState]:
        now = self.hall.now()
        return [now.counters[one].state for one in COUNTERS]


@pytest.fixture
def desks(
    line: Line, sqlite_hall: Hall, sqlite_url: str, clock: FakeClock, qtbot: QtBot, lettered: QApplication
) -> Iterator[Callable[[Address], Desks]]:
    for officer in OFFICERS.values():
        sqlite_hall.put_staff(officer, PIN, command=uuid4(), actor="setup")
    faces: dict[int, CounterFace] = {}

    def begin(address: Address) -> Desks:
        for one in COUNTERS:
            faces[one] = CounterFace(counter_station(sqlite_url, one, address), one, clock=clock)
            qtbot.addWidget(faces[one].window)
            faces[one].start()
        made = Desks(sqlite_hall, line, faces, qtbot)
        made.wait(lambda: all(face.presenter.state.page is Page.LOG_IN for face in faces.values()))
        return made

    yield begin
    for face in faces.values():
        face.stop()


def test_each_key_acts_at_its_own_counter_under_its_own_officers_badge(
    desks: Callable[[Address], Desks], line: Line
) -> None:
    with sharing(station(line.wire.url)) as bus:
        at = desks(bus.server.address)
        at.wait(lambda: bus.server.attached == 3)
        seq = at.hall.now().seq
        at.press(NEXT)
        at.shine(RED_FAST)
        assert at.hall.now().seq == seq, "nobody is logged in: a key says so and does nothing"
        at.log_in()
        at.shine(OFF)
        at.arrive()
        at.open()
        at.shine(GREEN_SLOW)
        at.press(NEXT)
        at.shine(RED_SLOW)
        assert at.actors(Step.CALL) == {one: officer.code for one, officer in OFFICERS.items()}
        invited = {
            ticket.counter: ticket.label for ticket in at.hall.now().tickets.values() if ticket.state is State.CALLED
        }
        at.wait(lambda: line.texts() == [invited[one] for one in COUNTERS])
        at.press(SERVE)
        at.shine(RED)
        assert at.actors(Step.SERVE) == {one: officer.code for one, officer in OFFICERS.items()}
        at.wait(lambda: line.texts() == ["", "", ""])


def test_bus_and_line_come_back_without_a_touch_and_the_desks_miss_them_meanwhile(
    desks: Callable[[Address], Desks], line: Line
) -> None:
    def troubles(at: Desks) -> set[DeviceTrouble | None]:
        return {health.trouble for face in at.faces.values() for health in face.outfit.health()}

    with sharing(station(line.wire.url)) as bus:
        address = bus.server.address
        at = desks(address)
        at.log_in()
        at.arrive()
        at.wait(lambda: bus.server.attached == 3)
        at.open()
        at.shine(GREEN_SLOW)
        at.wait(lambda: troubles(at) == {None})
    at.wait(lambda: troubles(at) == {DeviceTrouble.UNREACHABLE})
    with sharing(station(line.wire.url, port=address[1])) as bus:
        at.shine(GREEN_SLOW)
        line.wire.unplug()
        at.wait(lambda: troubles(at) == {DeviceTrouble.UNREACHABLE})
        for unit in line.units.values():
            unit.lamp = OFF
        line.wire.plug()
        at.shine(GREEN_SLOW)
        assert bus.server.attached == 3
        at.press(NEXT)
        at.shine(RED_SLOW)
        assert at.actors(Step.CALL) == {one: officer.code for one, officer in OFFICERS.items()}


def test_whoever_logs_in_next_acts_under_the_own_badge(desks: Callable[[Address], Desks], line: Line) -> None:
    with sharing(station(line.wire.url)) as bus:
        at = desks(bus.server.address)
        at.log_in()
        at.arrive()
        at.wait(lambda: bus.server.attached == 3)
        at.open()
        at.shine(GREEN_SLOW)
        deputy = Staff(code="2001", name="Người thay", role=Role.OFFICER)
        at.hall.put_staff(deputy, PIN, command=uuid4(), actor="setup")
        desk = at.faces[1].presenter
        desk.press("Ctrl+L")
        at.wait(lambda: desk.state.gate is not None)
        line.press(1, NEXT)
        at.wait(lambda: at.lamps()[0] == RED_FAST)
        desk.log_in(deputy.code, PIN)
        at.wait(lambda: desk.state.gate is None and at.lamps()[0] == GREEN_SLOW)
        line.press(1, NEXT)
        at.wait(lambda: at.lamps()[0] == RED_SLOW)
        assert at.actors(Step.CALL) == {1: deputy.code}


def test_a_key_that_a_window_which_hung_hears_of_later_does_nothing(
    line: Line, qtbot: QtBot, qapp: QApplication, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    with sharing(station(line.wire.url)) as bus:
        form = counter_station("sqlite:///nowhere.db", 1, bus.server.address)
        devices, heard = LineDevices(form.counter, 1, secret=SECRET), list[int]()
        devices.pressed.connect(heard.append)
        devices.start()
        qtbot.waitUntil(lambda: bus.server.attached == 1, timeout=PATIENCE_MS)
        line.press(1, 1)
        qtbot.waitUntil(lambda: heard == [1], timeout=PATIENCE_MS)
        monkeypatch.setattr("counter.line_devices._FRESH", -1.0)
        line.press(1, 2)
        qtbot.waitUntil(lambda: "the window stood still" in caplog.text, timeout=PATIENCE_MS)
        devices.stop()
        assert heard == [1]


def test_a_secret_of_another_hall_is_told_as_a_lost_device_and_the_desk_works(
    line: Line, qtbot: QtBot, qapp: QApplication, caplog: pytest.LogCaptureFixture
) -> None:
    with sharing(station(line.wire.url)) as bus:
        form = counter_station("sqlite:///nowhere.db", 1, bus.server.address, secret="another hall's")
        devices = LineDevices(form.counter, 1, secret=form.bus.secret)
        devices.start()
        qtbot.waitUntil(lambda: "the secret is not the same" in caplog.text, timeout=PATIENCE_MS)
        assert {one.trouble for one in devices.health()} == {DeviceTrouble.UNREACHABLE}
        devices.stop()


PROGRAMS = """
store = "{store}"
hall = "hatinh"

[bus]
secret = "{secret}"

[counter]
number = {number}
keypad = "tcp://127.0.0.1:{port}?kind=shared"
sign = "tcp://127.0.0.1:{port}?kind=shared"
"""


class Processes:
    """The same as real programs, each a process."""

    def __init__(self, folder: Path, store: str, line: Line, *, port: int) -> None:
        self._folder = folder
        self._bus = folder / "bus.toml"
        self._bus.write_text(settings_text(line.wire.url, port=port), encoding="utf-8")
        self.settings: dict[int, Path] = {}
        for one in COUNTERS:
            self.settings[one] = folder / f"counter-{one}.toml"
            words = PROGRAMS.format(store=store, number=one, port=port, secret=SECRET)
            self.settings[one].write_text(words, encoding="utf-8")

    def bus(self) -> Program:
        return Program("bus", ["hardware.sharing", "--settings", str(self._bus)], log=self._folder / "bus.log")

    def desk(self, number: int) -> Rehearsed:
        log = self._folder / f"counter-{number}.log"
        return Rehearsed("counter", settings=self.settings[number], size="1280x800", log=log)


def test_the_real_programs_as_processes(
    qtbot: QtBot, line: Line, sample_form: HallForm, sample_catalogue: Catalogue, tmp_path: Path
) -> None:
    store = f"sqlite:///{tmp_path}/hall.db"
    found_hall(store, open_all_day(sample_form), sample_catalogue)
    hall = Hall(store, "hatinh")
    for officer in OFFICERS.values():
        hall.put_staff(officer, PIN, command=uuid4(), actor="setup")
    port = free_port()
    world = Processes(tmp_path, store, line, port=port)
    with ExitStack() as running:
        first = running.enter_context(world.bus())
        programs = {one: running.enter_context(world.desk(one)) for one in COUNTERS}
        for one, desk in programs.items():
            desk.wait(connected=True, page="log-in", within=30.0)
            desk.do("type", text=OFFICERS[one].code)
            desk.do("key", key="Return")
            desk.do("type", text=PIN)
            desk.do("key", key="Return")
            desk.wait(page="closed", within=20.0)
        at = Desks(hall, line, {}, qtbot)
        for desk in programs.values():
            desk.do("key", key="F2")
        at.shine(GREEN)
        first.kill()
        for unit in line.units.values():
            unit.lamp = OFF
        running.enter_context(world.bus())
        at.shine(GREEN)
        at.arrive()
        at.shine(GREEN_SLOW)
        at.press(NEXT)
        at.shine(RED_SLOW)
        assert at.actors(Step.CALL) == {one: officer.code for one, officer in OFFICERS.items()}
        programs[2].kill()
        at.wait(lambda: at.lamps() == [RED_SLOW, OFF, RED_SLOW])
        line.press(2, SERVE)
        at.wait(lambda: at.lamps() == [RED_SLOW, RED_FAST, RED_SLOW])
        assert at.actors(Step.SERVE) == {}
    hall.close()
