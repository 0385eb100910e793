"""The desk's shapes, one at a time: the whole window, the slim bar, or only the icon in the tray.

What cannot be done in a bar (choosing a field, logging in, the outcome) opens the window, and the bar is back as soon
as that is done. A window never opens by itself: only what the officer did at this desk brings one up, because he is
typing in another program.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, Protocol

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import delete

from counter.acts import HOTKEYS, KEYPAD, Act
from counter.bar import BarWindow, Desktop, to_front
from counter.bar_picture import bar
from counter.situation import Page
from counter.state import DeskState
from counter.window import DeskWindow
from shared.counter_form import DeskShape
from shared.ui.which_screen import screen_of

_LOOK_MS: Final = 1000


class Presents(Protocol):
    """What the shapes need of the presenter."""

    def press(self, key: str) -> None: ...
    def act(self, act: Act) -> None: ...
    def touched(self) -> None: ...
    def dismiss(self) -> None: ...
    def ask_to_leave(self) -> None: ...


class Shapes(QObject):
    """Give it a presenter with `obey` before anything is shown. `to_tray` says whether a desk that is closed stays in
    the tray; `end` ends the program."""

    def __init__(
        self,
        window: DeskWindow,
        slim: BarWindow,
        *,
        begins: DeskShape,
        to_tray: Callable[[], bool],
        end: Callable[[], None],
        desktop: Desktop | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._window = window
        self._bar = slim
        self._shape = begins
        self._to_tray = to_tray
        self._end = end
        self._desktop = desktop
        self._presenter: Presents | None = None
        self._acting = False
        self._asked = True  # starting the program is a wish, too: who must log in is asked at once
        self._lent = False
        self._was_shown = False
        self._hidden = QTimer(self)  # runs while only the tray shows that the desk is there
        self._hidden.setInterval(_LOOK_MS)
        self._hidden.timeout.connect(self._look_for_tray)
        window.close_asked.connect(self._close)
        window.bar_asked.connect(self.switch)
        slim.window_asked.connect(self.switch)
        slim.close_asked.connect(self._close)
        slim.chosen.connect(self.act)
        slim.obey(self._type_on_bar)
        slim.touches.touched.connect(self._touch)

    def obey(self, presenter: Presents) -> None:
        self._presenter = presenter

    @property
    def shape(self) -> DeskShape:
        """Which of the two it is, or would be if it were not in the tray."""
        return self._shape

    @property
    def first(self) -> QWidget | None:
        """What the program begins with, where that is not the window."""
        return self._bar if self._shape is DeskShape.BAR else None

    def begin(self) -> None:
        """From now on the program lives when no window is to be seen."""
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.setQuitOnLastWindowClosed(False)

    def stop(self) -> None:
        """The program ends: nothing is shown any more, and nothing asked."""
        self._presenter = None
        self._hidden.stop()
        # Here and not whenever Python comes round to it: that may be in another thread.
        delete(self._bar)

    # -- showing -------------------------------------------------------------------------------------------------

    def show_state(self, state: DeskState) -> None:
        """Draw this in every shape, so that switching shows the present."""
        self._window.show_state(state)
        self._bar.show_bar(bar(state, covered=self._window.covered), state.language)
        if state.gone:
            self._end()
            return
        if self._window.covered and self._asked:
            self._lend()
        elif self._lent and not self._window.covered:
            self._lent = False
            self._show_bar()
        if not self._acting and not state.busy and state.page is not Page.CONNECTING:
            self._asked = False

    def _lend(self) -> None:
        """The window, for as long as its sheet is open."""
        if self._window.isVisible():
            return
        self._lent = self._shape is DeskShape.BAR
        self._bar.hide()
        self._show_window()

    def _show_window(self) -> None:
        if self._was_shown or self._window.isVisible():
            self._window.show()
        else:
            self._window.setGeometry(screen_of(self._window).availableGeometry())
            self._window.showMaximized()
        self._was_shown = True
        to_front(self._window, self._desktop)

    def _show_bar(self) -> None:
        self._was_shown = self._was_shown or self._window.isVisible()
        self._window.hide()
        self._bar.show()

    @Slot()
    def switch(self) -> None:
        """From the window to the bar, or back."""
        self._touch()
        self._lent = False
        if self._shape is DeskShape.WINDOW:
            self._shape = DeskShape.BAR
            self._show_bar()
        else:
            self.open_window()

    @Slot()
    def open_window(self) -> None:
        """The whole window, whatever it was."""
        self._touch()
        self._shape = DeskShape.WINDOW
        self._bar.hide()
        self._show_window()

    @Slot()
    def open_bar(self) -> None:
        """The bar, whatever it was."""
        self._touch()
        self._shape = DeskShape.BAR
        self._show_bar()

    @Slot()
    def show_up(self) -> None:
        """In front, with the keyboard, because the officer wants it."""
        self._touch()
        if self._shape is DeskShape.WINDOW or self._window.covered:
            self._bar.hide()
            self._lent = self._shape is DeskShape.BAR
            self._show_window()
        else:
            self._bar.show()
            self._bar.take_keys()

    # -- gestures that come from elsewhere than the window --------------------------------------------------------

    @Slot(Act)
    def act(self, act: Act) -> None:
        """A button of the bar, or an entry of the tray's menu."""
        self._gesture(lambda presenter: presenter.act(act))

    @Slot(int)
    def press_keypad(self, number: int) -> None:
        """A key of the call unit."""
        key = KEYPAD.get(number)
        if key is not None:
            self._gesture(lambda presenter: presenter.press(key))

    @Slot(str)
    def press_hotkey(self, name: str) -> None:
        """A combination, by its setting's name."""
        if name in HOTKEYS:
            self._gesture(lambda presenter: presenter.press(HOTKEYS[name]))
        else:
            self.show_up()

    @Slot()
    def _touch(self) -> None:
        """Somebody is there, though what he does may be no act."""
        if self._presenter is not None:
            self._presenter.touched()

    def _type_on_bar(self, event: QKeyEvent) -> None:
        """A key that was pressed on the bar means what it means in the window."""
        self._gesture(lambda _presenter: self._window.keyPressEvent(event))

    def _gesture(self, do: Callable[[Presents], None]) -> None:
        """What is asked in the window goes first: nothing is done behind a sheet, or while nobody is logged in."""
        if self._presenter is None:
            return
        if self._window.covered:
            self.show_up()
            return
        self._acting = self._asked = True
        try:
            do(self._presenter)
        finally:
            self._acting = False

    # -- ending --------------------------------------------------------------------------------------------------

    @Slot()
    def _close(self) -> None:
        """Somebody closed the shape that is shown."""
        if self._presenter is None:
            return
        if self._lent:
            self._presenter.dismiss()
            if self._lent:  # what cannot be dismissed waits, and the bar says so
                self._lent = False
                self._show_bar()
        elif self._to_tray():
            self._was_shown = self._was_shown or self._window.isVisible()
            self._window.hide()
            self._bar.hide()
            self._hidden.start()
        else:
            self.leave()

    @Slot()
    def _look_for_tray(self) -> None:
        """A tray may end before the desk does, and a desk in it would be nowhere."""
        if self._window.isVisible() or self._bar.isVisible():
            self._hidden.stop()
        elif not self._to_tray():
            self._hidden.stop()
            self._shape = DeskShape.BAR
            self._show_bar()

    @Slot()
    def leave(self) -> None:
        """The officer wants to end the program."""
        if self._presenter is not None:
            self._acting = self._asked = True
            try:
                self._presenter.ask_to_leave()
            finally:
                self._acting = False
