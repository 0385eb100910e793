"""An opinion reaches the store once, whatever the line does meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest

from counter.rating.outbox import MOST, Outbox
from shared.domain.errors import ConfigError, NotAllowed, Outage, StoreAway, WrongState
from shared.hall import Hall
from shared.ui.worker import PATIENCE, Answer, Done, Refused, Trying, Unsettled
from tests.conftest import FakeClock
from tests.counter.fake_asks import FakeAsks
from tests.counter.rating.conftest import Officer, counted


@pytest.fixture
def asks(sqlite_hall: Hall) -> FakeAsks:
    return FakeAsks(sqlite_hall)


@pytest.fixture
def outbox(asks: FakeAsks) -> Outbox:
    return Outbox(asks)


@pytest.fixture
def visit(officer: Officer) -> int:
    return officer.finishes(officer.serves())


def test_one_is_on_its_way_at_a_time(outbox: Outbox, asks: FakeAsks, officer: Officer, visit: int) -> None:
    outbox.asked(visit)
    outbox.asked(officer.finishes(officer.serves()))
    assert len(asks.asked) == 1
    asks.is_done()
    assert len(asks.asked) == 2
    asks.is_done()
    assert (outbox.waiting, len(asks.asked)) == (0, 2)


def test_an_answer_that_overtakes_the_asking_is_sent_after_it(
    outbox: Outbox, asks: FakeAsks, visit: int, sqlite_hall: Hall, clock: FakeClock
) -> None:
    outbox.asked(visit)
    outbox.answered(visit, 4, ("wait",))
    asks.is_done()
    asks.is_done()
    assert outbox.waiting == 0
    assert counted(sqlite_hall, clock).praised == {"wait": 1}


def test_what_was_done_though_nobody_heard_of_it_is_done_once(
    outbox: Outbox, asks: FakeAsks, visit: int, sqlite_hall: Hall, clock: FakeClock
) -> None:
    outbox.answered(visit, 2, ())
    asks.happens()
    asks.gives_up()
    assert outbox.waiting == 1
    outbox.again()
    asks.is_done()
    assert (outbox.waiting, counted(sqlite_hall, clock).scores) == (0, (0, 1, 0, 0, 0))


def test_while_it_is_being_tried_nothing_else_is_sent(outbox: Outbox, asks: FakeAsks, visit: int) -> None:
    outbox.asked(visit)
    asks.meets_an_outage()
    outbox.again()
    assert len(asks.asked) == 1


def test_without_the_store_everything_waits_for_being_told_to_try_again(
    outbox: Outbox, asks: FakeAsks, visit: int
) -> None:
    outbox.asked(visit)
    asks.gives_up()
    outbox.answered(visit, 5, ())
    asks.gives_up()
    assert (outbox.waiting, len(asks.asked)) == (1, 2)


def test_asking_that_was_withdrawn_in_time_is_never_sent(outbox: Outbox, asks: FakeAsks, visit: int) -> None:
    outbox.asked(visit)
    asks.gives_up()
    outbox.withdraw(visit)
    outbox.again()
    assert (outbox.waiting, len(asks.asked)) == (0, 1)


def test_an_answer_is_not_withdrawn(outbox: Outbox, asks: FakeAsks, visit: int) -> None:
    outbox.answered(visit, 1, ())
    asks.gives_up()
    outbox.withdraw(visit)
    assert outbox.waiting == 1


def test_reasons_the_hall_no_longer_has_do_not_cost_the_answer(
    outbox: Outbox, asks: FakeAsks, visit: int, sqlite_hall: Hall, clock: FakeClock
) -> None:
    outbox.answered(visit, 1, ("weather",))
    asks.is_done()
    asks.is_done()
    assert (outbox.waiting, counted(sqlite_hall, clock).scores) == (0, (1, 0, 0, 0, 0))


@dataclass
class _Scripted:
    """Answers as it is told, one after the other."""

    answers: list[Answer]
    asked: int = 0
    heard: list[Callable[[Answer], None]] = field(default_factory=list)

    def ask(self, work: Callable[[Hall], Any], answer: Callable[[Answer], None], *, patience: float = PATIENCE) -> None:
        self.asked += 1
        answer(self.answers.pop(0))


@pytest.mark.parametrize(
    ("answers", "left"),
    [
        ([Done(None)], 0),
        ([Refused(WrongState("9", "undo", "rate"))], 0),
        ([Unsettled(Outage("a bug; see the log"))], 0),
        ([Unsettled(StoreAway("the cable"))], 1),
        ([Refused(ConfigError("store", "tables", "9", "upgrade"))], 1),
        ([Trying(StoreAway("the cable"))], 1),
    ],
)
def test_only_what_can_still_succeed_is_kept(answers: list[Answer], left: int) -> None:
    outbox = Outbox(_Scripted(answers))
    outbox.asked(9)
    assert outbox.waiting == left


def test_a_refusal_without_end_comes_to_an_end() -> None:
    asks = _Scripted([Refused(NotAllowed("no")), Refused(NotAllowed("no"))])
    outbox = Outbox(asks)
    outbox.answered(9, 3, ("wait",))
    assert (outbox.waiting, asks.asked) == (0, 2)


def test_a_store_that_stays_away_does_not_fill_the_memory() -> None:
    outbox = Outbox(_Scripted([Unsettled(StoreAway("the cable"))] * (MOST + 9)))
    for visit in range(MOST + 9):
        outbox.asked(visit)
    assert outbox.waiting == MOST
