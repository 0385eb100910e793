"""Words set into a box so that none is ever cut off: wrapped, and made smaller step by step until they fit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter

from shared.ui.fonts import digits_font, words_font

_LEADING: Final = 1.32  # of the size: room for the marks of Ệ and Ỗ under the line above
_STEP: Final = 0.95
_SMALLEST: Final = 13  # px: below that nothing can be read, whatever fits
_BETWEEN: Final = 0.25  # of the size, between two paragraphs

Ranges = Sequence[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Para:
    """One paragraph of one style. `size` in pixels is what it would like to be, `least` what it must not go below
    while another paragraph still can."""

    text: str
    size: float
    weight: int = 400
    digits: bool = False
    least: float = _SMALLEST


@dataclass(frozen=True, slots=True)
class Line:
    """One line as set; `start` is where it begins in the paragraph."""

    text: str
    start: int


@dataclass(frozen=True, slots=True)
class SetPara:
    """A paragraph as set."""

    size: int
    weight: int
    digits: bool
    lines: tuple[Line, ...]

    @property
    def leading(self) -> float:
        return self.size * (1.15 if self.digits else _LEADING)


@dataclass(frozen=True, slots=True)
class Block:
    """Paragraphs as set. `whole` is False if even the smallest letters did not fit."""

    paras: tuple[SetPara, ...]
    width: float
    height: float
    whole: bool


@lru_cache(maxsize=512)
def font(size: int, weight: int, digits: bool) -> QFont:
    return digits_font(size, weight) if digits else words_font(size, weight)


@lru_cache(maxsize=512)
def _metrics(size: int, weight: int, digits: bool) -> QFontMetricsF:
    return QFontMetricsF(font(size, weight, digits))


@lru_cache(maxsize=16384)
def _advance(text: str, size: int, weight: int, digits: bool) -> float:
    return _metrics(size, weight, digits).horizontalAdvance(text)


@lru_cache(maxsize=2048)
def fit(paras: tuple[Para, ...], width: int, height: int) -> Block:
    """The paragraphs, all made smaller alike until they fit into `width` x `height` pixels."""
    scale = 1.0
    while True:
        block = _set(paras, width, height, scale)
        if block.whole:
            return block
        if all(para.size * scale <= max(para.least, _SMALLEST) for para in paras):
            break
        scale *= _STEP
    if all(para.least <= _SMALLEST for para in paras):
        return block
    return fit(tuple(replace(para, least=_SMALLEST) for para in paras), width, height)


def tail(text: str, size: int, weight: int, width: int) -> str:
    """The end of one line of text, as much as fits; blanks at its ends stay as broad as they are."""
    shown = text.replace(" ", "\N{NO-BREAK SPACE}")
    if _advance(shown, size, weight, False) <= width:
        return shown
    while shown and _advance("…" + shown, size, weight, False) > width:
        shown = shown[1:]
    return "…" + shown


def _set(paras: tuple[Para, ...], width: int, height: int, scale: float) -> Block:
    done: list[SetPara] = []
    widest = total = 0.0
    for para in paras:
        if not para.text:
            continue
        size = round(max(_SMALLEST, min(para.least, para.size), para.size * scale))
        lines, broad = _balanced(para.text, width, (size, para.weight, para.digits))
        made = SetPara(size, para.weight, para.digits, lines)
        total += len(lines) * made.leading + (_BETWEEN * size if done else 0.0)
        widest = max(widest, broad)
        done.append(made)
    return Block(tuple(done), widest, total, widest <= width and total <= height)


def _balanced(text: str, width: int, style: tuple[int, int, bool]) -> tuple[tuple[Line, ...], float]:
    """As few lines as fit, all about equally long: no word stands alone on the last one."""
    lines, widest = _wrapped(text, width, style)
    if len(lines) == 1 or widest > width:
        return lines, widest
    narrow, broad = width // 2, width
    while broad - narrow > style[0] // 2:
        middle = (narrow + broad) // 2
        tried, tried_widest = _wrapped(text, middle, style)
        if len(tried) == len(lines) and tried_widest <= middle:
            broad, lines, widest = middle, tried, tried_widest
        else:
            narrow = middle
    return lines, widest


def _wrapped(text: str, width: int, style: tuple[int, int, bool]) -> tuple[tuple[Line, ...], float]:
    """Lines of whole words; a newline begins a line. Also how wide the widest is."""
    lines: list[Line] = []
    widest = 0.0
    blank = _advance(" ", *style)
    start = 0
    for row in text.split("\n"):
        begin, end, used, at = start, start, 0.0, start
        for word in row.split(" "):
            broad = _advance(word, *style)
            if at > begin and used + blank + broad > width:
                lines.append(Line(text[begin:end], begin))
                widest = max(widest, used)
                begin, used = at, broad
            else:
                used += broad + (blank if at > begin else 0.0)
            end = at + len(word)
            at = end + 1
        lines.append(Line(text[begin:end], begin))
        widest = max(widest, used)
        start += len(row) + 1
    return tuple(lines), widest


def draw(
    painter: QPainter,
    box: QRect,
    block: Block,
    inks: Sequence[QColor],
    *,
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
    highlight: tuple[Ranges, QColor] | None = None,
) -> None:
    """Draw the block into the middle of the box's height. `inks`: one for each paragraph that has words.

    `highlight` puts a ground behind ranges of the first paragraph.
    """
    top = box.top() + max(0.0, (box.height() - block.height) / 2)
    for number, (para, ink) in enumerate(zip(block.paras, inks, strict=False)):
        if number:
            top += _BETWEEN * para.size
        style = (para.size, para.weight, para.digits)
        metrics = _metrics(*style)
        painter.setFont(font(*style))
        for line in para.lines:
            left = float(box.left())
            if align == Qt.AlignmentFlag.AlignHCenter:
                left += (box.width() - _advance(line.text, *style)) / 2
            base = top + (para.leading - metrics.ascent() - metrics.descent()) / 2 + metrics.ascent()
            if highlight is not None and number == 0:
                _mark(painter, line, QPointF(left, top), para, highlight)
            painter.setPen(ink)
            painter.drawText(QPointF(left, base), line.text)
            top += para.leading


def _mark(painter: QPainter, line: Line, at: QPointF, para: SetPara, highlight: tuple[Ranges, QColor]) -> None:
    ranges, ground = highlight
    style = (para.size, para.weight, para.digits)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    for start, end in ranges:
        first, last = max(start, line.start) - line.start, min(end, line.start + len(line.text)) - line.start
        if first < last:
            left = _advance(line.text[:first], *style)
            right = _advance(line.text[:last], *style)
            inset = 0.1 * para.size
            mark = QRectF(at.x() + left - 2, at.y() + inset / 2, right - left + 4, para.leading - inset)
            painter.drawRoundedRect(mark, 4, 4)
