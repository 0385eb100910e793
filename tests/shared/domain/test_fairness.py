"""Whole days under each house rule: what nobody in the hall need fear, whoever comes and whoever calls."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shared.domain.discipline import ClassFirst, Credit, Discipline, Ratio, Waiting
from tests.shared.domain.days import (
    CLASSES,
    SERVES,
    Arrival,
    Called,
    DayEvent,
    busy_day,
    days,
    play,
    seats,
    strewn,
)

CREDITS: Mapping[str, timedelta] = {
    "priority": timedelta(minutes=20),
    "appointment": timedelta(minutes=10),
    "veteran": timedelta(minutes=30),
}
RATIO = Ratio({"normal": 3, "priority": 2, "appointment": 1, "veteran": 1})
CLASS_FIRST = ClassFirst(("veteran", "appointment", "priority", "normal"), patience=timedelta(minutes=45))
SEEDS = (1, 2, 3)
MINUTES = st.integers(0, 60).map(lambda minutes: timedelta(minutes=minutes))


def passed(calls: Sequence[Called]) -> list[tuple[Called, Waiting]]:
    """Each call together with each person it passed who had come before."""
    return [(call, one) for call in calls for one in call.left if one.id < call.ticket.id]


def of_counter(calls: Sequence[Called], counter: int) -> list[Called]:
    return [call for call in calls if call.counter == counter]


# -- credit ----------------------------------------------------------------------------------------------------------


def check_credit(events: Sequence[DayEvent], credit_of: Mapping[str, timedelta]) -> None:
    """Under credit: who passes whom, and over how many calls anybody waits."""
    calls = play(Credit(), events, credit_of=credit_of)
    largest = max([timedelta(0), *credit_of.values()])
    for call, one in passed(calls):
        later = call.ticket.issued_at - one.issued_at
        head_start = credit_of.get(call.ticket.priority, timedelta(0)) - credit_of.get(one.priority, timedelta(0))
        assert later < head_start <= largest, "nobody passes who came the largest credit later, or more"
    for call in calls:
        assert all(call.ticket.rank < one.rank for one in call.left)

    ranks = [
        (event.at - credit_of.get(event.priority, timedelta(0)), number)
        for number, event in enumerate(events, start=1)
        if isinstance(event, Arrival)
    ]
    waited_over = Counter(one.id for call in calls for one in call.left)
    for call in calls:
        first = sum(rank < call.ticket.rank for rank in ranks)
        assert waited_over[call.ticket.id] <= first, "one waits over no more calls than people rank before, all day"


@settings(max_examples=120, deadline=None)
@given(days(), st.dictionaries(st.sampled_from(CLASSES), MINUTES))
def test_under_credit_nobody_is_passed_by_who_came_the_largest_credit_later(
    events: list[DayEvent], credit_of: Mapping[str, timedelta]
) -> None:
    check_credit(events, credit_of)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("priority_share", [0.1, 0.5, 1.0])
def test_under_credit_a_busy_day_is_fair_however_many_have_priority(seed: int, priority_share: float) -> None:
    check_credit(busy_day(seed, priority_share=priority_share), CREDITS)


@settings(max_examples=60, deadline=None)
@given(days())
def test_without_credit_it_is_first_come_first_served(events: list[DayEvent]) -> None:
    assert not passed(play(Credit(), events, credit_of={}))


# -- ratio -----------------------------------------------------------------------------------------------------------


def check_ratio(rule: Ratio, calls: Sequence[Called]) -> None:
    """At every counter: each class that waits through a round gets its share of it; exactly, if the same wait."""
    lines = [*sorted(rule.shares), ""]  # "" for all that are not named
    all_seats = seats(rule, {one.priority for call in calls for one in (call.ticket, *call.left)})

    def line_of(one: Waiting) -> str:
        return one.priority if one.priority in rule.shares else ""

    for counter in SERVES:
        own = of_counter(calls, counter)
        called = [line_of(call.ticket) for call in own]
        present = [{line_of(one) for one in (call.ticket, *call.left)} for call in own]
        for line in lines:
            share = rule.share(line)
            in_vain = 0
            for start, who in enumerate(called):
                in_vain = in_vain + 1 if line in present[start] and who != line else 0
                assert in_vain <= max(all_seats - share, 0), "who waits is called after the seats of the others"
                window = slice(start, start + all_seats)
                if len(called[window]) == all_seats and all(line in waited for waited in present[window]):
                    assert called[window].count(line) >= share
        for start, waited in enumerate(present):
            one_round = seats(rule, waited)
            window = slice(start, start + one_round)
            if len(called[window]) == one_round and all(waited == other for other in present[window]):
                assert all(called[window].count(line) == rule.share(line) for line in waited)


@settings(max_examples=120, deadline=None)
@given(days(longest_gap=60, most=120), st.dictionaries(st.sampled_from(CLASSES), st.integers(1, 4), min_size=1))
def test_under_a_ratio_each_class_gets_its_share_at_every_counter(
    events: list[DayEvent], shares: Mapping[str, int]
) -> None:
    rule = Ratio(shares)
    check_ratio(rule, play(rule, events, credit_of=CREDITS))


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**6), st.dictionaries(st.sampled_from(CLASSES), st.integers(1, 4), min_size=1), st.floats(0, 1))
def test_under_a_ratio_each_class_gets_its_share_of_a_rush(
    seed: int, shares: Mapping[str, int], priority_share: float
) -> None:
    rule = Ratio(shares)
    check_ratio(rule, play(rule, busy_day(seed, tickets=80, priority_share=priority_share), credit_of=CREDITS))


@pytest.mark.parametrize("seed", SEEDS)
def test_under_a_ratio_a_busy_day_gives_each_class_its_share(seed: int) -> None:
    calls = play(RATIO, busy_day(seed), credit_of=CREDITS)
    assert len(calls) == 400, "and everybody was called before the day was over"
    check_ratio(RATIO, calls)


def test_under_a_ratio_the_longest_wait_of_a_class_is_the_seats_of_the_others() -> None:
    """The bound is met, so no smaller one is true."""
    longest = 0
    for seed in SEEDS:
        calls = play(RATIO, busy_day(seed), credit_of=CREDITS)
        for counter in SERVES:
            in_vain = 0
            for call in of_counter(calls, counter):
                waits = any(one.priority == "veteran" for one in call.left)
                in_vain = in_vain + 1 if waits and call.ticket.priority != "veteran" else 0
                longest = max(longest, in_vain)
    assert longest == 3 + 2 + 1


@settings(max_examples=60, deadline=None)
@given(days(longest_gap=60))
def test_under_a_ratio_nobody_passes_his_own_class(events: list[DayEvent]) -> None:
    calls = play(RATIO, events, credit_of=CREDITS)
    assert not [one for call, one in passed(calls) if one.priority == call.ticket.priority]


# -- class first -----------------------------------------------------------------------------------------------------


def check_class_first(rule: ClassFirst, calls: Sequence[Called]) -> None:
    for call, one in passed(calls):
        assert call.at - one.issued_at <= rule.patience, "nobody is passed once the patience is over"
        assert call.ticket.issued_at - one.issued_at <= rule.patience
        assert rule.place(call.ticket.priority) < rule.place(one.priority)
    for call in calls:
        if call.at - call.ticket.issued_at <= rule.patience:
            assert all(rule.place(call.ticket.priority) <= rule.place(one.priority) for one in call.left)


@settings(max_examples=120, deadline=None)
@given(days(), st.permutations(CLASSES), st.integers(0, 4), st.integers(1, 90))
def test_class_first_never_passes_anybody_whose_patience_is_over(
    events: list[DayEvent], classes: list[str], named: int, patience: int
) -> None:
    rule = ClassFirst(tuple(classes[:named]), timedelta(minutes=patience))
    check_class_first(rule, play(rule, events, credit_of=CREDITS))


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("priority_share", [0.3, 0.9])
def test_class_first_calls_everybody_of_a_busy_day(seed: int, priority_share: float) -> None:
    calls = play(CLASS_FIRST, busy_day(seed, priority_share=priority_share), credit_of=CREDITS)
    assert len(calls) == 400
    check_class_first(CLASS_FIRST, calls)


# -- the same day again ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("rule", [Credit(), RATIO, CLASS_FIRST], ids=lambda rule: type(rule).__name__)
@pytest.mark.parametrize("seed", SEEDS)
def test_a_day_played_again_has_the_same_calls_however_the_line_is_read(rule: Discipline, seed: int) -> None:
    events = busy_day(seed)
    first = play(rule, events, credit_of=CREDITS)
    for view_seed in (7, 8):
        again = play(rule, list(events), credit_of=dict(CREDITS), view=strewn(view_seed))
        assert [(call.at, call.counter, call.ticket) for call in again] == [
            (call.at, call.counter, call.ticket) for call in first
        ]


@settings(max_examples=60, deadline=None)
@given(days(), st.sampled_from([Credit(), RATIO, CLASS_FIRST]), st.integers(0, 1000))
def test_any_day_played_again_has_the_same_calls(events: list[DayEvent], rule: Discipline, seed: int) -> None:
    first = play(rule, events, credit_of=CREDITS)
    again = play(rule, events, credit_of=CREDITS, view=strewn(seed))
    assert [call.ticket for call in again] == [call.ticket for call in first]


@pytest.mark.parametrize("rule", [Credit(), RATIO, CLASS_FIRST], ids=lambda rule: type(rule).__name__)
def test_nobody_is_called_twice_and_nobody_is_lost(rule: Discipline) -> None:
    events = busy_day(4)
    calls = play(rule, events, credit_of=CREDITS)
    came = {number for number, event in enumerate(events, start=1) if isinstance(event, Arrival)}
    assert sorted(call.ticket.id for call in calls) == sorted(came)
