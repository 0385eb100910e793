"""Why a ticket was called when it was: every reason there is, and whole days in which no call is without one."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from uuid import UUID, uuid4

import msgspec
import pytest

from shared.catalogue import Catalogue
from shared.domain.errors import Refusal
from shared.domain.events import Event
from shared.domain.ticket import Ticket
from shared.explaining import Because, Explanation, explain, explanations, review
from shared.founding import found_hall
from shared.hall import Hall
from shared.settings import DisciplineForm, HallForm
from shared.telling import explanation_said, life_said
from tests.conftest import FakeClock
from tests.visitor import Visitor

RULES = {
    "credit": DisciplineForm(kind="credit"),
    "ratio": DisciplineForm(kind="ratio", shares={"normal": 2, "priority": 1}),
    "class first": DisciplineForm(kind="class_first", order=("priority", "normal"), patience_minutes=30),
}


@pytest.fixture
def started(visitor: Visitor) -> Visitor:
    visitor.open()
    return visitor


def _rows(hall: Hall) -> list[Event]:
    found: list[Event] = []
    while page := hall.since(found[-1].seq if found else 0):
        found += page
    return found


def _why(hall: Hall, ticket: Ticket) -> Explanation:
    found = explain(_rows(hall), hall.reference(), ticket.id)
    assert found is not None
    return found


def _said(hall: Hall, ticket: Ticket) -> str:
    return explanation_said(_why(hall, ticket), "vi", hall.reference())


def test_the_first_who_came(started: Visitor, clock: FakeClock) -> None:
    first = started.issue()
    clock.forward(minutes=3)
    other = started.issue()
    started.call()
    assert _said(started.hall, first) == (
        f"Số {first.label} lấy số lúc 08:00, sớm nhất trong 2 người chờ quầy 1. "
        f"Số kế tiếp lúc đó là {other.label} (xếp lúc 08:03)."
    )


def test_a_class_that_counts_as_having_come_earlier(started: Visitor, clock: FakeClock) -> None:
    started.issue()
    clock.forward(minutes=3)
    elder = started.issue(priority="priority")
    assert started.call().id == elder.id
    assert _why(started.hall, elder).because is Because.CREDIT
    assert "được tính như đến lúc 07:43" in _said(started.hall, elder)


def test_who_was_put_back_and_is_first_again(started: Visitor, clock: FakeClock) -> None:
    ticket = started.issue()
    started.call()
    started.do("requeue", ticket)
    started.call()
    assert _why(started.hall, ticket).because is Because.RETURNED


def test_who_was_set_aside_and_who_was_absent(started: Visitor) -> None:
    for verb, because in (("park", Because.PARKED), ("no_show", Because.ABSENT)):
        ticket = started.issue()
        started.call()
        started.do(verb, ticket)
        started.do("call", ticket)
        assert _why(started.hall, ticket).because is because
        started.do("serve", ticket)
        started.do("finish", ticket)


def test_who_was_kept_for_this_counter(started: Visitor, command: Callable[[], UUID]) -> None:
    ticket = started.issue()
    started.call()
    started.open(2, profile=started.hall.now().counters[1].profile)
    started.hall.transfer(1, ticket.id, "VP01", to_counter=2, command=command(), actor="counter-1")
    started.call(2)
    assert _why(started.hall, ticket).because is Because.KEPT


def test_who_was_called_out_of_order_and_why(started: Visitor, command: Callable[[], UUID]) -> None:
    started.issue()
    late = started.issue()
    started.hall.call(1, late.id, command=command(), actor="counter-1", reason="xe cấp cứu đang đợi")
    assert _said(started.hall, late) == f"Số {late.label} được quầy 1 gọi trước lượt. Lý do: xe cấp cứu đang đợi."
    life = life_said(started.hall.life_of(late.id), "vi", started.hall.reference())
    assert life == [("08:00", "lấy số"), ("08:00", "mời đến quầy 1 – trước lượt: xe cấp cứu đang đợi")]


def test_a_call_nobody_can_explain_is_found(started: Visitor) -> None:
    first, passed_by = started.issue(), started.issue()
    started.call()
    rows = _rows(started.hall)
    call = rows[-1]
    assert call.ticket is not None
    forged = replace(
        call, ticket=replace(call.ticket, **{key: getattr(passed_by, key) for key in ("id", "label", "rank_at")})
    )
    found = review([*rows[:-1], forged], started.hall.reference())
    assert [one.ticket.label for one in found.unexplained] == [passed_by.label]
    assert review(rows, started.hall.reference()).unexplained == ()
    assert first.label != passed_by.label


def test_calls_under_other_rules_are_not_judged_by_those_of_now(started: Visitor, command: Callable[[], UUID]) -> None:
    ticket = started.issue()
    started.call()
    reference = started.hall.reference()
    started.hall.import_catalogue(reference.catalogue, form=reference.form, command=command(), actor="setup")
    assert _why(started.hall, ticket).because is Because.OLD_RULES
    assert review(_rows(started.hall), started.hall.reference()).judged == 0


@pytest.fixture(params=RULES)
def ruled(
    request: pytest.FixtureRequest,
    sqlite_url: str,
    sample_form: HallForm,
    sample_catalogue: Catalogue,
    clock: FakeClock,
) -> Iterator[Hall]:
    form = msgspec.structs.replace(sample_form, discipline=RULES[request.param])
    found_hall(sqlite_url, form, sample_catalogue, clock=clock)
    made = Hall(sqlite_url, form.id, clock=clock)
    yield made
    made.close()


@pytest.mark.parametrize("seed", range(3))
def test_no_call_of_a_lively_day_is_without_a_reason(ruled: Hall, clock: FakeClock, seed: int) -> None:
    lively_day(ruled, clock, random.Random(seed))
    rows = _rows(ruled)
    found = review(rows, ruled.reference())
    assert found.judged > 30
    assert [(one.call.seq, one.ticket.label) for one in found.unexplained] == []
    for one in explanations(rows, ruled.reference()):
        for language in ("vi", "en"):
            assert one.ticket.label in explanation_said(one, language, ruled.reference())


def test_a_lively_day_is_explained_on_both_stores(hall: Hall, clock: FakeClock) -> None:
    lively_day(hall, clock, random.Random(7))
    assert review(_rows(hall), hall.reference()).unexplained == ()


def lively_day(hall: Hall, clock: FakeClock, chance: random.Random) -> None:
    """Three counters of one profile, and everything that can happen at them, in any order."""
    profile = hall.reference().profiles["TC-A"]
    services = profile.services[:4]
    for number in (7, 8, 9):
        hall.open_counter(number, profile="TC-A", officer=f"o{number}", command=uuid4(), actor=f"counter-{number}")
    for _ in range(350):
        clock.forward(seconds=chance.randrange(1, 90))
        counter = chance.choice((7, 8, 9))
        with suppress(Refusal):
            _something(hall, counter, services, chance)


def _something(hall: Hall, counter: int, services: tuple[str, ...], chance: random.Random) -> None:
    actor = f"counter-{counter}"
    command, now = uuid4(), hall.now()
    there = now.at_counter(counter)
    what = chance.choice(("issue", "issue", "call", "call", "end", "end", "end", "aside", "number", "undo", "walk_in"))
    if what == "issue":
        priority = chance.choice(("normal", "normal", "normal", "priority"))
        hall.issue(chance.choice(services), command=command, actor="kiosk-1", priority=priority)
    elif what == "call":
        hall.call_next(counter, command=command, actor=actor)
    elif what == "walk_in":
        hall.walk_in(counter, chance.choice(services), command=command, actor=actor)
    elif what == "number" and now.waiting():
        wanted = chance.choice(now.waiting())
        hall.call(counter, wanted.id, command=command, actor=actor, reason="đã hẹn")
    elif what == "aside" and (aside := [*now.parked(counter), *now.absent(counter)]):
        hall.call(counter, chance.choice(aside).id, command=command, actor=actor)
    elif what == "undo":
        last = next((row.ticket for row in reversed(hall.since(max(0, now.seq - 5))) if row.ticket), None)
        if last is not None:
            hall.undo(counter, last.id, command=command, actor=actor)
    elif what == "end" and there:
        ticket = there[0].id
        match chance.choice(("finish", "finish", "finish", "no_show", "requeue", "park", "transfer")):
            case "finish":
                hall.serve(counter, ticket, command=uuid4(), actor=actor)
                hall.finish(counter, ticket, command=command, actor=actor)
            case "transfer":
                to = chance.choice((None, 7, 8, 9))
                service = chance.choice(services)
                back = chance.random() < 0.5
                hall.transfer(counter, ticket, service, command=command, actor=actor, to_counter=to, comes_back=back)
            case verb:
                getattr(hall, verb)(counter, ticket, command=command, actor=actor)
