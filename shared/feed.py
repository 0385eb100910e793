"""The journal, read forward: a snapshot first, then every event in order, nothing missed and nothing twice.

A feed keeps two connections of its own and belongs to one thread. While the store is away it says so; when the
store is back it goes on where it was, so a board that slept for an hour is right after one read.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from threading import Event as Flag
from typing import Final

from shared.board import HallNow, MustReadAgain, Posted
from shared.domain.errors import Outage
from shared.domain.events import BoardStep, Event
from shared.store.bells import Bell, open_bell
from shared.store.hall_store import Clock, HallStore
from shared.store.journal import PAGE
from shared.store.reference import Reference

SAFETY_LOOK: Final = 1.0  # s: the longest a missed bell can cost
RETRY: Final = 0.3  # s between two attempts to reach a store that is away


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """What a screen is told: the hall as it is, and the events since the last news (empty after a fresh snapshot,
    so nobody announces a stale call). `reference` is set when rules or catalogue may be new, `posted` when notices or
    published figures may be; `at`, with a snapshot, is the store's time when it was read."""

    now: HallNow
    events: tuple[Event, ...] = ()
    reference: Reference | None = None
    posted: Posted | None = None
    at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Away:
    """The store does not answer. `reason` is for the log."""

    reason: str


class Feed:
    """Follows one hall."""

    def __init__(self, url: str, hall_id: str, *, clock: Clock | None = None) -> None:
        self._url = url
        self._hall_id = hall_id
        self._store = HallStore(url, hall_id, clock=clock)
        self._bell: Bell | None = None
        self._now: HallNow | None = None

    def close(self) -> None:
        """Give both connections back."""
        self._drop_bell()
        self._store.close()

    def since(self, seq: int) -> tuple[Event, ...]:
        """The journal after row `seq`, one page of it. Raises StoreAway."""
        return self._store.since(seq)

    def news(self, timeout: float, stop: Flag | None = None) -> News | None:
        """The next news, or None when there was none within `timeout` s or until `stop`. Raises StoreAway, ConfigError.

        The first news, and the first after the store was away or the whole hall changed, is a fresh snapshot.
        """
        if self._bell is None:
            self._bell = open_bell(self._url, self._hall_id)
        if self._now is None:
            return self._snapshot()
        # The bell was there before the snapshot and forgets no ring; after a silence the journal is looked at all the
        # same.
        told = self._bell.wait(timeout, stop)
        return self._catch_up(self._now, told or ())

    def follow(self, stop: Flag) -> Iterator[News | Away]:
        """News as it comes, and one Away each time the store is lost, until `stop` is set."""
        away = False
        while not stop.is_set():
            try:
                news = self.news(SAFETY_LOOK, stop)
            except Outage as outage:
                self._drop_bell()
                self._store.close()
                self._now = None
                if not away:
                    away = True
                    yield Away(reason=str(outage))
                stop.wait(RETRY)
                continue
            away = False
            if news is not None:
                yield news

    def _snapshot(self) -> News:
        reference = self._store.reference()
        self._now = self._store.now()
        # Read last: what is posted between the two comes again with its event.
        return News(now=self._now, reference=reference, posted=self._store.posted(), at=self._store.time())

    def _catch_up(self, now: HallNow, told: Sequence[Event]) -> News | None:
        events: list[Event] = []
        try:
            for page in self._pages(now.seq, told):
                for event in page:
                    now = now.after(event)
                events.extend(page)
        except MustReadAgain:
            return self._snapshot()
        if not events:
            return None
        said = any(isinstance(event.step, BoardStep) for event in events)
        posted = self._store.posted() if said else None
        self._now = now
        return News(now=now, events=tuple(events), posted=posted)

    def _pages(self, seq: int, told: Sequence[Event]) -> Iterator[Sequence[Event]]:
        """What follows row `seq`: as it was told, if that has no gap; else as it is read."""
        new = [one for one in told if one.seq > seq]
        if new and [one.seq for one in new] == list(range(seq + 1, seq + 1 + len(new))):
            yield new
            return
        if told and not new:
            return
        while page := self._store.since(seq):
            yield page
            if len(page) < PAGE:
                return
            seq = page[-1].seq

    def _drop_bell(self) -> None:
        bell, self._bell = self._bell, None
        if bell is not None:
            bell.close()
