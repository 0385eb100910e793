"""The sheet on which the field of a transfer is chosen: type to find, arrows to pick, Enter to send."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QLineEdit, QWidget

from counter.state import Choice, Chooser, Group
from counter.views.buttons import Touchable
from counter.views.measures import Measures
from counter.views.overlay import Overlay, WordButton
from shared.ui.fonts import words_font
from shared.ui.lettering import CENTRE, RIGHT
from shared.ui.painting import rounded
from shared.ui.theme import LIGHT

_TWO_COLUMNS_FROM: Final = 700  # px


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """One place of a page: an agency's heading or a field."""

    column: int
    row: int
    heading: str = ""
    choice: Choice | None = None


def pages_of(groups: tuple[Group, ...], *, columns: int, rows: int) -> list[list[Spot]]:
    """The fields in columns and pages: no heading stands last, and a column that goes on repeats its heading."""
    pages: list[list[Spot]] = [[]]
    column = row = 0

    def step(slots: int) -> None:
        nonlocal column, row
        if row + slots > rows:
            column, row = column + 1, 0
            if column == columns:
                column = 0
                pages.append([])

    for group in groups:
        step(2)
        for number, choice in enumerate(group.choices):
            step(1)
            if number == 0 or row == 0:
                pages[-1].append(Spot(column=column, row=row, heading=group.agency))
                row += 1
            pages[-1].append(Spot(column=column, row=row, choice=choice))
            row += 1
    return pages


class ChoiceRow(Touchable):
    """A field one can transfer to."""

    picked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._choice: Choice | None = None
        self._current = False
        self.clicked.connect(self._pick)

    def show_choice(self, choice: Choice | None, *, current: bool) -> None:
        self.setObjectName(f"transfer-to-{choice.service}" if choice else "")
        if choice is not None:
            self.setAccessibleName(f"{choice.name}, {choice.detail}")
        self._choice, self._current = choice, current
        self.update()

    @Slot()
    def _pick(self) -> None:
        if self._choice is not None:
            self.picked.emit(self._choice.service)

    def draw(self, painter: QPainter) -> None:
        choice = self._choice
        if choice is None:
            return
        px = self.measures.px
        room = QRectF(self.rect()).adjusted(0, 1, 0, -1)
        lit = self._current or self.isDown()
        fill = LIGHT.accent if lit else LIGHT.raised if self.underMouse() else LIGHT.surface
        rounded(painter, room, px(8), fill=fill)
        ink = LIGHT.on_accent if lit else LIGHT.ink
        side = max(118.0, px(190))
        detail = QRectF(room.right() - side - px(12), room.top(), side, room.height())
        words = QRectF(room.left() + px(14), room.top() + 2, 0, room.height() - 4)
        words.setRight(detail.left() - px(10))
        self.write(painter, words, choice.name, self.face(23, weight=500), colour=ink)
        quiet = LIGHT.on_accent if lit else LIGHT.quiet
        face = self.face(19)
        self.write(painter, detail, choice.detail, face, colour=quiet, align=RIGHT)
        self.draw_focus(painter, room, px(8))


