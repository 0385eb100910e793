"""The desk in the tray: an icon that says what the counter does, a menu of the main acts, and a word now and then."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QApplication, QMenu, QSystemTrayIcon
from shiboken6 import delete

from counter.acts import SHAPE_KEY, Act
from counter.state import Action, DeskState
from counter.tray_picture import Mark, Tray, news
from counter.views.tray_icon import tray_icon

_TOLD_MS: Final = 8_000
_DESKTOPS: Final = ("xcb", "wayland")
_IN_MENU: Final = frozenset({Act.RECALL, Act.NO_SHOW, Act.PARK, Act.PAUSE, Act.OPEN})


class DeskTray(QObject):
    """Where the desktop has a tray; else it is nowhere, and harmless."""

    chosen = Signal(Act)
    window_asked = Signal()
    bar_asked = Signal()
    leave_asked = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.menu: Final = QMenu()
        self._icon = QSystemTrayIcon(self)
        self._icon.setContextMenu(self.menu)
        self._icon.activated.connect(self._activated)
        self._icon.messageClicked.connect(self.window_asked)
        self._shown: Tray | None = None
        self._acts: tuple[Action, ...] = ()
        self._language = ""
        #: What was told last, for tests and for nobody else.
        self.told = ""

    def is_there(self) -> bool:
        """Whether somebody who closes the window finds the desk again in a tray."""
        return self._icon.isVisible() and QSystemTrayIcon.isSystemTrayAvailable()

    def start(self) -> None:
        # A desktop whose tray comes later is found by itself; what is no desktop is not asked.
        if QGuiApplication.platformName() in _DESKTOPS:
            self._icon.show()

    def stop(self) -> None:
        self._icon.hide()
        delete(self.menu)

    def show_state(self, state: DeskState) -> None:
        """Draw this, and tell what is worth it."""
        before, self._shown = self._shown, state.tray
        if before is None or (before.mark, before.waiting) != (state.tray.mark, state.tray.waiting):
            self._icon.setIcon(tray_icon(state.tray.mark, state.tray.waiting))
        self._icon.setToolTip(state.tray.says)
        acts = _offered(state)
        if acts != self._acts or state.language != self._language:
            self._acts, self._language = acts, state.language
            self._fill(state.tray)
        if before is not None:
            self._tell(news(before, state.tray), state.header.counter)

    def _tell(self, text: str, counter: str) -> None:
        # Who looks at the desk needs no word from the tray.
        if text and QApplication.activeWindow() is None:
            self.told = text
            mark = self._shown.mark if self._shown else Mark.IDLE
            waiting = self._shown.waiting if self._shown else 0
            if mark is Mark.EMERGENCY:
                # Desktops let such a one stand until somebody has read it.
                self._icon.showMessage(counter, text, QSystemTrayIcon.MessageIcon.Critical, _TOLD_MS)
            else:
                self._icon.showMessage(counter, text, tray_icon(mark, waiting), _TOLD_MS)

    def _fill(self, words: Tray) -> None:
        self.menu.clear()
        for one in self._acts:
            entry = QAction(f"{one.text}\t{one.key}" if one.key else one.text, self.menu)
            entry.setEnabled(one.enabled)
            entry.setData(one.act)
            entry.triggered.connect(self._choose)
            self.menu.addAction(entry)
        self.menu.addSeparator()
        for text, signal in ((words.show, self.window_asked), (f"{words.bar}\t{SHAPE_KEY}", self.bar_asked)):
            self.menu.addAction(text).triggered.connect(signal)
        self.menu.addSeparator()
        self.menu.addAction(words.leave).triggered.connect(self.leave_asked)

    @Slot()
    def _choose(self) -> None:
        entry = self.sender()
        if isinstance(entry, QAction):
            self.chosen.emit(Act(entry.data()))

    @Slot(QSystemTrayIcon.ActivationReason)
    def _activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason is QSystemTrayIcon.ActivationReason.Trigger:
            self.window_asked.emit()


def _offered(state: DeskState) -> tuple[Action, ...]:
    """The large button's act, and the few others that need no sheet."""
    if state.chooser is not None or state.leave is not None:
        return ()
    others = (one for one in (*state.visit_actions, *state.counter_actions) if one.act in _IN_MENU)
    return (state.primary, *others) if state.primary else tuple(others)
