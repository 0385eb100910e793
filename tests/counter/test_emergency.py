"""An emergency of the hall at a counter: every screen says it at once, it stands until it is over, and nothing an
officer or a citizen was doing is lost by it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from counter.acts import Act
from counter.bar import HEIGHT
from counter.bar_place import LEAST_WIDTH
from counter.examples_of_emergencies import LONG_EMERGENCY
from counter.face import CounterFace
from counter.situation import Page
from counter.tray import DeskTray
from counter.tray_picture import Mark
from counter.window import DeskWindow
from shared.catalogue import Catalogue
from shared.counter_form import CounterForm, DeskShape
from shared.domain.ticket import Ticket
from shared.feed import Away
from shared.founding import found_hall
from shared.hall import Hall
from shared.settings import HallForm, StationForm
from tests.conftest import FakeClock
from tests.counter.bar_officer import Begins, Officer
from tests.counter.conftest import AtTheDesk
from tests.counter.emergencies import FIRE, FLOOD, over, warn
from tests.counter.room import Room
from tests.counter.seat import HONG, Seat

Arrives = Callable[..., Ticket]


def texts(room: Room) -> list[str]:
    """What the desk says."""
    return list(room.state.emergency.texts) if room.state.emergency is not None else []


def icon(room: Room) -> Mark:
    return room.state.tray.mark


# -- the officer's desk ------------------------------------------------------------------------------------------------


def test_the_window_says_it_over_everything_and_leaves_the_keyboard_and_every_act_where_they_are(
    desk: Callable[..., AtTheDesk], arrive: Arrives, sqlite_hall: Hall
) -> None:
    arrive("TC01")
    officer = desk(7)
    officer.goes((Qt.Key.Key_F2, "idle"), (Qt.Key.Key_F8, "called"))
    officer.presses(Qt.Key.Key_F6)
    officer.types("cong chung")
    field = officer.face.window.focusWidget()
    number = warn(sqlite_hall, LONG_EMERGENCY["vi"])
    officer.sees(emergency=[LONG_EMERGENCY["vi"]])
    officer.reads("emergency", LONG_EMERGENCY["vi"])
    strip, chooser = officer.find("emergency"), officer.face.window.chooser
    assert not strip.geometry().intersects(chooser.geometry()), "no sheet hides it"
    assert officer.face.window.focusWidget() is field, "he types on"
    officer.presses(Qt.Key.Key_Escape)
    officer.goes((Qt.Key.Key_F9, "serving"), (Qt.Key.Key_F9, "idle"))
    over(sqlite_hall, number)
    officer.sees(emergency=[])
    assert not officer.can_see("emergency")
    assert officer.face.window.desk.geometry() == officer.face.window.rect()


def test_of_several_the_newest_is_read_first_and_each_goes_when_it_is_over(
    room: Room, sqlite_hall: Hall, clock: FakeClock
) -> None:
    first = warn(sqlite_hall, FIRE, "Fire alarm")
    warn(sqlite_hall, FLOOD, ends_in=timedelta(minutes=5), at=clock)
    room.hears()
    assert texts(room) == [FLOOD, FIRE]
    room.desk.speak("en")
    assert texts(room) == [FLOOD, "Fire alarm"], "what has no English is said in Vietnamese"
    clock.forward(minutes=5)
    room.desk.tick()
    assert texts(room) == ["Fire alarm"]
    room.desk.told(Away(reason="the cable"))
    clock.forward(hours=1)
    room.desk.tick()
    assert texts(room) == ["Fire alarm"], "a lost store ends no fire"
    over(sqlite_hall, first)
    room.hears()
    assert texts(room) == []


def test_a_desk_where_nobody_is_logged_in_says_it_too_and_keeps_what_was_typed(
    seat: Seat, qtbot: QtBot, lettered: QApplication
) -> None:
    window = DeskWindow()
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show_state(seat.state)
    window.show()
    QTest.keyClicks(window.gate.number, HONG.code)
    window.gate.pin.setFocus()
    QTest.keyClicks(window.gate.pin, "4829")
    warn(seat.hall)
    seat.hears()
    window.show_state(seat.state)
    assert seat.page() is Page.LOG_IN
    assert window.emergency.isVisible()
    assert (window.gate.number.text(), window.gate.pin.text()) == (HONG.code, "4829")
    assert window.focusWidget() is window.gate.pin
    seat.logs_in(HONG)
    seat.does(Act.LOCK)
    assert seat.state.emergency is not None, "locked"


def test_nobody_is_called_by_the_clock_while_it_stands(
    sqlite_url: str, sample_form: HallForm, sample_catalogue: Catalogue, clock: FakeClock
) -> None:
    counters = msgspec.structs.replace(sample_form.counters, auto_call_seconds=20)
    form = msgspec.structs.replace(sample_form, counters=counters)
    found_hall(sqlite_url, form, sample_catalogue, clock=clock)
    hall = Hall(sqlite_url, form.id, clock=clock)
    hall.issue("TC01", command=uuid4(), actor="kiosk-1")
    seat = Seat(hall, sqlite_url, clock)
    seat.does(Act.OPEN)
    seat.waits(18)
    number = warn(hall)
    seat.hears()
    asked = len(seat.asks.asked)
    seat.waits(60)
    assert (len(seat.asks.asked), seat.message) == (asked, "Quầy đã mở.")
    seat.does(Act.CALL_NEXT)
    assert seat.page() is Page.CALLED, "he himself may"
    over(hall, number)
    seat.close()
    hall.close()


# -- the bar and the tray ----------------------------------------------------------------------------------------------


@pytest.fixture
def bar_of(
    sqlite_hall: Hall, clock: FakeClock, qtbot: QtBot, lettered: QApplication, tmp_path: Path
) -> Iterator[Begins]:
    made: list[Officer] = []

    def begin(width: int = 1366) -> Officer:
        made.append(Officer(sqlite_hall, clock, qtbot, DeskShape.BAR, "vi", tmp_path / "bar.json"))
        made[-1].widen(width)
        return made[-1]

    yield begin
    for one in made:
        one.shapes.stop()


def acts(officer: Officer) -> list[str]:
    """What can be pressed on the bar."""
    names = {act.value for act in Act}
    return [
        one.objectName() for one in officer.bar.findChildren(QWidget) if one.isVisible() and one.objectName() in names
    ]


@pytest.mark.parametrize("width", [LEAST_WIDTH, 1366, 1900])
def test_the_bar_says_it_and_loses_no_act_and_is_as_slim_as_ever(bar_of: Begins, arrive: Arrives, width: int) -> None:
    arrive("TC01")
    at = bar_of(width)
    at.does(Act.OPEN)
    at.does(Act.CALL_NEXT)
    at.bar.have_read()
    before = acts(at)
    warn(at.hall, LONG_EMERGENCY["vi"])
    at.hears()
    assert acts(at) == before
    assert at.bar.height() == HEIGHT
    assert LONG_EMERGENCY["vi"] in at.bar.line.accessibleName()
    assert LONG_EMERGENCY["vi"] in at.bar.line.toolTip()
    assert "KHẨN" in at.bar.chip.accessibleName()
    at.bar.grab()
    assert any(text and text[:12] == LONG_EMERGENCY["vi"][:12] for _room, text in at.bar.line.written)
    at.clicks(at.bar.line)
    assert at.window.isVisible(), "there the rest is read"
    assert at.window.emergency.isVisible()


def test_on_the_bar_what_an_act_came_to_is_read_and_then_the_emergency_is_back(bar_of: Begins) -> None:
    at = bar_of()
    at.does(Act.OPEN)
    at.does(Act.CALL_NEXT)
    refused = at.desk.state.notice
    assert refused is not None
    number = warn(at.hall)
    at.hears()
    at.bar.grab()
    assert [text for _room, text in at.bar.line.written] == [FIRE], "at once, whatever stood there"
    at.does(Act.CALL_NEXT)
    at.does(Act.PAUSE)
    at.bar.grab()
    assert [text for _room, text in at.bar.line.written] == ["Quầy tạm nghỉ: không có số mới được gọi."]
    at.bar.have_read()
    at.bar.grab()
    assert [text for _room, text in at.bar.line.written] == [FIRE]
    over(at.hall, number)
    at.hears()
    assert at.bar.line.toolTip() == ""


def test_the_tray_says_each_emergency_once_and_shows_that_one_stands(
    room: Room, qapp: QApplication, qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: QApplication.activeWindow() is None)
    tray = DeskTray()
    tray.show_state(room.state)
    fire = warn(room.hall)
    room.hears()
    tray.show_state(room.state)
    assert tray.told == f"Thông báo khẩn: {FIRE}"
    assert icon(room) is Mark.EMERGENCY
    assert room.state.tray.says.splitlines()[0] == f"Thông báo khẩn: {FIRE}"
    flood = warn(room.hall, FLOOD)
    room.hears()
    tray.show_state(room.state)
    assert tray.told == f"Thông báo khẩn: {FLOOD}"
    tray.told = ""
    over(room.hall, flood)
    room.hears()
    tray.show_state(room.state)
    assert tray.told == "", "the older one was told already"
    over(room.hall, fire)
    room.hears()
    assert icon(room) is Mark.CLOSED
    tray.stop()


def test_a_machine_whose_clock_is_slow_says_it_at_once_all_the_same(
    sqlite_url: str, sqlite_hall: Hall, qtbot: QtBot, lettered: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    for clock in ("counter.face.this_machines_clock", "shared.ui.heart._utc_now"):
        monkeypatch.setattr(clock, lambda: datetime.now(UTC) - timedelta(hours=1))
    hall = Hall(sqlite_url, sqlite_hall.id)
    warn(hall)
    face = CounterFace(StationForm(store=sqlite_url, hall=hall.id, counter=CounterForm(number=7)), 7)
    qtbot.addWidget(face.window)
    face.start()
    qtbot.waitUntil(lambda: face.state()["emergency"] == [FIRE])
    face.stop()
    hall.close()
