"""The hall: every verb that can be done in it.

One verb is one transaction and one journal row. A verb commits whole, or raises and changes nothing. Each carries
a CommandId made by its caller before it acts: a second arrival of the same command gets the first answer, so a
caller whose line broke after the commit simply asks again. A Refusal changed nothing and may be asked again too.

Verbs raise Refusal (a rule says no), StoreAway (not known whether it happened: ask again with the same command)
and ConfigError (no such hall, wrong tables). The clock is the store's where it has one (PostgreSQL), else this
machine's (SQLite is one machine). `actor` is a station or a staff code, never a citizen.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from shared.catalogue import Catalogue
from shared.domain.appointment import Appointment
from shared.domain.counter import Counter, CounterState
from shared.domain.errors import (
    CounterBusy,
    CounterNotOpen,
    NotAllowed,
    TooManyRecalls,
    WrongState,
)
from shared.domain.events import (
    CommandId,
    CounterStep,
    HallStep,
    PaperStep,
    PrintJob,
    PrintState,
)
from shared.domain.ticket import LIVE, State, Step, Ticket, moved
from shared.issuing import Person, Promise, Wish, given
from shared.posting import Posting
from shared.settings import HallForm
from shared.store.reference import Reference
from shared.store.turn import Turn
from shared.verb import (
    Done,
    called,
    counter_of,
    free_place,
    heirs,
    job_of,
    next_for,
    refuse_lost_counters,
    refuse_unknown_fields,
    stop_after,
    ticket_of,
)

#: The journal's note where a member of staff stood behind a number.
VOUCHED: Final = "vouched"


@dataclass(frozen=True, slots=True, kw_only=True)
class Issued:
    """A new ticket and the job to print it."""

    ticket: Ticket
    job: PrintJob


class Hall(Posting):
    """One hall in one store. Used by one thread; any number of these, anywhere, may act on the same hall."""

    # -- tickets and paper ---------------------------------------------------------------------------------------

    def issue(
        self,
        service: str,
        *,
        command: CommandId,
        actor: str,
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

    def issue_for(self, wish: Wish, *, command: CommandId, actor: str) -> Issued:
        """`issue`, for a wish that was put together elsewhere."""

        def work(turn: Turn) -> Done:
            ticket = given(turn, wish)
            job = PrintJob(id=turn.seq, ticket=ticket.id, station=actor, state=PrintState.PENDING)
            return Done(ticket=ticket, job=turn.add_job(job), note=VOUCHED if wish.vouched else None)

        event = self._do(Step.ISSUE, work, command, actor)
        return Issued(ticket=ticket_of(event), job=job_of(event))

    def start_print(self, job: int, *, command: CommandId, actor: str) -> PrintJob:
        """Say that the first byte is about to leave. Refuses a job that was printed, or whose end is not known."""
        return self._paper(PaperStep.START_PRINT, job, PrintState.SENDING, command=command, actor=actor, reason=None)

    def end_print(
        self, job: int, state: PrintState, *, command: CommandId, actor: str, reason: str | None = None
    ) -> PrintJob:
        """Say how it ended: PRINTED (the device gave proof), FAILED (nothing came out) or UNKNOWN."""
        return self._paper(PaperStep.END_PRINT, job, state, command=command, actor=actor, reason=reason)

    def reprint(self, ticket: int, *, command: CommandId, actor: str) -> Issued:
        """Order one more slip of the same number; its `copy` is printed on it."""

        def work(turn: Turn) -> Done:
            known = turn.ticket(ticket)
            copy = turn.copies(ticket)
            job = PrintJob(id=turn.seq, ticket=ticket, station=actor, state=PrintState.PENDING, copy=copy)
            return Done(ticket=known, job=turn.add_job(job))

        event = self._do(PaperStep.REPRINT, work, command, actor)
        return Issued(ticket=ticket_of(event), job=job_of(event))

    # -- at the counter ------------------------------------------------------------------------------------------

    def call_next(self, counter: int, *, command: CommandId, actor: str) -> Ticket:
        """Invite whoever is next by the hall's rule.

        Refuses: CounterNotOpen, CounterBusy, NobodyWaiting, UnknownCounter.
        """

        def work(turn: Turn) -> Done:
            profile, slot = free_place(turn, counter)
            chosen = next_for(turn, profile, counter)
            return Done(ticket=called(turn, chosen, counter, slot))

        return ticket_of(self._do(Step.CALL, work, command, actor))

    def call(self, counter: int, ticket: int, *, command: CommandId, actor: str) -> Ticket:
        """Invite this one: parked, absent before, or out of order (the journal tells).

        Refuses: as `call_next`; WrongState; NotAllowed where the counter does not serve the ticket's service.
        """

        def work(turn: Turn) -> Done:
            profile, slot = free_place(turn, counter)
            wanted = turn.ticket(ticket)
            if wanted.service not in profile.services:
                raise NotAllowed(f"counter {counter} does not serve {wanted.service}")
            return Done(ticket=called(turn, wanted, counter, slot))

        return ticket_of(self._do(Step.CALL, work, command, actor))

    def recall(self, counter: int, ticket: int, *, command: CommandId, actor: str) -> Ticket:
        """Invite again. Refuses: WrongState, TooManyRecalls, NotAllowed (another counter has it)."""

        def change(turn: Turn, one: Ticket) -> dict[str, Any]:
            if one.state is State.CALLED and one.calls >= turn.reference.rules.recall_limit:
                raise TooManyRecalls(one.label, one.calls)
            return {}

        return self._move(Step.RECALL, counter, ticket, command=command, actor=actor, change=change)

    def serve(self, counter: int, ticket: int, *, command: CommandId, actor: str) -> Ticket:
        """The citizen has come."""
        return self._move(Step.SERVE, counter, ticket, command=command, actor=actor)

    def finish(self, counter: int, ticket: int, *, command: CommandId, actor: str) -> Ticket:
        """The work of this counter is done. Where the visit leads to another agency, the ticket waits there with the
        rank it has; else the visit is over."""

        def change(turn: Turn, one: Ticket) -> dict[str, Any]:
            return stop_after(turn.reference, one)

        return self._move(Step.FINISH, counter, ticket, command=command, actor=actor, change=change)

    def no_show(self, counter: int, ticket: int, *, command: CommandId, actor: str) -> Ticket:
        """The citizen did not come."""
        return self._move(Step.NO_SHOW, counter, ticket, command=command, actor=actor)

    def park(self, counter: int, ticket: int, *, command: CommandId, actor: str, note: str | None = None) -> Ticket:
        """Set aside, keeping the rank; `call` brings it back."""
        return self._move(Step.PARK, counter, ticket, command=command, actor=actor, note=note)

    def requeue(self, counter: int, ticket: int, *, command: CommandId, actor: str) -> Ticket:
        """Put back in line, as the hall's rule for returns says. Refuses: WrongState; NotAllowed past the limit."""

        def change(turn: Turn, one: Ticket) -> dict[str, Any]:
            rules = turn.reference.rules
            if one.returns >= rules.return_limit:
                raise NotAllowed(f"{one.label} was put back {one.returns} times")
            return {"returns": one.returns + 1, "rank_at": rules.rank_after_return(one.rank_at, turn.at)}

        return self._move(Step.REQUEUE, counter, ticket, command=command, actor=actor, change=change)

    def transfer(self, counter: int, ticket: int, service: str, *, command: CommandId, actor: str) -> Ticket:
        """Send on to another service with the rank it has. Refuses: UnknownService, WrongState, NotAllowed."""

        def change(turn: Turn, _: Ticket) -> dict[str, Any]:
            to = turn.reference.service(service)
            return {"service": to.code, "agency": to.agency, "procedure": None}

        return self._move(Step.TRANSFER, counter, ticket, command=command, actor=actor, change=change)

    def cancel(self, ticket: int, *, command: CommandId, actor: str, reason: str | None = None) -> Ticket:
        """The citizen gives the number back. Refuses: WrongState."""

        def work(turn: Turn) -> Done:
            known = turn.ticket(ticket)
            return Done(ticket=turn.save_ticket(moved(known, Step.CANCEL, at=turn.at)), note=reason)

        return ticket_of(self._do(Step.CANCEL, work, command, actor))

    # -- counters ------------------------------------------------------------------------------------------------

    def open_counter(
        self, counter: int, *, command: CommandId, actor: str, profile: str | None = None, officer: str | None = None
    ) -> Counter:
        """Begin to take citizens; also ends a pause and hands over to another officer. Refuses: UnknownProfile."""

        def work(turn: Turn) -> Done:
            known = turn.counter(counter)
            serves = turn.reference.profile(profile or known.profile).code
            return Done(
                counter=turn.save_counter(
                    replace(
                        known,
                        state=CounterState.OPEN,
                        profile=serves,
                        officer=officer or known.officer,
                        since=turn.at,
                        reason=None,
                    )
                )
            )

        return counter_of(self._do(CounterStep.OPEN_COUNTER, work, command, actor))

    def pause_counter(self, counter: int, *, command: CommandId, actor: str, reason: str | None = None) -> Counter:
        """Take no new citizens for a while; the present visit goes on. Refuses: CounterNotOpen."""

        def work(turn: Turn) -> Done:
            known = turn.counter(counter)
            if known.state is not CounterState.OPEN:
                raise CounterNotOpen(counter)
            paused = replace(known, state=CounterState.PAUSED, since=turn.at, reason=reason)
            return Done(counter=turn.save_counter(paused))

        return counter_of(self._do(CounterStep.PAUSE_COUNTER, work, command, actor))

    def close_counter(self, counter: int, *, command: CommandId, actor: str) -> Counter:
        """End the work at this counter. Refuses: CounterBusy while somebody is there."""

        def work(turn: Turn) -> Done:
            known = turn.counter(counter)
            there = turn.at_counter(counter)
            if there:
                raise CounterBusy(counter, there[0].label)
            closed = replace(known, state=CounterState.CLOSED, officer=None, since=turn.at, reason=None)
            return Done(counter=turn.save_counter(closed))

        return counter_of(self._do(CounterStep.CLOSE_COUNTER, work, command, actor))

    # -- the hall itself -----------------------------------------------------------------------------------------

    def handed_over_by(self, catalogue: Catalogue) -> list[Ticket]:
        """The tickets whose service `import_catalogue` would change, as it would leave them. Changes nothing; raises
        ConfigError as the import would."""
        now, reference = self.now(), self.reference()
        refuse_lost_counters(now.counters.values(), catalogue)
        live = [one for one in now.tickets.values() if one.state in LIVE]
        return heirs(live, Reference.of(reference.version + 1, reference.form, catalogue))

    def import_appointments(self, appointments: Sequence[Appointment], *, command: CommandId, actor: str) -> int:
        """Put these in the place of all with which no number was taken yet. Says how many numbers may be taken with
        them. Refuses UnknownService; changes nothing then."""

        def work(turn: Turn) -> Done:
            for one in appointments:
                turn.reference.service(one.service)
            return Done(note=str(turn.replace_appointments(appointments)))

        return int(self._do(HallStep.IMPORT_APPOINTMENTS, work, command, actor).note or 0)

    def import_catalogue(
        self, catalogue: Catalogue, *, form: HallForm | None = None, command: CommandId, actor: str
    ) -> None:
        """Replace catalogue and, if given, rules. Who waits for a succeeded service waits for its heir, with number
        and rank; what is out of use stays in history. Raises ConfigError if somebody would wait for nothing, or if
        a counter that is open would be gone."""

        def work(turn: Turn) -> Done:
            rules = form or turn.reference.form
            refuse_unknown_fields(rules, catalogue)
            renewed = Reference.of(turn.reference.version + 1, rules, catalogue)
            handed_over = heirs(turn.live(), renewed)
            refuse_lost_counters(turn.counters(), catalogue)
            turn.save_hall(rules, catalogue)
            return Done(moved=tuple(map(turn.save_ticket, handed_over)))

        self._do(HallStep.IMPORT_CATALOGUE, work, command, actor)

    def _paper(
        self, step: PaperStep, job: int, state: PrintState, *, command: CommandId, actor: str, reason: str | None
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
