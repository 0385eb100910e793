"""A ticket goes only where the road goes, and keeps its times by one rule."""

from __future__ import annotations

import itertools
from dataclasses import FrozenInstanceError, replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shared.domain.errors import WrongState
from shared.domain.ticket import AT_COUNTER, ENDED, PRESENT, ROAD, State, Step, Ticket, moved, next_state
from tests.conftest import MORNING

LATER = MORNING + timedelta(minutes=7)
EVERY_PAIR = list(itertools.product(State, Step))


def ticket(state: State = State.WAITING, **fields: Any) -> Ticket:
    """A ticket as it stands in this state."""
    at_counter: dict[str, Any] = {"counter": 4, "slot": 1, "calls": 1, "called_at": MORNING}
    if state not in AT_COUNTER:
        at_counter["slot"] = None
    return Ticket(
        id=17,
        day=MORNING.date(),
        series="C",
        number=47,
        label="C047",
        code="x7",
        service="DD01",
        agency="DD",
        priority="normal",
        state=state,
        rank_at=MORNING,
        issued_at=MORNING,
        **{**({} if state is State.WAITING else at_counter), **fields},
    )


def step_on(one: Ticket, step: Step, at: datetime = LATER) -> Ticket:
    """`step` with what a verb adds to it."""
    return moved(one, step, at=at, **({"counter": 9, "slot": 2} if step is Step.CALL else {}))


def lives() -> st.SearchStrategy[list[Step]]:
    return st.lists(st.sampled_from(Step), max_size=30)


@pytest.mark.parametrize(("state", "step"), EVERY_PAIR, ids=str)
def test_a_step_leads_where_the_table_says_or_is_refused_and_changes_nothing(state: State, step: Step) -> None:
    before = ticket(state)
    as_it_was = replace(before)

    if (state, step) in ROAD:
        assert next_state(before, step) is ROAD[state, step]
        assert step_on(before, step).state is ROAD[state, step]
    else:
        for attempt in (next_state, step_on):
            with pytest.raises(WrongState) as refused:
                attempt(before, step)
            assert (refused.value.label, refused.value.state, refused.value.step) == ("C047", state, step)
    assert before == as_it_was


def test_the_road_is_the_one_that_was_agreed() -> None:
    """Written out once more, so that a change of the table is a decision and not a slip."""
    ways = {
        State.WAITING: "call>called transfer>waiting cancel>cancelled expire>expired",
        State.CALLED: "recall>called serve>serving no_show>no_show requeue>waiting park>parked transfer>waiting"
        " cancel>cancelled expire>expired",
        State.SERVING: "finish>served continue>waiting requeue>waiting park>parked transfer>waiting expire>served",
        State.PARKED: "call>called requeue>waiting transfer>waiting cancel>cancelled expire>expired",
        State.NO_SHOW: "call>called requeue>waiting",
    }
    agreed = {
        (state, Step(way.split(">")[0])): State(way.split(">")[1])
        for state, line in ways.items()
        for way in line.split()
    }
    assert dict(ROAD) == agreed


def test_nobody_can_change_the_road() -> None:
    with pytest.raises(TypeError):
        ROAD[State.SERVED, Step.CALL] = State.CALLED  # type: ignore[index]


def test_a_ticket_is_born_once() -> None:
    assert not [state for state in State if (state, Step.ISSUE) in ROAD]


@pytest.mark.parametrize("state", sorted(ENDED))
def test_an_ended_ticket_never_moves_again(state: State) -> None:
    assert not [step for step in Step if (state, step) in ROAD]


def test_each_state_is_either_somebodys_business_or_ended() -> None:
    assert frozenset(State) == PRESENT | ENDED
    assert not PRESENT & ENDED
    assert AT_COUNTER < PRESENT


@pytest.mark.parametrize("state", sorted(PRESENT))
def test_from_every_live_state_there_is_a_road_to_an_end(state: State) -> None:
    reached = {state}
    while True:
        further = reached | {to for (origin, _), to in ROAD.items() if origin in reached}
        if further == reached:
            break
        reached = further
    assert reached & ENDED


