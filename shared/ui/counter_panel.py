"""What a small screen at a counter shows a citizen: the counter's number, a label, a sentence in two languages.

Only the painting, of any size, for the sign beside a counter and for the citizen's screen of an officer's machine; what
it says is the face's business, but for an emergency, of which all of them say the same. `Panel` holds no word of who
somebody is.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from shared.text import words
from shared.ui.lettering import CENTRE, LEFT, RIGHT, Para, draw, fit
from shared.ui.painting import rounded
from shared.ui.theme import DARK, Theme

_WIDE: Final = 2.2  # width to height above which counter and label stand side by side
_TALL: Final = 0.8  # width to height below which what stands at the counter's number is put one under the other
_PAD: Final = 0.045  # of the shorter side
_SMALL: Final = 0.58  # the second language, of the first
_DIGITS: Final = 1.16  # letters' size of figures, of the height they stand in: their own height is three quarters of it
_FOOT: Final = 0.12  # of the height, for an alarm


class Tone(Enum):
    """How loud a panel is."""

    DARK = "dark"  #: nothing to say: closed, paused, not connected
    PLAIN = "plain"
    CALLING = "calling"
    CALLED = "called"  #: an invitation that is not new, and the quiet half of a pulse
    WARNING = "warning"  #: an emergency of the hall


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """`caption`, `says` and `more` are in the first language and in the second; all but `caption` may be empty.
    `serves` stands at the counter's number; `alarm` in a strip at the foot."""

    caption: tuple[str, str]
    number: str
    tone: Tone
    label: str = ""
    says: tuple[str, str] = ("", "")
    more: tuple[str, str] = ("", "")
    serves: str = ""
    alarm: str = ""


def emergency_panel(
    caption: tuple[str, str], number: str, *, said: tuple[str, str], invited: str, languages: tuple[str, str]
) -> Panel:
    """A counter's screen during an emergency, the same from whichever program: `said` is the newest; below it, in both
    languages, whose label is `invited` ("" for nobody), because he must not miss it."""
    first, second = (
        words(one).gettext("Mời số {label} vào quầy").format(label=invited) if invited else "" for one in languages
    )
    return Panel(caption=caption, number=number, tone=Tone.WARNING, says=said, more=(first, second))


def paint_panel(painter: QPainter, room: QRectF, panel: Panel, *, theme: Theme = DARK) -> tuple[str, ...]:
    """Fill `room`. The texts that did not fit even in the smallest letters: none, at 320x240 and above."""
    painter.fillRect(room, theme.ground)
    missed: tuple[str, ...] = ()
    if panel.alarm:
        foot = QRectF(room)
        foot.setTop(round(room.bottom() - room.height() * _FOOT))
        room = QRectF(room.left(), room.top(), room.width(), foot.top() - room.top())
        missed = _foot(painter, foot, panel.alarm, theme)
    pad = max(4.0, min(room.width(), room.height()) * _PAD)
    wide = room.width() >= room.height() * _WIDE
    share = 0.3 if panel.serves or wide else 0.25
    part = room.width() * share if wide else room.height() * share
    head = QRectF(room.left(), room.top(), part, room.height()) if wide else QRectF(room)
    if not wide:
        head.setHeight(part)
    body = room.adjusted(part, 0, 0, 0) if wide else room.adjusted(0, part, 0, 0)
    stacked = wide or (bool(panel.serves) and room.width() < room.height() * _TALL)
    missed += _head(painter, head, panel, theme, pad, stacked=stacked)
    return missed + _body(painter, body.adjusted(pad, pad, -pad, -pad), panel, theme, pad)


def _foot(painter: QPainter, room: QRectF, alarm: str, theme: Theme) -> tuple[str, ...]:
    painter.fillRect(room, theme.warning)
    inside = room.adjusted(room.height() * 0.3, 0, -room.height() * 0.3, 0)
    paras = (Para(alarm, room.height() * 0.6, 600, least=7),)
    return _paras(painter, inside, paras, (theme.on_accent,), across=LEFT)


