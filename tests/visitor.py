"""Somebody who says verbs shortly."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

import pytest

from shared.domain.errors import Refusal
from shared.domain.ticket import Ticket
from shared.hall import Hall


class Visitor:
    """Says verbs shortly: each with a new command, at kiosk-1 or counter 1."""

    def __init__(self, hall: Hall, command: Callable[[], UUID]) -> None:
        self.hall, self._command = hall, command

    def issue(self, service: str = "VP01", priority: str = "normal") -> Ticket:
        return self.hall.issue(service, priority=priority, command=self._command(), actor="kiosk-1").ticket

    def open(self, counter: int = 1, **more: str) -> None:
        self.hall.open_counter(counter, command=self._command(), actor=f"counter-{counter}", **more)

    def call(self, counter: int = 1) -> Ticket:
        return self.hall.call_next(counter, command=self._command(), actor=f"counter-{counter}")

    def do(self, verb: str, ticket: Ticket, *more: str, counter: int = 1, **options: object) -> Ticket:
        done: Ticket = getattr(self.hall, verb)(
            counter, ticket.id, *more, command=self._command(), actor=f"counter-{counter}", **options
        )
        return done

    def refused(self, kind: type[Refusal], verb: Callable[[], object]) -> Refusal:
        """The refusal of `verb`, which must leave no trace."""
        before = self.hall.now()
        with pytest.raises(kind) as caught:
            verb()
        assert self.hall.now() == before
        return caught.value
