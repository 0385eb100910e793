"""Who sits at the desk: logging in and out, locking, handing over."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace
from uuid import uuid4

import pytest

from counter.acts import Act
from counter.door import Shut
from counter.situation import Page
from shared.domain.counter import CounterState
from shared.domain.errors import NotLoggedIn
from shared.domain.roles import Badge, Staff
from shared.domain.ticket import Ticket
from shared.feed import Away
from shared.hall import Hall
from shared.staffing import MOVED
from tests.conftest import FakeClock
from tests.counter.seat import BINH, HONG, PIN, Seat, elsewhere, snapshot, try_everything

Arrives = Callable[..., Ticket]
Seats = Callable[[int], Seat]


# -- logging in ------------------------------------------------------------------------------------------------------


def test_a_hall_with_staff_asks_who_it_is_before_anything_can_be_done(seat: Seat, arrive: Arrives) -> None:
    arrive("TC01")
    seat.hears()
    assert (seat.page(), seat.shut()) == (Page.LOG_IN, Shut.NOBODY)
    asked = len(seat.asks.asked)
    try_everything(seat)
    assert len(seat.asks.asked) == asked
    assert seat.state.why is None
    assert seat.state.chooser is None


def test_the_right_pin_opens_the_desk_and_greets_by_name(seat: Seat) -> None:
    seat.logs_in(HONG)
    assert seat.page() is Page.CLOSED
    assert seat.message == "Xin chào Nguyễn Thị Hồng."
    assert seat.state.header.officer == "Nguyễn Thị Hồng"
    assert seat.hall.now().counters[7].officer == "1007"


def test_while_the_pin_is_checked_the_button_says_so_and_nothing_is_asked_twice(seat: Seat) -> None:
    seat.desk.log_in("1007", PIN)
    assert seat.state.gate is not None
    assert (seat.state.gate.enter, seat.state.gate.busy) == ("Đang kiểm tra…", True)
    asked = len(seat.asks.asked)
    seat.desk.log_in("1007", PIN)
    assert len(seat.asks.asked) == asked


def test_a_wrong_pin_says_how_many_tries_are_left(seat: Seat) -> None:
    seat.logs_in(HONG, "111222")
    assert seat.refused == "Mã cán bộ hoặc mã PIN không đúng. Còn 4 lần thử."
    seat.logs_in(replace(HONG, code="4711"), "111222")
    assert seat.refused == "Mã cán bộ hoặc mã PIN không đúng."
    assert seat.shut() is Shut.NOBODY


def test_a_locked_number_counts_down_and_the_right_pin_does_not_help_before(seat: Seat, clock: FakeClock) -> None:
    for _ in range(5):
        seat.logs_in(HONG, "111222")
    assert "tạm bị khoá" in seat.refused
    seat.logs_in(HONG)
    assert seat.refused == "Nhập sai quá nhiều lần. Hãy thử lại sau 60 giây."
    seat.waits(18)
    assert seat.refused == "Nhập sai quá nhiều lần. Hãy thử lại sau 42 giây."
    seat.waits(42)
    assert seat.refused == ""
    clock.forward(seconds=60)
    seat.logs_in(HONG)
    assert seat.shut() is None


def test_another_officer_logs_in_where_a_number_is_locked(seat: Seat) -> None:
    for _ in range(6):
        seat.logs_in(HONG, "111222")
    seat.logs_in(BINH)
    assert seat.state.header.officer == "Trần Văn Bình"


def test_no_pin_and_no_badge_is_in_a_state_a_repr_or_a_log(seat: Seat, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    seat.desk.log_in("1007", PIN)
    situation = seat.desk._situation
    before = f"{seat.state!r} {situation!r} {situation.errand!r} {vars(seat.desk)!r} {seat.asks.asked!r}"
    seat.asks.is_done()
    badge = seat.desk._badge
    assert badge is not None
    after = f"{seat.state!r} {seat.desk._situation!r} {vars(seat.desk)!r} {caplog.text}"
    for text in (before, after):
        assert PIN not in text
        assert badge.secret not in text


def test_the_verbs_are_done_by_the_officer_and_the_journal_says_so(working: Seat) -> None:
    last = working.hall.since(0)[-3:]
    assert [event.actor for event in last] == ["1007"] * 3


def test_who_is_logged_in_elsewhere_is_asked_and_takes_over(seat: Seat, staffed: Hall) -> None:
    old = elsewhere(staffed, HONG, 5)
    staffed.open_counter(5, command=uuid4(), actor=old)
    seat.logs_in(HONG)
    question = seat.question()
    assert question is not None
    assert question.text == "Ông/bà đang đăng nhập ở quầy 5. Chuyển sang quầy này?"
    seat.logs_in(HONG, take_over=True)
    assert seat.shut() is None
    left = staffed.now().counters[5]
    assert (left.state, left.reason, left.officer) == (CounterState.PAUSED, MOVED, None)
    with pytest.raises(NotLoggedIn):
        staffed.call_next(5, command=uuid4(), actor=old)


def test_who_does_not_want_to_leave_the_other_counter_stays_there(seat: Seat, staffed: Hall) -> None:
    elsewhere(staffed, HONG, 5)
    seat.logs_in(HONG)
    seat.desk.stay()
    assert seat.question() is None
    assert staffed.now().counters[5].officer == "1007"


def test_a_question_nobody_answers_is_withdrawn_and_what_was_typed_is_wiped(seat: Seat, staffed: Hall) -> None:
    elsewhere(staffed, HONG, 5)
    seat.logs_in(HONG)
    tries = seat.tries()
    seat.waits(59)
    assert seat.question() is not None
    seat.waits(1)
    assert (seat.question(), seat.tries()) == (None, tries + 1)
    seat.waits(120)
    assert seat.tries() == tries + 1


def test_a_log_in_whose_answer_is_lost_is_settled_by_the_journal(seat: Seat) -> None:
    seat.desk.log_in("1007", PIN)
    seat.asks.happens()
    seat.asks.meets_an_outage()
    seat.asks.gives_up()
    assert "Chưa biết" in seat.refused
    seat.hears()
    assert seat.shut() is None
    seat.does(Act.OPEN)
    assert seat.page() is Page.IDLE


def test_a_log_in_that_is_not_settled_can_be_asked_again_by_its_own_button(seat: Seat) -> None:
    seat.desk.log_in("1007", PIN)
    seat.asks.happens()
    seat.asks.gives_up()
    assert seat.state.gate is not None
    assert (seat.state.gate.enter, seat.state.gate.enabled) == ("Thử lại", True)
    seat.desk.log_in("1007", PIN)
    seat.asks.is_done()
    assert seat.shut() is None
    assert [event.actor for event in seat.hall.since(0)].count("1007") == 1


def test_a_log_in_that_met_an_outage_is_asked_again_by_itself(seat: Seat) -> None:
    seat.desk.log_in("1007", PIN)
    seat.desk.told(Away(reason="the cable"))
    seat.asks.gives_up()
    seat.desk.told(snapshot(seat))
    seat.asks.is_done()
    assert seat.shut() is None


# -- locking, handing over, leaving -----------------------------------------------------------------------------------


def test_a_locked_desk_shows_the_number_at_the_counter_and_nothing_else_of_the_hall(working: Seat) -> None:
    working.desk.press("Ctrl+L")
    state = working.state
    assert working.shut() is Shut.LOCKED
    assert state.gate is not None
    assert (state.gate.labels, state.gate.counter) == (state.current, "Quầy 7")
    assert "Hồng" not in repr(state)
    for listing in (state.waiting, state.parked, state.absent):
        assert listing.rows == ()
    assert state.visit is None
    assert (state.alert, state.mail, state.pulse) == (None, None, None)


def test_nothing_can_be_done_at_a_locked_desk(working: Seat) -> None:
    working.desk.act(Act.LOCK)
    asked, seq = len(working.asks.asked), working.hall.now().seq
    try_everything(working)
    assert len(working.asks.asked) == asked
    assert working.hall.now().seq == seq
    assert working.shut() is Shut.LOCKED


def test_a_lock_forgets_the_badge(working: Seat) -> None:
    assert working.desk._badge is not None
    working.desk.act(Act.LOCK)
    assert working.desk._badge is None


@pytest.mark.parametrize("one", [HONG, BINH], ids=["the same", "another"])
def test_whoever_knows_a_pin_goes_on_with_the_visit_behind_the_lock(working: Seat, one: Staff) -> None:
    label = working.state.current
    working.desk.act(Act.LOCK)
    working.logs_in(one)
    assert (working.page(), working.state.current) == (Page.SERVING, label)
    working.does(Act.FINISH)
    assert working.page() is Page.IDLE
    assert working.hall.since(0)[-1].actor == one.code


def test_the_badge_from_before_a_lock_is_good_for_nothing_once_somebody_has_logged_in(working: Seat) -> None:
    stolen = working.desk._badge
    assert stolen is not None
    working.desk.act(Act.LOCK)
    working.logs_in(HONG)
    with pytest.raises(NotLoggedIn):
        working.hall.pause_counter(7, command=uuid4(), actor=stolen)


def test_a_machine_cannot_act_as_an_officer_who_is_not_logged_in_there(working: Seat) -> None:
    for made_up in (Badge.new("1007"), Badge.new("1008"), Badge(staff="9001", secret="")):
        with pytest.raises(NotLoggedIn):
            working.hall.call_next(7, command=uuid4(), actor=made_up)
    with pytest.raises(NotLoggedIn):
        working.hall.call_next(7, command=uuid4(), actor="counter-7")


def test_a_hand_over_keeps_the_visit_and_ends_the_first_login(working: Seat) -> None:
    label, old = working.state.current, working.desk._badge
    assert old is not None
    working.desk.act(Act.HAND_OVER)
    assert working.state.gate is not None
    assert (working.shut(), working.state.gate.number) == (Shut.HANDED_OVER, "")
    working.logs_in(BINH)
    assert (working.state.current, working.state.header.officer) == (label, "Trần Văn Bình")
    with pytest.raises(NotLoggedIn):
        working.hall.finish(7, working.hall.now().at_counter(7)[0].id, command=uuid4(), actor=old)


def test_logging_out_closes_the_counter_but_not_while_somebody_is_there(working: Seat) -> None:
    label = working.state.current
    working.does(Act.LOG_OUT)
    assert working.message == f"Quầy đang có số {label}. Hãy hoàn thành lượt này trước."
    assert working.shut() is None
    working.does(Act.FINISH)
    working.does(Act.LOG_OUT)
    assert working.shut() is Shut.NOBODY
    assert working.state.gate is not None
    assert working.state.gate.number == ""
    assert working.hall.now().counters[7].state is CounterState.CLOSED


def test_what_is_in_flight_when_the_desk_is_locked_is_done_all_the_same(working: Seat) -> None:
    working.desk.act(Act.FINISH)
    working.desk.act(Act.LOCK)
    assert working.shut() is Shut.LOCKED
    working.desk.log_in("1007", PIN)
    assert working.refused == "Việc trước đang được ghi. Xin chờ một chút rồi đăng nhập."
    working.asks.is_done()
    working.hears()
    assert working.hall.now().at_counter(7) == []
    working.logs_in(HONG)
    assert working.page() is Page.IDLE


def test_what_was_in_flight_when_the_desk_was_locked_is_asked_again_without_a_pin(working: Seat) -> None:
    working.desk.act(Act.FINISH)
    working.asks.gives_up()
    working.desk.act(Act.LOCK)
    assert working.state.gate is not None
    assert (working.state.gate.enter, working.state.gate.asks_again) == ("Thử lại", True)
    working.desk.log_in("", "")
    working.asks.is_done()
    assert working.hall.now().at_counter(7) == []
    assert working.shut() is Shut.LOCKED
