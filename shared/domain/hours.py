"""When the hall is open, and which day a moment belongs to. The business day is decided here and nowhere else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from shared.domain.errors import HallClosed

_LOOK_AHEAD: Final = timedelta(days=60)  # longer than any closure between two openings


@dataclass(frozen=True, slots=True, kw_only=True)
class Hours:
    """One span of opening on a clock, such as 07:30 to 11:30."""

    opens: time
    closes: time


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """One opening of one day. `index` counts the sessions of the day from 0; `closes` is not part of it."""

    day: date
    index: int
    opens: datetime
    closes: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """The hall's hours in its own time zone.

    `weekly` maps Monday = 0 .. Sunday = 6 to the day's hours; `special` replaces them on single dates;
    on `holidays` the hall is shut. Tickets are given from `tickets_before` ahead of an opening until
    `tickets_until` ahead of its close.
    """

    zone: ZoneInfo
    weekly: Mapping[int, tuple[Hours, ...]]
    holidays: frozenset[date] = frozenset()
    special: Mapping[date, tuple[Hours, ...]] = field(default_factory=dict)
    tickets_before: timedelta = timedelta(minutes=30)
    tickets_until: timedelta = timedelta(0)

    def business_day(self, at: datetime) -> date:
        """The date of `at` (aware) in the hall."""
        return at.astimezone(self.zone).date()

    def sessions(self, day: date) -> tuple[Session, ...]:
        """All openings of `day`, in order; none on a holiday."""
        if day in self.special:
            hours = self.special[day]
        elif day in self.holidays:
            hours = ()
        else:
            hours = self.weekly.get(day.weekday(), ())
        return tuple(
            Session(
                day=day,
                index=index,
                opens=datetime.combine(day, span.opens, self.zone),
                closes=datetime.combine(day, span.closes, self.zone),
            )
            for index, span in enumerate(hours)
        )

    def ticket_session(self, at: datetime) -> Session:
        """The session a ticket taken at `at` belongs to. Raises HallClosed with the next time tickets are given."""
        for session in self.sessions(self.business_day(at)):
            if session.opens - self.tickets_before <= at < session.closes - self.tickets_until:
                return session
        raise HallClosed(self.next_tickets(at))

    def next_tickets(self, after: datetime) -> datetime | None:
        """When tickets are given next, after `after`; None if not within two months."""
        day = self.business_day(after)
        last = day + _LOOK_AHEAD
        while day <= last:
            for session in self.sessions(day):
                start = session.opens - self.tickets_before
                if start > after:
                    return start
            day += timedelta(days=1)
        return None

    def next_session(self, session: Session) -> datetime | None:
        """When the session after this one begins to give tickets."""
        return self.next_tickets(max(session.closes, session.opens))
