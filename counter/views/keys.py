"""The parts of a form: a big key, and a number that is counted up and down."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QWidget

from counter.state import FormKey
from counter.views.buttons import Touchable
from shared.ui.lettering import CENTRE
from shared.ui.painting import rounded
from shared.ui.theme import LIGHT


class BigKey(Touchable):
    """One big key of the form."""

    picked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._key: FormKey | None = None
        self.clicked.connect(self._pick)

    def show_key(self, key: FormKey) -> None:
        self._key = key
        self.setObjectName(f"form-{key.name}")
        spoken = ", ".join(part for part in (key.text, key.detail) if part)
        self.setAccessibleName(f"{spoken} ({key.key}){' ✓' if key.chosen else ''}" if key.key else spoken)
        self.update()

    @Slot()
    def _pick(self) -> None:
        if self._key is not None:
            self.picked.emit(self._key.name)

    def draw(self, painter: QPainter) -> None:
        key = self._key
        if key is None:
            return
        px = self.measures.px
        room = QRectF(self.rect())
        lit = key.chosen or self.isDown()
        fill = LIGHT.accent if lit else LIGHT.raised if self.underMouse() else LIGHT.ground
        rounded(painter, room, px(14), fill=fill, edge=LIGHT.accent if lit else LIGHT.line, thick=2)
        ink = LIGHT.on_accent if lit else LIGHT.ink
        cap = QRectF(room.left() + px(14), room.center().y() - px(24), max(30.0, px(48)), max(30.0, px(48)))
        cap.moveTop(room.center().y() - cap.height() / 2)
        words = room.adjusted(px(16), 3, -px(14), -3)
        if key.key:
            rounded(painter, cap, px(8), edge=ink, thick=1.5)
            self.write(painter, cap, key.key, self.face(26, weight=700, digits=True), colour=ink, align=CENTRE)
            words.setLeft(cap.right() + px(14))
        if key.detail:
            side = max(58.0, px(96))
            detail = QRectF(words.right() - side, words.top(), side, words.height())
            self.write(painter, detail, key.detail, self.face(24, digits=True), colour=ink, align=CENTRE)
            words.setRight(detail.left() - px(6))
        self.write(painter, words, key.text, self.face(28, weight=600), colour=ink)
        self.draw_focus(painter, room, px(14))


class AmountBox(Touchable):
    """A number that is counted up and down; while the keyboard is here its digits are typed."""

    counted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("form-amount", parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._text = ""
        self._typed = ""

    def show_amount(self, title: str, text: str) -> None:
        self._text = text
        self.setAccessibleName(f"{title}: {text}")
        self.update()

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self._typed = ""
            self.update()
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if event.text().isdecimal():
            self._typed = (self._typed + event.text())[-3:]
        elif event.key() == Qt.Key.Key_Backspace:
            self._typed = self._typed[:-1]
        else:
            event.ignore()
            return
        self.counted.emit(int(self._typed or 0))

    def draw(self, painter: QPainter) -> None:
        room = QRectF(self.rect())
        rounded(painter, room, self.measures.px(10), fill=LIGHT.ground, edge=LIGHT.line, thick=2)
        face = self.face(34, weight=700, digits=True)
        self.write(painter, room, self._text, face, colour=LIGHT.ink, align=CENTRE)
        self.draw_focus(painter, room, self.measures.px(10))
