"""The strip of a message that the officer has not read."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from counter.duty_state import Mail
from counter.views.alert import LaterButton
from counter.views.measures import Measures
from counter.views.painted import Painted
from shared.ui.lettering import CENTRE
from shared.ui.painting import mixed, rounded
from shared.ui.theme import LIGHT


class MailStrip(Painted):
    """Draws a Mail."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("mail")
        self._mail: Mail | None = None
        self.read = LaterButton(self)
        self.read.setObjectName("mail-read")

    def show_mail(self, mail: Mail | None) -> None:
        if mail == self._mail:
            return
        self._mail = mail
        told = (mail.source, mail.text, mail.more) if mail else ()
        self.setAccessibleName(" ".join(part for part in told if part))
        if mail is not None:
            self.read.show_text(mail.read, mail.text)
        self.update()

    def measure(self, measures: Measures) -> None:
        super().measure(measures)
        self.read.measure(measures)

    def height_wanted(self) -> int:
        return round(max(58.0, self.measures.px(84)))

    def place(self) -> None:
        """Put the button where it belongs; to be called when the size changed."""
        width, gap = max(84.0, self.measures.px(140)), max(4.0, self.measures.px(10))
        self.read.setGeometry(
            round(self.width() - width - gap), round(gap), round(width), round(self.height() - 2 * gap)
        )

    def draw(self, painter: QPainter) -> None:
        mail = self._mail
        if mail is None:
            return
        px = self.measures.px
        room = QRectF(self.rect())
        edge = mixed(LIGHT.surface, LIGHT.accent, 0.5)
        rounded(painter, room, px(10), fill=mixed(LIGHT.surface, LIGHT.accent, 0.08), edge=edge, thick=1.5)
        rounded(painter, QRectF(px(10), px(10), max(4.0, px(7)), room.height() - px(20)), px(3), fill=LIGHT.accent)
        words = QRectF(px(30), 3, float(self.read.x()) - px(44), room.height() - 6)
        if mail.source:
            source = QRectF(words.left(), words.top(), max(120.0, px(230)), words.height())
            self.write(painter, source, mail.source, self.face(22, weight=600), colour=LIGHT.accent)
            words.setLeft(source.right() + px(14))
        if mail.more:
            more = QRectF(words.right() - max(40.0, px(60)), words.top(), max(40.0, px(60)), words.height())
            face = self.face(23, weight=700, digits=True)
            self.write(painter, more, mail.more, face, colour=LIGHT.quiet, align=CENTRE)
            words.setRight(more.left() - px(8))
        self.write(painter, words, mail.text, self.face(25, weight=500), colour=LIGHT.ink)
