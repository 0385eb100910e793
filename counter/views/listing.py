"""The lists at the right: pages of rows instead of scrolling, each row within reach of the keyboard."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QWidget

from counter.acts import Act
from counter.state import Action, Listing, Row
from counter.views.buttons import ActionButton, Look, Touchable
from counter.views.measures import Measures
from counter.views.painted import Painted
from shared.ui.lettering import CENTRE, LEFT, RIGHT
from shared.ui.painting import mixed, rounded
from shared.ui.theme import LIGHT


class RowView(Touchable):
    """A ticket in a list. A row with a call button is called by that button, and is not touched itself."""

    picked = Signal(int)
    called = Signal(int)

    def __init__(self, list_name: str, number: int, parent: QWidget | None = None) -> None:
        super().__init__(f"{list_name}-{number}", parent)
        self._row: Row | None = None
        blank = Action(act=Act.CALL, text="", key="")
        self.call = ActionButton(blank, look=Look.SMALL, name=f"{list_name}-call-{number}", parent=self)
        self.call.hide()
        self.call.chosen.connect(self._call)
        self.clicked.connect(self._pick)

    def show_row(self, row: Row) -> None:
        if row == self._row:
            return
        self._row = row
        if row.spoken != self.accessibleName():
            self.setAccessibleName(row.spoken)
        if row.call is not None:
            self.call.show_action(row.call)
            self.call.setAccessibleName(f"{row.call.text} {row.label}")
        self.call.setVisible(row.call is not None)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus if row.call is None else Qt.FocusPolicy.NoFocus)
        self.place()
        self.update()

    def measure(self, measures: Measures) -> None:
        super().measure(measures)
        self.call.measure(measures)

    def place(self) -> None:
        """Put the call button where it belongs; to be called when the size changed."""
        width, gap = max(64.0, self.measures.px(110)), self.measures.px(6)
        self.call.setGeometry(
            round(self.width() - width - gap), round(gap), round(width), round(self.height() - 2 * gap)
        )

    @Slot()
    def _pick(self) -> None:
        if self._row is not None and self._row.call is None:
            self.picked.emit(self._row.ticket)

    @Slot(Act)
    def _call(self, act: Act) -> None:
        del act
        if self._row is not None:
            self.called.emit(self._row.ticket)

    def draw(self, painter: QPainter) -> None:
        row = self._row
        if row is None:
            return
        px = self.measures.px
        room = QRectF(self.rect())
        if row.call is not None:
            self._draw_aside(painter, row, room)
            return
        if self.underMouse() or self.isDown():
            rounded(painter, room, px(8), fill=LIGHT.raised)
        painter.fillRect(QRectF(px(8), room.bottom() - 1, room.width() - px(16), 1), LIGHT.line)
        label = QRectF(px(12), 0, max(56.0, px(108)), room.height())
        self.write(painter, label, row.label, self.face(34, weight=700, digits=True), colour=LIGHT.ink)
        right = room.right() - px(12)
        side = max(72.0, px(122))
        detail = QRectF(right - side, 0, side, room.height())
        if row.priority:
            self._draw_priority(painter, row.priority, QRectF(detail.left(), px(5), side, room.height() / 2 - px(5)))
            detail = QRectF(detail.left(), room.height() / 2, side, room.height() / 2 - px(3))
        self.write(painter, detail, row.detail, self.face(21, weight=500), colour=LIGHT.ink, align=RIGHT)
        words = QRectF(label.right() + px(10), 2, 0, room.height() - 4)
        words.setRight(detail.left() - px(10))
        self.write(painter, words, row.service, self.face(21), colour=LIGHT.quiet)
        self.draw_focus(painter, room, px(8))

    def _draw_aside(self, painter: QPainter, row: Row, room: QRectF) -> None:
        """With a call button there is less room: the time stands under the label, the class is a mark on it."""
        px = self.measures.px
        painter.fillRect(QRectF(px(8), room.bottom() - 1, room.width() - px(16), 1), LIGHT.line)
        left = QRectF(px(8), 0, max(60.0, px(116)), room.height())
        label = QRectF(left.left(), left.top() + px(8), left.width(), room.height() * 0.5)
        if row.late:
            rounded(painter, label, px(8), fill=mixed(LIGHT.surface, LIGHT.danger, 0.18), edge=LIGHT.danger, thick=2)
        elif row.priority:
            rounded(painter, label, px(8), fill=LIGHT.highlight)
        face = self.face(32, weight=700, digits=True)
        self.write(painter, label.adjusted(3, 0, -3, 0), row.label, face, colour=LIGHT.ink, align=CENTRE)
        detail = QRectF(left.left(), label.bottom(), left.width(), room.bottom() - label.bottom() - px(4))
        self.write(painter, detail, row.detail, self.face(19), colour=LIGHT.quiet, align=CENTRE)
        words = QRectF(left.right() + px(12), 2, 0, room.height() - 4)
        words.setRight(float(self.call.x()) - px(10))
        colour = LIGHT.danger if row.late else LIGHT.quiet
        self.write(painter, words, row.service, self.face(21), colour=colour)

    def _draw_priority(self, painter: QPainter, text: str, room: QRectF) -> None:
        px = self.measures.px
        face = self.face(18, weight=600)
        inner = room.adjusted(px(10), 0, -px(10), 0)
        laid = self.laid(inner, text, face)
        pill = QRectF(room.right() - laid.width - px(20), room.top(), laid.width + px(20), room.height())
        rounded(painter, pill, pill.height() / 2, fill=LIGHT.highlight)
        self.write(painter, inner, text, face, colour=LIGHT.on_highlight, align=RIGHT)


class _PageButton(Touchable):
    """One page on or back."""

    def __init__(self, name: str, sign: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self._sign = sign

    def draw(self, painter: QPainter) -> None:
        room = QRectF(self.rect())
        radius = self.measures.px(8)
        fill = LIGHT.accent_deep if self.isDown() else LIGHT.raised if self.underMouse() else LIGHT.surface
        ink = LIGHT.on_accent if self.isDown() else LIGHT.accent if self.isEnabled() else LIGHT.line
        rounded(painter, room, radius, fill=fill, edge=LIGHT.line, thick=1.5)
        face = self.face(30, weight=700)
        self.write(painter, room, self._sign, face, colour=ink, align=CENTRE)
        self.draw_focus(painter, room, radius)


class FindButton(Touchable):
    """Opens the box in which a number is looked for."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self._text = ""

    def show_action(self, action: Action) -> None:
        self._text = f"{action.text} · {action.key}"
        self.setAccessibleName(f"{action.text} ({action.key})")
        self.setEnabled(action.enabled)
        self.update()

    def draw(self, painter: QPainter) -> None:
        room = QRectF(self.rect())
        radius = self.measures.px(8)
        fill = LIGHT.accent_deep if self.isDown() else LIGHT.raised if self.underMouse() else LIGHT.surface
        ink = LIGHT.on_accent if self.isDown() else LIGHT.accent
        rounded(painter, room, radius, fill=fill, edge=LIGHT.line, thick=1.5)
        self.write(painter, room.adjusted(6, 0, -6, 0), self._text, self.face(19, weight=600), colour=ink, align=CENTRE)
        self.draw_focus(painter, room, radius)


