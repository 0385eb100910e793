"""The verbs of a counter upon whoever is there: from the call to the end of the visit."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from shared.domain.counter import CounterState
from shared.domain.errors import (
    BadDossierCode,
    CounterBusy,
    CounterNotOpen,
    NobodyWaiting,
    NotAllowed,
    OfficerAway,
    OutcomeNeeded,
    ReasonNeeded,
    TooLate,
    TooManyRecalls,
)
from shared.domain.events import CommandId, Event
from shared.domain.ratings import ENDS
from shared.domain.roles import Actor, Right
from shared.domain.ticket import AT_COUNTER, UNDO_WITHIN, State, Step, Ticket, moved, undone
from shared.issuing import Wish, served_at_once
from shared.permission import permit
from shared.readings import Readings
from shared.store.turn import Turn
from shared.verb import Done, called, free_place, next_for, stop_after, ticket_of

#: Dossiers of one visit.
MOST_DOSSIERS: Final = 999
_SHOWN: Final = 5  # signs of what is no code
_LONGEST_CODE: Final = 40
#: An identity card's 12 digits, a phone number.
_OF_A_PERSON: Final = re.compile(r"\d{12}|(0|\+?84)\d{9}")


class AtCounter(Readings):
    """The part of `shared.hall.Hall` that a counter uses upon its visits. `actor` is the badge of who is logged in
    there; in a hall without staff, the counter's name."""

    def call_next(self, counter: int, *, command: CommandId, actor: Actor) -> Ticket:
        """Invite whoever is next by the hall's rule.

        Refuses: CounterNotOpen, CounterBusy, NobodyWaiting, UnknownCounter.
        """

        def work(turn: Turn) -> Done:
            permit(turn, actor, Right.WORK, counter=counter)
            profile, slot = free_place(turn, counter)
            chosen = next_for(turn, profile, counter)
            return Done(ticket=called(turn, chosen, counter, slot))

        return ticket_of(self._do(Step.CALL, work, command, actor))

    def call(self, counter: int, ticket: int, *, command: CommandId, actor: Actor, reason: str | None = None) -> Ticket:
        """Invite this one: set aside, absent before, or out of order, which needs a right and a reason (the journal
        keeps it).

        Refuses: as `call_next`; WrongState; ReasonNeeded; NotAllowed, also where the counter does not serve the
        ticket's service.
        """

        def work(turn: Turn) -> Done:
            permit(turn, actor, Right.WORK, counter=counter)
            profile, slot = free_place(turn, counter)
            wanted = turn.ticket(ticket)
            if wanted.service not in profile.services:
                raise NotAllowed(f"counter {counter} does not serve {wanted.service}")
            why = None
            if wanted.state is State.WAITING and next_for_or_none(turn, counter) != wanted.id:
                permit(turn, actor, Right.CALL_BY_NUMBER, agency=wanted.agency)
                why = (reason or "").strip()
                if not why:
                    raise ReasonNeeded(wanted.label)
            return Done(ticket=called(turn, wanted, counter, slot), note=why)

        return ticket_of(self._do(Step.CALL, work, command, actor))

    def recall(self, counter: int, ticket: int, *, command: CommandId, actor: Actor) -> Ticket:
        """Invite again. Refuses: WrongState, TooManyRecalls, NotAllowed (another counter has it)."""

        def change(turn: Turn, one: Ticket) -> dict[str, Any]:
            if one.state is State.CALLED and one.calls >= turn.reference.rules.recall_limit:
                raise TooManyRecalls(one.label, one.calls)
            return {}

        return self._move(Step.RECALL, counter, ticket, command=command, actor=actor, change=change)

    def serve(self, counter: int, ticket: int, *, command: CommandId, actor: Actor) -> Ticket:
        """The citizen has come."""
        return self._move(Step.SERVE, counter, ticket, command=command, actor=actor)

    def walk_in(
        self, counter: int, service: str, *, command: CommandId, actor: Actor, priority: str = "normal"
    ) -> Ticket:
        """Serve somebody who has no ticket, and count it: the number is of a series of its own, printed and called
        nowhere.

        Refuses: CounterNotOpen, CounterBusy, UnknownService; NotAllowed where the counter does not serve it.
        """

        def work(turn: Turn) -> Done:
            permit(turn, actor, Right.WORK, counter=counter)
            profile, slot = free_place(turn, counter)
            offered = turn.reference.service(service)
            if offered.code not in profile.services:
                raise NotAllowed(f"counter {counter} does not serve {offered.code}")
            wish = Wish(service=offered.code, priority=priority, vouched=True)
            return Done(ticket=served_at_once(turn, wish, counter=counter, slot=slot))

        return ticket_of(self._do(Step.WALK_IN, work, command, actor))

    def finish(
        self,
        counter: int,
        ticket: int,
        *,
        command: CommandId,
        actor: Actor,
        outcome: str | None = None,
        dossiers: int | None = None,
        dossier_codes: Sequence[str] = (),
    ) -> Ticket:
        """The work of this counter is done. Where the visit leads to another agency, or comes back to the counter that
        sent it here, the ticket waits there with the rank it has; else the visit is over.

        `outcome` is a code of the hall's rules, `dossiers` how many were handled, `dossier_codes` which.
        Refuses: WrongState; OutcomeNeeded, BadDossierCode; NotAllowed for an outcome the agency does not have.
        """

        def change(turn: Turn, one: Ticket) -> dict[str, Any]:
            return {**_came_of(turn, one, outcome, dossiers, dossier_codes), **_goes_on(turn, one)}

        return self._move(Step.FINISH, counter, ticket, command=command, actor=actor, change=change)

    def no_show(self, counter: int, ticket: int, *, command: CommandId, actor: Actor) -> Ticket:
        """The citizen did not come."""
        return self._move(Step.NO_SHOW, counter, ticket, command=command, actor=actor)

    def park(
        self,
        counter: int,
        ticket: int,
        *,
        command: CommandId,
        actor: Actor,
        back_at: datetime | None = None,
        note: str | None = None,
    ) -> Ticket:
        """Set aside, keeping the rank; `call` brings it back. `back_at` is when he wants to be back (aware)."""

        def change(_: Turn, __: Ticket) -> dict[str, Any]:
            return {"back_at": back_at}

        return self._move(Step.PARK, counter, ticket, command=command, actor=actor, change=change, note=note)

    def requeue(self, counter: int, ticket: int, *, command: CommandId, actor: Actor) -> Ticket:
        """Put back in line, as the hall's rule for returns says: never better than before.
        Refuses: WrongState; NotAllowed past the limit."""

        def change(turn: Turn, one: Ticket) -> dict[str, Any]:
            rules = turn.reference.rules
            if one.returns >= rules.return_limit:
                raise NotAllowed(f"{one.label} was put back {one.returns} times")
            places = rules.desk.places_back()
            if places is None:
                rank_at = rules.rank_after_return(one.rank_at, turn.at)
            else:
                profile = turn.counter(counter).profile
                rank_at = max(one.rank_at, turn.rank_behind(profile, places) or one.rank_at)
            return {"returns": one.returns + 1, "rank_at": rank_at}

        return self._move(Step.REQUEUE, counter, ticket, command=command, actor=actor, change=change)

    def transfer(
        self,
        counter: int,
        ticket: int,
        service: str,
        *,
        command: CommandId,
        actor: Actor,
        to_counter: int | None = None,
        to_officer: str | None = None,
        comes_back: bool = False,
    ) -> Ticket:
        """Send on to another service with the rank it has; `to_counter` or `to_officer` keeps it for that one alone.
        With `comes_back` it waits for this counter again when the other has finished.

        Refuses: UnknownService, WrongState, NotAllowed (the other counter does not serve it), CounterNotOpen,
        OfficerAway, UnknownStaff.
        """

        def change(turn: Turn, one: Ticket) -> dict[str, Any]:
            to = turn.reference.service(service)
            target = _counter_of_officer(turn, to_officer) if to_officer is not None else to_counter
            if target is not None:
                _refuse_unable(turn, target, to.code)
            back = {"stops": (one.service, *one.stops), "back_counter": counter} if comes_back else {}
            return {
                "service": to.code,
                "agency": to.agency,
                "procedure": None,
                "for_counter": to_counter,
                "for_officer": to_officer,
                **back,
            }

        return self._move(Step.TRANSFER, counter, ticket, command=command, actor=actor, change=change)

    def cancel(self, ticket: int, *, command: CommandId, actor: Actor, reason: str | None = None) -> Ticket:
        """The citizen gives the number back. Refuses: WrongState, NotAllowed."""

        def work(turn: Turn) -> Done:
            known = turn.ticket(ticket)
            if known.state in AT_COUNTER and known.counter is not None and not isinstance(actor, str):
                permit(turn, actor, Right.WORK, counter=known.counter)
            elif not isinstance(actor, str):
                permit(turn, actor, Right.CANCEL, agency=known.agency)
            return Done(ticket=turn.save_ticket(moved(known, Step.CANCEL, at=turn.at)), note=reason)

        return ticket_of(self._do(Step.CANCEL, work, command, actor))

    def undo(self, counter: int, ticket: int, *, command: CommandId, actor: Actor) -> Ticket:
        """Take the last step of this ticket back, within ten seconds: it stands as it stood before.

        Refuses: TooLate, also where another counter did it or something came after it; CounterBusy where somebody else
        has taken its place since; WrongState for a step that cannot be undone.
        """

        def work(turn: Turn) -> Done:
            permit(turn, actor, Right.WORK, counter=counter)
            known = turn.ticket(ticket)
            last, before = _last_step(turn, known, counter)
            back = undone(known, _step_of(last), before)
            if back.state in AT_COUNTER:
                _refuse_taken(turn, back, counter)
            if last.step in ENDS:
                turn.take_question_back(last.seq)
            return Done(ticket=turn.save_ticket(back), note=last.step)

        return ticket_of(self._do(Step.UNDO, work, command, actor))


