"""Words that are never cut off: broken into lines, made smaller step by step until they fit, drawn with room for
Vietnamese marks. What is measured is what is drawn."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QTextLayout, QTextOption

from shared.ui.fonts import digits_font, words_font

LINE: Final = 1.36  # em from line to line: capitals carry two marks (Ỗ) and the line above has its g and ợ
_BASE: Final = 1.08  # em from the top of a line to its foot
_LABEL_LINE: Final = 1.06  # labels such as C047 have neither marks nor tails
_LABEL_BASE: Final = 0.90
_STEP: Final = 0.94
_EVENED: Final = 3  # so many lines are made even
_EVEN_ENOUGH: Final = 6.0  # px
SMALLEST: Final = 12.0  # px
_MOST: Final = 4096


@dataclass(frozen=True, slots=True, kw_only=True)
class Face:
    """How words look: the size they would like, the least they may have (px), the weight, letters or digits.

    `proportional` digits are for what stands still and alone: a 1 does not float in its room.
    """

    largest: float
    smallest: float = SMALLEST
    weight: int = 400
    digits: bool = False
    proportional: bool = False

    def font(self, px: float) -> QFont:
        if not self.digits:
            return words_font(px, self.weight)
        font = digits_font(px, self.weight)
        if self.proportional:
            font.unsetFeature(QFont.Tag("tnum"))
        return font


@dataclass(frozen=True, slots=True, kw_only=True)
class Laid:
    """Words in lines. `fits` is False where even the smallest size was too large for the room."""

    lines: tuple[str, ...]
    px: float
    width: float
    height: float
    font: QFont
    fits: bool
    pitch: float
    base: float


@lru_cache(maxsize=_MOST)
def lay(text: str, face: Face, width: float, height: float) -> Laid:
    """`text` as large as `face` and the room allow."""
    px = face.largest
    while True:
        laid = _at(text, face, px, width, height)
        if laid.fits or px <= face.smallest:
            return _balanced(laid, text, face, width, height)
        px = max(face.smallest, px * _STEP)


def _at(text: str, face: Face, px: float, width: float, height: float) -> Laid:
    # The font has whole pixels: what is measured must be what is asked for.
    px = max(1, round(px))
    font = face.font(px)
    metrics = QFontMetricsF(font)
    lines = tuple(line for part in text.split("\n") for line in _broken(part, font, width))
    widest = max((metrics.horizontalAdvance(line) for line in lines), default=0.0)
    pitch, base = (_LABEL_LINE, _LABEL_BASE) if face.digits else (LINE, _BASE)
    tall = len(lines) * pitch * px
    return Laid(
        lines=lines,
        px=px,
        width=widest,
        height=tall,
        font=font,
        fits=widest <= width + 0.5 and tall <= height + 0.5,
        pitch=pitch * px,
        base=base * px,
    )


def _balanced(laid: Laid, text: str, face: Face, width: float, height: float) -> Laid:
    """The same number of lines, as even as can be: no single word on a line of its own."""
    if not 1 < len(laid.lines) <= _EVENED or not laid.fits:
        return laid
    narrow, wide, best = width / 2, width, laid
    while wide - narrow > _EVEN_ENOUGH:
        middle = (narrow + wide) / 2
        tried = _at(text, face, laid.px, middle, height)
        if len(tried.lines) == len(laid.lines) and tried.fits:
            best, wide = tried, middle
        else:
            narrow = middle
    return best


def _broken(text: str, font: QFont, width: float) -> tuple[str, ...]:
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WordWrap)
    layout.setTextOption(option)
    lines: list[str] = []
    layout.beginLayout()
    line = layout.createLine()
    while line.isValid():
        line.setLineWidth(max(1.0, width))
        lines.append(text[line.textStart() : line.textStart() + line.textLength()].strip())
        line = layout.createLine()
    layout.endLayout()
    return tuple(lines) or ("",)


def write(
    painter: QPainter,
    room: QRectF,
    text: str,
    face: Face,
    *,
    colour: QColor,
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
    middle: bool = True,
) -> Laid:
    """Draw `text` into `room`: at its left, right or centre; in its middle, or from its top."""
    laid = lay(text, face, room.width(), room.height())
    painter.setFont(laid.font)
    painter.setPen(colour)
    metrics = QFontMetricsF(laid.font)
    top = room.top() + (max(0.0, room.height() - laid.height) / 2 if middle else 0.0)
    for number, line in enumerate(laid.lines):
        free = room.width() - metrics.horizontalAdvance(line)
        left = room.left()
        if align & Qt.AlignmentFlag.AlignRight:
            left += free
        elif align & Qt.AlignmentFlag.AlignHCenter:
            left += free / 2
        painter.drawText(QPointF(left, top + number * laid.pitch + laid.base), line)
    return laid
