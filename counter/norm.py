"""What a visit should take, or usually takes: so that an officer sees, calmly, when one runs long."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from datetime import timedelta
from typing import Final

from counter import phrases
from counter.situation import Situation
from shared.domain.events import Event
from shared.domain.hours import Calendar
from shared.domain.pace import PSEUDO, Pace
from shared.domain.ticket import State, Ticket
from shared.hall import Hall
from shared.store.reference import Reference
from shared.text import words
from shared.ui.worker import Answer, Asks, Done, Trying

#: Standard deviations above the mean below which three of four visits end.
_THREE_OF_FOUR: Final = 0.674


def norm_of(ticket: Ticket, situation: Situation) -> timedelta | None:
    """What the hall has set for a visit; else what three of four visits to the field take, in whole minutes. None where
    nothing was set and too little has been seen."""
    if situation.reference is None:
        return None
    told = situation.reference.rules.desk.visit_norm
    if told is not None:
        return told
    pace = situation.pace
    if pace is None or pace.hall.weight < PSEUDO:
        return None
    time = pace.visit_time(ticket.service)
    return timedelta(minutes=math.ceil(math.exp(time.mean + _THREE_OF_FOUR * time.spread) / 60))


def is_over(ticket: Ticket, situation: Situation) -> bool:
    """Whether the visit runs longer than that."""
    norm = norm_of(ticket, situation)
    if norm is None or ticket.state is not State.SERVING or ticket.served_at is None:
        return False
    return situation.at - ticket.served_at > norm


def norm_said(ticket: Ticket, situation: Situation) -> str:
    """How long such a visit takes, and whether this one already took longer; "" where that is not known."""
    norm = norm_of(ticket, situation)
    if norm is None or situation.reference is None:
        return ""
    _ = words(situation.language).gettext
    told = situation.reference.rules.desk.visit_norm is not None
    if is_over(ticket, situation):
        text = _("lâu hơn định mức {time}") if told else _("lâu hơn thường lệ {time}")
    else:
        text = _("định mức {time}") if told else _("thường dưới {time}")
    return text.format(time=phrases.spell_minutes(round(norm / timedelta(minutes=1)), situation.language))


class Usual:
    """Learns the hall's pace once, beside the worker that does the verbs, and then follows the journal. What an outage
    hides from it is not missed: one day more or less changes little."""

    def __init__(self, asks: Asks | None, *, changed: Callable[[Pace], None]) -> None:
        """Without `asks` nothing is learnt."""
        self._asks = asks
        self._changed = changed
        self._pace: Pace | None = None
        self._meanwhile: list[Event] = []
        self._asked = False

    def told(self, events: Iterable[Event], reference: Reference | None) -> None:
        """What has happened. Learning begins when the rules are known and set no norm."""
        if self._pace is not None:
            pace = self._pace
            for event in events:
                pace = pace.after(event)
            self._tell(pace)
            return
        if self._asked:
            self._meanwhile.extend(events)
            return
        if self._asks is None or reference is None or reference.rules.desk.visit_norm is not None:
            return
        self._asked = True
        calendar = reference.rules.calendar
        self._asks.ask(lambda hall: _learnt(calendar, hall), self._answered, patience=0.0)

    def _answered(self, answer: Answer) -> None:
        if isinstance(answer, Trying):
            return
        self._asked = False  # what failed is asked again with the next news
        meanwhile, self._meanwhile = self._meanwhile, []
        if isinstance(answer, Done):
            pace: Pace = answer.value
            for event in meanwhile:
                pace = pace.after(event)
            self._tell(pace)

    def _tell(self, pace: Pace) -> None:
        if pace is not self._pace:
            self._pace = pace
            self._changed(pace)


def _learnt(calendar: Calendar, hall: Hall) -> Pace:
    pace = Pace(calendar=calendar)
    for event in hall.history():
        pace = pace.after(event)
    return pace