def _head(painter: QPainter, room: QRectF, panel: Panel, theme: Theme, pad: float, *, stacked: bool) -> tuple[str, ...]:
    painter.fillRect(room, theme.surface)
    inside = room.adjusted(pad, pad * 0.5, -pad, -pad * 0.5)
    caption, number, serves = _stacked(inside, panel) if stacked else _side_by_side(inside, panel)
    across = CENTRE if stacked else LEFT
    large = caption.height() * (0.42 if stacked else 0.46)
    missed = _two(painter, caption, panel.caption, large, (theme.ink, theme.quiet), across=across, weight=600)
    across = CENTRE if stacked or panel.serves else RIGHT
    missed += _digits(painter, number, panel.number, theme.accent, across=across)
    what = Para(panel.serves, serves.height() * (0.4 if stacked else 0.28), 500, least=7)
    return missed + _paras(painter, serves, (what,), (theme.ink,), across=CENTRE if stacked else RIGHT)


def _stacked(room: QRectF, panel: Panel) -> tuple[QRectF, QRectF, QRectF]:
    """The places of caption, number and what the counter serves: one under the other."""
    first, second = (0.26, 0.46) if panel.serves else (0.38, 0.62)
    caption = QRectF(room.left(), room.top(), room.width(), room.height() * first)
    number = QRectF(room.left(), caption.bottom(), room.width(), room.height() * second)
    return caption, number, QRectF(room.left(), number.bottom(), room.width(), room.bottom() - number.bottom())


def _side_by_side(room: QRectF, panel: Panel) -> tuple[QRectF, QRectF, QRectF]:
    first, second = (0.2, 0.24) if panel.serves else (0.6, 0.4)
    caption = QRectF(room.left(), room.top(), room.width() * first, room.height())
    number = QRectF(caption.right(), room.top(), room.width() * second, room.height())
    gap = room.width() * 0.02
    return caption, number, QRectF(number.right() + gap, room.top(), room.right() - number.right() - gap, room.height())


def _body(painter: QPainter, room: QRectF, panel: Panel, theme: Theme, pad: float) -> tuple[str, ...]:
    fill, ink, quiet, edge = _colours(panel.tone, theme)
    rounded(painter, room, pad, fill=fill, edge=edge, thick=max(3.0, pad * 0.3))
    inside = room.adjusted(pad, pad * 0.6, -pad, -pad * 0.6)
    missed: tuple[str, ...] = ()
    says = QRectF(inside)
    if panel.label:
        label = QRectF(inside.left(), inside.top(), inside.width(), inside.height() * (0.46 if panel.more[0] else 0.58))
        missed += _digits(painter, label, panel.label, ink, across=CENTRE)
        says.setTop(label.bottom())
    if panel.more[0]:
        more = QRectF(says)
        more.setTop(says.bottom() - says.height() * (0.62 if panel.label else 0.42))
        says.setBottom(more.top())
        missed += _two(painter, more, panel.more, more.height() * 0.3, (ink, quiet), weight=500)
    share = 0.5 if panel.label or panel.more[0] else 0.3
    # So that a short sentence stays on one line, where it can.
    large = min(says.height() * share, says.width() * (0.1 if panel.label else 0.135))
    return missed + _two(painter, says, panel.says, large, (ink, quiet), weight=700)


def _colours(tone: Tone, theme: Theme) -> tuple[QColor, QColor, QColor, QColor | None]:
    """Of the card, of what stands on it and of its second language, and of its edge."""
    match tone:
        case Tone.CALLING:
            return theme.highlight, theme.on_highlight, theme.on_highlight, theme.accent_deep
        case Tone.CALLED:
            return theme.raised, theme.highlight, theme.quiet, theme.highlight
        case Tone.PLAIN:
            return theme.raised, theme.ink, theme.quiet, None
        case Tone.WARNING:
            return theme.warning, theme.on_accent, theme.on_accent, None
        case Tone.DARK:
            return theme.surface, theme.quiet, theme.quiet, None


def _digits(painter: QPainter, room: QRectF, text: str, ink: QColor, *, across: Qt.AlignmentFlag) -> tuple[str, ...]:
    """As large as `room`: what a line has above and below its figures for marks and tails is none of it."""
    over = room.height() * 0.13
    digits = Para(text, room.height() * _DIGITS, 700, digits=True, columns=False)
    return _paras(painter, room.adjusted(0, -over, 0, over), (digits,), (ink,), across=across)


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
