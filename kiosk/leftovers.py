"""Slips that this run of the kiosk did not order: an earlier run left them (a power cut, a crash), or an officer gave a
number for a citizen who cannot use the kiosk and wants it printed here."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from functools import partial
from typing import Final

from kiosk.loose_ends import LooseEnds
from kiosk.paper import Ending, Hindrance, Order, Paper, Printed
from shared.domain.events import Event, PrintJob, PrintState
from shared.domain.ticket import ENDED, Step, Ticket
from shared.hall import Hall

_log: Final = logging.getLogger(__name__)
_STAYS: Final = timedelta(minutes=5)  # longer than anybody waits before a kiosk that gives no paper


class Leftovers:
    """Settles each once. What was being sent is unknown from now on; what was not begun is printed, if the ticket is
    still good and somebody may still stand there for it. The number stays good without paper; staff may print it."""

    def __init__(
        self,
        ends: LooseEnds,
        paper: Paper,
        *,
        station: str,
        clock: Callable[[], datetime],
        owns: Callable[[int], bool],
    ) -> None:
        """`owns` tells a print job that this run ordered from one that was left."""
        self._ends = ends
        self._paper = paper
        self._station = station
        self._clock = clock
        self._owns = owns
        self._taken: set[int] = set()

    def settle(self) -> None:
        """Look for them and settle each; waits for the store as long as it takes."""
        self._ends.add("unfinished slips", self._look, settled=self._found)

    def told(self, events: Iterable[Event]) -> None:
        """What the feed tells: an order from a counter is printed at once. Where the hall had to be read anew, an order
        may be passed over; it waits for the next start, and the counter says that no slip has come out."""
        for event in events:
            job, ticket = event.job, event.ticket
            if job is None or ticket is None or event.step is not Step.ISSUE or event.actor == self._station:
                continue
            if job.station == self._station and job.state is PrintState.PENDING:
                self._found([(job, ticket)])

    def _look(self, hall: Hall) -> list[tuple[PrintJob, Ticket]]:
        return [(job, hall.ticket(job.ticket)) for job in hall.unfinished_jobs(self._station)]

    def _found(self, found: list[tuple[PrintJob, Ticket]]) -> None:
        # What was begun comes first: half of it may hang from the printer, where nothing else may be printed on it.
        for job, ticket in sorted(found, key=lambda one: one[0].state is not PrintState.SENDING):
            if self._owns(job.id) or job.id in self._taken:
                continue
            self._taken.add(job.id)
            _log.warning("print job %s of %s was not ordered by this run, and is %s", job.id, ticket.label, job.state)
            if job.state is PrintState.SENDING:
                ending = Ending(job=job.id, state=PrintState.UNKNOWN, why=Hindrance.RESTARTED)
                self._ends.add(f"the end of print job {job.id}", partial(self._paper.end_begun, ending=ending))
            elif ticket.state in ENDED:
                self._record(Ending(job=job.id, state=PrintState.FAILED, why=Hindrance.TICKET_ENDED))
            elif self._clock() - ticket.issued_at > _STAYS:
                self._record(Ending(job=job.id, state=PrintState.FAILED, why=Hindrance.TOO_LATE))
            else:
                work = partial(self._paper.print, order=Order(ticket=ticket, job=job))
                self._ends.add(f"the slip of {ticket.label}", work, settled=self._printed)

    def _printed(self, printed: Printed) -> None:
        if not printed.recorded:
            self._record(printed.ending)

    def _record(self, ending: Ending) -> None:
        self._ends.add(f"the end of print job {ending.job}", partial(self._paper.record, ending=ending))
