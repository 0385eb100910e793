"""The head and the foot of the board: hall, date, time; a standing hint or the state of the connection."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QColor, QPainter, QPainterPath
from PySide6.QtWidgets import QWidget

from display.state import Heading, Notice, Said
from display.views.lettering import digits_width, draw_digits, draw_words, paragraph
from display.views.painted import PaintedView
from shared.ui.fonts import digits_font
from shared.ui.lettering import RIGHT
from shared.ui.theme import Theme


class HeadView(PaintedView):
    """The hall's name at the left; date and time at the right."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("head", parent)
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
        tall = self.height() > self.width() * 0.1
        line = self.height() / 2 if tall else float(self.height())
        side = min(u(60), line * 0.7)
        _door(painter, QRectF(0, (line - side) / 2, side, side), self.theme)
        font = digits_font(u(64))
        clock_wide = digits_width("88:88", font)
        low = QRectF(0, self.height() - line, self.width(), line)
        draw_digits(painter, low, heading.clock, font=font, colour=self.theme.ink, across=RIGHT)
        made = paragraph(heading.date, (int(self.width() * 0.5), int(line)), largest=round(u(36)), weight=500)
        name_right = self.width() - (0 if tall else clock_wide + u(70) + made.width)
        date_left = 0.0 if tall else self.width() - clock_wide - u(30) - made.width
        date = QRectF(date_left, low.top(), made.width + 2, line)
        draw_words(painter, date, heading.date, colour=self.theme.quiet, largest=made.pixels)
        name = QRectF(side + u(20), 0, name_right - side - u(20), line)
        draw_words(painter, name, heading.hall, colour=self.theme.ink, largest=u(42), weight=600)


class FootView(PaintedView):
    """A hint; or, in the colour of a warning, that the figures are not live."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("foot", parent)
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
            _warning(painter, QRectF(left, inside.center().y() - side / 2, side, side), main_colour)
            left += side + self.u(16)
        room = inside.right() - left
        main = paragraph(text.main, (int(room * 0.66), int(inside.height())), largest=round(self.u(34)), weight=600)
        box = QRectF(left, inside.top(), room * 0.66, inside.height())
        draw_words(painter, box, text.main, colour=main_colour, largest=main.pixels, weight=600)
        small_left = left + main.width + self.u(24)
        box = QRectF(small_left, inside.top(), inside.right() - small_left, inside.height())
        draw_words(painter, box, text.small, colour=small_colour, largest=self.u(28), weight=400, across=RIGHT)


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


def _warning(painter: QPainter, place: QRectF, colour: QColor) -> None:
    """A triangle with an exclamation mark, cut out."""
    side = place.width()
    shape = QPainterPath()
    shape.moveTo(place.center().x(), place.top() + side * 0.04)
    shape.lineTo(place.right(), place.bottom() - side * 0.06)
    shape.lineTo(place.left(), place.bottom() - side * 0.06)
    shape.closeSubpath()
    mark = QPainterPath()
    mark.addRect(QRectF(place.center().x() - side * 0.05, place.top() + side * 0.36, side * 0.1, side * 0.3))
    mark.addRect(QRectF(place.center().x() - side * 0.05, place.top() + side * 0.73, side * 0.1, side * 0.1))
    painter.fillPath(shape.subtracted(mark), colour)
