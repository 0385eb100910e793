"""What the kiosk does: all decisions, no widgets.

It hears three things: gestures from the window, news from the feed, the beat of a clock. After each it makes a whole
new state for the window, if that differs from what is shown.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial

from hardware.scanning.scanner import Plugged, Scan, ScannerEvent, Unplugged
from kiosk.elsewhere import Elsewhere
from kiosk.emergency import Emergencies
from kiosk.finding import Finder, SearchGestures
from kiosk.idle import DONE, SETTLING, Idle
from kiosk.leftovers import Leftovers
from kiosk.loose_ends import LooseEnds
from kiosk.measures import Measures
from kiosk.paper import Paper
from kiosk.picture import Sight, expected, page_of, state_of
from kiosk.places import Place, Way
from kiosk.prospect import Prospect
from kiosk.scans import Scans, by_staff
from kiosk.staff import Staff, StaffGestures, StaffKit
from kiosk.state import AgencyBody, Aid, FoundBody, HomeBody, KioskState, Page, PopularBody, View
from kiosk.ticketing import Phase, Ticketing
from kiosk.visit import Visit
from shared.board import HallNow
from shared.domain.errors import NotAllowed
from shared.feed import Away, News
from shared.hall import Hall
from shared.store.reference import Reference
from shared.ui.worker import Answer, Asks, Done


class Presenter(SearchGestures, StaffGestures):
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
        elsewhere: Elsewhere | None = None,
        has_paper: Callable[[], bool] = lambda: True,
        staff: StaffKit = StaffKit(),  # noqa: B008 - frozen
        learner: Asks | None = None,
    ) -> None:
        """`clock` is the time of day (aware); `seconds` never goes back and measures patience. `elsewhere` knows where
        else people get a number; `has_paper`, whether a slip would come out. `learner` (or else `asks`) does what takes
        seconds and nobody waits for."""
        self._view = view
        self._home_language = language
        self._visit = Visit(language=language)
        self._clock = clock
        self._seconds = seconds
        self._asks = asks
        self._paper = paper
        self._ends = LooseEnds(asks)
        self._ticketing = Ticketing(asks, paper, self._ends, station=station, changed=self._step_made)
        self._finder = Finder(asks, changed=self._show)
        self._prospect = Prospect(learner or asks, changed=self._show)
        self._leftovers = Leftovers(self._ends, paper, station=station, clock=clock, owns=self._ticketing.owns)
        self._way = Way()
        self._scans = Scans(asks, ticket_page=paper.ticket_page, clock=clock, changed=self._scanned)
        self._can_scan = False
        self._elsewhere = elsewhere or Elsewhere(own=station, seconds=seconds)
        self._has_paper = has_paper
        self._staff = Staff(asks, staff, seconds=seconds, changed=self._show)
        self._idle = Idle(seconds())
        self._screen = (1080, 1920, 0.0)
        self._reference: Reference | None = None
        self._now: HallNow | None = None
        self._emergencies = Emergencies(clock)
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
            reference = told.reference or self._reference
            if reference is not None:
                self._prospect.told(told, before=self._now, reference=reference)
            self._leftovers.told(told.events)
            if not told.events:
                self._finder.ask_popular()
            self._now = told.now
            self._emergencies.told(told)
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

    def choose_need(self, code: str) -> None:
        if self._at(Page.HOME) and self._reference is not None and not self._way.adding:
            self._visit.need = code
            self._way.turn_to(0)
            self.touched()

    def open_popular(self) -> None:
        if self._at(Page.HOME):
            self._go(Place(page=Page.POPULAR))

    def choose_agency(self, code: str) -> None:
        if self._at(Page.HOME) and self._reference is not None and code in self._reference.agencies:
            self._go(Place(page=Page.AGENCY, agency=code))

    def choose_service(self, code: str) -> None:
        if self._page() in (Page.AGENCY, Page.POPULAR):
            self._choose(code)

    def open_search(self) -> None:
        if self._at(Page.HOME):
            self._finder.clear()
            self._go(Place(page=Page.SEARCH))

    def choose_result(self, number: int) -> None:
        if not self._at(Page.SEARCH) or self._reference is None:
            return
        found = self._finder.found(limit=self._sight().measures.results_room, language=self._visit.language)
        if number < len(found):
            self._choose(found[number].service, procedure=found[number].procedure)

    def open_priority(self) -> None:
        if self._at(Page.CONFIRM):
            self._go(Place(page=Page.PRIORITY))

    def choose_priority(self, code: str) -> None:
        if not self._at(Page.PRIORITY) or self._reference is None:
            return
        try:
            chosen = self._reference.rules.priority(code)
        except NotAllowed:
            return  # the rules have changed while it was shown
        if chosen.by_staff:
            self._visit.wanted = code
            self._find(by_staff(chosen, self._visit.language, can_vouch=self._staff.can_open))
            return
        self._visit.priority, self._visit.wanted = code, None
        self._way.back_to(Page.CONFIRM)
        self.touched()

    def add_stop(self) -> None:
        if self._at(Page.CONFIRM):
            self._finder.clear()
            self._go(Place(page=Page.HOME))

    def drop_stop(self) -> None:
        if self._at(Page.CONFIRM):
            self._visit.stops = self._visit.stops[:-1]
            self.touched()

    def take_number(self) -> None:
        if self._reference is None or not self._at(Page.CONFIRM):
            return
        rules = self._reference.rules
        if rules.one_person is not None and self._visit.card is None and not self._visit.vouched:
            self._go(Place(page=Page.IDENTIFY))
            return
        promise = expected(self._sight()).promise
        self._ticketing.take(self._visit.wish(self._way.here, rules, promise=promise))
        self._step_made()

    def heard(self, event: ScannerEvent) -> None:
        """The scanner tells something. A code that comes while a number is under way is let go of."""
        if isinstance(event, Plugged | Unplugged):
            self._can_scan = isinstance(event, Plugged)
            self._show()
            return
        if self._page() in (Page.STARTING, Page.AWAY, Page.OUT_OF_SERVICE) or self._ticketing.busy:
            return
        if self._reference is None or self._staff.page is not None or self._emergencies.standing:
            return
        if self._ticketing.phase is Phase.DONE:
            self._begin_again()  # the next citizen has come
        elif self._ticketing.phase is not Phase.NONE:
            return  # a number that is only on the screen stays there until its citizen has it
        if isinstance(event, Scan):
            self._scans.take(event, self._reference, self._visit, self._now)
        else:
            self._find(self._scans.unreadable(self._visit.language))
        self.touched()

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
        if self._staff.page is not None:
            self._staff.back()
        elif self._ticketing.phase is Phase.NONE:
            self._way.back()
        elif self._ticketing.forget():
            self._way.home()
        self.touched()

    def home(self) -> None:
        if self._ticketing.forget():
            self._way.home()
            self._finder.clear()
            self._visit = self._visit.begun_anew()
        self.touched()

    def leave_done(self) -> None:
        if self._ticketing.phase is Phase.DONE and self._seconds() - self._step_at >= SETTLING:
            self._begin_again()
        self.touched()

    def change_language(self) -> None:
        if not self._ticketing.busy and not self._at(Page.EMERGENCY):
            self._visit.change_language()
        self.touched()

    def turn_aid(self, aid: Aid) -> None:
        self._visit.aids ^= {aid}
        self.touched()

    # inside

    def _at(self, page: Page) -> bool:
        return self._page() is page

    def _turn(self, by: int) -> None:
        body = self.state.body
        if isinstance(body, HomeBody | AgencyBody | PopularBody):
            self._way.turn_to(min(max(body.leaf.number + by, 0), body.leaf.count - 1))
        self.touched()

    def _go(self, place: Place) -> None:
        self._way.go(place)
        self.touched()

    def _choose(self, service: str, *, procedure: str | None = None) -> None:
        """A line to queue for: the first of the visit, or one more."""
        if self._reference is None or service not in self._reference.services:
            return
        if not self._way.adding:
            self._visit.begin_at(service, self._reference)
            agency = self._reference.services[service].agency
            self._go(Place(page=Page.CONFIRM, agency=agency, service=service, procedure=procedure))
            self._ask_left(service)
            return
        self._way.back_to(Page.CONFIRM)
        if service not in (self._way.here.service, *self._visit.stops):
            self._visit.stops = (*self._visit.stops, service)
        self.touched()

    def _ask_left(self, service: str) -> None:
        """How many numbers a service with a limit may still give; not asked of one without."""
        if self._reference is None or self._reference.services[service].quota_per_session is None:
            return

        def answer(given: Answer) -> None:
            if isinstance(given, Done):
                self._visit.left = (service, given.value)
                self._show()

        self._asks.ask(partial(Hall.numbers_left, service=service), answer, patience=0.0)

    def _scanned(self, visit: Visit, found: FoundBody | Place) -> None:
        """What a scan led to; of no interest when the citizen who held it there has gone."""
        if visit is not self._visit or self._ticketing.phase is not Phase.NONE or self._reference is None:
            return
        here = self._way.here.page
        if isinstance(found, Place):
            if found.service:
                self._visit.begin_at(found.service, self._reference)
            self._way.home()
            self._go(found)
        elif here is Page.IDENTIFY and visit.card is not None:
            self._way.back_to(Page.CONFIRM)
            self.take_number()
        elif here is Page.CONFIRM and found.good:
            self.touched()  # the page itself shows what the card gave
        else:
            self._find(found)

    def _find(self, found: FoundBody) -> None:
        self._visit.found = found
        if self._way.here.page is Page.FOUND:
            self.touched()
        else:
            self._go(Place(page=Page.FOUND))

    def _begin_again(self) -> None:
        """The next citizen finds nothing of the last one."""
        self._staff.close()
        if self._ticketing.forget():
            self._way.home()
            self._finder.forget()
            self._visit = Visit(language=self._home_language)
            self._idle.touched(self._seconds())

    def _step_made(self) -> None:
        self._step_at = self._seconds()
        self.touched()

    def _page(self) -> Page:
        return page_of(self._sight())

    def _show(self) -> None:
        if self._emergencies.just_came(shown=self._at(Page.EMERGENCY)):
            self.home()  # what somebody had begun is over; how he reads and hears stays
        state = self._state()
        if state != self._shown:
            self._shown = state
            self._view.show_state(state)

    def _state(self) -> KioskState:
        return state_of(self._sight())

    def _sight(self) -> Sight:
        seconds = self._seconds()
        return Sight(
            reference=self._reference,
            now=self._now,
            visit=self._visit,
            way=self._way,
            ticketing=self._ticketing,
            finder=self._finder,
            prospect=self._prospect,
            staff=self._staff,
            measures=Measures.of(*self._screen, aids=self._visit.aids),
            at=self._clock(),
            heard_at=self._heard_at,
            away=self._away,
            can_scan=self._can_scan,
            ticket_page=self._paper.ticket_page,
            elsewhere=self._elsewhere,
            has_paper=self._has_paper(),
            warned_in=self._idle.seconds_left(seconds),
            closes_in=self._idle.left(seconds),
            emergencies=self._emergencies.standing,
        )
