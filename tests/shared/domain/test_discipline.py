"""Who is next: each house rule, choice by choice."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shared.domain.discipline import ClassFirst, Credit, Discipline, Ratio, Waiting, choose, order, rank_at
from shared.domain.errors import NobodyWaiting
from tests.conftest import MORNING
from tests.shared.domain.days import CLASSES, heads_only, seats

MICROSECOND = timedelta(microseconds=1)
TWENTY = timedelta(minutes=20)
NOW = MORNING + timedelta(hours=2)


def came(number: int, priority: str = "normal", *, minutes: float = 0) -> Waiting:
    """Somebody who came, and ranks, so many minutes after the hall opened."""
    at = MORNING + timedelta(minutes=minutes)
    return Waiting(id=number, priority=priority, rank_at=at, issued_at=at)


def with_credit(number: int, *, arrived: timedelta, credit: timedelta, priority: str) -> Waiting:
    at = MORNING + arrived
    return Waiting(id=number, priority=priority, rank_at=rank_at(Credit(), arrived_at=at, credit=credit), issued_at=at)


def called_in_turn(rule: Ratio, classes: Sequence[str], *, calls: int, recent: Sequence[str] = ()) -> list[str]:
    """The classes called one after the other while somebody of each of `classes` waits, the first named longest."""
    lately = list(recent)
    heads = [came(number, one, minutes=number) for number, one in enumerate(classes)]
    for _ in range(calls):
        lately.insert(0, choose(rule, heads, recent=lately, now=NOW).priority)
    return lately[calls - 1 :: -1] if calls else []


SHARES = st.dictionaries(st.sampled_from(CLASSES), st.integers(1, 5), min_size=1, max_size=4)
RULES: st.SearchStrategy[Discipline] = st.one_of(
    st.just(Credit()),
    SHARES.map(Ratio),
    st.builds(
        ClassFirst,
        st.permutations(CLASSES).flatmap(lambda all_of: st.integers(0, 4).map(lambda n: tuple(all_of[:n]))),
        st.integers(1, 120).map(lambda minutes: timedelta(minutes=minutes)),
    ),
)
RECENT = st.lists(st.sampled_from(CLASSES), max_size=25)


@st.composite
def lines(draw: st.DrawFn, least: int = 1) -> list[Waiting]:
    """People who wait at `NOW`, some of whom rank later than they came because they were put back."""
    people = draw(
        st.lists(
            st.tuples(st.sampled_from(CLASSES), st.integers(0, 120), st.sampled_from([0, 0, 0, 30, 100])),
            min_size=least,
            max_size=14,
        )
    )
    return [
        Waiting(
            id=number,
            priority=priority,
            issued_at=NOW - timedelta(minutes=ago),
            rank_at=NOW - timedelta(minutes=max(ago - back, 0)),
        )
        for number, (priority, ago, back) in enumerate(people, start=1)
    ]


# -- all rules -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("rule", [Credit(), Ratio({"normal": 2}), ClassFirst(("normal",))])
def test_where_nobody_waits_nobody_is_called(rule: Discipline) -> None:
    with pytest.raises(NobodyWaiting):
        choose(rule, [], now=NOW)
    assert order(rule, [], now=NOW) == ()


@settings(max_examples=150, deadline=None)
@given(RULES, lines(), RECENT, st.randoms(use_true_random=False))
def test_the_choice_depends_on_the_heads_and_the_last_calls_alone(
    rule: Discipline, line: list[Waiting], recent: list[str], dice: random.Random
) -> None:
    chosen = choose(rule, heads_only(line), recent=recent, now=NOW)
    strewn = dice.sample(line, len(line))
    assert choose(rule, strewn, recent=recent, now=NOW) == chosen, "nor on who stands behind, nor in what order"
    assert choose(rule, iter(strewn), recent=tuple(recent), now=NOW) == chosen
    window = rule.window if isinstance(rule, Ratio) else 0
    assert choose(rule, line, recent=recent[:window], now=NOW) == chosen, "nor on older calls"


@settings(max_examples=150, deadline=None)
@given(RULES, lines(least=0), RECENT)
def test_the_order_shown_is_the_order_called(rule: Discipline, line: list[Waiting], recent: list[str]) -> None:
    shown = order(rule, reversed(line), recent=recent, now=NOW)
    lately, left, called = list(recent), list(line), []
    while left:
        chosen = choose(rule, left, recent=lately, now=NOW)
        called.append(chosen)
        left.remove(chosen)
        lately.insert(0, chosen.priority)
    assert shown == tuple(called)


@settings(max_examples=100, deadline=None)
@given(RULES, lines(), RECENT)
def test_inside_a_class_the_order_is_the_rank(rule: Discipline, line: list[Waiting], recent: list[str]) -> None:
    shown = order(rule, line, recent=recent, now=NOW)
    for priority in CLASSES:
        ranks = [one.rank for one in shown if one.priority == priority]
        assert ranks == sorted(ranks)


# -- credit ----------------------------------------------------------------------------------------------------------


def test_under_credit_the_lowest_virtual_arrival_is_next() -> None:
    early = with_credit(1, arrived=timedelta(0), credit=timedelta(0), priority="normal")
    within = with_credit(2, arrived=timedelta(minutes=19), credit=TWENTY, priority="priority")
    beyond = with_credit(3, arrived=timedelta(minutes=21), credit=TWENTY, priority="priority")
    assert order(Credit(), [early, within, beyond], now=NOW) == (within, early, beyond)


def test_a_head_start_ends_exactly_where_it_ends() -> None:
    early = with_credit(1, arrived=timedelta(0), credit=timedelta(0), priority="normal")
    just_within = with_credit(2, arrived=TWENTY - MICROSECOND, credit=TWENTY, priority="priority")
    too_late = with_credit(2, arrived=TWENTY, credit=TWENTY, priority="priority")
    assert choose(Credit(), [early, just_within], now=NOW) == just_within
    assert choose(Credit(), [early, too_late], now=NOW) == early, "of equal ranks the earlier ticket is first"


@settings(max_examples=100, deadline=None)
@given(lines())
def test_credit_orders_everybody_by_rank_and_number(line: list[Waiting]) -> None:
    assert list(order(Credit(), line, now=NOW)) == sorted(line, key=lambda one: (one.rank_at, one.id))


# -- ratio -----------------------------------------------------------------------------------------------------------


def test_two_to_one_is_two_of_the_one_and_one_of_the_other_in_turn() -> None:
    rule = Ratio({"normal": 2, "priority": 1})
    called = called_in_turn(rule, ["normal", "priority"], calls=9)
    assert called == ["normal", "normal", "priority"] * 3


def test_whoever_came_first_is_called_first_on_a_new_day() -> None:
    rule = Ratio({"normal": 2, "priority": 2})
    assert called_in_turn(rule, ["normal", "priority"], calls=4) == ["normal", "priority"] * 2
    assert called_in_turn(rule, ["priority", "normal"], calls=4) == ["priority", "normal"] * 2


def test_a_class_nobody_waits_for_does_not_change_the_ratio_of_the_others() -> None:
    rule = Ratio({"normal": 2, "priority": 1, "appointment": 1})
    assert Counter(called_in_turn(rule, ["normal", "priority"], calls=30)) == {"normal": 20, "priority": 10}


def test_who_was_alone_for_long_owes_nothing_and_gets_nothing_more() -> None:
    rule = Ratio({"normal": 2, "priority": 1})
    called = called_in_turn(rule, ["normal", "priority"], calls=6, recent=["normal"] * 50)
    assert called == ["priority", "normal", "normal"] * 2


def test_of_a_long_past_only_the_last_calls_count_for_the_order_shown() -> None:
    rule = Ratio({"normal": 2, "priority": 1})
    line = [came(1, "normal"), came(2, "normal"), came(3, "priority"), came(4, "normal")]
    recent = ["priority", "normal", "normal", *["priority"] * 20]
    assert [one.id for one in order(rule, line, recent=recent, now=NOW)] == [1, 2, 3, 4]
    assert [one.id for one in order(rule, line, recent=recent[1:], now=NOW)] == [3, 1, 2, 4]


def test_classes_without_a_share_have_one_together() -> None:
    rule = Ratio({"normal": 2})
    called = called_in_turn(rule, ["veteran", "normal", "appointment"], calls=30)
    assert Counter(called) == {"normal": 20, "veteran": 10}
    assert [rule.share("normal"), rule.share("veteran")] == [2, 1]


def test_one_to_one_takes_turns() -> None:
    called = called_in_turn(Ratio({"normal": 1, "priority": 1}), ["normal", "priority"], calls=6)
    assert called == ["normal", "priority"] * 3


@settings(max_examples=200, deadline=None)
@given(SHARES, st.sets(st.sampled_from(CLASSES), min_size=1), RECENT, st.randoms(use_true_random=False))
def test_while_the_same_classes_wait_every_round_gives_each_exactly_its_share(
    shares: Mapping[str, int], present: set[str], recent: list[str], dice: random.Random
) -> None:
    """Whatever was called before, and wherever a round is cut."""
    rule = Ratio(shares)
    classes = dice.sample(sorted(present), len(present))
    one_round = seats(rule, classes)
    called = called_in_turn(rule, classes, calls=4 * one_round, recent=recent)
    unnamed = [one for one in classes if one not in shares][:1]
    due = Counter({one: rule.share(one) for one in [*(set(classes) & set(shares)), *unnamed]})
    for start in range(3 * one_round + 1):
        assert Counter(called[start : start + one_round]) == due


# -- class first -----------------------------------------------------------------------------------------------------

STRICT = ClassFirst(("appointment", "priority"), patience=timedelta(minutes=60))


def test_the_classes_come_in_their_order_and_the_others_last() -> None:
    line = [came(1, "veteran", minutes=61), came(2, "normal", minutes=62), came(3, "priority", minutes=63)]
    line.append(came(4, "appointment", minutes=64))
    assert [one.id for one in order(STRICT, line, now=NOW)] == [4, 3, 1, 2]


def test_whoever_has_waited_longer_than_the_patience_comes_before_all() -> None:
    tired, favoured = came(1, "normal", minutes=60), came(2, "appointment", minutes=100)
    assert choose(STRICT, [tired, favoured], now=NOW) == favoured, "an hour is not longer than an hour"
    assert choose(STRICT, [tired, favoured], now=NOW + MICROSECOND) == tired


def test_of_several_who_waited_too_long_the_first_is_first_whatever_the_class() -> None:
    line = [came(1, "appointment", minutes=20), came(2, "normal", minutes=10), came(3, "priority", minutes=15)]
    assert [one.id for one in order(STRICT, line, now=NOW)] == [2, 3, 1]


def test_a_return_to_the_line_begins_the_patience_anew() -> None:
    """Or staying away for an hour would be the way to the front."""
    returned = Waiting(id=1, priority="normal", issued_at=MORNING, rank_at=NOW - timedelta(minutes=20))
    favoured = came(2, "priority", minutes=119)
    assert choose(STRICT, [returned, favoured], now=NOW) == favoured
