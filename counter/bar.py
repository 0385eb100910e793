"""The slim bar: the desk beside the dossier software, always in front and never in the way of its keyboard.

It takes the keyboard only when it is told to (`take_keys`: a click on its chip, or the hot key), and gives it back
with Esc. What it draws is the desk's own state; gestures go to the same presenter as the window's.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from typing import Final, Protocol

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, QTimer, Signal, Slot
from PySide6.QtGui import (
    QCloseEvent,
    QGuiApplication,
    QHideEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QScreen,
    QShowEvent,
)
from PySide6.QtWidgets import QWidget

from counter.acts import Act
from counter.bar_picture import MOST_ACTS, BarState, passes
from counter.bar_place import BarPlace, BarPlaces, Edge
from counter.state import Action, Notice
from counter.touches import Touches
from counter.views.bar_parts import BarButton, BarCard, BarLine, Chip, WidthGrip
from shared.text import words
from shared.ui.theme import LIGHT

HEIGHT: Final = 64  # px at 100 %
_READ_MS: Final = 5_000  # how long it is said that something was done
_ATTEMPTS: Final = 6
_ATTEMPT_MS: Final = 150
_STEP: Final = 40  # px of one key press
_CHIP: Final = 96
_CARD: Final = 222
_PRIMARY: Final = 184
_ACT: Final = 86
_OFFER: Final = 112
_LEAST_LINE: Final = 176
_WINDOW: Final = 76
_GRIP: Final = 12
_GAP: Final = 6
#: The window manager asks nobody: no frame, in front, in no list of windows, and not typed into.
_FLAGS: Final = (
    Qt.WindowType.Window
    | Qt.WindowType.FramelessWindowHint
    | Qt.WindowType.WindowStaysOnTopHint
    | Qt.WindowType.WindowDoesNotAcceptFocus
)


_KIND: Final = "_q_xcb_wm_window_type"  # where Qt's X11 part looks
_DOCK: Final = 4


class Desktop(Protocol):
    """A desktop that can do more for a window than Qt asks of it. Windows by their number there."""

    def reserve(self, window: int, strip: QRect, *, top: bool) -> None:
        """Keep other programs' windows out of this strip at the top, or bottom, of the screen."""

    def activate(self, window: int) -> None:
        """Let this window be typed into, because a person wants it."""


