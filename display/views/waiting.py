"""How many wait for each agency, how long the first of them has waited, and whose turn is next."""

from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from display.captions import captions
from display.state import WaitingLine, WaitingPage
from display.views.lettering import digits_fit, digits_width
from display.views.painted import PaintedView
from display.views.rows import draw_dots, draw_middle, draw_said
from shared.ui.fonts import digits_font
from shared.ui.lettering import CENTRE, RIGHT
from shared.ui.painting import faint, rounded
from shared.ui.theme import DARK, Theme

_ROW: Final = 92.0  # design pixels: a name and, under it, the next numbers
_GAP: Final = 8.0
_NAME_EM: Final = 6  # letters side by side below which a name is not worth its place


class WaitingView(PaintedView):
    """One page of the waiting lines."""

    def __init__(self, language: str, parent: QWidget | None = None, *, theme: Theme = DARK) -> None:
        super().__init__("waiting", parent, theme=theme)
        self._captions = captions(language)
        self._shown = WaitingPage()
        self._live = True
        self._started = True

    def room(self) -> int:
        """How many lines a page holds."""
        return max(1, int((self.height() - self._head() - self._dots()) / self._row()))

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
        high = (self.height() - self._head() - self._dots()) / room
        return [QRectF(0, self._head() + n * high, self.width(), high) for n in range(room)]

    def _head(self) -> float:
        return self.caption(64)

    def _dots(self) -> float:
        return self.caption(32)

    def _row(self) -> float:
        """The least height of a line: of a name alone where two rows under each other have no room."""
        both = max(self.u(_ROW), 2.2 * self.line(0) + self.u(_GAP))
        alone = max(self.u(72), 1.1 * self.line(0) + self.u(_GAP))
        return both if self.height() - self._head() - self._dots() >= 2 * both else alone

    def draw(self, painter: QPainter, dirty: QRect) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._head() and dirty.top() < self._head():
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
        if self._shown.pages > 1 and self._dots() and dirty.bottom() > self.height() - self._dots():
            place = QRectF(0, self.height() - self._dots(), self.width() - self.u(20), self._dots())
            draw_dots(self, painter, place, self._shown.page, self._shown.pages)

    def _draw_head(self, painter: QPainter) -> None:
        people = self._people()
        high = self._head() - self.u(6)
        font = digits_font(self.letters(40))
        total_wide = digits_width("8888", font)
        caption = QRectF(self.u(20), 0, people - total_wide - self.u(30), high)
        draw_said(self, painter, caption, self._captions.waiting, largest=32)
        if self._started:
            colour = self.theme.accent if self._live else self.theme.quiet
            box = QRectF(0, 0, people, high)
            self.scribe.digits(painter, box, f"{self._shown.total}", font=font, colour=colour, across=RIGHT)
        if self._shown.lines and people < self.width() - self.u(40):
            said = self._captions.longest
            paras = [
                (self.scribe.para(said.main, self.u(24), 600), self.theme.ink),
                (self.scribe.para(said.small, self.u(18), 400), self.theme.quiet),
            ]
            box = QRectF(people, 0, self.width() - self.u(20) - people, high)
            self.scribe.paragraphs(painter, box, paras, across=RIGHT)

    def _small_digits(self) -> float:
        return self.letters(30)

    def _people(self) -> float:
        """The right edge of the number of people; what is right of it tells the minutes, if they have room."""
        minutes = self._minutes_wide()
        right = self.width() - self.u(20)
        name = _NAME_EM * self.letters(28)
        return right - minutes if right - minutes - self._count_wide() - self._badge() - name > 0 else right

    def _minutes_wide(self) -> float:
        return max(self.u(156), 4.6 * self._small_digits())

    def _count_wide(self) -> float:
        return max(self.u(84), digits_width("888", digits_font(self.letters(40))))

    def _badge(self) -> float:
        return max(self.u(50), self.scribe.least_px() * 1.1) + self.u(32)

    def _paint_empty(self, painter: QPainter, place: QRectF) -> None:
        rounded(painter, place.adjusted(0, 0, 0, -self.u(_GAP)), self.u(12), fill=faint(self.theme.surface))

    def _paint_line(self, line: WaitingLine, painter: QPainter, place: QRectF) -> None:
        theme, u = self.theme, self.u
        row = place.adjusted(0, 0, 0, -u(_GAP))
        rounded(painter, row, u(12), fill=theme.surface)
        figures = theme.ink if self._live else theme.quiet
        side = min(self._badge() - u(32), row.height() * 0.9)
        badge = QRectF(u(16), row.center().y() - side / 2, side, side)
        rounded(painter, badge, u(10), edge=theme.line, thick=u(3))
        accent = theme.accent if self._live else theme.quiet
        font = digits_fit(line.letter, int(side * 0.86), int(max(side * 0.5, self.scribe.legibility.text + 1)))
        self.scribe.digits(painter, badge, line.letter, font=font, colour=accent, across=CENTRE)
        people = self._people()
        count_wide = self._count_wide()
        left = badge.right() + u(16)
        names = QRectF(left, row.top() + u(3), people - count_wide - left - u(8), row.height() - u(6))
        self._paint_names(painter, names, line)
        count = QRectF(people - count_wide, row.top(), count_wide, row.height())
        font = digits_fit("888", int(count_wide), int(max(u(30), self.scribe.legibility.text + 1)))
        self.scribe.digits(painter, count, f"{line.waiting}", font=font, colour=figures, across=RIGHT)
        right = self.width() - u(20)
        if people < right:
            self._paint_minutes(painter, QRectF(people + u(20), row.top(), right - people - u(20), row.height()), line)

    def _paint_names(self, painter: QPainter, place: QRectF, line: WaitingLine) -> None:
        """The agency, and under it as many of the next numbers as have room, none of them cut."""
        theme, scribe = self.theme, self.scribe
        ink = theme.ink if self._live else theme.quiet
        size = self.letters(28)
        if not line.next or place.height() < 2.1 * self.line(0) or place.height() < self.u(76):
            scribe.words(painter, place, line.name, colour=ink, largest=self.u(32), weight=500)
            return
        below = max(self.u(32), self.line(0))
        upper = place.adjusted(0, 0, 0, -below)
        scribe.words(painter, upper, line.name, colour=ink, largest=self.u(30), weight=500)
        lower = QRectF(place.left(), place.bottom() - below, place.width(), below)
        said = self._captions.next_up
        caption = scribe.words(painter, lower, said, colour=theme.quiet, largest=self.u(24), weight=400)
        left = (caption.width + size * 0.5) if caption is not None else 0.0
        font = digits_font(max(self.u(26), scribe.least_px()), 600)
        for label in line.next:
            wide = digits_width(label, font)
            if left + wide > lower.width():
                break
            box = QRectF(lower.left() + left, lower.top(), wide, lower.height())
            scribe.digits(painter, box, label, font=font, colour=theme.accent if self._live else theme.quiet)
            left += wide + size * 0.5

    def _paint_minutes(self, painter: QPainter, place: QRectF, line: WaitingLine) -> None:
        size = self._small_digits()
        font = digits_font(size)
        quiet = self.theme.quiet
        unit_wide = min(place.width() * 0.45, size * 2.5)
        figures = QRectF(place.left(), place.top(), place.width() - unit_wide - self.u(8), place.height())
        self.scribe.digits(painter, figures, f"{line.longest}", font=font, colour=quiet, across=RIGHT)
        unit = QRectF(place.right() - unit_wide, place.top(), unit_wide, place.height())
        self.scribe.words(
            painter, unit, self._captions.minutes, colour=quiet, largest=self.u(28), weight=400, across=RIGHT
        )

    def _draw_nobody(self, painter: QPainter) -> None:
        head = self._head()
        place = QRectF(0, head, self.width(), self.height() - head)
        rounded(painter, place, self.u(14), fill=self.theme.surface)
        if self._started:
            draw_middle(self, painter, place, self._captions.nobody_waiting)


def _at(lines: tuple[WaitingLine, ...], number: int) -> WaitingLine | None:
    return lines[number] if number < len(lines) else None
