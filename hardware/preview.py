"""Slips of a hall as its paper will look, before anybody takes a number.

Each goes through the encoder of a real printer and through the printer that is not there, so that what is seen is
what the bytes say.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from PIL import Image

from hardware.escpos.encode import Encoder
from hardware.escpos.logo import define_logo
from hardware.escpos.profile import PrinterProfile
from hardware.escpos.strips import black_on_white
from hardware.slip import Picture, Slip
from hardware.ticket_facts import slip_facts
from hardware.ticket_slip import ticket_slip
from hardware.virtual.condition import Build, Condition
from hardware.virtual.interpreter import Interpreter
from hardware.virtual.roll import DOTS_PER_MM, Roll
from shared.catalogue import Procedure, Service
from shared.domain.ticket import State, Ticket
from shared.store.reference import Reference

_CODE: Final = "7Kq2mZ9xAB4cWp0R"  # as long as a ticket's own
_GROUND, _APART = 190, 24
_ORDINARY: Final = "normal"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """A ticket worth looking at."""

    name: str
    ticket: Ticket
    copy: int = 0
    appointed: datetime | None = None

    def slip(self, reference: Reference, *, page: str) -> Slip:
        facts = slip_facts(self.ticket, reference, page=page, copy=self.copy, appointed=self.appointed)
        return ticket_slip(facts, self.ticket.language, template=reference.rules.slip)


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """What came out of the printer, and how many bytes it took. `odd` is what the printer complained of."""

    image: Image.Image
    size: int
    odd: tuple[str, ...]

    @property
    def mm(self) -> float:
        """From cut to cut."""
        return self.image.height / DOTS_PER_MM


def samples(reference: Reference, language: str, *, at: datetime) -> Iterator[Sample]:
    """The usual slip, its copy, one without a promise, the longest names, and a visit to several agencies."""
    services = sorted(reference.catalogue.services, key=lambda one: len(one.name(language)))
    usual = _ticket(services[len(services) // 2], reference, language, at)
    yield Sample(name="usual", ticket=usual)
    yield Sample(name="copy", ticket=usual, copy=1)
    yield Sample(name="no-promise", ticket=replace(usual, ahead=0, wait_low=None, wait_high=None))
    yield Sample(name="longest", ticket=_longest(reference, language, at))
    visit = _visit(reference, language, at)
    if visit is not None:
        yield Sample(name="visit", ticket=visit, appointed=at + timedelta(minutes=18))


def printed(slip: Slip, profile: PrinterProfile, *, logo: Picture | None = None) -> Paper:
    """The slip on paper. `logo` is what the printer keeps, where the profile says that it keeps one."""
    roll, odd = Roll(profile.width), list[str]()
    build = Build(feeds_half_dots=profile.sets_units)
    printer = Interpreter(roll, Condition(), answer=lambda _data: None, report=odd.append, build=build)
    if profile.logo and logo is not None:
        printer.feed(define_logo(black_on_white(logo, width=profile.width), profile.logo, width=profile.width))
    data = Encoder(profile).encode(slip)
    printer.feed(data)
    return Paper(image=roll.slips[-1], size=len(data), odd=tuple(odd))


def side_by_side(papers: list[Paper]) -> Image.Image:
    """All of them on one picture."""
    width = sum(paper.image.width + _APART for paper in papers) + _APART
    sheet = Image.new("L", (width, max(paper.image.height for paper in papers) + 2 * _APART), _GROUND)
    left = _APART
    for paper in papers:
        sheet.paste(paper.image, (left, _APART))
        left += paper.image.width + _APART
    return sheet


def _ticket(service: Service, reference: Reference, language: str, at: datetime, *, number: int = 47) -> Ticket:
    agency = reference.agency_of(service)
    return Ticket(
        id=1,
        day=at.date(),
        series=agency.letter,
        number=number,
        label=f"{agency.letter}{number:03}",
        code=_CODE,
        service=service.code,
        agency=agency.code,
        priority=_ORDINARY,
        state=State.WAITING,
        rank_at=at,
        issued_at=at,
        ahead=6,
        language=language,
        wait_low=15,
        wait_high=30,
    )


def _longest(reference: Reference, language: str, at: datetime) -> Ticket:
    """The longest names there are, four digits, a whole day of waiting."""

    def length(one: Procedure | Service) -> int:
        service = reference.service(one.service) if isinstance(one, Procedure) else one
        agency = reference.agency_of(service)
        own = len(one.name(language)) if isinstance(one, Procedure) else 0
        return own + len(service.name(language)) + len(agency.name(language))

    catalogue = reference.catalogue
    offered: tuple[Procedure | Service, ...] = (*catalogue.services, *catalogue.procedures)
    longest = max(offered, key=length)
    service = reference.service(longest.service) if isinstance(longest, Procedure) else longest
    ticket = _ticket(service, reference, language, at, number=8888)
    procedure = longest.code if isinstance(longest, Procedure) else None
    return replace(ticket, procedure=procedure, ahead=188, wait_low=75, wait_high=130)


def _visit(reference: Reference, language: str, at: datetime) -> Ticket | None:
    """Through as many agencies as the hall allows, with everything else a slip can say; None in a hall of one."""
    of_agency = {one.agency: one for one in reversed(reference.catalogue.services)}
    first, *others = list(of_agency.values())[: reference.rules.most_stops]
    if not others:
        return None
    classes = [one for one in reference.rules.classes if one.code != _ORDINARY]
    priority = max(classes, key=lambda one: len(one.name(language)), default=None)
    need = max(reference.rules.needs[1:], key=lambda one: len(one.name(language)), default=None)
    return replace(
        _ticket(first, reference, language, at, number=12),
        stops=tuple(one.code for one in others),
        priority=_ORDINARY if priority is None else priority.code,
        need=None if need is None else need.code,
        wait_low=40,
        wait_high=70,
        appointment=_CODE,
    )
