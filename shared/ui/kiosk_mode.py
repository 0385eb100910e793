"""A window that is the whole machine: it fills its screen, stays in front and cannot be left from outside.

    mode = KioskMode(window, screen="HDMI-1")
    mode.enter()                                # instead of window.show()

What a keyboard, a mouse or a second finger could do beside touching and typing is swallowed. Switching to another
terminal is not Qt's to forbid: packaging/x11 does that. A keyboard of the system's on the screen is forbidden where the
application is made (shared/ui/program.py).
"""

from __future__ import annotations

import logging
from typing import Any, Final

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Slot
from PySide6.QtGui import QGuiApplication, QKeyEvent, QMouseEvent, QScreen, QWindow
from PySide6.QtWidgets import QApplication, QWidget

from shared.ui.awake import Awake

_log: Final = logging.getLogger(__name__)
_LOOK_MS: Final = 500  # how soon the window is back in front when nothing told that it is not
_PATIENCE: Final = 2  # looks at a window that is shown and not to be seen before it is shown anew

_HOLDS: Final = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
_KEYS: Final = frozenset({QEvent.Type.KeyPress, QEvent.Type.KeyRelease, QEvent.Type.ShortcutOverride})
_CLICKS: Final = frozenset(
    {QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease, QEvent.Type.MouseButtonDblClick}
)
_NEVER: Final = frozenset(
    {
        QEvent.Type.Close,
        QEvent.Type.ContextMenu,
        QEvent.Type.DragEnter,
        QEvent.Type.DragMove,
        QEvent.Type.Drop,
        QEvent.Type.Gesture,
        QEvent.Type.GestureOverride,
        QEvent.Type.NativeGesture,
    }
)
#: All a citizen may press beside keys that write: everything not named is swallowed, so that no key is forgotten.
_WORKING_KEYS: Final = frozenset(
    {
        Qt.Key.Key_Backspace,
        Qt.Key.Key_Delete,
        Qt.Key.Key_Return,
        Qt.Key.Key_Enter,
        Qt.Key.Key_Tab,
        Qt.Key.Key_Backtab,
        Qt.Key.Key_Left,
        Qt.Key.Key_Right,
        Qt.Key.Key_Up,
        Qt.Key.Key_Down,
        Qt.Key.Key_Home,
        Qt.Key.Key_End,
        Qt.Key.Key_PageUp,
        Qt.Key.Key_PageDown,
        Qt.Key.Key_Shift,
        Qt.Key.Key_CapsLock,
        Qt.Key.Key_AltGr,
    }
)