class ListPanel(Painted):
    """A heading, a page of rows, and keys to the other pages where there are any."""

    picked = Signal(int)
    called = Signal(int)
    found = Signal(Act)

    def __init__(self, name: str, parent: QWidget | None = None, *, roomy: bool = True) -> None:
        """`roomy`: its rows have no call button, and so more room for words."""
        super().__init__(parent)
        self._name = name
        self._roomy = roomy
        self._listing = Listing(title="", rows=(), empty="")
        self._rows: list[RowView] = []
        self._page = 0
        self._back = _PageButton(f"{name}-back", "‹", self)
        self._next = _PageButton(f"{name}-next", "›", self)
        self._back.clicked.connect(self.page_back)
        self._next.clicked.connect(self.page_on)
        self.finder = FindButton(f"{name}-find", self)
        self.finder.hide()
        self.finder.clicked.connect(self._find)

    # -- measures ------------------------------------------------------------------------------------------------

    @property
    def row_height(self) -> float:
        return max(56.0 if self._roomy else 68.0, self.measures.px(75))

    @property
    def head_height(self) -> float:
        return max(32.0, self.measures.px(54))

    def height_for(self, rows: int) -> int:
        """The height in which so many rows fit; without any, the heading says so."""
        return round(self.head_height + rows * self.row_height + self.measures.px(8))

    @property
    def room_for(self) -> int:
        """How many rows fit now."""
        return max(1, int((self.height() - self.head_height - self.measures.px(8)) // self.row_height))

    @property
    def pages(self) -> int:
        return max(1, -(-len(self._listing.rows) // self.room_for))

    # -- showing -------------------------------------------------------------------------------------------------

    def show_listing(self, listing: Listing, names: tuple[str, str]) -> None:
        """`names`: what the keys to the page before and the page after are called."""
        self._back.setAccessibleName(names[0])
        self._next.setAccessibleName(names[1])
        if listing != self._listing:
            self._listing = listing
            self.setAccessibleName(f"{listing.title}: {len(listing.rows)}")
            if listing.find is not None:
                self.finder.show_action(listing.find)
            self.finder.setVisible(listing.find is not None)
            self.place()

    def measure(self, measures: Measures) -> None:
        super().measure(measures)
        parts: tuple[Touchable, ...] = (self._back, self._next, self.finder, *self._rows)
        for part in parts:
            part.measure(measures)

    def place(self) -> None:
        """Share the room among the rows of this page; to be called when the size changed."""
        self._page = min(self._page, self.pages - 1)
        first = self._page * self.room_for
        shown = self._listing.rows[first : first + self.room_for]
        while len(self._rows) < len(shown):
            self._add_row()
        px = self.measures.px
        # What is left below the last row is shared among the rows.
        each = min(self.row_height * 1.25, (self.height() - self.head_height - px(8)) / self.room_for)
        for number, view in enumerate(self._rows):
            if number < len(shown):
                top = self.head_height + number * each
                view.setGeometry(round(px(12)), round(top), round(self.width() - px(24)), round(each))
                view.show_row(shown[number])
                view.place()
            view.setVisible(number < len(shown))
        size = round(self.head_height - px(10))
        for number, button in enumerate((self._next, self._back)):
            left = self.width() - px(16) - (number + 1) * (size + px(8))
            button.setGeometry(round(left), round(px(8)), size, size)
            button.setVisible(self.pages > 1)
        self._back.setEnabled(self._page > 0)
        self._next.setEnabled(self._page < self.pages - 1)
        wide = round(max(78.0, px(150)))
        self.finder.setGeometry(round(self._head_right() - wide), round(px(8)), wide, size)
        self.update()

    def _head_right(self) -> float:
        """Where the heading ends and the keys of the pages begin."""
        return float(self._back.x()) - self.measures.px(10) if self.pages > 1 else self.width() - self.measures.px(20)

    def _add_row(self) -> None:
        view = RowView(self._name, len(self._rows), self)
        view.measure(self.measures)
        view.picked.connect(self._pick)
        view.called.connect(self._call)
        self._rows.append(view)

    def stops(self) -> list[QWidget]:
        """Where the Tab key halts, in order."""
        rows: list[QWidget] = [row if self._roomy else row.call for row in self._rows]
        return [*rows, self._back, self._next, self.finder]

    # -- gestures ------------------------------------------------------------------------------------------------

    def first_page(self) -> None:
        if self._page:
            self._page = 0
            self.place()

    @Slot()
    def page_on(self) -> None:
        self._page = min(self._page + 1, self.pages - 1)
        self.place()

    @Slot()
    def page_back(self) -> None:
        self._page = max(self._page - 1, 0)
        self.place()

    @Slot(int)
    def _pick(self, ticket: int) -> None:
        self.picked.emit(ticket)

    @Slot(int)
    def _call(self, ticket: int) -> None:
        self.called.emit(ticket)

    @Slot()
    def _find(self) -> None:
        self.found.emit(Act.FIND)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if event.key() == Qt.Key.Key_PageDown:
            self.page_on()
        elif event.key() == Qt.Key.Key_PageUp:
            self.page_back()
        else:
            super().keyPressEvent(event)

    # -- drawing -------------------------------------------------------------------------------------------------

    def draw(self, painter: QPainter) -> None:
        px = self.measures.px
        room = QRectF(self.rect())
        rounded(painter, room, px(16), fill=LIGHT.surface, edge=LIGHT.line, thick=max(1.0, px(2)))
        right = self._head_right() - (self.finder.width() if self._listing.find is not None else 0)
        head = QRectF(px(22), 0, right - px(32), self.head_height)
        count = len(self._listing.rows)
        title = f"{self._listing.title}  ·  {count}" if count else self._listing.title
        if self.pages > 1:
            paged = QRectF(head.right() - px(90), 0, px(90), self.head_height)
            text = f"{self._page + 1}/{self.pages}"
            self.write(painter, paged, text, self.face(20), colour=LIGHT.quiet, align=RIGHT)
            head.setRight(paged.left())
        if not count:
            words = QRectF(px(22), self.head_height, room.width() - px(44), self.row_height)
            if words.bottom() > room.bottom():
                words = QRectF(head.center().x(), px(4), head.width() / 2, self.head_height)
                head = QRectF(head.left(), px(4), head.width() / 2, self.head_height)
            beside = words.top() < self.head_height
            align = RIGHT if beside else LEFT
            self.write(painter, words, self._listing.empty, self.face(22), colour=LIGHT.quiet, align=align)
        self.write(painter, head, title, self.face(25, weight=700), colour=LIGHT.ink)
