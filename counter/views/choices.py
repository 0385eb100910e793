"""What can be chosen on a sheet, in columns and pages under its headings."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, Signal, Slot
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from counter.state import Choice, Group
from counter.views.buttons import Touchable
from shared.ui.lettering import RIGHT
from shared.ui.painting import rounded
from shared.ui.theme import LIGHT


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

    def show_choice(self, choice: Choice | None, name: str, *, current: bool) -> None:
        self.setObjectName(f"{name}-{choice.key}" if choice else "")
        if choice is not None:
            self.setAccessibleName(f"{choice.name}, {choice.detail}")
        self._choice, self._current = choice, current
        self.update()

    @Slot()
    def _pick(self) -> None:
        if self._choice is not None:
            self.picked.emit(self._choice.key)

    def draw(self, painter: QPainter) -> None:
        choice = self._choice
        if choice is None:
            return
        px = self.measures.px
        room = QRectF(self.rect()).adjusted(0, 1, 0, -1)
        lit = self._current or self.isDown()
        fill = LIGHT.accent if lit else LIGHT.raised if self.underMouse() else LIGHT.surface
        rounded(painter, room, px(8), fill=fill)
        ink = LIGHT.on_accent if lit else LIGHT.ink if choice.enabled else LIGHT.quiet
        side = max(118.0, px(190))
        detail = QRectF(room.right() - side - px(12), room.top(), side, room.height())
        words = QRectF(room.left() + px(14), room.top() + 2, 0, room.height() - 4)
        words.setRight(detail.left() - px(10))
        self.write(painter, words, choice.name, self.face(23, weight=500), colour=ink)
        quiet = LIGHT.on_accent if lit else LIGHT.quiet
        face = self.face(19)
        self.write(painter, detail, choice.detail, face, colour=quiet, align=RIGHT)
        self.draw_focus(painter, room, px(8))
