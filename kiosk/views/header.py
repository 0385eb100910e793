"""The head of every page: whose hall this is, what time it is, the other language."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Slot
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from kiosk.state import Gestures, KioskState
from kiosk.views.look import Look
from kiosk.views.parts import Key, Words
from kiosk.wording import date_words
from shared.ui.theme import LIGHT

_NEXT_LANGUAGE = {"vi": "English", "en": "Tiếng Việt"}  # each in itself: who needs it must be able to read it

_HOLD_MS = 3000


class LanguageKey(Key):
    """Leads to the other language."""

    def __init__(self, gestures: Gestures, parent: QWidget | None = None) -> None:
        super().__init__("language", parent=parent)
        self._gestures = gestures
        self.tapped.connect(self._language_tapped)

    def show_language(self, look: Look, language: str, *, size: float) -> None:
        """Name the language that is not shown."""
        self.show_text(look, _NEXT_LANGUAGE.get(language, "Tiếng Việt"), size)

    @Slot()
    def _language_tapped(self) -> None:
        self._gestures.change_language()


class Header(QWidget):
    """Stays while the pages below it change. In low reach nothing on it is touched."""

    def __init__(self, gestures: Gestures, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._gestures = gestures
        self._holding = QTimer(self)
        self._holding.setSingleShot(True)
        self._holding.setInterval(_HOLD_MS)
        self._holding.timeout.connect(self._held)
        self._theme = LIGHT
        self._hall = Words("hall-name", self)
        self._clock = Words("clock", self)
        self._language = LanguageKey(gestures, self)

    def show_state(self, state: KioskState, look: Look) -> None:
        m, self._theme = look.measures, look.theme
        ink = look.theme.on_head
        self.setGeometry(0, 0, m.width, m.header)
        high = m.header - 2 * m.px(16)
        key, clock = m.key_broad(200), m.px(280)
        has_key = not m.low
        key_left = m.width - m.margin - (key if has_key else -m.gap)
        clock_left = key_left - m.gap - clock
        self._language.setGeometry(key_left, m.px(16), key, high)
        self._clock.setGeometry(clock_left, m.px(8), clock, m.header - m.px(16))
        self._hall.setGeometry(m.margin, m.px(8), clock_left - m.gap - m.margin, m.header - m.px(16))
        self._hall.show_paras(look, look.para(state.hall, 36, 700), inks=(ink,), left=True)
        if state.now is not None:
            self._clock.show_paras(
                look,
                look.para(f"{state.now:%H:%M}", 46, 700, digits=True),
                look.para(date_words(state.now, state.language), 24),
                inks=(ink, ink),
            )
        self._language.show_language(look, state.language, size=30)
        self._language.setVisible(state.can_change_language and has_key)
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """The left end of the head, held for some seconds, is the staff's way in."""
        if event.position().x() < self.height() * 1.5:
            self._holding.start()
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        self._holding.stop()
        super().mouseReleaseEvent(event)

    @Slot()
    def _held(self) -> None:
        self._gestures.call_staff_page()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.head)
        if self._theme.head == self._theme.ground:
            painter.fillRect(0, self.height() - 3, self.width(), 3, self._theme.line)
