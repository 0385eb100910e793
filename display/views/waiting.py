"""How many wait for each agency, and how long the first of them has waited."""

from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from display.captions import captions
from display.state import WaitingLine, WaitingPage
from display.views.lettering import digits_fit, draw_digits, draw_words
from display.views.painted import PaintedView
from display.views.recent import draw_middle, draw_said
from shared.ui.fonts import digits_font
from shared.ui.lettering import CENTRE, RIGHT
from shared.ui.painting import faint, rounded

_ROW: Final = 72.0  # design pixels: a name of two lines still reads
_HEAD: Final = 54.0
_DOTS: Final = 30.0
_TEN: Final = 10  # more pages than this are told as "3/12"


class WaitingView(PaintedView):
    """One page of the waiting lines."""

    def __init__(self, language: str, parent: QWidget | None = None) -> None:
        super().__init__("waiting", parent)
        self._captions = captions(language)
        self._shown = WaitingPage()
        self._live = True
        self._started = True

    def room(self) -> int:
        """How many lines a page holds."""
        return max(1, int((self.height() - self.u(_HEAD + _DOTS)) / self.u(_ROW)))

    def show_lines(self, shown: WaitingPage, *, live: bool, started: bool) -> bool:
        """Show this page; not `started`: nothing is known yet. Says whether a paint is under way."""
        before, self._shown = self._shown, shown
        same_kind = (self._live, self._started) == (live, started)
        self._live, self._started = live, started
        if same_kind and (before.lines, before.total, before.page, before.pages) == (
            shown.lines,
            shown.total,
            shown.page,
            shown.pages,
        ):
            return False
        self.setAccessibleName(
            f"{self._captions.waiting.main}: {shown.total}; "
            + "; ".join(f"{one.name}: {one.waiting}" for one in shown.lines)
        )
        whole = not same_kind or before.total != shown.total or bool(before.lines) != bool(shown.lines)
        if whole or (before.page, before.pages) != (shown.page, shown.pages):
            self.update()
            return True
        for number, place in enumerate(self.places()):
            if _at(before.lines, number) != _at(shown.lines, number):
                self.update(place.toAlignedRect())
        return True

    def places(self) -> list[QRectF]:
        """Where each line stands."""
        room = self.room()
        high = (self.height() - self.u(_HEAD + _DOTS)) / room
        return [QRectF(0, self.u(_HEAD) + n * high, self.width(), high) for n in range(room)]

    def draw(self, painter: QPainter, dirty: QRect) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if dirty.top() < self.u(_HEAD):
            self._draw_head(painter)
        if not self._shown.lines:
            self._draw_nobody(painter)
            return
        for number, place in enumerate(self.places()):
            line = _at(self._shown.lines, number)
            if not place.toAlignedRect().intersects(dirty):
                continue
            if line is None:
                self.stamp(painter, place, None, self._paint_empty)
            else:
                self.stamp(painter, place, (line, self._live), partial(self._paint_line, line))
        if self._shown.pages > 1 and dirty.bottom() > self.height() - self.u(_DOTS):
            self._draw_dots(painter)

    def _draw_head(self, painter: QPainter) -> None:
        minutes, people = self._columns()
        draw_said(
            self, painter, QRectF(self.u(20), 0, people - self.u(150), self.u(48)), self._captions.waiting, largest=32
        )
        if self._started:
            total = f"{self._shown.total}"
            font = digits_font(self.u(40))
            box = QRectF(0, 0, people, self.u(48))
            draw_digits(
                painter,
                box,
                total,
                font=font,
                colour=self.theme.accent if self._live else self.theme.quiet,
                across=RIGHT,
            )
        if self._shown.lines:
            said = self._captions.longest
            upper = QRectF(people, 0, minutes - people, self.u(28 if said.small else 48))
            lower = QRectF(people, self.u(26), minutes - people, self.u(22))
            draw_words(painter, upper, said.main, colour=self.theme.ink, largest=self.u(24), weight=600, across=RIGHT)
            draw_words(
                painter, lower, said.small, colour=self.theme.quiet, largest=self.u(18), weight=400, across=RIGHT
            )

    def _columns(self) -> tuple[float, float]:
        """The right edges of the minutes and of the people."""
        right = self.width() - self.u(20)
        return right, right - self.u(190)

    def _paint_empty(self, painter: QPainter, place: QRectF) -> None:
        rounded(painter, place.adjusted(0, 0, 0, -self.u(8)), self.u(12), fill=faint(self.theme.surface))

    def _paint_line(self, line: WaitingLine, painter: QPainter, place: QRectF) -> None:
        theme, u = self.theme, self.u
        row = place.adjusted(0, 0, 0, -u(8))
        rounded(painter, row, u(12), fill=theme.surface)
        figures = theme.ink if self._live else theme.quiet
        side = min(u(50), row.height() * 0.78)
        badge = QRectF(u(16), row.center().y() - side / 2, side, side)
        rounded(painter, badge, u(10), edge=theme.line, thick=u(3))
        draw_digits(
            painter,
            badge,
            line.letter,
            font=digits_fit(line.letter, int(side * 0.8), int(side * 0.5)),
            colour=theme.accent if self._live else theme.quiet,
            across=CENTRE,
        )
        minutes, people = self._columns()
        count_wide = u(92)
        names = QRectF(
            badge.right() + u(16), row.top(), people - count_wide - badge.right() - u(24), row.height() - u(2)
        )
        draw_words(painter, names, line.name, colour=figures, largest=u(32), weight=500)
        count = QRectF(people - count_wide, row.top(), count_wide, row.height())
        font = digits_fit("888", int(count_wide), int(min(u(40), row.height() * 0.6)))
        draw_digits(painter, count, f"{line.waiting}", font=font, colour=figures, across=RIGHT)
        self._paint_minutes(painter, QRectF(people + u(20), row.top(), minutes - people - u(20), row.height()), line)

    def _paint_minutes(self, painter: QPainter, place: QRectF, line: WaitingLine) -> None:
        font = digits_fit("888", int(self.u(70)), int(min(self.u(30), place.height() * 0.45)))
        unit_wide = self.u(74)
        quiet = self.theme.quiet
        figures = QRectF(place.left(), place.top(), place.width() - unit_wide - self.u(8), place.height())
        draw_digits(painter, figures, f"{line.longest}", font=font, colour=quiet, across=RIGHT)
        unit = QRectF(place.right() - unit_wide, place.top(), unit_wide, place.height())
        draw_words(painter, unit, self._captions.minutes, colour=quiet, largest=self.u(28), weight=400, across=RIGHT)

    def _draw_nobody(self, painter: QPainter) -> None:
        place = QRectF(0, self.u(_HEAD), self.width(), self.height() - self.u(_HEAD))
        rounded(painter, place, self.u(14), fill=self.theme.surface)
        if self._started:
            draw_middle(self, painter, place, self._captions.nobody_waiting)

    def _draw_dots(self, painter: QPainter) -> None:
        middle = self.height() - self.u(_DOTS) / 2
        if self._shown.pages > _TEN:
            box = QRectF(0, self.height() - self.u(_DOTS), self.width(), self.u(_DOTS))
            text = f"{self._shown.page + 1}/{self._shown.pages}"
            draw_digits(painter, box, text, font=digits_font(self.u(22), 600), colour=self.theme.quiet, across=CENTRE)
            return
        step = self.u(30)
        left = self.width() / 2 - step * (self._shown.pages - 1) / 2
        painter.setPen(Qt.PenStyle.NoPen)
        for number in range(self._shown.pages):
            here = number == self._shown.page
            painter.setBrush(self.theme.accent if here else self.theme.line)
            radius = self.u(8 if here else 6)
            painter.drawEllipse(QPointF(left + number * step, middle), radius, radius)


def _at(lines: tuple[WaitingLine, ...], number: int) -> WaitingLine | None:
    return lines[number] if number < len(lines) else None
