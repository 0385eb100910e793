"""An emergency of the hall: it takes the whole page, in both languages, and nothing on it is touched."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from kiosk.emergency import EmergencyBody
from kiosk.state import Gestures, KioskState
from kiosk.views.look import Look
from kiosk.views.page import PageView
from kiosk.views.parts import Words
from kiosk.wording import emergency_titles
from shared.ui.measures import Box
from shared.ui.painting import warning_sign
from shared.ui.theme import DARK, HIGH_CONTRAST, Theme

_MOST: Final = 2  # that are read at once; the newest on top


class EmergencyPage(PageView):
    """Painted in the colours of the boards, so that it looks like no other page."""

    def __init__(self, gestures: Gestures, parent: QWidget | None = None) -> None:
        super().__init__(gestures, parent)
        self._title = Words("emergency-title", self)
        self._say = Words("emergency", self)
        self._theme: Theme = DARK
        self._sign = QRectF()
        self._room = Box(0, 0, 0, 0)

    def show_page(self, state: KioskState, look: Look) -> None:
        m = look.measures
        self._theme = HIGH_CONTRAST if look.theme is HIGH_CONTRAST else DARK
        ink = self._theme.on_accent
        self._room = Box(0, m.header, m.width, m.height - m.dock - m.header)
        side = m.px(240 if m.portrait else 130)
        pad = m.px(70 if m.portrait else 26)
        top = self._room.top + pad
        words = m.inner - side - 2 * m.gap
        self._sign = QRectF(m.margin + m.gap, top, side, side)
        self._title.setGeometry(m.margin + side + 2 * m.gap, top, words, side)
        main, small = emergency_titles(state.language)
        self._title.show_paras(look, look.para(main, 76, 700), look.para(small, 46), inks=(ink, ink), left=True)
        below = top + side + pad
        self._say.setGeometry(m.margin + m.gap, below, m.inner - 2 * m.gap, self._room.bottom - pad - below)
        shown = state.body.notices[:_MOST] if isinstance(state.body, EmergencyBody) else ()
        paras = [
            look.para(text, size, weight)
            for number, said in enumerate(shown)
            for text, size, weight in zip(said, (62, 46) if number else (104, 72), (700, 500), strict=True)
        ]
        self._say.show_paras(look, *paras, inks=(ink,) * len(paras), left=True, top=True)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(*self._room, self._theme.warning)
        painter.fillPath(warning_sign(self._sign), self._theme.on_accent)
