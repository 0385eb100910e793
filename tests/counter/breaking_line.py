"""A line that breaks between two verbs, and what one asks of a hall to see it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import msgspec

from shared.domain.errors import StoreAway
from shared.domain.ticket import Ticket
from shared.hall import Hall
from tests.counter.room import Room

Arrives = Callable[..., Ticket]


@dataclass
class LosesTheSecondVerb:
    """A hall whose line breaks at the call: before it is done, or after."""

    hall: Hall
    afterwards: bool
    broken: bool = True

    def __getattr__(self, name: str) -> Any:
        return getattr(self.hall, name)

    def call_next(self, *given: Any, **more: Any) -> Ticket:
        if not self.broken:
            return self.hall.call_next(*given, **more)
        if self.afterwards:
            self.hall.call_next(*given, **more)
        raise StoreAway("the cable")


def rules(hall: Hall, **desk: Any) -> None:
    reference = hall.reference()
    form = msgspec.structs.replace(reference.form, counters=msgspec.structs.replace(reference.form.counters, **desk))
    hall.import_catalogue(reference.catalogue, form=form, command=uuid4(), actor="setup")


def steps(room: Room, since: int) -> list[str]:
    return [event.step for event in room.hall.since(since)]
