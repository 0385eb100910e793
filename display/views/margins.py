"""The head and the foot of the board: hall, date, time; a standing hint or the state of the connection."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QColor, QPainter, QPainterPath
from PySide6.QtWidgets import QWidget

from display.state import Heading, Notice, Said
from display.theme import DARK_BOARD, BoardTheme
from display.views.lettering import digits_width
from display.views.painted import PaintedView
from shared.lines import LEADING
from shared.ui.fonts import digits_font
from shared.ui.lettering import RIGHT, Para, fit, write
from shared.ui.painting import warning_sign
from shared.ui.theme import DARK, Theme


class HeadView(PaintedView):
    """The hall's name at the left; date and time at the right."""

    def __init__(self, parent: QWidget | None = None, *, theme: BoardTheme = DARK_BOARD) -> None:
        super().__init__("head", parent, theme=theme.colours)
        self._logo = theme.logo
        self._heading = Heading(hall="", date="", clock="")

    def show_heading(self, heading: Heading) -> bool:
        """Show it. Says whether a paint is under way."""
        if heading == self._heading:
            return False
        self._heading = heading
        self.setAccessibleName(f"{heading.hall}, {heading.date}, {heading.clock}")
        self.update()
        return True

    def draw(self, painter: QPainter, dirty: QRect) -> None:  # noqa: ARG002 - small, drawn whole
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        u, heading = self.u, self._heading
        tall = self.height() >= 1.8 * self.line(64)
        line = self.height() / 2 if tall else float(self.height())
        side = min(self.letters(60), line * 0.74)
        sign_wide = self._draw_sign(painter, (line - side) / 2, side)
        low = QRectF(0, self.height() - line, self.width(), line)
        clock_wide = self._draw_clock(painter, low)
        date_wide = self._draw_date(painter, low, clock_wide, tall=tall)
        right = self.width() - (0.0 if tall else clock_wide + date_wide + u(60))
        name = QRectF(sign_wide + u(20), 0, right - sign_wide - u(20), line)
        self.scribe.words(painter, name, heading.hall, colour=self.theme.ink, largest=u(42), weight=600)

    def _draw_sign(self, painter: QPainter, top: float, side: float) -> float:
        """The hall's logo, or the program's own sign; how wide it is."""
        if self._logo is None:
            _door(painter, QRectF(0, top, side, side), self.theme)
            return side
        ratio = self._logo.width() / max(1, self._logo.height())
        wide = min(side * ratio, self.width() * 0.2)
        high = wide / ratio
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(QRectF(0, top + (side - high) / 2, wide, high), self._logo)
        return wide

    def _draw_clock(self, painter: QPainter, low: QRectF) -> float:
        size = min(self.letters(64), low.height() * 0.9)
        if size < self.scribe.least_px():
            return 0.0
        font = digits_font(size)
        self.scribe.digits(painter, low, self._heading.clock, font=font, colour=self.theme.ink, across=RIGHT)
        return digits_width("88:88", font)

    def _draw_date(self, painter: QPainter, low: QRectF, clock_wide: float, *, tall: bool) -> float:
        """At the left of a line of its own, or beside the clock if the hall's name leaves room for it."""
        most = low.width() - clock_wide - self.u(30)
        room = QRectF(0, low.top(), most if tall else min(most, self.width() * 0.32), low.height())
        para = self.scribe.para(self._heading.date, self.u(36), 500)
        block = fit((para,), room.width(), room.height())
        if not block.whole:
            return 0.0
        left = 0.0 if tall else self.width() - clock_wide - self.u(30) - block.width
        box = QRectF(left, low.top(), block.width + 2, low.height())
        self.scribe.words(painter, box, self._heading.date, colour=self.theme.quiet, largest=self.u(36), weight=500)
        return block.width


class FootView(PaintedView):
    """A hint; or, in the colour of a warning, that the figures are not live."""

    def __init__(self, parent: QWidget | None = None, *, theme: Theme = DARK) -> None:
        super().__init__("foot", parent, theme=theme)
        self._notice = Notice(text=Said(main=""))

    def show_notice(self, notice: Notice) -> bool:
        """Show it. Says whether a paint is under way."""
        if notice == self._notice:
            return False
        self._notice = notice
        self.setAccessibleName(notice.text.main)
        self.update()
        return True

    def draw(self, painter: QPainter, dirty: QRect) -> None:  # noqa: ARG002 - small, drawn whole
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme, text = self.theme, self._notice.text
        place = QRectF(self.rect())
        main_colour = theme.on_accent if self._notice.alarm else theme.ink
        small_colour = theme.on_accent if self._notice.alarm else theme.quiet
        painter.fillRect(place, theme.warning if self._notice.alarm else theme.surface)
        inside = place.adjusted(self.u(24), 0, -self.u(24), 0)
        left = inside.left()
        if self._notice.alarm:
            side = inside.height() * 0.62
            painter.fillPath(warning_sign(QRectF(left, inside.center().y() - side / 2, side, side)), main_colour)
            left += side + self.u(16)
        room = inside.right() - left
        box = QRectF(left, inside.top(), room * (0.66 if text.small else 1.0), inside.height())
        main = self.scribe.words(painter, box, text.main, colour=main_colour, largest=self.u(34), weight=600)
        if main is None:
            self._draw_alone(painter, QRectF(left, inside.top(), room, inside.height()), main_colour)
            return
        small_left = left + main.width + self.u(24)
        box = QRectF(small_left, inside.top(), inside.right() - small_left, inside.height())
        self.scribe.words(painter, box, text.small, colour=small_colour, largest=self.u(28), weight=400, across=RIGHT)

    def _draw_alone(self, painter: QPainter, place: QRectF, colour: QColor) -> None:
        """In one language, over the whole width; an alarm in any case, in smaller letters if need be."""
        text = self._notice.text.main
        if self.scribe.words(painter, place, text, colour=colour, largest=self.u(34), weight=600) is None:
            brief = self._notice.brief
            written = self.scribe.words(painter, place, brief, colour=colour, largest=self.u(34), weight=600)
            if written is None and self._notice.alarm:
                write(painter, place, Para(brief or text, place.height() / LEADING, 600), colour)


def _door(painter: QPainter, place: QRectF, theme: Theme) -> None:
    """One door: the mark of the program."""
    side = place.width()
    arch = QPainterPath()
    arch.addRoundedRect(place, side * 0.22, side * 0.22)
    painter.fillPath(arch, theme.accent)
    door = QPainterPath()
    left, right = place.left() + side * 0.29, place.right() - side * 0.29
    top, bottom = place.top() + side * 0.2, place.bottom() - side * 0.16
    radius = (right - left) / 2
    door.moveTo(left, bottom)
    door.lineTo(left, top + radius)
    door.arcTo(QRectF(left, top, right - left, 2 * radius), 180, -180)
    door.lineTo(right, bottom)
    door.closeSubpath()
    painter.fillPath(door, theme.ground)
    knob = QPainterPath()
    knob.addEllipse(QRectF(right - side * 0.14, place.center().y() + side * 0.06, side * 0.07, side * 0.07))
    painter.fillPath(knob, theme.accent)
