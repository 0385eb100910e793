"""A state of every page, with the longest names of a catalogue: for the pictures of all screens and for the tests that
look at them. A new page is added here once, and is then drawn, measured and read out everywhere."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Final

from hardware.printing import Trouble
from kiosk import offer
from kiosk.elsewhere import Elsewhere
from kiosk.emergency import EmergencyBody
from kiosk.lock import Reason
from kiosk.measures import Measures
from kiosk.staff_words import health_words, menu, pin_wrong, reason_words, reasons
from kiosk.state import (
    Aid,
    AwayBody,
    Body,
    ClosedBody,
    ConfirmBody,
    FoundBody,
    IdentifyBody,
    KioskState,
    NoBody,
    OutBody,
    Page,
    PinBody,
    RefusedBody,
    Result,
    SearchBody,
    TicketBody,
)
from kiosk.visit import Visit
from kiosk.wording import card_words, hours_words, no_paper_words
from shared.board import HallNow
from shared.domain.errors import HallClosed, QuotaReached
from shared.domain.notices import LONGEST, NoticeKind
from shared.domain.station import DeviceHealth, DeviceKind, Health, Station, StationKind, StationsNow
from shared.domain.ticket import State, Ticket
from shared.store.reference import Reference
from shared.wording import said

_ASKED: Final = 12  # s that are left in the question whether somebody is there
_EMERGENCY: Final = {
    "vi": "Có báo cháy. Xin đi theo lối thoát hiểm.",
    "en": "Fire alarm. Please use the emergency exits.",
}
_MANY: Final = 120  # people in a line
_LONG_WAIT: Final = {
    "vi": "Dự kiến chờ từ 1 giờ 15 phút đến 2 giờ",
    "en": "Expected wait: from 1 h 15 min to 2 h",
}

#: Each aid alone, none, and all at once. SPOKEN changes nothing that is drawn but its own key.
AIDS: Final[dict[str, frozenset[Aid]]] = {
    "plain": frozenset(),
    "large": frozenset({Aid.LARGE_TEXT}),
    "contrast": frozenset({Aid.HIGH_CONTRAST}),
    "low": frozenset({Aid.LOW_REACH}),
    "all": frozenset(Aid),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A state with a name that is no other's."""

    name: str
    state: KioskState


def examples(reference: Reference, *, language: str, measures: Measures, aids: frozenset[Aid]) -> Iterator[Example]:
    """One state of each page, two where a page has two faces. The bodies fill a window of these measures."""
    zone = reference.rules.calendar.zone
    at = datetime(2026, 11, 25, 10, 48, tzinfo=zone)
    basis = KioskState(
        page=Page.STARTING,
        body=NoBody(),
        language=language,
        hall=reference.rules.name(language),
        now=at,
        aids=aids,
    )
    for name, page, body in _bodies(reference, language, measures, at):
        state = replace(basis, page=page, body=body, can_change_language=page not in (Page.PRINTING, Page.EMERGENCY))
        yield Example(name=name, state=state)
        if name == "confirm":
            yield Example(name="still-there", state=replace(state, seconds_left=_ASKED))


