"""What there is to choose from, made of the catalogue and the hall as it is now. Pure functions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from kiosk.expected import Expected
from kiosk.state import (
    AgencyBody,
    Choice,
    ClosedBody,
    ConfirmBody,
    HomeBody,
    Leaf,
    NeedChoice,
    PopularBody,
    PriorityBody,
    PriorityChoice,
)
from kiosk.visit import NORMAL, Visit
from kiosk.wording import appointment_words, hours_words, no_paper_words
from shared.board import HallNow
from shared.domain.counter import CounterState
from shared.domain.errors import HallClosed, QuotaReached
from shared.domain.ticket import Ticket
from shared.store.reference import Reference
from shared.wording import said


def home_body(
    reference: Reference,
    now: HallNow,
    *,
    need: str | None,
    language: str,
    leaf: int,
    room: Callable[[int], int],
    adding: bool = False,
) -> HomeBody:
    """The agencies that offer something for this need, with how many wait for each. `room`: how many of so many fit
    on a page."""
    waiting = {line.agency: line.waiting for line in now.lines()}
    meeting = reference.rules.meeting(need, reference.services)
    offering = {service.agency for service in reference.catalogue.services if service.code in meeting}
    choices = [
        Choice(code=agency.code, name=agency.name(language), waiting=waiting.get(agency.code, 0), badge=agency.letter)
        for agency in reference.catalogue.agencies
        if agency.code in offering
    ]
    return HomeBody(
        leaf=leaf_of(choices, leaf, room(len(choices))),
        needs=tuple(
            NeedChoice(code=one.code, name=one.name(language), icon=one.icon, chosen=one.code == need)
            for one in (() if adding else reference.rules.needs)
        ),
        has_popular=bool(popular(reference)),
        adding=adding,
    )


def popular(reference: Reference, known: Sequence[str] = ()) -> tuple[str, ...]:
    """The services many people come for, those that are still offered: as is known, or as the hall's rules have it."""
    offered = {*reference.services, *reference.catalogue.succession}
    codes = known or reference.rules.popular
    return tuple(dict.fromkeys(reference.service(code).code for code in codes if code in offered))


def popular_body(
    reference: Reference, now: HallNow, *, language: str, leaf: int, room: int, known: Sequence[str] = ()
) -> PopularBody:
    """What many people come for, with whose it is."""
    waiting = waiting_by_service(now)
    choices = []
    for code in popular(reference, known):
        service = reference.services[code]
        agency = reference.agency_of(service)
        choices.append(
            Choice(
                code=code,
                name=service.name(language),
                waiting=waiting.get(code, 0),
                badge=agency.letter,
                place=agency.name(language),
            )
        )
    return PopularBody(leaf=leaf_of(choices, leaf, room))


def agency_body(
    reference: Reference, now: HallNow, *, agency: str, need: str | None, language: str, leaf: int, room: int
) -> AgencyBody:
    """The fields of one agency that are there for this need, with how many wait for each."""
    waiting = waiting_by_service(now)
    meeting = reference.rules.meeting(need, reference.services)
    choices = [
        Choice(code=service.code, name=service.name(language), waiting=waiting.get(service.code, 0))
        for service in reference.catalogue.services
        if service.agency == agency and service.code in meeting
    ]
    chosen = reference.agencies[agency]
    return AgencyBody(agency=chosen.name(language), badge=chosen.letter, leaf=leaf_of(choices, leaf, room))


def waiting_by_service(now: HallNow) -> dict[str, int]:
    """How many wait for each service that has anybody."""
    waiting: dict[str, int] = {}
    for ticket in now.waiting():
        waiting[ticket.service] = waiting.get(ticket.service, 0) + 1
    return waiting


