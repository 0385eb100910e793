"""A whole simulated day through the real verbs."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from uuid import uuid4

import pytest

from shared.catalogue import Catalogue
from shared.domain.discipline import PriorityClass
from shared.domain.events import Event
from shared.domain.ticket import Ticket
from shared.founding import found_hall
from shared.hall import Hall
from shared.settings import HallForm, rules_of
from shared.simulation.plan import plan_day
from shared.simulation.play import DayClock, DayPlayer
from shared.simulation.summary import DaySummary, summarise
from shared.store.audit import audit
from tests.conftest import ZONE


def _play(url: str, form: HallForm, catalogue: Catalogue, *, seed: int, tickets: float) -> DaySummary:
    plan = plan_day(catalogue, day=date(2026, 11, 23), zone=ZONE, seed=seed, tickets=tickets)
    clock = DayClock(plan.sessions[0][0] - timedelta(minutes=30))
    found_hall(url, form, catalogue, clock=clock)
    hall = Hall(url, form.id, clock=clock)
    player = DayPlayer(hall, clock, plan, commands=uuid4)
    times = list(player.play())
    assert times == sorted(times)
    hall.close()
    assert len(player.visits) == len(plan.arrivals)
    return summarise(player.visits.values())


@pytest.mark.timeout(180)
def test_a_played_day_accounts_for_everybody(
    store_url: str, sample_form: HallForm, sample_catalogue: Catalogue
) -> None:
    summary = _play(store_url, sample_form, sample_catalogue, seed=1, tickets=150)
    assert summary.issued == summary.served + summary.no_show + summary.left + summary.unserved
    assert summary.served > summary.issued * 0.8
    checked = audit(store_url, sample_form.id)
    assert checked.findings == ()
    assert checked.issued == summary.issued


def test_the_same_seed_plays_the_same_day(
    tmp_path_factory: pytest.TempPathFactory, sample_form: HallForm, sample_catalogue: Catalogue
) -> None:
    first, second = (
        _play(f"sqlite:///{tmp_path_factory.mktemp('day')}/hall.db", sample_form, sample_catalogue, seed=7, tickets=80)
        for _ in range(2)
    )
    assert first == second


def test_nobody_is_passed_by_somebody_who_came_later_than_the_largest_credit(
    sqlite_url: str, sample_form: HallForm, sample_catalogue: Catalogue
) -> None:
    """Read from the journal alone: each call took the lowest rank among those the counter could have called."""
    _play(sqlite_url, sample_form, sample_catalogue, seed=3, tickets=150)
    largest = max((one.credit for one in _classes(sample_form)), default=timedelta(0))
    hall = Hall(sqlite_url, sample_form.id)
    services = {one.code: frozenset(one.services) for one in sample_catalogue.profiles}
    profile_of = {one.number: one.profile for one in sample_catalogue.counters}
    waiting: dict[int, Ticket] = {}
    calls = 0
    for event in _journal(hall):
        ticket = event.ticket
        if ticket is None:
            continue
        if ticket.state == "waiting":
            waiting[ticket.id] = ticket
            continue
        was = waiting.pop(ticket.id, None)
        if event.step != "call" or was is None or ticket.counter is None:
            continue
        calls += 1
        could = [one for one in waiting.values() if one.service in services[profile_of[ticket.counter]]]
        assert all((one.rank_at, one.id) > (was.rank_at, was.id) for one in could)
        assert all(was.issued_at - one.issued_at <= largest for one in could)
    assert calls > 50
    hall.close()


def _classes(form: HallForm) -> tuple[PriorityClass, ...]:
    return rules_of(form).classes


def _journal(hall: Hall) -> Iterator[Event]:
    seq = 0
    while page := hall._store.since(seq):
        yield from page
        seq = page[-1].seq
