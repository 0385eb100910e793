"""A made-up day of a hall: who comes when, for what, and how the officers behave. Nothing is played here.

The same seeds give the same day on every machine. `hall_seed` decides what lasts (which fields are asked for, how
long they take, how quick each officer is), `seed` decides the day, so ten days of one hall are ten values of `seed`.

    plan = plan_day(catalogue, day=date(2026, 3, 2), zone=ZoneInfo("Asia/Ho_Chi_Minh"), seed=1)
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Final
from zoneinfo import ZoneInfo

from shared.catalogue import Catalogue, Service

HALF_HOUR: Final = timedelta(minutes=30)
MEAN_TICKETS: Final = 1150.0  # a provincial centre's ordinary day; about 1,200 with its Mondays


@dataclass(frozen=True, slots=True, kw_only=True)
class Assumptions:
    """What is assumed of a hall's day, and why. Replace it field by field where a hall knows better."""

    # Relative arrivals in each half hour from this time on. A rush after opening, falling to half, a smaller
    # second rush: the shape an outpatient log shows. Nobody new comes in the last half hour.
    half_hours: tuple[tuple[time, float], ...] = (
        (time(7, 30), 1.4),
        (time(8, 0), 1.8),
        (time(8, 30), 1.7),
        (time(9, 0), 1.5),
        (time(9, 30), 1.3),
        (time(10, 0), 1.1),
        (time(10, 30), 0.8),
        (time(11, 0), 0.35),
        (time(13, 30), 1.0),
        (time(14, 0), 1.2),
        (time(14, 30), 1.1),
        (time(15, 0), 0.9),
        (time(15, 30), 0.7),
        (time(16, 0), 0.35),
    )
    # Opening and close of each session: usual hours, not those of a certain centre.
    sessions: tuple[tuple[time, time], ...] = ((time(7, 30), time(11, 30)), (time(13, 30), time(17, 0)))
    # Factor on the number of tickets, Monday to Sunday. Monday brings what waited over the weekend.
    weekdays: tuple[float, ...] = (1.25, 1.05, 0.95, 0.90, 0.85, 0.0, 0.0)
    day_volume_sd: float = 0.12  # of the log of the day's tickets: some days are just fuller
    agency_slope: float = 0.9  # an agency's tickets ~ rank ** -slope: few large, a long tail of small ones
    field_spread: float = 0.8  # Dirichlet: below 1, so many fields see none to three people a day
    # Median over the fields of a field's mean visit, set so that 40 counters are in use for 50 to 60 % of the
    # week: some agencies are then overrun in the morning while others are idle.
    service_minutes: float = 8.5
    service_minutes_sd: float = 0.40  # of its log
    service_minutes_least: float = 3.0  # of a field's mean: stamping a copy
    service_minutes_most: float = 25.0  # of a field's mean: filing for land
    # Standard deviation of a visit over its field's mean; a bank's log shows 1.18 with its officers mixed in.
    service_variation: tuple[float, float] = (0.7, 1.1)
    officer_speed_sd: float = 0.18  # of the log: half of what the bank's officers show, who also mix calls
    day_speed_sd: float = 0.10  # of the log: a day on which the dossier system is slow for all
    field_day_speed_sd: float = 0.12  # of the log: the same for one field
    no_show: float = 0.07  # part of those called who do not come: 5 to 10 in a hundred
    no_show_minutes: float = 1.2  # what waiting for them costs the counter
    priority: float = 0.08  # part with a priority class; stress runs take 0.30
    patience_minutes: float = 600.0  # mean of an exponential: 2 to 3 in a hundred leave
    turn_round_minutes: float = 0.5  # mean of an exponential: between two visits
    breaks_a_session: float = 0.8  # Poisson: officers go upstairs with a file and press nothing
    break_minutes_least: float = 3.0
    break_minutes_more: float = 9.0  # mean of the exponential on top
    opening_delay_minutes: float = 3.0  # sd of a half-normal: how late a counter opens


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """Somebody comes at `at` (aware). `priority` is "normal" or "priority".

    `service_seconds` is what the visit takes an officer of speed 1; `patience_seconds` after coming they leave
    without a word if not called; `no_show` means that they will not answer their call.
    """

    at: datetime
    service: str
    priority: str
    patience_seconds: float
    no_show: bool
    service_seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Break:
    """The officer is away from `starts` (or from the end of the visit then going on) for `seconds`."""

    starts: datetime
    seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class CounterDay:
    """How one counter behaves. `opens` has one time for each session; a visit takes `speed` times its seconds."""

    counter: int
    opens: tuple[datetime, ...]
    speed: float
    breaks: tuple[Break, ...]
    turn_rounds: tuple[float, ...]

    def turn_round(self, visits: int) -> float:
        """Seconds between this counter's visit number `visits` (from 0) and its next call."""
        return self.turn_rounds[visits % len(self.turn_rounds)]


