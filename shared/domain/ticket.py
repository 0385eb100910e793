"""A ticket and its whole life.

The life of a ticket is one table, `ROAD`. A step that is not in the table is refused; there is no other place
where a state changes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Final

from shared.domain.errors import WrongState


class State(StrEnum):
    """Where a ticket stands."""

    WAITING = "waiting"  #: in line; may be called
    CALLED = "called"  #: invited to a counter, not there yet
    SERVING = "serving"  #: at the counter
    PARKED = "parked"  #: set aside (fills in a form, fetches a paper); keeps its rank
    SERVED = "served"  #: done
    NO_SHOW = "no_show"  #: was called and did not come; may return the same day
    CANCELLED = "cancelled"  #: given back
    EXPIRED = "expired"  #: the day ended first


class Step(StrEnum):
    """A move of a ticket."""

    ISSUE = "issue"
    CALL = "call"
    RECALL = "recall"
    SERVE = "serve"
    FINISH = "finish"
    CONTINUE = "continue"  # done here, and on to the next stop of the visit
    NO_SHOW = "no_show"
    REQUEUE = "requeue"
    PARK = "park"
    TRANSFER = "transfer"
    CANCEL = "cancel"
    EXPIRE = "expire"
    WALK_IN = "walk_in"  # served without a ticket of paper: born at the counter
    UNDO = "undo"  # as it was before the last step


#: (state, step) -> next state. ISSUE and WALK_IN are births and have no state before them: they give WAITING and
#: SERVING. UNDO goes a road of this table backwards (see `undone`).
ROAD: Final[Mapping[tuple[State, Step], State]] = MappingProxyType(
    {
        (State.WAITING, Step.CALL): State.CALLED,
        (State.WAITING, Step.TRANSFER): State.WAITING,
        (State.WAITING, Step.CANCEL): State.CANCELLED,
        (State.WAITING, Step.EXPIRE): State.EXPIRED,
        (State.CALLED, Step.RECALL): State.CALLED,
        (State.CALLED, Step.SERVE): State.SERVING,
        (State.CALLED, Step.NO_SHOW): State.NO_SHOW,
        (State.CALLED, Step.REQUEUE): State.WAITING,
        (State.CALLED, Step.PARK): State.PARKED,
        (State.CALLED, Step.TRANSFER): State.WAITING,
        (State.CALLED, Step.CANCEL): State.CANCELLED,
        (State.CALLED, Step.EXPIRE): State.EXPIRED,
        (State.SERVING, Step.FINISH): State.SERVED,
        (State.SERVING, Step.CONTINUE): State.WAITING,
        (State.SERVING, Step.REQUEUE): State.WAITING,
        (State.SERVING, Step.PARK): State.PARKED,
        (State.SERVING, Step.TRANSFER): State.WAITING,
        # The citizen was served; only the officer forgot to say so before the day ended.
        (State.SERVING, Step.EXPIRE): State.SERVED,
        (State.PARKED, Step.CALL): State.CALLED,
        (State.PARKED, Step.REQUEUE): State.WAITING,
        (State.PARKED, Step.TRANSFER): State.WAITING,
        (State.PARKED, Step.CANCEL): State.CANCELLED,
        (State.PARKED, Step.EXPIRE): State.EXPIRED,
        (State.NO_SHOW, Step.CALL): State.CALLED,
        (State.NO_SHOW, Step.REQUEUE): State.WAITING,
    }
)

#: At a counter, and so counted against what the counter may have at once.
AT_COUNTER: Final = frozenset({State.CALLED, State.SERVING})
#: Not ended yet.
LIVE: Final = frozenset({State.WAITING, State.CALLED, State.SERVING, State.PARKED})
#: Still somebody's business today: what a screen must know of.
PRESENT: Final = LIVE | {State.NO_SHOW}
#: Never moves again.
ENDED: Final = frozenset({State.SERVED, State.CANCELLED, State.EXPIRED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Ticket:
    """A place in line, today. All times are aware.

    `id` is the journal number of its issue: unique in the hall, growing, and the tie-breaker of `rank_at`.
    `code` is random and unguessable: what a QR may carry. `ahead` is how many waited before it when it was
    issued. `counter` is where it is or was parked; None while it waits. `calls` counts invitations in a row,
    `returns` how often it was put back in line.
    `need` is what the citizen came to do there (a code of the hall's rules). `stops` are the services still to be
    visited after this one, with the same ticket. `wait_low` and `wait_high` are the minutes that were promised when
    it was issued, None if nothing was. `appointment` is the code of the appointment it was taken with.
    `outcome` (a code of the hall's rules), `dossiers` (how many) and `dossier_codes` are what came of the last visit.
    `back_at` is when who was set aside wants to be back. `for_counter` and `for_officer` keep a waiting ticket for one
    counter or one officer; `back_counter` is the counter it comes back to when the next one has finished.
    """

    id: int
    day: date
    series: str
    number: int
    label: str
    code: str
    service: str
    agency: str
    priority: str
    state: State
    rank_at: datetime
    issued_at: datetime
    ahead: int = 0
    language: str = "vi"
    procedure: str | None = None
    need: str | None = None
    stops: tuple[str, ...] = ()
    wait_low: int | None = None
    wait_high: int | None = None
    appointment: str | None = None
    counter: int | None = None
    slot: int | None = None
    calls: int = 0
    returns: int = 0
    called_at: datetime | None = None
    served_at: datetime | None = None
    ended_at: datetime | None = None
    outcome: str | None = None
    dossiers: int | None = None
    dossier_codes: tuple[str, ...] = ()
    back_at: datetime | None = None
    for_counter: int | None = None
    for_officer: str | None = None
    back_counter: int | None = None


def next_state(ticket: Ticket, step: Step) -> State:
    """Where `step` leads from here. Raises WrongState where there is no road."""
    try:
        return ROAD[ticket.state, step]
    except KeyError:
        raise WrongState(ticket.label, ticket.state, step) from None


def moved(ticket: Ticket, step: Step, *, at: datetime, **changes: Any) -> Ticket:
    """The ticket after `step` at `at`, its times kept by the one rule; `changes` are the step's own fields."""
    state = next_state(ticket, step)
    times: dict[str, Any] = {}
    if step is Step.CALL:
        times = {
            "called_at": at,
            "served_at": None,
            "ended_at": None,
            "calls": 1,
            "outcome": None,
            "dossiers": None,
            "dossier_codes": (),
        }
    elif step is Step.RECALL:
        times = {"calls": ticket.calls + 1}
    elif step is Step.SERVE:
        times = {"served_at": at}
    if state in ENDED or state is State.NO_SHOW:
        times["ended_at"] = at
    if state not in AT_COUNTER:
        times["slot"] = None
    if state is not State.PARKED:
        times["back_at"] = None
    if state is not State.WAITING:
        times |= {"for_counter": None, "for_officer": None}
    if state is State.WAITING:
        times |= {"counter": None, "calls": 0, "ended_at": None}
    return replace(ticket, state=state, **{**times, **changes})


#: How long after a step it can be undone.
UNDO_WITHIN: Final = timedelta(seconds=10)
#: What can be undone. A number that was given is on paper, and an invitation that was repeated has been heard.
UNDOABLE: Final = frozenset(
    {
        Step.CALL,
        Step.SERVE,
        Step.FINISH,
        Step.CONTINUE,
        Step.NO_SHOW,
        Step.REQUEUE,
        Step.PARK,
        Step.TRANSFER,
        Step.CANCEL,
    }
)


def undone(ticket: Ticket, step: Step, before: Ticket) -> Ticket:
    """The ticket as it was before `step`, which led from `before` to what it is. Raises WrongState for a step that
    cannot be undone, and where the road does not lead from there to here."""
    if step not in UNDOABLE or ROAD.get((before.state, step)) is not ticket.state:
        raise WrongState(ticket.label, ticket.state, Step.UNDO)
    return before
