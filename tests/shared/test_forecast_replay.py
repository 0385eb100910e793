"""The forecast on days that are known: a real queue, and a hall's weeks. The percentages and minutes here are what a
range on paper is worth. The large evaluation is `python -m benchmarks forecast`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from shared.catalogue import Catalogue
from shared.domain.calibration import horizon
from shared.domain.events import Event
from shared.domain.pace import Pace
from shared.settings import HallForm
from shared.store.reference import Reference
from shared.waiting import Outlook
from tests.shared.bank import bank, bank_days
from tests.shared.made_days import made_days, wing
from tests.shared.replay import ThumbRules, Told, coverage, error, replay, waited


@pytest.fixture(scope="module")
def small_hall(sample_form: HallForm, sample_catalogue: Catalogue) -> Reference:
    """Two agencies of the sample hall: eight counters of five profiles."""
    return wing(Reference.of(1, sample_form, sample_catalogue), ("TP", "CA"))


@pytest.fixture(scope="module")
def weeks(small_hall: Reference) -> list[Told]:
    """Five days of it, after five to learn from."""
    days = made_days(small_hall, hall_seed=1, tickets=230, days=10)
    told, _ = replay(days, small_hall, thumb=ThumbRules(10), learn_only=5, every=2, draws=60)
    return told


@pytest.fixture(scope="module")
def first_days(small_hall: Reference) -> list[tuple[list[Told], Outlook]]:
    """The very first day of three halls. Nothing is known but that a visit takes ten minutes or so, which is wrong."""
    days = [made_days(small_hall, hall_seed=seed, tickets=230, days=1) for seed in (1, 2, 3)]
    return [replay(day, small_hall, thumb=ThumbRules(10), draws=60) for day in days]


def of_horizon(told: Sequence[Told], which: int) -> list[Told]:
    return [one for one in told if horizon(one.forecast.told) == which]


def test_at_a_real_queue_eight_of_ten_are_called_within_their_range(sample_form: HallForm) -> None:
    """Two days to learn from, one to be held against. Nobody told us who was at work, or which agent does what."""
    told, _ = replay(bank_days(), bank(sample_form), thumb=ThumbRules(3), learn_only=2, every=4, draws=60)
    assert len(told) > 1000
    assert 77 <= coverage(told) <= 83
    in_line = waited(told)
    assert len(in_line) > 700
    assert 74 <= coverage(in_line) <= 83
    by_rule = min(error(in_line, lambda one: one.by_service), error(in_line, lambda one: one.by_pool))
    assert error(in_line) < 0.95 * by_rule
    assert error(in_line) < 1.15, "minutes, of waits of a minute and a half"


def test_in_a_hall_eight_of_ten_who_waited_were_called_within_their_range(weeks: list[Told]) -> None:
    assert 74 <= coverage(waited(weeks)) <= 86


@pytest.mark.parametrize("which", [1, 2, 3, 4], ids=["to 5 min", "to 15 min", "to 30 min", "to 60 min"])
def test_it_is_as_true_of_a_long_wait_as_of_a_short_one(weeks: list[Told], which: int) -> None:
    mine = of_horizon(weeks, which)
    assert len(mine) >= 50
    assert 74 <= coverage(mine) <= 90


def test_who_is_told_to_be_called_at_once_is_called_at_once(weeks: list[Told]) -> None:
    mine = of_horizon(weeks, 0)
    assert sum(one.came <= 5 for one in mine) > 0.9 * len(mine)


def test_it_is_a_third_closer_than_the_rules_of_thumb(weeks: list[Told]) -> None:
    in_line = waited(weeks)
    assert error(in_line) < 0.6 * error(in_line, lambda one: one.by_service)
    assert error(in_line) < 0.75 * error(in_line, lambda one: one.by_pool)
    no_lunch = [one for one in in_line if not one.crosses_break]
    assert error(no_lunch) < 0.7 * error(no_lunch, lambda one: one.by_service)
    assert error(no_lunch) < 0.85 * error(no_lunch, lambda one: one.by_pool)


def test_most_people_can_be_told_something(weeks: list[Told]) -> None:
    told = [one.forecast.range for one in weeks]
    assert sum(one is None for one in told) < 0.05 * len(told)
    kept = [
        one.forecast.range.low <= one.came <= one.forecast.range.high for one in weeks if one.forecast.range is not None
    ]
    assert sum(kept) > 0.85 * len(kept), "rounding outwards makes a range on paper truer still"


def test_on_its_first_day_a_hall_tells_something_true_from_the_thirty_first_ticket_on(
    first_days: list[tuple[list[Told], Outlook]],
) -> None:
    told = [one for found, _ in first_days for one in found[30:]]
    in_line = waited(told)
    assert len(in_line) > 300
    assert coverage(told) >= 72
    assert coverage(in_line) >= 72
    assert error(in_line) < 0.5 * error(in_line, lambda one: one.by_service)


def test_the_afternoon_is_told_as_well_as_the_morning(small_hall: Reference) -> None:
    """Officers who go to lunch without a word: lunch once was learnt as the time they take to turn round, and after it
    nothing was true any more."""
    afternoons: list[Told] = []
    for seed in (1, 2, 3):
        (day,) = made_days(small_hall, hall_seed=seed, tickets=230, days=1)
        found, outlook = replay([without_lunch_keys(day)], small_hall, thumb=ThumbRules(10), draws=60)
        assert len(outlook.pace.gaps) > 50
        assert sum(outlook.pace.gaps) / len(outlook.pace.gaps) < 180
        afternoons += [one for one in found if one.ticket.issued_at.hour >= 13]
    in_line = waited(afternoons)
    assert len(in_line) > 60
    assert coverage(afternoons) >= 72
    assert error(in_line) < 10
    assert error(in_line) < 0.5 * error(in_line, lambda one: one.by_service)


def without_lunch_keys(day: Sequence[Event]) -> list[Event]:
    """The same day with nobody closing a counter for lunch, nor opening it after."""
    kept = [one for one in day if one.counter is None or not 11 <= one.at.hour < 14]
    return [replace(one, seq=kept[0].seq + n) for n, one in enumerate(kept)]


def test_a_program_that_starts_learns_from_the_journal_what_one_that_ran_on_knows(small_hall: Reference) -> None:
    days = list(made_days(small_hall, hall_seed=1, tickets=150, days=3))
    rows = [event for day in days for event in day]
    followed = Pace(calendar=small_hall.rules.calendar)
    for event in rows:
        followed = followed.after(event)
    started = Outlook.learnt(small_hall, rows, days[-1])
    assert started.pace == followed
    assert 100 < len(started.calibration.all) <= 300
    cold = Outlook.learnt(small_hall, rows)
    assert cold.pace == followed
    assert not cold.calibration.all