@dataclass(frozen=True, slots=True, kw_only=True)
class DayPlan:
    """One whole day. `sessions` are (opens, closes); `arrivals` are in order of time; no session, no arrivals."""

    day: date
    sessions: tuple[tuple[datetime, datetime], ...]
    arrivals: tuple[Arrival, ...]
    counters: tuple[CounterDay, ...]
    assumptions: Assumptions


@dataclass(frozen=True, slots=True, kw_only=True)
class _Demand:
    """What lasts of one field: its part of all tickets, the mean of a visit in seconds, and its variation."""

    service: str
    weight: float
    mean: float
    variation: float


_TURN_ROUNDS: Final = 199  # drawn ahead for each counter; more visits than a counter has in a day


def plan_day(
    catalogue: Catalogue,
    *,
    day: date,
    zone: ZoneInfo,
    seed: int,
    hall_seed: int = 0,
    tickets: float = MEAN_TICKETS,
    assumptions: Assumptions | None = None,
) -> DayPlan:
    """The plan of `day`. `tickets` is the mean of an average weekday; on a day the hall is shut nobody comes.

    Only services that some counter serves are asked for.
    """
    assumed = assumptions or Assumptions()
    chance = Random(f"day {seed} {day.isoformat()}")
    factor = assumed.weekdays[day.weekday()]
    spans = assumed.sessions if factor else ()
    sessions = tuple(
        (datetime.combine(day, opens, zone), datetime.combine(day, closes, zone)) for opens, closes in spans
    )
    volume = tickets * factor * _log_normal(chance, assumed.day_volume_sd)
    demand = _demand(catalogue, hall_seed, assumed)
    count = _poisson(chance, volume) if demand else 0
    return DayPlan(
        day=day,
        sessions=sessions,
        arrivals=_arrivals(chance, demand, count=count, day=day, zone=zone, assumed=assumed),
        counters=tuple(
            _counter_day(chance, counter.number, sessions, hall_seed=hall_seed, assumed=assumed)
            for counter in catalogue.counters
        ),
        assumptions=assumed,
    )


def _demand(catalogue: Catalogue, hall_seed: int, assumed: Assumptions) -> tuple[_Demand, ...]:
    """An agency with more counters, then more procedures, is taken to have more tickets; so is a field."""
    unserved = {service.code for service in catalogue.unserved()}
    procedures = Counter(procedure.service for procedure in catalogue.procedures)
    found: list[_Demand] = []
    for rank, agency in enumerate(_by_size(catalogue, procedures), start=1):
        fields = [s for s in catalogue.services if s.agency == agency and s.code not in unserved]
        fields.sort(key=lambda service: -procedures[service.code])
        chance = Random(f"agency {hall_seed} {agency}")
        parts = sorted((chance.gammavariate(assumed.field_spread, 1.0) for _ in fields), reverse=True)
        whole = sum(parts) * rank**assumed.agency_slope
        for service, part in zip(fields, parts, strict=True):
            found.append(_lasting(service, part / whole, hall_seed=hall_seed, assumed=assumed))
    return tuple(found)


def _by_size(catalogue: Catalogue, procedures: Mapping[str, int]) -> list[str]:
    agency_of = {service.code: service.agency for service in catalogue.services}
    served = {
        profile.code: {agency_of[code] for code in profile.services if code in agency_of}
        for profile in catalogue.profiles
    }
    counters = Counter(agency for place in catalogue.counters for agency in served.get(place.profile, ()))
    known = Counter[str]()
    for service in catalogue.services:
        known[service.agency] += procedures.get(service.code, 0)
    return sorted((agency.code for agency in catalogue.agencies), key=lambda code: (-counters[code], -known[code]))


