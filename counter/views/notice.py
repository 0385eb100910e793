"""The bar above the large button: how the last act ended, and what to do if it did not."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Signal, Slot
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QWidget

from counter.acts import Act
from counter.state import Action, Notice, Tone
from counter.views.buttons import ActionButton
from counter.views.measures import Measures
from counter.views.painted import Painted
from shared.ui.painting import mixed, rounded
from shared.ui.theme import LIGHT


class NoticeBar(Painted):
    """Draws a Notice; empty room without one, so that nothing jumps."""

    retried = Signal(Act)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        self._notice: Notice | None = None
        self.retry = ActionButton(Action(act=Act.RETRY, text="", key=""), parent=self)
        self.retry.hide()
        self.retry.chosen.connect(self._retry)

    def show_notice(self, notice: Notice | None) -> None:
        if notice == self._notice:
            return
        self._notice = notice
        self.setAccessibleName(notice.text if notice else "")
        action = (notice.retry or notice.offer) if notice is not None else None
        if action is not None:
            self.retry.show_action(action)
        self.retry.setVisible(action is not None)
        self.update()

    def measure(self, measures: Measures) -> None:
        super().measure(measures)
        self.retry.measure(measures)

    def place(self) -> None:
        """Put the button where it belongs; to be called when the size changed."""
        px = self.measures.px
        width = max(150.0, px(300))
        gap = px(10)
        self.retry.setGeometry(
            round(self.width() - width - gap), round(gap), round(width), round(self.height() - 2 * gap)
        )

    @Slot(Act)
    def _retry(self, act: Act) -> None:
        self.retried.emit(act)

    def draw(self, painter: QPainter) -> None:
        if self._notice is None:
            return
        px = self.measures.px
        room = QRectF(self.rect())
        mark = MARKS[self._notice.tone]
        rounded(painter, room, px(12), fill=mixed(LIGHT.surface, mark, 0.10), edge=mixed(LIGHT.surface, mark, 0.45))
        rounded(painter, QRectF(px(10), px(12), max(4.0, px(7)), room.height() - px(24)), px(3), fill=mark)
        words = room.adjusted(px(34), px(4), -px(16), -px(4))
        if self._notice.retry is not None or self._notice.offer is not None:
            words.setRight(self.retry.x() - px(12))
        self.write(painter, words, self._notice.text, self.face(27, weight=500), colour=LIGHT.ink)


MARKS: dict[Tone, QColor] = {
    Tone.DONE: LIGHT.good,
    Tone.REFUSED: LIGHT.warning,
    Tone.TRYING: LIGHT.warning,
    Tone.UNSETTLED: LIGHT.danger,
    Tone.AWAY: LIGHT.danger,
    Tone.SOON: LIGHT.accent,
}
