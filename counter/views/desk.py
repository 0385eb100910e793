"""The desk itself: everything of the window that does not lie over it."""

from __future__ import annotations

from itertools import pairwise
from typing import Final

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QPainter, QResizeEvent
from PySide6.QtWidgets import QWidget

from counter.acts import LANGUAGE_KEY, SHAPE_KEY, Act, key_of
from counter.situation import Page
from counter.state import Action, DeskState
from counter.views.alert import AlertStrip
from counter.views.buttons import ActionButton, Look
from counter.views.header import HeaderView
from counter.views.listing import ListPanel
from counter.views.mail import MailStrip
from counter.views.measures import Measures
from counter.views.notice import NoticeBar
from counter.views.painted import Painted
from counter.views.pauses import PauseRow
from counter.views.places import PlaceTabs
from counter.views.pulse import PulsePanel
from counter.views.visit import VisitCard
from shared.text import words
from shared.ui.theme import LIGHT

_COLUMNS: Final = 4
_ALONE: Final = frozenset({Page.CONNECTING, Page.UNKNOWN, Page.LOG_IN})  # nothing to do, nobody to list
_MOST_BUTTONS: Final = 8
_MOST_ASIDE: Final = 3  # rows of the parked and of the absent that are shown at once


class Desk(Painted):
    """Header, visit, buttons, lists."""

    chosen = Signal(Act)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state: DeskState | None = None
        self.header = HeaderView(self)
        self.alert = AlertStrip(self)
        self.mail = MailStrip(self)
        self.pulse = PulsePanel(self)
        self.pauses = PauseRow(self)
        self.places = PlaceTabs(self)
        self.card = VisitCard(self)
        self.notice = NoticeBar(self)
        self.primary = ActionButton(Action(act=Act.OPEN, text="", key=""), look=Look.LARGE, parent=self)
        self.primary.enter_clicks = False
        self.primary.chosen.connect(self._choose)
        self._buttons = [self._button() for _ in range(_MOST_BUTTONS)]
        self.waiting = ListPanel("waiting", self)
        self.parked = ListPanel("parked", self, roomy=False)
        self.absent = ListPanel("absent", self, roomy=False)
        self.waiting.found.connect(self._choose)
        self.card.asked.connect(self._choose)
        self._stops: list[QWidget] = []
        self._shape: tuple[object, ...] = ()

    # -- showing -------------------------------------------------------------------------------------------------

    def show_state(self, state: DeskState) -> None:
        before, self._state = self._state, state
        stays = before is not None and _room_of_card(before) == _room_of_card(state)
        if self.card.show_visit(state.visit, state.blank) and stays:
            # Whom to invite is what the officer waits for: it is painted before all else is.
            self.card.repaint()
        self.header.show_header(state.header, LANGUAGE_KEY)
        self.header.show_ways(words(state.language).gettext("Thanh nhỏ"), SHAPE_KEY, key_of(Act.HELP))
        self.alert.show_alert(state.alert)
        self.mail.show_mail(state.mail)
        self.pulse.show_pulse(state.pulse)
        self.pauses.show_pauses(state.pauses)
        self.places.show_places(state.places)
        self.notice.show_notice(state.notice)
        if state.primary is not None:
            self.primary.show_action(state.primary)
        self.primary.setVisible(state.primary is not None)
        self._show_buttons(state)
        _ = words(state.language).gettext
        names = (_("Trang trước"), _("Trang sau"))
        for panel, listing in (
            (self.waiting, state.waiting),
            (self.parked, state.parked),
            (self.absent, state.absent),
        ):
            panel.show_listing(listing, names)
        shape = _shape(state)
        if shape != self._shape:
            self._shape = shape
            self.lay_out()
        self._order_tabs()

    def _button(self) -> ActionButton:
        button = ActionButton(Action(act=Act.OPEN, text="", key=""), parent=self)
        button.chosen.connect(self._choose)
        button.hide()
        return button

    def _show_buttons(self, state: DeskState) -> None:
        """The acts upon the visit from the left, those upon the counter at the end of the last row."""
        actions = (*state.visit_actions, *state.counter_actions)
        for number, button in enumerate(self._buttons):
            if number < len(actions):
                button.show_action(actions[number])
            else:
                button.setObjectName("")
            button.setVisible(number < len(actions))

    def first_pages(self) -> None:
        """Let every list show its beginning."""
        for panel in (self.waiting, self.parked, self.absent):
            panel.first_page()

    def _order_tabs(self) -> None:
        """The way of the Tab key: what is done most first, then the lists from the top."""
        stops: list[QWidget] = [self.primary, self.notice.retry, *self._buttons]
        for panel in (self.waiting, self.parked, self.absent):
            stops += panel.stops()
        stops += [*self.places.stops(), self.card.why, self.alert.later]
        stops += [self.header.keys, self.header.bar, self.header.switch]
        stops += [self.header.who, self.mail.read, *self.pauses.stops()]
        if stops != self._stops:
            self._stops = stops
            for one, following in pairwise(stops):
                QWidget.setTabOrder(one, following)

    @Slot(Act)
    def _choose(self, act: Act) -> None:
        self.chosen.emit(act)

    # -- where everything is -------------------------------------------------------------------------------------

    def measure(self, measures: Measures) -> None:
        super().measure(measures)
        self.header.measure(measures)
        self.places.measure(measures)
        for part in (self.mail, self.pulse, self.pauses):
            part.measure(measures)
        for panel in (self.alert, self.card, self.notice, self.waiting, self.parked, self.absent):
            panel.measure(measures)
        for button in (self.primary, *self._buttons):
            button.measure(measures)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        self.lay_out()

    def lay_out(self) -> None:
        """Give every part its room."""
        px = self.measures.px
        head = round(max(56.0, px(96)))
        gap = round(px(20))
        self.header.setGeometry(0, 0, self.width(), head)
        self.header.place()
        right = round(max(self.width() * 0.37, 424.0))
        left = self.width() - right - 3 * gap
        alone = self._state is None or self._state.page in _ALONE
        for panel in (self.waiting, self.parked, self.absent):
            panel.setVisible(not alone)
        self.notice.setVisible(not alone)
        if alone:
            self.places.hide()
            for strip in (self.alert, self.mail, self.pulse, self.pauses):
                strip.hide()
            self.card.setGeometry(gap, head + gap, self.width() - 2 * gap, self.height() - head - 2 * gap)
            return
        top = head + gap + self._lay_out_strips(gap, head)
        self._lay_out_left(gap, top, left, self.height() - top - gap)
        self._lay_out_right(2 * gap + left, top, right, self.height() - top - gap)

    def _lay_out_strips(self, gap: int, head: int) -> int:
        """How much lower all else begins. The buttons stand at the bottom, so none of them moves."""
        state = self._state
        near = round(gap * 0.6)
        below = head
        for strip, shown in ((self.mail, state and state.mail), (self.alert, state and state.alert)):
            strip.setVisible(bool(shown))
            if shown:
                tall = strip.height_wanted()
                strip.setGeometry(gap, below + near, self.width() - 2 * gap, tall)
                strip.place()
                below += near + tall
        return below + near - head - gap if below > head else 0

    def _lay_out_left(self, x: int, top: int, width: int, height: int) -> None:
        px = self.measures.px
        gap = round(px(14))
        button = round(max(50.0, px(84)))
        primary = round(max(84.0, px(150)))
        notice = round(max(48.0, px(80)))
        bottom = top + height
        self._lay_out_buttons(x, bottom - 2 * button - gap, width, button, gap)
        bottom -= 2 * (button + gap)
        self.primary.setGeometry(x, bottom - primary, width, primary)
        bottom -= primary + gap
        self.notice.setGeometry(x, bottom - notice, width, notice)
        self.notice.place()
        bottom -= notice + gap
        row = bool(self._state and self._state.pauses)
        self.pauses.setVisible(row)
        if row:
            tall = self.pauses.height_wanted()
            self.pauses.setGeometry(x, bottom - tall, width, tall)
            self.pauses.place()
            bottom -= tall + gap
        tabs = bool(self._state and self._state.places)
        self.places.setVisible(tabs)
        if tabs:
            tab = round(max(58.0, px(84)))
            self.places.setGeometry(x, top, width, tab)
            self.places.place()
            top += tab + gap
        self.card.setGeometry(x, top, width, bottom - top)
        self.card.place()

    def _lay_out_buttons(self, x: int, top: int, width: int, height: int, gap: int) -> None:
        if self._state is None:
            return
        each = (width - gap * (_COLUMNS - 1)) / _COLUMNS
        of_visit = len(self._state.visit_actions)
        of_counter = len(self._state.counter_actions)
        for number, button in enumerate(self._buttons):
            place = number if number < of_visit else 2 * _COLUMNS - of_counter + number - of_visit
            row, column = divmod(place, _COLUMNS)
            button.setGeometry(round(x + column * (each + gap)), top + row * (height + gap), round(each), height)

    def _lay_out_right(self, x: int, top: int, width: int, height: int) -> None:
        gap = round(self.measures.px(14))
        bottom = top + height
        state = self._state
        for panel, listing in (
            (self.absent, state.absent if state else None),
            (self.parked, state.parked if state else None),
        ):
            rows = min(len(listing.rows), _MOST_ASIDE if height > 800 else 2) if listing else 0
            tall = panel.height_for(rows)
            panel.setGeometry(x, bottom - tall, width, tall)
            panel.place()
            bottom -= tall + gap
        told = state is not None and state.pulse is not None
        self.pulse.setVisible(told)
        if told:
            self.pulse.setGeometry(x, top, width, self.pulse.height_wanted())
            top += self.pulse.height_wanted() + gap
        self.waiting.setGeometry(x, top, width, bottom - top)
        self.waiting.place()

    def draw(self, painter: QPainter) -> None:
        painter.fillRect(self.rect(), LIGHT.ground)


def _room_of_card(state: DeskState) -> tuple[object, ...]:
    """What decides where the card stands."""
    return (state.page in _ALONE, state.alert is None, state.mail is None, state.pauses is None, len(state.places))


def _shape(state: DeskState) -> tuple[object, ...]:
    """What decides where the parts stand: only when it changes they are placed anew."""
    return (
        *_room_of_card(state),
        state.pulse is None,
        len(state.visit_actions),
        len(state.counter_actions),
        min(len(state.parked.rows), _MOST_ASIDE),
        min(len(state.absent.rows), _MOST_ASIDE),
    )
