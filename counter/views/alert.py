"""The quiet strip under the header: which machine of the hall needs a hand."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from counter.state import Alert
from counter.views.buttons import Touchable
from counter.views.measures import Measures
from counter.views.painted import Painted
from shared.ui.lettering import CENTRE
from shared.ui.painting import mixed, rounded
from shared.ui.theme import LIGHT


class LaterButton(Touchable):
    """Puts the trouble aside for a while."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("alert-later", parent)
        self._text = ""

    def show_text(self, text: str, about: str) -> None:
        self._text = text
        self.setAccessibleName(f"{text}: {about}")
        self.update()

    def draw(self, painter: QPainter) -> None:
        room = QRectF(self.rect())
        radius = self.measures.px(8)
        fill = LIGHT.raised if self.isDown() else LIGHT.surface
        rounded(painter, room, radius, fill=fill, edge=LIGHT.line, thick=1.5)
        inner = room.adjusted(6, 0, -6, 0)
        self.write(painter, inner, self._text, self.face(20, weight=600), colour=LIGHT.ink, align=CENTRE)
        self.draw_focus(painter, room, radius)


class AlertStrip(Painted):
    """Draws an Alert."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("alert")
        self._alert: Alert | None = None
        self.later = LaterButton(self)

    def show_alert(self, alert: Alert | None) -> None:
        if alert == self._alert:
            return
        self._alert = alert
        spoken = f"{alert.text} {alert.more}".strip() if alert else ""
        self.setAccessibleName(spoken)
        if alert is not None:
            self.later.show_text(alert.later, alert.text)
        self.update()

    def measure(self, measures: Measures) -> None:
        super().measure(measures)
        self.later.measure(measures)

    def height_wanted(self) -> int:
        return round(max(40.0, self.measures.px(58)))

    def place(self) -> None:
        """Put the button where it belongs; to be called when the size changed."""
        width, gap = max(84.0, self.measures.px(140)), max(4.0, self.measures.px(7))
        self.later.setGeometry(
            round(self.width() - width - gap), round(gap), round(width), round(self.height() - 2 * gap)
        )

    def draw(self, painter: QPainter) -> None:
        if self._alert is None:
            return
        px = self.measures.px
        room = QRectF(self.rect())
        mark = LIGHT.danger if self._alert.bad else LIGHT.warning
        rounded(painter, room, px(10), fill=mixed(LIGHT.surface, mark, 0.08), edge=mixed(LIGHT.surface, mark, 0.35))
        size = max(10.0, px(16))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(mark)
        painter.drawEllipse(QRectF(room.left() + px(20), room.center().y() - size / 2, size, size))
        words = QRectF(room.left() + px(20) + size + px(14), room.top() + 2, 0, room.height() - 4)
        words.setRight(self.later.x() - px(14))
        if self._alert.more:
            more = max(44.0, px(72))
            place = QRectF(words.right() - more, words.top(), more, words.height())
            face = self.face(23, weight=700, digits=True)
            self.write(painter, place, self._alert.more, face, colour=LIGHT.quiet, align=CENTRE)
            words.setRight(place.left() - px(10))
        self.write(painter, words, self._alert.text, self.face(24, weight=500), colour=LIGHT.ink)
