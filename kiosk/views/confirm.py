"""The last page before a number is given."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from kiosk.measures import Measures
from kiosk.state import ConfirmBody, Gestures, KioskState
from kiosk.views.icons import Icon
from kiosk.views.look import Look
from kiosk.views.page import BackKey, PageView
from kiosk.views.parts import Card, Key, Kind, Picture, Words
from kiosk.wording import ahead_words, counters_words, documents_words
from shared.text import words
from shared.ui.measures import Box


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
        self._priority = Key("priority", parent=self)
        self._add = Key("add-stop", parent=self)
        self._drop = Key("drop-stop", parent=self)
        self._hindrance = Words("hindrance", self)
        self._take = Key("take-number", Kind.MAIN, self)
        self._back = BackKey(gestures, self)
        self._home = Key("home", parent=self)
        self._priority.tapped.connect(self._priority_tapped)
        self._add.tapped.connect(self._add_tapped)
        self._drop.tapped.connect(self._drop_tapped)
        self._take.tapped.connect(self._take_tapped)
        self._home.tapped.connect(self._home_tapped)

    def show_page(self, state: KioskState, look: Look) -> None:
        body = state.body
        if not isinstance(body, ConfirmBody):
            return
        theme, language = look.theme, state.language
        _ = words(language).gettext
        self._place(look, body)
        self._what.show_paras(
            look,
            look.para(body.agency, 40, 600),
            look.para(body.service, 66, 700),
            look.para(body.procedure or "", 40),
            look.para("\n".join(f"{n}. {one}" for n, one in enumerate(body.stops, start=2)), 38, 600),
            look.para(documents_words(body.documents, language), 34),
            look.para(" ".join(body.notes), 38, 600),
            inks=(theme.accent, theme.ink, theme.quiet, theme.ink, theme.ink, theme.warning),
            left=True,
        )
        self._hindrance.show_paras(look, look.para(body.hindrance, 46, 700), inks=(theme.warning,))
        self._hindrance.setVisible(bool(body.hindrance))
        self._take.setVisible(not body.hindrance)
        self._show_options(look, body, language)
        self._people.show_icon(Icon.PEOPLE, theme.accent)
        self._ahead.show_paras(
            look, look.para(ahead_words(body.ahead, language), 46, 600), look.para(body.wait, 40, 600), left=True
        )
        nobody_works = not body.counters
        self._counters.show_paras(
            look,
            look.para(counters_words(body.counters, language), 46, 600),
            inks=(theme.warning if nobody_works else theme.ink,),
            left=True,
        )
        self._counter.show_icon(Icon.COUNTER, theme.warning if nobody_works else theme.accent)
        self._take.show_text(look, _("Lấy số"), 92)
        self._back.show_back(look, language)
        self._home.show_text(look, _("Trang đầu"), 34, Icon.HOME)

    def _show_options(self, look: Look, body: ConfirmBody, language: str) -> None:
        _ = words(language).gettext
        named = _("Ưu tiên: {name}").format(name=body.priority) if body.priority else _("Thuộc diện ưu tiên?")
        self._priority.show_text(look, named, 34, Icon.TICK if body.priority else Icon.ELDERLY)
        self._add.show_text(look, _("Thêm cơ quan khác"), 34, Icon.PLUS)
        self._drop.show_text(look, _("Bỏ cơ quan vừa thêm"), 34, Icon.RUB_OUT)
        for key, shown in self._options(body):
            key.setVisible(shown)

    def _options(self, body: ConfirmBody) -> tuple[tuple[Key, bool], ...]:
        return (
            (self._priority, body.can_have_priority),
            (self._add, body.can_add_stop),
            (self._drop, bool(body.stops)),
        )

    def _place(self, look: Look, body: ConfirmBody) -> None:
        """From below: the bar, the huge key, the options, and the card in what is left."""
        m = look.measures
        shown = [key for key, visible in self._options(body) if visible]
        options = m.key_high(84 if m.low else 104) if shown else 0
        bottom = m.bar.top - m.gap
        room = bottom - m.touch_top - (options + m.gap if shown else 0)
        take = room if m.low else m.key_high(280 if m.portrait else 170)
        top = bottom - take
        self._take.setGeometry(m.margin, top, m.inner, take)
        self._hindrance.setGeometry(m.margin, top, m.inner, take)
        home = m.key_broad(320)
        self._home.setGeometry(m.bar.right - home, m.bar.top, home, m.bar.height)
        if shown:
            top -= options + m.gap
            broad = (m.inner - (len(shown) - 1) * m.gap) // len(shown)
            for number, key in enumerate(shown):
                key.setGeometry(m.margin + number * (broad + m.gap), top, broad, options)
        card = Box(m.margin, m.content_top, m.inner, top - m.gap - m.content_top)
        self._card.show_card(look, card)
        self._place_facts(card, m)

    def _place_facts(self, card: Box, m: Measures) -> None:
        """Below what it is for; on a broad screen beside it."""
        inset = m.px(40 if m.portrait else 28)
        inner = Box(card.left + inset, card.top + inset // 2, card.width - 2 * inset, card.height - inset)
        if m.portrait:
            row = min(m.lines(112), inner.height // 4)
            what = inner._replace(height=inner.height - 2 * row - inset // 2)
            facts = Box(inner.left, what.bottom + inset // 2, inner.width, 2 * row)
        else:
            row = min(m.lines(150), inner.height // 2)
            what = inner._replace(width=round(inner.width * 0.62))
            facts = Box(what.right + inset, inner.top, inner.right - what.right - inset, inner.height)
        self._what.setGeometry(*what)
        top = facts.top + (facts.height - 2 * row) // 2
        for number, (icon, fact) in enumerate(((self._people, self._ahead), (self._counter, self._counters))):
            side = min(row - m.px(16), m.px(84))
            icon.setGeometry(facts.left, top + number * row + (row - side) // 2, side, side)
            left = facts.left + side + m.px(28)
            fact.setGeometry(left, top + number * row, facts.right - left, row)

    @Slot()
    def _priority_tapped(self) -> None:
        self.gestures.open_priority()

    @Slot()
    def _add_tapped(self) -> None:
        self.gestures.add_stop()

    @Slot()
    def _drop_tapped(self) -> None:
        self.gestures.drop_stop()

    @Slot()
    def _take_tapped(self) -> None:
        self.gestures.take_number()

    @Slot()
    def _home_tapped(self) -> None:
        self.gestures.home()
