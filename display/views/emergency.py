"""An emergency: it covers the board, stands still, and leaves a strip for those who are being called."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QPainter, QPainterPath
from PySide6.QtWidgets import QWidget

from display.bulletin import Emergency
from display.captions import both, captions
from display.state import Said, Tile
from display.views.painted import PaintedView
from shared.ui.lettering import CENTRE, LEFT, RIGHT, Para, draw, fit, write
from shared.ui.painting import rounded

_MOST: Final = 3  # emergencies that are read at once
_LEAST: Final = 8


class EmergencyView(PaintedView):
    """Everything but the board's head and foot is under it."""

    def __init__(self, language: str, parent: QWidget | None = None) -> None:
        super().__init__("emergency", parent)
        self._language = language
        self._captions = captions(language)
        self._title = both(language, lambda _: _("Thông báo khẩn"))
        self._shown = Emergency(notices=())
        self._calls: tuple[Tile, ...] = ()
        self.hide()

    def show_emergency(self, shown: Emergency | None, calls: tuple[Tile, ...]) -> bool:
        """Cover the board with it, or uncover it (None). `calls` are those in front. Says whether a paint is under
        way."""
        if shown is None:
            self.hide()
            return False
        before = (self._shown, [(one.label, one.counter) for one in self._calls])
        was_up, self._shown, self._calls = self.isVisible(), shown, calls
        if not was_up:
            self.show()
            self.raise_()
        if was_up and before == (shown, [(one.label, one.counter) for one in calls]):
            return False
        self.setAccessibleName(f"{self._title.main}: " + "; ".join(one.main for one in shown.notices))
        self.update()
        return True

    def draw(self, painter: QPainter, dirty: QRect) -> None:  # noqa: ARG002 - it changes as a whole
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme, u = self.theme, self.u
        whole = QRectF(self.rect())
        strip = min(whole.height() * 0.2, u(200)) if self._calls else 0.0
        notice = whole.adjusted(0, 0, 0, -strip - (u(16) if strip else 0))
        rounded(painter, notice, u(18), fill=theme.surface)
        band = QRectF(notice.left(), notice.top(), notice.width(), min(u(110), notice.height() * 0.2))
        self._band(painter, band)
        rounded(painter, notice, u(18), edge=theme.warning, thick=u(10))
        inside = notice.adjusted(u(60), band.height() + u(20), -u(60), -u(30))
        shown = self._shown.notices[:_MOST]
        each = inside.height() / max(1, len(shown))
        for number, said in enumerate(shown):
            self._notice(painter, QRectF(inside.left(), inside.top() + number * each, inside.width(), each), said)
        if strip:
            self._strip(painter, QRectF(whole.left(), whole.bottom() - strip, whole.width(), strip))

    def _band(self, painter: QPainter, band: QRectF) -> None:
        theme, u = self.theme, self.u
        shape = QPainterPath()
        shape.addRoundedRect(band.adjusted(0, 0, 0, u(18)), u(18), u(18))
        painter.save()
        painter.setClipRect(band)
        painter.fillPath(shape, theme.warning)
        painter.restore()
        size = (band.width() * 0.4, band.height() * 0.8)
        main = fit((Para(self._title.main, u(60), 700, least=_LEAST),), *size)
        small = fit((Para(self._title.small, u(44), 500, least=_LEAST),), *size)
        side, gap = band.height() * 0.6, u(28)
        left = band.center().x() - (side + main.width + small.width + 2 * gap) / 2
        sign = QRectF(left, band.center().y() - side / 2, side, side)
        painter.fillPath(warning_sign(sign), theme.on_accent)
        middle = QRectF(sign.right() + gap, band.top(), main.width, band.height())
        draw(painter, middle, main, [theme.on_accent])
        draw(painter, QRectF(middle.right() + gap, band.top(), small.width, band.height()), small, [theme.on_accent])

    def _notice(self, painter: QPainter, place: QRectF, said: Said) -> None:
        paras = (
            Para(said.main, min(self.u(150), place.height() * 0.42), 700, least=_LEAST),
            Para(said.small, min(self.u(92), place.height() * 0.26), 500, least=_LEAST),
        )
        draw(
            painter, place, fit(paras, place.width(), place.height()), [self.theme.ink, self.theme.quiet], align=CENTRE
        )

    def _strip(self, painter: QPainter, strip: QRectF) -> None:
        """The calls in front, side by side: label, arrow, counter."""
        gap, theme, u = self.u(16), self.theme, self.u
        wide = (strip.width() - gap * (len(self._calls) - 1)) / len(self._calls)
        for number, call in enumerate(self._calls):
            tile = QRectF(strip.left() + number * (wide + gap), strip.top(), wide, strip.height())
            rounded(painter, tile, u(14), fill=theme.raised)
            inside = tile.adjusted(u(30), 0, -u(30), 0)
            head = QRectF(inside.left(), inside.top() + u(10), inside.width(), inside.height() * 0.26)
            body = QRectF(inside.left(), head.bottom(), inside.width(), inside.bottom() - head.bottom() - u(8))
            half = inside.width() / 2
            for said, align, left in (
                (self._captions.invited, LEFT, head.left()),
                (self._captions.counter, RIGHT, head.left() + half),
            ):
                text = f"{said.main} · {said.small}" if said.small else said.main
                box = QRectF(left, head.top(), half, head.height())
                write(painter, box, Para(text, u(30), 500, least=_LEAST), theme.quiet, align=align)
            size = body.height() * 0.95
            label = QRectF(body.left(), body.top(), body.width() * 0.62, body.height())
            write(painter, label, Para(call.label, size, 700, digits=True), theme.ink, align=LEFT)
            counter = QRectF(body.left() + body.width() * 0.66, body.top(), body.width() * 0.34, body.height())
            write(painter, counter, Para(f"{call.counter}", size, 700, digits=True), theme.accent, align=RIGHT)


def warning_sign(place: QRectF) -> QPainterPath:
    """A triangle with an exclamation mark cut out."""
    side = place.width()
    shape = QPainterPath()
    shape.moveTo(place.center().x(), place.top() + side * 0.04)
    shape.lineTo(place.right(), place.bottom() - side * 0.06)
    shape.lineTo(place.left(), place.bottom() - side * 0.06)
    shape.closeSubpath()
    mark = QPainterPath()
    mark.addRect(QRectF(place.center().x() - side * 0.05, place.top() + side * 0.36, side * 0.1, side * 0.3))
    mark.addRect(QRectF(place.center().x() - side * 0.05, place.top() + side * 0.73, side * 0.1, side * 0.1))
    return shape.subtracted(mark)
