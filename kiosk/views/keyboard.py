"""The keyboard on the screen: letters and digits, which make letters with marks when Telex is on.

It is off at first: whatever is typed without marks is found all the same.
"""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRect, Slot
from PySide6.QtWidgets import QWidget

from kiosk.measures import Measures
from kiosk.state import Gestures
from kiosk.views.icons import Icon
from kiosk.views.look import Look
from kiosk.views.parts import Key, Kind
from shared.text import words

ROWS: Final = ("1234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm")
_COLUMNS: Final = 10


class Keyboard(QWidget):
    """Ten columns, five rows; the last row has the way back, because the page has no other foot."""

    def __init__(self, gestures: Gestures, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._gestures = gestures
        self._letters: dict[str, Key] = {}
        for letter in "".join(ROWS):
            key = Key(f"key-{letter}", Kind.LETTER, self)
            key.code = letter
            key.tapped.connect(self._typed)
            self._letters[letter] = key
        self._rub_out = Key("key-backspace", Kind.LETTER, self)
        self._clear = Key("key-clear", Kind.LETTER, self)
        self._space = Key("key-space", Kind.LETTER, self)
        self._back = Key("back", parent=self)
        self._telex = Key("key-telex", Kind.LETTER, self)
        self._space.code = " "
        self._rub_out.tapped.connect(self._rub_out_tapped)
        self._clear.tapped.connect(self._clear_tapped)
        self._space.tapped.connect(self._typed)
        self._back.tapped.connect(self._back_tapped)
        self._telex.tapped.connect(self._telex_tapped)

    def show_keys(self, language: str, look: Look, *, telex: bool) -> None:
        """Name and place the keys; the widget must have its size already."""
        _ = words(language).gettext
        measures = look.measures
        for row, letters in enumerate(ROWS):
            # Shorter rows stand in by half a key, as on any keyboard.
            inset = 0.5 if len(letters) == _COLUMNS - 1 else 0.0
            for column, letter in enumerate(letters):
                self._letters[letter].setGeometry(self._place(measures, row, column + inset))
                self._letters[letter].show_text(look, letter.upper(), 44)
        self._rub_out.setGeometry(self._place(measures, 3, 7, 3))
        self._rub_out.show_text(look, _("Xóa"), 34, Icon.RUB_OUT)
        self._back.setGeometry(self._place(measures, 4, 0, 2.3))
        self._back.show_text(look, _("Quay lại"), 34, Icon.BACK)
        self._telex.setGeometry(self._place(measures, 4, 2.3, 3.3))
        self._telex.show_text(look, _("Có dấu (Telex)"), 32, Icon.TICK if telex else Icon.NONE, on=telex)
        self._space.setGeometry(self._place(measures, 4, 5.6, 2.2))
        self._space.show_text(look, _("Dấu cách"), 34)
        self._clear.setGeometry(self._place(measures, 4, 7.8, 2.2))
        self._clear.show_text(look, _("Xóa hết"), 34)

    def _place(self, m: Measures, row: int, column: float, span: float = 1) -> QRect:
        step = (self.width() + m.key_gap) / _COLUMNS
        left = round(column * step)
        right = round((column + span) * step) - m.key_gap
        return QRect(left, row * (m.key + m.key_gap), right - left, m.key)

    @Slot(str)
    def _typed(self, letter: str) -> None:
        self._gestures.type_text(letter)

    @Slot()
    def _rub_out_tapped(self) -> None:
        self._gestures.rub_out()

    @Slot()
    def _clear_tapped(self) -> None:
        self._gestures.clear_query()

    @Slot()
    def _back_tapped(self) -> None:
        self._gestures.back()

    @Slot()
    def _telex_tapped(self) -> None:
        self._gestures.turn_telex()
