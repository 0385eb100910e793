"""Working time: what of a day counts when one measures how long something took, or says when something will be.

Seconds since 1970 throughout: two times of one zone would be counted by its clock, which is set forward and back.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Self

from shared.domain.hours import Calendar


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkingDay:
    """The openings of one day, in order, as (opens, closes) in seconds since 1970.

    Nobody is called before the first and between two. After the last close the officers see the line out, so that
    time counts as working time again. A day without openings is all working time: whoever works then, works.
    """

    spans: tuple[tuple[float, float], ...] = ()

    @classmethod
    def of(cls, calendar: Calendar, day: date) -> Self:
        found = ((one.opens.timestamp(), one.closes.timestamp()) for one in calendar.sessions(day))
        return cls(spans=tuple(found))

    @property
    def shut(self) -> tuple[tuple[float, float], ...]:
        """The spans in which nobody is called, each as (from, until)."""
        edges = [0.0, *(edge for span in self.spans for edge in span)][:-1]
        return tuple(zip(edges[::2], edges[1::2], strict=True))

    @property
    def closes(self) -> float | None:
        """The last close of the day."""
        return self.spans[-1][1] if self.spans else None

    def break_after(self, at: float) -> tuple[float, float] | None:
        """The next break that begins after `at`, as (from, until): lunch, in the morning."""
        return next((one for one in self.shut[1:] if at < one[0]), None)

    def opening(self, at: float) -> float | None:
        """When a counter that is shut at `at` is due: now or at the next opening; None once the last has closed."""
        return next((max(at, opens) for opens, closes in self.spans if at < closes), None)

    def worked(self, since: float, until: float) -> float:
        """The seconds of working time between two moments; 0 if `until` is not later."""
        if until <= since:
            return 0.0
        idle = sum(max(0.0, min(until, end) - max(since, start)) for start, end in self.shut)
        return until - since - idle

    def after(self, since: float, seconds: float) -> float:
        """The moment by which `seconds` of work have been done since `since`. Never inside a break."""
        at = since + seconds
        for start, end in self.shut:
            if end <= since:
                continue
            if at < start:
                break
            at += end - max(since, start)
        return at
