"""The rules of one hall, as its manager sets them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from shared.domain import discipline as who_is_next
from shared.domain.discipline import Discipline, PriorityClass
from shared.domain.errors import NotAllowed
from shared.domain.hours import Calendar
from shared.domain.numbering import SeriesRule


@dataclass(frozen=True, slots=True, kw_only=True)
class HallRules:
    """All that differs from hall to hall.

    `recall_limit`: how often one ticket may be invited in a row, the first call included.
    `return_credit`: who is put back in line is treated as if he came this much before now (but never earlier
    than he really ranks); `return_limit`: how often.
    """

    id: str
    name_vi: str
    name_en: str
    calendar: Calendar
    classes: tuple[PriorityClass, ...]
    discipline: Discipline
    series: SeriesRule
    recall_limit: int = 3
    return_credit: timedelta = timedelta(minutes=20)
    return_limit: int = 3
    slip_lines_vi: tuple[str, ...] = ()
    slip_lines_en: tuple[str, ...] = ()

    def name(self, language: str) -> str:
        return self.name_en if language == "en" else self.name_vi

    def slip_lines(self, language: str) -> tuple[str, ...]:
        return self.slip_lines_en if language == "en" else self.slip_lines_vi

    def priority(self, code: str) -> PriorityClass:
        """The class of this code. Raises NotAllowed when the hall has none."""
        for one in self.classes:
            if one.code == code:
                return one
        raise NotAllowed(f"no priority class {code!r} in this hall")

    def rank_at(self, priority: str, arrived_at: datetime) -> datetime:
        """The virtual arrival of a ticket of this class."""
        credit = self.priority(priority).credit
        return who_is_next.rank_at(self.discipline, arrived_at=arrived_at, credit=credit)

    def rank_after_return(self, rank_at: datetime, now: datetime) -> datetime:
        """Where somebody stands who is put back in line: never better than before."""
        return max(rank_at, now - self.return_credit)
