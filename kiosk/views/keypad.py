"""What a key of a keyboard or of a tactile keypad means."""

from __future__ import annotations

from enum import Enum, auto
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from kiosk.movement import Towards


class Push(Enum):
    """What a key does besides moving, choosing and typing."""

    PRESS = auto()
    BACK = auto()
    HOME = auto()
    ERASE = auto()  #: what was typed last; where nothing was, back
    NEXT_LEAF = auto()
    PREVIOUS_LEAF = auto()


Meaning = Towards | Push | int | str

_KEYS: Final[dict[int, Towards | Push]] = {
    Qt.Key.Key_Tab: Towards.NEXT,
    Qt.Key.Key_Backtab: Towards.PREVIOUS,
    Qt.Key.Key_Left: Towards.LEFT,
    Qt.Key.Key_Right: Towards.RIGHT,
    Qt.Key.Key_Up: Towards.UP,
    Qt.Key.Key_Down: Towards.DOWN,
    Qt.Key.Key_Return: Push.PRESS,
    Qt.Key.Key_Enter: Push.PRESS,
    Qt.Key.Key_Select: Push.PRESS,
    Qt.Key.Key_Escape: Push.BACK,
    Qt.Key.Key_Back: Push.BACK,
    Qt.Key.Key_Asterisk: Push.BACK,
    Qt.Key.Key_Backspace: Push.ERASE,
    Qt.Key.Key_NumberSign: Push.HOME,
    Qt.Key.Key_Home: Push.HOME,
    Qt.Key.Key_PageDown: Push.NEXT_LEAF,
    Qt.Key.Key_PageUp: Push.PREVIOUS_LEAF,
}


def meaning(event: QKeyEvent, *, typing: bool) -> Meaning | None:
    """The direction, the push, the digit that chooses, or the text that is typed; None for any other key.

    `typing`: the page takes text, so digits and blanks are text too.
    """
    if event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier):
        return None
    if event.key() == Qt.Key.Key_Space and not typing:
        return Push.PRESS
    if event.key() in _KEYS:
        return _KEYS[event.key()]
    text = event.text()
    if not text or not text.isprintable():
        return None
    if not typing and text.isascii() and text.isdigit():
        return int(text)
    return text
