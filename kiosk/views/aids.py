"""The bar that ends every page: where help is, and the aids a citizen turns on and off with one touch."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from PySide6.QtCore import Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from kiosk.measures import Measures
from kiosk.state import Aid, Gestures, KioskState
from kiosk.views.header import LanguageKey
from kiosk.views.icons import Icon
from kiosk.views.look import Look
from kiosk.views.parts import Key, Words
from shared.text import words
from shared.ui.measures import Box
from shared.ui.theme import LIGHT

_BROADEST: Final = 330  # of a key, where there is room for more


class AidsBar(QWidget):
    """Stays in its place whatever page is open. In low reach the key of the language has come down into it."""

    def __init__(self, gestures: Gestures, parent: QWidget | None = None, *, spoken: bool = False) -> None:
        """`spoken`: there is a voice, and its key."""
        super().__init__(parent)
        self._gestures = gestures
        self._theme = LIGHT
        self._help = Words("help", self)
        self._keys = {aid: Key(f"aid-{aid.value}", parent=self) for aid in Aid if spoken or aid is not Aid.SPOKEN}
        self._language = LanguageKey(gestures, self)
        for aid, key in self._keys.items():
            key.code = aid.value
            key.tapped.connect(self._turned)

    def show_state(self, state: KioskState, look: Look) -> None:
        m, self._theme = look.measures, look.theme
        _ = words(state.language).gettext
        self.setGeometry(0, m.height - m.dock, m.width, m.dock)
        has_language = m.low and state.can_change_language
        self._place(m, [*self._keys.values(), *([self._language] if m.low else [])])
        names = _names(_)
        for aid, key in self._keys.items():
            text, icon = names[aid]
            on = aid in state.aids
            key.show_text(look, text, 28, icon, note=_("Đang bật") if on else "", on=on)
        self._language.show_language(look, state.language, size=28)
        self._language.setVisible(has_language)
        self._help.show_paras(
            look,
            look.para(_("Cần giúp đỡ? Xin gọi nhân viên hướng dẫn."), 28),
            inks=(look.theme.quiet,),
            left=not m.portrait,
        )
        self.update()

    def _place(self, m: Measures, keys: list[Key]) -> None:
        high, top = m.aid_key, m.dock - m.dock_inset - m.aid_key
        most = m.inner if m.portrait else m.inner - m.px(330) - m.gap
        broad = min((most - (len(keys) - 1) * m.gap) // len(keys), most if m.portrait else m.key_broad(_BROADEST))
        left = m.width - m.margin - len(keys) * broad - (len(keys) - 1) * m.gap
        for number, key in enumerate(keys):
            key.setGeometry(left + number * (broad + m.gap), top, broad, high)
        if m.portrait:
            self._help.setGeometry(*Box(m.margin, m.px(4), m.inner, top - m.px(8)))
        else:
            self._help.setGeometry(*Box(m.margin, top, left - m.gap - m.margin, high))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.raised)
        painter.fillRect(0, 0, self.width(), 2, self._theme.line)

    @Slot(str)
    def _turned(self, value: str) -> None:
        self._gestures.turn_aid(Aid(value))


def _names(_: Callable[[str], str]) -> Mapping[Aid, tuple[str, Icon]]:
    return {
        Aid.LARGE_TEXT: (_("Chữ to"), Icon.LETTERS),
        Aid.HIGH_CONTRAST: (_("Tương phản cao"), Icon.CONTRAST),
        Aid.LOW_REACH: (_("Tầm thấp"), Icon.WHEELCHAIR),
        Aid.SPOKEN: (_("Đọc to"), Icon.SPEAKER),
    }
