"""The real window: touched, clicked, and worked by keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from counter.rating.state import Page
from counter.rating.views.keys import PanelKey
from counter.rating.window import RatingWindow
from shared.hall import Hall
from tests.conftest import FakeClock
from tests.counter.rating.conftest import Officer, Panel, counted
from tests.kiosk.fingers import Fingers


class Before:
    """Somebody in front of the panel's window, who is asked."""

    def __init__(self, panel: Panel, window: RatingWindow, clock: FakeClock) -> None:
        self.panel, self.window = panel, window
        self.fingers = Fingers(window, lambda: clock.at.timestamp() % 1e6)

    def key(self, name: str) -> PanelKey:
        (found,) = [one for one in self.window.findChildren(PanelKey, name) if one.isVisible()]
        return found

    def sees(self) -> list[str]:
        return [one.objectName() for one in self.window.findChildren(PanelKey) if one.isVisible()]

    def middle(self, name: str) -> QPoint:
        return self.fingers.middle(self.key(name))

    def taps(self, name: str) -> None:
        self.fingers.tap(self.middle(name))

    def presses(self, key: Qt.Key) -> None:
        QTest.keyClick(self.window.focusWidget() or self.window, key)

    def page(self) -> Page:
        return self.panel.page()


@pytest.fixture
def before(qtbot: QtBot, lettered: QApplication, panel: Panel, officer: Officer, clock: FakeClock) -> Before:
    window = RatingWindow(px_per_mm=5.9)
    qtbot.addWidget(window)
    window.resize(1280, 800)
    window.obey(panel.presenter)
    panel.watched_by = window.show_state
    window.show_state(panel.state)
    window.show()
    window.activateWindow()
    officer.finishes(officer.serves())
    panel.follows()
    panel.passes(0.5)
    return Before(panel, window, clock)


def test_a_face_is_touched_reasons_and_send(before: Before, sqlite_hall: Hall, clock: FakeClock) -> None:
    assert before.sees() == ["face-5", "face-4", "face-3", "face-2", "face-1"]
    before.taps("face-1")
    before.panel.passes(0.5)
    assert before.sees() == ["skip", "send", "reason-1", "reason-2", "reason-3", "reason-4", "reason-5"]
    before.taps("reason-2")
    assert before.key("reason-2").isChecked()
    before.taps("reason-4")
    before.panel.passes(0.5)
    before.taps("reason-4")
    assert not before.key("reason-4").isChecked()
    before.taps("send")
    assert (before.page(), before.sees()) == (Page.THANKS, [])
    assert counted(sqlite_hall, clock).faulted == {"wait": 1}


def test_a_mouse_does_it_too(before: Before, sqlite_hall: Hall, clock: FakeClock) -> None:
    QTest.mouseClick(before.key("face-4"), Qt.MouseButton.LeftButton)
    before.panel.passes(0.5)
    QTest.mouseClick(before.key("skip"), Qt.MouseButton.LeftButton)
    assert counted(sqlite_hall, clock).scores == (0, 0, 0, 1, 0)


def test_two_fingers_on_two_faces_are_one_answer(before: Before, sqlite_hall: Hall, clock: FakeClock) -> None:
    before.fingers.together([before.middle("face-5"), before.middle("face-1")], None)
    before.panel.passes(20)
    assert counted(sqlite_hall, clock).answered == 1


@pytest.mark.parametrize("face", ["face-5", "face-3", "face-1"])
def test_a_double_touch_answers_and_names_no_reason_and_sends_nothing(before: Before, face: str) -> None:
    place = before.middle(face)
    before.fingers.tap(place)
    before.fingers.tap(place, again=True)
    assert before.page() is Page.REASONS
    assert not any(one.chosen for one in before.panel.state.reasons)


def test_a_hand_that_wipes_over_the_faces_is_no_answer(before: Before) -> None:
    before.fingers.swipe(before.middle("face-4"), before.middle("face-4") + QPoint(60, 0))
    before.fingers.swipe(before.middle("face-5"), before.middle("face-1"))
    assert before.page() is Page.ASK