def is_dossier_code(code: str) -> bool:
    """Whether this may be the code of a dossier: 1 to 40 characters, none of them a blank; and neither the number of an
    identity card nor a phone's, which are read as readily and must never stand in the journal."""
    fits = 0 < len(code) <= _LONGEST_CODE and all(sign.isprintable() and not sign.isspace() for sign in code)
    return fits and not _OF_A_PERSON.fullmatch(code)


def beginning(code: str) -> str:
    """What may be said of something that is no code of a dossier: all of it may be somebody's number."""
    return code if len(code) <= _SHOWN else f"{code[:_SHOWN]}…"


def next_for_or_none(turn: Turn, counter: int) -> int | None:
    """The id of the ticket that `call_next` would invite; None where nobody waits."""
    try:
        return next_for(turn, turn.reference.profile(turn.counter(counter).profile), counter).id
    except NobodyWaiting:
        return None


def _came_of(
    turn: Turn, one: Ticket, outcome: str | None, dossiers: int | None, codes: Sequence[str]
) -> dict[str, Any]:
    desk = turn.reference.rules.desk
    if outcome is None and desk.outcome_needed:
        raise OutcomeNeeded(one.label)
    if outcome is not None and outcome not in {known.code for known in desk.outcomes_of(one.agency)}:
        raise NotAllowed(f"{one.agency} has no outcome {outcome!r}")
    if dossiers is not None and not 0 <= dossiers <= MOST_DOSSIERS:
        raise NotAllowed(f"{dossiers} dossiers in one visit")
    written = tuple(dict.fromkeys(code.strip() for code in codes))
    for code in written:
        if not is_dossier_code(code):
            raise BadDossierCode(beginning(code))
    return {"outcome": outcome, "dossiers": dossiers, "dossier_codes": written}


