"""The desk's buttons: what they do, the key that does the same, and whether it is on its way."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from PySide6.QtCore import QEvent, QRectF, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from counter.acts import Act
from counter.state import Action
from counter.views.icons import SIGNS, ring
from counter.views.measures import Measures
from counter.views.painted import Drawn, Face
from shared.ui.lettering import CENTRE, fit
from shared.ui.painting import draw_sign, faint, mixed, polyline, rounded
from shared.ui.theme import LIGHT
from shared.ui.touch import TouchButton

_TURN_MS: Final = 60
_TURN: Final = 27.0
_LOW: Final = 44.0  # px; less has no room for a second line
_NARROW: Final = 150.0  # px; a button with an arrow has no room for its key then


class Touchable(Drawn, TouchButton):
    """A button that draws itself. A press that wanders off, and the second half of a double click, do nothing."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        # A click must not take the keyboard away from the large button.
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.enter_clicks = True

    def measure(self, measures: Measures) -> None:
        """Take over the window's measures."""
        self.measures = measures
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        del event
        self.paint(self)

    def draw_focus(self, painter: QPainter, room: QRectF, radius: float) -> None:
        """The ring that shows where the keyboard is."""
        if self.hasFocus():
            thick = max(3.0, self.measures.px(4))
            rounded(painter, room, radius, edge=LIGHT.highlight, thick=thick)
            inner = room.adjusted(thick, thick, -thick, -thick)
            rounded(painter, inner, radius - thick, edge=LIGHT.ink, thick=max(1.5, thick / 2))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        bare = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if self.enter_clicks and bare and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not event.isAutoRepeat():
                self.click()
            return
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()  # Qt's buttons take every arrow for themselves
            return
        super().keyPressEvent(event)


class Look(StrEnum):
    """How loud a button is."""

    LARGE = "large"  #: the one thing to do
    PLAIN = "plain"
    SMALL = "small"  #: inside a list


