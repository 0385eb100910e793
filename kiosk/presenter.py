"""What the kiosk does: all decisions, no widgets.

It hears three things: gestures from the window, news from the feed, the beat of a clock. After each it makes a whole
new state for the window, if that differs from what is shown.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Final

from kiosk import offer
from kiosk.finding import Finder
from kiosk.idle import DONE, SETTLING, Idle
from kiosk.leftovers import Leftovers
from kiosk.loose_ends import LooseEnds
from kiosk.measures import Measures
from kiosk.paper import Paper
from kiosk.places import Place, Way
from kiosk.state import (
    AgencyBody,
    Aid,
    AwayBody,
    Body,
    HomeBody,
    KioskState,
    NoBody,
    Page,
    RefusedBody,
    TicketBody,
    View,
)
from kiosk.ticketing import Phase, Ticketing
from shared.board import HallNow
from shared.feed import Away, News
from shared.store.reference import Reference
from shared.text import LANGUAGES
from shared.ui.worker import Asks
from shared.wording import said

_PAGE_OF: Final = {
    Phase.TAKING: Page.PRINTING,
    Phase.PRINTING: Page.PRINTING,
    Phase.DONE: Page.DONE,
    Phase.NO_PAPER: Page.NO_PAPER,
    Phase.UNSURE: Page.UNSURE,
    Phase.REFUSED: Page.REFUSED,
    Phase.NOT_GIVEN: Page.NOT_GIVEN,
}
_ASKS_WHO_IS_THERE: Final = frozenset(
    {Page.AGENCY, Page.SEARCH, Page.CONFIRM, Page.REFUSED, Page.NOT_GIVEN, Page.NO_PAPER, Page.UNSURE}
)


class Presenter:
    """One kiosk. All its methods are called in one thread."""

    def __init__(
        self,
        view: View,
        asks: Asks,
        paper: Paper,
        *,
        station: str,
        language: str,
        clock: Callable[[], datetime],
        seconds: Callable[[], float],
    ) -> None:
        """`clock` is the time of day (aware); `seconds` never goes back and measures patience."""
        self._view = view
        self._home_language = language
        self._language = language
        self._aids: frozenset[Aid] = frozenset()
        self._clock = clock
        self._seconds = seconds
        self._ends = LooseEnds(asks)
        self._ticketing = Ticketing(asks, paper, self._ends, station=station, changed=self._step_made)
        self._finder = Finder(asks, changed=self._show)
        self._leftovers = Leftovers(self._ends, paper, station=station, clock=clock, owns=self._ticketing.owns)
        self._way = Way()
        self._idle = Idle(seconds())
        self._screen = (1080, 1920, 0.0)
        self._reference: Reference | None = None
        self._now: HallNow | None = None
        self._away = False
        self._heard_at: datetime | None = None
        self._step_at = seconds()
        self._shown: KioskState | None = None

    @property
    def state(self) -> KioskState:
        """What is shown."""
        return self._shown or self._state()

    def start(self) -> None:
        """Show the first page and settle what an earlier run left."""
        self._leftovers.settle()
        self._show()

    # the world

    def told(self, told: News | Away) -> None:
        """News of the hall, or that it cannot be reached."""
        self._away = isinstance(told, Away)
        if isinstance(told, News):
            self._now = told.now
            self._heard_at = self._clock()
            if told.reference is not None:
                self._reference = told.reference
                self._way.keep_to(told.reference)
                self._finder.learn(told.reference)
        self._show()

    def tick(self) -> None:
        """Call a few times a second: patience ends, clocks move, what is open is tried again."""
        at = self._seconds()
        if self._now is not None and not self._away:
            self._heard_at = self._clock()
            self._ends.try_again(at)
        if self._ticketing.phase is Phase.DONE:
            if at - self._step_at >= DONE:
                self._begin_again()
        elif self._ticketing.busy:
            self._idle.touched(at)
        elif self._idle.over(at):
            self._begin_again()
        self._show()

    # gestures

    def touched(self) -> None:
        self._idle.touched(self._seconds())
        self._show()

    def more_time(self) -> None:
        self.touched()

    def resized(self, width: int, height: int, px_per_mm: float) -> None:
        self._screen = (width, height, px_per_mm)
        self._show()

    def choose_agency(self, code: str) -> None:
        if self._at(Page.HOME) and self._reference is not None and code in self._reference.agencies:
            self._go(Place(page=Page.AGENCY, agency=code))

    def choose_service(self, code: str) -> None:
        if self._at(Page.AGENCY) and self._reference is not None and code in self._reference.services:
            self._go(Place(page=Page.CONFIRM, agency=self._way.here.agency, service=code))

    def open_search(self) -> None:
        if self._at(Page.HOME):
            self._finder.clear()
            self._go(Place(page=Page.SEARCH))

    def type_text(self, text: str) -> None:
        """From a key on the screen or a real keyboard; typing at home opens the search."""
        if self._at(Page.HOME) and text.strip():
            self.open_search()
        if self._at(Page.SEARCH):
            self._finder.type_text(text)
            self.touched()

    def rub_out(self) -> None:
        if self._at(Page.SEARCH):
            self._finder.rub_out()
            self.touched()

    def clear_query(self) -> None:
        if self._at(Page.SEARCH):
            self._finder.clear()
            self.touched()

    def choose_result(self, number: int) -> None:
        if not self._at(Page.SEARCH) or self._reference is None:
            return
        found = self._finder.found(limit=self._measures.results_room, language=self._language)
        if number < len(found) and found[number].service in self._reference.services:
            one = found[number]
            self._go(Place(page=Page.CONFIRM, agency=one.agency, service=one.service, procedure=one.procedure))

    def take_number(self) -> None:
        if self._at(Page.CONFIRM):
            here = self._way.here
            self._ticketing.take(here.service, procedure=here.procedure, language=self._language)
            self._step_made()

    def print_again(self) -> None:
        self._ticketing.print_again()
        self._step_made()

    def have_paper(self) -> None:
        self._ticketing.have_paper()
        self._step_made()

    def no_paper(self) -> None:
        self._ticketing.no_paper()
        self._step_made()

    def next_leaf(self) -> None:
        self._turn(1)

    def previous_leaf(self) -> None:
        self._turn(-1)

    def back(self) -> None:
        if self._ticketing.phase is Phase.NONE:
            self._way.back()
        elif self._ticketing.forget():
            self._way.home()
        self.touched()

    def home(self) -> None:
        if self._ticketing.forget():
            self._way.home()
            self._finder.clear()
        self.touched()

    def leave_done(self) -> None:
        if self._ticketing.phase is Phase.DONE and self._seconds() - self._step_at >= SETTLING:
            self._begin_again()
        self.touched()

    def change_language(self) -> None:
        if not self._ticketing.busy:
            at = LANGUAGES.index(self._language) if self._language in LANGUAGES else 0
            self._language = LANGUAGES[(at + 1) % len(LANGUAGES)]
        self.touched()

    def turn_aid(self, aid: Aid) -> None:
        self._aids ^= {aid}
        self.touched()

    # inside

    @property
    def _measures(self) -> Measures:
        return Measures.of(*self._screen, aids=self._aids)

    def _at(self, page: Page) -> bool:
        return self._page() is page

    def _turn(self, by: int) -> None:
        body = self._body(self._page())
        if isinstance(body, HomeBody | AgencyBody):
            self._way.turn_to(min(max(body.leaf.number + by, 0), body.leaf.count - 1))
        self.touched()

    def _go(self, place: Place) -> None:
        self._way.go(place)
        self.touched()

    def _begin_again(self) -> None:
        """The next citizen finds nothing of the last one."""
        if self._ticketing.forget():
            self._way.home()
            self._finder.clear()
            self._language = self._home_language
            self._aids = frozenset()
            self._idle.touched(self._seconds())

    def _step_made(self) -> None:
        self._step_at = self._seconds()
        self.touched()

    def _page(self) -> Page:
        if self._ticketing.phase is not Phase.NONE:
            return _PAGE_OF[self._ticketing.phase]
        if self._away:
            return Page.AWAY
        if self._reference is None or self._now is None:
            return Page.STARTING
        return self._way.here.page

    def _show(self) -> None:
        state = self._state()
        if state != self._shown:
            self._shown = state
            self._view.show_state(state)

    def _state(self) -> KioskState:
        page = self._page()
        reference = self._reference
        ticket = self._ticketing.ticket
        left = self._idle.seconds_left(self._seconds()) if page in _ASKS_WHO_IS_THERE else None
        now = self._clock()
        zone = None if reference is None else reference.rules.calendar.zone
        return KioskState(
            page=page,
            body=self._body(page),
            language=self._language,
            hall="" if reference is None else reference.rules.name(self._language),
            now=now.astimezone(zone).replace(second=0, microsecond=0),
            can_change_language=page not in (Page.PRINTING, Page.STARTING),
            seconds_left=left,
            connected=not self._away and self._now is not None,
            seq=0 if self._now is None else self._now.seq,
            label=None if ticket is None else ticket.label,
            aids=self._aids,
        )

    def _body(self, page: Page) -> Body:
        reference, now = self._reference, self._now
        if page is Page.AWAY:
            return self._away_body()
        if reference is None or now is None:
            return NoBody()
        here, language = self._way.here, self._language
        match page:
            case Page.HOME:
                return offer.home_body(reference, now, language=language, leaf=here.leaf, room=self._measures.home_room)
            case Page.AGENCY:
                room = self._measures.fields_room
                return offer.agency_body(
                    reference, now, agency=here.agency, language=language, leaf=here.leaf, room=room
                )
            case Page.SEARCH:
                return self._finder.body(reference, limit=self._measures.results_room, language=language)
            case Page.CONFIRM:
                return offer.confirm_body(
                    reference,
                    now,
                    service=here.service,
                    procedure=here.procedure,
                    language=language,
                    at=self._clock(),
                )
            case Page.REFUSED if self._ticketing.refusal is not None:
                zone = reference.rules.calendar.zone
                return RefusedBody(text=said(self._ticketing.refusal, language, zone, now=self._clock()))
            case Page.PRINTING | Page.DONE | Page.NO_PAPER | Page.UNSURE:
                return self._ticket_body(reference)
        return NoBody()

    def _ticket_body(self, reference: Reference) -> TicketBody:
        ticketing = self._ticketing
        ticket = ticketing.ticket
        service = reference.services.get(ticketing.service)
        return TicketBody(
            label=None if ticket is None else ticket.label,
            service="" if service is None else service.name(self._language),
            agency="" if service is None else reference.agency_of(service).name(self._language),
            ahead=0 if ticket is None else ticket.ahead,
            trying=ticketing.trying,
            why=ticketing.why,
            can_print_again=ticketing.can_print_again,
        )

    def _away_body(self) -> AwayBody:
        if self._heard_at is None or self._reference is None:
            return AwayBody()
        heard = self._heard_at.astimezone(self._reference.rules.calendar.zone)
        minutes = max(0, int((self._clock() - self._heard_at).total_seconds()) // 60)
        return AwayBody(as_of=f"{heard:%H:%M}", minutes=minutes)
