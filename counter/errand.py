"""The one verb in flight: made before it is asked, and the same until it is settled."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from counter.acts import Act
from shared.domain.counter import Counter
from shared.domain.events import CommandId, Event
from shared.domain.roles import Actor
from shared.domain.ticket import Ticket
from shared.hall import Hall


class Phase(StrEnum):
    """How far an errand is."""

    ASKED = "asked"  #: on its way
    TRYING = "trying"  #: the store is away; it is being tried again
    UNSETTLED = "unsettled"  #: nobody knows whether it happened; asking again settles it


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a verb left behind, and the journal up to it, from where the desk stood when it asked."""

    result: Ticket | Counter
    events: Sequence[Event]


@dataclass(frozen=True, slots=True, kw_only=True)
class Errand:
    """A verb with its CommandId. `ticket` is what it acts on, if that is known before; `label` its label, or ""."""

    act: Act
    command: CommandId
    work: Callable[[Hall], Outcome]
    ticket: int | None = None
    label: str = ""
    phase: Phase = Phase.ASKED


def errand(
    act: Act,
    verb: Callable[..., Callable[..., Ticket | Counter]],
    *,
    command: CommandId,
    actor: Actor,
    since: int,
    arguments: tuple[Any, ...],
    ticket: Ticket | None = None,
    options: dict[str, Any] | None = None,
) -> Errand:
    """The errand of one verb. `verb` picks it from a Hall; `since` is the last journal row the desk knows."""
    more = options or {}

    def work(hall: Hall) -> Outcome:
        result = verb(hall)(*arguments, command=command, actor=actor, **more)
        return Outcome(result=result, events=hall.since(since))

    return Errand(
        act=act,
        command=command,
        work=work,
        ticket=ticket.id if ticket else None,
        label=ticket.label if ticket else "",
    )
