"""Words set into a box so that none is ever cut off: broken into lines, and made smaller until they fit."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter

from shared.lines import LEADING, break_lines
from shared.ui.fonts import digits_font, words_font

SMALLEST: Final = 12  # px: below that nothing can be read at arm's length, whatever fits
_DIGITS_LEADING: Final = 1.06  # figures and labels such as C047 have neither marks nor tails
_CAP: Final = 0.74  # em: the height of capitals in both typefaces, nearly
_BETWEEN: Final = 0.25  # of the size, between two paragraphs
_NEARLY: Final = 0.01  # px

LEFT: Final = Qt.AlignmentFlag.AlignLeft
CENTRE: Final = Qt.AlignmentFlag.AlignHCenter
RIGHT: Final = Qt.AlignmentFlag.AlignRight
Ranges = Sequence[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Para:
    """One paragraph of one style. `size` in pixels is what it would like to be, `least` what it must not go below.

    `digits` are the digits' typeface, in `columns` of one width or each as wide as it is.
    """

    text: str
    size: float
    weight: int = 400
    digits: bool = False
    columns: bool = True
    least: float = SMALLEST


class Face(NamedTuple):
    """A font of whole pixels: what is measured is what is drawn."""

    pixels: int
    weight: int
    digits: bool
    columns: bool

    @property
    def leading(self) -> float:
        return self.pixels * (_DIGITS_LEADING if self.digits else LEADING)


@dataclass(frozen=True, slots=True)
class SetPara:
    """A paragraph as set."""

    lines: tuple[str, ...]
    face: Face


@dataclass(frozen=True, slots=True)
class Block:
    """Paragraphs as set. `whole` is False if even the smallest letters did not fit."""

    paras: tuple[SetPara, ...]
    width: float
    height: float
    whole: bool

    @property
    def lines(self) -> tuple[str, ...]:
        return tuple(line for para in self.paras for line in para.lines)

    @property
    def pixels(self) -> int:
        """The size of the first paragraph's letters."""
        return self.paras[0].face.pixels if self.paras else 0


@lru_cache(maxsize=512)
def _font(face: Face) -> QFont:
    if face.digits:
        return digits_font(face.pixels, face.weight, columns=face.columns)
    return words_font(face.pixels, face.weight)


@lru_cache(maxsize=512)
def _metrics(face: Face) -> QFontMetricsF:
    return QFontMetricsF(_font(face))


@lru_cache(maxsize=16384)
def _advance(text: str, face: Face) -> float:
    return _metrics(face).horizontalAdvance(text)


@lru_cache(maxsize=4096)
def fit(paras: tuple[Para, ...], width: float, height: float) -> Block:
    """The paragraphs that have words, as large as `width` x `height` pixels allow; all are made smaller alike."""
    paras = tuple(para for para in paras if para.text)
    largest = max(1, round(max((para.size for para in paras), default=1)))
    smallest = min((int(largest * min(1.0, para.least / max(1.0, para.size))) for para in paras), default=largest)
    steps = range(largest - smallest + 1)  # one pixel of the largest paragraph each

    def at(step: int) -> Block:
        return _set(paras, width, height, 1 - step / largest)

    block = at(0)
    if block.whole:
        return block
    return at(min(bisect_left(steps, True, lo=1, key=lambda step: at(step).whole), steps[-1]))


def _set(paras: tuple[Para, ...], width: float, height: float, scale: float) -> Block:
    done: list[SetPara] = []
    widest = total = 0.0
    for para in paras:
        pixels = max(1, round(max(min(para.least, para.size), para.size * scale)))
        made, broad = _set_para(para.text, Face(pixels, para.weight, para.digits, para.columns), width)
        total += len(made.lines) * made.face.leading + (_BETWEEN * pixels if done else 0.0)
        widest = max(widest, broad)
        done.append(made)
    return Block(tuple(done), widest, total, widest <= width + _NEARLY and total <= height + _NEARLY)


def _set_para(text: str, face: Face, width: float) -> tuple[SetPara, float]:
    """Also how wide it is; a word that must be broken between letters counts whole."""
    lines = break_lines(text, lambda piece: _advance(piece, face), width)
    broad = max(_advance(line, face) for line in lines)
    if len(lines) > 1:
        broad = max(broad, *(_advance(word, face) for word in text.replace("\n", " ").split(" ")))
    return SetPara(lines, face), broad


def tail(text: str, size: int, weight: int, width: int) -> str:
    """The end of one line of text, as much as fits; blanks at its ends stay as broad as they are."""
    face = Face(size, weight, digits=False, columns=True)
    shown = text.replace(" ", "\N{NO-BREAK SPACE}")
    if _advance(shown, face) <= width:
        return shown
    while shown and _advance("…" + shown, face) > width:
        shown = shown[1:]
    return "…" + shown


def write(
    painter: QPainter, box: QRectF, para: Para, ink: QColor, *, align: Qt.AlignmentFlag = LEFT, middle: bool = True
) -> Block:
    """Fit one paragraph into `box` and draw it: in its middle, or from its top."""
    block = fit((para,), box.width(), box.height())
    draw(painter, box, block, [ink], align=align, middle=middle)
    return block


def draw(
    painter: QPainter,
    box: QRectF,
    block: Block,
    inks: Sequence[QColor],
    *,
    align: Qt.AlignmentFlag = LEFT,
    middle: bool = True,
    highlight: tuple[Ranges, str, QColor] | None = None,
) -> None:
    """Draw the block into the middle of the box's height, or from its top. `inks`: one for each paragraph with words.

    `highlight` puts a ground behind ranges of a text, which is that of the first paragraph.
    """
    top = box.top() + (max(0.0, (box.height() - block.height) / 2) if middle else 0.0)
    for number, (para, ink) in enumerate(zip(block.paras, inks, strict=False)):
        face = para.face
        top += _BETWEEN * face.pixels if number else 0.0
        # Capitals, not ascents, stand in the middle of the line: that is what the eye sees as the middle.
        base = (face.leading + _CAP * face.pixels) / 2
        painter.setFont(_font(face))
        at = 0
        for line in para.lines:
            left = aligned(box, _advance(line, face), align)
            if highlight is not None and number == 0:
                ranges, text, ground = highlight
                at = text.index(line, at)
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(ground)
                for mark in _marks(line, face, [(one - at, end - at) for one, end in ranges]):
                    painter.drawRoundedRect(mark.translated(left, top), 4, 4)
                at += len(line)
            painter.setPen(ink)
            painter.drawText(QPointF(left, top + base), line)
            top += face.leading


def aligned(box: QRectF, width: float, align: Qt.AlignmentFlag) -> float:
    """Where something `width` wide begins at the left, in the middle or at the right of `box`."""
    free = box.width() - width
    if align & RIGHT:
        return box.left() + free
    return box.left() + (free / 2 if align & CENTRE else 0.0)


def _marks(line: str, face: Face, ranges: Ranges) -> Iterator[QRectF]:
    """What lies behind these ranges of a line that begins at (0, 0)."""
    inset = 0.1 * face.pixels
    for start, end in ranges:
        first, last = max(0, start), min(end, len(line))
        if first < last:
            left, right = _advance(line[:first], face), _advance(line[:last], face)
            yield QRectF(left - 2, inset / 2, right - left + 4, face.leading - inset)
