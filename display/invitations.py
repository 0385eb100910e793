"""Whom the hall is inviting: which calls are still on the board, and how old each is for those who look at it.

Time here is a number of seconds that only runs forward, so that a clock set back freezes nothing. A call's age
counts from when this board could show it, not from the store's clock, which may differ from this machine's.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from display.scope import Scope
from shared.board import Call, HallNow
from shared.domain.ticket import State, Ticket

HOLD: Final = 6.0  # s a call keeps its place in front, whatever comes after it or happens to it
LINGER: Final = 60.0  # s a call stays for slow walkers when the officer gave up sooner
PULSE: Final = 1.25  # s between two changes; with four looks a second never less than one second apart
PULSING: Final = 5.0  # s after which the highlight stands still
GLOWING: Final = 10.0  # s after which it is a row like any other
IN_FRONT: Final = 4  # calls shown large at once


@dataclass(frozen=True, slots=True, kw_only=True)
class Invitation:
    """A call and the moment (s) from which its age counts."""

    call: Call
    since: float


class Invitations:
    """The calls on one board, newest first, one row a ticket."""

    def __init__(self, scope: Scope = Scope()) -> None:  # noqa: B008 - frozen
        """Only the calls of this scope."""
        self._scope = scope
        self._by_ticket: dict[int, Invitation] = {}

    def speaks_for(self, scope: Scope) -> None:
        """From now on for these; what stands is looked at anew by `start`."""
        self._scope = scope

    def start(self, calls: Iterable[tuple[Call, float]]) -> None:
        """Begin anew from a snapshot: (call, its moment), any order. A call already on the board keeps its moment."""
        known, self._by_ticket = self._by_ticket, {}
        for call, since in calls:
            before = known.get(call.ticket)
            same = before is not None and before.call.seq == call.seq
            self.add(call, before.since if same and before is not None else since)

    def add(self, call: Call, since: float) -> None:
        """One more call; the newest of a ticket stands."""
        standing = self._by_ticket.get(call.ticket)
        concerns = self._scope.concerns(call.counter, call.agency)
        if concerns and (standing is None or standing.call.seq <= call.seq):
            self._by_ticket[call.ticket] = Invitation(call=call, since=since)

    def standing(self, now: HallNow, time: float) -> list[Invitation]:
        """What is still to be shown at `time`, newest first; the rest is forgotten."""
        self._by_ticket = {
            ticket: one for ticket, one in self._by_ticket.items() if _stands(one, now.tickets.get(ticket), time)
        }
        return sorted(self._by_ticket.values(), key=lambda one: (one.call.seq, one.call.at), reverse=True)


def invited(now: HallNow) -> list[Call]:
    """The calls a fresh snapshot knows of: the last ones, and of older ones those nobody has followed yet."""
    known = {call.ticket for call in now.calls}
    older = [_remembered(one) for one in now.tickets.values() if one.state is State.CALLED and one.id not in known]
    return [*now.calls, *older]


def in_front(standing: list[Invitation], most: int = IN_FRONT) -> list[Invitation]:
    """The newest call, with those that had not been shown for `HOLD` when it came: a burst stands side by side, as
    many as there is room for."""
    if not standing:
        return []
    newest = standing[0].since
    return [one for one in standing if newest - one.since < HOLD][:most]


def _stands(one: Invitation, ticket: Ticket | None, time: float) -> bool:
    if time - one.since < HOLD:
        return True
    if ticket is None or ticket.state in (State.SERVING, State.PARKED):
        return False
    if ticket.state is State.CALLED:
        return True
    sent_on = ticket.service != one.call.service
    return not sent_on and time - one.since < LINGER


def _remembered(ticket: Ticket) -> Call:
    return Call(
        seq=0,
        at=ticket.called_at or ticket.issued_at,
        ticket=ticket.id,
        label=ticket.label,
        agency=ticket.agency,
        service=ticket.service,
        counter=ticket.counter or 0,
        language=ticket.language,
        times=ticket.calls,
    )
