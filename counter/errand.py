"""The one errand in flight: made before it is asked, and the same until it is settled.

An errand is one verb, or two that belong together (finish this visit and call the next one). Each verb has a CommandId
of its own, so an errand whose line broke between the two is simply asked again: the first gets its first answer.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import uuid4

from counter.acts import Act
from shared.domain.errors import Refusal
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
class Asked:
    """One verb of an errand. `verb` picks it from a Hall; `after` makes its arguments from what the verbs before it
    left in the journal, where they are not known earlier."""

    verb: Callable[[Hall], Callable[..., Any]]
    arguments: tuple[Any, ...] = ()
    options: Mapping[str, Any] = field(default_factory=dict)
    after: Callable[[Sequence[Event]], tuple[Any, ...]] | None = None
    command: CommandId = field(default_factory=uuid4)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What an errand left behind: its `own` rows, and the journal up to them from where the desk stood when it asked.
    `refused`: the first verb was done, the second was not."""

    own: tuple[Event, ...]
    events: Sequence[Event]
    refused: Refusal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Errand:
    """Verbs with their CommandIds; `command` is the last one's. `ticket` is what it acts on, if that is known before;
    `label` its label, or "". `asked_at`: when the officer asked, by the desk's clock."""

    act: Act
    commands: tuple[CommandId, ...]
    work: Callable[[Hall], Outcome]
    asked_at: datetime
    ticket: int | None = None
    label: str = ""
    phase: Phase = Phase.ASKED
    seen: tuple[Event, ...] = ()  #: those of its rows that the feed has told

    @property
    def command(self) -> CommandId:
        return self.commands[-1]


def errand(
    act: Act, verbs: Sequence[Asked], *, actor: Actor, since: int, asked_at: datetime, ticket: Ticket | None = None
) -> Errand:
    """The errand of these verbs. `since` is the last journal row the desk knows."""

    def work(hall: Hall) -> Outcome:
        own: list[Event] = []
        refused = None
        for one in verbs:
            arguments = one.after(own) if one.after else one.arguments
            try:
                one.verb(hall)(*arguments, command=one.command, actor=actor, **one.options)
            except Refusal as refusal:
                if not own:
                    raise
                refused = refusal
                break
            own += filter(None, [hall.done(one.command)])
        # Where nobody else did anything meanwhile, its own rows are the news.
        follows = own and [one.seq for one in own] == list(range(since + 1, since + 1 + len(own)))
        events = own if follows else hall.since(since)
        return Outcome(own=tuple(own), events=events, refused=refused)

    return Errand(
        act=act,
        commands=tuple(one.command for one in verbs),
        work=work,
        asked_at=asked_at,
        ticket=ticket.id if ticket else None,
        label=ticket.label if ticket else "",
    )
