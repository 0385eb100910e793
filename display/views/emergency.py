"""An emergency: it takes the board, and stands still."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QPainter, QPainterPath
from PySide6.QtWidgets import QWidget

from display.bulletin import Emergency
from display.captions import both
from display.state import Said
from display.views.painted import PaintedView
from shared.ui.lettering import CENTRE, Para, draw, fit
from shared.ui.painting import rounded, warning_sign
from shared.ui.theme import DARK, Theme

_MOST: Final = 3  # emergencies that are read at once
_LEAST: Final = 8


class EmergencyView(PaintedView):
    """Every emergency that stands, the newest on top."""

    def __init__(self, language: str, parent: QWidget | None = None, *, theme: Theme = DARK) -> None:
        super().__init__("emergency", parent, theme=theme)
        self._title = both(language, lambda _: _("Thông báo khẩn"))
        self._shown = Emergency(notices=())

    def show_emergency(self, shown: Emergency) -> bool:
        """Show it. Says whether a paint is under way."""
        if shown == self._shown:
            return False
        self._shown = shown
        self.setAccessibleName(f"{self._title.main}: " + "; ".join(one.main for one in shown.notices))
        self.update()
        return True

    def draw(self, painter: QPainter, dirty: QRect) -> None:  # noqa: ARG002 - it changes as a whole
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme, u = self.theme, self.u
        whole = QRectF(self.rect())
        rounded(painter, whole, u(18), fill=theme.surface)
        high = max(u(120), self.letters(60) * 1.75)
        band = QRectF(whole.left(), whole.top(), whole.width(), min(high, whole.height() * 0.25))
        self._band(painter, band)
        rounded(painter, whole, u(18), edge=theme.warning, thick=u(10))
        inside = whole.adjusted(u(60), band.height() + u(24), -u(60), -u(34))
        shown = self._shown.notices[:_MOST]
        each = inside.height() / max(1, len(shown))
        for number, said in enumerate(shown):
            place = QRectF(inside.left(), inside.top() + number * each, inside.width(), each)
            if number:
                painter.fillRect(QRectF(place.left(), place.top() - u(1), place.width(), u(3)), theme.line)
            self._notice(painter, place.adjusted(0, u(10), 0, -u(10)), said)

    def _band(self, painter: QPainter, band: QRectF) -> None:
        theme, u = self.theme, self.u
        shape = QPainterPath()
        shape.addRoundedRect(band.adjusted(0, 0, 0, u(18)), u(18), u(18))
        painter.save()
        painter.setClipRect(band)
        painter.fillPath(shape, theme.warning)
        painter.restore()
        size = (band.width() * 0.4, band.height() * 0.8)
        main = fit((Para(self._title.main, self.letters(60), 700, least=_LEAST),), *size)
        small = fit((Para(self._title.small, u(44), 500, least=_LEAST),), *size)
        if min(main.pixels, small.pixels) < self.scribe.least_px():
            small = fit((), *size)
            main = fit((Para(self._title.main, self.letters(60), 700, least=_LEAST),), band.width() * 0.8, size[1])
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
        block = fit(paras, place.width(), place.height())
        if min((one.face.pixels for one in block.paras), default=0) < self.scribe.least_px():
            # One language that can be read from the last row before two that cannot.
            block = fit(paras[:1], place.width(), place.height())
        draw(painter, place, block, [self.theme.ink, self.theme.quiet], align=CENTRE)