def _goes_on(turn: Turn, one: Ticket) -> dict[str, Any]:
    """Where the visit goes from here. Who was sent here from another counter goes back to it, if it still takes
    anybody."""
    onward = stop_after(turn.reference, one)
    if not onward or one.back_counter is None:
        return onward
    home = next((known for known in turn.counters() if known.number == one.back_counter), None)
    open_yet = home is not None and home.state is not CounterState.CLOSED
    return {**onward, "back_counter": None, "for_counter": one.back_counter if open_yet else None}


def _counter_of_officer(turn: Turn, officer: str) -> int:
    login = turn.login_of(officer)
    if login is None or login.counter is None:
        raise OfficerAway(officer)
    return login.counter


def _refuse_unable(turn: Turn, counter: int, service: str) -> None:
    target = turn.counter(counter)
    if target.state is CounterState.CLOSED:
        raise CounterNotOpen(counter)
    if service not in turn.reference.profile(target.profile).services:
        raise NotAllowed(f"counter {counter} does not serve {service}")


def _last_step(turn: Turn, ticket: Ticket, counter: int) -> tuple[Event, Ticket]:
    """The ticket's last row, if this counter wrote it just now, and the ticket before it."""
    rows = turn.last_steps(ticket.id)
    if len(rows) < 2 or rows[1].ticket is None or rows[0].ticket != ticket:
        raise TooLate(ticket.label)
    last, before = rows[0], rows[1].ticket
    by = ticket.counter if last.step is Step.CALL else before.counter
    if by != counter or turn.at - last.at > UNDO_WITHIN:
        raise TooLate(ticket.label)
    return last, before


def _step_of(event: Event) -> Step:
    if not isinstance(event.step, Step):
        raise AssertionError(f"a ticket's row {event.seq}: {event.step}")  # noqa: TRY004 - a bug, no bad argument
    return event.step


def _refuse_taken(turn: Turn, back: Ticket, counter: int) -> None:
    state = turn.counter(counter).state
    if state is CounterState.CLOSED:
        raise CounterNotOpen(counter)
    others = [one for one in turn.at_counter(counter) if one.id != back.id and one.slot == back.slot]
    if others:
        raise CounterBusy(counter, others[0].label)
