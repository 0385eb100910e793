"""From "Lấy số" to the slip in the hand: one ticket at a time, and the truth about its paper.

Commit, then print, then confirm. Whatever the store or the printer does, the citizen is told the number he really
has, and no ticket stays behind without paper unnoticed.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from enum import Enum, auto
from functools import partial
from typing import Final
from uuid import uuid4

from kiosk.loose_ends import LooseEnds
from kiosk.paper import Ending, Hindrance, Order, Paper, Printed, Why
from shared.domain.errors import ConfigError, Refusal, StoreAway
from shared.domain.events import CommandId, PrintJob, PrintState
from shared.domain.ticket import Ticket
from shared.hall import Hall, Issued
from shared.issuing import Wish
from shared.ui.worker import Answer, Asks, Done, Refused, Trying, Unsettled

_log: Final = logging.getLogger(__name__)


class Phase(Enum):
    """How far the citizen's ticket is."""

    NONE = auto()
    TAKING = auto()  # asked for, not known yet
    PRINTING = auto()
    DONE = auto()
    NO_PAPER = auto()
    UNSURE = auto()
    REFUSED = auto()
    NOT_GIVEN = auto()


BUSY: Final = frozenset({Phase.TAKING, Phase.PRINTING})


class Ticketing:
    """The one transaction in flight. `changed` is called after every step that came from elsewhere."""

    def __init__(self, asks: Asks, paper: Paper, ends: LooseEnds, *, station: str, changed: Callable[[], None]) -> None:
        self._asks = asks
        self._paper = paper
        self._ends = ends
        self._station = station
        self._changed = changed
        self._own_jobs: set[int] = set()
        self._clear()

    def _clear(self) -> None:
        self.phase = Phase.NONE
        self.service = ""
        self.ticket: Ticket | None = None
        self.refusal: Refusal | ConfigError | None = None
        self.why: Why | None = None
        self.trying = False
        self._job: PrintJob | None = None
        self._last_end: Ending | None = None

    @property
    def busy(self) -> bool:
        """Whether an answer is still to come; nothing else may be begun."""
        return self.phase in BUSY

    def owns(self, job: int) -> bool:
        """Whether this run of the kiosk ordered the print job, so that it is no leftover."""
        return job in self._own_jobs

    def take(self, wish: Wish) -> None:
        """Ask for a number. Does nothing while another is under way."""
        if self.phase is not Phase.NONE:
            return
        self.service = wish.service
        self.phase = Phase.TAKING
        command = uuid4()
        work = partial(Hall.issue_for, wish=wish, command=command, actor=self._station)
        self._asks.ask(work, partial(self._issued, command))

    def print_again(self) -> None:
        """After NO_PAPER: the same slip once more. Nothing came out before, so it is no copy."""
        if self.phase is Phase.NO_PAPER and self.ticket is not None and self._job is not None:
            self._print(self.ticket, self._job, before=self._last_end)

    def have_paper(self) -> None:
        """After UNSURE: the citizen has the slip."""
        if self.phase is Phase.UNSURE and self._job is not None:
            self._record(Ending(job=self._job.id, state=PrintState.PRINTED))
            self.phase = Phase.DONE

    def no_paper(self) -> None:
        """After UNSURE: the citizen has no slip. A copy of the same number, marked as one."""
        if self.phase is not Phase.UNSURE or self.ticket is None:
            return
        self.phase = Phase.PRINTING
        self.why = None
        command = uuid4()
        work = partial(Hall.reprint, ticket=self.ticket.id, command=command, actor=self._station)
        self._asks.ask(work, partial(self._reprint_ordered, command))

    def forget(self) -> bool:
        """The citizen has gone. False while an answer is still to come: then nothing is forgotten."""
        if self.busy:
            return False
        self._clear()
        return True

    # answers

    def _issued(self, command: CommandId, answer: Answer) -> None:
        match answer:
            case Trying():
                self.trying = True
            case Done(value):
                issued: Issued = value
                self.ticket = issued.ticket
                self._print(issued.ticket, issued.job)
            case Refused(refusal):
                self.phase, self.refusal = Phase.REFUSED, refusal
            case Unsettled(outage):
                _log.error("no answer to whether a number was given: %s", outage)
                self.phase = Phase.NOT_GIVEN
                self._ends.add("a ticket nobody was told of", take_back(self._station, command))
        self._changed()

    def _reprint_ordered(self, command: CommandId, answer: Answer) -> None:
        match answer:
            case Trying():
                self.trying = True
            case Done(value):
                issued: Issued = value
                self._print(issued.ticket, issued.job)
            case Refused(refusal):
                _log.warning("no copy: %r", refusal)
                self._no_copy(Hindrance.BROKEN)
            case Unsettled():
                if self.ticket is not None:
                    self._ends.add("a copy nobody waits for", drop_copy(self._station, self.ticket.id, command))
                self._no_copy(Hindrance.STORE_AWAY)
        self._changed()

    def _print(self, ticket: Ticket, job: PrintJob, *, before: Ending | None = None) -> None:
        self.phase = Phase.PRINTING
        self.trying = False
        self.why = None
        self._job = job
        self._own_jobs.add(job.id)
        order = Order(ticket=ticket, job=job, before=before)
        self._asks.ask(partial(self._paper.print, order=order), partial(self._printed, order))

    def _printed(self, order: Order, answer: Answer) -> None:
        match answer:
            case Trying():
                self.trying = True
            case Done(value):
                printed: Printed = value
                self._ended(printed)
            case Refused(refusal):
                _log.error("print job %s may not be printed: %r", order.job.id, refusal)
                self._no_slip(Hindrance.BROKEN)
            case Unsettled(outage):
                # The store went away before the first byte; a bug of ours came before it, too.
                why = Hindrance.STORE_AWAY if isinstance(outage, StoreAway) else Hindrance.BROKEN
                self._last_end = Ending(job=order.job.id, state=PrintState.FAILED, why=why)
                self._record(self._last_end)
                self._no_slip(why)
        self._changed()

    def _ended(self, printed: Printed) -> None:
        ending = printed.ending
        self._last_end = ending
        if not printed.recorded:
            self._record(ending)
        self.why = ending.why
        match ending.state:
            case PrintState.PRINTED:
                self.phase = Phase.DONE
            case PrintState.UNKNOWN:
                self.phase = Phase.UNSURE
            case _:
                self._no_slip(ending.why)

    def _no_slip(self, why: Why | None) -> None:
        self.phase = Phase.NO_PAPER
        self.why = why

    def _no_copy(self, why: Why) -> None:
        # The first job's end is not known, so it must not be printed again as if it were.
        self._job = None
        self._no_slip(why)

    def _record(self, ending: Ending) -> None:
        self._ends.add(f"the end of print job {ending.job}", partial(self._paper.record, ending=ending))

    @property
    def can_print_again(self) -> bool:
        return self._job is not None


def take_back(station: str, command: CommandId) -> Callable[[Hall], None]:
    """Work that cancels the ticket `command` gave, if it gave one: the citizen was told that he has none."""
    cancel, end = uuid4(), uuid4()

    def work(hall: Hall) -> None:
        given = hall.done(command)
        if given is None or given.ticket is None or given.job is None:
            return
        # Its slip first: whatever became of the ticket meanwhile, nobody shall print it after a restart.
        hall.end_print(given.job.id, PrintState.FAILED, command=end, actor=station, reason=Hindrance.TAKEN_BACK.value)
        hall.cancel(given.ticket.id, command=cancel, actor=station, reason=Hindrance.STORE_AWAY.value)
        _log.warning("%s was given while the store was away, and is taken back", given.ticket.label)

    return work


def drop_copy(station: str, ticket: int, command: CommandId) -> Callable[[Hall], None]:
    """Work that ends the print job a reprint ordered, because nobody stands there any more."""
    end = uuid4()

    def work(hall: Hall) -> None:
        issued = hall.reprint(ticket, command=command, actor=station)
        hall.end_print(issued.job.id, PrintState.FAILED, command=end, actor=station, reason=Hindrance.STORE_AWAY.value)

    return work
