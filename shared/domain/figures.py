"""What the dossier system says of the agencies' work, to be read by everybody on the boards.

Never reckoned from tickets: a ticket is a visit, not a dossier.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from shared.domain.errors import BadFigures
from shared.domain.notices import tidy

LONGEST_SOURCE: Final = 80  # letters
_AHEAD: Final = timedelta(minutes=5)  # what two clocks may differ


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyFigures:
    """How many dossiers of one agency came in, were settled in time, were settled late, and are in process."""

    agency: str
    received: int
    on_time: int
    late: int
    in_process: int

    @property
    def accounted(self) -> int:
        """The dossiers the other columns explain; what is missing to `received` was returned or withdrawn."""
        return self.on_time + self.late + self.in_process


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """As they stood at `as_of` (aware), by `source`; counted from the day `since` on, where that is known."""

    as_of: datetime
    source: str
    since: date | None = None
    agencies: tuple[AgencyFigures, ...] = ()

    def age(self, now: datetime) -> timedelta:
        """How old they are."""
        return max(timedelta(0), now - self.as_of)


def checked(figures: Figures, *, today: date, now: datetime) -> Figures:
    """The figures, their source tidied. Raises BadFigures where they cannot be true."""
    source = tidy(figures.source)
    if not source or len(source) > LONGEST_SOURCE:
        raise BadFigures(f"the source must be named in at most {LONGEST_SOURCE} letters")
    if figures.as_of > now + _AHEAD:
        raise BadFigures("they are said to be of a time that is still to come")
    if figures.since is not None and figures.since > today:
        raise BadFigures("they are said to count from a day that is still to come")
    if not figures.agencies:
        raise BadFigures("there are none")
    if len({one.agency for one in figures.agencies}) != len(figures.agencies):
        raise BadFigures("an agency stands there twice")
    if any(min(one.received, one.on_time, one.late, one.in_process) < 0 for one in figures.agencies):
        raise BadFigures("a number of dossiers is never below nought")
    return Figures(as_of=figures.as_of, source=source, since=figures.since, agencies=figures.agencies)
