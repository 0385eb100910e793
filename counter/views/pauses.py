"""The row of reasons for a pause: one touch, or Ctrl and a digit."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRectF, Signal, Slot
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from counter.duty_state import Pauses, Pick
from counter.views.buttons import Touchable
from counter.views.measures import Measures
from counter.views.painted import Painted
from shared.ui.lettering import CENTRE
from shared.ui.painting import mixed, rounded
from shared.ui.theme import LIGHT

_LEAST_SHARE: Final = 10  # letters


class ReasonButton(Touchable):
    """One reason."""

    chosen = Signal(str)

    def __init__(self, number: int, parent: QWidget | None = None) -> None:
        super().__init__(f"pause-{number}", parent)
        self._number = number
        self._pick: Pick | None = None
        self.clicked.connect(self._choose)

    def show_reason(self, pick: Pick, title: str) -> None:
        if pick != self._pick:
            self._pick = pick
            self.setAccessibleName(f"{title}: {pick.text} (Ctrl+{self._number})")
            self.update()

    @property
    def share(self) -> int:
        """How much of the row it would like: long words more than short ones."""
        return _LEAST_SHARE + (len(self._pick.text) if self._pick else 0)

    @Slot()
    def _choose(self) -> None:
        if self._pick is not None:
            self.chosen.emit(self._pick.code)

    def draw(self, painter: QPainter) -> None:
        if self._pick is None:
            return
        px = self.measures.px
        room = QRectF(self.rect())
        fill = LIGHT.accent_deep if self.isDown() else LIGHT.raised if self.underMouse() else LIGHT.surface
        ink = LIGHT.on_accent if self.isDown() else LIGHT.ink
        rounded(painter, room, px(10), fill=fill, edge=LIGHT.line, thick=1.5)
        digit = QRectF(room.left() + px(6), room.top(), max(16.0, px(26)), room.height())
        face = self.face(21, weight=700, digits=True)
        quiet = LIGHT.on_accent if self.isDown() else LIGHT.quiet
        self.write(painter, digit, str(self._number), face, colour=quiet, align=CENTRE)
        words = QRectF(digit.right() + px(4), room.top() + 1, 0, room.height() - 2)
        words.setRight(room.right() - px(6))
        self.write(painter, words, self._pick.text, self.face(20, weight=500), colour=ink)
        self.draw_focus(painter, room, px(10))


class PauseRow(Painted):
    """Draws Pauses."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("pauses")
        self._pauses: Pauses | None = None
        self._buttons: list[ReasonButton] = []

    def show_pauses(self, pauses: Pauses | None) -> None:
        if pauses == self._pauses:
            return
        self._pauses = pauses
        reasons = pauses.reasons if pauses else ()
        while len(self._buttons) < len(reasons[:9]):
            button = ReasonButton(len(self._buttons) + 1, self)
            button.measure(self.measures)
            button.chosen.connect(self._choose)
            self._buttons.append(button)
        for number, button in enumerate(self._buttons):
            if pauses is not None and number < len(reasons):
                button.show_reason(reasons[number], pauses.title)
            button.setVisible(number < len(reasons))
        self.setAccessibleName(f"{pauses.title}: {pauses.told}" if pauses and pauses.told else "")
        self.place()
        self.update()

    def stops(self) -> list[QWidget]:
        """Where the Tab key halts."""
        return list(self._buttons)

    def measure(self, measures: Measures) -> None:
        super().measure(measures)
        for button in self._buttons:
            button.measure(measures)

    def height_wanted(self) -> int:
        return round(max(46.0, self.measures.px(58)))

    @property
    def _title_width(self) -> float:
        return max(76.0, self.measures.px(150))

    def place(self) -> None:
        """Share the room among the reasons; to be called when the size changed."""
        shown = [button for button in self._buttons if not button.isHidden()]
        gap = self.measures.px(8)
        left = self._title_width + gap
        whole = self.width() - left - gap * (len(shown) - 1)
        total = sum(button.share for button in shown)
        at = left
        for button in shown:
            width = whole * button.share / total
            button.setGeometry(round(at), 0, round(width), self.height())
            at += width + gap

    @Slot(str)
    def _choose(self, code: str) -> None:
        self.chosen.emit(code)

    def draw(self, painter: QPainter) -> None:
        pauses = self._pauses
        if pauses is None:
            return
        room = QRectF(self.rect())
        if pauses.told:
            px = self.measures.px
            mark = LIGHT.warning
            rounded(painter, room, px(10), fill=mixed(LIGHT.surface, mark, 0.1), edge=mixed(LIGHT.surface, mark, 0.4))
            inside = room.adjusted(px(20), 1, -px(20), -1)
            text = f"{pauses.title}: {pauses.told}"
            self.write(painter, inside, text, self.face(24, weight=600), colour=LIGHT.ink)
            return
        title = QRectF(0, 0, self._title_width, room.height())
        self.write(painter, title, f"{pauses.title}  Ctrl +", self.face(20, weight=600), colour=LIGHT.quiet)
