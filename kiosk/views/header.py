"""The head of every page: whose hall this is, what time it is, the other language."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from kiosk.measures import Measures
from kiosk.state import Gestures, KioskState
from kiosk.views.parts import Key, Words
from kiosk.wording import date_words
from shared.ui.lettering import Para
from shared.ui.theme import LIGHT

_NEXT_LANGUAGE = {"vi": "English", "en": "Tiếng Việt"}  # each in itself: who needs it must be able to read it


class Header(QWidget):
    """Stays while the pages below it change."""

    def __init__(self, gestures: Gestures, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._gestures = gestures
        self._hall = Words("hall-name", self)
        self._clock = Words("clock", self)
        self._language = Key("language", parent=self)
        self._language.tapped.connect(self._language_tapped)

    def show_state(self, state: KioskState, measures: Measures) -> None:
        m = measures
        high, inset = m.header, m.px(22)
        key, clock = m.px(200), m.px(280)
        key_left = m.width - m.margin - key
        clock_left = key_left - m.gap - clock
        self._language.setGeometry(key_left, inset, key, high - 2 * inset)
        self._clock.setGeometry(clock_left, m.px(8), clock, high - m.px(16))
        self._hall.setGeometry(m.margin, m.px(8), clock_left - m.gap - m.margin, high - m.px(16))
        self._hall.show_paras(Para(state.hall, m.px(36), 700), inks=(LIGHT.on_accent,), left=True)
        if state.now is not None:
            self._clock.show_paras(
                Para(f"{state.now:%H:%M}", m.px(46), 700, digits=True),
                Para(date_words(state.now, state.language), m.px(24), 500),
                inks=(LIGHT.on_accent, LIGHT.on_accent),
            )
        self._language.show_text(_NEXT_LANGUAGE.get(state.language, "Tiếng Việt"), m.px(30))
        self._language.setVisible(state.can_change_language)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        QPainter(self).fillRect(self.rect(), LIGHT.accent_deep)

    @Slot()
    def _language_tapped(self) -> None:
        self._gestures.change_language()
