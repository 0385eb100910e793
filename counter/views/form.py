"""The sheet of big keys: a digit chooses, Enter does it; the code of a scanner finds its field by itself."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QLineEdit, QWidget

from counter.acts import Act
from counter.state import Form
from counter.views.field import style_field
from counter.views.keys import AmountBox, BigKey
from counter.views.measures import Measures
from counter.views.notice import NoticeBar
from counter.views.overlay import Overlay, StrongButton, WordButton
from shared.ui.lettering import CENTRE
from shared.ui.theme import LIGHT

#: Two signs within this many ms come from a scanner: no finger is so fast.
_BURST_MS: Final = 40


class FormSheet(Overlay):
    """Draws a Form."""

    pressed = Signal(str)
    typed = Signal(str)
    scanned = Signal()
    stepped = Signal(int)
    counted = Signal(int)
    dropped = Signal(str)
    confirmed = Signal()
    retried = Signal(Act)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("form")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._form: Form | None = None
        self._keys: list[BigKey] = []
        self._chips: list[WordButton] = []
        self._last: tuple[int, str, str] = (0, "", "")  # when, which sign, what was chosen before it
        self.amount = AmountBox(self)
        self.amount.counted.connect(self.counted)
        self._fewer = WordButton("form-fewer", self, size=44)
        self._more = WordButton("form-more", self, size=44)
        self._fewer.clicked.connect(self._count_down)
        self._more.clicked.connect(self._count_up)
        self.field = QLineEdit(self)
        self.field.setObjectName("form-field")
        self.field.textEdited.connect(self.typed)
        self.field.installEventFilter(self)
        self.said = NoticeBar(self)
        self.said.setObjectName("form-said")
        self.said.retry.setObjectName("form-retry")
        self.said.retried.connect(self.retried)
        self._cancel = WordButton("form-cancel", self)
        self._cancel.clicked.connect(self.dismissed)
        self.confirm = StrongButton("form-confirm", self)
        self.confirm.clicked.connect(self.confirmed)

    def sheet(self) -> QRectF:
        return QRectF(self.width() * 0.12, self.height() * 0.06, self.width() * 0.76, self.height() * 0.88)

    # -- showing -------------------------------------------------------------------------------------------------

    def open(self) -> None:
        """Begin anew: digits choose."""
        self._last = (0, "", "")
        self.setFocus()

    def show_form(self, form: Form) -> bool:
        """Draw this; whether it is another form than before."""
        another = self._form is None or self._form.name != form.name
        if form == self._form:
            return False
        self._form = form
        self.setAccessibleName(", ".join(part for part in (form.title, form.large, *form.lines) if part))
        self._show_keys(form)
        self._show_chips(form)
        counts = bool(form.amount_title)
        for part in (self.amount, self._fewer, self._more):
            part.setVisible(counts)
        self.amount.show_amount(form.amount_title, form.amount)
        self._fewer.show_text("−")
        self._more.show_text("+")
        self._fewer.setAccessibleName(f"{form.amount_title} −1")
        self._more.setAccessibleName(f"{form.amount_title} +1")
        self.field.setVisible(bool(form.prompt))
        self.field.setPlaceholderText(form.prompt)
        self.field.setAccessibleName(form.prompt)
        if self.field.text() != form.typed:
            self.field.setText(form.typed)
        self.said.show_notice(form.said)
        self._cancel.show_text(form.cancel, "Esc")
        self._cancel.setVisible(bool(form.cancel))
        self.confirm.show_text(form.confirm, "Enter")
        self.confirm.setEnabled(not form.busy)
        self.place()
        return another

    def _show_keys(self, form: Form) -> None:
        while len(self._keys) < len(form.keys):
            button = BigKey(self)
            button.measure(self.measures)
            button.picked.connect(self.pressed)
            self._keys.append(button)
        for number, button in enumerate(self._keys):
            shown = number < len(form.keys)
            if shown:
                button.show_key(form.keys[number])
            else:
                button.setObjectName("")
            button.setVisible(shown)

    def _show_chips(self, form: Form) -> None:
        while len(self._chips) < len(form.chips):
            chip = WordButton("", self)
            chip.measure(self.measures)
            chip.clicked.connect(self._drop)
            self._chips.append(chip)
        for number, chip in enumerate(self._chips):
            shown = number < len(form.chips)
            chip.setObjectName(f"chip-{form.chips[number]}" if shown else "")
            if shown:
                chip.show_text(f"{form.chips[number]}  ✕")
            chip.setVisible(shown)

    def measure(self, measures: Measures) -> None:
        super().measure(measures)
        self.said.measure(measures)
        for part in (self.amount, self._fewer, self._more, self._cancel, self.confirm, *self._keys, *self._chips):
            part.measure(measures)
        style_field(self.field, measures)

    # -- where everything is -------------------------------------------------------------------------------------

    def place(self) -> None:
        """Give every part its room, from the top down; to be called when the size changed."""
        form = self._form
        if form is None:
            return
        px = self.measures.px
        inside = self._inside
        foot = max(56.0, px(88))
        gap = px(16)
        wide = max(230.0, px(430))
        self.confirm.setGeometry(round(inside.right() - wide), round(inside.bottom() - foot), round(wide), round(foot))
        self._cancel.setGeometry(
            round(inside.left()), round(inside.bottom() - foot), round(max(130.0, px(220))), round(foot)
        )
        said = max(48.0, px(76))
        self.said.setGeometry(
            round(inside.left()), round(inside.bottom() - foot - gap - said), round(inside.width()), round(said)
        )
        self.said.place()
        top = self._lay_keys(inside, self._words_bottom, gap)
        self._lay_fields(inside, top)
        self.update()

    @property
    def _inside(self) -> QRectF:
        pad = self.measures.px(44)
        return self.sheet().adjusted(pad, pad * 0.7, -pad, -pad * 0.7)

    @property
    def _words_bottom(self) -> float:
        form, px = self._form, self.measures.px
        if form is None:
            return 0.0
        large = px(300) if form.large else 0.0
        return self._inside.top() + max(44.0, px(76)) + large + len(form.lines) * self._line + px(10)

    @property
    def _line(self) -> float:
        return max(26.0, self.measures.px(46))

    def _lay_keys(self, inside: QRectF, top: float, gap: float) -> float:
        """Where what is below the keys begins."""
        many = len(self._form.keys) if self._form else 0
        if not many:
            return top
        columns = 2 if many <= 4 else 3
        tall = max(54.0, self.measures.px(96))
        width = (inside.width() - gap * (columns - 1)) / columns
        for number, button in enumerate(self._keys[:many]):
            row, column = divmod(number, columns)
            left = inside.left() + column * (width + gap)
            button.setGeometry(round(left), round(top + row * (tall + gap)), round(width), round(tall))
        return top + -(-many // columns) * (tall + gap)

    def _lay_fields(self, inside: QRectF, top: float) -> None:
        form, px = self._form, self.measures.px
        if form is None:
            return
        tall = max(46.0, px(72))
        left = inside.left()
        if form.amount_title:
            left += max(110.0, px(190))
            side, box = max(46.0, px(72)), max(62.0, px(110))
            for part, width in ((self._fewer, side), (self.amount, box), (self._more, side)):
                part.setGeometry(round(left), round(top), round(width), round(tall))
                left += width + px(8)
            left += px(16)
        self.field.setGeometry(round(left), round(top), round(inside.right() - left), round(tall))
        top += tall + px(12)
        left, height, width = inside.left(), max(36.0, px(52)), max(240.0, px(430))
        for chip in self._chips[: len(form.chips)]:
            if left + width > inside.right():
                left, top = inside.left(), top + height + px(8)
            chip.setGeometry(round(left), round(top), round(width), round(height))
            left += width + px(10)

    # -- gestures ------------------------------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if watched is self.field and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._enter(event)
                return True
            if event.key() == Qt.Key.Key_F1:
                self.keyPressEvent(event)
                return True
        return super().eventFilter(watched, event)

    def _enter(self, event: QKeyEvent) -> None:
        form = self._form
        if form is None or event.isAutoRepeat():
            return
        if form.scans and self.field.text().strip():
            self.setFocus()  # digits choose again, and the next code finds its field by itself
            self.scanned.emit()
        else:
            self.confirmed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        form, text = self._form, event.text()
        if form is None or event.key() == Qt.Key.Key_Escape:
            super().keyPressEvent(event)
            return
        event.accept()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._enter(event)
        elif event.key() == Qt.Key.Key_F1:
            if form.said is not None and form.said.retry is not None:
                self.retried.emit(Act.RETRY)
        elif form.amount_title and text in ("+", "-"):
            self.stepped.emit(1 if text == "+" else -1)
        elif text and text.isprintable() and not text.isspace():
            self._sign(form, text, event.timestamp())

    def _sign(self, form: Form, text: str, at: int) -> None:
        """A sign typed beside the field: a digit chooses; anything else, and what comes from a scanner, is typed."""
        before_at, before, chosen_before = self._last
        chosen = next((key.name for key in form.keys if key.chosen), "")
        self._last = (at, text, chosen)
        if form.scans and before and 0 < at - before_at < _BURST_MS and before_at:
            # The digit before this one was the beginning of a code, and chose nothing.
            self.pressed.emit(chosen_before)
            self._type(before + text)
            return
        picked = next((key for key in form.keys if key.key == text), None)
        if picked is not None:
            self.pressed.emit(picked.name)
        elif form.prompt:
            self._last = (0, "", "")
            self._type(text)

    def _type(self, text: str) -> None:
        self.field.setFocus()
        self.field.setText(self.field.text() + text)
        self.typed.emit(self.field.text())

    @Slot()
    def _count_up(self) -> None:
        self.stepped.emit(1)

    @Slot()
    def _count_down(self) -> None:
        self.stepped.emit(-1)

    @Slot()
    def _drop(self) -> None:
        sender = self.sender()
        if sender is not None:
            self.dropped.emit(sender.objectName().removeprefix("chip-"))

    # -- drawing -------------------------------------------------------------------------------------------------

    def draw(self, painter: QPainter) -> None:
        super().draw(painter)
        form, px = self._form, self.measures.px
        if form is None:
            return
        inside = self._inside
        title = QRectF(inside.left(), inside.top(), inside.width(), max(40.0, px(70)))
        self.write(painter, title, form.title, self.face(40, weight=700), colour=LIGHT.ink)
        top = title.bottom() + px(6)
        if form.large:
            large = QRectF(inside.left(), top, inside.width(), px(290))
            face = self.face(250, weight=700, digits=True, columns=False)
            self.write(painter, large, form.large, face, colour=LIGHT.accent, align=CENTRE)
            top += px(300)
        for number, line in enumerate(form.lines):
            first = number == 0
            room = QRectF(inside.left(), top, inside.width(), self._line)
            face = self.face(30, weight=600 if first else 400)
            align = CENTRE if form.large else Qt.AlignmentFlag.AlignLeft
            self.write(painter, room, line, face, colour=LIGHT.ink if first else LIGHT.quiet, align=align)
            top += self._line
        if form.amount_title:
            room = QRectF(inside.left(), self.amount.y(), self._fewer.x() - inside.left() - px(8), self.amount.height())
            self.write(painter, room, form.amount_title, self.face(27, weight=600), colour=LIGHT.ink)
        left = self._cancel.geometry().right() + px(18)
        hint = QRectF(left, self._cancel.y(), self.confirm.x() - px(16) - left, self._cancel.height())
        self.write(painter, hint, form.hint, self.face(20), colour=LIGHT.quiet)