class ActionButton(Touchable):
    """Shows an Action; `chosen` says which act when it is clicked."""

    chosen = Signal(Act)

    def __init__(self, action: Action, *, look: Look = Look.PLAIN, name: str = "", parent: QWidget | None = None):
        super().__init__(name or action.act.value, parent)
        self._fixed_name = name
        self._look = look
        self._action = action
        self._turn = 0.0
        self._pressed_arrow = False
        self._timer = QTimer(self)
        self._timer.setInterval(_TURN_MS)
        self._timer.timeout.connect(self._turn_on)
        self.clicked.connect(self._choose)
        self.show_action(action)

    def show_action(self, action: Action) -> None:
        """Become the button of this action."""
        if action == self._action and self.objectName() == (self._fixed_name or action.act.value):
            return
        self._action = action
        if not self._fixed_name:
            self.setObjectName(action.act.value)
        said = ", ".join(part for part in (action.text, action.detail) if part)
        spoken = f"{said} ({action.key})" if action.key else said
        if self.accessibleName() != spoken:
            self.setAccessibleName(spoken)
        self.setEnabled(action.enabled)
        self._turn_while_busy()
        self.update()

    def _turn_while_busy(self) -> None:
        if not (self._action.busy and self.isVisible()):
            self._timer.stop()
        elif not self._timer.isActive():
            self._timer.start()

    @property
    def action_shown(self) -> Action:
        return self._action

    @property
    def turn(self) -> float:
        """How far the ring has turned, in degrees, while the act is on its way."""
        return self._turn

    @Slot()
    def _choose(self) -> None:
        more = self._action.more
        arrow = self._pressed_arrow and more is not None
        self._pressed_arrow = False
        self.chosen.emit(more if arrow and more is not None else self._action.act)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        self._pressed_arrow = event.position().x() >= self.width() - self._arrow_width()
        super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        self._pressed_arrow = False
        super().keyPressEvent(event)

    def _arrow_width(self) -> float:
        """The part at the right that does the second thing; 0 where there is none."""
        return max(28.0, self.measures.px(54)) if self._action.more is not None else 0.0

    @Slot()
    def _turn_on(self) -> None:
        self._turn = (self._turn + _TURN) % 360
        self.update()

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Show, QEvent.Type.Hide):
            self._turn_while_busy()
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut, QEvent.Type.EnabledChange):
            self.update()
        return super().event(event)

    # -- drawing -------------------------------------------------------------------------------------------------

    def draw(self, painter: QPainter) -> None:
        room = QRectF(self.rect())
        radius = self.measures.px(16 if self._look is Look.LARGE else 12)
        fill, ink, edge = self._colours()
        rounded(painter, room, radius, fill=fill, edge=edge, thick=max(1.0, self.measures.px(2)))
        if self._look is Look.LARGE:
            self._draw_large(painter, room, ink)
        elif self._look is Look.SMALL:
            self._draw_small(painter, room, ink)
        else:
            self._draw_plain(painter, room, ink)
        self.draw_focus(painter, room, radius)

    def _colours(self) -> tuple[QColor, QColor, QColor | None]:
        action = self._action
        if self._look is Look.LARGE:
            if not action.enabled:
                return LIGHT.raised, LIGHT.quiet, LIGHT.line
            fill = LIGHT.good if action.act is Act.SERVE else LIGHT.accent
            if self.isDown() or action.busy:
                fill = fill.darker(135)
            elif self.underMouse():
                fill = mixed(fill, LIGHT.on_accent, 0.08)
            return fill, LIGHT.on_accent, None
        if not action.enabled:
            return LIGHT.ground, mixed(LIGHT.quiet, LIGHT.ground, 0.55), LIGHT.line
        if self.isDown() or action.busy:
            return LIGHT.accent_deep, LIGHT.on_accent, LIGHT.accent_deep
        fill = LIGHT.raised if self.underMouse() else LIGHT.surface
        ink = LIGHT.accent if self._look is Look.SMALL else LIGHT.ink
        return fill, ink, LIGHT.accent if self._look is Look.SMALL else LIGHT.line

    def _draw_large(self, painter: QPainter, room: QRectF, ink: QColor) -> None:
        px = self.measures.px
        sign = min(px(64), room.height() * 0.5)
        key = self._action.key
        cap_face = self.face(26, weight=600)
        text = _key_words(key, enter=True)
        cap = self._cap_width(text, cap_face) if key else 0.0
        pad = px(36)
        left = room.left() + pad
        words = QRectF(left + sign + px(24), room.top(), 0, room.height())
        words.setRight(room.right() - pad - cap - (px(24) if cap else 0))
        self._draw_mark(painter, QRectF(left, room.center().y() - sign / 2, sign, sign), ink)
        if self._action.detail:
            below = QRectF(words.left(), words.bottom() - words.height() * 0.36, words.width(), words.height() * 0.3)
            self.write(painter, below, self._action.detail, self.face(28, weight=500), colour=ink)
            words.setBottom(below.top())
        self.write(painter, words, self._action.text, self.face(56, weight=700), colour=ink)
        if cap:
            self._draw_cap(painter, room, text, cap_face, cap, right=room.right() - pad, ink=ink)

    def _draw_arrow(self, painter: QPainter, room: QRectF, ink: QColor) -> None:
        """Says that there is a second thing, and where to press for it."""
        painter.fillRect(QRectF(room.left(), room.top() + room.height() * 0.2, 1.5, room.height() * 0.6), faint(ink))
        side = max(14.0, self.measures.px(24))
        mark = QRectF(room.center().x() - side / 2, room.center().y() - side / 2, side, side)
        draw_sign(painter, polyline((5, 9), (12, 16), (19, 9)), mark, ink)

    def _draw_plain(self, painter: QPainter, outer: QRectF, ink: QColor) -> None:
        px = self.measures.px
        arrow = self._arrow_width()
        room = outer.adjusted(0, 0, -arrow, 0)
        pad = px(16)
        sign = max(16.0, px(30))
        cap_face = self.face(18, weight=600)
        key = self._action.key
        cap = self._cap_width(key, cap_face) if key else 0.0
        left = room.left() + pad
        if room.width() >= 185:
            self._draw_mark(painter, QRectF(left, room.center().y() - sign / 2, sign, sign), ink)
            left += sign + px(12)
        elif self._action.busy:
            self._draw_mark(painter, QRectF(room.right() - pad - sign, room.center().y() - sign / 2, sign, sign), ink)
            cap, key = sign, ""
        low = room.height() < _LOW
        detail = self._action.detail or (key if "+" in key and not low else "")
        if "+" in key:
            # A key of two parts would leave no room beside it: it stands below.
            cap, key = 0.0, ""
        if detail:
            below = QRectF(left, room.bottom() - room.height() * 0.45, room.right() - pad - left, room.height() * 0.4)
            self.write(painter, below, detail, self.face(17), colour=ink)
            room = QRectF(room.left(), room.top(), room.width(), below.top() - room.top())
        if arrow and room.width() < _NARROW:
            cap, key = 0.0, ""
        words = QRectF(left, room.top() + 4, 0, room.height() - (4 if detail else 8))
        words.setRight(room.right() - pad - cap - (px(8) if cap else 0))
        self.write(painter, words, self._action.text, self.face(25, weight=600), colour=ink)
        if key:
            self._draw_cap(painter, room, key, cap_face, cap, right=room.right() - pad, ink=ink)
        if arrow:
            self._draw_arrow(painter, QRectF(room.right(), outer.top(), arrow, outer.height()), ink)

    def _draw_small(self, painter: QPainter, room: QRectF, ink: QColor) -> None:
        pad = self.measures.px(10)
        words = room.adjusted(pad, 0, -pad, 0)
        face = self.face(22, weight=600)
        self.write(painter, words, self._action.text, face, colour=ink, align=CENTRE)

    def _draw_mark(self, painter: QPainter, room: QRectF, ink: QColor) -> None:
        path = ring(self._turn) if self._action.busy else SIGNS[self._action.act]()
        draw_sign(painter, path, room, ink)

    def _cap_width(self, key: str, face: Face) -> float:
        return fit((face(key),), 10_000, 10_000).width + self.measures.px(20)

    def _draw_cap(
        self, painter: QPainter, room: QRectF, key: str, face: Face, width: float, *, right: float, ink: QColor
    ) -> None:
        height = face(key).size * 1.7
        cap = QRectF(right - width, room.center().y() - height / 2, width, height)
        rounded(painter, cap, self.measures.px(7), edge=faint(ink), thick=1.5)
        self.write(painter, cap, key, face, colour=ink, align=CENTRE)


def _key_words(key: str, *, enter: bool) -> str:
    return f"{key}  ·  Enter" if enter and key else key
