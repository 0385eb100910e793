"""Rows of a sheet in which one of a few things is chosen, or something is ticked; each with a key that goes on."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRectF, Signal, Slot
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from counter.state import Options
from counter.views.buttons import Touchable
from counter.views.measures import Measures
from counter.views.painted import Painted
from shared.ui.lettering import CENTRE
from shared.ui.painting import draw_sign, polyline, rounded
from shared.ui.theme import LIGHT

_WIDEST: Final = 430.0  # on the drawing


class OptionButton(Touchable):
    """One option."""

    picked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._name = self._text = ""
        self._chosen = self._tick = False
        self.clicked.connect(self._pick)

    def show_option(self, row: Options, number: int) -> None:
        option = row.options[number]
        self._name, self._text, self._chosen = option.name, option.text, option.chosen
        self._tick = row.tick
        self.setObjectName(f"option-{row.name}-{option.name or 'none'}")
        self.setAccessibleName(f"{option.text} ({row.key}){' ✓' if option.chosen else ''}")
        self.update()

    @Slot()
    def _pick(self) -> None:
        self.picked.emit(self._name)

    def draw(self, painter: QPainter) -> None:
        px = self.measures.px
        room = QRectF(self.rect())
        lit = self._chosen or self.isDown()
        fill = LIGHT.accent if lit else LIGHT.raised if self.underMouse() else LIGHT.surface
        rounded(painter, room, px(10), fill=fill, edge=LIGHT.accent if lit else LIGHT.line, thick=2)
        ink = LIGHT.on_accent if lit else LIGHT.ink
        inner = room.adjusted(px(8), 1, -px(8), -1)
        if self._tick:
            side = max(18.0, px(30))
            box = QRectF(inner.left(), inner.center().y() - side / 2, side, side)
            rounded(painter, box, px(5), edge=ink, thick=2)
            if self._chosen:
                draw_sign(painter, polyline((4, 12.5), (9.5, 18), (20, 6.5)), box.adjusted(3, 3, -3, -3), ink)
            inner.setLeft(box.right() + px(10))
        self.write(painter, inner, self._text, self.face(21, weight=600), colour=ink, align=CENTRE)
        self.draw_focus(painter, room, px(10))


class OptionRow(Painted):
    """Draws Options: the key, then what can be chosen."""

    chosen = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row: Options | None = None
        self._buttons: list[OptionButton] = []

    def show_row(self, row: Options) -> None:
        self._row = row
        while len(self._buttons) < len(row.options):
            button = OptionButton(self)
            button.measure(self.measures)
            button.picked.connect(self._pick)
            self._buttons.append(button)
        for number, button in enumerate(self._buttons):
            if number < len(row.options):
                button.show_option(row, number)
            else:
                button.setObjectName("")
            button.setVisible(number < len(row.options))
        self.place()
        self.update()

    def measure(self, measures: Measures) -> None:
        super().measure(measures)
        for button in self._buttons:
            button.measure(measures)

    def place(self) -> None:
        """Share the room among the options; to be called when the size changed."""
        if self._row is None:
            return
        px = self.measures.px
        left, gap = self._key_width + px(12), px(10)
        many = len(self._row.options)
        width = min((self.width() - left - gap * (many - 1)) / max(1, many), max(220.0, px(_WIDEST)))
        for number, button in enumerate(self._buttons[:many]):
            button.setGeometry(round(left + number * (width + gap)), 0, round(width), self.height())

    @property
    def _key_width(self) -> float:
        return max(36.0, self.measures.px(56))

    def go_on(self) -> None:
        """Choose the next one, or change the tick."""
        if self._row is None:
            return
        options = self._row.options
        at = next((number for number, one in enumerate(options) if one.chosen), -1)
        self._pick(options[(at + 1) % len(options)].name)

    @Slot(str)
    def _pick(self, name: str) -> None:
        if self._row is not None:
            self.chosen.emit(self._row.name, name)

    def draw(self, painter: QPainter) -> None:
        if self._row is None:
            return
        cap = QRectF(0, self.height() * 0.16, self._key_width, self.height() * 0.68)
        rounded(painter, cap, self.measures.px(7), edge=LIGHT.line, thick=1.5)
        self.write(painter, cap, self._row.key, self.face(19, weight=600), colour=LIGHT.quiet, align=CENTRE)
