"""The hall: every verb that can be done in it.

One verb is one transaction and one journal row. A verb commits whole, or raises and changes nothing. Each carries
a CommandId made by its caller before it acts: a second arrival of the same command gets the first answer, so a
caller whose line broke after the commit simply asks again. A Refusal changed nothing and may be asked again too.

Verbs raise Refusal (a rule says no), StoreAway (not known whether it happened: ask again with the same command)
and ConfigError (no such hall, wrong tables). The clock is the store's where it has one (PostgreSQL), else this
machine's (SQLite is one machine). `actor` is a station by name or a member of staff by badge, never a citizen;
`shared.permission` says who may do what.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from shared.at_counter import AtCounter
from shared.catalogue import Catalogue
from shared.domain.appointment import Appointment
from shared.domain.errors import (
    WrongState,
)
from shared.domain.events import (
    CommandId,
    HallStep,
    PaperStep,
    PrintJob,
    PrintState,
)
from shared.domain.roles import Actor, Badge, Right
from shared.domain.ticket import LIVE, Step, Ticket
from shared.issuing import Person, Promise, Wish, given
from shared.permission import permit
from shared.posting import Posting
from shared.settings import HallForm
from shared.staffing import Staffing
from shared.store.reference import Reference
from shared.store.turn import Turn
from shared.verb import (
    Done,
    heirs,
    job_of,
    refuse_lost_counters,
    refuse_unknown_fields,
    ticket_of,
)

#: The journal's note where a member of staff stood behind a number.
VOUCHED: Final = "vouched"


@dataclass(frozen=True, slots=True, kw_only=True)
class Issued:
    """A new ticket and the job to print it."""

    ticket: Ticket
    job: PrintJob


class Hall(AtCounter, Staffing, Posting):
    """One hall in one store. Used by one thread; any number of these, anywhere, may act on the same hall."""

    # -- tickets and paper ---------------------------------------------------------------------------------------

    def issue(
        self,
        service: str,
        *,
        command: CommandId,
        actor: Actor,
        priority: str = "normal",
        language: str = "vi",
        procedure: str | None = None,
        need: str | None = None,
        stops: tuple[str, ...] = (),
        promise: Promise | None = None,
        appointment: str | None = None,
        person: Person | None = None,
        vouched: bool = False,
    ) -> Issued:
        """Give the next number of the service's series, and order its slip at the kiosk `actor`.

        The keywords are those of `Wish`. An appointment is given a number whatever the quota of its service says.

        Refuses: HallClosed, QuotaReached, SeriesExhausted, UnknownService, TooManyStops, NotAllowed (no such class or
        need; a class that staff must confirm); UnknownAppointment, AppointmentNotToday, AppointmentUsed; where the
        hall gives one person one number IdentityNeeded, HasNumber, EnoughNumbers.
        """
        wish = Wish(
            service=service,
            priority=priority,
            language=language,
            procedure=procedure,
            need=need,
            stops=stops,
            promise=promise,
            appointment=appointment,
            person=person,
            vouched=vouched,
        )
        return self.issue_for(wish, command=command, actor=actor)

    def issue_for(self, wish: Wish, *, command: CommandId, actor: Actor, station: str | None = None) -> Issued:
        """`issue`, for a wish that was put together elsewhere. `station` prints the slip, if it is not `actor`: an
        officer gives a number for somebody who cannot use the kiosk, and a kiosk prints it."""

        def work(turn: Turn) -> Done:
            if isinstance(actor, Badge):
                permit(turn, actor, Right.WORK, counter=_where(turn, actor))
            ticket = given(turn, wish)
            job = PrintJob(id=turn.seq, ticket=ticket.id, station=station or str(actor), state=PrintState.PENDING)
            return Done(ticket=ticket, job=turn.add_job(job), note=VOUCHED if wish.vouched else None)

        event = self._do(Step.ISSUE, work, command, actor)
        return Issued(ticket=ticket_of(event), job=job_of(event))

    def start_print(self, job: int, *, command: CommandId, actor: Actor) -> PrintJob:
        """Say that the first byte is about to leave. Refuses a job that was printed, or whose end is not known."""
        return self._paper(PaperStep.START_PRINT, job, PrintState.SENDING, command=command, actor=actor, reason=None)

    def end_print(
        self, job: int, state: PrintState, *, command: CommandId, actor: Actor, reason: str | None = None
    ) -> PrintJob:
        """Say how it ended: PRINTED (the device gave proof), FAILED (nothing came out) or UNKNOWN."""
        return self._paper(PaperStep.END_PRINT, job, state, command=command, actor=actor, reason=reason)

    def reprint(self, ticket: int, *, command: CommandId, actor: Actor) -> Issued:
        """Order one more slip of the same number; its `copy` is printed on it."""

        def work(turn: Turn) -> Done:
            known = turn.ticket(ticket)
            copy = turn.copies(ticket)
            job = PrintJob(id=turn.seq, ticket=ticket, station=str(actor), state=PrintState.PENDING, copy=copy)
            return Done(ticket=known, job=turn.add_job(job))

        event = self._do(PaperStep.REPRINT, work, command, actor)
        return Issued(ticket=ticket_of(event), job=job_of(event))

    # -- the hall itself -----------------------------------------------------------------------------------------

    def handed_over_by(self, catalogue: Catalogue) -> list[Ticket]:
        """The tickets whose service `import_catalogue` would change, as it would leave them. Changes nothing; raises
        ConfigError as the import would."""
        now, reference = self.now(), self.reference()
        refuse_lost_counters(now.counters.values(), catalogue)
        live = [one for one in now.tickets.values() if one.state in LIVE]
        return heirs(live, Reference.of(reference.version + 1, reference.form, catalogue))

    def import_appointments(self, appointments: Sequence[Appointment], *, command: CommandId, actor: Actor) -> int:
        """Put these in the place of all with which no number was taken yet. Says how many numbers may be taken with
        them. Refuses UnknownService; changes nothing then."""

        def work(turn: Turn) -> Done:
            permit(turn, actor, Right.FIGURES)
            for one in appointments:
                turn.reference.service(one.service)
            return Done(note=str(turn.replace_appointments(appointments)))

        return int(self._do(HallStep.IMPORT_APPOINTMENTS, work, command, actor).note or 0)

    def import_catalogue(
        self, catalogue: Catalogue, *, form: HallForm | None = None, command: CommandId, actor: Actor
    ) -> None:
        """Replace catalogue and, if given, rules. Who waits for a succeeded service waits for its heir, with number
        and rank; what is out of use stays in history. Raises ConfigError if somebody would wait for nothing, or if
        a counter that is open would be gone."""

        def work(turn: Turn) -> Done:
            permit(turn, actor, Right.CATALOGUE)
            rules = form or turn.reference.form
            refuse_unknown_fields(rules, catalogue)
            staff = turn.reference.staff.values()
            renewed = Reference.of(turn.reference.version + 1, rules, catalogue, staff)
            handed_over = heirs(turn.live(), renewed)
            refuse_lost_counters(turn.counters(), catalogue)
            turn.save_hall(rules, catalogue)
            return Done(moved=tuple(map(turn.save_ticket, handed_over)))

        self._do(HallStep.IMPORT_CATALOGUE, work, command, actor)

    def _paper(
        self, step: PaperStep, job: int, state: PrintState, *, command: CommandId, actor: Actor, reason: str | None
    ) -> PrintJob:
        def work(turn: Turn) -> Done:
            known = turn.job(job)
            if known.state not in _PAPER_ROAD[step]:
                raise WrongState(str(job), known.state, step)
            return Done(job=turn.save_job(replace(known, state=state, reason=reason)))

        return job_of(self._do(step, work, command, actor))


#: From which states of a print job each step may start.
_PAPER_ROAD: Final = {
    PaperStep.START_PRINT: frozenset({PrintState.PENDING, PrintState.FAILED}),
    PaperStep.END_PRINT: frozenset({PrintState.PENDING, PrintState.SENDING, PrintState.UNKNOWN}),
}


def _where(turn: Turn, badge: Badge) -> int | None:
    """Where this one is logged in."""
    login = turn.login_of(badge.staff)
    return login.counter if login else None
