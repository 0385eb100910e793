"""The board's letters: names shrink further than elsewhere, and figures are as large as their place."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter

from shared.ui.fonts import digits_font
from shared.ui.lettering import LEFT, Block, Para, aligned, fit, write

_SAMPLE: Final = 200  # px at which proportions are measured
_SMALLEST: Final = 6  # px: never reached by a name in a place meant for it


def paragraph(text: str, size: tuple[int, int], *, largest: float, weight: int = 500) -> Block:
    """`text` at the largest size, from `largest` down, at which it fits into `size` (width, height)."""
    return fit((Para(text, largest, weight, least=_SMALLEST),), *size)


def draw_words(
    painter: QPainter,
    box: QRectF,
    text: str,
    *,
    colour: QColor,
    largest: float,
    weight: int = 500,
    across: Qt.AlignmentFlag = LEFT,
) -> None:
    """Fit `text` into `box` and draw it."""
    write(painter, box, Para(text, largest, weight, least=_SMALLEST), colour, align=across)


@lru_cache(maxsize=256)
def digits_fit(text: str, width: int, cap: int, *, columns: bool = True) -> QFont:
    """The digits' font in which `text` is at most so wide and its capitals at most `cap` high.

    Without `columns` each digit has its own width: for a figure that stands alone.
    """
    font = digits_font(_SAMPLE, columns=columns)
    metrics = QFontMetricsF(font)
    by_width = width / max(1.0, metrics.horizontalAdvance(text)) * _SAMPLE
    by_height = cap / metrics.capHeight() * _SAMPLE
    return digits_font(int(min(by_width, by_height)), columns=columns)


def digits_width(text: str, font: QFont) -> float:
    return QFontMetricsF(font).horizontalAdvance(text)


def draw_digits(
    painter: QPainter, box: QRectF, text: str, *, font: QFont, colour: QColor, across: Qt.AlignmentFlag = LEFT
) -> None:
    """Draw a number or label with its capitals in the middle of `box`."""
    metrics = QFontMetricsF(font)
    painter.setFont(font)
    painter.setPen(colour)
    left = aligned(box, metrics.horizontalAdvance(text), across)
    painter.drawText(QPointF(left, box.center().y() + metrics.capHeight() / 2), text)
