"""A window that cannot be left from outside: what is swallowed, and what still works."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import (
    QCloseEvent,
    QContextMenuEvent,
    QDragEnterEvent,
    QGuiApplication,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QPointingDevice,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from shared.ui.kiosk_mode import KioskMode

Key, Held = Qt.Key, Qt.KeyboardModifier


class Field(QWidget):
    """Something in the window that has the keyboard, and would act on any key and any button."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.keys: list[int] = []
        self.clicks: list[Qt.MouseButton] = []
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setGeometry(0, 0, 2_000, 2_000)
        self.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.keys.append(event.key())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.clicks.append(event.button())


class Window(QWidget):
    """Remembers what reached it."""

    def __init__(self) -> None:
        self.others: list[QEvent.Type] = []
        super().__init__()
        self.setAcceptDrops(True)
        self.field = Field(self)

    def event(self, event: QEvent) -> bool:
        self.others.append(event.type())
        return super().event(event)


class HeldWindow:
    """A window in kiosk mode; keys and clicks come as from the system, through the native window."""

    def __init__(self, window: Window, mode: KioskMode) -> None:
        self.window = window
        self.mode = mode

    def press(self, key: Qt.Key, held: Qt.KeyboardModifier = Held.NoModifier) -> None:
        QTest.keyClick(self.window.windowHandle(), key, held)

    def click(self, button: Qt.MouseButton) -> None:
        QTest.mouseClick(self.window.windowHandle(), button, Held.NoModifier, QPoint(40, 40))

    def send(self, event: QEvent) -> bool:
        """Whether the window would have it."""
        QApplication.sendEvent(self.window, event)
        return event.isAccepted()


@pytest.fixture
def held(qtbot: QtBot) -> Iterator[HeldWindow]:
    window = Window()
    mode = KioskMode(window)
    mode.enter()
    qtbot.waitUntil(window.isActiveWindow)
    yield HeldWindow(window, mode)
    mode.leave()
    window.close()


NOBODYS = [
    (Key.Key_F4, Held.AltModifier),
    (Key.Key_Tab, Held.AltModifier),
    (Key.Key_Space, Held.AltModifier),
    (Key.Key_Left, Held.AltModifier),
    (Key.Key_Q, Held.ControlModifier),
    (Key.Key_W, Held.ControlModifier),
    (Key.Key_C, Held.ControlModifier),
    (Key.Key_V, Held.ControlModifier),
    (Key.Key_Escape, Held.ControlModifier | Held.ShiftModifier),
    (Key.Key_Delete, Held.ControlModifier | Held.AltModifier),
    (Key.Key_L, Held.MetaModifier),
    (Key.Key_Escape, Held.NoModifier),
    (Key.Key_F1, Held.NoModifier),
    (Key.Key_F5, Held.NoModifier),
    (Key.Key_F11, Held.NoModifier),
    (Key.Key_F12, Held.ShiftModifier),
    (Key.Key_Super_L, Held.NoModifier),
    (Key.Key_Meta, Held.NoModifier),
    (Key.Key_Alt, Held.NoModifier),
    (Key.Key_Control, Held.NoModifier),
    (Key.Key_Menu, Held.NoModifier),
    (Key.Key_Print, Held.NoModifier),
    (Key.Key_SysReq, Held.NoModifier),
    (Key.Key_Pause, Held.NoModifier),
    (Key.Key_Insert, Held.NoModifier),
    (Key.Key_HomePage, Held.NoModifier),
    (Key.Key_LaunchMail, Held.NoModifier),
    (Key.Key_VolumeUp, Held.NoModifier),
]


@pytest.mark.parametrize(("key", "modifiers"), NOBODYS, ids=lambda one: getattr(one, "name", None) or "")
def test_keys_that_do_something_else_than_write_are_swallowed(
    held: HeldWindow, key: Qt.Key, modifiers: Qt.KeyboardModifier
) -> None:
    held.press(key, modifiers)
    assert set(held.window.field.keys) <= {Key.Key_Shift}
    held.press(Key.Key_A)
    assert held.window.field.keys[-1] == Key.Key_A, "and those that write still come"


@pytest.mark.parametrize(
    "key",
    [Key.Key_A, Key.Key_7, Key.Key_Space, Key.Key_Backspace, Key.Key_Return, Key.Key_Enter, Key.Key_Left, Key.Key_Tab],
)
def test_keys_that_write_or_move_reach_the_window(held: HeldWindow, key: Qt.Key) -> None:
    held.press(key)
    assert held.window.field.keys == [key]


def test_vietnamese_letters_of_a_keyboard_reach_the_window(held: HeldWindow) -> None:
    QApplication.sendEvent(
        held.window.windowHandle(), QKeyEvent(QEvent.Type.KeyPress, 0, Held.GroupSwitchModifier, "ơ")
    )
    assert held.window.field.keys == [0]