class ChooserSheet(Overlay):
    """Draws a Chooser. Which field is lit, and which page is shown, is its own affair."""

    searched = Signal(str)
    picked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("chooser")
        self._chooser: Chooser | None = None
        self._pages: list[list[Spot]] = [[]]
        self._page = 0
        self._current = -1
        self._rows: list[ChoiceRow] = []
        self._headings: list[tuple[QRectF, str]] = []
        self.field = QLineEdit(self)
        self.field.setObjectName("transfer-search")
        self.field.textEdited.connect(self._search)
        self.field.installEventFilter(self)
        self._cancel = WordButton("transfer-cancel", self)
        self._cancel.clicked.connect(self._dismiss)
        self._back = WordButton("transfer-back", self)
        self._next = WordButton("transfer-next", self)
        self._back.clicked.connect(self.page_back)
        self._next.clicked.connect(self.page_on)

    # -- showing -------------------------------------------------------------------------------------------------

    def open(self) -> None:
        """Begin anew, with the keyboard in the search field."""
        self.field.clear()
        self._current = -1
        self._page = 0
        self.field.setFocus()

    def show_chooser(self, chooser: Chooser, names: tuple[str, str]) -> None:
        """`names`: what the keys to the page before and the page after say."""
        if chooser == self._chooser:
            return
        searched = self._chooser is None or chooser.query != self._chooser.query
        self._chooser = chooser
        if searched:
            self._current = 0 if chooser.query.strip() and chooser.groups else -1
            self._page = 0
        self.setAccessibleName(chooser.title)
        self.field.setAccessibleName(chooser.prompt)
        self.field.setPlaceholderText(chooser.prompt)
        self._cancel.show_text(chooser.cancel, "Esc")
        self._back.show_text(f"‹  {names[0]}", "PgUp")
        self._next.show_text(f"{names[1]}  ›", "PgDn")
        self.place()

    def measure(self, measures: Measures) -> None:
        super().measure(measures)
        for part in (self._cancel, self._back, self._next, *self._rows):
            part.measure(measures)
        px = measures.px
        self.field.setFont(words_font(measures.type(30), 500))
        self.field.setStyleSheet(
            f"QLineEdit {{ background: {LIGHT.ground.name()}; color: {LIGHT.ink.name()};"
            f" border: {round(px(3))}px solid {LIGHT.accent.name()}; border-radius: {round(px(12))}px;"
            f" padding: 0 {round(px(18))}px; }}"
        )

    @property
    def page(self) -> int:
        """The page of fields that is shown, from 0."""
        return self._page

    # -- where everything is -------------------------------------------------------------------------------------

    @property
    def _inside(self) -> QRectF:
        pad = self.measures.px(40)
        return self.sheet().adjusted(pad, pad * 0.7, -pad, -pad * 0.7)

    def _rooms(self) -> tuple[QRectF, QRectF, QRectF, QRectF]:
        """Title, search field, fields, foot."""
        inside = self._inside
        px = self.measures.px
        title = QRectF(inside.left(), inside.top(), inside.width(), max(34.0, px(64)))
        field = QRectF(inside.left(), title.bottom() + px(6), inside.width(), max(44.0, px(72)))
        foot_height = max(40.0, px(64))
        foot = QRectF(inside.left(), inside.bottom() - foot_height, inside.width(), foot_height)
        body = QRectF(inside.left(), field.bottom() + px(14), inside.width(), 0)
        body.setBottom(foot.top() - px(12))
        return title, field, body, foot

    def place(self) -> None:
        """Share the room among the fields of this page; to be called when the size changed."""
        _, field, body, foot = self._rooms()
        self.field.setGeometry(field.toRect())
        px = self.measures.px
        self._cancel.setGeometry(round(foot.left()), round(foot.top()), round(max(120, px(210))), round(foot.height()))
        wide = max(170.0, px(290))
        for number, button in enumerate((self._next, self._back)):
            left = foot.right() - wide - number * (wide + px(12))
            button.setGeometry(round(left), round(foot.top()), round(wide), round(foot.height()))
        row_height = max(52.0, px(62))
        columns = 2 if body.width() >= _TWO_COLUMNS_FROM else 1
        groups = self._chooser.groups if self._chooser else ()
        self._pages = pages_of(groups, columns=columns, rows=max(2, int(body.height() // row_height)))
        self._page = min(self._page, len(self._pages) - 1)
        self._place_rows(body, columns, row_height)
        for button in (self._next, self._back):
            button.setVisible(len(self._pages) > 1)
        self._back.setEnabled(self._page > 0)
        self._next.setEnabled(self._page < len(self._pages) - 1)
        self.update()

    def _place_rows(self, body: QRectF, columns: int, row_height: float) -> None:
        choices = [slot for slot in self._pages[self._page] if slot.choice is not None]
        while len(self._rows) < len(choices):
            row = ChoiceRow(self)
            row.measure(self.measures)
            row.picked.connect(self._pick)
            self._rows.append(row)
        lit = self._lit()
        gap = self.measures.px(24)
        width = (body.width() - gap * (columns - 1)) / columns
        for number, row in enumerate(self._rows):
            slot = choices[number] if number < len(choices) else None
            if slot is not None:
                left = body.left() + slot.column * (width + gap)
                top = body.top() + slot.row * row_height
                row.setGeometry(round(left), round(top), round(width), round(row_height))
            row.show_choice(slot.choice if slot else None, current=slot is not None and slot.choice is lit)
            row.setVisible(slot is not None)
        self._headings = [
            (
                QRectF(
                    body.left() + slot.column * (width + gap), body.top() + slot.row * row_height, width, row_height
                ),
                slot.heading,
            )
            for slot in self._pages[self._page]
            if slot.choice is None
        ]

    def _all(self) -> list[Choice]:
        return [choice for group in self._chooser.groups for choice in group.choices] if self._chooser else []

    def _lit(self) -> Choice | None:
        every = self._all()
        return every[self._current] if 0 <= self._current < len(every) else None

    # -- gestures ------------------------------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if watched is self.field and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._steer(event)
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if not self._steer(event):
            super().keyPressEvent(event)

    def _steer(self, event: QKeyEvent) -> bool:
        """Whether the key was one of the sheet's own."""
        key = event.key()
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self._move(1 if key == Qt.Key.Key_Down else -1)
        elif key == Qt.Key.Key_PageDown:
            self.page_on()
        elif key == Qt.Key.Key_PageUp:
            self.page_back()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            lit = self._lit()
            if lit is not None and not event.isAutoRepeat():
                self.picked.emit(lit.service)
        else:
            return False
        return True

    def _move(self, by: int) -> None:
        every = self._all()
        if not every:
            return
        self._current = max(0, min(len(every) - 1, self._current + by))
        lit = self._lit()
        for number, page in enumerate(self._pages):
            if any(slot.choice is lit for slot in page):
                self._page = number
        self.place()

    @Slot()
    def page_on(self) -> None:
        self._turn_to(self._page + 1)

    @Slot()
    def page_back(self) -> None:
        self._turn_to(self._page - 1)

    def _turn_to(self, page: int) -> None:
        page = max(0, min(len(self._pages) - 1, page))
        if page == self._page:
            return
        self._page = page
        first = next((slot.choice for slot in self._pages[page] if slot.choice is not None), None)
        self._current = next((number for number, one in enumerate(self._all()) if one is first), -1)
        self.place()

    @Slot(str)
    def _search(self, text: str) -> None:
        self.searched.emit(text)

    @Slot(str)
    def _pick(self, service: str) -> None:
        self.picked.emit(service)

    @Slot()
    def _dismiss(self) -> None:
        self.dismissed.emit()

    # -- drawing -------------------------------------------------------------------------------------------------

    def draw(self, painter: QPainter) -> None:
        super().draw(painter)
        if self._chooser is None:
            return
        title, _, body, foot = self._rooms()
        self.write(painter, title, self._chooser.title, self.face(40, weight=700), colour=LIGHT.ink)
        for room, agency in self._headings:
            words = room.adjusted(self.measures.px(14), 0, 0, 0)
            self.write(painter, words, agency, self.face(25, weight=700), colour=LIGHT.accent)
        if not self._chooser.groups:
            room = QRectF(body.left(), body.top(), body.width(), body.height() * 0.4)
            face = self.face(32, weight=500)
            self.write(painter, room, self._chooser.nothing, face, colour=LIGHT.quiet, align=CENTRE)
        left = float(self._cancel.geometry().right()) + self.measures.px(20)
        right = float(self._back.x()) - self.measures.px(16) if len(self._pages) > 1 else foot.right()
        hint = QRectF(left, foot.top(), right - left, foot.height())
        self.write(painter, hint, self._chooser.hint, self.face(19), colour=LIGHT.quiet)
