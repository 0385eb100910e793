"""What a counter does beyond call, serve and finish: outcomes, returns, reservations, walk-ins."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from uuid import UUID

import pytest

from shared.domain.counter import CounterState
from shared.domain.desk import ReturnRule
from shared.domain.errors import (
    BadDossierCode,
    CounterBusy,
    CounterNotOpen,
    NobodyWaiting,
    NotAllowed,
    OfficerAway,
    OutcomeNeeded,
    ReasonNeeded,
)
from shared.domain.ticket import State, Step
from tests.conftest import FakeClock
from tests.shared.counters import obey, sent_on, served
from tests.visitor import Visitor

pytestmark = pytest.mark.usefixtures("stays_sound")


# -- outcomes --------------------------------------------------------------------------------------------------------


def test_what_came_of_a_visit_stays_with_it(visitor: Visitor) -> None:
    visitor.issue()
    visitor.open()
    one = served(visitor)
    codes = ["H27.12-240510-0007", " H27.12-240510-0008 ", "H27.12-240510-0007"]
    done = visitor.do("finish", one, outcome="filed", dossiers=2, dossier_codes=codes)
    assert (done.state, done.outcome, done.dossiers) == (State.SERVED, "filed", 2)
    assert done.dossier_codes == ("H27.12-240510-0007", "H27.12-240510-0008")
    assert visitor.hall.ticket(one.id) == done


@pytest.mark.parametrize("code", ["", "   ", "a b", "x" * 41, "a\x07b", "042085001234", "0912345678"])
def test_what_is_no_code_of_a_dossier_is_refused(visitor: Visitor, code: str) -> None:
    visitor.issue()
    visitor.open()
    one = served(visitor)
    visitor.refused(BadDossierCode, lambda: visitor.do("finish", one, dossier_codes=[code]))


def test_an_agency_has_only_its_own_outcomes(visitor: Visitor) -> None:
    visitor.issue()
    visitor.open()
    one = served(visitor)
    visitor.refused(NotAllowed, lambda: visitor.do("finish", one, outcome="nonsense"))
    visitor.refused(NotAllowed, lambda: visitor.do("finish", one, dossiers=1000))


def test_a_hall_that_wants_to_know_is_told(visitor: Visitor, command: Callable[[], UUID]) -> None:
    obey(visitor, command, outcome_needed=True)
    visitor.issue()
    visitor.open()
    one = served(visitor)
    visitor.refused(OutcomeNeeded, lambda: visitor.do("finish", one))
    visitor.do("finish", one, outcome="informed")


# -- set aside, put back ---------------------------------------------------------------------------------------------


def test_who_is_set_aside_says_when_he_is_back_and_it_is_forgotten_when_he_is(
    visitor: Visitor, clock: FakeClock
) -> None:
    visitor.issue()
    visitor.open()
    back_at = clock.at + timedelta(minutes=30)
    one = visitor.do("park", visitor.call(), back_at=back_at)
    assert visitor.hall.now().parked(1)[0].back_at == back_at
    again = visitor.do("call", one)
    assert (again.state, again.back_at) == (State.CALLED, None)


@pytest.mark.parametrize(("rule", "places"), [(ReturnRule.AFTER_NEXT, 1), (ReturnRule.PLACES, 2)])
def test_who_is_put_back_lets_so_many_pass(
    visitor: Visitor, command: Callable[[], UUID], clock: FakeClock, rule: ReturnRule, places: int
) -> None:
    obey(visitor, command, returns=rule, return_places=2)
    line = []
    for _ in range(4):
        line.append(visitor.issue())
        clock.at += timedelta(minutes=1)
    visitor.open()
    first = visitor.call()
    visitor.do("requeue", first)
    order = []
    while True:
        try:
            called = visitor.call()
        except NobodyWaiting:
            break
        order.append(called.id)
        visitor.do("no_show", called)
    assert order.index(first.id) == places


def test_who_is_put_back_to_an_empty_line_keeps_his_rank(visitor: Visitor, command: Callable[[], UUID]) -> None:
    obey(visitor, command, returns=ReturnRule.PLACES, return_places=3)
    visitor.issue()
    visitor.open()
    first = visitor.call()
    assert visitor.do("requeue", first).rank_at == first.rank_at


# -- out of order ----------------------------------------------------------------------------------------------------


def test_whoever_is_not_next_is_called_with_a_reason_only(visitor: Visitor) -> None:
    visitor.issue()
    last = visitor.issue()
    visitor.open()
    for reason in (None, "  "):
        visitor.refused(ReasonNeeded, partial(visitor.do, "call", last, reason=reason))
    visitor.do("call", last, reason="ốm nặng")
    assert visitor.hall.since(visitor.hall.now().seq - 1)[0].note == "ốm nặng"


def test_whoever_is_next_needs_none(visitor: Visitor) -> None:
    first = visitor.issue()
    visitor.open()
    visitor.do("call", first)
    assert visitor.hall.since(visitor.hall.now().seq - 1)[0].note is None


# -- sent on ---------------------------------------------------------------------------------------------------------


def test_who_is_kept_for_one_counter_is_called_by_no_other(visitor: Visitor) -> None:
    one, other = sent_on(visitor)
    visitor.refused(NobodyWaiting, visitor.call)
    rule, now = visitor.hall.reference().rules.discipline, visitor.hall.now()
    assert now.line([one.service], rule=rule, counter=1, now=one.issued_at) == []
    assert [who.id for who in now.line([one.service], rule=rule, counter=other, now=one.issued_at)] == [one.id]
    assert visitor.call(other).for_counter is None


def test_who_is_kept_for_a_counter_that_closes_is_anybodys(visitor: Visitor, command: Callable[[], UUID]) -> None:
    one, other = sent_on(visitor)
    before = visitor.hall.now()
    visitor.hall.close_counter(other, command=command(), actor=f"counter-{other}")
    assert before.after(visitor.hall.since(before.seq)[0]) == visitor.hall.now()
    assert visitor.call().id == one.id


def test_who_is_sent_with_return_comes_back_to_the_same_counter(visitor: Visitor) -> None:
    one, other = sent_on(visitor, comes_back=True)
    visitor.do("serve", visitor.call(other), counter=other)
    back = visitor.do("finish", visitor.hall.ticket(one.id), counter=other)
    assert (back.state, back.for_counter, back.service, back.rank_at) == (State.WAITING, 1, one.service, one.rank_at)
    visitor.refused(NobodyWaiting, lambda: visitor.call(other))
    visitor.do("serve", visitor.call())
    assert visitor.do("finish", visitor.hall.ticket(one.id)).state is State.SERVED


def test_nobody_is_sent_where_nobody_can_take_him(visitor: Visitor) -> None:
    visitor.issue()
    visitor.open()
    one = served(visitor)
    reference, now = visitor.hall.reference(), visitor.hall.now()
    shut = next(number for number in now.counters if number != 1)
    visitor.refused(CounterNotOpen, lambda: visitor.do("transfer", one, "VP01", to_counter=shut))
    strange = next(
        number for number, counter in now.counters.items() if "VP01" not in reference.profile(counter.profile).services
    )
    visitor.open(strange)
    visitor.refused(NotAllowed, lambda: visitor.do("transfer", one, "VP01", to_counter=strange))
    visitor.refused(OfficerAway, lambda: visitor.do("transfer", one, "VP01", to_officer="cb77"))


# -- without a ticket ------------------------------------------------------------------------------------------------


def test_who_has_no_ticket_is_served_and_counted_and_leaves_no_gap(
    visitor: Visitor, command: Callable[[], UUID]
) -> None:
    first = visitor.issue()
    visitor.open()
    walked = visitor.hall.walk_in(1, "VP01", command=command(), actor="counter-1")
    assert walked.state is State.SERVING
    visitor.refused(CounterBusy, visitor.call)
    assert visitor.do("finish", walked).state is State.SERVED
    assert visitor.issue().number == first.number + 1
    assert walked.series != first.series
    assert walked.label == f"{first.series}+1"


def test_nobody_walks_in_for_what_the_counter_does_not_serve(visitor: Visitor, command: Callable[[], UUID]) -> None:
    visitor.open()
    strange = next(
        code
        for code in visitor.hall.reference().services
        if code not in visitor.hall.reference().profile(visitor.hall.now().counters[1].profile).services
    )
    visitor.refused(NotAllowed, lambda: visitor.hall.walk_in(1, strange, command=command(), actor="counter-1"))


# -- a counter that is gone ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("serving", [False, True])
def test_a_counter_whose_machine_is_gone_is_closed_and_its_citizen_waits_with_his_rank(
    visitor: Visitor, command: Callable[[], UUID], serving: bool
) -> None:
    visitor.issue()
    visitor.open()
    there = served(visitor) if serving else visitor.call()
    visitor.refused(CounterBusy, lambda: visitor.hall.close_counter(1, command=command(), actor="counter-1"))
    before = visitor.hall.now()
    visitor.hall.close_counter(1, release=True, command=command(), actor="counter-1")
    waits = visitor.hall.ticket(there.id)
    assert (waits.state, waits.rank_at, waits.counter, waits.slot) == (State.WAITING, there.rank_at, None, None)
    assert visitor.hall.now().counters[1].state is CounterState.CLOSED
    assert before.after(visitor.hall.since(before.seq)[0]) == visitor.hall.now()


def test_the_life_of_a_ticket_can_be_read(visitor: Visitor) -> None:
    visitor.issue()
    visitor.open()
    one = served(visitor)
    visitor.do("finish", one)
    assert [event.step for event in visitor.hall.life_of(one.id)] == [Step.ISSUE, Step.CALL, Step.SERVE, Step.FINISH]
    assert [event.step for event in visitor.hall.day_until(one.day, visitor.hall.now().seq)][-1] is Step.FINISH


def test_a_message_reaches_who_follows_and_who_comes_later(visitor: Visitor, command: Callable[[], UUID]) -> None:
    visitor.issue()
    before = visitor.hall.now()
    sent = visitor.hall.say("Nghỉ sớm  15 phút ", counters=[2, 1], command=command(), actor="console")
    assert (sent.text, sent.counters) == ("Nghỉ sớm 15 phút", (1, 2))
    assert before.after(visitor.hall.since(before.seq)[0]) == visitor.hall.now()
    assert visitor.hall.now().messages == (sent,)
