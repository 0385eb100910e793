"""What a small screen at a counter shows a citizen: the counter's number, a label, a sentence in two languages.

Only the painting, of any size; what it says is the face's business. `Panel` holds no word of who somebody is.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from shared.ui.lettering import CENTRE, LEFT, Para, draw, fit
from shared.ui.painting import rounded
from shared.ui.theme import DARK, Theme

_WIDE: Final = 2.2  # width to height above which counter and label stand side by side
_PAD: Final = 0.045  # of the shorter side
_SMALL: Final = 0.58  # the second language, of the first


class Tone(Enum):
    """How loud a panel is."""

    DARK = "dark"  #: nothing to say: closed, paused, not connected
    PLAIN = "plain"
    CALLING = "calling"


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """`caption`, `says` and `more` are in the first language and in the second; all but `caption` may be empty."""

    caption: tuple[str, str]
    number: str
    tone: Tone
    label: str = ""
    says: tuple[str, str] = ("", "")
    more: tuple[str, str] = ("", "")


def paint_panel(painter: QPainter, room: QRectF, panel: Panel, *, theme: Theme = DARK) -> tuple[str, ...]:
    """Fill `room`. The texts that did not fit even in the smallest letters: none, at 320x240 and above."""
    painter.fillRect(room, theme.ground)
    pad = max(4.0, min(room.width(), room.height()) * _PAD)
    wide = room.width() >= room.height() * _WIDE
    part = room.width() * 0.3 if wide else room.height() * 0.25
    head = QRectF(room.left(), room.top(), part, room.height()) if wide else QRectF(room)
    if not wide:
        head.setHeight(part)
    body = room.adjusted(part, 0, 0, 0) if wide else room.adjusted(0, part, 0, 0)
    missed = _head(painter, head, panel, theme, pad, stacked=wide)
    return missed + _body(painter, body.adjusted(pad, pad, -pad, -pad), panel, theme, pad)


def _head(painter: QPainter, room: QRectF, panel: Panel, theme: Theme, pad: float, *, stacked: bool) -> tuple[str, ...]:
    painter.fillRect(room, theme.surface)
    inside = room.adjusted(pad, pad * 0.5, -pad, -pad * 0.5)
    if stacked:
        caption = QRectF(inside.left(), inside.top(), inside.width(), inside.height() * 0.38)
        number = QRectF(inside.left(), caption.bottom(), inside.width(), inside.height() * 0.62)
        across = CENTRE
    else:
        caption = QRectF(inside.left(), inside.top(), inside.width() * 0.6, inside.height())
        number = QRectF(caption.right(), inside.top(), inside.width() * 0.4, inside.height())
        across = LEFT
    large = caption.height() * (0.42 if stacked else 0.46)
    missed = _two(painter, caption, panel.caption, large, (theme.ink, theme.quiet), across=across, weight=600)
    digits = Para(panel.number, number.height() * 0.92, 700, digits=True, columns=False)
    across = CENTRE if stacked else Qt.AlignmentFlag.AlignRight
    return missed + _paras(painter, number, (digits,), (theme.accent,), across=across)


def _body(painter: QPainter, room: QRectF, panel: Panel, theme: Theme, pad: float) -> tuple[str, ...]:
    fill, ink, quiet = _colours(panel.tone, theme)
    rounded(painter, room, pad, fill=fill)
    inside = room.adjusted(pad, pad * 0.6, -pad, -pad * 0.6)
    missed: tuple[str, ...] = ()
    says = QRectF(inside)
    if panel.label:
        label = QRectF(inside.left(), inside.top(), inside.width(), inside.height() * (0.46 if panel.more[0] else 0.58))
        digits = Para(panel.label, label.height() * 0.96, 700, digits=True, columns=False)
        missed += _paras(painter, label, (digits,), (ink,))
        says.setTop(label.bottom())
    if panel.more[0]:
        more = QRectF(says)
        more.setTop(says.bottom() - says.height() * (0.62 if panel.label else 0.42))
        says.setBottom(more.top())
        missed += _two(painter, more, panel.more, more.height() * 0.3, (ink, quiet), weight=500)
    share = 0.5 if panel.label or panel.more[0] else 0.3
    return missed + _two(painter, says, panel.says, says.height() * share, (ink, quiet), weight=700)


def _colours(tone: Tone, theme: Theme) -> tuple[QColor, QColor, QColor]:
    match tone:
        case Tone.CALLING:
            return theme.highlight, theme.on_highlight, theme.on_highlight
        case Tone.PLAIN:
            return theme.raised, theme.ink, theme.quiet
        case Tone.DARK:
            return theme.surface, theme.quiet, theme.quiet


def _two(
    painter: QPainter,
    room: QRectF,
    texts: tuple[str, str],
    size: float,
    inks: tuple[QColor, QColor],
    *,
    weight: int,
    across: Qt.AlignmentFlag = CENTRE,
) -> tuple[str, ...]:
    """The first language, and the second below it and smaller; once, where both say the same."""
    first, second = texts
    paras = [Para(first, size, weight, least=7)]
    if second and second != first:
        paras.append(Para(second, size * _SMALL, 400, least=7))
    return _paras(painter, room, tuple(paras), inks, across=across)


def _paras(
    painter: QPainter,
    room: QRectF,
    paras: tuple[Para, ...],
    inks: tuple[QColor, ...],
    *,
    across: Qt.AlignmentFlag = CENTRE,
) -> tuple[str, ...]:
    there = tuple(para for para in paras if para.text)
    if not there:
        return ()
    block = fit(there, room.width(), room.height())
    draw(painter, room, block, list(inks), align=across)
    return () if block.whole else tuple(para.text for para in there)
