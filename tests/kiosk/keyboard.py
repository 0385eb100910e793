"""A keyboard at a window: real key events, each with the time at which it was pressed, as a window system gives it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

FINGERS: Final = 0.12  # s from key to key
SCANNER: Final = 0.008
_TYPE: Final = {Qt.Key.Key_Return: "\r", Qt.Key.Key_Enter: "\r", Qt.Key.Key_Tab: "\t", Qt.Key.Key_Backspace: "\x08"}
_PLAIN: Final = Qt.KeyboardModifier.NoModifier


class Keyboard:
    """Of whoever, or whatever, types into `window`."""

    def __init__(self, window: QWidget) -> None:
        self._window = window
        self._at = 1_000.0

    def press(self, *keys: Qt.Key, pace: float = FINGERS) -> None:
        """With fingers, one key after the other."""
        for key in keys:
            self._click(key, _typed(key), pace)

    def type(self, text: Iterable[str], *, pace: float = FINGERS) -> None:
        """Letter by letter; those that no plain keyboard has, too."""
        for letter in text:
            self._click(Qt.Key.Key_unknown if letter > "~" else _key(letter), letter, pace)

    def scan(self, code: Iterable[str], *, end: Qt.Key | None = Qt.Key.Key_Return) -> None:
        """As a scanner that types: with Shift before capitals, as fast as USB goes, after whatever came before."""
        self._at += 1.0
        for letter in code:
            if letter.isupper():
                self._click(Qt.Key.Key_Shift, "", SCANNER)
            self.type(letter, pace=SCANNER)
        if end is not None:
            self.press(end, pace=SCANNER)

    def hold(self, key: Qt.Key, *, times: int) -> None:
        """Held down: after half a second the keyboard repeats it, thirty times in a second."""
        self.press(key)
        for number in range(times):
            self._send(key, _typed(key), 0.033 if number else 0.5, repeated=True)

    def _click(self, key: Qt.Key, text: str, pace: float) -> None:
        self._send(key, text, pace)
        self._event(QEvent.Type.KeyRelease, key, text)

    def _send(self, key: Qt.Key, text: str, pace: float, *, repeated: bool = False) -> None:
        self._at += pace
        self._event(QEvent.Type.KeyPress, key, text, repeated=repeated)

    def _event(self, kind: QEvent.Type, key: Qt.Key, text: str, *, repeated: bool = False) -> None:
        event = QKeyEvent(kind, key, _PLAIN, text, repeated)
        event.setTimestamp(round(self._at * 1000))
        # To the native window: Qt itself finds out which widget it is for.
        QApplication.sendEvent(self._window.windowHandle(), event)


def _key(letter: str) -> Qt.Key:
    return Qt.Key(ord(letter.upper()))


def _typed(key: Qt.Key) -> str:
    return _TYPE.get(key) or (chr(key).lower() if " " <= chr(key % 0x110000) <= "~" else "")
