"""A visit that is asked about, and how long its pages stand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from shared.domain.desk import RatingRule
from shared.domain.ticket import Ticket

REASONS: Final = 15.0  # s that reasons can be given
LEAST: Final = 10.0  # s that a page stands though the next number is called already
MOST: Final = 60.0  # s after which touching no longer gives more time
SETTLING: Final = 0.4  # s in which a touch was meant for the page before

#: A ticket and when its citizen began to be served: the same though the end of the visit is undone and comes again.
Serving = tuple[int, datetime | None]


def serving(ticket: Ticket) -> Serving:
    """Which serving of this ticket it is."""
    return ticket.id, ticket.served_at


@dataclass(slots=True, kw_only=True)
class Question:
    """`visit` is the journal row of the end. `shown` is when its present page came, `until` when that closes, both in
    the panel's own seconds. `called`: the next number is called, so nothing gives more time. Without a `score` it is
    not answered."""

    visit: int
    ticket: Ticket
    rule: RatingRule
    shown: float
    until: float
    called: bool = False
    score: int | None = None
    reasons: tuple[str, ...] = ()

    def next_called(self) -> None:
        """The next number was called: what has been seen for a while closes now, the rest soon."""
        self.called = True
        self.until = min(self.until, self.shown + LEAST)

    def answer(self, score: int, at: float) -> None:
        """The first answer counts."""
        self.score = score
        self.shown = at
        self.until = at + (LEAST if self.called else REASONS)

    def turn(self, code: str) -> None:
        """Name a reason, or name it no longer."""
        kept = tuple(one for one in self.reasons if one != code)
        self.reasons = kept if code in self.reasons else (*kept, code)

    def touched(self, at: float) -> None:
        """Somebody has not decided yet: more time, but not for ever."""
        if not self.called:
            patience = float(self.rule.seconds) if self.score is None else REASONS
            self.until = max(self.until, min(at + patience, self.shown + MOST))

    def settled(self, at: float) -> bool:
        """Whether a touch is meant for the page that is shown."""
        return at - self.shown >= SETTLING
