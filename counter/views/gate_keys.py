"""The keys of the log-in page: digits for who has no keyboard at hand, and the one that sends."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal, Slot
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from counter.views.buttons import Touchable
from counter.views.icons import ring
from shared.ui.lettering import CENTRE
from shared.ui.painting import draw_sign, rounded
from shared.ui.theme import LIGHT


class KeyButton(Touchable):
    """One key of the keypad on the screen."""

    pushed = Signal(str)

    def __init__(self, key: str, parent: QWidget | None = None) -> None:
        super().__init__(f"key-{key}" if key.isdigit() else "key-erase", parent)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._key = key
        self.setAccessibleName(key)
        self.clicked.connect(self._push)

    @Slot()
    def _push(self) -> None:
        self.pushed.emit(self._key)

    def draw(self, painter: QPainter) -> None:
        room = QRectF(self.rect())
        fill = LIGHT.accent_deep if self.isDown() else LIGHT.raised if self.underMouse() else LIGHT.surface
        rounded(painter, room, self.measures.px(12), fill=fill, edge=LIGHT.edge, thick=1.5)
        ink = LIGHT.on_accent if self.isDown() else LIGHT.ink
        face = self.face(38, weight=600, digits=self._key.isdigit())
        self.write(painter, room, self._key, face, colour=ink, align=CENTRE)


class EnterButton(Touchable):
    """Sends number and PIN; says so while they are checked."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("enter", parent)
        self._text, self._busy = "", False

    def show_text(self, text: str, *, busy: bool, enabled: bool) -> None:
        self._text, self._busy = text, busy
        self.setAccessibleName(f"{text} (Enter)")
        self.setEnabled(enabled)
        self.update()

    def draw(self, painter: QPainter) -> None:
        px = self.measures.px
        room = QRectF(self.rect())
        fill = LIGHT.accent_deep if self.isDown() or self._busy else LIGHT.accent if self.isEnabled() else LIGHT.raised
        ink = LIGHT.quiet if fill == LIGHT.raised else LIGHT.on_accent
        rounded(painter, room, px(14), fill=fill, edge=LIGHT.line if fill == LIGHT.raised else None)
        words = room.adjusted(px(20), 2, -px(20), -2)
        if self._busy:
            size = min(px(44), room.height() * 0.6)
            draw_sign(painter, ring(0), QRectF(px(28), room.center().y() - size / 2, size, size), ink)
            words.setLeft(px(36) + size)
        self.write(painter, words, self._text, self.face(36, weight=700), colour=ink, align=CENTRE)
        self.draw_focus(painter, room, px(14))