def test_one_finger_is_a_click_and_other_buttons_are_none(held: HeldWindow) -> None:
    for button in (Qt.MouseButton.RightButton, Qt.MouseButton.MiddleButton, Qt.MouseButton.BackButton):
        held.click(button)
    assert held.window.field.clicks == []
    assert QEvent.Type.ContextMenu not in held.window.others
    held.click(Qt.MouseButton.LeftButton)
    assert held.window.field.clicks == [Qt.MouseButton.LeftButton]


def test_it_cannot_be_closed_until_the_program_leaves(held: HeldWindow) -> None:
    held.window.close()
    QApplication.sendEvent(held.window.windowHandle(), QCloseEvent())
    assert held.window.isVisible()
    assert QEvent.Type.Close not in held.window.others
    held.mode.leave()
    assert held.window.close()
    assert not held.window.isVisible()


def test_menus_drags_and_gestures_go_nowhere(held: HeldWindow) -> None:
    place = QPoint(5, 5)
    assert not held.send(QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, place, place, Held.NoModifier))
    data = QMimeData()
    data.setText("file:///etc/passwd")
    drag = QDragEnterEvent(place, Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Held.NoModifier)
    assert not held.send(drag)
    at = QPointF(place)
    pinch = Qt.NativeGestureType.ZoomNativeGesture
    QApplication.sendEvent(
        held.window.windowHandle(), QNativeGestureEvent(pinch, QPointingDevice(), 2, at, at, at, 1.5, QPointF())
    )
    nobodys = {QEvent.Type.NativeGesture, QEvent.Type.ContextMenu, QEvent.Type.DragEnter}
    assert not nobodys & set(held.window.others)


def test_it_fills_the_screen_in_front_without_a_frame(held: HeldWindow) -> None:
    window = held.window
    assert window.geometry() == QGuiApplication.primaryScreen().geometry()
    assert window.isFullScreen()
    assert window.windowFlags() & Qt.WindowType.WindowStaysOnTopHint
    assert window.windowFlags() & Qt.WindowType.FramelessWindowHint


def test_it_fills_the_screen_again_when_screens_change(held: HeldWindow, qtbot: QtBot) -> None:
    whole = QGuiApplication.primaryScreen().geometry()
    held.mode._looking.stop()  # the change alone must do
    held.window.setGeometry(10, 10, 320, 240)
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    application.primaryScreenChanged.emit(QGuiApplication.primaryScreen())
    qtbot.waitUntil(lambda: held.window.geometry() == whole and held.window.isFullScreen())


@pytest.mark.parametrize("harm", [QWidget.hide, QWidget.showMinimized, QWidget.showNormal])
def test_whatever_hides_it_does_not_last(held: HeldWindow, qtbot: QtBot, harm: object) -> None:
    assert callable(harm)
    harm(held.window)
    whole = QGuiApplication.primaryScreen().geometry()
    qtbot.waitUntil(
        lambda: held.window.isVisible() and not held.window.isMinimized() and held.window.geometry() == whole
    )


def test_what_is_typed_after_a_thief_took_the_keyboard_is_typed_here_again(held: HeldWindow, qtbot: QtBot) -> None:
    thief = QWidget()
    qtbot.addWidget(thief)
    thief.show()
    thief.activateWindow()
    qtbot.waitUntil(thief.isActiveWindow)
    thief.hide()
    qtbot.waitUntil(held.window.isActiveWindow)


def test_the_pointer_is_hidden_until_the_program_leaves(held: HeldWindow) -> None:
    cursor = QGuiApplication.overrideCursor()
    assert cursor is not None
    assert cursor.shape() is Qt.CursorShape.BlankCursor
    held.mode.leave()
    assert QGuiApplication.overrideCursor() is None


def test_a_screen_that_is_not_there_is_told_once_and_another_is_filled(
    qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    window = Window()
    mode = KioskMode(window, screen="HDMI-9")
    mode.enter()
    qtbot.waitUntil(lambda: window.geometry() == QGuiApplication.primaryScreen().geometry())
    mode._hold()
    mode.leave()
    window.close()
    assert [one for one in caplog.messages if "HDMI-9" in one] == [
        f"there is no screen HDMI-9; there are: {QGuiApplication.primaryScreen().name()}"
    ]


def test_a_board_beside_a_kiosk_does_not_take_its_keyboard(held: HeldWindow, qtbot: QtBot) -> None:
    board = Window()
    mode = KioskMode(board, takes_keys=False)
    mode.enter()
    qtbot.waitUntil(board.isVisible)
    mode._hold()
    qtbot.waitUntil(held.window.isActiveWindow)
    mode.leave()
    board.close()


def test_a_point_is_where_it_was(held: HeldWindow) -> None:
    """Holding the window moves nothing that already stands right."""
    before = held.window.mapToGlobal(QPointF(0, 0))
    held.mode._hold()
    assert held.window.mapToGlobal(QPointF(0, 0)) == before
