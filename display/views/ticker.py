"""The strip of texts at the foot: each stands still to be read, and gives way to the next by a fade or a step."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEasingCurve, QRect, QRectF, QTimer, QVariantAnimation, Slot
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QWidget

from display.bulletin import TickerPage
from display.legibility import Legibility
from display.state import Said
from display.views.painted import PaintedView
from shared.media_form import TickerChange
from shared.ui.lettering import LEFT, RIGHT, Para, draw, fit
from shared.ui.painting import picture
from shared.ui.theme import DARK, Theme

_FADE_MS: Final = 400
_STEP_MS: Final = 40  # between two pictures of a fade or a scroll
_HOLD: Final = 1.5  # s a long text stands at its beginning, and at its end
_LEAST: Final = 9


class TickerView(PaintedView):
    """One text at a time, in both languages."""

    def __init__(
        self, change: TickerChange, seconds: float, parent: QWidget | None = None, *, theme: Theme = DARK
    ) -> None:
        super().__init__("ticker", parent, theme=theme)
        self._change = change
        self._seconds = seconds
        self._shown: TickerPage | None = None
        self._before: QPixmap | None = None
        self._now: QPixmap | None = None
        self._too_wide = 0.0
        self._faded = 1.0
        self._glided = 0.0
        self._fading = QVariantAnimation(self)
        self._fading.setDuration(_FADE_MS)
        self._fading.setStartValue(0.0)
        self._fading.setEndValue(1.0)
        self._fading.setEasingCurve(QEasingCurve.Type.InOutQuad)
        self._fading.valueChanged.connect(self._fade)
        self._gliding = QTimer(self)
        self._gliding.setInterval(_STEP_MS)
        self._gliding.timeout.connect(self._glide)

    def show_page(self, shown: TickerPage | None) -> bool:
        """Show it. Says whether a paint is under way."""
        before, self._shown = self._shown, shown
        if shown is None or before is None or shown.said != before.said:
            self._turn(fade=shown is not None and before is not None and shown.turn != before.turn)
            self.setAccessibleName(shown.said.main if shown else "")
            return True
        if shown.turn != before.turn and self._too_wide:
            self._begin_to_glide()
        return False

    def arrange(self, place: QRect, unit: float, legibility: Legibility = Legibility()) -> None:  # noqa: B008 - frozen
        super().arrange(place, unit, legibility)
        self._turn(fade=False)

    def draw(self, painter: QPainter, dirty: QRect) -> None:  # noqa: ARG002 - a strip, drawn whole
        painter.fillRect(self.rect(), self.theme.surface)
        self._edges(painter)
        left = self._sign_wide()
        self._sign(painter)
        painter.setClipRect(QRectF(left, self.u(2), self.width() - left - self.u(24), self.height() - self.u(4)))
        if self._before is not None and self._faded < 1:
            painter.setOpacity(1 - self._faded)
            painter.drawPixmap(round(left), 0, self._before)
            painter.setOpacity(self._faded)
        if self._now is not None:
            painter.drawPixmap(round(left - max(0.0, self._glided)), 0, self._now)

    def _edges(self, painter: QPainter) -> None:
        thick = max(1.0, self.u(2))
        for top in (0.0, self.height() - thick):
            painter.fillRect(QRectF(0, top, self.width(), thick), self.theme.line)

    # -- movement ------------------------------------------------------------------------------------------------

    def _turn(self, *, fade: bool) -> None:
        self._before, self._now = self._now, self._made()
        self._fading.stop()
        self._faded = 1.0
        if fade and self._change is TickerChange.FADE and self.isVisible():
            self._faded = 0.0
            self._fading.start()
        else:
            self._before = None
        self._begin_to_glide()
        self.update()

    @Slot(object)
    def _fade(self, value: float) -> None:
        # Thirty pictures a second would be no smoother to the eye and cost three times as much.
        if value >= 1 or value - self._faded >= _STEP_MS / _FADE_MS:
            self._faded = value
            if value >= 1:
                self._before = None
            self.update()

    def _begin_to_glide(self) -> None:
        self._glided = -self._pace() * _HOLD
        if self._too_wide:
            self._gliding.start()
        else:
            self._gliding.stop()
            self._glided = 0.0

    def _pace(self) -> float:
        """Pixels a second."""
        return self._too_wide / max(1.0, self._seconds - 2 * _HOLD) if self._too_wide else 0.0

    @Slot()
    def _glide(self) -> None:
        self._glided += self._pace() * _STEP_MS / 1000
        if self._glided >= self._too_wide:
            self._glided = self._too_wide
            self._gliding.stop()
        self.update()

    # -- the text ------------------------------------------------------------------------------------------------

    def _room(self) -> QRectF:
        return QRectF(0, 0, max(1.0, self.width() - self._sign_wide() - self.u(24)), max(1.0, self.height()))

    def _made(self) -> QPixmap | None:
        """The text as a picture."""
        self._too_wide = 0.0
        if self._shown is None or self.width() < 1 or self.height() < 1:
            return None
        room, said = self._room(), self._shown.said
        if self._glides():
            one_line = fit((self._para(said),), 1e6, room.height())
            if one_line.width > room.width():
                self._too_wide = one_line.width - room.width()
                room = QRectF(0, 0, one_line.width + 2, room.height())
        whole = room.toAlignedRect()
        return picture(
            whole.size(), self.devicePixelRatioF(), self.theme.surface, lambda inner: self._write(inner, room, said)
        )

    def _glides(self) -> bool:
        """Whether a text is one line that moves if it is too long: as the hall wants it, or because standing still it
        would be too small to be read from where the farthest sit. (Where nothing may move it stands, in any case.)"""
        if self._change is not TickerChange.FADE or self._shown is None:
            return self._change is TickerChange.SCROLL
        room, least = self._room(), self.scribe.least_px()
        still = fit((Para(self._shown.said.main, self.letters(38), 600, least=_LEAST),), room.width(), room.height())
        return still.pixels < least

    def _para(self, said: Said) -> Para:
        text = f"{said.main}   {said.small}" if self._glides() else said.main
        return Para(text, self.letters(38), 600, least=_LEAST)

    def _write(self, painter: QPainter, room: QRectF, said: Said) -> None:
        main = fit((self._para(said),), room.width(), room.height())
        draw(painter, room, main, [self.theme.ink], align=LEFT)
        free = room.width() - main.width - self.u(36)
        if said.small and not self._glides() and len(main.lines) == 1:
            least = max(_LEAST, self.scribe.least_px())
            small = fit((Para(said.small, self.letters(30), 400, least=least),), max(1.0, free), room.height())
            place = QRectF(room.right() - free, room.top(), free, room.height())
            if small.whole:
                draw(painter, place, small, [self.theme.quiet], align=RIGHT)

    def _sign_wide(self) -> float:
        return self.u(24) + min(self.height() * 0.62, self.u(44)) + self.u(20)

    def _sign(self, painter: QPainter) -> None:
        """The letter i in a disc."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = min(self.height() * 0.62, self.u(44))
        disc = QRectF(self.u(24), (self.height() - side) / 2, side, side)
        painter.setPen(self.theme.surface)
        painter.setBrush(self.theme.accent)
        painter.drawEllipse(disc)
        painter.setBrush(self.theme.on_accent)
        dot = side * 0.13
        painter.drawEllipse(QRectF(disc.center().x() - dot / 2, disc.top() + side * 0.2, dot, dot))
        painter.drawRoundedRect(
            QRectF(disc.center().x() - dot / 2, disc.top() + side * 0.42, dot, side * 0.4), dot / 2, dot / 2
        )
