"""The desk in its shapes: the same acts in each, sheets lent to the bar, and an end that asks first."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from counter.acts import HOTKEYS, KEYPAD, KEYS, Act
from counter.bar import HEIGHT
from counter.bar_place import LEAST_WIDTH, BarPlace, BarPlaces, Edge
from counter.machine import Machine
from counter.situation import Page
from counter.state import Tone
from shared.counter_form import DeskShape
from shared.domain.counter import CounterState
from shared.domain.ticket import Ticket
from shared.feed import Away
from shared.hall import Hall
from tests.conftest import FakeClock
from tests.counter.bar_officer import BAR, NEITHER, WINDOW, Begins, Keys, Officer
from tests.counter.reading import cut_off, misplaced

Arrives = Callable[..., Ticket]


@pytest.fixture
def officer(
    sqlite_hall: Hall, clock: FakeClock, qtbot: QtBot, lettered: QApplication, tmp_path: Path
) -> Iterator[Begins]:
    made: list[Officer] = []

    def begin(begins: DeskShape = DeskShape.BAR, language: str = "vi") -> Officer:
        made.append(Officer(sqlite_hall, clock, qtbot, begins, language, tmp_path / "bar.json"))
        return made[-1]

    yield begin
    for one in made:
        one.shapes.stop()


def test_a_visit_on_the_bar_by_mouse_alone(officer: Begins, arrive: Arrives) -> None:
    ticket = arrive("TC01")
    at = officer()
    for act, page in (
        (Act.OPEN, Page.IDLE),
        (Act.CALL_NEXT, Page.CALLED),
        (Act.RECALL, Page.CALLED),
        (Act.SERVE, Page.SERVING),
        (Act.FINISH, Page.IDLE),
    ):
        at.clicks(at.button(act))
        at.asks.is_done()
        assert at.page is page
    assert at.hall.ticket(ticket.id).served_at is not None
    assert at.sees() == BAR


def test_a_visit_on_the_bar_by_keys_alone(officer: Begins, arrive: Arrives) -> None:
    arrive("TC01")
    at = officer()
    for key, page in (
        (Qt.Key.Key_F2, Page.IDLE),
        (Qt.Key.Key_F8, Page.CALLED),
        (Qt.Key.Key_Return, Page.SERVING),
        (Qt.Key.Key_F9, Page.IDLE),
    ):
        QTest.keyClick(at.bar.focusWidget() or at.bar, key)
        at.asks.is_done()
        assert at.page is page


def test_the_bar_is_slim_whatever_it_shows(officer: Begins, arrive: Arrives) -> None:
    at = officer()
    assert HEIGHT < 70
    assert at.bar.height() == HEIGHT
    arrive("TC06")
    at.hears()
    at.does(Act.OPEN)
    at.does(Act.CALL_NEXT)
    assert at.bar.height() == HEIGHT


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("width", [LEAST_WIDTH, 1366, 1900])
def test_no_word_on_the_bar_is_cut_off(
    officer: Begins, arrive: Arrives, clock: FakeClock, width: int, language: str
) -> None:
    for _ in range(30):
        arrive("TC06")
    at = officer(language=language)

    def whole(when: str) -> None:
        at.widen(width)
        assert cut_off(at.bar) + misplaced(at.bar) == [], when

    whole("closed")
    at.does(Act.OPEN)
    whole("open")
    at.does(Act.CALL_NEXT)
    clock.forward(hours=2, minutes=5)
    at.desk.tick()
    whole("called")
    at.desk.act(Act.SERVE)
    at.asks.meets_an_outage()
    whole("trying")
    at.asks.gives_up()
    whole("unsettled")
    at.desk.act(Act.RETRY)
    at.asks.is_done()
    whole("serving")
    at.does(Act.RECALL)
    whole("refused")
    at.desk.told(Away(reason="the cable"))
    clock.forward(hours=1, minutes=30)
    at.desk.tick()
    whole("away")


def test_what_was_done_is_said_for_a_while_and_what_was_refused_until_the_next_act(officer: Begins) -> None:
    at = officer()
    at.does(Act.OPEN)
    assert at.bar.line.accessibleName() == "Quầy đã mở."
    at.bar.have_read()
    assert at.bar.line.accessibleName() == "0 người chờ"
    at.does(Act.CALL_NEXT)
    assert at.desk.state.notice is not None
    assert at.desk.state.notice.tone is Tone.REFUSED
    refused = at.desk.state.notice.text
    at.desk.tick()
    assert at.bar.line.accessibleName() == refused


def test_choosing_a_field_opens_the_window_and_the_bar_is_back_after(officer: Begins, arrive: Arrives) -> None:
    arrive("TC01")
    at = officer()
    at.asks.is_done()
    at.does(Act.OPEN)
    at.does(Act.CALL_NEXT)
    at.clicks(at.button(Act.TRANSFER))
    assert at.sees() == WINDOW
    at.desk.transfer_to("TC02")
    at.asks.is_done()
    assert at.sees() == BAR
    assert at.shapes.shape is DeskShape.BAR


def test_the_bar_is_back_when_the_sheet_is_put_away(officer: Begins, arrive: Arrives) -> None:
    arrive("TC01")
    at = officer()
    at.does(Act.OPEN)
    at.does(Act.CALL_NEXT)
    at.shapes.act(Act.TRANSFER)
    assert at.sees() == WINDOW
    at.window.close()
    assert at.sees() == BAR
    assert at.ends.ended == 0


def test_a_sheet_nobody_asked_for_at_this_desk_opens_no_window(officer: Begins, arrive: Arrives) -> None:
    at = officer()
    at.does(Act.OPEN)
    at.desk.show_keys()  # as an automatic lock would come
    assert at.sees() == BAR
    assert not any(one.isVisible() for one in at.bar.acts)
    asked = len(at.asks.asked)
    at.shapes.press_hotkey("call_next")
    assert len(at.asks.asked) == asked, "nothing is done behind a sheet"
    assert at.sees() == WINDOW
    at.desk.dismiss()
    assert at.sees() == BAR


def test_both_shapes_are_a_key_and_a_click_apart(officer: Begins) -> None:
    at = officer(DeskShape.WINDOW)
    assert at.sees() == WINDOW
    QTest.keyClick(at.window, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    assert at.sees() == BAR
    QTest.keyClick(at.bar.primary, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    assert at.sees() == WINDOW
    at.clicks(at.window.desk.header.bar)
    assert at.sees() == BAR
    at.clicks(at.bar.window_button)
    assert at.sees() == WINDOW


@pytest.mark.parametrize(("number", "key"), KEYPAD.items())
def test_a_key_of_the_call_unit_means_a_key_of_the_desk(officer: Begins, number: int, key: str) -> None:
    assert key in KEYS
    at = officer()
    at.does(Act.OPEN)
    pressed: list[str] = []
    at.shapes.obey(Keys(pressed))
    at.shapes.press_keypad(number)
    at.shapes.press_keypad(99)
    assert pressed == [key]


def test_the_place_is_remembered_and_kept_on_the_screen(officer: Begins, tmp_path: Path) -> None:
    at = officer()
    QTest.keyClick(at.bar.primary, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(at.bar.primary, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    kept = json.loads((tmp_path / "bar.json").read_text(encoding="utf-8"))
    assert kept["edge"] == "bottom"
    assert BarPlaces(tmp_path / "bar.json").read().edge is Edge.BOTTOM
    (tmp_path / "bar.json").write_text("{", encoding="utf-8")
    assert BarPlaces(tmp_path / "bar.json").read() == BarPlace()
    assert BarPlace(along=5000, width=1240).within(1600) == BarPlace(along=360, width=1240)
    assert BarPlace(along=-9, width=10).within(1600) == BarPlace(along=0, width=LEAST_WIDTH)
    assert BarPlace(width=3000).within(1366).width == 1366


def test_a_closed_counter_ends_at_once_and_an_open_one_asks(officer: Begins) -> None:
    at = officer(DeskShape.WINDOW)
    at.does(Act.OPEN)
    at.window.close()
    assert at.ends.ended == 0
    assert at.window.leave.isVisible()
    QTest.keyClick(at.window.focusWidget() or at.window.leave, Qt.Key.Key_Escape)
    assert not at.window.leave.isVisible()
    at.does(Act.CLOSE)
    at.window.close()
    assert at.ends.ended == 1


def test_leaving_may_close_the_counter_first_and_a_refusal_keeps_the_program(officer: Begins, arrive: Arrives) -> None:
    arrive("TC01")
    at = officer(DeskShape.WINDOW)
    at.does(Act.OPEN)
    at.does(Act.CALL_NEXT)
    at.shapes.leave()
    at.clicks(at.window.findChildren(QWidget, "close-and-leave")[0])
    at.asks.is_done()
    assert at.ends.ended == 0
    assert at.desk.state.notice is not None
    assert at.desk.state.notice.tone is Tone.REFUSED
    at.does(Act.NO_SHOW)
    at.does(Act.CLOSE)
    assert at.ends.ended == 0, "what was refused is forgotten"
    at.does(Act.OPEN)
    at.shapes.leave()
    at.desk.close_and_leave()
    at.asks.is_done()
    assert at.ends.ended == 1
    assert at.hall.now().counters[7].state is CounterState.CLOSED


def test_a_desk_that_is_closed_stays_in_the_tray_where_there_is_one(officer: Begins) -> None:
    at = officer(DeskShape.WINDOW)
    at.ends.tray = True
    at.does(Act.OPEN)
    at.window.close()
    assert at.sees() == NEITHER
    assert at.ends.ended == 0
    at.shapes.show_up()
    assert at.sees() == WINDOW


def test_a_desk_whose_tray_is_gone_comes_back_as_the_bar(officer: Begins, qtbot: QtBot) -> None:
    at = officer(DeskShape.WINDOW)
    at.ends.tray = True
    at.does(Act.OPEN)
    at.window.close()
    assert at.sees() == NEITHER
    at.ends.tray = False
    qtbot.waitUntil(lambda: at.sees() == BAR)


def test_the_sheet_of_keys_lists_every_key_there_is(officer: Begins) -> None:
    at = officer(DeskShape.WINDOW)
    at.desk.runs_on(Machine(hotkeys={"F8": "Ctrl+Alt+N"}, show="Ctrl+Alt+Q", keypad=True))
    QTest.keyClick(at.window, Qt.Key.Key_F1)
    assert at.window.help.isVisible()
    shown = at.desk.state.help
    assert shown is not None
    rows = {row.keys: row.does for part in shown.parts for row in part.rows}
    assert set(KEYS) <= set(rows)
    assert rows["Ctrl+Alt+N"] == rows["F8"] == rows["Phím 1"] == "Gọi số tiếp theo"
    assert set(HOTKEYS.values()) <= set(KEYS)
    at.window.grab()
    assert at.window.help.cut_off == ()
    QTest.keyClick(at.window.help, Qt.Key.Key_F1)
    assert not at.window.help.isVisible()


def test_keys_that_another_program_holds_are_said_until_they_are_put_away(officer: Begins) -> None:
    at = officer()
    at.desk.runs_on(Machine(taken=("Ctrl+Alt+R",)))
    assert at.desk.state.notice is not None
    assert "Ctrl+Alt+R" in at.desk.state.notice.text
    at.desk.dismiss()
    assert at.desk.state.notice is None


def test_a_message_stands_on_the_bar_until_it_is_read_in_the_window(officer: Begins) -> None:
    at = officer()
    at.does(Act.OPEN)
    at.bar.have_read()  # what was done has been said for long enough
    at.hall.say("Họp lúc 11 giờ.", command=uuid4(), actor="setup")
    at.hall.say("Đề nghị " + "các quầy của Sở mở đủ, " * 10, command=uuid4(), actor="setup")
    at.hears()
    assert at.bar.line.accessibleName() == "Họp lúc 11 giờ."
    at.desk.have_read_first()
    at.widen(LEAST_WIDTH)
    at.bar.grab()
    assert at.bar.line.cut_off == ()
    at.clicks(at.bar.offer)
    assert at.sees() == WINDOW
    at.desk.have_read_first()
    at.desk.dismiss()
    assert at.sees() == BAR
    assert "Họp" not in at.bar.line.accessibleName()
    assert not at.bar.offer.isVisible()


def test_any_click_on_the_bar_is_a_touch(officer: Begins) -> None:
    at = officer()
    handle = at.bar.windowHandle()
    assert handle is not None
    point, left = QPointF(5, 5), Qt.MouseButton.LeftButton
    press = QMouseEvent(QEvent.Type.MouseButtonPress, point, point, left, left, Qt.KeyboardModifier.NoModifier)
    before = at.desk._touched_at
    QApplication.sendEvent(handle, press)
    assert at.desk._touched_at > before
