"""Pages that only say something: a rule says no, the store is away, no number was given, the kiosk starts."""

from __future__ import annotations

import math
from dataclasses import dataclass

from PySide6.QtCore import Slot
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QWidget

from kiosk.state import FoundBody, Gestures, IdentifyBody, KioskState, OutBody, Page
from kiosk.views.icons import Icon
from kiosk.views.look import Look
from kiosk.views.page import PageView
from kiosk.views.parts import Key, Kind, Picture, Words
from kiosk.wording import notice_words
from shared.text import words
from shared.ui.measures import Box
from shared.ui.theme import Theme


@dataclass(frozen=True, slots=True)
class Notice:
    """An icon, a heading in its colour, a few sentences."""

    icon: Icon
    ink: QColor
    heading: str
    sentences: tuple[str, ...]
    strong: int = 0  # so many of the sentences, the last ones, are what the others lead to

    @property
    def plain(self) -> tuple[str, ...]:
        return self.sentences[: len(self.sentences) - self.strong]

    @property
    def emphasised(self) -> tuple[str, ...]:
        return self.sentences[len(self.sentences) - self.strong :]


class NoticePage(PageView):
    """A notice; a way home where there is one."""

    def __init__(self, gestures: Gestures, parent: QWidget | None = None) -> None:
        super().__init__(gestures, parent)
        self._icon = Picture(self)
        self._say = Words("say", self)
        self._home = Key("home", Kind.MAIN, self)
        self._home.tapped.connect(self._home_tapped)
        self._back = Key("back", Kind.MAIN, self)
        self._back.tapped.connect(self._back_tapped)
        self._vouch = Key("vouch", Kind.PLAIN, self)
        self._vouch.tapped.connect(self._vouch_tapped)

    def show_page(self, state: KioskState, look: Look) -> None:
        m = look.measures
        notice = notice_of(state, look.theme)
        leads_home = state.page in (Page.REFUSED, Page.NOT_GIVEN)
        leads_back = state.page in (Page.FOUND, Page.IDENTIFY)
        high = m.key_high(150)
        key = Box(m.margin, m.floor - high, m.inner, high)
        bottom = key.top if leads_home or leads_back else m.floor
        self._show_notice(look, notice, room=bottom - 2 * m.gap - m.content_top)
        self._home.setGeometry(*key)
        self._home.show_text(look, words(state.language).gettext("Về trang đầu"), 48, Icon.HOME)
        self._home.setVisible(leads_home)
        _ = words(state.language).gettext
        vouches = isinstance(state.body, FoundBody | IdentifyBody) and state.body.can_vouch
        half = (key.width - m.gap) // 2
        self._vouch.setGeometry(*key._replace(width=half))
        self._vouch.show_text(look, _("Nhân viên xác nhận"), 44, Icon.LOCK)
        self._vouch.setVisible(vouches)
        self._back.setGeometry(*(Box(key.right - half, key.top, half, key.height) if vouches else key))
        if state.page is Page.FOUND:
            self._back.show_text(look, _("Tiếp tục"), 48, Icon.FORWARD)
        else:
            self._back.show_text(look, _("Quay lại"), 48, Icon.BACK)
        self._back.setVisible(leads_back)

    def _show_notice(self, look: Look, notice: Notice, *, room: int) -> None:
        m = look.measures
        side, space = m.px(220 if m.portrait else 150), m.px(60 if m.portrait else 16)
        self._icon.show_icon(notice.icon, notice.ink)
        self._say.resize(m.inner, room - side - space)
        self._say.show_paras(
            look,
            look.para(notice.heading, 66, 700),
            *(look.para(sentence, 46) for sentence in notice.plain),
            *(look.para(sentence, 56, 700) for sentence in notice.emphasised),
            inks=(notice.ink, *(look.theme.ink for _ in notice.plain), *(look.theme.accent for _ in notice.emphasised)),
        )
        self._say.resize(m.inner, math.ceil(self._say.block.height))
        # A little above the middle: that is where people look.
        top = m.content_top + round(0.4 * (room - side - space - self._say.height()))
        self._icon.setGeometry((m.width - side) // 2, top, side, side)
        self._say.move(m.margin, top + side + space)

    @Slot()
    def _home_tapped(self) -> None:
        self.gestures.home()

    @Slot()
    def _vouch_tapped(self) -> None:
        self.gestures.vouch()

    @Slot()
    def _back_tapped(self) -> None:
        self.gestures.back()


def notice_of(state: KioskState, theme: Theme) -> Notice:
    """What is said on this page, and in which colour."""
    heading, *sentences = notice_words(state.page, state.body, state.language)
    match state.page, state.body:
        case Page.REFUSED, _:
            icon, ink = Icon.CLOCK, theme.warning
        case Page.FOUND, FoundBody(good=good):
            icon, ink = (Icon.TICK, theme.good) if good else (Icon.SCAN, theme.warning)
        case Page.IDENTIFY, _:
            icon, ink = Icon.CARD, theme.accent
        case Page.OUT_OF_SERVICE, _:
            icon, ink = Icon.WRENCH, theme.warning
        case Page.NOT_GIVEN, _:
            icon, ink = Icon.STOP, theme.danger
        case Page.AWAY, _:
            icon, ink = Icon.CLOUD, theme.warning
        case _:
            icon, ink = Icon.CLOCK, theme.accent
    strong = len(state.body.places) if isinstance(state.body, OutBody) else 0
    return Notice(icon, ink, heading, tuple(sentences), strong)
