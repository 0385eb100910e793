"""What stands on each page, made of what the presenter knows. Decides nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Final

from kiosk import offer
from kiosk.elsewhere import Elsewhere
from kiosk.emergency import EmergencyBody
from kiosk.expected import Expected
from kiosk.finding import Finder
from kiosk.measures import Measures
from kiosk.places import Way
from kiosk.prospect import Prospect
from kiosk.staff import Staff
from kiosk.staff_words import reason_words
from kiosk.state import (
    AwayBody,
    Body,
    IdentifyBody,
    KioskState,
    NoBody,
    OutBody,
    Page,
    RefusedBody,
    TicketBody,
)
from kiosk.ticketing import Phase, Ticketing
from kiosk.visit import Visit
from shared.board import HallNow
from shared.domain.notices import Notice
from shared.store.reference import Reference
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
#: Where nobody is asked whether he is still there: nothing would be lost.
_NOBODY_ASKED: Final = frozenset(
    {Page.STARTING, Page.HOME, Page.CLOSED, Page.PRINTING, Page.DONE, Page.AWAY, Page.EMERGENCY, Page.OUT_OF_SERVICE}
)
#: There is no number: an emergency need not wait until somebody has read this.
_NO_NUMBER: Final = frozenset({Phase.NONE, Phase.REFUSED, Phase.NOT_GIVEN})


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """All a page may be made of. `at` is now, `heard_at` when the last news came; `closes_in` are the seconds until
    the kiosk goes home, `warned_in` the same when it is time to ask whether the citizen is still there. `emergencies`
    are those that stand, the newest first."""

    reference: Reference | None
    now: HallNow | None
    visit: Visit
    way: Way
    ticketing: Ticketing
    finder: Finder
    prospect: Prospect
    staff: Staff
    measures: Measures
    at: datetime
    heard_at: datetime | None
    away: bool
    can_scan: bool
    ticket_page: str
    elsewhere: Elsewhere
    has_paper: bool
    warned_in: int | None
    closes_in: int
    emergencies: tuple[Notice, ...] = ()


def page_of(sight: Sight) -> Page:
    """Which page is open: a number under way goes before all, then staff, then an emergency of the hall, then what
    keeps the kiosk from working."""
    if sight.ticketing.phase not in _NO_NUMBER:
        return _PAGE_OF[sight.ticketing.phase]
    if sight.emergencies:
        return sight.staff.page or Page.EMERGENCY
    if sight.ticketing.phase is not Phase.NONE:
        return _PAGE_OF[sight.ticketing.phase]
    if sight.staff.page is not None:
        return sight.staff.page
    if sight.staff.lock_reason is not None:
        return Page.OUT_OF_SERVICE
    if sight.away:
        return Page.AWAY
    if sight.reference is None or sight.now is None:
        return Page.STARTING
    here = sight.way.here.page
    closed = here is Page.HOME and not sight.way.adding and offer.is_closed(sight.reference, at=sight.at)
    return Page.CLOSED if closed else here


def state_of(sight: Sight) -> KioskState:
    """All that is shown."""
    page = page_of(sight)
    reference, language = sight.reference, sight.visit.language
    ticket = sight.ticketing.ticket
    zone = None if reference is None else reference.rules.calendar.zone
    return KioskState(
        page=page,
        body=body_of(page, sight),
        language=language,
        hall="" if reference is None else reference.rules.name(language),
        now=sight.at.astimezone(zone).replace(second=0, microsecond=0),
        can_change_language=page not in (Page.PRINTING, Page.STARTING, Page.EMERGENCY),
        seconds_left=None if page in _NOBODY_ASKED else sight.warned_in,
        connected=not sight.away and sight.now is not None,
        seq=0 if sight.now is None else sight.now.seq,
        label=None if ticket is None else ticket.label,
        aids=sight.visit.aids,
    )


def body_of(page: Page, sight: Sight) -> Body:
    """The body of this page."""
    if page is Page.AWAY:
        return _away(sight)
    if page is Page.EMERGENCY:
        return EmergencyBody(notices=tuple(one.said.read(sight.visit.language) for one in sight.emergencies))
    if page is Page.OUT_OF_SERVICE:
        return _out_of_service(sight)
    if page in (Page.STAFF_PIN, Page.STAFF, Page.STAFF_REASON):
        return sight.staff.body(sight.visit.language)
    reference, now = sight.reference, sight.now
    if reference is None or now is None:
        return NoBody()
    match page:
        case Page.HOME | Page.POPULAR | Page.AGENCY | Page.SEARCH:
            return _choices(page, sight, reference, now)
        case Page.CONFIRM:
            here = sight.way.here
            return offer.confirm_body(
                reference,
                now,
                visit=sight.visit,
                service=here.service,
                procedure=here.procedure,
                at=sight.at,
                has_paper=sight.has_paper,
                paper_at="" if sight.has_paper else next(iter(sight.elsewhere.places(sight.visit.language)), ""),
                expected=expected(sight),
            )
        case Page.PRIORITY:
            return offer.priority_body(reference, sight.visit)
        case Page.IDENTIFY:
            return IdentifyBody(can_scan=sight.can_scan, can_vouch=sight.staff.can_open)
        case Page.FOUND:
            return sight.visit.found or NoBody()
        case Page.CLOSED:
            return offer.closed_body(reference, language=sight.visit.language, at=sight.at) or NoBody()
        case Page.REFUSED if sight.ticketing.refusal is not None:
            zone = reference.rules.calendar.zone
            return RefusedBody(text=said(sight.ticketing.refusal, sight.visit.language, zone, now=sight.at))
        case Page.PRINTING | Page.DONE | Page.NO_PAPER | Page.UNSURE:
            return _ticket(page, sight, reference)
    return NoBody()


def expected(sight: Sight) -> Expected:
    """What may be said of the wait of a number taken at the place where the citizen is."""
    reference, now, here, visit = sight.reference, sight.now, sight.way.here, sight.visit
    if (
        reference is None
        or now is None
        or here.service not in reference.services
        or offer.is_closed(reference, at=sight.at)
    ):
        return Expected()
    rank_at = None
    if visit.appointment is not None:
        rank_at = reference.rules.appointments.rank_at(visit.appointment.at, sight.at)
    found = sight.prospect.of(
        reference, now, service=here.service, at=sight.at, priority=visit.priority, rank_at=rank_at
    )
    return Expected.of(found, reference.rules, visit.language, at=sight.at)


def _choices(page: Page, sight: Sight, reference: Reference, now: HallNow) -> Body:
    here, language, m = sight.way.here, sight.visit.language, sight.measures
    need = None if sight.way.adding else sight.visit.need_in(reference.rules)
    match page:
        case Page.HOME:
            return offer.home_body(
                reference,
                now,
                need=need,
                language=language,
                leaf=here.leaf,
                room=partial(m.home_room, needs=bool(reference.rules.needs) and not sight.way.adding),
                adding=sight.way.adding,
            )
        case Page.POPULAR:
            return offer.popular_body(
                reference, now, language=language, leaf=here.leaf, room=m.fields_room, known=sight.finder.popular
            )
        case Page.AGENCY:
            return offer.agency_body(
                reference, now, agency=here.agency, need=need, language=language, leaf=here.leaf, room=m.fields_room
            )
    return sight.finder.body(reference, limit=m.results_room, language=language)


def _ticket(page: Page, sight: Sight, reference: Reference) -> TicketBody:
    ticketing, language = sight.ticketing, sight.visit.language
    ticket = ticketing.ticket
    service = reference.services.get(ticketing.service)
    shows_code = page is Page.NO_PAPER and ticket is not None and bool(sight.ticket_page)
    return TicketBody(
        label=None if ticket is None else ticket.label,
        service="" if service is None else service.name(language),
        agency="" if service is None else reference.agency_of(service).name(language),
        ahead=0 if ticket is None else ticket.ahead,
        trying=ticketing.trying,
        why=ticketing.why,
        can_print_again=ticketing.can_print_again,
        code=sight.ticket_page + ticket.code if shows_code and ticket is not None else "",
        closes_in=sight.closes_in if page is Page.NO_PAPER else None,
    )


def _away(sight: Sight) -> AwayBody:
    elsewhere = sight.elsewhere.setting(sight.visit.language)
    if sight.heard_at is None or sight.reference is None:
        return AwayBody(elsewhere=elsewhere)
    heard = sight.heard_at.astimezone(sight.reference.rules.calendar.zone)
    minutes = max(0, int((sight.at - sight.heard_at).total_seconds()) // 60)
    return AwayBody(as_of=f"{heard:%H:%M}", minutes=minutes, elsewhere=elsewhere)


def _out_of_service(sight: Sight) -> OutBody:
    """While the store is away nothing is known of any other kiosk."""
    language, elsewhere = sight.visit.language, sight.elsewhere
    reason = reason_words(sight.staff.lock_reason, language)
    if sight.away:
        return OutBody(reason=reason, elsewhere=elsewhere.words_unknown(language))
    return OutBody(reason=reason, elsewhere=elsewhere.words(language), places=elsewhere.places(language))
