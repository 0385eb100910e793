"""When the hall is open, and which day a moment belongs to. The business day is decided here and nowhere else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from shared.domain.errors import HallClosed

_LOOK_AHEAD: Final = 61  # days; longer than any closure between two openings


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
class Opening:
    """The session that runs, if one does, and the one that begins next, if one does within two months."""

    now: Session | None
    next: Session | None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Giving:
    """When tickets are given for a session; `ends` is not part of it. In UTC: two times of one zone would be compared
    and counted by its clock, which is set forward and back."""

    session: Session
    starts: datetime
    ends: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """The hall's hours in its own time zone.

    `weekly` maps Monday = 0 .. Sunday = 6 to the day's hours; `special` replaces them on single dates;
    on `holidays` the hall is shut. Tickets are given from `tickets_before` ahead of an opening until
    `tickets_until` ahead of its close; but not for tomorrow, because a ticket belongs to the day it is given,
    and not for the afternoon while they are given for the morning.
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

    def opening(self, at: datetime) -> Opening:
        """Whether the hall is open at `at` (aware), and when it opens next."""
        moment, day, running = at.astimezone(UTC), self.business_day(at), None
        for one in (day + timedelta(days=n) for n in range(_LOOK_AHEAD)):
            for session in self.sessions(one):
                if session.opens.astimezone(UTC) > moment:
                    return Opening(now=running, next=session)
                if moment < session.closes.astimezone(UTC):
                    running = session
        return Opening(now=running, next=None)

    def day_of_opening_before(self, day: date, count: int) -> date:
        """The day from which on, before `day`, the hall opened `count` times; or two months further, if never."""
        found = day
        for _ in range(2 * count + _LOOK_AHEAD):
            if not count:
                break
            found -= timedelta(days=1)
            count -= bool(self.sessions(found))
        return found

    def ticket_session(self, at: datetime) -> Session:
        """The session a ticket taken at `at` belongs to. Raises HallClosed with the next time tickets are given."""
        for giving in self._givings(self.business_day(at), days=1):
            if giving.starts <= at < giving.ends:
                return giving.session
        raise HallClosed(self.next_tickets(at))

    def next_tickets(self, after: datetime) -> datetime | None:
        """When a session begins to give tickets next, after `after`; None if not within two months."""
        for giving in self._givings(self.business_day(after)):
            if giving.starts > after:
                return giving.starts.astimezone(self.zone)
        return None

    def next_session(self, session: Session) -> datetime | None:
        """When the session after this one begins to give tickets; None if not within two months."""
        for giving in self._givings(session.day):
            if (giving.session.day, giving.session.index) > (session.day, session.index):
                return giving.starts.astimezone(self.zone)
        return None

    def _givings(self, day: date, *, days: int = _LOOK_AHEAD) -> Iterator[_Giving]:
        """The spans from `day` on in which tickets are given: in order, none empty, no two overlapping."""
        for one in (day + timedelta(days=n) for n in range(days)):
            free_from = datetime.combine(one, time.min, self.zone).astimezone(UTC)
            for session in self.sessions(one):
                starts = max(session.opens.astimezone(UTC) - self.tickets_before, free_from)
                ends = session.closes.astimezone(UTC) - self.tickets_until
                if starts < ends:
                    yield _Giving(session=session, starts=starts, ends=ends)
                    free_from = ends
