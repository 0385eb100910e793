"""Pages that only say something: a rule says no, the store is away, no number was given, the kiosk starts."""

from __future__ import annotations

import math
from dataclasses import dataclass

from PySide6.QtCore import Slot
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QWidget

from kiosk.measures import Box
from kiosk.state import (
    AwayBody,
    ClosedBody,
    FoundBody,
    Gestures,
    IdentifyBody,
    KioskState,
    OutBody,
    Page,
    RefusedBody,
)
from kiosk.views.icons import Icon
from kiosk.views.look import Look
from kiosk.views.page import PageView
from kiosk.views.parts import Key, Kind, Picture, Words
from kiosk.wording import age_words
from shared.text import words
from shared.ui.theme import Theme


@dataclass(frozen=True, slots=True)
class Notice:
    """An icon, a heading in its colour, a few sentences."""

    icon: Icon
    ink: QColor
    heading: str
    sentences: tuple[str, ...]


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

    def show_page(self, state: KioskState, look: Look) -> None:
        m = look.measures
        notice = notice_of(state, look.theme)
        leads_home = state.page in (Page.REFUSED, Page.NOT_GIVEN)
        leads_back = state.page in (Page.FOUND, Page.IDENTIFY)
        high = m.key_high(150)
        key = Box(m.margin, m.floor - high, m.inner, high)
        bottom = m.touch_top if m.low else (key.top if leads_home or leads_back else m.floor)
        self._show_notice(look, notice, room=bottom - 2 * m.gap - m.content_top)
        self._home.setGeometry(*key)
        self._home.show_text(look, words(state.language).gettext("Về trang đầu"), 48, Icon.HOME)
        self._home.setVisible(leads_home)
        _ = words(state.language).gettext
        self._back.setGeometry(*key)
        if state.page is Page.FOUND:
            self._back.show_text(look, _("Tiếp tục"), 48, Icon.FORWARD)
        else:
            self._back.show_text(look, _("Quay lại"), 48, Icon.BACK)
        self._back.setVisible(leads_back)

    def _show_notice(self, look: Look, notice: Notice, *, room: int) -> None:
        m = look.measures
        roomy = m.portrait and not m.low
        side, space = min(m.px(220 if roomy else 150), room // 3), m.px(60 if roomy else 16)
        self._icon.show_icon(notice.icon, notice.ink)
        self._say.resize(m.inner, room - side - space)
        self._say.show_paras(
            look,
            look.para(notice.heading, 66, 700),
            *(look.para(sentence, 46) for sentence in notice.sentences),
            inks=(notice.ink, *(look.theme.ink for _ in notice.sentences)),
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
    def _back_tapped(self) -> None:
        self.gestures.back()


def notice_of(state: KioskState, theme: Theme) -> Notice:
    """What is said on this page."""
    _ = words(state.language).gettext
    match state.page, state.body:
        case Page.REFUSED, RefusedBody(text=text):
            return Notice(Icon.CLOCK, theme.warning, _("Chưa lấy được số"), (text,))
        case Page.CLOSED, ClosedBody(text=text, hours=hours):
            sentences = tuple(one for one in (text, hours) if one)
            return Notice(Icon.CLOCK, theme.accent, _("Hiện chưa phát số"), sentences)
        case Page.FOUND, FoundBody(heading=heading, text=text, good=good):
            icon, ink = (Icon.TICK, theme.good) if good else (Icon.SCAN, theme.warning)
            return Notice(icon, ink, heading, (text,))
        case Page.IDENTIFY, IdentifyBody(can_scan=can_scan):
            return Notice(Icon.CARD, theme.accent, _("Mỗi người một số"), _card_sentences(state.language, can_scan))
        case Page.OUT_OF_SERVICE, OutBody(reason=reason, elsewhere=elsewhere):
            return Notice(Icon.WRENCH, theme.warning, reason, (elsewhere,))
        case Page.NOT_GIVEN, _:
            return Notice(
                Icon.STOP,
                theme.danger,
                _("Chưa lấy được số"),
                (
                    _("Mất kết nối với máy chủ, nên ông/bà chưa được cấp số."),
                    _("Xin thử lại sau ít phút hoặc gặp nhân viên hướng dẫn."),
                ),
            )
        case Page.AWAY, AwayBody(as_of=as_of, minutes=minutes):
            return Notice(
                Icon.CLOUD,
                theme.warning,
                _("Tạm thời chưa lấy số được"),
                (
                    _("Máy đang mất kết nối với máy chủ. Hệ thống đang tự kết nối lại."),
                    age_words(as_of, minutes, state.language),
                    _("Xin chờ trong giây lát hoặc gặp nhân viên hướng dẫn."),
                ),
            )
        case _:
            return Notice(Icon.CLOCK, theme.accent, _("Đang khởi động…"), (_("Xin chờ trong giây lát."),))


def _card_sentences(language: str, can_scan: bool) -> tuple[str, ...]:
    _ = words(language).gettext
    if not can_scan:
        return (_("Máy này chưa đọc được thẻ căn cước. Xin gặp nhân viên hướng dẫn để lấy số."),)
    return (
        _("Xin đặt mã QR trên thẻ căn cước trước máy quét."),
        _("Số thẻ không được lưu lại: chỉ giữ một dấu không đọc ngược được, và xóa khi hết ngày."),
        _("Không mang thẻ? Xin gặp nhân viên hướng dẫn."),
    )
