"""The pages that show a number: while it is printed, when it is there, and when the paper is not."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QWidget

from kiosk.state import Gestures, KioskState, Page, TicketBody
from kiosk.views.icons import Icon
from kiosk.views.look import Look
from kiosk.views.page import PageView
from kiosk.views.parts import Card, Key, Kind, Picture, Words
from kiosk.views.qr import QrPicture
from kiosk.wording import ahead_words, closing_words, ticket_words
from shared.text import words
from shared.ui.measures import Box

_KEY: Final = 150  # the height of its keys


class TicketPage(PageView):
    """A card with the number, one sentence below it, and at most two keys."""

    def __init__(self, gestures: Gestures, parent: QWidget | None = None) -> None:
        super().__init__(gestures, parent)
        self._card = Card(self)
        self._above = Words("above-number", self)
        self._number = Words("number", self)
        self._below = Words("below-number", self)
        self._icon = Picture(self)
        self._qr = QrPicture(self)
        self._say = Words("say", self)
        self._have = Key("have-paper", Kind.MAIN, self)
        self._none = Key("no-paper", Kind.PLAIN, self)
        self._again = Key("reprint", Kind.PLAIN, self)
        self._home = Key("home", parent=self)
        self._page = Page.PRINTING
        self._have.tapped.connect(self._have_tapped)
        self._none.tapped.connect(self._none_tapped)
        self._again.tapped.connect(self._again_tapped)
        self._home.tapped.connect(self._home_tapped)

    def show_page(self, state: KioskState, look: Look) -> None:
        body = state.body
        if not isinstance(body, TicketBody):
            return
        self._page = state.page
        self._place(look, body)
        self._show_number(body, state.language, look)
        self._show_say(body, state.language, look)
        self._show_keys(body, state.language, look)

    def _show_number(self, body: TicketBody, language: str, look: Look) -> None:
        _ = words(language).gettext
        theme = look.theme
        given = body.label is not None
        self._above.show_paras(look, look.para(_("Số của ông/bà") if given else "", 52, 700))
        if body.label:
            number = look.para(body.label, 340, 700, digits=True, columns=False)
        else:
            number = look.para(_("Đang lấy số…"), 80, 700)
        self._number.show_paras(look, number, inks=(theme.accent,))
        self._below.show_paras(
            look,
            look.para(ahead_words(body.ahead, language) if given else "", 46, 700),
            look.para(body.service, 36, 600),
            look.para(body.agency, 32),
            inks=(theme.ink, theme.ink, theme.quiet),
        )

    def _show_say(self, body: TicketBody, language: str, look: Look) -> None:
        _ = words(language).gettext
        theme = look.theme
        icon, ink = {
            Page.DONE: (Icon.TICK, theme.good),
            Page.NO_PAPER: (Icon.STOP, theme.warning),
            Page.UNSURE: (Icon.PAPER, theme.warning),
        }.get(self._page, (Icon.PRINTER, theme.accent))
        large, small = ticket_words(self._page, body, language)
        closing = "" if body.closes_in is None else closing_words(body.closes_in, language)
        self._icon.show_icon(icon, ink)
        self._icon.setVisible(bool(large) and not body.code)
        self._qr.setVisible(bool(body.code))
        self._qr.show_code(body.code, _("Mã để xem khi nào đến lượt"))
        code = _("Xin chụp mã này bằng điện thoại để xem khi nào đến lượt.") if body.code else ""
        self._say.show_paras(
            look,
            look.para(large, 58, 700),
            look.para(small, 36),
            look.para(code, 36, 600),
            look.para(closing, 32),
            inks=(ink, theme.ink, theme.ink, theme.quiet),
            top=True,
        )

    def _show_keys(self, body: TicketBody, language: str, look: Look) -> None:
        _ = words(language).gettext
        page, m = self._page, look.measures
        self._have.show_text(look, _("Đã có phiếu"), 44)
        self._none.show_text(look, _("Chưa có"), 44)
        self._again.show_text(look, _("In lại"), 44, Icon.PRINTER)
        self._home.show_text(look, _("Xong") if page is Page.DONE else _("Tôi đã ghi số"), 44)
        self._have.setVisible(page is Page.UNSURE)
        self._none.setVisible(page is Page.UNSURE)
        self._again.setVisible(page is Page.NO_PAPER and body.can_print_again)
        self._home.setVisible(page in (Page.DONE, Page.NO_PAPER))
        high = m.key_high(_KEY)
        top, half = m.floor - high, (m.inner - m.gap) // 2
        left, right = Box(m.margin, top, half, high), Box(m.margin + m.inner - half, top, half, high)
        whole = page is Page.DONE or not body.can_print_again
        self._have.setGeometry(*left)
        self._none.setGeometry(*right)
        self._again.setGeometry(*left)
        self._home.setGeometry(*(Box(m.margin, top, m.inner, high) if whole else right))

    def _place(self, look: Look, body: TicketBody) -> None:
        """One above the other on a tall screen, side by side on a broad one."""
        m = look.measures
        top, bottom = m.content_top, m.floor - m.key_high(_KEY) - 2 * m.gap
        if m.portrait:
            part = 0.5 if body.code else 0.62
            card = Box(m.margin, top, m.inner, min(m.px(820), round((bottom - top) * part)))
            say = Box(m.margin, card.bottom + 2 * m.gap, m.inner, bottom - card.bottom - 2 * m.gap)
        else:
            half = (m.inner - 2 * m.gap) // 2
            card = Box(m.margin, top, half, bottom - top)
            say = Box(m.margin + half + 2 * m.gap, top, m.inner - half - 2 * m.gap, bottom - top)
        self._card.show_card(look, card, edge=look.theme.good if self._page is Page.DONE else None)
        self._place_number(card, look)
        if body.code:
            icon = min(m.px(360), say.height // 2)
            high = say.height - icon
        else:
            icon, high = min(m.px(160), say.height // 3), min(m.lines(360), say.height * 2 // 3)
        top = say.top + max(0, (say.height - icon - high) // 2)
        for sign in (self._icon, self._qr):
            sign.setGeometry(say.left + (say.width - icon) // 2, top, icon, icon)
        self._say.setGeometry(say.left, top + icon, say.width, high)

    def _place_number(self, card: Box, look: Look) -> None:
        inset = look.measures.px(36)
        left, broad, top, high = card.left + inset, card.width - 2 * inset, card.top + inset // 2, card.height - inset
        above, below = min(look.measures.lines(92), high // 5), round(high * (0.42 if look.measures.large else 0.36))
        self._above.setGeometry(left, top, broad, above)
        self._number.setGeometry(left, top + above, broad, high - above - below)
        self._below.setGeometry(left, top + high - below, broad, below)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        if self._page is Page.DONE and event.button() == Qt.MouseButton.LeftButton:
            self.gestures.leave_done()
        super().mouseReleaseEvent(event)

    @Slot()
    def _have_tapped(self) -> None:
        self.gestures.have_paper()

    @Slot()
    def _none_tapped(self) -> None:
        self.gestures.no_paper()

    @Slot()
    def _again_tapped(self) -> None:
        self.gestures.print_again()

    @Slot()
    def _home_tapped(self) -> None:
        self.gestures.home()