def _lasting(service: Service, weight: float, *, hall_seed: int, assumed: Assumptions) -> _Demand:
    chance = Random(f"field {hall_seed} {service.code}")
    minutes = assumed.service_minutes * _log_normal(chance, assumed.service_minutes_sd)
    minutes = min(max(minutes, assumed.service_minutes_least), assumed.service_minutes_most)
    return _Demand(
        service=service.code,
        weight=weight,
        mean=60 * minutes,
        variation=chance.uniform(*assumed.service_variation),
    )


def _arrivals(
    chance: Random,
    demand: Sequence[_Demand],
    *,
    count: int,
    day: date,
    zone: ZoneInfo,
    assumed: Assumptions,
) -> tuple[Arrival, ...]:
    all_day = _log_normal(chance, assumed.day_speed_sd)
    slow = {one.service: all_day * _log_normal(chance, assumed.field_day_speed_sd) for one in demand}
    starts, rush = zip(*assumed.half_hours, strict=True)
    asked = chance.choices(demand, [one.weight for one in demand], k=count) if count else []
    arrivals: list[Arrival] = []
    for one, start in zip(asked, chance.choices(starts, rush, k=count), strict=True):
        arrivals.append(
            Arrival(
                at=datetime.combine(day, start, zone) + chance.random() * HALF_HOUR,
                service=one.service,
                priority="priority" if chance.random() < assumed.priority else "normal",
                patience_seconds=60 * assumed.patience_minutes * chance.expovariate(1.0),
                no_show=chance.random() < assumed.no_show,
                service_seconds=_visit(chance, one.mean * slow[one.service], one.variation),
            )
        )
    return tuple(sorted(arrivals, key=lambda arrival: arrival.at))


def _counter_day(
    chance: Random,
    counter: int,
    sessions: Sequence[tuple[datetime, datetime]],
    *,
    hall_seed: int,
    assumed: Assumptions,
) -> CounterDay:
    delay = assumed.opening_delay_minutes
    return CounterDay(
        counter=counter,
        opens=tuple(
            min(opens + timedelta(minutes=abs(chance.gauss(0.0, delay))), closes) for opens, closes in sessions
        ),
        speed=_log_normal(Random(f"officer {hall_seed} {counter}"), assumed.officer_speed_sd),
        breaks=tuple(one for session in sessions for one in _breaks(chance, session, assumed)),
        turn_rounds=tuple(60 * assumed.turn_round_minutes * chance.expovariate(1.0) for _ in range(_TURN_ROUNDS)),
    )


def _breaks(chance: Random, session: tuple[datetime, datetime], assumed: Assumptions) -> list[Break]:
    """In order, none before the one before it has ended, none beyond the close."""
    opens, closes = session
    starts = sorted(
        opens + chance.random() * (closes - opens) for _ in range(_poisson(chance, assumed.breaks_a_session))
    )
    breaks: list[Break] = []
    free = opens
    for start in starts:
        minutes = assumed.break_minutes_least + assumed.break_minutes_more * chance.expovariate(1.0)
        begins = max(start, free)
        free = min(begins + timedelta(minutes=minutes), closes)
        if begins < free:
            breaks.append(Break(starts=begins, seconds=(free - begins).total_seconds()))
    return breaks


def _visit(chance: Random, mean: float, variation: float) -> float:
    """Seconds of one visit: lognormal, as service times are found to be."""
    square = math.log1p(variation**2)
    return chance.lognormvariate(math.log(mean) - square / 2, math.sqrt(square))


def _log_normal(chance: Random, deviation: float) -> float:
    return math.exp(chance.gauss(0.0, deviation))


def _poisson(chance: Random, mean: float) -> int:
    """How many fall into a time in which `mean` are due: counted one by one, so any mean will do."""
    count, at = 0, chance.expovariate(1.0)
    while at < mean:
        count += 1
        at += chance.expovariate(1.0)
    return count
