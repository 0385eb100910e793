"""What Qt calls a key, and what `counter.acts` calls it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from counter.acts import KEYS, PRIMARY_KEYS

_KEY_NAMES: Final[dict[int, str]] = {
    Qt.Key.Key_F1: "F1",
    Qt.Key.Key_F2: "F2",
    Qt.Key.Key_F3: "F3",
    Qt.Key.Key_F4: "F4",
    Qt.Key.Key_F5: "F5",
    Qt.Key.Key_F6: "F6",
    Qt.Key.Key_F7: "F7",
    Qt.Key.Key_F8: "F8",
    Qt.Key.Key_F9: "F9",
    Qt.Key.Key_F10: "F10",
    Qt.Key.Key_F12: "F12",
    Qt.Key.Key_Return: "Return",
    Qt.Key.Key_Enter: "Enter",
    Qt.Key.Key_Plus: "+",
}


def key_name(event: QKeyEvent) -> str:
    """The key as `counter.acts` names it; "" for one that means nothing."""
    name = _KEY_NAMES.get(event.key(), "")
    if name != "+" and event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
        name = f"Shift+{name}"
    return name if name in KEYS or name in PRIMARY_KEYS else ""


#: Keys that mean something with Ctrl while nothing lies over the desk.
WITH_CTRL: Final[dict[int, str]] = {
    Qt.Key.Key_I: "Ctrl+I",
    Qt.Key.Key_M: "Ctrl+M",
    Qt.Key.Key_Z: "Ctrl+Z",
}
