"""The parts of the slim bar: its chip, what is at the counter, the line or a notice, and buttons of two lines."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter
from PySide6.QtWidgets import QWidget

from counter.bar_picture import BarState
from counter.state import Action, Emergency, Notice
from counter.views.buttons import ActionButton, Look, Touchable
from counter.views.icons import ring
from counter.views.measures import Measures
from counter.views.notice import MARKS
from counter.views.painted import Face, Painted
from shared.ui.lettering import CENTRE
from shared.ui.painting import draw_sign, faint, mixed, rounded, warning_sign
from shared.ui.theme import DARK, LIGHT

#: Sizes on the bar are in pixels at 100 %, whatever the screen.
BAR_MEASURES: Final = Measures(factor=1.0)
_KEY_ROW: Final = 17.0


class BarButton(ActionButton):
    """An act on the bar: what it does, and under it the key."""

    def __init__(self, action: Action, *, large: bool = False, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(action, look=Look.LARGE if large else Look.PLAIN, name=name, parent=parent)
        self._large = large
        self.measure(BAR_MEASURES)

    def draw(self, painter: QPainter) -> None:
        room = QRectF(self.rect())
        fill, ink, edge = self._colours()
        rounded(painter, room, 8, fill=fill, edge=edge, thick=1.5)
        action = self.action_shown
        words = room.adjusted(5, 2, -5, -2)
        if action.key or action.busy:
            words.setBottom(words.bottom() - _KEY_ROW)
            below = QRectF(room.left(), words.bottom() - 1, room.width(), _KEY_ROW)
            if action.busy:
                draw_sign(painter, ring(self.turn), below, ink)
            else:
                colour = faint_text(ink, fill)
                self.write(painter, below, action.key, self.face(13, weight=600), colour=colour, align=CENTRE)
        face = self.face(20, weight=700) if self._large else self.face(15, weight=600)
        self.write(painter, words, action.text, face, colour=ink, align=CENTRE)
        self.draw_focus(painter, room, 8)


def faint_text(ink: QColor, ground: QColor) -> QColor:
    """Quieter, and still to be read."""
    return mixed(ink, ground, 0.15)


class Chip(Touchable):
    """The counter's number, and whether the hall is heard. Dragging it moves the bar; a click takes the keyboard."""

    dragged = Signal(QPoint)
    dropped = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("bar-chip", parent)
        self.setCursor(Qt.CursorShape.SizeAllCursor)
        self.measure(BAR_MEASURES)
        self._text = ""
        self._connected = False
        self._urgent = ""
        self._from: QPoint | None = None

    def show_counter(self, text: str, hint: str, *, connected: bool, urgent: str = "") -> None:
        """`urgent`: the word for an emergency that stands."""
        if (text, connected, urgent) != (self._text, self._connected, self._urgent):
            self._text, self._connected, self._urgent = text, connected, urgent
            self.update()
        self.setAccessibleName(f"{urgent} {text}: {hint}".strip())
        self.setToolTip(hint)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        self._from = event.position().toPoint()
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        super().mouseMoveEvent(event)
        if self._from is not None and not self.isDown():
            self.dragged.emit(event.globalPosition().toPoint() - self._from)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        moved = self._from is not None and not self.isDown()
        self._from = None
        super().mouseReleaseEvent(event)
        if moved:
            self.dropped.emit()

    def draw(self, painter: QPainter) -> None:
        room = QRectF(self.rect())
        ground, ink = (DARK.warning, DARK.on_accent) if self._urgent else (LIGHT.accent, LIGHT.on_accent)
        painter.fillRect(room, ground)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(faint(ink))
        for row in range(5):
            for column in range(2):
                painter.drawEllipse(QRectF(6 + 5 * column, room.center().y() - 18 + 8 * row, 3, 3))
        words = room.adjusted(20, 4, -4, -18 if self._connected else -23)
        centre = words.center().x()
        if self._urgent:
            painter.fillPath(warning_sign(QRectF(words.left(), words.top(), 17, 17)), ink)
            above = QRectF(words.left() + 18, words.top() - 1, words.width() - 18, 19)
            self.write(painter, above, self._urgent, self.face(14, weight=700), colour=ink, align=CENTRE)
            words.setTop(above.bottom())
        self.write(painter, words, self._text, self.face(20, weight=700), colour=ink, align=CENTRE)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush((LIGHT.good if self._urgent else DARK.good) if self._connected else LIGHT.highlight)
        if self._connected:
            painter.drawEllipse(QRectF(centre - 5, room.bottom() - 19, 10, 10))
        else:
            rounded(painter, QRectF(centre - 18, room.bottom() - 21, 36, 15), 3, fill=LIGHT.highlight)
            self.write(
                painter,
                QRectF(centre - 18, room.bottom() - 22, 36, 17),
                "! ! !",
                self.face(12, weight=700),
                colour=LIGHT.on_highlight,
                align=CENTRE,
            )
        self.draw_focus(painter, room.adjusted(1, 1, -1, -1), 2)


