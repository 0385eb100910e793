"""A simulated day, played through the real verbs at many times its speed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from time import monotonic
from typing import Final, Protocol
from uuid import uuid4

from shared.catalogue import read_catalogue
from shared.founding import SAMPLE_HALL, found_hall
from shared.hall import Hall
from shared.settings import read_hall, rules_of
from shared.simulation.plan import plan_day
from shared.simulation.play import DayClock, DayPlayer
from shared.simulation.summary import DaySummary, summarise
from shared.store.audit import Audit, audit

_BEFORE_OPENING: Final = timedelta(minutes=30)


class Progress(Protocol):
    """Told how far the day is."""

    def __call__(self, part: float, at: datetime) -> None:
        """`part` of the day is over (0 to 1); it is `at` in the hall."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DayReport:
    """A played day: its figures, what the journal says of it, how many verbs in how many real seconds."""

    summary: DaySummary
    audit: Audit
    verbs: int
    refused: int
    seconds: float


def play(url: str, *, day: date, seed: int, speed: float, tickets: float, progress: Progress) -> DayReport:
    """Play `day` of the sample hall in the store at `url`. `speed` 0 is as fast as the store allows."""
    form = read_hall(SAMPLE_HALL / "hall.toml")
    catalogue = read_catalogue(SAMPLE_HALL)
    zone = rules_of(form).calendar.zone
    plan = plan_day(catalogue, day=day, zone=zone, seed=seed, tickets=tickets)
    if not plan.sessions:
        plan = plan_day(catalogue, day=day + timedelta(days=7 - day.weekday()), zone=zone, seed=seed, tickets=tickets)
    start, end = plan.sessions[0][0] - _BEFORE_OPENING, plan.sessions[-1][1]
    clock = DayClock(start)
    found_hall(url, form, catalogue, clock=clock)
    hall = Hall(url, form.id, clock=clock)
    player = DayPlayer(hall, clock, plan, commands=uuid4)
    began = monotonic()
    try:
        for at in player.play(speed=speed):
            progress(min(1.0, (at - start) / (end - start)), at)
        hall_seconds = monotonic() - began
    finally:
        hall.close()
    return DayReport(
        summary=summarise(player.visits.values()),
        audit=audit(url, form.id),
        verbs=player.verbs,
        refused=len(player.refused),
        seconds=hall_seconds,
    )