def _bodies(reference: Reference, language: str, m: Measures, at: datetime) -> Iterator[tuple[str, Page, Body]]:
    yield "starting", Page.STARTING, NoBody()
    yield from _choosing(reference, language, m, _busy_hall(reference, at))
    found = tuple(longest_results(reference, language))[: m.results_room]
    yield "search", Page.SEARCH, SearchBody(query="sổ đỏ", results=found, ready=True)
    yield "search-nothing", Page.SEARCH, SearchBody(query="w" * 80, results=(), ready=True)
    yield "search-empty", Page.SEARCH, SearchBody(query="", results=(), ready=True)
    yield from _with_a_number(reference, language)
    calendar, morning = reference.rules.calendar, at.replace(hour=7, minute=0)
    closed = said(HallClosed(morning + timedelta(days=1)), language, calendar.zone, now=at)
    hours = hours_words(calendar.sessions(at.date()), language)
    yield "closed", Page.CLOSED, ClosedBody(text=closed, hours=hours)
    yield "identify", Page.IDENTIFY, IdentifyBody(can_scan=True, can_vouch=True)
    yield "identify-staff", Page.IDENTIFY, IdentifyBody(can_scan=False)
    card = card_words("•••••••1234", _longest_class(reference, language), language)
    yield "found", Page.FOUND, FoundBody(heading="D1047", text=card, good=True)
    yield "found-vouch", Page.FOUND, FoundBody(heading="D1047", text=card, good=False, can_vouch=True)
    refused = said(QuotaReached("", 40, morning + timedelta(hours=6)), language, calendar.zone, now=at)
    yield "refused", Page.REFUSED, RefusedBody(text=refused)
    yield "not-given", Page.NOT_GIVEN, NoBody()
    yield from _of_staff(language)
    yield "away", Page.AWAY, AwayBody(as_of="08:12", minutes=125)
    where = {"vi": "Xin sang quầy hướng dẫn ở sảnh tầng 1.", "en": "Please go to the help desk on the first floor."}
    yield "away-elsewhere", Page.AWAY, AwayBody(as_of="08:12", minutes=125, elsewhere=where[language])
    first, second = (_EMERGENCY["vi"], _EMERGENCY["en"]) if language == "vi" else (_EMERGENCY["en"], _EMERGENCY["vi"])
    yield "emergency", Page.EMERGENCY, EmergencyBody(notices=((first, second),))
    long = ((f"{first} " * 6)[: LONGEST[NoticeKind.EMERGENCY]], (f"{second} " * 6)[: LONGEST[NoticeKind.EMERGENCY]])
    yield "emergency-several", Page.EMERGENCY, EmergencyBody(notices=(long, long, (first, "")))


def _choosing(reference: Reference, language: str, m: Measures, now: HallNow) -> Iterator[tuple[str, Page, Body]]:
    needs = reference.rules.needs
    need = needs[0].code if needs else None
    for leaf in range(2):
        home = offer.home_body(
            reference, now, need=need, language=language, leaf=leaf, room=partial(m.home_room, needs=bool(needs))
        )
        if home.leaf.number == leaf:
            yield f"home-{leaf + 1}", Page.HOME, home
    adding = offer.home_body(
        reference, now, need=None, language=language, leaf=0, room=partial(m.home_room, needs=False)
    )
    yield "home-adding", Page.HOME, replace(adding, needs=(), adding=True)
    room = m.fields_room
    for agency in ("TC", "TP"):
        body = offer.agency_body(reference, now, need=None, agency=agency, language=language, leaf=0, room=room)
        yield f"agency-{agency}", Page.AGENCY, body
    everything = replace(reference, rules=replace(reference.rules, popular=tuple(reference.services)))
    popular = offer.popular_body(everything, now, language=language, leaf=0, room=room)
    yield "popular", Page.POPULAR, popular
    code = reference.rules.classes[-1].code
    yield "priority", Page.PRIORITY, offer.priority_body(reference, Visit(language=language, priority=code))


def _with_a_number(reference: Reference, language: str) -> Iterator[tuple[str, Page, Body]]:
    agency, field, procedure = longest_names(reference, language)
    confirm = ConfirmBody(
        agency=agency,
        badge="D",
        service=field,
        procedure=procedure,
        ahead=_MANY,
        counters=(31, 32, 33, 34, 35, 36),
        wait=_LONG_WAIT[language],
        priority=_longest_class(reference, language),
        can_have_priority=True,
        stops=(f"{agency} – {field}",),
        can_add_stop=True,
    )
    yield "confirm", Page.CONFIRM, confirm
    plain = replace(
        confirm, service=field, procedure=None, ahead=3, counters=(), wait="", priority="", stops=(), can_add_stop=False
    )
    yield "confirm-nobody", Page.CONFIRM, plain
    paper_at = _elsewhere().places(language)[0]
    yield "confirm-no-paper", Page.CONFIRM, replace(confirm, notes=(no_paper_words(paper_at, language),))
    yield "confirm-hindered", Page.CONFIRM, replace(plain, hindrance=procedure)
    ticket = TicketBody(label="D1047", service=field, agency=agency, ahead=_MANY, why=Trouble.UNREACHABLE)
    yield "taking", Page.PRINTING, replace(ticket, label=None, trying=True)
    yield "printing", Page.PRINTING, ticket
    yield "done", Page.DONE, ticket
    yield "no-paper", Page.NO_PAPER, replace(ticket, code="https://phieu.example/p/abcdefghijkl", closes_in=45)
    yield "no-paper-no-code", Page.NO_PAPER, ticket
    yield "unsure", Page.UNSURE, ticket


