"""The last page before a number is given."""

from __future__ import annotations

from PySide6.QtCore import QRect, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from kiosk.measures import Measures
from kiosk.state import ConfirmBody, Gestures, KioskState
from kiosk.views.icons import Icon
from kiosk.views.page import PageView
from kiosk.views.parts import Key, Kind, Picture, Words, draw_ground
from kiosk.wording import ahead_words, counters_words
from shared.text import words
from shared.ui.lettering import Para
from shared.ui.theme import LIGHT


class ConfirmPage(PageView):
    """What it is for, how many are ahead, who is open, and one huge key."""

    def __init__(self, gestures: Gestures, parent: QWidget | None = None) -> None:
        super().__init__(gestures, parent)
        self._card = QRect()
        self._what = Words("what", self)
        self._people = Picture(Icon.PEOPLE, LIGHT.accent, self)
        self._ahead = Words("ahead", self)
        self._counter = Picture(Icon.COUNTER, LIGHT.accent, self)
        self._counters = Words("counters", self)
        self._take = Key("take-number", Kind.MAIN, self)
        self._back = Key("back", parent=self)
        self._home = Key("home", parent=self)
        self._take.tapped.connect(self._take_tapped)
        self._back.tapped.connect(self._back_tapped)
        self._home.tapped.connect(self._home_tapped)

    def show_page(self, state: KioskState, measures: Measures) -> None:
        body = state.body
        if not isinstance(body, ConfirmBody):
            return
        m = measures
        _ = words(state.language).gettext
        self._place(m)
        self._what.show_paras(
            Para(body.agency, m.px(42), 600),
            Para(body.service, m.px(72), 700),
            Para(body.procedure or "", m.px(42), 500),
            inks=(LIGHT.accent, LIGHT.ink, LIGHT.quiet),
            left=True,
        )
        self._ahead.show_paras(Para(ahead_words(body.ahead, state.language), m.px(48), 600), left=True)
        nobody_works = LIGHT.warning if not body.counters else LIGHT.ink
        self._counters.show_paras(
            Para(counters_words(body.counters, state.language), m.px(48), 600), inks=(nobody_works,), left=True
        )
        self._counter.show_icon(Icon.COUNTER, nobody_works if not body.counters else LIGHT.accent)
        self._take.show_text(_("Lấy số"), m.px(92))
        self._back.show_text(_("Quay lại"), m.px(34), Icon.BACK)
        self._home.show_text(_("Trang đầu"), m.px(34), Icon.HOME)
        self.update()

    def _place(self, m: Measures) -> None:
        take = m.px(340 if m.portrait else 210)
        take_top = m.bar_top - 2 * m.gap - take
        row = m.px(112 if m.portrait else 92)
        bottom = take_top - 2 * m.gap
        self._card = QRect(m.margin, m.content_top, m.inner, bottom - m.content_top)
        inset = m.px(40)
        left, broad = m.margin + inset, m.inner - 2 * inset
        facts_top = self._card.bottom() - inset // 2 - 2 * row
        self._what.setGeometry(left, m.content_top + inset // 2, broad, facts_top - m.content_top - inset)
        for number, (icon, fact) in enumerate(((self._people, self._ahead), (self._counter, self._counters))):
            top = facts_top + number * row
            icon.setGeometry(left, top + m.px(14), row - m.px(28), row - m.px(28))
            fact.setGeometry(left + row, top, broad - row, row)
        self._take.setGeometry(m.margin, take_top, m.inner, take)
        self._back.setGeometry(m.margin, m.bar_top, m.px(300), m.bar)
        self._home.setGeometry(m.width - m.margin - m.px(320), m.bar_top, m.px(320), m.bar)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw_ground(painter, self._card, LIGHT.surface, LIGHT.line)

    @Slot()
    def _take_tapped(self) -> None:
        self.gestures.take_number()

    @Slot()
    def _back_tapped(self) -> None:
        self.gestures.back()

    @Slot()
    def _home_tapped(self) -> None:
        self.gestures.home()