def confirm_body(
    reference: Reference,
    now: HallNow,
    *,
    visit: Visit,
    service: str,
    procedure: str | None,
    at: datetime,
    has_paper: bool = True,
    paper_at: str = "",
    expected: Expected = Expected(),  # noqa: B008 - frozen
) -> ConfirmBody:
    """What a ticket taken at `at` would be. `paper_at`: where the best kiosk stands that would print it, if this
    one does not."""
    language, rules = visit.language, reference.rules
    chosen = reference.services[service]
    agency = reference.agency_of(chosen)
    names = (one.name(language) for one in reference.catalogue.procedures if one.code == procedure)
    notes = []
    if visit.appointment is not None:
        notes.append(appointment_words(visit.appointment.at.astimezone(rules.calendar.zone), language))
    if not has_paper:
        notes.append(no_paper_words(paper_at, language))
    notes += [expected.note] if expected.note else []
    return ConfirmBody(
        agency=agency.name(language),
        badge=agency.letter,
        service=chosen.name(language),
        procedure=next(names, None),
        ahead=people_ahead(reference, now, service=service, at=at, priority=visit.priority),
        counters=open_for(reference, now, service),
        wait=expected.wait,
        documents=tuple(one.name(language) for one in reference.catalogue.documents_for(service, procedure)),
        notes=tuple(notes),
        hindrance=_hindrance(reference, visit, service, at) or expected.hindrance,
        priority="" if visit.priority == NORMAL else rules.priority(visit.priority).name(language),
        can_have_priority=len(rules.classes) > 1,
        stops=tuple(_stop_words(reference, code, language) for code in visit.stops),
        can_add_stop=1 + len(visit.stops) < rules.most_stops,
    )


def _hindrance(reference: Reference, visit: Visit, service: str, at: datetime) -> str:
    """Why no number can be had now, "" where one can."""
    calendar = reference.rules.calendar
    quota = reference.services[service].quota_per_session
    try:
        session = calendar.ticket_session(at)
    except HallClosed as closed:
        return said(closed, visit.language, calendar.zone, now=at)
    if quota is not None and visit.left == (service, 0) and visit.appointment is None:
        full = QuotaReached(service, quota, calendar.next_session(session))
        return said(full, visit.language, calendar.zone, now=at)
    return ""


def _stop_words(reference: Reference, code: str, language: str) -> str:
    service = reference.service(code)
    return f"{reference.agency_of(service).name(language)} – {service.name(language)}"


def priority_body(reference: Reference, visit: Visit) -> PriorityBody:
    """The classes of the hall."""
    return PriorityBody(
        choices=tuple(
            PriorityChoice(
                code=one.code,
                name=one.name(visit.language),
                who=one.who(visit.language),
                icon=one.icon,
                chosen=one.code == visit.priority,
                by_staff=one.by_staff,
            )
            for one in reference.rules.classes
        )
    )


def is_closed(reference: Reference, *, at: datetime) -> bool:
    """Whether no numbers are given at `at`."""
    try:
        reference.rules.calendar.ticket_session(at)
    except HallClosed:
        return True
    return False


def closed_body(reference: Reference, *, language: str, at: datetime) -> ClosedBody | None:
    """Why no numbers are given at `at`; None while they are."""
    calendar = reference.rules.calendar
    try:
        calendar.ticket_session(at)
    except HallClosed as closed:
        sessions = calendar.sessions(calendar.business_day(at))
        return ClosedBody(text=said(closed, language, calendar.zone, now=at), hours=hours_words(sessions, language))
    return None


def people_ahead(reference: Reference, now: HallNow, *, service: str, at: datetime, priority: str = "normal") -> int:
    """How many would be called before one who takes a ticket for `service` at `at`, as the ticket will say."""
    waiting = now.waiting(reference.in_line_with(service, now.counters.values()))
    # The store's clock may be a little ahead of this machine's; nobody who is there already comes later than now.
    at = max([at, *(ticket.issued_at for ticket in waiting)])
    rank_at = reference.rules.rank_at(priority, at)
    return sum(ticket.rank_at <= rank_at for ticket in waiting)


def ahead_of(reference: Reference, now: HallNow, ticket: Ticket) -> int:
    """How many are called before a ticket that waits."""
    waiting = now.waiting(reference.in_line_with(ticket.service, now.counters.values()))
    return sum((one.rank_at, one.id) < (ticket.rank_at, ticket.id) for one in waiting)


def open_for(reference: Reference, now: HallNow, service: str) -> tuple[int, ...]:
    """The open counters that serve `service`."""
    serving = {profile.code for profile in reference.catalogue.profiles if service in profile.services}
    return tuple(
        sorted(
            counter.number
            for counter in now.counters.values()
            if counter.state is CounterState.OPEN and counter.profile in serving
        )
    )


def leaf_of(choices: Sequence[Choice], number: int, room: int) -> Leaf:
    """Page `number` of the choices where `room` of them fit; the last page if there are fewer."""
    count = max(1, -(-len(choices) // room))
    number = min(max(number, 0), count - 1)
    return Leaf(
        choices=tuple(choices[number * room : (number + 1) * room]), number=number, count=count, total=len(choices)
    )