def test_every_state_is_reached_by_some_road() -> None:
    assert {State.WAITING} | set(ROAD.values()) == set(State)


@pytest.mark.parametrize("state", sorted(PRESENT - {State.NO_SHOW}))
def test_the_end_of_the_day_ends_whoever_is_still_there(state: State) -> None:
    """A no-show already has its end of the day."""
    ended = step_on(ticket(state), Step.EXPIRE)
    assert ended.state in ENDED
    assert ended.ended_at == LATER


def test_who_was_being_served_when_the_day_ended_was_served() -> None:
    assert step_on(ticket(State.SERVING), Step.EXPIRE).state is State.SERVED


def test_a_call_says_where_and_when_and_begins_the_count_of_invitations() -> None:
    called = step_on(ticket(), Step.CALL)
    assert (called.counter, called.slot, called.called_at, called.calls) == (9, 2, LATER, 1)
    assert (called.served_at, called.ended_at) == (None, None)


def test_a_recall_counts_one_more_and_keeps_the_time_of_the_call() -> None:
    again = step_on(step_on(ticket(State.CALLED), Step.RECALL), Step.RECALL)
    assert (again.calls, again.called_at, again.counter, again.slot) == (3, MORNING, 4, 1)


def test_serving_says_when_it_began_and_finishing_when_it_ended() -> None:
    serving = step_on(ticket(State.CALLED), Step.SERVE, LATER)
    served = step_on(serving, Step.FINISH, LATER + timedelta(minutes=5))
    assert (serving.served_at, serving.ended_at) == (LATER, None)
    assert (served.called_at, served.served_at, served.ended_at) == (MORNING, LATER, LATER + timedelta(minutes=5))


def test_who_comes_back_after_a_no_show_is_no_longer_ended() -> None:
    absent = step_on(ticket(State.CALLED), Step.NO_SHOW)
    assert (absent.ended_at, absent.counter, absent.slot) == (LATER, 4, None)
    assert step_on(absent, Step.CALL).ended_at is None
    assert step_on(absent, Step.REQUEUE).ended_at is None


def test_a_parked_ticket_remembers_its_counter_and_rank_but_takes_no_place_there() -> None:
    parked = step_on(ticket(State.SERVING, served_at=MORNING), Step.PARK)
    assert (parked.counter, parked.slot, parked.rank_at) == (4, None, MORNING)
    assert step_on(parked, Step.CALL).served_at is None


def test_a_transfer_keeps_the_rank_and_takes_the_new_service() -> None:
    sent_on = moved(ticket(State.SERVING), Step.TRANSFER, at=LATER, service="TP01", agency="TP")
    assert (sent_on.service, sent_on.agency, sent_on.rank_at, sent_on.counter) == ("TP01", "TP", MORNING, None)


def test_nothing_but_the_road_changes_a_state() -> None:
    with pytest.raises(TypeError):
        moved(ticket(), Step.CALL, at=LATER, state=State.SERVED)
    with pytest.raises(FrozenInstanceError):
        ticket().state = State.SERVED  # type: ignore[misc]


@settings(max_examples=150, deadline=None)
@given(lives())
def test_wherever_a_life_leads_the_fields_fit_the_state(steps: list[Step]) -> None:
    one = ticket()
    at = MORNING
    for step in steps:
        at += timedelta(minutes=1)
        try:
            one = step_on(one, step, at)
        except WrongState:
            continue
        assert (one.slot is not None) == (one.state in AT_COUNTER)
        if one.state is State.WAITING:
            assert (one.counter, one.calls) == (None, 0)
        if one.state in AT_COUNTER:
            assert one.counter is not None
            assert one.calls >= 1
            assert one.called_at is not None
        if one.state is State.SERVING:
            assert one.served_at is not None
            assert one.called_at is not None
            assert one.called_at < one.served_at
        assert (one.ended_at is not None) == (one.state in ENDED or one.state is State.NO_SHOW)
        assert (one.id, one.label, one.issued_at) == (17, "C047", MORNING)
