"""Who waits, told by agency: how many, since when, and whose turn is next.

The numbers that are next stand in the order of the calls, made by the same rule from the same value; so the board and
the officer's key cannot disagree. Under a house rule that takes turns at each counter ("ratio") there is no one order
where several counters serve an agency: who is second depends on which of them is free first. Then only those stand
there whom one of these counters calls next, whichever it is.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from datetime import datetime, timedelta
from typing import Final

from display.scope import Scope, agencies_of
from display.state import WaitingLine
from shared.board import HallNow
from shared.domain.counter import CounterState
from shared.domain.discipline import Ratio
from shared.domain.ticket import Ticket
from shared.store.reference import Reference
from shared.text import nfc

MOST_NEXT: Final = 4  # numbers told of each agency
_FRESH: Final = 5  # s a result may be told again: minutes are shown


class WaitingLines:
    """The agencies with people, in the order of the catalogue: a line that grows does not jump about."""

    def __init__(self, scope: Scope, language: str) -> None:
        self._scope = scope
        self._language = language
        self._key: Hashable = None
        self._lines: tuple[WaitingLine, ...] = ()

    def speaks_for(self, scope: Scope) -> None:
        """From now on for these."""
        self._scope, self._key = scope, None

    def of(self, now: HallNow, reference: Reference | None, *, at: datetime) -> tuple[WaitingLine, ...]:
        """As they stand at `at`."""
        version = reference.version if reference else None
        key = (now.seq, now.day, len(now.tickets), version, int(at.timestamp()) // _FRESH)
        if key != self._key:
            self._key = key
            self._lines = tuple(self._made(now, reference, at))
        return self._lines

    def _made(self, now: HallNow, reference: Reference | None, at: datetime) -> Sequence[WaitingLine]:
        services = self._scope.services(now, reference) if reference is not None else None
        by_agency: dict[str, list[Ticket]] = {}
        for ticket in now.waiting(services):
            by_agency.setdefault(ticket.agency, []).append(ticket)
        known = reference.agencies if reference else {}
        order = {code: place for place, code in enumerate(known)}
        found = []
        for code in sorted(by_agency, key=lambda code: (order.get(code, len(order)), code)):
            tickets = by_agency[code]
            longest = max(timedelta(0), at - min(one.issued_at for one in tickets))
            agency = known.get(code)
            found.append(
                WaitingLine(
                    code=code,
                    letter=agency.letter if agency else tickets[0].series,
                    name=nfc(agency.name(self._language) if agency else code),
                    waiting=len(tickets),
                    longest=int(longest.total_seconds() // 60),
                    next=self._next(now, reference, code, tickets, at),
                )
            )
        return found

    def _next(
        self, now: HallNow, reference: Reference | None, code: str, tickets: list[Ticket], at: datetime
    ) -> tuple[str, ...]:
        if reference is None:
            return ()
        services = frozenset(one.service for one in tickets)
        rule = reference.rules.discipline
        serving = [one for one in self._scope.places(now, reference) if code in agencies_of(one, reference)]
        serving = [one for one in serving if one.state is CounterState.OPEN] or serving
        if not isinstance(rule, Ratio) or len(serving) == 1:
            counter = serving[0].number if len(serving) == 1 else None
            line = now.line(services, rule=rule, counter=counter, now=at)
        else:
            heads: dict[int, Ticket] = {}
            for one in serving:
                its_own = services & set(reference.profile(one.profile).services)
                for head in now.line(its_own, rule=rule, counter=one.number, now=at)[:1]:
                    heads[head.id] = head
            line = sorted(heads.values(), key=lambda one: (one.rank_at, one.id))
        return tuple(nfc(one.label) for one in line[:MOST_NEXT])
