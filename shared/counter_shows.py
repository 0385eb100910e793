"""What one counter shows to the hall: read from the hall as it stands, the same for the sign of light-emitting diodes
over it, the small screen beside it, its row on the board and the panel before the citizen."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from shared.board import HallNow
from shared.domain.counter import CounterState
from shared.domain.ticket import State, Ticket


class Doing(StrEnum):
    """What a counter is doing."""

    CLOSED = "closed"
    PAUSED = "paused"
    FREE = "free"  #: open, and nobody is there
    INVITING = "inviting"
    SERVING = "serving"


@dataclass(frozen=True, slots=True, kw_only=True)
class CounterShows:
    """What a counter is doing and with whom. `times`: how often this citizen was invited in a row."""

    counter: int
    doing: Doing
    ticket: Ticket | None = None
    times: int = 0

    @property
    def label(self) -> str:
        """The number to show; "" for who is served without having been called: he has no paper to know it by."""
        return self.ticket.label if self.ticket is not None and self.ticket.calls else ""


def counter_shows(now: HallNow, counter: int) -> CounterShows:
    """A counter that this hall does not have is closed. An invitation goes before a visit, the newest before older
    ones; and both before the state of the counter, because somebody who was invited must find it."""
    tickets = now.at_counter(counter)
    called = [one for one in tickets if one.state is State.CALLED]
    if called:
        newest = max(called, key=lambda one: (one.called_at or one.issued_at, one.id))
        return CounterShows(counter=counter, doing=Doing.INVITING, ticket=newest, times=newest.calls)
    known = now.counters.get(counter)
    state = known.state if known is not None else CounterState.CLOSED
    if tickets:
        return CounterShows(counter=counter, doing=Doing.SERVING, ticket=tickets[0])
    doing = {CounterState.OPEN: Doing.FREE, CounterState.PAUSED: Doing.PAUSED, CounterState.CLOSED: Doing.CLOSED}
    return CounterShows(counter=counter, doing=doing[state])
