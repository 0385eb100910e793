"""The keys of the log-in page: digits and letters for who has no keyboard at hand, and the one that sends."""

from __future__ import annotations

from string import ascii_uppercase
from typing import Final

from PySide6.QtCore import QRectF, Qt, Signal, Slot
from PySide6.QtGui import QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QWidget

from counter.views.buttons import Touchable
from counter.views.icons import ring
from counter.views.measures import Measures
from shared.ui.lettering import CENTRE
from shared.ui.painting import draw_sign, rounded
from shared.ui.theme import LIGHT

ERASE: Final = "⌫"
_TO_LETTERS: Final = "ABC"
_TO_DIGITS: Final = "123"
_NAMES: Final = {ERASE: "key-erase", _TO_LETTERS: "key-letters", _TO_DIGITS: "key-digits"}
_DIGITS: Final = (*"123456789", _TO_LETTERS, "0", ERASE)
_LETTERS: Final = (*ascii_uppercase, "-", ".", _TO_DIGITS, ERASE)
_COLUMNS: Final = {_DIGITS: 3, _LETTERS: 6}


class KeyButton(Touchable):
    """One key of the keypad on the screen."""

    pushed = Signal(str)

    def __init__(self, key: str, parent: QWidget | None = None) -> None:
        super().__init__(_NAMES.get(key, f"key-{key}"), parent)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._key = key
        self.setAccessibleName(key)
        self.clicked.connect(self._push)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        self.mousePressEvent(event)  # "11" typed fast are two digits

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


class GateKeys(QWidget):
    """The keys in their room: digits, or the letters of a staff number that has some. `pushed` says which sign, or
    ERASE; `turned` that the letters were asked for (True), or the digits."""

    pushed = Signal(str)
    turned = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._measures = Measures(factor=1.0)
        self._pages = {page: [KeyButton(key, self) for key in page] for page in (_DIGITS, _LETTERS)}
        for key in self._keys():
            key.pushed.connect(self._push)
        self.show_letters(letters=False)

    def _keys(self) -> list[KeyButton]:
        return [key for keys in self._pages.values() for key in keys]

    def show_letters(self, *, letters: bool) -> None:
        for page, keys in self._pages.items():
            for key in keys:
                key.setVisible((page is _LETTERS) is letters)

    def show_names(self, erase: str) -> None:
        """For who hears what stands on the screen."""
        for keys in self._pages.values():
            keys[-1].setAccessibleName(erase)

    def measure(self, measures: Measures) -> None:
        self._measures = measures
        for key in self._keys():
            key.measure(measures)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        gap = self._measures.px(10)
        for page, keys in self._pages.items():
            columns = _COLUMNS[page]
            rows = -(-len(keys) // columns)
            wide = (self.width() - gap * (columns - 1)) / columns
            tall = (self.height() - gap * (rows - 1)) / rows
            for number, key in enumerate(keys):
                row, column = divmod(number, columns)
                key.setGeometry(QRectF(column * (wide + gap), row * (tall + gap), wide, tall).toRect())

    @Slot(str)
    def _push(self, key: str) -> None:
        if key in (_TO_LETTERS, _TO_DIGITS):
            self.show_letters(letters=key == _TO_LETTERS)
            self.turned.emit(key == _TO_LETTERS)
        else:
            self.pushed.emit(key)


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