class BarWindow(QWidget):
    """`obey` says who is given each key that is pressed while the bar has the keyboard; `desktop` may keep its strip
    free of other windows."""

    chosen = Signal(Act)
    window_asked = Signal()
    close_asked = Signal()

    def __init__(self, places: BarPlaces, *, desktop: Desktop | None = None) -> None:
        super().__init__()
        self.setObjectName("bar")
        self.setWindowFlags(_FLAGS)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setAttribute(Qt.WidgetAttribute.WA_X11NetWmWindowTypeDock)
        self._places = places
        self._place = places.read()
        self._keys: Callable[[QKeyEvent], None] = _nobody
        self._desktop = desktop
        self.touches = Touches(self)
        self._bar: BarState | None = None
        self._read: Notice | None = None
        self._offered: Action | None = None
        self._shape: tuple[object, ...] = ()
        self._strip = QRect()
        self._attempts = 0
        self._trying = QTimer(self)
        self._trying.setSingleShot(True)
        self._trying.timeout.connect(self._try_to_front)
        self._make_parts()
        self._reading = QTimer(self)
        self._reading.setSingleShot(True)
        self._reading.timeout.connect(self.have_read)
        self._stand()

    def obey(self, keys: Callable[[QKeyEvent], None]) -> None:
        """Report keys there from now on."""
        self._keys = keys

    def _make_parts(self) -> None:
        self.chip = Chip(self)
        self.chip.clicked.connect(self.take_keys)
        self.chip.dragged.connect(self._drag)
        self.chip.dropped.connect(self._keep)
        self.card = BarCard(self)
        self.line = BarLine(self)
        self.line.opened.connect(self.window_asked)
        blank = Action(act=Act.OPEN, text="", key="")
        self.primary = BarButton(blank, large=True, parent=self)
        self.primary.enter_clicks = False
        self.offer = BarButton(blank, parent=self)
        self.acts = [BarButton(blank, parent=self) for _ in range(MOST_ACTS)]
        self.window_button = BarButton(blank, name="bar-window", parent=self)
        self.grip = WidthGrip(self)
        self.grip.dragged.connect(self._widen)
        self.grip.dropped.connect(self._keep)
        for button in (self.primary, self.offer, *self.acts):
            button.chosen.connect(self.chosen)
        self.window_button.clicked.connect(self.window_asked)
        stops = (self.primary, self.offer, *self.acts, self.window_button, self.chip)
        for one, following in pairwise(stops):
            QWidget.setTabOrder(one, following)

    # -- showing -------------------------------------------------------------------------------------------------

    def show_bar(self, bar: BarState, language: str) -> None:
        """Draw this. Never raises the window, never takes the keyboard."""
        before, self._bar = self._bar, bar
        self.setWindowTitle(words(language).gettext("Một Cửa – {counter}").format(counter=bar.counter))
        hint = words(language).gettext("kéo để dời, bấm để dùng bàn phím")
        urgent = bar.emergency.short if bar.emergency is not None else ""
        self.chip.show_counter(bar.counter, hint, connected=bar.connected, urgent=urgent)
        self.card.show_bar(bar)
        self._note(before, bar)
        self._button(self.primary, bar.primary)
        for number, button in enumerate(self.acts):
            if number < len(bar.acts):
                button.show_action(bar.acts[number])
        text = bar.covered or bar.window
        self.window_button.show_action(Action(act=Act.HELP, text=text, key=bar.window_key))
        self._show_line()
        focus = self.focusWidget()
        if focus is None or not focus.isVisible() or not focus.isEnabled():
            self.primary.setFocus()

    def _button(self, button: BarButton, action: Action | None) -> None:
        if action is not None:
            button.show_action(action)
        button.setVisible(action is not None)

    def _note(self, before: BarState | None, bar: BarState) -> None:
        """What was done is said for some seconds; what went wrong until the next act, but in an emergency no longer.
        A new emergency is said at once."""
        notice, urgent = bar.notice, bar.emergency
        if urgent is not None and (before is None or before.emergency != urgent):
            self._reading.stop()
            self._read = notice
            return
        if before is not None and (notice, urgent) == (before.notice, before.emergency):
            return
        self._read = None
        if notice is not None and (passes(notice) or urgent is not None):
            self._reading.start(_READ_MS)
        else:
            self._reading.stop()

    @Slot()
    def have_read(self) -> None:
        """What was done has been read: show the line again."""
        self._read = self._bar.notice if self._bar else None
        self._show_line()

    def _show_line(self) -> None:
        bar = self._bar
        if bar is None:
            return
        notice = None if bar.notice == self._read else bar.notice
        said = notice or (bar.mail if bar.emergency is None else None)
        self.line.show_line(bar.next_one, bar.waiting, said, bar.emergency)
        self._offered = bar.offer or (bar.read if notice is None else None)
        self._button(self.offer, self._offered)
        text = said.text if said is not None else ""
        shape = (bar.primary is None, self._offered is None, len(bar.acts), bool(bar.covered), text)
        if shape != self._shape:
            self._shape = shape
            self.lay_out()

    # -- where everything is -------------------------------------------------------------------------------------

    def lay_out(self) -> None:
        """Give every part its room; acts that have none are not shown, and some make room for a long notice."""
        bar = self._bar
        top, tall = 4, HEIGHT - 8
        self.chip.setGeometry(0, 0, _CHIP, HEIGHT)
        self.card.setGeometry(_CHIP + _GAP, 0, _CARD, HEIGHT)
        right = self.width() - _GRIP
        self.grip.setGeometry(right, 0, _GRIP, HEIGHT)
        wide = _WINDOW + 2 * _ACT if bar and bar.covered else _WINDOW
        right -= wide + _GAP
        self.window_button.setGeometry(right + _GAP // 2, top, wide, tall)
        if bar is None:
            return
        left = _CHIP + _CARD + 2 * _GAP
        needed = (_PRIMARY + _GAP if bar.primary else 0) + (_OFFER + _GAP if self._offered else 0)
        free = right - left - needed
        shown = min(len(bar.acts), max(0, (free - _LEAST_LINE) // (_ACT + _GAP)))
        while shown and not self.line.holds(free - shown * (_ACT + _GAP) - 2, HEIGHT):
            shown -= 1
        for number in range(len(self.acts) - 1, -1, -1):
            button = self.acts[number]
            button.setVisible(number < shown)
            if number < shown:
                right -= _ACT + _GAP
                button.setGeometry(right + _GAP // 2, top, _ACT, tall)
        for part, width in (
            (self.offer, _OFFER if self._offered else 0),
            (self.primary, _PRIMARY if bar.primary else 0),
        ):
            if width:
                right -= width + _GAP
                part.setGeometry(right + _GAP // 2, top, width, tall)
        self.line.setGeometry(left, 0, right - left - 2, HEIGHT)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        self.lay_out()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        del event
        painter = QPainter(self)
        painter.fillRect(self.rect(), LIGHT.surface)
        painter.setPen(LIGHT.edge)
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()

    # -- where it stands -----------------------------------------------------------------------------------------

    @property
    def place(self) -> BarPlace:
        return self._place

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        super().showEvent(event)
        self.touches.watch(self)
        self._stand()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        super().hideEvent(event)
        # When it is back it must not take the keyboard by the way.
        self._trying.stop()
        self._attempts = 0
        self._accept_keys(accepts=False)

    def _screen(self) -> QScreen:
        named = [one for one in QGuiApplication.screens() if one.name() == self._place.screen]
        return named[0] if named else QGuiApplication.primaryScreen()

    def _stand(self) -> None:
        room = self._screen().geometry()
        place = self._place = self._place.within(room.width())
        y = room.top() if place.edge is Edge.TOP else room.bottom() + 1 - HEIGHT
        strip = self._strip = QRect(room.left() + place.along, y, place.width, HEIGHT)
        self.setFixedSize(strip.size())
        self.move(strip.topLeft())
        if self._desktop is not None:
            QTimer.singleShot(0, self, self._reserve)  # when the window is there for others than Qt, too

    @Slot()
    def _reserve(self) -> None:
        if self._desktop is not None and self.isVisible():
            self._desktop.reserve(int(self.winId()), self._strip, top=self._place.edge is Edge.TOP)

    def _move_to(self, place: BarPlace) -> None:
        self._place = place
        self._stand()

    @Slot(QPoint)
    def _drag(self, to: QPoint) -> None:
        """The corner goes there, as far as the edges allow; past the middle of the screen it is the other edge's."""
        screen = QGuiApplication.screenAt(to + QPoint(_CHIP // 2, HEIGHT // 2)) or self._screen()
        room = screen.geometry()
        edge = Edge.TOP if to.y() + HEIGHT // 2 < room.center().y() else Edge.BOTTOM
        self._move_to(replace(self._place, edge=edge, along=to.x() - room.left(), screen=screen.name()))

    @Slot(QPoint)
    def _widen(self, to: QPoint) -> None:
        self._move_to(replace(self._place, width=to.x() - self.x()))

    @Slot()
    def _keep(self) -> None:
        self._places.keep(self._place)

    # -- keys ----------------------------------------------------------------------------------------------------

    @Slot()
    def take_keys(self) -> None:
        """From now on keys go to the bar, until Esc or until another window is clicked."""
        self._accept_keys(accepts=True)
        self.primary.setFocus()
        self._attempts = _ATTEMPTS
        self._try_to_front()

    @Slot()
    def _try_to_front(self) -> None:
        """Again and again for a second: a window manager may have other thoughts while the hot key is still held."""
        self._attempts -= 1
        if not self.isActiveWindow():
            to_front(self, self._desktop)
        if self._attempts > 0:
            self._trying.start(_ATTEMPT_MS)
        elif not self.isActiveWindow():
            self._accept_keys(accepts=False)

    def _accept_keys(self, *, accepts: bool) -> None:
        handle = self.windowHandle()
        if handle is not None:
            # With each flag Qt writes what kind of window this is anew, and forgets the attribute: a bar that is no
            # dock any more is moved out of the strip it has reserved itself.
            handle.setProperty(_KIND, _DOCK)
            handle.setFlag(Qt.WindowType.WindowDoesNotAcceptFocus, not accepts)

    def give_keys_back(self) -> None:
        """Whatever was typed into before is typed into again."""
        handle = self.windowHandle()
        if handle is None or not self.isActiveWindow():
            return
        # Only a window that goes away hands the keyboard to the one before it.
        self.hide()
        self.show()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        super().changeEvent(event)
        if event.type() is QEvent.Type.ActivationChange and not self.isActiveWindow() and not self._attempts:
            self._accept_keys(accepts=False)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if event.key() == Qt.Key.Key_Escape and (self._bar is None or self._bar.notice is None):
            self.give_keys_back()
        elif event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._with_control(event)
        elif event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Right)
        else:
            self._keys(event)

    def _with_control(self, event: QKeyEvent) -> None:
        wider = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        place = self._place
        match event.key():
            case Qt.Key.Key_B:
                self.window_asked.emit()
                return
            case Qt.Key.Key_Up:
                place = replace(place, edge=Edge.TOP)
            case Qt.Key.Key_Down:
                place = replace(place, edge=Edge.BOTTOM)
            case Qt.Key.Key_Left | Qt.Key.Key_Right:
                step = _STEP if event.key() == Qt.Key.Key_Right else -_STEP
                place = replace(place, width=place.width + step) if wider else replace(place, along=place.along + step)
            case _:
                self._keys(event)
                return
        self._move_to(place)
        self._keep()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        event.ignore()
        self.close_asked.emit()


def _nobody(_event: QKeyEvent) -> None:
    """Before anybody listens."""


def to_front(window: QWidget, desktop: Desktop | None) -> None:
    """In front of all others, and typed into."""
    if QGuiApplication.platformName() == "xcb":  # elsewhere windows have no order, and asking for one is a warning
        window.raise_()
    window.activateWindow()
    if desktop is not None:
        QTimer.singleShot(0, window, lambda: desktop.activate(int(window.winId())))
