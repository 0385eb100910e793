"""One counter on a small screen: its number, whom it invites or serves, and what it is doing."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from display.captions import captions, other
from display.sign_presenter import SignState
from display.state import Glow, Said
from display.views.painted import PaintedView
from shared.counter_shows import Doing
from shared.ui.counter_panel import Panel, Tone, emergency_panel, paint_panel
from shared.ui.theme import DARK, Theme

_DASHES: Final = "– – –"
_NOTHING: Final = SignState(counter=0, doing=None, says=Said(main=""))


class SignView(PaintedView):
    """Paints the whole of it."""

    def __init__(self, language: str, parent: QWidget | None = None, *, theme: Theme = DARK) -> None:
        super().__init__("sign-view", parent, theme=theme)
        self._language = language
        self._panel = panel_of(_NOTHING, language)
        #: Words of the last painting that had no room.
        self.cut_off: tuple[str, ...] = ()

    def show_sign(self, shown: SignState) -> bool:
        """Show it. Says whether a paint is under way."""
        panel = panel_of(shown, self._language)
        if panel == self._panel:
            return False
        self._panel = panel
        self.setAccessibleName(f"{panel.caption[0]} {panel.number}: {panel.label} {panel.says[0]}")
        self.update()
        return True

    def draw(self, painter: QPainter, dirty: QRect) -> None:  # noqa: ARG002 - drawn whole
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.cut_off = paint_panel(painter, QRectF(self.rect()), self._panel, theme=self.theme)


def panel_of(shown: SignState, language: str) -> Panel:
    """What the screen shows of a counter."""
    made = _emergency(shown, language) if shown.emergency is not None else _counter(shown, language)
    return replace(made, alarm=shown.notice.text.main) if shown.notice.alarm else made


def _counter(shown: SignState, language: str) -> Panel:
    caption = captions(language).counter
    return Panel(
        caption=(caption.main, caption.small),
        number=str(shown.counter),
        tone=_tone(shown),
        label=_DASHES if shown.doing is Doing.PAUSED else shown.label,
        says=(shown.says.main, shown.says.small),
        serves=shown.serves,
    )


def _emergency(shown: SignState, language: str) -> Panel:
    """The newest emergency; below it who is invited, as on the board: he must not miss it because of a notice."""
    assert shown.emergency is not None
    caption, newest = captions(language).counter, shown.emergency.notices[0]
    return emergency_panel(
        (caption.main, caption.small),
        str(shown.counter),
        said=(newest.main, newest.small),
        invited=shown.label if shown.doing is Doing.INVITING else "",
        languages=(language, other(language)),
    )


def _tone(shown: SignState) -> Tone:
    if not shown.connected or shown.doing in (None, Doing.CLOSED, Doing.PAUSED):
        return Tone.DARK
    if shown.doing is not Doing.INVITING:
        return Tone.PLAIN
    return Tone.CALLING if shown.glow is Glow.FILLED else Tone.CALLED
