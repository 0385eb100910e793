"""The rules of one hall, as its manager sets them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from shared.domain import discipline as who_is_next
from shared.domain.desk import DeskRules
from shared.domain.discipline import Discipline, PriorityClass
from shared.domain.errors import NotAllowed
from shared.domain.hours import Calendar
from shared.domain.names import Named, either
from shared.domain.numbering import SeriesRule
from shared.domain.slip_template import STANDARD_SLIP, Picture, SlipLine

_USUAL_DESK: Final = DeskRules()


@dataclass(frozen=True, slots=True, kw_only=True)
class Need(Named):
    """What a citizen comes to do: file a dossier, collect a result, ask. `services` are those that are there for it
    only; empty for a need that all services meet which are not kept for another."""

    icon: str = ""
    services: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class OnePerson:
    """One person, one number: how many a day, and how many a day for one service."""

    per_day: int
    per_service: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AppointmentRule:
    """How an appointment ranks among those who just come.

    Who checks in no later than `grace` after the time ranks as if he had come at that time, or `early` before it if
    he is there so early, and `credit` earlier still. Who comes later is one who just comes.
    `prefix` is what the codes of appointments begin with; "" where the hall has none.
    """

    early: timedelta = timedelta(minutes=15)
    grace: timedelta = timedelta(minutes=15)
    prefix: str = ""
    credit: timedelta = timedelta(minutes=15)

    def rank_at(self, appointed: datetime, arrived_at: datetime) -> datetime:
        """The virtual arrival of who was appointed for `appointed` and is here at `arrived_at`."""
        if arrived_at > appointed + self.grace:
            return arrived_at
        return max(arrived_at, appointed - self.early) - self.credit


@dataclass(frozen=True, slots=True, kw_only=True)
class HallRules:
    """All that differs from hall to hall.

    `recall_limit`: how often one ticket may be invited in a row, the first call included.
    `return_credit`: who is put back in line is treated as if he came this much before now (but never earlier
    than he really ranks); `return_limit`: how often.
    `most_stops`: how many agencies one ticket may lead to. `popular`: the services to offer first as long as nothing
    is known of what people come for. `dossiers` maps what the codes of dossiers begin or end with before the day
    ("H27.12") to an agency, and `result_need` is what somebody comes for who shows one. `refuses_late`: no number
    is given to who would hardly be served before closing.
    `slip`: what a slip looks like; `logo`: the picture on it. `desk`: what is asked of the counters.
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
    needs: tuple[Need, ...] = ()
    most_stops: int = 4
    popular: tuple[str, ...] = ()
    dossiers: Mapping[str, str] = field(default_factory=dict)
    result_need: str | None = None
    refuses_late: bool = False
    one_person: OnePerson | None = None
    appointments: AppointmentRule = AppointmentRule()
    slip_lines_vi: tuple[str, ...] = ()
    slip_lines_en: tuple[str, ...] = ()
    slip: tuple[SlipLine, ...] = STANDARD_SLIP
    logo: Picture | None = None
    desk: DeskRules = _USUAL_DESK

    def name(self, language: str) -> str:
        return either(self.name_vi, self.name_en, language)

    def slip_lines(self, language: str) -> tuple[str, ...]:
        """The hall's own lines at the foot of the paper."""
        return either(self.slip_lines_vi, self.slip_lines_en, language)

    def priority(self, code: str) -> PriorityClass:
        """The class of this code. Raises NotAllowed when the hall has none."""
        for one in self.classes:
            if one.code == code:
                return one
        raise NotAllowed(f"no priority class {code!r} in this hall")

    def need(self, code: str) -> Need:
        """The need of this code. Raises NotAllowed when the hall knows none."""
        for one in self.needs:
            if one.code == code:
                return one
        raise NotAllowed(f"no need {code!r} in this hall")

    def agency_of_dossier(self, code: str) -> str | None:
        """The agency that gave a dossier this code; None where the hall does not know."""
        return self.dossiers.get(code.upper().split("-")[0])

    def meeting(self, need: str | None, services: Collection[str]) -> frozenset[str]:
        """Those of `services` that are there for `need`; without a need all that are not kept for one."""
        chosen = next((one for one in self.needs if one.code == need), None)
        if chosen is not None and chosen.services:
            return chosen.services & frozenset(services)
        kept = frozenset[str]().union(*(one.services for one in self.needs))
        return frozenset(services) - kept

    def rank_at(self, priority: str, arrived_at: datetime) -> datetime:
        """The virtual arrival of a ticket of this class."""
        credit = self.priority(priority).credit
        return who_is_next.rank_at(self.discipline, arrived_at=arrived_at, credit=credit)

    def rank_after_return(self, rank_at: datetime, now: datetime) -> datetime:
        """Where somebody stands who is put back in line: never better than before."""
        return max(rank_at, now - self.return_credit)
