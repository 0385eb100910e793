"""A worker that does nothing until the test says how it ends."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from shared.domain.errors import Outage, Refusal, StoreAway
from shared.hall import Hall
from shared.ui.worker import PATIENCE, Answer, Done, Refused, Trying, Unsettled


@dataclass
class FakeAsks:
    """Keeps what was asked. `hall` is where it is done when the test says so."""

    hall: Hall
    asked: list[tuple[Callable[[Hall], Any], Callable[[Answer], None]]] = field(default_factory=list)

    def ask(self, work: Callable[[Hall], Any], answer: Callable[[Answer], None], *, patience: float = PATIENCE) -> None:
        self.asked.append((work, answer))

    def happens(self) -> Callable[[], None]:
        """What was asked last is done in the hall; the answer comes when the result is called."""
        work, answer = self.asked[-1]
        try:
            done: Answer = Done(work(self.hall))
        except Refusal as refusal:
            done = Refused(refusal)
        return lambda: answer(done)

    def is_done(self) -> None:
        """What was asked last is done and answered."""
        self.happens()()

    def meets_an_outage(self) -> None:
        self.asked[-1][1](Trying(StoreAway("the cable")))

    def gives_up(self, outage: Outage | None = None) -> None:
        self.asked[-1][1](Unsettled(outage or StoreAway("the cable")))
