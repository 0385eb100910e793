"""What there is to choose from, made of the catalogue and the hall as it is now. Pure functions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from kiosk.state import AgencyBody, Choice, ConfirmBody, HomeBody, Leaf
from shared.board import HallNow
from shared.domain.counter import CounterState
from shared.store.reference import Reference


def home_body(reference: Reference, now: HallNow, *, language: str, leaf: int, room: Callable[[int], int]) -> HomeBody:
    """The agencies that offer something, with how many wait for each. `room`: how many of so many fit on a page."""
    waiting = {line.agency: line.waiting for line in now.lines()}
    offering = {service.agency for service in reference.catalogue.services}
    choices = [
        Choice(code=agency.code, name=agency.name(language), waiting=waiting.get(agency.code, 0), badge=agency.letter)
        for agency in reference.catalogue.agencies
        if agency.code in offering
    ]
    return HomeBody(leaf=leaf_of(choices, leaf, room(len(choices))))


def agency_body(reference: Reference, now: HallNow, *, agency: str, language: str, leaf: int, room: int) -> AgencyBody:
    """The fields of one agency, with how many wait for each."""
    waiting: dict[str, int] = {}
    for ticket in now.waiting():
        waiting[ticket.service] = waiting.get(ticket.service, 0) + 1
    choices = [
        Choice(code=service.code, name=service.name(language), waiting=waiting.get(service.code, 0))
        for service in reference.catalogue.services
        if service.agency == agency
    ]
    chosen = reference.agencies[agency]
    return AgencyBody(agency=chosen.name(language), badge=chosen.letter, leaf=leaf_of(choices, leaf, room))


def confirm_body(
    reference: Reference, now: HallNow, *, service: str, procedure: str | None, language: str, at: datetime
) -> ConfirmBody:
    """What a ticket taken at `at` would be."""
    chosen = reference.services[service]
    agency = reference.agency_of(chosen)
    names = (one.name(language) for one in reference.catalogue.procedures if one.code == procedure)
    return ConfirmBody(
        agency=agency.name(language),
        badge=agency.letter,
        service=chosen.name(language),
        procedure=next(names, None),
        ahead=people_ahead(reference, now, service=service, at=at),
        counters=open_for(reference, now, service),
    )


def people_ahead(reference: Reference, now: HallNow, *, service: str, at: datetime, priority: str = "normal") -> int:
    """How many would be called before one who takes a ticket for `service` at `at`, as the ticket will say."""
    waiting = now.waiting(reference.in_line_with(service, now.counters.values()))
    # The store's clock may be a little ahead of this machine's; nobody who is there already comes later than now.
    at = max([at, *(ticket.issued_at for ticket in waiting)])
    rank_at = reference.rules.rank_at(priority, at)
    return sum(ticket.rank_at <= rank_at for ticket in waiting)


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
