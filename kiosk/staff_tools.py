"""What staff do with the devices of a kiosk, from its staff page. All of it runs in the worker's thread."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from uuid import uuid4

from hardware.volume import NoVolume, turn
from kiosk.paper import Order, Paper
from kiosk.staff_words import health_words
from kiosk.wording import paper_words
from shared.domain.errors import UnknownPrintJob
from shared.domain.events import PrintState
from shared.domain.station import DeviceHealth
from shared.hall import Hall
from shared.text import words

_STEP: int = 10  # per cent of the volume


class StaffTools:
    """`health` asks the devices how they do; it may take some seconds."""

    def __init__(self, paper: Paper, *, station: str, health: Callable[[], Sequence[DeviceHealth]]) -> None:
        self._paper = paper
        self._station = station
        self._health = health

    def reprint_last(self, hall: Hall, *, language: str) -> str:
        """One more slip of the number that this kiosk ordered last, marked as a copy."""
        _ = words(language).gettext
        try:
            last = hall.last_job(self._station)
        except UnknownPrintJob:
            return _("Máy này chưa in phiếu nào.")
        issued = hall.reprint(last.ticket, command=uuid4(), actor=self._station)
        printed = self._paper.print(hall, Order(ticket=issued.ticket, job=issued.job))
        label = issued.ticket.label
        if printed.ending.state is PrintState.PRINTED:
            return _("Đã in lại phiếu {label}.").format(label=label)
        reason = paper_words(printed.ending.why, language)
        return _("Chưa in lại được phiếu {label}: {reason}.").format(label=label, reason=reason)

    def paper_changed(self, _hall: Hall, *, language: str) -> str:
        """The count of the paper begins anew."""
        _ = words(language).gettext
        if self._paper.roll_changed():
            return _("Đã ghi nhận cuộn giấy mới.")
        return _("Máy in này không đếm giấy, không cần ghi nhận.")

    def printer_test(self, _hall: Hall, *, language: str) -> str:
        """A slip without a number."""
        _ = words(language).gettext
        state, why = self._paper.test(language)
        match state:
            case PrintState.PRINTED:
                return _("Phiếu thử đã in xong.")
            case PrintState.UNKNOWN:
                return _("Đã gửi phiếu thử, xin xem khe ra phiếu.")
            case _:
                return _("Chưa in được phiếu thử: {reason}.").format(reason=paper_words(why, language))

    def health(self, _hall: Hall, *, language: str) -> str:
        return health_words(self._health(), language)

    def louder(self, _hall: Hall, *, language: str) -> str:
        return self._turned(_STEP, language)

    def quieter(self, _hall: Hall, *, language: str) -> str:
        return self._turned(-_STEP, language)

    def _turned(self, by: int, language: str) -> str:
        _ = words(language).gettext
        try:
            volume = turn(by)
        except NoVolume:
            return _("Máy này không có loa, hoặc không chỉnh được âm lượng.")
        return _("Âm lượng: {percent}%").format(percent=volume)
