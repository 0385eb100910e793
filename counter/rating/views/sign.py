"""What the panel shows besides keys: the band at its head, the question, the thanks, and the sign of the counter."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from counter.rating.measures import Measures
from counter.rating.state import Page, RatingState
from counter.rating.views.drawings import tick
from counter.rating.wording import counter_word
from counter.views.measures import Measures as Letters
from counter.views.painted import Drawn
from shared.ui.counter_panel import emergency_panel, paint_panel
from shared.ui.lettering import CENTRE, LEFT, RIGHT
from shared.ui.measures import Box
from shared.ui.painting import draw_sign, rounded
from shared.ui.theme import LIGHT


class Canvas(Drawn):
    """Draws everything but the keys on the window."""

    def __init__(self) -> None:
        self._shown: RatingState | None = None
        self._at = Measures.of(1, 1)

    def show(self, state: RatingState, m: Measures, letters: Letters) -> None:
        """What to draw from now on."""
        self._shown, self._at, self.measures = state, m, letters

    def draw(self, painter: QPainter) -> None:
        shown, m = self._shown, self._at
        painter.fillRect(0, 0, m.width, m.height, LIGHT.ground)
        if shown is None:
            return
        match shown.page:
            case Page.ASK:
                self._draw_head(painter, shown, m)
                self._draw_title(painter, shown, m, m.title)
            case Page.REASONS:
                about = m.about(len(shown.reasons))
                if about.top >= m.head.bottom:
                    self._draw_head(painter, shown, m)
                self._draw_title(painter, shown, m, about)
            case Page.EMERGENCY:
                self._draw_emergency(painter, shown, m)
            case Page.THANKS:
                self._draw_head(painter, shown, m)
                self._draw_thanks(painter, shown, m)
            case _:
                self._draw_sign(painter, shown, m)

    def _draw_emergency(self, painter: QPainter, shown: RatingState, m: Measures) -> None:
        """As on the small screen of any counter, word for word."""
        other = "en" if shown.language == "vi" else "vi"
        panel = emergency_panel(
            (shown.counter_word, counter_word(other)),
            str(shown.counter),
            said=(shown.title, shown.note),
            invited=shown.inviting,
            languages=(shown.language, other),
        )
        self.cut_off = paint_panel(painter, QRectF(0, 0, m.width, m.height), panel)

    def _draw_head(self, painter: QPainter, shown: RatingState, m: Measures) -> None:
        """A question does not hide who is called."""
        band = _rect(m.head)
        painter.fillRect(band, LIGHT.head)
        inner = band.adjusted(m.margin, m.px(6), -m.margin, -m.px(6))
        half = inner.width() * 0.36
        left = QRectF(inner.left(), inner.top(), half, inner.height())
        right = QRectF(left.right() + m.gap, inner.top(), inner.width() - half - m.gap, inner.height())
        counter = f"{shown.counter_word} {shown.counter}"
        self.write(painter, left, counter, self.face(44, weight=700), colour=LIGHT.on_head, align=LEFT)
        if shown.called is None:
            self.write(painter, right, shown.hall, self.face(30, weight=600), colour=LIGHT.on_head, align=RIGHT)
            return
        label = right.adjusted(right.width() - m.px(220), 0, 0, 0)
        caption = right.adjusted(0, 0, -m.px(236), 0)
        rounded(painter, label, m.px(12), fill=LIGHT.highlight)
        face = self.face(52, weight=700, digits=True, columns=False)
        room = label.adjusted(m.px(8), 0, -m.px(8), 0)
        self.write(painter, room, shown.called.label, face, colour=LIGHT.on_highlight, align=CENTRE)
        face = self.face(34, weight=600)
        self.write(painter, caption, shown.called.caption, face, colour=LIGHT.on_head, align=RIGHT)

    def _draw_title(self, painter: QPainter, shown: RatingState, m: Measures, place: Box) -> None:
        box = _rect(place)
        note = m.px(64 if m.portrait else 44)
        above, below = box.adjusted(0, 0, 0, -note), QRectF(box.left(), box.bottom() - note, box.width(), note)
        self.write(painter, above, shown.title, self.face(50, weight=700), colour=LIGHT.ink, align=CENTRE)
        self.write(painter, below, shown.note, self.face(28, weight=500), colour=LIGHT.quiet, align=CENTRE)

    def _draw_thanks(self, painter: QPainter, shown: RatingState, m: Measures) -> None:
        room = QRectF(m.margin, m.head.bottom, m.inner, m.height - m.head.bottom)
        side = m.px(180)
        top = room.top() + (room.height() - m.px(440)) / 2
        circle = QRectF(room.center().x() - side / 2, top, side, side)
        painter.setPen(LIGHT.good)
        painter.setBrush(LIGHT.good)
        painter.drawEllipse(circle)
        inset = side * 0.24
        draw_sign(painter, tick(), circle.adjusted(inset, inset, -inset, -inset), LIGHT.on_accent)
        words = QRectF(room.left(), circle.bottom() + m.px(24), room.width(), m.px(110))
        self.write(painter, words, shown.title, self.face(76, weight=700), colour=LIGHT.ink, align=CENTRE)
        below = QRectF(room.left(), words.bottom() + m.px(8), room.width(), m.px(110))
        face = self.face(36, weight=500)
        self.write(painter, below, shown.note, face, colour=LIGHT.quiet, align=CENTRE, middle=False)

    def _draw_sign(self, painter: QPainter, shown: RatingState, m: Measures) -> None:
        """The counter at the left, who is called at the right; on a tall panel one above the other."""
        band = _rect(m.head)
        painter.fillRect(band, LIGHT.head)
        inner = band.adjusted(m.margin, m.px(6), -m.margin, -m.px(6))
        self.write(painter, inner, shown.hall, self.face(38, weight=700), colour=LIGHT.on_head, align=CENTRE)
        top, bottom = m.head.bottom + m.margin, m.height - m.margin
        if m.portrait:
            high = (bottom - top - m.margin) * 0.42
            counter = QRectF(m.margin, top, m.inner, high)
            guest = QRectF(m.margin, top + high + m.margin, m.inner, bottom - top - high - m.margin)
        else:
            broad = (m.inner - m.margin) * 0.36
            counter = QRectF(m.margin, top, broad, bottom - top)
            guest = QRectF(m.margin + broad + m.margin, top, m.inner - broad - m.margin, bottom - top)
        self._draw_plate(painter, counter, shown, m)
        self._draw_guest(painter, guest, shown, m)

    def _draw_plate(self, painter: QPainter, room: QRectF, shown: RatingState, m: Measures) -> None:
        rounded(painter, room, m.px(24), fill=LIGHT.accent)
        word = QRectF(room.left(), room.top() + m.px(20), room.width(), room.height() * 0.26)
        number = QRectF(room.left() + m.px(16), word.bottom(), room.width() - m.px(32), room.height() * 0.62)
        self.write(painter, word, shown.counter_word, self.face(72, weight=700), colour=LIGHT.on_accent, align=CENTRE)
        face = self.face(330, weight=700, digits=True, columns=False)
        self.write(painter, number, str(shown.counter), face, colour=LIGHT.on_accent, align=CENTRE)

    def _draw_guest(self, painter: QPainter, room: QRectF, shown: RatingState, m: Measures) -> None:
        called = shown.called
        rounded(painter, room, m.px(24), fill=LIGHT.surface, edge=LIGHT.line, thick=max(1, m.px(2)))
        inner = room.adjusted(m.px(24), m.px(20), -m.px(24), -m.px(20))
        if called is None:
            self.write(painter, inner, shown.title, self.face(60, weight=600), colour=LIGHT.quiet, align=CENTRE)
            return
        caption = QRectF(inner.left(), inner.top(), inner.width(), inner.height() * 0.24)
        label = QRectF(inner.left(), caption.bottom(), inner.width(), inner.height() * 0.76)
        self.write(painter, caption, called.caption, self.face(56, weight=700), colour=LIGHT.ink, align=CENTRE)
        face = self.face(250, weight=700, digits=True, columns=False)
        self.write(painter, label, called.label, face, colour=LIGHT.accent, align=CENTRE)


def _rect(box: Box) -> QRectF:
    return QRectF(*box)
