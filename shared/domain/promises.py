"""What was promised on paper, held against what came: how often the range was right, and how wide it had to be."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import mean
from typing import Final

from shared.domain.calibration import HORIZONS
from shared.domain.events import Event
from shared.domain.ticket import Step

_EDGES: Final = HORIZONS[1:]  # nobody is promised to be called at once


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """The promises whose middle lay from `least` to below `most` minutes (None: no end).

    `kept`, `early` and `late` are the parts called inside the range, before it and after it; `width` is the mean width
    and `error` the mean distance of the wait from the middle, both in minutes.
    """

    least: float
    most: float | None
    people: int
    kept: float
    early: float
    late: float
    width: float
    error: float


@dataclass(frozen=True, slots=True)
class _Promise:
    low: float
    high: float
    came: float

    @property
    def middle(self) -> float:
        return (self.low + self.high) / 2


def scored(events: Iterable[Event]) -> tuple[Score, ...]:
    """The score of all promises first, then of each horizon that has any; nothing where nothing was promised.

    Of `events` only the first call of each ticket counts: a promise was for that.
    """
    seen: set[int] = set()
    found: list[_Promise] = []
    for event in events:
        ticket = event.ticket
        if event.step is not Step.CALL or ticket is None or ticket.id in seen or ticket.called_at is None:
            continue
        seen.add(ticket.id)
        if ticket.wait_low is not None and ticket.wait_high is not None:
            came = (ticket.called_at - ticket.issued_at).total_seconds() / 60
            found.append(_Promise(ticket.wait_low, ticket.wait_high, came))
    if not found:
        return ()
    scores = [_score(found, 0.0, None)]
    least = 0.0
    for most in (*_EDGES, None):
        mine = [one for one in found if least <= one.middle and (most is None or one.middle < most)]
        if mine:
            scores.append(_score(mine, least, most))
        least = most or least
    return tuple(scores)


def _score(found: Sequence[_Promise], least: float, most: float | None) -> Score:
    return Score(
        least=least,
        most=most,
        people=len(found),
        kept=mean(one.low <= one.came <= one.high for one in found),
        early=mean(one.came < one.low for one in found),
        late=mean(one.came > one.high for one in found),
        width=mean(one.high - one.low for one in found),
        error=mean(abs(one.middle - one.came) for one in found),
    )