def test_touching_beside_the_faces_gives_more_time(before: Before) -> None:
    before.panel.passes(19)
    before.fingers.tap(QPoint(640, 130))
    before.panel.passes(10)
    assert before.page() is Page.ASK


@pytest.mark.parametrize(("digit", "scores"), [(1, (0, 0, 0, 0, 1)), (2, (0, 0, 0, 1, 0)), (5, (1, 0, 0, 0, 0))])
def test_a_box_of_five_keys_answers_as_the_faces_stand(
    before: Before, sqlite_hall: Hall, clock: FakeClock, digit: int, scores: tuple[int, ...]
) -> None:
    before.presses(Qt.Key(Qt.Key.Key_0.value + digit))
    before.panel.passes(20)
    assert counted(sqlite_hall, clock).scores == scores


def test_a_key_that_is_held_down_is_pressed_once(before: Before) -> None:
    held = QKeyEvent(QKeyEvent.Type.KeyPress, Qt.Key.Key_1, Qt.KeyboardModifier.NoModifier, "1", True)
    QApplication.sendEvent(before.window, held)
    assert before.page() is Page.ASK


def test_digits_name_reasons_zero_skips(before: Before, sqlite_hall: Hall, clock: FakeClock) -> None:
    before.presses(Qt.Key.Key_5)
    before.panel.passes(0.5)
    before.presses(Qt.Key.Key_3)
    assert before.key("reason-3").isChecked()
    before.presses(Qt.Key.Key_9)
    before.presses(Qt.Key.Key_0)
    assert before.page() is Page.THANKS
    assert counted(sqlite_hall, clock).faulted == {}


def test_everything_can_be_done_by_arrows_and_enter(before: Before, sqlite_hall: Hall, clock: FakeClock) -> None:
    before.presses(Qt.Key.Key_Return)
    assert before.page() is Page.ASK, "nobody saw yet what Enter would press"
    before.presses(Qt.Key.Key_Right)
    before.presses(Qt.Key.Key_Right)
    before.presses(Qt.Key.Key_Left)
    before.presses(Qt.Key.Key_Return)
    before.panel.passes(0.5)
    assert before.window.focusWidget() is before.key("send"), "Enter once more is enough"
    before.presses(Qt.Key.Key_Tab)
    before.presses(Qt.Key.Key_Space)
    assert before.key("reason-1").isChecked()
    before.presses(Qt.Key.Key_Backtab)
    before.presses(Qt.Key.Key_Return)
    assert before.page() is Page.THANKS
    assert counted(sqlite_hall, clock).praised == {"attitude": 1}


def test_keys_that_mean_nothing_and_keys_with_control_do_nothing(before: Before) -> None:
    for key in (Qt.Key.Key_0, Qt.Key.Key_6, Qt.Key.Key_A, Qt.Key.Key_Escape, Qt.Key.Key_F5):
        before.presses(key)
    QTest.keyClick(before.window, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    assert before.page() is Page.ASK


def test_a_finger_leaves_no_ring_of_the_keyboard(before: Before) -> None:
    before.presses(Qt.Key.Key_Right)
    assert isinstance(before.window.focusWidget(), PanelKey)
    before.fingers.tap(QPoint(640, 130))
    assert not isinstance(before.window.focusWidget(), PanelKey)


def test_who_does_not_see_it_finds_a_name_for_everything(before: Before) -> None:
    window: QWidget = before.window
    assert window.accessibleName() == "Ông/bà có hài lòng với lượt phục vụ vừa rồi không?"
    assert window.accessibleDescription()
    assert before.key("face-1").accessibleName() == "Rất không hài lòng"
    before.taps("face-3")
    assert all(before.key(name).accessibleName() for name in before.sees())


def test_beside_a_desk_it_never_takes_the_keyboard(qtbot: QtBot, lettered: QApplication) -> None:
    beside, alone = RatingWindow(takes_keys=False), RatingWindow(takes_keys=True)
    qtbot.addWidget(beside)
    qtbot.addWidget(alone)
    assert beside.windowFlags() & Qt.WindowType.WindowDoesNotAcceptFocus
    assert not alone.windowFlags() & Qt.WindowType.WindowDoesNotAcceptFocus
