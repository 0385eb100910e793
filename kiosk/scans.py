"""What it leads to when something is held before the scanner: an appointment, a dossier, a card, a slip of ours."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Final

from hardware.scanning.codes import AppointmentCode, DossierCode, TicketCode, recognise
from hardware.scanning.identity_card import IdentityCard
from hardware.scanning.scanner import Scan
from kiosk import offer
from kiosk.places import Place
from kiosk.state import FoundBody, Page
from kiosk.visit import Visit
from kiosk.wording import card_words, standing_words
from shared.board import HallNow
from shared.domain.appointment import Appointment
from shared.domain.discipline import PriorityClass
from shared.domain.errors import AppointmentNotToday, MotcuaError
from shared.domain.ticket import Ticket
from shared.hall import Hall
from shared.store.reference import Reference
from shared.text import words
from shared.ui.worker import Answer, Asks, Done, Refused, Unsettled
from shared.wording import said

Changed = Callable[[Visit, FoundBody | Place], None]
_PATIENCE: Final = 3.0  # s that somebody holds a paper there


class Scans:
    """Nothing of a scan outlives the visit, and nothing of it is in a log."""

    def __init__(self, asks: Asks, *, ticket_page: str, clock: Callable[[], datetime], changed: Changed) -> None:
        """`changed` is told for which visit, and what to show: words, or the place the scan leads to."""
        self._asks = asks
        self._ticket_page = ticket_page
        self._clock = clock
        self._changed = changed

    def take(self, scan: Scan, reference: Reference, visit: Visit, now: HallNow | None) -> None:
        """Find out what was scanned."""
        rules = reference.rules
        match recognise(scan.text, ticket_page=self._ticket_page, appointments=rules.appointments.prefix):
            case IdentityCard() as card:
                today = rules.calendar.business_day(self._clock())
                offered = visit.show_card(card, rules, today)
                text = card_words(card.number.masked, offered.name(visit.language) if offered else "", visit.language)
                heading = words(visit.language).gettext("Đã đọc thẻ căn cước")
                self._changed(visit, FoundBody(heading=heading, text=text, good=True))
            case DossierCode(code=code):
                self._changed(visit, self._dossier(code, reference, visit))
            case AppointmentCode(code=code):
                self._ask(partial(Hall.appointment, code=code), partial(self._appointed, reference), reference, visit)
            case TicketCode(code=code):
                self._ask(partial(Hall.coded, code=code), partial(self._standing, reference, now), reference, visit)
            case _:
                self._changed(visit, self.unreadable(visit.language))

    def unreadable(self, language: str) -> FoundBody:
        """It is no code of this hall, or none at all."""
        _ = words(language).gettext
        return FoundBody(
            heading=_("Chưa đọc được mã"),
            text=_("Xin giữ giấy hẹn, phiếu hoặc thẻ căn cước ngay ngắn trước máy quét, hoặc chọn trên màn hình."),
            good=False,
        )

    def _dossier(self, code: str, reference: Reference, visit: Visit) -> FoundBody | Place:
        """Who shows the receipt of a dossier comes for its result, at the agency that has it."""
        agency = reference.rules.agency_of_dossier(code)
        visit.need = reference.rules.result_need or visit.need
        if agency is not None and agency in reference.agencies:
            return Place(page=Page.AGENCY, agency=agency)
        _ = words(visit.language).gettext
        text = _("Đây là giấy tiếp nhận hồ sơ. Xin chọn cơ quan đã nhận hồ sơ của ông/bà.")
        return FoundBody(heading=_("Đã đọc giấy hẹn"), text=text, good=True)

    def _ask(
        self,
        work: Callable[[Hall], object],
        found: Callable[[Visit, object], FoundBody | Place],
        reference: Reference,
        visit: Visit,
    ) -> None:
        def answer(given: Answer) -> None:
            match given:
                case Done(value):
                    self._changed(visit, found(visit, value))
                case Refused(error) | Unsettled(error):
                    self._changed(visit, self._refused(error, reference, visit))

        self._asks.ask(work, answer, patience=_PATIENCE)

    def _refused(self, error: MotcuaError, reference: Reference, visit: Visit) -> FoundBody:
        text = said(error, visit.language, reference.rules.calendar.zone, now=self._clock())
        return FoundBody(heading=words(visit.language).gettext("Chưa tìm thấy"), text=text, good=False)

    def _appointed(self, reference: Reference, visit: Visit, value: object) -> FoundBody | Place:
        if not isinstance(value, Appointment):
            raise TypeError(f"no appointment: {type(value).__name__}")
        calendar = reference.rules.calendar
        if calendar.business_day(value.at) != calendar.business_day(self._clock()):
            return self._refused(AppointmentNotToday(value.at), reference, visit)
        service = reference.service(value.service)
        visit.appointment = value
        return Place(page=Page.CONFIRM, agency=service.agency, service=service.code, procedure=value.procedure)

    def _standing(self, reference: Reference, now: HallNow | None, visit: Visit, value: object) -> FoundBody:
        if not isinstance(value, Ticket):
            raise TypeError(f"no ticket: {type(value).__name__}")
        _ = words(visit.language).gettext
        if value.day != reference.rules.calendar.business_day(self._clock()):
            text = _("Số này là của ngày khác, không còn giá trị. Xin lấy số mới.")
            return FoundBody(heading=value.label, text=text, good=False)
        ahead = value.ahead if now is None else offer.ahead_of(reference, now, value)
        return FoundBody(heading=value.label, text=standing_words(value, ahead, visit.language), good=True)


def by_staff(chosen: PriorityClass, language: str, *, can_vouch: bool) -> FoundBody:
    """That this class is not given on the citizen's own word."""
    _ = words(language).gettext
    text = _("Xin gặp nhân viên hướng dẫn để được xác nhận: {name}.").format(name=chosen.name(language))
    return FoundBody(heading=_("Cần nhân viên xác nhận"), text=text, good=False, can_vouch=can_vouch)
