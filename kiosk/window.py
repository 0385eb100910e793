"""The kiosk's one window: the head, the page that is open, the aids, the question on top. It decides nothing."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, QTimer, Signal, Slot
from PySide6.QtGui import (
    QFocusEvent,
    QInputMethodEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QWidget

from kiosk.density import Density
from kiosk.guidance import guidance_of, place_of
from kiosk.guide import Guide
from kiosk.movement import Towards
from kiosk.state import Gestures, KioskState, Page, PinBody, SearchBody
from kiosk.views.agency import AgencyPage
from kiosk.views.aids import AidsBar
from kiosk.views.confirm import ConfirmPage
from kiosk.views.emergency import EmergencyPage
from kiosk.views.focus import Focus
from kiosk.views.header import Header
from kiosk.views.home import HomePage
from kiosk.views.keypad import Push, meaning
from kiosk.views.look import Look
from kiosk.views.notice import NoticePage
from kiosk.views.page import PageView
from kiosk.views.popular import PopularPage
from kiosk.views.priority import PriorityPage
from kiosk.views.search import SearchPage
from kiosk.views.staff import PinPage, StaffPage
from kiosk.views.still_there import StillThere
from kiosk.views.ticket import TicketPage
from kiosk.voice import Silence, Voice
from shared.ui.which_screen import screen_of

KeyFilter = Callable[[QKeyEvent], bool]


class KioskWindow(QWidget):
    """Shows states. `painted` comes once, when the first page has been drawn."""

    painted = Signal(object)

    def __init__(self, *, px_per_mm: float = 0.0, inches: float | None = None, voice: Voice | None = None) -> None:
        """`px_per_mm`, unless 0, or else `inches`, the diagonal, is believed instead of what the screen says of its
        size. With a `voice` the citizen may have the kiosk read to him."""
        super().__init__()
        self._density = Density(px_per_mm=px_per_mm, inches=inches)
        self._has_voice = voice is not None
        self._guide = Guide(voice or Silence())
        self._gestures: Gestures | None = None
        self._state: KioskState | None = None
        self._look = Look.of(1, 1, 0.0, aids=frozenset())
        self._pages: dict[Page, PageView] = {}
        self._open: PageView | None = None
        self._at: object = None
        self._told_painted: Page | None = None
        self._first_keys: KeyFilter | None = None
        self.by_keys = Focus(self, moved=self._guide.moved)
        self.setObjectName("kiosk")
        self.setWindowTitle("Một Cửa")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)

    def obey(self, gestures: Gestures) -> None:
        """Make the pages, which tell `gestures` what is touched. Call once, before the first state."""
        self._gestures = gestures
        self._header = Header(gestures, self)
        self._aids = AidsBar(gestures, self, spoken=self._has_voice)
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
            Page.EMERGENCY: EmergencyPage(gestures, self),
            Page.OUT_OF_SERVICE: notice,
            Page.STAFF_PIN: PinPage(gestures, self),
            Page.STAFF: staff,
            Page.STAFF_REASON: staff,
        }
        for page in set(self._pages.values()):
            page.hide()

    def hear_keys_first(self, key_filter: KeyFilter) -> None:
        """Give each key to this first; what it answers with True means nothing to the pages, unless it is given to
        `take_key` later. For a scanner that types what it reads."""
        self._first_keys = key_filter

    def take_key(self, event: QKeyEvent) -> None:
        """A key for the pages, whoever has heard it first. While somebody is asked whether he is there, any key says
        yes."""
        if self._gestures is None or self._state is None:
            return
        if self._state.seconds_left is not None:
            self._gestures.more_time()
            return
        self._obey_key(self._gestures, self._state, event)

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
        self._header.show_state(state, look)
        self._header.setVisible(state.page is not Page.SEARCH or look.measures.search_top > look.measures.header)
        self._aids.show_state(state, look)
        self._header.raise_()
        self._aids.raise_()
        self._still_there.show_state(state, look)
        self._tell_those_who_do_not_see(page, look, state)

    def _tell_those_who_do_not_see(self, page: PageView, look: Look, state: KioskState) -> None:
        guidance = guidance_of(state)
        if guidance.title != self.accessibleName():
            self.setAccessibleName(guidance.title)
        if guidance.text != self.accessibleDescription():
            self.setAccessibleDescription(guidance.text)
        at = place_of(state)
        over = self._still_there if state.seconds_left is not None else None
        self._guide.shown(state)
        self.by_keys.settle(page, look, over=over, fresh=at != self._at)
        self._at = at

    def _px_per_mm(self) -> float:
        return self._density.of(screen_of(self))

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
        """All keys come here, whatever has the focus."""
        if self._first_keys is None or not self._first_keys(event):
            self.take_key(event)

    def _obey_key(self, gestures: Gestures, state: KioskState, event: QKeyEvent) -> None:
        body = state.body
        match meaning(event, typing=self._open is not None and self._open.takes_text):
            case Towards() as towards:
                gestures.touched()
                self.by_keys.move(towards)
            case Push.PRESS:
                gestures.touched()
                self.by_keys.press()
            case Push.ERASE if isinstance(body, SearchBody) and body.query:
                gestures.rub_out()
            case Push.ERASE if isinstance(body, PinBody) and body.typed:
                gestures.rub_out_digit()
            case Push.BACK | Push.ERASE:
                self.by_keys.begin()
                gestures.back()
            case Push.HOME:
                self.by_keys.begin()
                gestures.home()
            case Push.NEXT_LEAF:
                gestures.next_leaf()
            case Push.PREVIOUS_LEAF:
                gestures.previous_leaf()
            case int(digit) if isinstance(body, PinBody):
                gestures.type_digit(str(digit))
            case int(digit):
                gestures.touched()
                self.by_keys.choose(digit)
            case str(text):
                self._type(text)
            case None:
                event.ignore()

    def _type(self, text: str) -> None:
        """Whoever types on a real keyboard finds the first answer under Enter."""
        if self._gestures is not None:
            self._gestures.type_text(text)
            self.by_keys.begin()
            self.by_keys.to_main()

    def focusNextPrevChild(self, _following: bool) -> bool:  # noqa: N802 - Qt's name and signature
        """Tab is a key as the others: Qt is not to use it before they are heard."""
        return False

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        if event.reason() is Qt.FocusReason.MouseFocusReason:
            self.by_keys.end()
        super().focusInEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:  # noqa: N802 - Qt's name
        """What an input method has composed is typed like any key: a scanner's letters with marks come this way."""
        if event.commitString():
            typed = event.commitString()
            self.keyPressEvent(QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, typed))
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """A touch beside everything: it shows that somebody is there."""
        if self._gestures is not None:
            self._gestures.touched()
        super().mousePressEvent(event)
