"""What is touched on the panel: a face, a reason, skip and send."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRectF, Qt, Signal, Slot
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from counter.rating import state
from counter.rating.views.drawings import draw_face, tick
from counter.views.painted import Drawn
from shared.ui.lettering import CENTRE, LEFT, Para, fit
from shared.ui.painting import draw_sign, rounded
from shared.ui.theme import LIGHT
from shared.ui.touch import TouchButton

_NAME_WEIGHT: Final = 700


class PanelKey(Drawn, TouchButton):
    """Draws itself; keys of a keyboard are the window's business. `digit` is shown while a keyboard is used; `fingered`
    comes when a finger is used instead."""

    fingered = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self.digit = 0
        self.numbered = False
        # Not by touch: a finger leaves no ring behind.
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        self.fingered.emit()
        super().mousePressEvent(event)

    def show_digit(self, *, shown: bool) -> None:
        """The key of the keyboard that does the same."""
        if shown != self.numbered:
            self.numbered = shown
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        self.paint(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        event.ignore()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        event.ignore()

    # -- drawing -------------------------------------------------------------------------------------------------

    def draw_ground(self, painter: QPainter, fill: QColor, edge: QColor) -> None:
        room, px = QRectF(self.rect()), self.measures.px
        thick = px(8) if self.isDown() else px(3)
        rounded(painter, room, px(20), fill=fill, edge=edge, thick=thick)

    def draw_ring(self, painter: QPainter) -> None:
        """Where the keyboard is."""
        room, px = QRectF(self.rect()), self.measures.px
        if self.hasFocus():
            thick = px(6)
            rounded(painter, room, px(20), edge=LIGHT.focus, thick=thick)
            inner = room.adjusted(thick, thick, -thick, -thick)
            rounded(painter, inner, px(20) - thick, edge=LIGHT.focus_inner, thick=thick)


class FaceKey(PanelKey):
    """One of the five answers."""

    chosen = Signal(int)

    def __init__(self, score: int, parent: QWidget | None = None) -> None:
        super().__init__(f"face-{score}", parent)
        self._face = state.Face(score=score, name="")
        self.size_of_name = 12.0
        self.clicked.connect(self._clicked)

    def show_face(self, face: state.Face, size: float) -> None:
        """`size` of the letters in pixels, the same for all five: none must look more important."""
        self._face, self.digit, self.size_of_name = face, face.digit, size
        self.setAccessibleName(face.name)
        self.update()

    def draw(self, painter: QPainter) -> None:
        self.draw_ground(painter, LIGHT.surface, LIGHT.ink if self.isDown() else LIGHT.edge)
        room, px = QRectF(self.rect()), self.measures.px
        words = self._words_room()
        if self._lies():
            side = room.height() - px(24)
            draw_face(painter, QRectF(room.left() + px(70), room.top() + px(12), side, side), self._face.score)
        else:
            above = QRectF(room.left(), room.top() + px(24), room.width(), words.top() - room.top() - px(30))
            draw_face(painter, above.adjusted(px(14), 0, -px(14), 0), self._face.score)
        align = LEFT if self._lies() else CENTRE
        self.write(painter, words, self._face.name, self._letters, colour=LIGHT.ink, align=align)
        if self.numbered:
            box = QRectF(room.left() + px(14), room.top() + px(10), px(40), px(44))
            face = self.face(32, weight=700, digits=True)
            self.write(painter, box, str(self.digit), face, colour=LIGHT.ink, align=CENTRE)
        self.draw_ring(painter)

    def largest(self, name: str) -> float:
        """How large this name could be written here, in pixels."""
        room = self._words_room()
        wished = self.measures.px(46 if self._lies() else 38)
        return fit((Para(name, wished, _NAME_WEIGHT),), room.width(), room.height()).pixels

    def _letters(self, text: str) -> Para:
        return Para(text, self.size_of_name, _NAME_WEIGHT)

    def _lies(self) -> bool:
        """Whether the name stands beside the face, not below it."""
        return self.width() > self.height() * 1.6

    def _words_room(self) -> QRectF:
        room, px = QRectF(self.rect()), self.measures.px
        if self._lies():
            return room.adjusted(px(70) + room.height() - px(24) + px(36), px(8), -px(20), -px(8))
        high = min(px(150), room.height() * 0.4)
        return QRectF(room.left() + px(10), room.bottom() - high, room.width() - px(20), high - px(10))

    @Slot()
    def _clicked(self) -> None:
        self.chosen.emit(self._face.score)


class ReasonButton(PanelKey):
    """Named or not: a box with a tick says so, and the ground."""

    turned = Signal(str)

    def __init__(self, place: int, parent: QWidget | None = None) -> None:
        super().__init__(f"reason-{place}", parent)
        self.digit = place
        self._reason = state.ReasonKey(code="", name="")
        self.setCheckable(True)
        self.clicked.connect(self._clicked)

    def show_reason(self, reason: state.ReasonKey) -> None:
        self._reason = reason
        self.setAccessibleName(reason.name)
        self.setChecked(reason.chosen)
        self.update()

    def draw(self, painter: QPainter) -> None:
        on = self._reason.chosen
        ink = LIGHT.on_accent if on else LIGHT.ink
        self.draw_ground(painter, LIGHT.accent if on else LIGHT.surface, LIGHT.accent_deep if on else LIGHT.edge)
        room, px = QRectF(self.rect()), self.measures.px
        side = px(44)
        box = QRectF(room.left() + px(20), room.center().y() - side / 2, side, side)
        rounded(painter, box, px(8), edge=ink, thick=max(2, px(4)))
        if on:
            draw_sign(painter, tick(), box.adjusted(px(6), px(6), -px(6), -px(6)), ink)
        elif self.numbered:
            face = self.face(28, weight=700, digits=True)
            self.write(painter, box, str(self.digit), face, colour=ink, align=CENTRE)
        words = QRectF(box.right() + px(18), room.top() + px(8), 0, room.height() - px(16))
        words.setRight(room.right() - px(16))
        self.write(painter, words, self._reason.name, self.face(34, weight=600), colour=ink, align=LEFT)
        self.draw_ring(painter)

    @Slot()
    def _clicked(self) -> None:
        # What is checked is what the presenter says, not what Qt made of the click.
        self.setChecked(self._reason.chosen)
        self.turned.emit(self._reason.code)


class WordKey(PanelKey):
    """Skip or send."""

    def __init__(self, name: str, parent: QWidget | None = None, *, main: bool) -> None:
        super().__init__(name, parent)
        self._main = main
        self._text = ""

    def show_text(self, text: str) -> None:
        self._text = text
        self.setAccessibleName(text)
        self.update()

    def draw(self, painter: QPainter) -> None:
        if self._main:
            self.draw_ground(painter, LIGHT.accent_deep if self.isDown() else LIGHT.accent, LIGHT.accent_deep)
        else:
            self.draw_ground(painter, LIGHT.surface, LIGHT.accent)
        ink = LIGHT.on_accent if self._main else LIGHT.accent
        room = QRectF(self.rect()).adjusted(12, 4, -12, -4)
        self.write(painter, room, self._text, self.face(44, weight=700), colour=ink, align=CENTRE)
        self.draw_ring(painter)
