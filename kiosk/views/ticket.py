"""The pages that show a number: while it is printed, when it is there, and when the paper is not."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt, Slot
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from kiosk.measures import Measures
from kiosk.state import Gestures, KioskState, Page, TicketBody
from kiosk.views.icons import Icon
from kiosk.views.page import PageView
from kiosk.views.parts import Key, Kind, Picture, Words, draw_ground
from kiosk.wording import ahead_words, paper_words
from shared.text import words
from shared.ui.lettering import Para
from shared.ui.theme import LIGHT


class TicketPage(PageView):
    """A card with the number, one sentence below it, and at most two keys."""

    def __init__(self, gestures: Gestures, parent: QWidget | None = None) -> None:
        super().__init__(gestures, parent)
        self._card = QRect()
        self._above = Words("above-number", self)
        self._number = Words("number", self)
        self._below = Words("below-number", self)
        self._icon = Picture(Icon.PAPER, LIGHT.accent, self)
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

    def show_page(self, state: KioskState, measures: Measures) -> None:
        body = state.body
        if not isinstance(body, TicketBody):
            return
        self._page = state.page
        m = measures
        self._place(m)
        self._show_number(body, state.language, m)
        self._show_say(state.page, body, state.language, m)
        self._show_keys(state.page, body, state.language, m)
        self.update()

    def _show_number(self, body: TicketBody, language: str, m: Measures) -> None:
        _ = words(language).gettext
        given = body.label is not None
        self._above.show_paras(Para(_("Số của ông/bà") if given else "", m.px(52), 700))
        if body.label:
            number = Para(body.label, m.px(340), 700, digits=True, columns=False)
        else:
            number = Para(_("Đang lấy số…"), m.px(80), 700)
        self._number.show_paras(number, inks=(LIGHT.accent,))
        self._below.show_paras(
            Para(ahead_words(body.ahead, language) if given else "", m.px(46), 700),
            Para(body.service, m.px(36), 600),
            Para(body.agency, m.px(32), 500),
            inks=(LIGHT.ink, LIGHT.ink, LIGHT.quiet),
        )

    def _show_say(self, page: Page, body: TicketBody, language: str, m: Measures) -> None:
        _ = words(language).gettext
        icon, ink, large, small = Icon.PAPER, LIGHT.accent, "", ""
        match page:
            case Page.DONE:
                icon, ink = Icon.TICK, LIGHT.good
                large = _("Xin lấy phiếu")
                small = _("Xin theo dõi bảng và lắng nghe lời mời.")
            case Page.NO_PAPER:
                icon, ink = Icon.STOP, LIGHT.warning
                large = _("Số này có giá trị, không cần phiếu giấy.")
                reason = paper_words(body.why, language)
                small = _("Phiếu không in được: {reason}. Xin ghi lại số hoặc báo nhân viên.").format(reason=reason)
            case Page.UNSURE:
                icon, ink = Icon.PAPER, LIGHT.warning
                large = _("Phiếu đã ra chưa?")
                small = _("Xin xem khe ra phiếu. Dù chưa có phiếu, số của ông/bà vẫn có giá trị.")
            case _:
                if body.label is not None:
                    large = _("Đang in phiếu…")
                if body.trying:
                    small = _("Đang kết nối lại với máy chủ, xin chờ một chút.")
        self._icon.show_icon(icon, ink)
        self._icon.setVisible(bool(large))
        self._say.show_paras(Para(large, m.px(58), 700), Para(small, m.px(36), 500), inks=(ink, LIGHT.ink), top=True)

    def _show_keys(self, page: Page, body: TicketBody, language: str, m: Measures) -> None:
        _ = words(language).gettext
        size = m.px(44)
        self._have.show_text(_("Đã có phiếu"), size)
        self._none.show_text(_("Chưa có"), size)
        self._again.show_text(_("In lại"), size, Icon.PAPER)
        self._home.show_text(_("Xong") if page is Page.DONE else _("Tôi đã ghi số"), size)
        self._have.setVisible(page is Page.UNSURE)
        self._none.setVisible(page is Page.UNSURE)
        self._again.setVisible(page is Page.NO_PAPER and body.can_print_again)
        self._home.setVisible(page in (Page.DONE, Page.NO_PAPER))
        half = (m.inner - m.gap) // 2
        high = m.px(150)
        top = m.height - m.margin - high
        left, right = (
            QRect(m.margin, top, half, high),
            QRect(m.margin + half + m.gap, top, m.inner - half - m.gap, high),
        )
        self._have.setGeometry(left)
        self._none.setGeometry(right)
        self._again.setGeometry(left)
        whole = page is Page.DONE or not body.can_print_again
        self._home.setGeometry(left.united(right) if whole else right)

    def _place(self, m: Measures) -> None:
        """One above the other on a tall screen, side by side on a broad one."""
        top, bottom = m.content_top, m.height - m.margin - m.px(150) - 2 * m.gap
        inset = m.px(36)
        if m.portrait:
            self._card = QRect(m.margin, top, m.inner, m.px(900))
            words_box = QRect(m.margin, self._card.bottom() + 2 * m.gap, m.inner, 0)
            words_box.setBottom(bottom)
        else:
            half = (m.inner - 2 * m.gap) // 2
            self._card = QRect(m.margin, top, half, bottom - top)
            words_box = QRect(m.margin + half + 2 * m.gap, top, m.inner - half - 2 * m.gap, bottom - top)
        card = self._card.adjusted(inset, inset // 2, -inset, -(inset // 2))
        above, below = m.px(92), round(card.height() * 0.36)
        self._above.setGeometry(card.left(), card.top(), card.width(), above)
        self._below.setGeometry(card.left(), card.bottom() - below, card.width(), below)
        self._number.setGeometry(card.left(), card.top() + above, card.width(), card.height() - above - below)
        icon, say = m.px(180), m.px(360)
        top = words_box.top() + max(0, (words_box.height() - icon - say) // 2)
        self._icon.setGeometry(words_box.center().x() - icon // 2, top, icon, icon)
        self._say.setGeometry(
            words_box.left(), top + icon, words_box.width(), min(say, words_box.bottom() - top - icon)
        )

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw_ground(painter, self._card, LIGHT.surface, self._edge())

    def _edge(self) -> QColor:
        return LIGHT.good if self._page is Page.DONE else LIGHT.line

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
