"""What the desk decides: one verb in flight, asked again as the same, and never two truths on the screen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from uuid import uuid4

import pytest

from counter.acts import Act
from counter.presenter import DeskPresenter
from counter.situation import Page
from counter.state import DeskState, Tone
from shared.domain.errors import Outage
from shared.domain.ticket import State, Ticket
from shared.feed import Away, News
from shared.hall import Hall
from shared.settings import HallForm
from tests.conftest import FakeClock
from tests.counter.fake_asks import FakeAsks
from tests.counter.room import Room

Arrives = Callable[..., Ticket]


@pytest.fixture
def called(room: Room, arrive: Arrives) -> Room:
    """Somebody was called and somebody else waits."""
    arrive("TC01"), arrive("TC02")
    room.hears()
    room.does(Act.OPEN)
    room.does(Act.CALL_NEXT)
    return room


def test_a_press_shows_at_once_that_it_is_being_done(room: Room) -> None:
    room.desk.press("F2")
    assert room.state.busy
    assert room.state.primary is not None
    assert room.state.primary.busy
    assert room.state.primary.text == "Đang mở quầy…"


def test_nothing_else_begins_while_a_verb_is_in_flight(called: Room) -> None:
    asked = len(called.asks.asked)
    called.desk.act(Act.SERVE)
    for act in (Act.SERVE, Act.FINISH, Act.NO_SHOW, Act.CALL_NEXT, Act.PAUSE, Act.TRANSFER):
        called.desk.act(act)
    called.desk.press("Enter")
    assert len(called.asks.asked) == asked + 1


def test_an_outage_is_told_while_it_is_tried_again(called: Room) -> None:
    called.desk.act(Act.SERVE)
    called.asks.meets_an_outage()
    assert called.message == "Mất kết nối – đang thử lại: Bắt đầu tiếp nhận…"
    assert called.state.primary is not None
    assert not called.state.primary.enabled
    called.asks.is_done()
    assert called.state.page is Page.SERVING
    assert not called.state.busy


def test_what_is_not_settled_is_asked_again_as_the_same_command(called: Room) -> None:
    first = called.state.current
    called.does(Act.SERVE)
    called.does(Act.FINISH)
    called.desk.act(Act.CALL_NEXT)
    # It happened, but the answer was lost with the line.
    called.asks.happens()
    called.asks.meets_an_outage()
    called.asks.gives_up()
    assert called.tone() is Tone.UNSETTLED
    assert called.may_retry
    assert called.state.primary is not None
    assert not called.state.primary.enabled
    called.desk.act(Act.CALL_NEXT)
    assert called.tone() is Tone.UNSETTLED, "only asking again settles it"
    called.desk.act(Act.RETRY)
    assert called.tone() is Tone.TRYING
    called.asks.is_done()
    assert called.state.page is Page.CALLED
    assert called.state.current not in (None, first)
    assert len(called.hall.now().at_counter(7)) == 1
    called.hears()
    assert called.message == f"Đã mời số {called.state.current}."


def test_what_is_not_settled_is_asked_again_by_itself_when_the_store_is_back(called: Room) -> None:
    called.desk.act(Act.SERVE)
    called.asks.happens()
    called.asks.meets_an_outage()
    called.desk.told(Away(reason="the cable"))
    called.asks.gives_up()
    assert called.tone() is Tone.UNSETTLED
    called.desk.told(News(now=called.hall.now(), reference=called.hall.reference()))
    assert called.tone() is Tone.TRYING
    called.asks.is_done()
    assert (called.state.page, called.state.busy) == (Page.SERVING, False)


def test_asking_again_twice_is_one_question(called: Room) -> None:
    called.desk.act(Act.SERVE)
    called.asks.gives_up()
    asked = len(called.asks.asked)
    called.desk.act(Act.RETRY)
    called.desk.act(Act.RETRY)
    assert len(called.asks.asked) == asked + 1


def test_the_journal_settles_what_the_answer_did_not(called: Room) -> None:
    called.desk.act(Act.SERVE)
    called.asks.happens()
    called.asks.gives_up()
    called.hears()
    assert not called.state.busy
    assert called.state.page is Page.SERVING
    assert called.message == f"Đang tiếp nhận số {called.state.current}."


def test_whichever_comes_first_shows_the_new_state_and_the_other_changes_nothing(called: Room) -> None:
    called.desk.act(Act.SERVE)
    answer = called.asks.happens()
    called.hears()
    told = called.state
    answer()
    assert called.state == told
    called.desk.act(Act.FINISH)
    called.asks.is_done()
    told = called.state
    assert told.page is Page.IDLE
    called.hears()
    assert called.state == told


def test_news_that_is_older_than_the_answer_is_not_shown(called: Room, arrive: Arrives) -> None:
    arrive("TC03")
    before = called.news()
    called.desk.act(Act.SERVE)
    called.asks.is_done()
    called.desk.told(before)
    assert called.state.page is Page.SERVING
    assert called.state.seq > before.now.seq


def test_a_lost_store_keeps_the_visit_on_screen_and_tells_the_age(called: Room, clock: FakeClock) -> None:
    label = called.state.current
    called.desk.told(Away(reason="the cable"))
    clock.forward(minutes=3)
    called.desk.tick()
    assert called.state.current == label
    assert not called.connected()
    assert called.state.header.connection == "Mất kết nối – số liệu 3 phút trước"
    called.desk.told(News(now=called.hall.now(), reference=called.hall.reference()))
    assert called.connected()


def test_a_restored_store_that_counts_lower_is_believed_after_an_outage(called: Room) -> None:
    restored = called.hall.now()
    called.does(Act.SERVE)
    called.desk.told(Away(reason="the disk"))
    called.desk.told(News(now=restored, reference=called.hall.reference()))
    assert called.state.page is Page.CALLED


def test_before_the_first_word_of_the_hall_the_desk_waits_in_words(sqlite_hall: Hall, clock: FakeClock) -> None:
    shown: list[DeskState] = []
    desk = DeskPresenter(7, asks=FakeAsks(sqlite_hall), show=shown.append, clock=clock)
    desk.press("F8")
    desk.press("Enter")
    desk.told(Away(reason="the cable"))
    assert desk.state.page is Page.CONNECTING
    assert desk.state.blank is not None
    assert desk.state.blank.large == "Chưa kết nối được với máy chủ"


def test_a_fault_of_the_program_is_told_and_the_desk_lives(called: Room) -> None:
    called.desk.act(Act.SERVE)
    called.asks.gives_up(Outage("a bug; see the log"))
    assert called.message == "Hệ thống đang gặp trục trặc. Xin báo cho nhân viên kỹ thuật."
    called.does(Act.SERVE)
    assert called.state.page is Page.SERVING


def test_a_refusal_stays_until_the_next_act(called: Room, clock: FakeClock) -> None:
    called.desk.act(Act.CALL_NEXT)
    called.asks.is_done()
    told = called.message
    assert "Hãy hoàn thành lượt này trước." in told
    clock.forward(minutes=2)
    called.desk.tick()
    assert called.message == told
    called.desk.act(Act.RECALL)
    assert called.message == ""


def test_what_is_not_possible_now_is_said_and_not_asked(called: Room) -> None:
    called.does(Act.SERVE)
    asked = len(called.asks.asked)
    called.desk.press("F10")
    assert called.message == f"“Vắng mặt” không dùng được với số {called.state.current} lúc này."
    assert len(called.asks.asked) == asked


def test_the_chooser_shuts_when_its_citizen_is_gone(called: Room) -> None:
    called.desk.act(Act.TRANSFER)
    assert called.chooses()
    ticket = called.hall.now().at_counter(7)[0]
    called.hall.cancel(ticket.id, command=uuid4(), actor="manager")
    called.hears()
    assert not called.chooses()
    called.desk.transfer_to("VP01")
    assert not called.state.busy


def test_before_the_search_is_ready_nothing_is_offered_to_the_enter_key(room: Room, arrive: Arrives) -> None:
    index = room.asks.happens()
    arrive("TC01")
    room.hears()
    room.does(Act.OPEN)
    room.does(Act.CALL_NEXT)
    room.desk.act(Act.TRANSFER)
    room.desk.search("cong chung")
    assert room.found() == []
    index()
    assert room.found()[0] == "Công chứng"


def test_the_line_is_shown_in_the_order_of_the_calls(room: Room, arrive: Arrives, clock: FakeClock) -> None:
    for service, priority in (("TC01", "normal"), ("TC02", "normal"), ("TC03", "priority"), ("TC01", "normal")):
        arrive(service, priority)
        clock.forward(minutes=8)
    room.hears()
    expected = [row.label for row in room.state.waiting.rows]
    room.does(Act.OPEN)
    got: list[str | None] = []
    for _ in expected:
        room.does(Act.CALL_NEXT)
        got.append(room.state.current)
        room.does(Act.SERVE)
        room.does(Act.FINISH)
    assert got == expected


def test_nothing_is_drawn_when_nothing_changed(called: Room) -> None:
    drawn = len(called.shown)
    called.desk.tick()
    assert len(called.shown) == drawn


def test_a_minute_is_told_in_the_running_time(called: Room, clock: FakeClock) -> None:
    clock.forward(minutes=61, seconds=5)
    called.desk.tick()
    assert called.state.visit is not None
    assert called.state.visit.running == "1:01:05"
    assert called.state.header.longest == "lâu nhất 61 phút"
    clock.forward(minutes=60)
    called.desk.tick()
    assert called.state.header.longest == "lâu nhất 2 giờ 01 phút"


def test_a_clock_that_goes_behind_the_hall_shows_nothing_negative(called: Room, clock: FakeClock) -> None:
    clock.forward(minutes=-5)
    called.desk.tick()
    assert called.state.visit is not None
    assert called.state.visit.running == "0:00"


class TestACounterForSeveral:
    """A profile may allow more than one citizen at a time."""

    @pytest.fixture(autouse=True)
    def _allow_two(self, sqlite_hall: Hall, sample_form: HallForm, arrive: Arrives) -> None:
        catalogue = sqlite_hall.reference().catalogue
        profiles = tuple(replace(one, at_once=2) if one.code == "TC-A" else one for one in catalogue.profiles)
        sqlite_hall.import_catalogue(replace(catalogue, profiles=profiles), command=uuid4(), actor="setup")
        for _ in range(3):
            arrive("TC01")

    def test_all_are_shown_and_the_chosen_one_is_acted_on(self, room: Room) -> None:
        room.does(Act.OPEN)
        room.does(Act.CALL_NEXT)
        first = room.state.current
        room.desk.select(None)
        assert room.state.page is Page.IDLE
        room.does(Act.CALL_NEXT)
        assert [place.label for place in room.state.places] == [first, room.state.current]
        room.desk.select(room.state.places[0].ticket)
        assert room.state.current == first
        room.does(Act.SERVE)
        states = {one.label: one.state for one in room.hall.now().at_counter(7)}
        assert states[str(first)] is State.SERVING
        assert sorted(states.values()) == [State.CALLED, State.SERVING]

    def test_after_one_is_finished_the_free_place_calls_the_next(self, room: Room) -> None:
        room.does(Act.OPEN)
        room.does(Act.CALL_NEXT)
        room.desk.select(None)
        room.does(Act.CALL_NEXT)
        room.does(Act.SERVE)
        room.does(Act.FINISH)
        assert room.state.page is Page.IDLE
        assert room.state.primary is not None
        assert room.state.primary.act is Act.CALL_NEXT
        assert len(room.state.places) == 2
