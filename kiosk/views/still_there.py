"""The question whether the citizen is still there, over whatever page is open."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from kiosk.state import Gestures, KioskState
from kiosk.views.look import Look
from kiosk.views.parts import Card, Key, Kind, Words
from shared.text import words
from shared.ui.measures import Box
from shared.ui.theme import LIGHT


class StillThere(QWidget):
    """A touch anywhere answers yes; what lies below gets nothing of it."""

    def __init__(self, gestures: Gestures, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._gestures = gestures
        self._theme = LIGHT
        self._card = Card(self)
        self._say = Words("still-there", self)
        self._more = Key("more-time", Kind.MAIN, self)
        self._more.tapped.connect(self._more_tapped)

    def show_state(self, state: KioskState, look: Look) -> None:
        m, self._theme = look.measures, look.theme
        self.setVisible(state.seconds_left is not None)
        if state.seconds_left is None:
            return
        _ = words(state.language).gettext
        ngettext = words(state.language).ngettext
        self.setGeometry(0, 0, m.width, m.height)
        card = self._place(look)
        self._card.show_card(look, card)
        left = ngettext(
            "Màn hình sẽ về trang đầu sau {count} giây.",
            "Màn hình sẽ về trang đầu sau {count} giây.",
            state.seconds_left,
        )
        self._say.show_paras(
            look,
            look.para(_("Ông/bà còn ở đây không?"), 56, 700),
            look.para(left.format(count=state.seconds_left), 40),
        )
        self._more.show_text(look, _("Tôi cần thêm thời gian"), 50)
        self.raise_()
        self.update()

    def _place(self, look: Look) -> Box:
        """In the middle, in low reach in the lower half."""
        m = look.measures
        high = min(m.lines(620), m.height - m.touch_top - m.margin) if m.low else min(m.lines(620), m.px(900))
        top = m.touch_top + (m.height - m.touch_top - high) // 2 if m.low else (m.height - high) // 2
        card = Box(2 * m.margin, top, m.width - 4 * m.margin, high)
        inset = m.px(40)
        key = m.key_high(200 if not m.low or m.portrait else 160)
        broad = card.width - 2 * inset
        self._more.setGeometry(card.left + inset, card.bottom - inset - key, broad, key)
        self._say.setGeometry(card.left + inset, card.top + inset // 2, broad, card.height - key - 2 * inset)
        return card

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        QPainter(self).fillRect(self.rect(), self._theme.veil)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        self._gestures.more_time()
        event.accept()

    @Slot()
    def _more_tapped(self) -> None:
        self._gestures.more_time()
