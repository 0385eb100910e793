"""A list over the desk from which one line is picked: by its digit, by arrows and Enter, or by a click."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QWidget

from counter.duty_state import Pick, Picker
from counter.views.buttons import Touchable
from counter.views.measures import Measures
from counter.views.overlay import Overlay, WordButton
from shared.ui.lettering import CENTRE, RIGHT
from shared.ui.painting import rounded
from shared.ui.theme import LIGHT

_MOST = 9  # lines of one page: each has a digit


class PickRow(Touchable):
    """One line."""

    picked = Signal(str)

    def __init__(self, number: int, parent: QWidget | None = None) -> None:
        super().__init__(f"pick-{number}", parent)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._number = number
        self._pick: Pick | None = None
        self._current = False
        self.clicked.connect(self._choose)

    def show_pick(self, pick: Pick, *, current: bool) -> None:
        if (pick, current) != (self._pick, self._current):
            self._pick, self._current = pick, current
            spoken = (f"{self._number}", pick.text, pick.detail, pick.mark)
            self.setAccessibleName(", ".join(part for part in spoken if part))
            self.update()

    @Slot()
    def _choose(self) -> None:
        if self._pick is not None:
            self.picked.emit(self._pick.code)

    def draw(self, painter: QPainter) -> None:
        pick = self._pick
        if pick is None:
            return
        px = self.measures.px
        room = QRectF(self.rect()).adjusted(2, 2, -2, -2)
        lit = self._current or self.isDown()
        fill = LIGHT.accent if lit else LIGHT.raised if self.underMouse() else LIGHT.surface
        ink = LIGHT.on_accent if lit else LIGHT.ink
        rounded(painter, room, px(12), fill=fill, edge=LIGHT.accent if lit else LIGHT.line, thick=2)
        digit = QRectF(room.left() + px(10), room.top(), max(30.0, px(54)), room.height())
        face = self.face(32, weight=700, digits=True)
        self.write(painter, digit, str(self._number), face, colour=ink, align=CENTRE)
        right = room.right() - px(16)
        if pick.mark:
            mark = QRectF(right - max(70.0, px(120)), room.top(), max(70.0, px(120)), room.height())
            self.write(painter, mark, pick.mark, self.face(22, weight=600), colour=ink, align=RIGHT)
            right = mark.left() - px(12)
        words = QRectF(digit.right() + px(12), room.top() + px(5), 0, room.height() - px(10))
        words.setRight(right)
        if pick.detail:
            lower = QRectF(words.left(), words.bottom() - words.height() * 0.36, words.width(), words.height() * 0.36)
            words.setBottom(lower.top())
            quiet = LIGHT.on_accent if lit else LIGHT.quiet
            self.write(painter, lower, pick.detail, self.face(21), colour=quiet)
        self.write(painter, words, pick.text, self.face(29, weight=600), colour=ink)


class PickerSheet(Overlay):
    """Draws a Picker."""

    picked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("picker")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._picker: Picker | None = None
        self._current = 0
        self._rows: list[PickRow] = []
        self._close = WordButton("close-picker", self)
        self._close.clicked.connect(self._dismiss)
        self._back = WordButton("picker-back", self)
        self._back.clicked.connect(self.page_back)
        self._next = WordButton("picker-next", self)
        self._next.clicked.connect(self.page_on)

    def sheet(self) -> QRectF:
        """As tall as its lines need, and no taller than the window allows."""
        most = self.height() * 0.9
        lines = max(2, len(self._picker.picks)) if self._picker else 2
        pad = self.measures.px(40) * 1.4
        tall = min(
            most, self._head + self._foot + self.measures.px(14) + pad + min(lines, _MOST) * self._row_height() + 1
        )
        return QRectF(self.width() * 0.17, (self.height() - tall) / 2, self.width() * 0.66, tall)

    @property
    def _head(self) -> float:
        return max(40.0, self.measures.px(80))

    @property
    def _foot(self) -> float:
        return max(40.0, self.measures.px(64))

    # -- showing -------------------------------------------------------------------------------------------------

    def show_picker(self, picker: Picker, names: tuple[str, str]) -> None:
        """`names`: what the keys to the page before and the page after are called."""
        if self._picker is None or self._picker.name != picker.name:
            self._current = picker.current
        self._picker = picker
        self._current = max(0, min(self._current, len(picker.picks) - 1))
        self.setAccessibleName(picker.title)
        self._close.show_text(picker.close, "Esc")
        self._back.show_text(f"‹  {names[0]}", "PgUp")
        self._next.show_text(f"{names[1]}  ›", "PgDn")
        self.place()

    def open(self) -> None:
        """Take the keyboard, and begin at the first line."""
        self._current = self._picker.current if self._picker else 0
        self.setFocus()
        self.place()

    def close_up(self) -> None:
        """Another list begins anew."""
        self._picker = None

    def measure(self, measures: Measures) -> None:
        super().measure(measures)
        for part in (self._close, self._back, self._next, *self._rows):
            part.measure(measures)

    # -- where everything is -------------------------------------------------------------------------------------

    @property
    def _inside(self) -> QRectF:
        pad = self.measures.px(40)
        return self.sheet().adjusted(pad, pad * 0.7, -pad, -pad * 0.7)

    @property
    def _body(self) -> QRectF:
        inside = self._inside
        px = self.measures.px
        return QRectF(
            inside.left(),
            inside.top() + self._head,
            inside.width(),
            inside.height() - self._head - self._foot - px(14),
        )

    def _row_height(self) -> float:
        roomy = self._picker is not None and self._picker.roomy
        return max(116.0, self.measures.px(148)) if roomy else max(62.0, self.measures.px(94))

    @property
    def on_page(self) -> int:
        """How many lines fit."""
        return max(1, min(_MOST, int(self._body.height() // self._row_height())))

    @property
    def page(self) -> int:
        return self._current // self.on_page

    def _shown(self) -> tuple[Pick, ...]:
        picks = self._picker.picks if self._picker else ()
        return picks[self.page * self.on_page : (self.page + 1) * self.on_page]

    def place(self) -> None:
        """Share the room among the lines of this page; to be called when the size changed."""
        inside, body, px = self._inside, self._body, self.measures.px
        foot, wide, gap = self._foot, max(150.0, px(260)), px(8)
        shown = self._shown()
        while len(self._rows) < len(shown):
            row = PickRow(len(self._rows) + 1, self)
            row.measure(self.measures)
            row.picked.connect(self._pick)
            self._rows.append(row)
        for number, row in enumerate(self._rows):
            if number < len(shown):
                top = body.top() + number * self._row_height()
                row.setGeometry(QRectF(body.left(), top, body.width(), self._row_height() - gap).toRect())
                row.show_pick(shown[number], current=number == self._current % self.on_page)
            row.setVisible(number < len(shown))
        top = inside.bottom() - foot
        self._close.setGeometry(QRectF(inside.left(), top, max(120.0, px(200)), foot).toRect())
        several = self._picker is not None and len(self._picker.picks) > self.on_page
        for number, button in enumerate((self._next, self._back)):
            left = inside.right() - wide - number * (wide + px(12))
            button.setGeometry(QRectF(left, top, wide, foot).toRect())
            button.setVisible(several)
        self._back.setEnabled(self.page > 0)
        self._next.setEnabled(
            several and (self.page + 1) * self.on_page < len(self._picker.picks if self._picker else ())
        )
        self.update()

    # -- gestures ------------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        key = event.key()
        shown = self._shown()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()
        elif Qt.Key.Key_1 <= key <= Qt.Key.Key_9 and key - Qt.Key.Key_1 < len(shown):
            self._pick(shown[key - Qt.Key.Key_1].code)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            if shown:
                self._pick(shown[self._current % self.on_page].code)
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self._turn_to(self._current + (1 if key == Qt.Key.Key_Down else -1))
        elif key == Qt.Key.Key_PageDown:
            self.page_on()
        elif key == Qt.Key.Key_PageUp:
            self.page_back()
        else:
            super().keyPressEvent(event)

    @Slot()
    def page_on(self) -> None:
        self._turn_to((self.page + 1) * self.on_page)

    @Slot()
    def page_back(self) -> None:
        self._turn_to((self.page - 1) * self.on_page)

    def _turn_to(self, line: int) -> None:
        if self._picker is not None and 0 <= line < len(self._picker.picks):
            self._current = line
            self.place()

    @Slot(str)
    def _pick(self, code: str) -> None:
        self.picked.emit(code)

    @Slot()
    def _dismiss(self) -> None:
        self.dismissed.emit()

    # -- drawing -------------------------------------------------------------------------------------------------

    def draw(self, painter: QPainter) -> None:
        super().draw(painter)
        if self._picker is None:
            return
        inside, px = self._inside, self.measures.px
        title = QRectF(inside.left(), inside.top(), inside.width(), max(36.0, px(68)))
        self.write(painter, title, self._picker.title, self.face(40, weight=700), colour=LIGHT.ink)
        if not self._picker.picks:
            room = QRectF(self._body.left(), self._body.top(), self._body.width(), self._body.height() * 0.4)
            face = self.face(32, weight=500)
            self.write(painter, room, self._picker.nothing, face, colour=LIGHT.quiet, align=CENTRE)
            return
        foot = QRectF(self._close.geometry())
        right = float(self._back.x()) if not self._back.isHidden() else inside.right()
        hint = QRectF(foot.right() + px(20), foot.top(), right - foot.right() - px(40), foot.height())
        self.write(painter, hint, self._picker.hint, self.face(20), colour=LIGHT.quiet)
