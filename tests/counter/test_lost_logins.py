"""A badge that is good no longer: taken over, moved, closed, overnight; and what the desk says of it."""

from __future__ import annotations

from collections.abc import Callable
from uuid import uuid4

from counter.acts import Act
from counter.door import Shut
from counter.situation import Page
from shared.domain.ticket import State, Ticket
from shared.feed import Away
from shared.hall import Hall
from tests.conftest import FakeClock
from tests.counter.seat import BINH, HONG, PIN, QUAN, Seat, elsewhere, snapshot, try_everything

Arrives = Callable[..., Ticket]
Seats = Callable[[int], Seat]


def test_two_machines_of_one_counter_the_second_takes_over_and_the_first_says_who(
    working: Seat, other_seat: Seats
) -> None:
    label = working.state.current
    second = other_seat(7)
    assert (second.shut(), second.state.current) == (Shut.NOBODY, label)
    second.logs_in(BINH)
    working.hears()
    assert working.shut() is Shut.LOST
    assert working.told == "Trần Văn Bình đã đăng nhập tại quầy này lúc 08:00."
    assert working.state.gate is not None
    assert working.state.gate.labels == label
    assert "Thành lập" in working.state.gate.visit, "what is at the counter stays in sight"
    asked = len(working.asks.asked)
    try_everything(working)
    assert len(working.asks.asked) == asked
    assert second.state.current == label


def test_the_same_officer_on_a_second_machine_ends_the_first(working: Seat, other_seat: Seats) -> None:
    other_seat(7).logs_in(HONG)
    working.hears()
    assert working.told == "Mã cán bộ của ông/bà đã đăng nhập quầy này trên một máy khác lúc 08:00."


def test_an_officer_who_moved_to_another_counter_reads_where_at_the_first(working: Seat, other_seat: Seats) -> None:
    ninth = other_seat(9)
    ninth.logs_in(HONG, take_over=True)
    working.hears()
    assert working.told == "Ông/bà đã đăng nhập ở quầy 9 lúc 08:00. Quầy này tạm nghỉ."
    working.logs_in(BINH)
    assert working.state.pauses is not None
    assert working.state.pauses.told.startswith("Cán bộ đã sang quầy khác")


def test_a_verb_that_is_refused_because_somebody_took_the_counter_leads_to_the_log_in(
    working: Seat, other_seat: Seats
) -> None:
    other_seat(7).logs_in(BINH)
    working.desk.act(Act.FINISH)  # the news has not come yet
    working.asks.is_done()
    assert working.shut() is Shut.LOST
    assert working.told == "Phiên đăng nhập ở quầy này không còn hiệu lực. Xin đăng nhập lại."
    working.hears()
    assert working.told == "Trần Văn Bình đã đăng nhập tại quầy này lúc 08:00."


def test_news_of_an_earlier_login_does_not_end_a_later_one(seat: Seat, staffed: Hall) -> None:
    elsewhere(staffed, BINH, 7)
    seat.desk.log_in("1007", PIN)
    seat.asks.is_done()
    seat.hears()
    assert seat.shut() is None


def test_a_counter_that_the_manager_closed_says_so(seat: Seat, staffed: Hall) -> None:
    seat.logs_in(HONG)
    seat.does(Act.OPEN)
    manager = elsewhere(staffed, QUAN, None)
    staffed.close_counter(7, command=uuid4(), actor=manager)
    seat.hears()
    assert seat.told == "Lê Thị Quản đã đóng quầy này lúc 08:00."


def test_a_login_that_ended_during_an_outage_is_noticed_after_it(working: Seat, other_seat: Seats) -> None:
    working.desk.told(Away(reason="the cable"))
    other_seat(7).logs_in(BINH)
    working.desk.told(snapshot(working))
    assert working.told == "Quầy này hiện do Trần Văn Bình phụ trách."


def test_a_counter_switched_off_in_mid_visit_is_led_back_to_it(working: Seat, other_seat: Seats) -> None:
    label = working.state.current
    again = other_seat(7)
    assert again.state.gate is not None
    assert (again.state.gate.labels, again.state.gate.number) == (label, "1007")
    assert again.told == "Quầy đang có người. Đăng nhập để tiếp tục đúng lượt này."
    again.logs_in(HONG)
    assert (again.page(), again.state.current) == (Page.SERVING, label)


def test_a_visit_left_open_overnight_is_told_in_the_morning(working: Seat, arrive: Arrives, clock: FakeClock) -> None:
    label, ticket = working.state.current, working.hall.now().at_counter(7)[0].id
    clock.forward(days=1)
    arrive("TC01")
    working.hears()
    assert working.shut() is Shut.LOST
    assert working.told == (
        f"Ngày làm việc trước đã kết thúc nên quầy đã đóng. Số {label} được ghi là đã tiếp nhận xong."
    )
    assert working.hall.ticket(ticket).state is State.SERVED
    working.logs_in(HONG)
    assert working.page() is Page.CLOSED


def test_a_call_left_open_overnight_is_told_by_the_first_touch_of_the_morning(
    seat: Seat, arrive: Arrives, clock: FakeClock
) -> None:
    label = arrive("TC01").label
    seat.hears()
    seat.logs_in(HONG)
    seat.does(Act.OPEN)
    seat.does(Act.CALL_NEXT)
    clock.forward(days=1)
    seat.desk.act(Act.SERVE)
    seat.asks.is_done()
    assert seat.shut() is Shut.LOST
    seat.hears()
    assert seat.told == f"Ngày làm việc trước đã kết thúc nên quầy đã đóng. Số {label} đã hết hiệu lực theo ngày."


def test_a_desk_locked_over_night_tells_of_the_day_too(working: Seat, arrive: Arrives, clock: FakeClock) -> None:
    working.desk.act(Act.LOCK)
    clock.forward(days=1)
    arrive("TC01")
    working.hears()
    assert working.shut() is Shut.LOST
    assert "Ngày làm việc trước đã kết thúc" in working.told


def test_a_new_pin_ends_the_login_at_the_next_verb(seat: Seat, staffed: Hall) -> None:
    seat.logs_in(HONG)
    staffed.put_staff(HONG, "774201", command=uuid4(), actor="setup")
    seat.does(Act.OPEN)
    assert seat.shut() is Shut.LOST
    seat.logs_in(HONG, "774201")
    assert seat.shut() is None


def test_a_hall_that_begins_to_know_its_staff_asks_for_a_login_at_once(
    sqlite_hall: Hall, sqlite_url: str, clock: FakeClock
) -> None:
    seat = Seat(sqlite_hall, sqlite_url, clock)
    seat.does(Act.OPEN)
    assert seat.page() is Page.IDLE
    sqlite_hall.put_staff(HONG, PIN, command=uuid4(), actor="setup")
    seat.hears()
    assert seat.page() is Page.LOG_IN
    seat.logs_in(HONG)
    assert seat.page() is Page.IDLE
    seat.close()
