"""The last page before a number is given."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from kiosk.measures import Box, Measures
from kiosk.state import ConfirmBody, Gestures, KioskState
from kiosk.views.icons import Icon
from kiosk.views.look import Look
from kiosk.views.page import BackKey, PageView
from kiosk.views.parts import Card, Key, Kind, Picture, Words
from kiosk.wording import ahead_words, counters_words
from shared.text import words


class ConfirmPage(PageView):
    """What it is for, how many are ahead, who is open, and one huge key."""

    def __init__(self, gestures: Gestures, parent: QWidget | None = None) -> None:
        super().__init__(gestures, parent)
        self._card = Card(self)
        self._what = Words("what", self)
        self._people = Picture(self)
        self._ahead = Words("ahead", self)
        self._counter = Picture(self)
        self._counters = Words("counters", self)
        self._take = Key("take-number", Kind.MAIN, self)
        self._back = BackKey(gestures, self)
        self._home = Key("home", parent=self)
        self._take.tapped.connect(self._take_tapped)
        self._home.tapped.connect(self._home_tapped)

    def show_page(self, state: KioskState, look: Look) -> None:
        body = state.body
        if not isinstance(body, ConfirmBody):
            return
        theme, language = look.theme, state.language
        _ = words(language).gettext
        self._place(look)
        self._what.show_paras(
            look,
            look.para(body.agency, 42, 600),
            look.para(body.service, 72, 700),
            look.para(body.procedure or "", 42),
            inks=(theme.accent, theme.ink, theme.quiet),
            left=True,
        )
        self._people.show_icon(Icon.PEOPLE, theme.accent)
        self._ahead.show_paras(look, look.para(ahead_words(body.ahead, language), 48, 600), left=True)
        nobody_works = not body.counters
        self._counters.show_paras(
            look,
            look.para(counters_words(body.counters, language), 48, 600),
            inks=(theme.warning if nobody_works else theme.ink,),
            left=True,
        )
        self._counter.show_icon(Icon.COUNTER, theme.warning if nobody_works else theme.accent)
        self._take.show_text(look, _("Lấy số"), 92)
        self._back.show_back(look, language)
        self._home.show_text(look, _("Trang đầu"), 34, Icon.HOME)

    def _place(self, look: Look) -> None:
        m = look.measures
        bottom = m.bar.top - 2 * m.gap
        take = bottom - m.touch_top if m.low else m.key_high(340 if m.portrait else 210)
        self._take.setGeometry(m.margin, bottom - take, m.inner, take)
        home = m.key_broad(320)
        self._home.setGeometry(m.bar.right - home, m.bar.top, home, m.bar.height)
        top = m.content_top
        card = Box(m.margin, top, m.inner, bottom - take - (1 if m.low else 2) * m.gap - top)
        self._card.show_card(look, card)
        self._place_facts(card, m)

    def _place_facts(self, card: Box, m: Measures) -> None:
        row = min(m.lines(112 if m.portrait else 92), card.height // 4)
        inset = m.px(40)
        left, broad = card.left + inset, card.width - 2 * inset
        facts_top = card.bottom - inset // 2 - 2 * row
        self._what.setGeometry(left, card.top + inset // 2, broad, facts_top - card.top - inset)
        for number, (icon, fact) in enumerate(((self._people, self._ahead), (self._counter, self._counters))):
            top = facts_top + number * row
            side = min(row - m.px(16), m.px(84))
            icon.setGeometry(left, top + (row - side) // 2, side, side)
            fact.setGeometry(left + side + m.px(28), top, broad - side - m.px(28), row)

    @Slot()
    def _take_tapped(self) -> None:
        self.gestures.take_number()

    @Slot()
    def _home_tapped(self) -> None:
        self.gestures.home()
