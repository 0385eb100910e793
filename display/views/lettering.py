"""Letters that fit: sizes found by measuring, so that the longest name is smaller and never cut off."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter

from shared.ui.fonts import digits_font, words_font

LINE: Final = 1.32  # em: stacked Vietnamese marks (Ệ, Ỗ) need it
_SAMPLE: Final = 200  # px at which proportions are measured
_OPENERS: Final = frozenset({"và", "của", "thuộc", "không", "tỉnh", "and", "of", "for"})
_SMALLEST: Final = 6  # px: never reached by a name in a place meant for it
_CAP: Final = 0.74  # em: the height of capitals in both typefaces, nearly


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Text broken into lines at the size at which it fits."""

    lines: tuple[str, ...]
    pixels: int
    weight: int

    @property
    def height(self) -> float:
        return len(self.lines) * self.pixels * LINE

    @property
    def width(self) -> float:
        metrics = QFontMetricsF(words_font(self.pixels, self.weight))
        return max((metrics.horizontalAdvance(line) for line in self.lines), default=0.0)


@lru_cache(maxsize=512)
def paragraph(text: str, size: tuple[int, int], *, largest: int, weight: int = 500) -> Paragraph:
    """`text` at the largest size, from `largest` down, at which it fits into `size` (width, height)."""
    width, height = size
    pixels = largest
    while True:
        lines = _broken(text, width, words_font(pixels, weight))
        made = Paragraph(lines, pixels, weight)
        if pixels <= _SMALLEST or (made.height <= height and made.width <= width):
            return _balanced(made, text)
        pixels = max(_SMALLEST, min(pixels - 1, round(pixels * 0.95)))


def _balanced(made: Paragraph, text: str) -> Paragraph:
    """The same number of lines, broken where the sense allows, with no single word left over on the last one."""
    if len(made.lines) == 1:
        return made
    font = words_font(made.pixels, made.weight)
    if len(made.lines) == 2:
        return Paragraph(_halved(text, made.width, QFontMetricsF(font)) or made.lines, made.pixels, made.weight)
    width = made.width
    while True:
        tighter = Paragraph(_broken(text, width * 0.97, font), made.pixels, made.weight)
        if len(tighter.lines) > len(made.lines) or tighter.width >= width:
            return made
        made, width = tighter, tighter.width


def _halved(text: str, width: float, metrics: QFontMetricsF) -> tuple[str, ...]:
    """Two lines of at most `width`: nearly even, rather after a comma or before "and"."""
    words = text.split(" ")
    best: tuple[float, tuple[str, ...]] = (float("inf"), ())
    for place in range(1, len(words)):
        lines = (" ".join(words[:place]), " ".join(words[place:]))
        upper, lower = (metrics.horizontalAdvance(line) for line in lines)
        if max(upper, lower) <= width + 0.5:
            best = min(best, (abs(upper - lower) / width + _parting(words[place - 1], words[place]), lines))
    return best[1]


def _parting(before: str, after: str) -> float:
    """What it costs to break between two words, as a part of a line: a capital begins a word of several syllables."""
    if before.endswith((",", ";", ":", ")")) or after in _OPENERS:
        return 0.0
    return 1.0 if before[:1].isupper() and after[:1].islower() else 0.5


def _broken(text: str, width: float, font: QFont) -> tuple[str, ...]:
    metrics = QFontMetricsF(font)
    lines: list[str] = []
    line = ""
    for word in text.split(" "):
        longer = f"{line} {word}" if line else word
        if line and metrics.horizontalAdvance(longer) > width:
            lines.append(line)
            line = word
        else:
            line = longer
    return (*lines, line) if line else tuple(lines)


@lru_cache(maxsize=256)
def digits_fit(text: str, width: int, cap: int, *, columns: bool = True) -> QFont:
    """The digits' font in which `text` is at most so wide and its capitals at most `cap` high.

    Without `columns` each digit has its own width: for a figure that stands alone.
    """
    font = _digits(_SAMPLE, columns=columns)
    metrics = QFontMetricsF(font)
    by_width = width / max(1.0, metrics.horizontalAdvance(text)) * _SAMPLE
    by_height = cap / metrics.capHeight() * _SAMPLE
    return _digits(int(min(by_width, by_height)), columns=columns)


def _digits(pixels: int, *, columns: bool) -> QFont:
    font = digits_font(pixels)
    if not columns:
        font.setFeature(QFont.Tag("tnum"), 0)
    return font


def digits_width(text: str, font: QFont) -> float:
    return QFontMetricsF(font).horizontalAdvance(text)


def draw_paragraph(
    painter: QPainter,
    box: QRectF,
    made: Paragraph,
    *,
    colour: QColor,
    across: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
    down: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignVCenter,
) -> None:
    """Draw a fitted paragraph in `box`."""
    font = words_font(made.pixels, made.weight)
    metrics = QFontMetricsF(font)
    painter.setFont(font)
    painter.setPen(colour)
    line_height = made.pixels * LINE
    top = box.top()
    if down == Qt.AlignmentFlag.AlignVCenter:
        top += (box.height() - made.height) / 2
    elif down == Qt.AlignmentFlag.AlignBottom:
        top += box.height() - made.height
    # Capitals, not ascents, stand in the middle of the line: that is what the eye sees as the middle.
    baseline = top + (line_height + _CAP * made.pixels) / 2
    for line in made.lines:
        advance = metrics.horizontalAdvance(line)
        left = box.left()
        if across == Qt.AlignmentFlag.AlignHCenter:
            left += (box.width() - advance) / 2
        elif across == Qt.AlignmentFlag.AlignRight:
            left += box.width() - advance
        painter.drawText(QPointF(left, baseline), line)
        baseline += line_height


def draw_words(
    painter: QPainter,
    box: QRectF,
    text: str,
    *,
    colour: QColor,
    largest: float,
    weight: int = 500,
    across: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
    down: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignVCenter,
) -> Paragraph:
    """Fit `text` into `box` and draw it."""
    size = (int(box.width()), int(box.height()))
    made = paragraph(text, size, largest=round(largest), weight=weight)
    draw_paragraph(painter, box, made, colour=colour, across=across, down=down)
    return made


def draw_digits(
    painter: QPainter,
    box: QRectF,
    text: str,
    *,
    font: QFont,
    colour: QColor,
    across: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
) -> None:
    """Draw a number or label with its capitals in the middle of `box`."""
    metrics = QFontMetricsF(font)
    advance = metrics.horizontalAdvance(text)
    left = box.left()
    if across == Qt.AlignmentFlag.AlignHCenter:
        left += (box.width() - advance) / 2
    elif across == Qt.AlignmentFlag.AlignRight:
        left += box.width() - advance
    painter.setFont(font)
    painter.setPen(colour)
    painter.drawText(QPointF(left, box.center().y() + metrics.capHeight() / 2), text)
