"""The page on which somebody logs in: at the left what may be seen of the counter, at the right number, PIN and keys.

The PIN is in its field and nowhere else: it goes to the presenter when it is sent, and is wiped when the try was
refused or the page goes.
"""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QLineEdit, QWidget

from counter.duty_state import Gate
from counter.views.gate_keys import ERASE, EnterButton, GateKeys
from counter.views.header import SwitchButton
from counter.views.measures import Measures
from counter.views.overlay import WordButton
from counter.views.painted import Painted
from shared.domain.roles import LONGEST_STAFF_CODE
from shared.pins import MOST
from shared.ui.fonts import words_font
from shared.ui.lettering import CENTRE, RIGHT
from shared.ui.painting import mixed, rounded
from shared.ui.theme import DARK, LIGHT


class GateSheet(Painted):
    """Draws a Gate; covers all of the window, and no key gets past it."""

    entered = Signal(str, str, bool)  #: number, PIN, whether to leave the other counter
    stayed = Signal()  #: "no" to the question

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("gate")
        self._gate: Gate | None = None
        self.number = self._field("staff-number", LONGEST_STAFF_CODE)
        self.pin = self._field("staff-pin", MOST)
        self.pin.setEchoMode(QLineEdit.EchoMode.Password)
        # Neither is offered to input methods, completers or the clipboard.
        self.pin.setInputMethodHints(Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhDigitsOnly)
        self.number.setInputMethodHints(Qt.InputMethodHint.ImhNoPredictiveText)
        self.pin.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.keys = GateKeys(self)
        self.keys.pushed.connect(self._type)
        self.keys.turned.connect(self._turn)
        self.enter = EnterButton(self)
        self.enter.clicked.connect(self._send)
        self.yes = WordButton("take-over", self, size=32)
        self.yes.clicked.connect(self._take_over)
        self.no = WordButton("stay", self, size=32)
        self.no.clicked.connect(self._stay)
        self.switch = SwitchButton(self)

    def _field(self, name: str, most: int) -> QLineEdit:
        field = QLineEdit(self)
        field.setObjectName(name)
        field.setMaxLength(most)
        field.installEventFilter(self)
        return field

    # -- showing -------------------------------------------------------------------------------------------------

    def show_gate(self, gate: Gate) -> None:
        before, self._gate = self._gate, gate
        if gate == before:
            return
        self.setAccessibleName(", ".join(part for part in (gate.counter, gate.title, gate.told, gate.message) if part))
        self.number.setAccessibleName(gate.number_prompt)
        self.pin.setAccessibleName(gate.pin_prompt)
        self.enter.show_text(gate.enter, busy=gate.busy, enabled=gate.enabled)
        self.switch.show_text(gate.switch, "F11")
        self.keys.show_names(gate.erase)
        question = gate.question
        if question is not None:
            self.yes.show_text(question.yes, "Enter")
            self.no.show_text(question.no, "Esc")
        self._show_parts(asks=question is not None)
        if before is None or before.shut is not gate.shut:
            self.open()
        elif before.tries != gate.tries and question is None:
            self.pin.setText("")
            (self.pin if self.number.text() else self.number).setFocus()
        elif question is not None and before.question is None:
            self.yes.setFocus()
        self.update()

    def open(self) -> None:
        """Begin anew: nothing of what was typed before stays."""
        if self._gate is None:
            return
        self.number.setText(self._gate.number)
        self.pin.setText("")
        (self.pin if self.number.text() else self.number).setFocus()

    def close_up(self) -> None:
        """The page goes; what was typed goes with it, and cannot be brought back by undoing either."""
        self._gate = None
        self.number.setText("")
        self.pin.setText("")

    def _show_parts(self, *, asks: bool) -> None:
        for part in (self.number, self.pin, self.enter, self.keys):
            part.setVisible(not asks)
        for answer in (self.yes, self.no):
            answer.setVisible(asks)

    # -- gestures ------------------------------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._steer(event, watched)
        if watched is self.pin and event.type() == QEvent.Type.FocusIn:
            self.keys.show_letters(letters=False)
        return super().eventFilter(watched, event)

    def _steer(self, event: QKeyEvent, field: QObject) -> bool:
        """Enter goes on, as it does after a scanned card; the arrows go from field to field."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not event.isAutoRepeat():
                if field is self.number and self.number.text().strip():
                    self.pin.setFocus()
                elif field is self.pin:
                    self._send()
            return True
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            (self.number if event.key() == Qt.Key.Key_Up else self.pin).setFocus()
            return True
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if self._gate is not None and self._gate.question is not None:
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._take_over()
            elif event.key() == Qt.Key.Key_Escape:
                self._stay()
        if event.key() == Qt.Key.Key_F11:
            event.ignore()
            return
        event.accept()

    @Slot(str)
    def _type(self, key: str) -> None:
        field = self.number if self.number.hasFocus() else self.pin
        if key == ERASE:
            field.backspace()
        elif len(field.text()) < field.maxLength():
            field.insert(key)

    @Slot(bool)
    def _turn(self, letters: bool) -> None:
        if letters:
            self.number.setFocus()  # a PIN has none

    @Slot()
    def _send(self) -> None:
        if self._gate is not None and self._gate.asks_again:
            self.entered.emit(self.number.text(), self.pin.text(), False)
        elif not self.number.text().strip():
            self.number.setFocus()
        elif not self.pin.text():
            self.pin.setFocus()
        elif self._gate is not None and self._gate.enabled:
            self.entered.emit(self.number.text(), self.pin.text(), False)

    @Slot()
    def _take_over(self) -> None:
        self.entered.emit(self.number.text(), self.pin.text(), True)

    @Slot()
    def _stay(self) -> None:
        self.stayed.emit()

    # -- where everything is -------------------------------------------------------------------------------------

    def measure(self, measures: Measures) -> None:
        super().measure(measures)
        px = measures.px
        for part in (self.keys, self.enter, self.yes, self.no, self.switch):
            part.measure(measures)
        for field in (self.number, self.pin):
            field.setFont(words_font(measures.type(36), 600))
            field.setStyleSheet(
                f"QLineEdit {{ background: {LIGHT.surface.name()}; color: {LIGHT.ink.name()};"
                f" border: {round(px(2))}px solid {LIGHT.edge.name()}; border-radius: {round(px(12))}px;"
                f" padding: 0 {round(px(18))}px; }}"
                f"QLineEdit:focus {{ border: {round(px(4))}px solid {LIGHT.accent.name()}; }}"
            )

    @property
    def _left(self) -> QRectF:
        return QRectF(0, 0, self.width() * 0.44, self.height())

    @property
    def _column(self) -> QRectF:
        """Where number, PIN and keys stand."""
        px = self.measures.px
        right = QRectF(self._left.right(), 0, self.width() - self._left.right(), self.height())
        wide = min(right.width() - px(60), max(360.0, px(640)))
        left = right.center().x() - wide / 2
        top = max(60.0, px(100))
        return QRectF(left, top, wide, self.height() - top - px(30))

    def _rows(self) -> tuple[QRectF, QRectF, QRectF, QRectF, QRectF]:
        """Number, PIN (each with its name above), message, keys, enter."""
        column = self._column
        unit = column.height() / 100
        tops = (0.0, 17.0, 34.0, 46.0, 84.0, 95.0)
        rooms = [
            QRectF(column.left(), column.top() + top * unit, column.width(), (below - top - 1.5) * unit)
            for top, below in pairwise(tops)
        ]
        return rooms[0], rooms[1], rooms[2], rooms[3], rooms[4]

    def place(self) -> None:
        """Put everything where it belongs; to be called when the size changed."""
        px = self.measures.px
        number, pin, _, keys, enter = self._rows()
        for field, room in ((self.number, number), (self.pin, pin)):
            top = room.top() + room.height() * 0.32
            field.setGeometry(QRectF(room.left(), top, room.width(), room.bottom() - top).toRect())
        gap = px(10)
        self.keys.setGeometry(keys.toRect())
        self.enter.setGeometry(enter.toRect())
        for button, top in ((self.yes, keys.top()), (self.no, keys.top() + enter.height() + 2 * gap)):
            button.setGeometry(QRectF(keys.left(), top, keys.width(), enter.height()).toRect())
        width, height = max(84.0, px(140)), max(30.0, px(48))
        self.switch.setGeometry(round(self.width() - px(24) - width), round(px(24)), round(width), round(height))

    # -- drawing -------------------------------------------------------------------------------------------------

    def draw(self, painter: QPainter) -> None:
        painter.fillRect(self.rect(), LIGHT.ground)
        if self._gate is None:
            return
        painter.fillRect(self._left, LIGHT.accent_deep)
        self._draw_left(painter, self._gate)
        self._draw_right(painter, self._gate)

    def _draw_left(self, painter: QPainter, gate: Gate) -> None:
        px = self.measures.px
        room = self._left.adjusted(px(48), px(40), -px(48), -px(40))
        ink = LIGHT.on_accent
        chip = QRectF(room.left(), room.top(), min(room.width(), px(300)), room.height() * 0.1)
        rounded(painter, chip, px(14), fill=ink)
        face = self.face(56, weight=700)
        self.write(painter, chip.adjusted(8, 2, -8, -2), gate.counter, face, colour=LIGHT.accent, align=CENTRE)
        if gate.labels:
            self._draw_who(painter, gate, QRectF(room.left(), chip.bottom(), room.width(), room.height() * 0.5))
        title = QRectF(room.left(), room.top() + room.height() * 0.62, room.width(), room.height() * 0.13)
        self.write(painter, title, gate.title, self.face(60, weight=700), colour=ink)
        told = QRectF(room.left(), title.bottom(), room.width(), room.bottom() - title.bottom())
        self.write(painter, told, gate.told, self.face(34), colour=DARK.quiet, middle=False)

    def _draw_who(self, painter: QPainter, gate: Gate, room: QRectF) -> None:
        """The number at the counter, as it stands on the board."""
        status = QRectF(room.left(), room.top() + room.height() * 0.16, room.width(), room.height() * 0.14)
        self.write(painter, status, gate.status, self.face(34, weight=500), colour=DARK.quiet)
        label = QRectF(room.left(), status.bottom(), room.width(), room.height() * 0.44)
        face = self.face(200, weight=700, digits=True, columns=False)
        self.write(painter, label, gate.labels, face, colour=LIGHT.highlight)
        if gate.visit:
            visit = QRectF(room.left(), label.bottom(), room.width(), room.height() * 0.26)
            self.write(painter, visit, gate.visit, self.face(30), colour=DARK.ink)

    def _draw_right(self, painter: QPainter, gate: Gate) -> None:
        px = self.measures.px
        number, pin, message, keys, enter = self._rows()
        self._draw_top(painter, gate)
        if gate.question is not None:
            above = QRectF(number.left(), number.top(), number.width(), pin.bottom() - number.top())
            self.write(painter, above, gate.question.text, self.face(44, weight=700), colour=LIGHT.ink)
            self.write(painter, message, gate.question.more, self.face(28), colour=LIGHT.quiet)
            return
        for prompt, room in ((gate.number_prompt, number), (gate.pin_prompt, pin)):
            above = QRectF(room.left(), room.top(), room.width(), room.height() * 0.32)
            self.write(painter, above, prompt, self.face(28, weight=600), colour=LIGHT.ink)
        if gate.message:
            mark = LIGHT.warning
            rounded(
                painter, message, px(10), fill=mixed(LIGHT.surface, mark, 0.1), edge=mixed(LIGHT.surface, mark, 0.45)
            )
            inside = message.adjusted(px(20), 2, -px(20), -2)
            self.write(painter, inside, gate.message, self.face(27, weight=500), colour=LIGHT.ink)
        below = QRectF(keys.left(), enter.bottom(), keys.width(), self.height() - enter.bottom() - px(8))
        self.write(painter, below, gate.hint, self.face(21), colour=LIGHT.quiet, align=CENTRE)

    def _draw_top(self, painter: QPainter, gate: Gate) -> None:
        px = self.measures.px
        height = float(self.switch.height())
        clock = QRectF(self.switch.x() - px(140), self.switch.y(), px(120), height)
        self.write(painter, clock, gate.clock, self.face(36, weight=700, digits=True), colour=LIGHT.ink, align=RIGHT)
        words = QRectF(self._left.right() + px(40), self.switch.y(), 0, height)
        words.setRight(clock.left() - px(16))
        size = max(10.0, px(16))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(LIGHT.good if gate.connected else LIGHT.danger)
        painter.drawEllipse(QRectF(words.left(), words.center().y() - size / 2, size, size))
        words.setLeft(words.left() + size + px(12))
        self.write(painter, words, gate.connection, self.face(24), colour=LIGHT.quiet)
