"""A desk that nobody touches locks, or calls the next; and no clock that is put forward or back can make it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from uuid import uuid4

import msgspec
import pytest

from counter.acts import Act
from counter.door import Shut
from counter.situation import Page
from shared.catalogue import Catalogue
from shared.domain.ticket import Ticket
from shared.feed import Away
from shared.founding import found_hall
from shared.hall import Hall
from shared.settings import HallForm
from tests.conftest import FakeClock
from tests.counter.seat import HONG, Seat

Arrives = Callable[..., Ticket]
QUARTER = 15 * 60


@pytest.fixture
def here(seat: Seat, arrive: Arrives) -> Seat:
    arrive("TC01")
    seat.hears()
    seat.logs_in(HONG)
    return seat


def test_a_desk_nobody_touches_locks_after_the_halls_time(here: Seat) -> None:
    here.waits(QUARTER - 1)
    assert here.shut() is None
    here.waits(1)
    assert here.shut() is Shut.LOCKED


def test_every_touch_begins_the_time_anew(here: Seat) -> None:
    here.waits(QUARTER - 1)
    here.desk.touched()
    here.waits(QUARTER - 1)
    assert here.shut() is None


def test_a_lock_waits_for_what_is_in_flight(here: Seat) -> None:
    here.desk.act(Act.OPEN)
    here.asks.meets_an_outage()
    here.waits(QUARTER + 60)
    assert here.shut() is None
    here.asks.is_done()
    here.waits(1)
    assert here.shut() is Shut.LOCKED


def test_a_clock_put_forward_or_back_locks_nothing_early_and_nothing_late(here: Seat, clock: FakeClock) -> None:
    clock.forward(hours=5)
    here.waits(QUARTER - 1)
    assert here.shut() is None
    clock.forward(hours=-9)
    here.waits(1)
    assert here.shut() is Shut.LOCKED


def test_a_hall_without_staff_locks_no_desk(sqlite_hall: Hall, sqlite_url: str, clock: FakeClock) -> None:
    seat = Seat(sqlite_hall, sqlite_url, clock)
    seat.waits(3600)
    seat.desk.press("Ctrl+L")
    assert (seat.page(), seat.message) == (Page.CLOSED, "")
    seat.close()


@pytest.fixture
def quick(sqlite_url: str, sample_form: HallForm, sample_catalogue: Catalogue, clock: FakeClock) -> Iterator[Seat]:
    """A desk in a hall that calls by itself after 20 s, open, with two people waiting."""
    form = msgspec.structs.replace(
        sample_form, counters=msgspec.structs.replace(sample_form.counters, auto_call_seconds=20)
    )
    found_hall(sqlite_url, form, sample_catalogue, clock=clock)
    hall = Hall(sqlite_url, form.id, clock=clock)
    for _ in range(2):
        hall.issue("TC01", command=uuid4(), actor="kiosk-1")
    seat = Seat(hall, sqlite_url, clock)
    seat.does(Act.OPEN)
    yield seat
    seat.close()
    hall.close()


def test_the_next_is_called_by_itself_after_the_last_five_seconds_were_counted_aloud(quick: Seat) -> None:
    quick.waits(1)  # it sees that it is free
    quick.waits(14)
    assert "Tự gọi" not in quick.message
    counted = []
    for _ in range(5):
        quick.waits(1)
        counted.append(quick.message)
    assert counted == [f"Tự gọi số tiếp theo sau {left} giây. Bấm phím bất kỳ để dừng." for left in (5, 4, 3, 2, 1)]
    asked = len(quick.asks.asked)
    quick.waits(1)
    assert len(quick.asks.asked) == asked + 1
    quick.asks.is_done()
    assert quick.page() is Page.CALLED


def test_any_key_stops_the_count_and_it_begins_anew(quick: Seat) -> None:
    quick.waits(18)
    assert "Tự gọi" in quick.message
    quick.desk.touched()
    assert "Tự gọi" not in quick.message
    asked = len(quick.asks.asked)
    quick.waits(19)
    assert len(quick.asks.asked) == asked
    quick.waits(1)
    assert len(quick.asks.asked) == asked + 1


def test_a_pause_stops_the_count(quick: Seat) -> None:
    quick.waits(18)
    quick.desk.pause_for("file")
    quick.asks.is_done()
    quick.hears()
    asked = len(quick.asks.asked)
    quick.waits(60)
    assert len(quick.asks.asked) == asked


@pytest.mark.parametrize("busy_with", ["a list", "the reason of a place", "an outage"])
def test_nobody_is_called_over_the_officers_head(quick: Seat, busy_with: str) -> None:
    if busy_with == "a list":
        quick.desk.act(Act.MENU)
    elif busy_with == "the reason of a place":
        quick.desk.explain(quick.state.waiting.rows[0].ticket)
    else:
        quick.desk.told(Away(reason="the cable"))
    asked = len(quick.asks.asked)
    quick.waits(60)
    assert len(quick.asks.asked) == asked


def test_where_nobody_waits_nothing_is_called_and_a_newcomer_gets_the_whole_time(quick: Seat) -> None:
    for _ in range(2):
        quick.does(Act.CALL_NEXT)
        quick.does(Act.NO_SHOW)
    asked = len(quick.asks.asked)
    quick.waits(60)
    assert len(quick.asks.asked) == asked
    quick.hall.issue("TC01", command=uuid4(), actor="kiosk-1")
    quick.hears()
    quick.waits(20)
    assert len(quick.asks.asked) == asked
    quick.waits(1)
    assert len(quick.asks.asked) == asked + 1


def test_a_hall_that_does_not_want_it_calls_nobody_by_itself(here: Seat) -> None:
    here.does(Act.OPEN)
    asked = len(here.asks.asked)
    here.waits(600)
    assert len(here.asks.asked) == asked
