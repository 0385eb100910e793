"""The sheet on which something is searched for: type to find, arrows to pick, Enter to take."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QLineEdit, QWidget

from counter.acts import Act
from counter.state import Choice, Chooser, Options
from counter.views.choices import ChoiceRow, Spot, pages_of
from counter.views.field import style_field
from counter.views.measures import Measures
from counter.views.notice import NoticeBar
from counter.views.options import OptionRow
from counter.views.overlay import Overlay, StrongButton, WordButton
from shared.ui.lettering import CENTRE
from shared.ui.theme import LIGHT

_TWO_COLUMNS_FROM: Final = 900  # px: the longest names of fields have 120 letters
#: Sheets whose first row is lit before anything is typed: Enter can do no harm there.
_LIT_AT_ONCE: Final = frozenset({"transfer-counter", "transfer-officer"})
_MANY: Final = 4  # options in a row
_OPTION_KEYS: Final[dict[int, str]] = {Qt.Key.Key_F2: "F2", Qt.Key.Key_F4: "F4", Qt.Key.Key_F6: "F6"}


class ChooserSheet(Overlay):
    """Draws a Chooser. Which field is lit, and which page is shown, is its own affair."""

    searched = Signal(str)
    picked = Signal(str)
    picked_also = Signal(str)
    optioned = Signal(str, str)
    retried = Signal(Act)

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
        self._options: list[OptionRow] = []
        self._moved = False  # the light was moved by the arrows since something was typed
        self._also = WordButton("chooser-also", self)
        self._also.clicked.connect(self._pick_also)
        self._taking = StrongButton("chooser-take", self, size=24)
        self._taking.clicked.connect(self._pick_lit)
        self.said = NoticeBar(self)
        self.said.setObjectName("chooser-said")
        self.said.retry.setObjectName("chooser-retry")
        self.said.retried.connect(self.retried)

    # -- showing -------------------------------------------------------------------------------------------------

    def open(self) -> None:
        """Begin anew, with the keyboard in the search field."""
        self.field.setText(self._chooser.query if self._chooser else "")
        self._current = 0 if self.field.text().strip() and self._all() else -1
        self._page = 0
        self._moved = False
        self.place()
        self.field.setFocus()

    def show_chooser(self, chooser: Chooser, names: tuple[str, str]) -> None:
        """`names`: what the keys to the page before and the page after say."""
        if chooser == self._chooser:
            return
        another = self._chooser is None or chooser.name != self._chooser.name
        searched = another or self._chooser is None or chooser.query != self._chooser.query
        self._chooser = chooser
        if self.field.text() != chooser.query:
            self.field.setText(chooser.query)
        if searched:
            self._moved = False
            self._current = 0 if (chooser.query.strip() or chooser.name in _LIT_AT_ONCE) and chooser.groups else -1
            self._page = 0
        self.setAccessibleName(chooser.title)
        self.field.setAccessibleName(chooser.prompt)
        self.field.setPlaceholderText(chooser.prompt)
        self._cancel.show_text(chooser.cancel, "Esc")
        self._back.show_text(f"‹  {names[0]}", "PgUp")
        self._next.show_text(f"{names[1]}  ›", "PgDn")
        self._also.show_text(chooser.also, "Shift+Enter")
        self._also.setVisible(bool(chooser.also))
        self._taking.show_text(chooser.take, "Enter")
        self._taking.setVisible(bool(chooser.take))
        self.said.show_notice(chooser.said)
        self.said.setVisible(chooser.said is not None)
        self._show_options(chooser)
        self.place()

    def _show_options(self, chooser: Chooser) -> None:
        while len(self._options) < len(chooser.options):
            row = OptionRow(self)
            row.measure(self.measures)
            row.chosen.connect(self.optioned)
            self._options.append(row)
        for number, row in enumerate(self._options):
            shown = number < len(chooser.options)
            if shown:
                row.show_row(chooser.options[number])
            row.setVisible(shown)

    def measure(self, measures: Measures) -> None:
        super().measure(measures)
        for button in (self._cancel, self._back, self._next, self._also, self._taking, *self._rows):
            button.measure(measures)
        for panel in (self.said, *self._options):
            panel.measure(measures)
        style_field(self.field, measures)

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
        body.setBottom(foot.top() - px(12) - self._extra_height)
        return title, field, body, foot

    def _option_height(self, row: Options) -> float:
        """Where many stand side by side each has less width, and so its words take another line."""
        return max(62.0 if len(row.options) > _MANY else 44.0, self.measures.px(62))

    @property
    def _said_height(self) -> float:
        return max(48.0, self.measures.px(76))

    @property
    def _extra_height(self) -> float:
        """What the options, and what is said, take from the fields."""
        if self._chooser is None:
            return 0.0
        gap = self.measures.px(10)
        said = self._said_height + gap if self._chooser.said is not None else 0.0
        return sum(self._option_height(row) + gap for row in self._chooser.options) + said

    def _place_extra(self, foot: QRectF) -> None:
        gap, top = self.measures.px(10), foot.top() - self.measures.px(12) - self._extra_height
        if self._chooser is not None and self._chooser.said is not None:
            self.said.setGeometry(round(foot.left()), round(top), round(foot.width()), round(self._said_height))
            self.said.place()
            top += self._said_height + gap
        for row, options in zip(self._options, self._chooser.options if self._chooser else (), strict=False):
            tall = self._option_height(options)
            row.setGeometry(round(foot.left()), round(top), round(foot.width()), round(tall))
            row.place()
            top += tall + gap

    def place(self) -> None:
        """Share the room among the fields of this page; to be called when the size changed."""
        _, field, body, foot = self._rooms()
        self.field.setGeometry(field.toRect())
        px = self.measures.px
        self._cancel.setGeometry(round(foot.left()), round(foot.top()), round(max(120, px(210))), round(foot.height()))
        self._place_foot(foot)
        self._place_extra(foot)
        row_height = max(52.0, px(62))
        one_column = body.width() < _TWO_COLUMNS_FROM or (self._chooser is not None and self._chooser.wide)
        columns = 1 if one_column else 2
        groups = self._chooser.groups if self._chooser else ()
        self._pages = pages_of(groups, columns=columns, rows=max(2, int(body.height() // row_height)))
        self._page = min(self._page, len(self._pages) - 1)
        self._place_rows(body, columns, row_height)
        for button in (self._next, self._back):
            button.setVisible(len(self._pages) > 1)
        self._back.setEnabled(self._page > 0)
        self._next.setEnabled(self._page < len(self._pages) - 1)
        self.update()

    def _place_foot(self, foot: QRectF) -> None:
        """From the right: what is done, then the pages. Where much is to be done, pages have less room."""
        px, right = self.measures.px, foot.right()
        doing = ((self._taking, max(160.0, px(250))), (self._also, max(270.0, px(440))))
        paging = max(130.0, px(210)) if self._chooser is not None and self._chooser.also else max(170.0, px(290))
        for button, wide in (*doing, (self._next, paging), (self._back, paging)):
            if button in (self._taking, self._also) and button.isHidden():
                continue
            button.setGeometry(round(right - wide), round(foot.top()), round(wide), round(foot.height()))
            right -= wide + px(12)

    def _place_rows(self, body: QRectF, columns: int, row_height: float) -> None:
        choices = [slot for slot in self._pages[self._page] if slot.choice is not None]
        while len(self._rows) < len(choices):
            row = ChoiceRow(self)
            row.measure(self.measures)
            row.picked.connect(self._pick)
            self._rows.append(row)
        lit = self._lit()
        for button in (self._taking, self._also):
            button.setEnabled(lit is not None)
        gap = self.measures.px(24)
        width = (body.width() - gap * (columns - 1)) / columns
        for number, row in enumerate(self._rows):
            slot = choices[number] if number < len(choices) else None
            if slot is not None:
                left = body.left() + slot.column * (width + gap)
                top = body.top() + slot.row * row_height
                row.setGeometry(round(left), round(top), round(width), round(row_height))
            name = self._chooser.name if self._chooser else ""
            row.show_choice(slot.choice if slot else None, name, current=slot is not None and slot.choice is lit)
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
            self._take(event)
        elif key == Qt.Key.Key_F1:
            if self._chooser is not None and self._chooser.said is not None and self._chooser.said.retry is not None:
                self.retried.emit(Act.RETRY)
        elif key in _OPTION_KEYS:
            self._go_on(_OPTION_KEYS[key])
        elif key == Qt.Key.Key_Space and (self._moved or not self.field.text()):
            self._tick()
        else:
            return False
        return True

    def _take(self, event: QKeyEvent) -> None:
        lit = self._lit()
        if lit is None or event.isAutoRepeat():
            return
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier and self._chooser is not None and self._chooser.also:
            self.picked_also.emit(lit.key)
        else:
            self.picked.emit(lit.key)

    def _go_on(self, key: str) -> None:
        """The key of one of the rows of options."""
        for row, options in zip(self._options, self._chooser.options if self._chooser else (), strict=False):
            if options.key == key:
                row.go_on()
                return

    def _tick(self) -> None:
        for row, options in zip(self._options, self._chooser.options if self._chooser else (), strict=False):
            if options.tick:
                row.go_on()
                return

    @Slot()
    def _pick_lit(self) -> None:
        lit = self._lit()
        if lit is not None:
            self.picked.emit(lit.key)

    @Slot()
    def _pick_also(self) -> None:
        lit = self._lit()
        if lit is not None:
            self.picked_also.emit(lit.key)

    def _move(self, by: int) -> None:
        every = self._all()
        if not every:
            return
        self._moved = True
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
    def _pick(self, key: str) -> None:
        """A line was clicked: that does it, unless there is something to choose between."""
        if self._chooser is None or not self._chooser.take:
            self.picked.emit(key)
            return
        self._moved = True
        self._current = next((number for number, one in enumerate(self._all()) if one.key == key), -1)
        self.place()

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
        shown = [one.x() for one in (self._back, self._also, self._taking) if not one.isHidden()]
        right = min(shown) - self.measures.px(16) if shown else foot.right()
        hint = QRectF(left, foot.top(), right - left, foot.height())
        if self._chooser.hint:
            self.write(painter, hint, self._chooser.hint, self.face(19), colour=LIGHT.quiet)
