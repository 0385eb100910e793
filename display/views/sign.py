"""One counter on a small screen: its number, whom it invites or serves, and what it is doing."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QWidget

from display.captions import captions
from display.sign_presenter import SignState
from display.state import Glow, Said
from display.views.lettering import Kind, digits_fit
from display.views.painted import PaintedView
from shared.counter_shows import Doing
from shared.ui.lettering import CENTRE, LEFT, RIGHT
from shared.ui.painting import rounded
from shared.ui.theme import DARK, Theme

_WIDE: Final = 2.2  # width to height above which counter and number stand side by side
_DASHES: Final = "– – –"
_NOTHING: Final = SignState(counter=0, doing=None, says=Said(main=""))


class SignView(PaintedView):
    """Paints the whole of it."""

    def __init__(self, language: str, parent: QWidget | None = None, *, theme: Theme = DARK) -> None:
        super().__init__("sign-view", parent, theme=theme)
        self._captions = captions(language)
        self._shown = _NOTHING

    def show_sign(self, shown: SignState) -> bool:
        """Show it. Says whether a paint is under way."""
        before, self._shown = self._shown, shown
        same = (before.counter, before.doing, before.label, before.glow, before.serves, before.notice, before.says) == (
            shown.counter,
            shown.doing,
            shown.label,
            shown.glow,
            shown.serves,
            shown.notice,
            shown.says,
        )
        if same and before.connected == shown.connected:
            return False
        self.setAccessibleName(f"{self._captions.counter.main} {shown.counter}: {shown.label} {shown.says.main}")
        self.update()
        return True

    def draw(self, painter: QPainter, dirty: QRect) -> None:  # noqa: ARG002 - drawn whole
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        whole = QRectF(self.rect())
        if self._shown.notice.alarm:
            foot = whole.adjusted(0, round(whole.height() * 0.88), 0, 0)
            whole = whole.adjusted(0, 0, 0, -foot.height())
            self._draw_notice(painter, foot)
        if whole.width() >= whole.height() * _WIDE:
            left = QRectF(whole.left(), whole.top(), round(whole.width() * 0.34), whole.height())
            self._draw_counter(painter, left, stacked=True)
            self._draw_middle(painter, whole.adjusted(left.width(), 0, 0, 0))
        else:
            head = QRectF(whole.left(), whole.top(), whole.width(), round(whole.height() * 0.3))
            self._draw_counter(painter, head, stacked=whole.width() < whole.height() * 0.8)
            self._draw_middle(painter, whole.adjusted(0, head.height(), 0, 0))

    def _draw_counter(self, painter: QPainter, place: QRectF, *, stacked: bool) -> None:
        """The number on the wall; what it serves beside it or under it."""
        theme, shown = self.theme, self._shown
        painter.fillRect(place, theme.surface)
        pad = min(place.width(), place.height()) * 0.08
        inside = place.adjusted(pad, pad, -pad, -pad)
        number = f"{shown.counter}"
        said = self._captions.counter
        if stacked:
            caption = QRectF(inside.left(), inside.top(), inside.width(), inside.height() * 0.2)
            digits = QRectF(inside.left(), caption.bottom(), inside.width(), inside.height() * 0.5)
            serves = QRectF(inside.left(), digits.bottom(), inside.width(), inside.height() * 0.3)
            across = CENTRE
        else:
            caption = QRectF(inside.left(), inside.top(), inside.width() * 0.18, inside.height())
            digits = QRectF(caption.right() + pad, inside.top(), inside.width() * 0.24, inside.height())
            left = digits.right() + pad
            serves = QRectF(left, inside.top(), inside.right() - left, inside.height())
            across = LEFT
        high = caption.height()
        paras = [
            (self.scribe.para(said.main, high * (0.7 if stacked else 0.4), 600, most_shrunk=0.4), theme.ink),
            (self.scribe.para(said.small, high * (0.4 if stacked else 0.24), 400, most_shrunk=0.4), theme.quiet),
        ]
        self.scribe.paragraphs(painter, caption, paras, across=across)
        font = digits_fit(
            "88" if len(number) < 3 else number, int(digits.width()), int(digits.height() * 0.86), columns=False
        )
        self.scribe.digits(painter, digits, number, font=font, colour=theme.accent, across=across, kind=Kind.HERO)
        self.scribe.words(
            painter,
            serves,
            shown.serves,
            colour=theme.ink,
            largest=serves.height() * (0.34 if stacked else 0.3),
            weight=500,
            across=CENTRE if stacked else RIGHT,
        )

    def _draw_middle(self, painter: QPainter, place: QRectF) -> None:
        """The number and, under it, what it means; or only that, as large as it can be."""
        shown, theme = self._shown, self.theme
        pad = min(place.width(), place.height()) * 0.06
        fill, ink, edge = self._colours()
        card = place.adjusted(pad, pad, -pad, -pad)
        rounded(painter, card, pad, fill=fill)
        if edge is not None:
            rounded(painter, card, pad, edge=edge, thick=max(3.0, pad * 0.4))
        inside = card.adjusted(pad, pad * 0.6, -pad, -pad * 0.6)
        label = _DASHES if shown.doing is Doing.PAUSED else shown.label
        says = inside
        if label:
            digits = QRectF(inside.left(), inside.top(), inside.width(), inside.height() * 0.62)
            font = digits_fit(
                "M000" if len(label) <= 4 else label, int(digits.width()), int(digits.height() * 0.86), columns=False
            )
            self.scribe.digits(painter, digits, label, font=font, colour=ink, across=CENTRE, kind=Kind.HERO)
            says = inside.adjusted(0, digits.height(), 0, 0)
        high = says.height()
        large = high * (0.42 if label else 0.3)
        paras = [
            (self.scribe.para(shown.says.main, large, 700), ink),
            (self.scribe.para(shown.says.small, large * 0.58, 400), ink if edge is not None else theme.quiet),
        ]
        self.scribe.paragraphs(painter, says, paras, across=CENTRE)

    def _colours(self) -> tuple[QColor, QColor, QColor | None]:
        """Of the card, of what stands on it, and of its edge."""
        theme, shown = self.theme, self._shown
        if not shown.connected:
            return theme.raised, theme.quiet, None
        if shown.doing is Doing.INVITING:
            if shown.glow is Glow.FILLED:
                return theme.highlight, theme.on_highlight, theme.accent_deep
            return theme.raised, theme.highlight, theme.highlight
        at_rest = shown.doing in (Doing.CLOSED, Doing.PAUSED)
        return theme.raised, theme.quiet if at_rest else theme.ink, None

    def _draw_notice(self, painter: QPainter, place: QRectF) -> None:
        painter.fillRect(place, self.theme.warning)
        inside = place.adjusted(place.height() * 0.3, 0, -place.height() * 0.3, 0)
        text = self._shown.notice.text.main
        self.scribe.words(painter, inside, text, colour=self.theme.on_accent, largest=place.height() * 0.6, weight=600)
