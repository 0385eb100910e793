"""What the lists of the board have in common: captions in two languages, a sentence in the middle, dots for pages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter

from display.state import Said, Tile, ZoneRow
from display.views.painted import PaintedView
from shared.ui.fonts import digits_font
from shared.ui.lettering import CENTRE, LEFT, RIGHT, draw, fit

_MOST_DOTS: Final = 10  # more pages than this are told in figures alone


def widest(calls: Sequence[Tile | ZoneRow]) -> str:
    """As wide as the widest number of a counter among these, and never narrower than two digits."""
    return "8" * max([2, *(len(f"{one.counter}") for one in calls)])


def draw_said(
    view: PaintedView,
    painter: QPainter,
    place: QRectF,
    said: Said,
    *,
    largest: float,
    across: Qt.AlignmentFlag = LEFT,
) -> None:
    """A caption and, beside it and smaller, the same in the other language where that has room."""
    scribe = view.scribe
    main = fit((scribe.para(said.main, view.u(largest), 600),), place.width(), place.height())
    if not main.whole:
        return
    gap = main.pixels * 0.4
    small = fit(
        (scribe.para(said.small, main.pixels * 0.76, 400),),
        max(1.0, place.width() - main.width - gap),
        place.height(),
    )
    beside = small.whole and len(small.lines) == 1
    wide = main.width + (gap + small.width if beside else 0.0)
    left = place.right() - wide if across == RIGHT else place.left()
    draw(painter, QRectF(left, place.top(), main.width + 1, place.height()), main, [view.theme.ink])
    scribe.note(main)
    if beside:
        box = QRectF(left + main.width + gap, place.top(), small.width + 1, place.height())
        draw(painter, box, small, [view.theme.quiet])
        scribe.note(small)


def draw_middle(view: PaintedView, painter: QPainter, place: QRectF, said: Said) -> None:
    """A sentence in the middle of an empty place, in both languages."""
    scribe, quiet = view.scribe, view.theme.quiet
    inside = place.adjusted(view.u(24), view.u(12), -view.u(24), -view.u(12))
    paras = [(scribe.para(said.main, view.u(36)), quiet), (scribe.para(said.small, view.u(26), 400), quiet)]
    scribe.paragraphs(painter, inside, paras, across=CENTRE)


def draw_dots(view: PaintedView, painter: QPainter, place: QRectF, page: int, pages: int) -> None:
    """Which page of how many: dots, and "2/4"."""
    theme = view.theme
    font = digits_font(max(view.letters(24), 12), 600)
    text = f"{page + 1}/{pages}"
    view.scribe.digits(painter, place, text, font=font, colour=theme.quiet, across=RIGHT)
    if pages > _MOST_DOTS:
        return
    step = view.u(30)
    left = place.center().x() - step * (pages - 1) / 2
    painter.setPen(Qt.PenStyle.NoPen)
    for number in range(pages):
        here = number == page
        painter.setBrush(theme.accent if here else theme.line)
        radius = view.u(9 if here else 6)
        painter.drawEllipse(QPointF(left + number * step, place.center().y()), radius, radius)
