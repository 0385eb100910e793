"""Tabs where a counter may have several citizens at once: which one the officer acts on."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Signal, Slot
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from counter.state import Place
from counter.views.buttons import Touchable
from counter.views.measures import Measures
from shared.ui.painting import rounded
from shared.ui.theme import LIGHT


class PlaceTab(Touchable):
    """One citizen, or the free place."""

    picked = Signal(object)

    def __init__(self, number: int, parent: QWidget | None = None) -> None:
        super().__init__(f"place-{number}", parent)
        self._number = number
        self._place: Place | None = None
        self.clicked.connect(self._pick)

    def show_place(self, place: Place) -> None:
        if place != self._place:
            self._place = place
            self.setAccessibleName(f"{place.label}, {place.detail} (Alt+{self._number + 1})")
            self.update()

    @Slot()
    def _pick(self) -> None:
        if self._place is not None:
            self.picked.emit(self._place.ticket)

    def draw(self, painter: QPainter) -> None:
        place = self._place
        if place is None:
            return
        px = self.measures.px
        room = QRectF(self.rect())
        selected = place.selected
        fill = LIGHT.accent_deep if self.isDown() or selected else LIGHT.surface
        rounded(painter, room, px(12), fill=fill, edge=LIGHT.accent if selected else LIGHT.line, thick=2)
        ink = LIGHT.on_accent if fill == LIGHT.accent_deep else LIGHT.ink
        inside = room.adjusted(px(16), 3, -px(16), -3)
        upper = QRectF(inside.left(), inside.top(), inside.width(), inside.height() * 0.56)
        lower = QRectF(inside.left(), upper.bottom(), inside.width(), inside.height() * 0.44)
        named = place.ticket is not None
        self.write(painter, upper, place.label, self.face(32, weight=700, digits=named), colour=ink)
        self.write(painter, lower, f"Alt+{self._number + 1}  ·  {place.detail}", self.face(18), colour=ink)
        self.draw_focus(painter, room, px(12))


class PlaceTabs(QWidget):
    """The row of tabs; takes no room where the counter has one citizen at a time."""

    picked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tabs: list[PlaceTab] = []
        self._measures = Measures(factor=1.0)

    def show_places(self, places: tuple[Place, ...]) -> None:
        while len(self._tabs) < len(places):
            tab = PlaceTab(len(self._tabs), self)
            tab.measure(self._measures)
            tab.picked.connect(self._pick)
            self._tabs.append(tab)
        for number, tab in enumerate(self._tabs):
            if number < len(places):
                tab.show_place(places[number])
            tab.setVisible(number < len(places))
        self.place()

    def stops(self) -> list[QWidget]:
        """Where the Tab key halts."""
        return list(self._tabs)

    def measure(self, measures: Measures) -> None:
        self._measures = measures
        for tab in self._tabs:
            tab.measure(measures)

    def place(self) -> None:
        """Share the room among the tabs; to be called when the size changed."""
        shown = [tab for tab in self._tabs if not tab.isHidden()]
        gap = self._measures.px(12)
        width = (self.width() - gap * (len(shown) - 1)) / max(1, len(shown))
        for number, tab in enumerate(shown):
            tab.setGeometry(round(number * (width + gap)), 0, round(width), self.height())

    @Slot(object)
    def _pick(self, ticket: object) -> None:
        self.picked.emit(ticket)