class BarCard(Painted):
    """What is at the counter: label and how long; or what the counter does."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("bar-card")
        self._bar: BarState | None = None

    def show_bar(self, bar: BarState) -> None:
        before = self._bar
        self._bar = bar
        if before is None or _card(before) != _card(bar):
            self.setAccessibleName(" ".join(part for part in (bar.status, bar.label) if part))
            self.update()

    def draw(self, painter: QPainter) -> None:
        bar = self._bar
        if bar is None:
            return
        room = QRectF(self.rect())
        if not bar.label:
            self.write(painter, room.adjusted(10, 4, -6, -4), bar.status, self.face(20, weight=700), colour=LIGHT.ink)
            return
        colour = LIGHT.good if bar.serving else LIGHT.accent
        rounded(painter, QRectF(0, 8, 5, room.height() - 16), 2, fill=colour)
        label = QRectF(12, 2, 104, room.height() - 4)
        face = self.face(44, weight=700, digits=True, columns=False)
        self.write(painter, label, bar.label, face, colour=LIGHT.ink)
        right = QRectF(label.right() + 6, 5, room.right() - label.right() - 8, 24)
        self.write(painter, right, bar.status, self.face(15, weight=600), colour=colour)
        below = QRectF(right.left(), 28, right.width(), room.height() - 32)
        self.write(painter, below, bar.running, self.face(24, weight=600, digits=True), colour=LIGHT.ink)


def _card(bar: BarState) -> tuple[object, ...]:
    return bar.label, bar.status, bar.running, bar.serving


class BarLine(Painted):
    """The line of the counter; in its place what the last act came to, as long as that is to be read; else an emergency
    of the hall, as much of it as there is room for. A click there is for the rest."""

    opened = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("bar-line")
        self._texts = ("", "")
        self._notice: Notice | None = None
        self._urgent: Emergency | None = None

    def show_line(self, next_one: str, waiting: str, notice: Notice | None, emergency: Emergency | None = None) -> None:
        """`notice` goes before the emergency, which is in the tool tip all the same."""
        if ((next_one, waiting), notice, emergency) == (self._texts, self._notice, self._urgent):
            return
        self._texts, self._notice, self._urgent = (next_one, waiting), notice, emergency
        urgent = f"{emergency.title}: {' · '.join(emergency.texts)}" if emergency else ""
        said = notice.text if notice else "" if emergency else f"{next_one} {waiting}".strip()
        self.setAccessibleName(" ".join(part for part in (urgent, said) if part))
        self.setToolTip("\n".join((emergency.title, *emergency.texts)) if emergency else "")
        self.setCursor(Qt.CursorShape.PointingHandCursor if emergency else Qt.CursorShape.ArrowCursor)
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        if self._urgent is not None and self.rect().contains(event.position().toPoint()):
            self.opened.emit()
        super().mouseReleaseEvent(event)

    def holds(self, width: int, height: int) -> bool:
        """Whether a line of this size has room for all of its notice."""
        room = _in_box(_box(QRectF(0, 0, width, height)))
        return self._notice is None or self.laid(room, self._notice.text, self.face(16, weight=500)).whole

    def draw(self, painter: QPainter) -> None:
        room = QRectF(self.rect())
        if self._notice is not None:
            mark = MARKS[self._notice.tone]
            box = _box(room)
            rounded(painter, box, 8, fill=mixed(LIGHT.surface, mark, 0.10), edge=mixed(LIGHT.surface, mark, 0.45))
            rounded(painter, QRectF(box.left() + 5, box.top() + 6, 5, box.height() - 12), 2, fill=mark)
            self.write(painter, _in_box(box), self._notice.text, self.face(16, weight=500), colour=LIGHT.ink)
            return
        if self._urgent is not None:
            self._draw_emergency(painter, _box(room), self._urgent)
            return
        upper = QRectF(room.left() + 8, 3, room.width() - 12, 26)
        lower = QRectF(upper.left(), 28, upper.width(), room.height() - 31)
        next_one, waiting = self._texts
        if not next_one:
            upper.setBottom(room.bottom() - 5)
            self.write(painter, upper, waiting, self.face(16, weight=500), colour=LIGHT.quiet)
            return
        if not waiting:
            upper.setBottom(room.bottom() - 5)
        self.write(painter, upper, next_one, self.face(19, weight=700), colour=LIGHT.ink)
        self.write(painter, lower, waiting, self.face(15, weight=500), colour=LIGHT.quiet)

    def _draw_emergency(self, painter: QPainter, box: QRectF, emergency: Emergency) -> None:
        rounded(painter, box, 8, fill=DARK.warning)
        side = box.height() - 18
        painter.fillPath(warning_sign(QRectF(box.left() + 8, box.top() + 9, side, side)), DARK.on_accent)
        words = box.adjusted(side + 16, 1, -8, -1)
        face = self.face(16, weight=700)
        text = self._as_much(words, " · ".join(emergency.texts), face)
        self.write(painter, words, text, face, colour=DARK.on_accent)

    def _as_much(self, room: QRectF, text: str, face: Face) -> str:
        """As many of the words as there is room for."""
        parts = text.split(" ")
        for kept in range(len(parts), 1, -1):
            tried = text if kept == len(parts) else f"{' '.join(parts[:kept])} …"
            if self.laid(room, tried, face).whole:
                return tried
        return "…"


def _box(room: QRectF) -> QRectF:
    """Of a notice on the line."""
    return room.adjusted(2, 4, -2, -4)


def _in_box(box: QRectF) -> QRectF:
    """Where its words stand."""
    return box.adjusted(16, 1, -6, -1)


class WidthGrip(Touchable):
    """The right end of the bar: dragging it makes the bar wider."""

    dragged = Signal(QPoint)
    dropped = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("bar-width", parent)
        self.setCursor(Qt.CursorShape.SizeHorCursor)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        self.dragged.emit(event.globalPosition().toPoint())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        super().mouseReleaseEvent(event)
        self.dropped.emit()

    def draw(self, painter: QPainter) -> None:
        room = QRectF(self.rect())
        for step in (-2.0, 2.0):
            left = room.center().x() + step - 1
            rounded(painter, QRectF(left, room.height() * 0.3, 2, room.height() * 0.4), 1, fill=LIGHT.edge)
