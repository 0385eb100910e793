"""What an officer does with a visit where the hall knows who works in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from uuid import uuid4

import pytest

from counter.acts import Act
from counter.situation import Page
from shared.domain.roles import Role, Staff
from shared.domain.ticket import State, Ticket
from shared.hall import Hall
from tests.conftest import FakeClock
from tests.counter.seat import BINH, HONG, PIN, QUAN, Seat, elsewhere

Arrives = Callable[..., Ticket]


@pytest.fixture
def seat(sqlite_hall: Hall, sqlite_url: str, clock: FakeClock, arrive: Arrives) -> Iterator[Seat]:
    """Hồng serves the first of three at counter 7."""
    for one in (HONG, BINH, QUAN):
        sqlite_hall.put_staff(one, PIN, command=uuid4(), actor="setup")
    for service in ("TC01", "TC02", "TC03"):
        arrive(service)
    made = Seat(sqlite_hall, sqlite_url, clock)
    made.logs_in(HONG)
    for act in (Act.OPEN, Act.CALL_NEXT, Act.SERVE):
        made.does(act)
    yield made
    made.close()


def test_out_of_turn_only_with_the_right_and_the_refusal_is_said_on_the_sheet(seat: Seat) -> None:
    # A lead has the right, but not over numbers of another agency; that the hall alone knows.
    lead = Staff(code="2001", name="Phạm Thị Minh Nguyệt", role=Role.LEAD, agency="TP")
    seat.hall.put_staff(lead, PIN, command=uuid4(), actor="setup")
    seat.does(Act.FINISH)
    seat.does(Act.HAND_OVER)
    seat.logs_in(lead)
    last = seat.state.waiting.rows[-1].ticket
    seat.desk.act(Act.FIND)
    seat.desk.choose(str(last))
    seat.desk.form_key("4")
    seat.desk.form_confirm()
    seat.asks.is_done()
    told = "Ông/bà không có quyền gọi số trước lượt. Hãy nhờ trưởng bộ phận hoặc quản lý."
    assert seat.state.form is not None
    assert seat.state.form.said is not None
    assert seat.state.form.said.text == told
    assert seat.hall.ticket(last).state is State.WAITING


def test_a_visit_is_sent_to_a_colleague_by_name(seat: Seat) -> None:
    badge = elsewhere(seat.hall, BINH, 8)
    seat.hall.open_counter(8, profile="TC-A", command=uuid4(), actor=badge)
    seat.hears()
    seat.desk.act(Act.TRANSFER)
    seat.desk.option("to", "officer")
    seat.desk.search("binh")
    assert seat.state.chooser is not None
    assert [one.name for group in seat.state.chooser.groups for one in group.choices] == ["Trần Văn Bình (1008)"]
    visit = seat.hall.now().at_counter(7)[0]
    seat.desk.choose("1008")
    seat.asks.is_done()
    assert seat.message == f"Đã chuyển số {visit.label} cho Trần Văn Bình."
    assert seat.hall.ticket(visit.id).for_officer == "1008"
    assert seat.hall.call_next(8, command=uuid4(), actor=badge).id == visit.id


def test_two_verbs_are_done_by_the_badge_of_who_asked_though_the_desk_was_locked_meanwhile(seat: Seat) -> None:
    since = seat.hall.now().seq
    seat.desk.act(Act.CALL_NEXT)
    seat.desk.act(Act.LOCK)
    seat.asks.is_done()
    assert [event.actor for event in seat.hall.since(since)] == ["1007", "1007"]
    assert seat.page() is Page.LOG_IN


def test_what_was_typed_on_a_sheet_does_not_outlast_a_lock(seat: Seat) -> None:
    seat.desk.act(Act.OUTCOME)
    seat.desk.form_typed("H27-7")
    seat.desk.act(Act.LOCK)
    asked = len(seat.asks.asked)
    seat.desk.form_confirm()
    seat.desk.explain(seat.hall.now().at_counter(7)[0].id)
    seat.desk.find("c")
    assert len(seat.asks.asked) == asked
    seat.logs_in(HONG)
    assert seat.state.form is None
    assert seat.state.chooser is None
    assert seat.page() is Page.SERVING
