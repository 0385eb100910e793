"""The promised wait: what a forecast and a program's start cost, and how true it is on days that are known."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from statistics import mean, median
from typing import Final

from benchmarks.verbs import seconds
from shared.board import HallNow
from shared.catalogue import read_catalogue
from shared.domain.calibration import horizon
from shared.domain.counter import Counter, CounterState
from shared.domain.pace import Pace
from shared.domain.ticket import Step
from shared.founding import SAMPLE_HALL, found_hall
from shared.hall import Hall
from shared.settings import read_hall
from shared.store import journal
from shared.store.connection import Connections
from shared.store.reference import Reference
from shared.waiting import Outlook, expected_wait
from tests.conftest import MORNING, FakeClock
from tests.shared.bank import bank, bank_days
from tests.shared.made_days import Writer, made_days
from tests.shared.replay import ThumbRules, Told, coverage, error, replay, waited

_BANK: Final = "a bank's telephone hall"
_HALL: Final = "made hall"
_FIRST: Final = "made hall, first day"
#: Of the error of the better rule of thumb, at most so much.
MOST: Final = {_BANK: 1.0, _HALL: 0.75, _FIRST: 0.75}
_HORIZONS: Final = ("at once", "to 5 min", "to 15 min", "to 30 min", "to 60 min", "longer")
_FEWEST: Final = 200  # people; below this a percentage is chance


def sample() -> Reference:
    return Reference.of(1, read_hall(SAMPLE_HALL / "hall.toml"), read_catalogue(SAMPLE_HALL))


def cost_ms() -> float:
    """One forecast behind forty people of one line that five busy counters share."""
    reference = sample()
    counters = {
        number: Counter(number=number, profile="NM-A", state=CounterState.OPEN, since=MORNING)
        for number in range(10, 15)
    }
    out = Writer()
    tickets = {}
    for n in range(45):
        issued = MORNING + timedelta(seconds=n)
        tickets[n] = out.issue(issued, f"NM{1 + n % 20:02}", priority="normal", rank_at=issued)
    for n in range(5):
        tickets[n] = out.move(MORNING + timedelta(minutes=2), Step.CALL, tickets[n], counter=10 + n, slot=1)
        tickets[n] = out.move(MORNING + timedelta(minutes=3), Step.SERVE, tickets[n])
    now = HallNow(hall_id="hatinh", seq=100, day=MORNING.date(), tickets=tickets, counters=counters)
    pace = Pace(calendar=reference.rules.calendar)
    at = MORNING + timedelta(minutes=8)
    took = []
    for _ in range(200):
        found, answer = seconds(lambda: expected_wait(reference, now, pace, service="NM01", at=at))
        if answer is None or answer.ahead != 40:
            raise AssertionError(answer)
        took.append(1e3 * found)
    return median(took)


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """What a program that promises waits does at its start."""

    rows: int
    read: int
    history_ms: float
    learning_ms: float


def start(url: str) -> Start:
    """Twenty days of a large hall in its journal, and a program that begins on the morning after."""
    reference = sample()
    clock = FakeClock()
    found_hall(url, reference.form, reference.catalogue, clock=clock)
    days = list(made_days(reference, hall_seed=1, tickets=1150, days=20, seq=10))
    connections = Connections(url)
    with connections.writing() as connection:
        for day in days:
            for event in day:
                journal.append(connection, reference.rules.id, event)
    connections.close()
    clock.at = days[-1][0].at + timedelta(days=1)
    hall = Hall(url, reference.rules.id, clock=clock)
    hall.reference()
    began = time.perf_counter()
    history = hall.history()
    read = time.perf_counter()
    Outlook.learnt(reference, history, hall.last_day())
    done = time.perf_counter()
    hall.close()
    return Start(
        rows=sum(map(len, days)),
        read=len(history),
        history_ms=1e3 * (read - began),
        learning_ms=1e3 * (done - read),
    )


def evaluations() -> Iterator[tuple[str, list[Told]]]:
    """Everything that was told on the days held back, by where."""
    reference = sample()
    yield _BANK, replay(bank_days(), bank(reference.form), thumb=ThumbRules(3), learn_only=2, every=2)[0]
    told: list[Told] = []
    for seed in (1, 2):
        days = made_days(reference, hall_seed=seed, tickets=1150, days=15)
        told += replay(days, reference, thumb=ThumbRules(10), learn_only=10, every=5)[0]
    yield _HALL, told
    first: list[Told] = []
    for seed in (11, 12, 13, 14):
        days = made_days(reference, hall_seed=seed, tickets=1150, days=1)
        first += replay(days, reference, thumb=ThumbRules(10))[0][30:]
    yield _FIRST, first


def table(told: Sequence[Told]) -> Iterator[str]:
    """By horizon: how many, how true, how wide, how far off, and how far the rules of thumb are."""
    yield f"{'':10} {'people':>7} {'wait':>7} {'inside':>7} {'width':>7} {'error':>7} {'service':>7} {'pool':>7}"
    for name, mine in [*_by_horizon(told), ("waited", waited(told)), ("all", told)]:
        yield (
            f"{name:10} {len(mine):7} {mean(one.came for one in mine):7.1f} {coverage(mine):6.1f}% "
            f"{mean(one.forecast.q90 - one.forecast.q10 for one in mine):7.1f} {error(mine):7.2f} "
            f"{error(mine, lambda one: one.by_service):7.2f} {error(mine, lambda one: one.by_pool):7.2f}"
        )


def coverages(name: str, told: Sequence[Told]) -> Iterator[tuple[str, float, float]]:
    """What is held of the 80 % interval: of whom, by how many in a hundred it is off, and by how many it may be.

    Not held by horizon where there are few, nor of those told to be called at once (who nearly always are). Those who
    really waited are a choice made afterwards, among whom every hidden break of an officer is: of them on a first day.
    """
    if name == _BANK:
        yield "all", abs(coverage(told) - 80), 3
    elif name == _FIRST:
        yield "below, of who waited", max(0.0, 80 - coverage(waited(told))), 8
    else:
        for horizon_name, mine in _by_horizon(told)[1:]:
            if len(mine) >= _FEWEST:
                yield horizon_name, abs(coverage(mine) - 80), 6


def over_rules(told: Sequence[Told]) -> float:
    rules = min(error(told, lambda one: one.by_service), error(told, lambda one: one.by_pool))
    return error(told) / rules


def _by_horizon(told: Sequence[Told]) -> list[tuple[str, list[Told]]]:
    by = [(name, [one for one in told if horizon(one.forecast.told) == which]) for which, name in enumerate(_HORIZONS)]
    return [(name, mine) for name, mine in by if mine]


__all__ = ["MOST", "cost_ms", "coverages", "evaluations", "over_rules", "start", "table", "waited"]