def _of_staff(language: str) -> Iterator[tuple[str, Page, Body]]:
    reason = reason_words(Reason.MOVED, language)
    alone = Elsewhere(own="kiosk-1").words(language)
    yield "out-of-service", Page.OUT_OF_SERVICE, OutBody(reason=reason, elsewhere=alone)
    elsewhere = _elsewhere()
    out = OutBody(reason=reason, elsewhere=elsewhere.words(language), places=elsewhere.places(language))
    yield "out-of-service-others", Page.OUT_OF_SERVICE, out
    yield "staff-pin", Page.STAFF_PIN, PinBody(typed=4, checking=False, message=pin_wrong(2, language))
    yield "staff", Page.STAFF, menu(Reason.MAINTENANCE, language, health_words((), language))
    yield "staff-reason", Page.STAFF_REASON, reasons(language)


def _elsewhere() -> Elsewhere:
    """Three other kiosks that are well: the place of one has a long name, of one a short one, of one none."""
    at = datetime(2026, 11, 25, 10, 48, tzinfo=UTC)
    basis = Station(
        kind=StationKind.KIOSK,
        name="kiosk-4",
        version="0.1.0",
        at=at,
        started_at=at - timedelta(hours=3),
        clock_offset=timedelta(0),
        seq=1,
        behind=timedelta(0),
        devices=(DeviceHealth(name="printer", kind=DeviceKind.PRINTER, state=Health.GOOD),),
    )
    hall = replace(
        basis,
        name="kiosk-2",
        place_vi="Sảnh tầng 1, bên phải cửa chính, cạnh quầy hướng dẫn",
        place_en="First floor, right of the main door, beside the help desk",
    )
    stairs = replace(basis, name="kiosk-3", place_vi="Tầng 2, đầu cầu thang", place_en="Second floor, by the stairs")
    elsewhere = Elsewhere(own="kiosk-1", seconds=lambda: 0.0)
    elsewhere.learn(StationsNow(at=at, stations=(hall, stairs, basis)))
    return elsewhere


def _longest_class(reference: Reference, language: str) -> str:
    return max((one.name(language) for one in reference.rules.classes), key=len)


def longest_names(reference: Reference, language: str) -> tuple[str, str, str]:
    """The longest names of an agency, a field and a procedure."""
    catalogue = reference.catalogue
    agency, field, procedure = (
        max((one.name(language) for one in kind), key=len)
        for kind in (catalogue.agencies, catalogue.services, catalogue.procedures)
    )
    return agency, field, procedure


def longest_results(reference: Reference, language: str) -> list[Result]:
    """Each procedure as an answer, each found by an everyday word; the longest first."""
    results = []
    for one in reference.catalogue.procedures:
        service = reference.services[one.service]
        result = Result(
            name=one.name(language),
            ranges=((0, 5),),
            service=service.name(language),
            agency=reference.agency_of(service).name(language),
            is_field=False,
            said="sổ đỏ",
        )
        results.append(result)
    return sorted(results, key=lambda one: -len(one.name + one.service + one.agency))


def _busy_hall(reference: Reference, at: datetime) -> HallNow:
    """A few wait for every third field, very many for the first."""
    services = reference.catalogue.services
    lines = [_MANY, *(number % 7 if number % 3 == 0 else 0 for number in range(1, len(services)))]
    tickets: dict[int, Ticket] = {}
    for service, waiting in zip(services, lines, strict=True):
        for _ in range(waiting):
            number = len(tickets) + 1
            tickets[number] = Ticket(
                id=number,
                day=at.date(),
                series="A",
                number=number,
                label=f"A{number:03}",
                code="",
                service=service.code,
                agency=service.agency,
                priority="normal",
                state=State.WAITING,
                rank_at=at,
                issued_at=at,
            )
    return HallNow(hall_id=reference.form.id, seq=1, day=at.date(), tickets=tickets, counters={})
