"""The kiosk's paper: what a slip says, and the steps that keep the journal truthful about it.

    start_print  ->  the printer  ->  end_print

SENDING is committed before the first byte leaves, so that after a crash nobody takes a slip for surely unprinted.
Half a slip that a crash or a broken line left hanging from the printer is cut off before the next, or two citizens'
numbers would stand on one paper.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from typing import Final
from uuid import uuid4

from hardware.paper_meter import roll_changed
from hardware.printing import Outcome, SlipPrinter, Trouble
from hardware.slip import Cut, Gap, Slip
from hardware.test_slip import test_slip
from hardware.ticket_facts import slip_facts
from hardware.ticket_slip import ticket_slip
from shared.domain.errors import Outage, Refusal, UnknownAppointment
from shared.domain.events import CommandId, PrintJob, PrintState
from shared.domain.ticket import Ticket
from shared.hall import Hall
from shared.store.reference import Reference

_log: Final = logging.getLogger(__name__)


_STATES: Final = {
    Outcome.CONFIRMED: PrintState.PRINTED,
    Outcome.UNKNOWN: PrintState.UNKNOWN,
    Outcome.FAILED_BEFORE_SEND: PrintState.FAILED,
}


class Hindrance(Enum):
    """Why there is no slip, where it is not the printer's fault. The value stands in the journal."""

    NO_PRINTER = "no_printer"
    STORE_AWAY = "store_away"
    BROKEN = "broken"  # a bug of ours; the log has it
    TICKET_ENDED = "ticket_ended"
    TOO_LATE = "too_late"  # nobody stands there for it any more
    RESTARTED = "kiosk_restarted"
    TAKEN_BACK = "taken_back"


Why = Trouble | Hindrance

_CUT_OFF: Final = Slip((Gap(4), Cut()))
#: After these, half a slip may hang there. A printer that stands still goes on with the slip itself.
_PARTED: Final = frozenset({Trouble.LINE_LOST, Trouble.SILENT, Trouble.STALLED, Trouble.UNREACHABLE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """How a slip ended, to be told to the store exactly once."""

    job: int
    state: PrintState
    why: Why | None = None
    command: CommandId = field(default_factory=uuid4)


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """One slip to be printed now. `before`: how an earlier attempt at the same job ended, to be told first."""

    ticket: Ticket
    job: PrintJob
    before: Ending | None = None
    start: CommandId = field(default_factory=uuid4)
    end: CommandId = field(default_factory=uuid4)


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """What became of an order. `recorded` is False when the store went away before it could be told."""

    ending: Ending
    recorded: bool


class Paper:
    """Slips of one kiosk. Belongs to the worker's thread; without a printer every slip ends as FAILED."""

    def __init__(self, printer: SlipPrinter | None, *, station: str, ticket_page: str) -> None:
        self._printer = printer
        self._station = station
        self.ticket_page: Final = ticket_page
        self._half_hangs = False

    def print(self, hall: Hall, order: Order) -> Printed:
        """Print the slip and tell the store. Raises StoreAway only while nothing was sent, so it may be run again."""
        if order.before is not None:
            self.record(hall, order.before)
        slip = self.slip(order.ticket, order.job, hall.reference(), appointed=_appointed(hall, order.ticket))
        trouble = self._cut_off()
        if trouble is not None:
            ending = Ending(job=order.job.id, state=PrintState.FAILED, why=trouble, command=order.end)
            return Printed(ending=ending, recorded=self._recorded(hall, ending))
        hall.start_print(order.job.id, command=order.start, actor=self._station)
        ending = self._on_paper(order, slip)
        return Printed(ending=ending, recorded=self._recorded(hall, ending))

    def end_begun(self, hall: Hall, ending: Ending) -> None:
        """Tell the store how a slip ended that an earlier run had begun. Raises StoreAway.

        The paper is cut first: killed before it is told, the next run cuts again.
        """
        self._half_hangs = True
        self._cut_off()
        self.record(hall, ending)

    def record(self, hall: Hall, ending: Ending) -> None:
        """Tell the store how a slip ended. Raises StoreAway. What the store knows better already stays."""
        reason = None if ending.why is None else ending.why.value
        try:
            hall.end_print(ending.job, ending.state, command=ending.command, actor=self._station, reason=reason)
        except Refusal as refusal:
            _log.warning("print job %s stays as it is, not %s: %r", ending.job, ending.state, refusal)

    def slip(self, ticket: Ticket, job: PrintJob, reference: Reference, *, appointed: datetime | None = None) -> Slip:
        """The slip of this ticket, in the citizen's language, laid out as the hall wants it.

        `appointed` is the time of the appointment it was taken with.
        """
        facts = slip_facts(ticket, reference, page=self.ticket_page, copy=job.copy, appointed=appointed)
        return ticket_slip(facts, ticket.language, template=reference.rules.slip)

    def test(self, language: str) -> tuple[PrintState, Why | None]:
        """Print a slip without a number; how it ended. No job, nothing in the journal."""
        if self._printer is None:
            return PrintState.FAILED, Hindrance.NO_PRINTER
        result = self._printer.print(test_slip(self._station, language))
        return _STATES[result.outcome], result.trouble

    def roll_changed(self) -> bool:
        """Somebody put in a new roll. False where nobody counts the paper."""
        return self._printer is not None and roll_changed(self._printer)

    def close(self) -> None:
        """Let go of the printer's line. Call it when the worker has ended."""
        if self._printer is not None:
            self._printer.close()

    def _cut_off(self) -> Trouble | None:
        """What hangs from the printer is cut off; why it is not: then no slip would come out either."""
        if self._printer is None or not self._half_hangs:
            return None
        try:
            result = self._printer.print(_CUT_OFF)
        except Exception:  # noqa: BLE001 - a slip with something above it is better than none
            _log.critical("a bug while cutting", exc_info=True)
            return None
        self._half_hangs = result.outcome is Outcome.FAILED_BEFORE_SEND
        return result.trouble if self._half_hangs else None

    def _on_paper(self, order: Order, slip: Slip) -> Ending:
        """The slip through the printer. From here on nothing may raise: bytes may be out."""
        state, why = PrintState.FAILED, None
        if self._printer is None:
            why = Hindrance.NO_PRINTER
            return Ending(job=order.job.id, state=state, why=why, command=order.end)
        try:
            result = self._printer.print(slip)
        except Exception:  # noqa: BLE001 - bytes may be on paper: the journal must hear of it
            _log.critical("a bug while printing %s", order.ticket.label, exc_info=True)
            return Ending(job=order.job.id, state=PrintState.UNKNOWN, why=Hindrance.BROKEN, command=order.end)
        if result.outcome is Outcome.UNKNOWN:
            self._half_hangs = result.trouble in _PARTED
        state = _STATES[result.outcome]
        return Ending(job=order.job.id, state=state, why=result.trouble, command=order.end)

    def _recorded(self, hall: Hall, ending: Ending) -> bool:
        try:
            self.record(hall, ending)
        except Outage as outage:
            _log.warning("the end of print job %s is told later: %s", ending.job, outage)
            return False
        return True


def _appointed(hall: Hall, ticket: Ticket) -> datetime | None:
    """When the citizen was to come; asked only for a ticket taken with an appointment. Raises StoreAway."""
    if ticket.appointment is None:
        return None
    try:
        return hall.appointment(ticket.appointment).at
    except UnknownAppointment:
        return None
