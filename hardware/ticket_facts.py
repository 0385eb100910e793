"""What the slip of a ticket says, looked up in the hall's rules and catalogue."""

from __future__ import annotations

from datetime import datetime

from hardware.ticket_slip import SlipFacts
from shared.catalogue import Service
from shared.domain.errors import NotAllowed, UnknownService
from shared.domain.names import spoken
from shared.domain.ticket import Ticket
from shared.store.reference import Reference

_ORDINARY = "normal"


def slip_facts(
    ticket: Ticket, reference: Reference, *, page: str = "", copy: int = 0, appointed: datetime | None = None
) -> SlipFacts:
    """The facts in the ticket's language. `page` is the address its code is put behind; without one there is no code.

    `appointed` is the time it was taken for. Raises UnknownService where the field is gone and has no heir.
    """
    language, rules = ticket.language, reference.rules
    service = reference.service(ticket.service)
    procedures = (one.name(language) for one in reference.catalogue.procedures if one.code == ticket.procedure)
    # The first need is what nearly everybody comes for: it would cost all of them a line of paper.
    needs = (one.name(language) for one in rules.needs[1:] if one.code == ticket.need)
    return SlipFacts(
        hall=rules.name(language),
        agency=reference.agency_of(service).name(language),
        service=service.name(language),
        procedure=next(procedures, None),
        need=next(needs, ""),
        priority=_priority(ticket, reference),
        label=ticket.label,
        issued_at=ticket.issued_at.astimezone(rules.calendar.zone),
        people_ahead=ticket.ahead,
        wait_low=ticket.wait_low,
        wait_high=ticket.wait_high,
        appointment=None if appointed is None else appointed.astimezone(rules.calendar.zone),
        stops=_stops(service, ticket, reference),
        logo=rules.logo,
        qr=page + ticket.code if page else "",
        reprint=copy,
        footer=rules.slip_lines(language),
    )


def _priority(ticket: Ticket, reference: Reference) -> str:
    if ticket.priority == _ORDINARY:
        return ""
    try:
        return reference.rules.priority(ticket.priority).name(ticket.language)
    except NotAllowed:  # the hall has had other classes since
        return ""


def _stops(service: Service, ticket: Ticket, reference: Reference) -> tuple[str, ...]:
    """Agency and field of this and of every later place; nothing for a ticket with one place only."""
    found = []
    for code in ticket.stops:
        try:
            found.append(reference.service(code))
        except UnknownService:  # no longer offered: nobody is sent there
            continue
    return tuple(_place(one, ticket.language, reference) for one in (service, *found)) if found else ()


def _place(service: Service, language: str, reference: Reference) -> str:
    agency = reference.agency_of(service)
    language = spoken(language, agency, service)
    names = dict.fromkeys((agency.name(language), service.name(language)))  # some agencies have one field of their name
    return " – ".join(names)
