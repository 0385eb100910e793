"""Opinions on their way to the store: kept until it has them, and as long as the program runs.

Nothing here is ever logged: when an opinion left would say whose it was.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import Final

from shared.domain.errors import ConfigError, Outage, StoreAway
from shared.hall import Hall
from shared.ui.worker import Answer, Asks, Done, Refused, Trying, Unsettled

#: More visits than a counter has in a day; of more the oldest are given up.
MOST: Final = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class _Letter:
    """What the store is to be told of one visit. Without a score only that it was asked."""

    visit: int
    score: int | None = None
    reasons: tuple[str, ...] = ()


class Outbox:
    """Sends one after the other. What the store refuses is dropped, without its reasons it is tried once more: the hall
    may have other reasons by now."""

    def __init__(self, asks: Asks) -> None:
        self._asks = asks
        self._letters: dict[int, _Letter] = {}
        self._on_its_way = False

    @property
    def waiting(self) -> int:
        """How many visits the store has not been told of."""
        return len(self._letters)

    def asked(self, visit: int) -> None:
        """An opinion on this visit is being asked for."""
        self._put(_Letter(visit=visit))

    def answered(self, visit: int, score: int, reasons: tuple[str, ...]) -> None:
        """It was given."""
        self._put(_Letter(visit=visit, score=score, reasons=reasons))

    def withdraw(self, visit: int) -> None:
        """The visit did not end: nobody was asked, unless somebody has answered."""
        letter = self._letters.get(visit)
        if letter is not None and letter.score is None:
            del self._letters[visit]

    def again(self) -> None:
        """Try what was not settled: the store may be back."""
        self._send()

    def _put(self, letter: _Letter) -> None:
        self._letters[letter.visit] = letter
        while len(self._letters) > MOST:
            del self._letters[next(iter(self._letters))]
        self._send()

    def _send(self) -> None:
        if self._letters and not self._on_its_way:
            self._on_its_way = True
            letter = next(iter(self._letters.values()))
            self._asks.ask(_work(letter), partial(self._told, letter))

    def _told(self, letter: _Letter, answer: Answer) -> None:
        if isinstance(answer, Trying):
            return
        self._on_its_way = False
        match answer:
            case Refused(refusal=ConfigError()) | Unsettled(outage=StoreAway()):
                return  # the store must be mended, or come back, first
            case Refused() if letter.reasons:
                self._settle(letter, replace(letter, reasons=()))
            case Done() | Refused() | Unsettled(outage=Outage()):
                self._settle(letter, None)
        self._send()

    def _settle(self, letter: _Letter, instead: _Letter | None) -> None:
        """Unless something newer was to be told of this visit meanwhile."""
        if self._letters.get(letter.visit) == letter:
            del self._letters[letter.visit]
            if instead is not None:
                self._letters[letter.visit] = instead


def _work(letter: _Letter) -> Callable[[Hall], None]:
    # No partial and no bound method: how the worker names its work in a log must not tell the score.
    def tell(hall: Hall) -> None:
        if letter.score is None:
            hall.ask_rating(letter.visit)
        else:
            hall.rate(letter.visit, letter.score, letter.reasons)

    return tell
