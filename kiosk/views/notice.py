"""Pages that only say something: a rule says no, the store is away, no number was given, the kiosk starts."""

from __future__ import annotations

import math

from PySide6.QtCore import Slot
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QWidget

from kiosk.measures import Measures
from kiosk.state import AwayBody, Gestures, KioskState, Page, RefusedBody
from kiosk.views.icons import Icon
from kiosk.views.page import PageView
from kiosk.views.parts import Key, Kind, Picture, Words
from kiosk.wording import age_words
from shared.text import words
from shared.ui.lettering import Para
from shared.ui.theme import LIGHT


class NoticePage(PageView):
    """An icon, a heading, a few sentences; a way home where there is one."""

    def __init__(self, gestures: Gestures, parent: QWidget | None = None) -> None:
        super().__init__(gestures, parent)
        self._icon = Picture(Icon.STOP, LIGHT.danger, self)
        self._say = Words("say", self)
        self._home = Key("home", Kind.MAIN, self)
        self._home.tapped.connect(self._home_tapped)

    def show_page(self, state: KioskState, measures: Measures) -> None:
        m = measures
        icon, ink, heading, *sentences = _said(state)
        side, space = m.px(220 if m.portrait else 160), m.px(60 if m.portrait else 24)
        high = m.px(150)
        home_top = m.height - m.margin - high
        room = home_top - 2 * m.gap - m.content_top
        self._icon.show_icon(icon, ink)
        self._say.resize(m.inner, room - side - space)
        self._say.show_paras(
            Para(heading, m.px(66), 700),
            *(Para(sentence, m.px(46), 500) for sentence in sentences),
            inks=(ink, *(LIGHT.ink for _ in sentences)),
        )
        self._say.resize(m.inner, math.ceil(self._say.block.height))
        # A little above the middle: that is where people look.
        top = m.content_top + round(0.4 * (room - side - space - self._say.height()))
        self._icon.setGeometry((m.width - side) // 2, top, side, side)
        self._say.move(m.margin, top + side + space)
        self._home.setGeometry(m.margin, home_top, m.inner, high)
        self._home.show_text(words(state.language).gettext("Về trang đầu"), m.px(48), Icon.HOME)
        self._home.setVisible(state.page in (Page.REFUSED, Page.NOT_GIVEN))

    @Slot()
    def _home_tapped(self) -> None:
        self.gestures.home()


def _said(state: KioskState) -> tuple[Icon, QColor, str, *tuple[str, ...]]:
    _ = words(state.language).gettext
    match state.page, state.body:
        case Page.REFUSED, RefusedBody(text=text):
            return Icon.CLOCK, LIGHT.warning, _("Chưa lấy được số"), text
        case Page.NOT_GIVEN, _:
            return (
                Icon.STOP,
                LIGHT.danger,
                _("Chưa lấy được số"),
                _("Mất kết nối với máy chủ, nên ông/bà chưa được cấp số."),
                _("Xin thử lại sau ít phút hoặc gặp nhân viên hướng dẫn."),
            )
        case Page.AWAY, AwayBody(as_of=as_of, minutes=minutes):
            return (
                Icon.CLOUD,
                LIGHT.warning,
                _("Tạm thời chưa lấy số được"),
                _("Máy đang mất kết nối với máy chủ. Hệ thống đang tự kết nối lại."),
                age_words(as_of, minutes, state.language),
                _("Xin chờ trong giây lát hoặc gặp nhân viên hướng dẫn."),
            )
        case _:
            return Icon.CLOCK, LIGHT.accent, _("Đang khởi động…"), _("Xin chờ trong giây lát.")
