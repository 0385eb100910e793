"""What may be promised of the wait: learnt from the journal once, then kept by following it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Final

from shared.board import HallNow
from shared.domain.events import Event
from shared.domain.forecast import Forecast
from shared.feed import News
from shared.hall import Hall
from shared.store.reference import Reference
from shared.ui.worker import Answer, Asks, Done
from shared.waiting import Outlook

_DRAWS: Final = 50  # for each number others take: what calibrates need not be as fine as what is promised


class Prospect:
    """Holds the outlook of one kiosk. Until it is learnt, and after an outage until it is learnt again, nothing is
    promised."""

    def __init__(self, asks: Asks, *, changed: Callable[[], None]) -> None:
        self._asks = asks
        self._changed = changed
        self._outlook: Outlook | None = None
        self._asked_for = 0  # a newer question makes the answer to an older one worthless
        self._meanwhile: list[tuple[HallNow, Event]] = []
        self._answered: tuple[object, Forecast | None] = (None, None)

    def told(self, news: News, *, before: HallNow | None, reference: Reference) -> None:
        """Follow the journal; `before` is the hall as it was before this news."""
        if before is None or not news.events:
            self._learn(reference)
            return
        for event in news.events:
            if self._outlook is None:
                self._meanwhile.append((before, event))
            else:
                self._outlook = self._outlook.after(event, now=before, reference=reference, draws=_DRAWS)
            before = before.after(event)

    def of(
        self, reference: Reference, now: HallNow, *, service: str, at: datetime, priority: str, rank_at: datetime | None
    ) -> Forecast | None:
        """The forecast for somebody who takes a number now; None while nothing is known or can be said. The same
        within a minute, as long as the hall stands still."""
        if self._outlook is None:
            return None
        asked = (id(self._outlook), now.seq, service, at.replace(second=0, microsecond=0), priority, rank_at)
        if self._answered[0] != asked:
            found = self._outlook.expected_wait(
                reference, now, service=service, at=at, priority=priority, rank_at=rank_at
            )
            self._answered = (asked, found)
        return self._answered[1]

    def _learn(self, reference: Reference) -> None:
        self._outlook = None
        self._meanwhile.clear()
        self._asked_for += 1

        def work(hall: Hall) -> Outlook:
            return Outlook.learnt(reference, hall.history(), hall.last_day())

        self._asks.ask(work, partial(self._learnt, self._asked_for, reference), patience=0.0)

    def _learnt(self, number: int, reference: Reference, answer: Answer) -> None:
        if number != self._asked_for or not isinstance(answer, Done):
            return
        outlook: Outlook = answer.value
        for before, event in self._meanwhile:
            outlook = outlook.after(event, now=before, reference=reference, draws=_DRAWS)
        self._meanwhile.clear()
        self._outlook = outlook
        self._changed()
