"""What a scanned text is: a ticket of ours, a dossier, an identity card, or nothing known here."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from hardware.scanning.identity_card import IdentityCard, NotAnIdentityCard, parse

# As `secrets.token_urlsafe` makes them.
_TICKET_CODE: Final = re.compile(r"[A-Za-z0-9_-]{8,64}")
_APPOINTMENT: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._/-]{2,63}")
# Agency, day and number of the day: the agency last (000.00.12.H27-210510-0007) or first (H27.12-240510-0007).
_DOSSIER: Final = re.compile(
    r"(?:[0-9]{3}\.[0-9]{2}\.[0-9]{2}\.[A-Z][0-9]{2}|[A-Z][0-9]{2}(?:\.[0-9]{1,3}){0,3})-[0-9]{6}-[0-9]{4,6}",
    re.ASCII | re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketCode:
    """The code of a ticket's own page. Whoever has it sees the ticket, so it stays out of logs."""

    code: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class AppointmentCode:
    """The code of an appointment as it was scanned."""

    code: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierCode:
    """The code of a dossier as it was scanned."""

    code: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class UnknownCode:
    """Readable, and nothing the hall knows. `length` in letters."""

    length: int


Recognised = TicketCode | AppointmentCode | DossierCode | IdentityCard | UnknownCode


def recognise(text: str, *, ticket_page: str, appointments: str = "") -> Recognised:
    """What `text` is. `ticket_page` is the address that stands before the code in a ticket's QR; empty: no tickets.
    `appointments` is what the codes of appointments begin with; empty: there are none.

    Upper and lower case of the address do not matter, those of the code do.
    """
    text = text.strip()
    page, code = text[: len(ticket_page)], text[len(ticket_page) :]
    if ticket_page and page.casefold() == ticket_page.casefold() and _TICKET_CODE.fullmatch(code):
        return TicketCode(code=code)
    if appointments and text.casefold().startswith(appointments.casefold()) and _APPOINTMENT.fullmatch(text):
        return AppointmentCode(code=text)
    if _DOSSIER.fullmatch(text):
        return DossierCode(code=text)
    try:
        return parse(text)
    except NotAnIdentityCard:
        return UnknownCode(length=len(text))