class KioskMode(QObject):
    """Holds `window`, which has not been shown yet, on one screen from `enter` until `leave`."""

    def __init__(self, window: QWidget, *, screen: str = "", takes_keys: bool = True) -> None:
        """`screen` is its name as xrandr has it; the first one where none is named or it is not plugged.
        `takes_keys=False` is for a screen that nobody touches, beside one that is touched."""
        super().__init__(window)
        self._window = window
        self._screen_name = screen
        self._takes_keys = takes_keys
        self._holding = False
        self._handle: QWindow | None = None
        self._unmapped = 0
        self._missing = ""
        self._awake = Awake(self)
        self._looking = QTimer(self)
        self._looking.setInterval(_LOOK_MS)
        self._looking.timeout.connect(self._hold)

    @property
    def holding(self) -> bool:
        return self._holding

    def enter(self) -> None:
        """Show the window and hold it."""
        window = self._window
        flags = window.windowFlags() | Qt.WindowType.FramelessWindowHint | Qt.WindowType.WindowStaysOnTopHint
        window.setWindowFlags(flags)
        window.setAcceptDrops(False)
        window.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        if not self._takes_keys:
            window.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self._holding = True
        window.installEventFilter(self)
        QGuiApplication.setOverrideCursor(Qt.CursorShape.BlankCursor)
        application: Any = QGuiApplication.instance()
        for changed in (application.screenAdded, application.screenRemoved, application.primaryScreenChanged):
            changed.connect(self._screens_changed)
        self._fill()
        self._watch_handle()
        self._awake.start()
        self._looking.start()

    def leave(self) -> None:
        """The program has decided to end: from now on the window may be closed, and the pointer is seen."""
        if self._holding:
            self._holding = False
            self._looking.stop()
            self._awake.stop()
            QGuiApplication.restoreOverrideCursor()

    # what is swallowed

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if not self._holding:
            return False
        kind = event.type()
        if kind in _KEYS and isinstance(event, QKeyEvent):
            return not _writes(event) and _swallowed(event)
        if kind in _CLICKS and isinstance(event, QMouseEvent):
            return event.button() is not Qt.MouseButton.LeftButton and _swallowed(event)
        if kind in _NEVER:
            event.ignore()
            return True
        if kind in (QEvent.Type.WindowDeactivate, QEvent.Type.WindowStateChange) and watched is self._window:
            QTimer.singleShot(0, self, self._hold)
        return False

    # where it stands

    @Slot()
    @Slot(QScreen)
    def _screens_changed(self, _screen: QScreen | None = None) -> None:
        if self._holding:
            QTimer.singleShot(0, self, self._fill)  # Qt itself moves windows first

    @Slot()
    def _fill(self) -> None:
        if not self._holding:
            return
        window, screen = self._window, self._wanted_screen()
        screen.geometryChanged.connect(self._moved, Qt.ConnectionType.UniqueConnection)
        if window.geometry() != screen.geometry() or not window.isFullScreen():
            if window.isFullScreen():
                window.showNormal()  # a window manager does not move a window that is full-screen
            # Without a window manager showFullScreen alone leaves the window small.
            window.setGeometry(screen.geometry())
            self._show_whole()

    def _show_whole(self) -> None:
        if self._takes_keys:
            self._window.showFullScreen()
            return
        # showFullScreen asks for the keyboard, and Qt warns of it each time.
        normal = self._window.windowState() & ~(Qt.WindowState.WindowMinimized | Qt.WindowState.WindowMaximized)
        self._window.setWindowState(normal | Qt.WindowState.WindowFullScreen)
        self._window.show()

    @Slot()
    def _moved(self) -> None:
        self._fill()

    @Slot()
    def _hold(self) -> None:
        """In front, whole, and the one that is typed into, whatever has happened."""
        window = self._window
        if not self._holding:
            return
        self._watch_handle()
        self._unmapped = 0 if self._is_mapped() else self._unmapped + 1
        if self._unmapped > _PATIENCE:
            # A window manager that "shows the desktop" takes it away without a word. Mapped anew it is back.
            self._unmapped = 0
            window.hide()
        if window.isHidden() or window.isMinimized() or not window.isFullScreen():
            self._show_whole()
        wanted = self._wanted_screen().geometry()
        if window.geometry() != wanted:
            window.setGeometry(wanted)
        platform = QGuiApplication.platformName()
        if platform == "xcb":  # elsewhere windows have no order, and asking for one is a warning each time
            window.raise_()
        if platform != "wayland" and self._takes_keys and QApplication.activeWindow() is None:
            window.activateWindow()

    def _is_mapped(self) -> bool:
        return self._handle is not None and self._handle.isExposed()

    def _watch_handle(self) -> None:
        """What comes from outside comes to the native window first, before any widget can use it."""
        handle = self._window.windowHandle()
        if handle is not None and handle is not self._handle:
            self._handle = handle
            handle.installEventFilter(self)

    def _wanted_screen(self) -> QScreen:
        for screen in QGuiApplication.screens():
            if screen.name() == self._screen_name:
                self._missing = ""
                return screen
        if self._screen_name != self._missing:
            self._missing = self._screen_name
            names = ", ".join(one.name() for one in QGuiApplication.screens())
            _log.warning("there is no screen %s; there are: %s", self._screen_name, names)
        return QGuiApplication.primaryScreen()


def _writes(event: QKeyEvent) -> bool:
    if event.modifiers() & _HOLDS:
        return False
    return event.key() in _WORKING_KEYS or (event.text() != "" and event.text().isprintable())


def _swallowed(event: QEvent) -> bool:
    event.accept()
    return True
