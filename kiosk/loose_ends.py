"""What must still be told to the store after the citizen has gone: kept, and tried again, until it is settled."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from shared.domain.errors import StoreAway
from shared.hall import Hall
from shared.ui.worker import Answer, Asks, Done, Refused, Trying, Unsettled

_log: Final = logging.getLogger(__name__)
_BUGS_BORNE: Final = 3  # a piece of work that fails by a bug fails again
_RETRY: Final = 2.0  # s


@dataclass(slots=True, eq=False)
class _End:
    what: str
    work: Callable[[Hall], Any]
    settled: Callable[[Any], None]
    asked: bool = False
    bugs: int = 0


class LooseEnds:
    """Each piece of work is asked with its own CommandIds, so trying it again does nothing twice.

    They are tried once each and give way to citizens: an outage never holds up the worker here.
    """

    def __init__(self, asks: Asks) -> None:
        self._asks = asks
        self._ends: list[_End] = []
        self._tried_at = 0.0

    @property
    def open(self) -> int:
        """How many are not settled."""
        return len(self._ends)

    def add(
        self, what: str, work: Callable[[Hall], Any], *, settled: Callable[[Any], None] = lambda _value: None
    ) -> None:
        """Do `work` now or when the store is back; `settled` gets its value. `what` is for the log."""
        end = _End(what=what, work=work, settled=settled)
        self._ends.append(end)
        self._ask(end)

    def try_again(self, at: float) -> None:
        """Call while the store is there; `at` in seconds. Those tried a moment ago are left in peace."""
        if at - self._tried_at < _RETRY:
            return
        self._tried_at = at
        for end in list(self._ends):
            if not end.asked:
                self._ask(end)

    def _ask(self, end: _End) -> None:
        end.asked = True

        def answer(given: Answer) -> None:
            self._answered(end, given)

        self._asks.ask(end.work, answer, patience=0.0)

    def _answered(self, end: _End, given: Answer) -> None:
        match given:
            case Trying():
                return
            case Done(value):
                self._ends.remove(end)
                end.settled(value)
            case Refused(refusal):
                self._ends.remove(end)
                _log.warning("%s: refused: %r", end.what, refusal)
            case Unsettled(outage):
                end.asked = False
                end.bugs += not isinstance(outage, StoreAway)
                if end.bugs >= _BUGS_BORNE:
                    self._ends.remove(end)
                    _log.error("%s: given up: %s", end.what, outage)
