"""The kiosk's one window: the head, the page that is open, the question on top. It decides nothing."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from kiosk.state import Gestures, KioskState, Page
from kiosk.views.agency import AgencyPage
from kiosk.views.aids import AidsBar
from kiosk.views.confirm import ConfirmPage
from kiosk.views.header import Header
from kiosk.views.home import HomePage
from kiosk.views.look import Look
from kiosk.views.notice import NoticePage
from kiosk.views.page import PageView
from kiosk.views.popular import PopularPage
from kiosk.views.priority import PriorityPage
from kiosk.views.search import SearchPage
from kiosk.views.staff import PinPage, StaffPage
from kiosk.views.still_there import StillThere
from kiosk.views.ticket import TicketPage


class KioskWindow(QWidget):
    """Shows states. `painted` comes once, when the first page has been drawn."""

    painted = Signal(object)

    def __init__(self, *, px_per_mm: float = 0.0) -> None:
        """`px_per_mm`, unless 0, is believed instead of what the screen says of its size."""
        super().__init__()
        self._px_per_mm_told = px_per_mm
        self._gestures: Gestures | None = None
        self._state: KioskState | None = None
        self._look = Look.of(1, 1, 0.0, aids=frozenset())
        self._pages: dict[Page, PageView] = {}
        self._open: PageView | None = None
        self._told_painted: Page | None = None
        self.setObjectName("kiosk")
        self.setWindowTitle("Một Cửa")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)

    def obey(self, gestures: Gestures) -> None:
        """Make the pages, which tell `gestures` what is touched. Call once, before the first state."""
        self._gestures = gestures
        self._header = Header(gestures, self)
        self._aids = AidsBar(gestures, self)
        self._still_there = StillThere(gestures, self)
        self._still_there.hide()
        ticket, notice, staff = TicketPage(gestures, self), NoticePage(gestures, self), StaffPage(gestures, self)
        self._pages = {
            Page.STARTING: notice,
            Page.HOME: HomePage(gestures, self),
            Page.CLOSED: notice,
            Page.POPULAR: PopularPage(gestures, self),
            Page.AGENCY: AgencyPage(gestures, self),
            Page.SEARCH: SearchPage(gestures, self),
            Page.CONFIRM: ConfirmPage(gestures, self),
            Page.PRIORITY: PriorityPage(gestures, self),
            Page.IDENTIFY: notice,
            Page.FOUND: notice,
            Page.PRINTING: ticket,
            Page.DONE: ticket,
            Page.NO_PAPER: ticket,
            Page.UNSURE: ticket,
            Page.REFUSED: notice,
            Page.NOT_GIVEN: notice,
            Page.AWAY: notice,
            Page.OUT_OF_SERVICE: notice,
            Page.STAFF_PIN: PinPage(gestures, self),
            Page.STAFF: staff,
            Page.STAFF_REASON: staff,
        }
        for page in set(self._pages.values()):
            page.hide()

    def show_state(self, state: KioskState) -> None:
        self._state = state
        look = Look.of(self.width(), self.height(), self._px_per_mm(), aids=state.aids)
        if look != self._look:
            self._look = look
            self.update()
        page = self._pages[state.page]
        page.setGeometry(self.rect())
        page.show_page(state, look)
        if page is not self._open:
            page.show()
            if self._open is not None:
                self._open.hide()
            self._open = page
        m = look.measures
        self._header.show_state(state, look)
        self._header.setVisible(state.page is not Page.SEARCH or m.search_top > m.header)
        self._aids.show_state(state, look)
        self._header.raise_()
        self._aids.raise_()
        self._still_there.show_state(state, look)

    def _px_per_mm(self) -> float:
        if self._px_per_mm_told:
            return self._px_per_mm_told
        screen = self.screen()
        millimetres = screen.physicalSize().width()
        return screen.geometry().width() / millimetres if millimetres > 0 else 0.0

    # what Qt tells

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        if self._gestures is not None:
            self._gestures.resized(self.width(), self.height(), self._px_per_mm())
        if self._state is not None:
            self.show_state(self._state)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        QPainter(self).fillRect(self.rect(), self._look.theme.ground)
        if self._state is not None and self._told_painted is not self._state.page:
            self._told_painted = self._state.page
            QTimer.singleShot(0, self, self._tell_painted)

    @Slot()
    def _tell_painted(self) -> None:
        self.painted.emit(self._told_painted)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if self._gestures is None:
            return
        if event.key() == Qt.Key.Key_Backspace:
            self._gestures.rub_out()
        elif event.text() and event.text().isprintable():
            self._gestures.type_text(event.text())
        else:
            super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:  # noqa: N802 - Qt's name
        if self._gestures is not None and event.commitString():
            self._gestures.type_text(event.commitString())
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """A touch beside everything: it shows that somebody is there."""
        if self._gestures is not None:
            self._gestures.touched()
        super().mousePressEvent(event)
