"""The question whether the citizen is still there, over whatever page is open."""

from __future__ import annotations

from PySide6.QtCore import QRect, Slot
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from kiosk.measures import Measures
from kiosk.state import Gestures, KioskState
from kiosk.views.parts import Key, Kind, Words, draw_ground
from shared.text import words
from shared.ui.lettering import Para
from shared.ui.theme import LIGHT

_VEIL = QColor(11, 26, 56, 190)


class StillThere(QWidget):
    """A touch anywhere answers yes; what lies below gets nothing of it."""

    def __init__(self, gestures: Gestures, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._gestures = gestures
        self._card = QRect()
        self._say = Words("still-there", self)
        self._more = Key("more-time", Kind.MAIN, self)
        self._more.tapped.connect(self._more_tapped)

    def show_state(self, state: KioskState, measures: Measures) -> None:
        m = measures
        self.setVisible(state.seconds_left is not None)
        if state.seconds_left is None:
            return
        _ = words(state.language).gettext
        ngettext = words(state.language).ngettext
        high = m.px(620)
        self._card = QRect(2 * m.margin, (m.height - high) // 2, m.width - 4 * m.margin, high)
        inset = m.px(40)
        key = m.px(200)
        box = self._card.adjusted(inset, inset, -inset, -inset)
        self._say.setGeometry(box.adjusted(0, 0, 0, -key - m.gap))
        left = ngettext(
            "Màn hình sẽ về trang đầu sau {count} giây.",
            "Màn hình sẽ về trang đầu sau {count} giây.",
            state.seconds_left,
        )
        self._say.show_paras(
            Para(_("Ông/bà còn ở đây không?"), m.px(56), 700),
            Para(left.format(count=state.seconds_left), m.px(40), 500),
        )
        self._more.setGeometry(box.left(), box.bottom() - key, box.width(), key)
        self._more.show_text(_("Tôi cần thêm thời gian"), m.px(50))
        self.raise_()
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), _VEIL)
        draw_ground(painter, self._card, LIGHT.surface, LIGHT.surface)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        self._gestures.more_time()
        event.accept()

    @Slot()
    def _more_tapped(self) -> None:
        self._gestures.more_time()
