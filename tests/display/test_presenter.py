"""What the board shows and for how long, told by a clock that only the test moves."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise

from display.presenter import BoardPresenter, Room
from display.scope import Scope
from display.state import BoardState, Glow, Page
from tests.conftest import FakeClock
from tests.display.conftest import Stage


def hero(state: BoardState) -> list[tuple[str, int]]:
    return [(one.label, one.counter) for one in state.hero]


def recent(state: BoardState) -> list[tuple[str, int]]:
    return [(one.label, one.counter) for one in state.recent]


def test_before_the_first_news_the_board_says_that_it_is_connecting(clock: FakeClock) -> None:
    state = BoardPresenter(clock=clock, language="vi").state
    assert state.page is Page.WAITING_FOR_STORE
    assert not state.connected
    assert state.greeting.title.main


def test_a_morning_without_people_greets_and_tells_the_hours(stage: Stage) -> None:
    state = stage.hear()
    assert state.page is Page.EMPTY
    assert "07:30 – 11:30" in state.greeting.hours
    assert (state.heading.date, state.heading.clock) == ("Thứ Hai, 23/11/2026", "08:00")
    assert state.heading.hall == "Trung tâm Phục vụ hành chính công tỉnh Hà Tĩnh"


def test_a_call_stands_in_front_with_its_counter_agency_and_field(stage: Stage) -> None:
    stage.hear()
    stage.open(4)
    stage.come("TP01")
    stage.call(4)
    (tile,) = stage.hear().hero
    assert (tile.label, tile.counter, tile.agency, tile.field) == ("C001", 4, "Sở Tư pháp", "Hộ tịch")
    assert tile.again == ""


def test_a_call_keeps_its_place_for_six_seconds_even_if_served_at_once(stage: Stage) -> None:
    stage.hear()
    stage.open(4)
    stage.come("TP01")
    stage.serve(stage.call(4))
    stage.hear()
    assert hero(stage.wait(5.75)) == [("C001", 4)]
    assert hero(stage.wait(0.25)) == []


def test_a_burst_stands_side_by_side_and_the_fifth_pushes_the_first_into_the_list(stage: Stage) -> None:
    stage.hear()
    stage.open(4, 10, 22, 7, 30)
    for service in ("TP01", "NM01", "XD02", "TC01", "CA01"):
        stage.come(service)
    for number, counter in enumerate((4, 10, 22, 7), start=1):
        stage.call(counter)
        assert len(stage.hear().hero) == number
        stage.wait(0.5)
    stage.call(30)
    state = stage.hear()
    assert hero(state) == [("R001", 30), ("D001", 7), ("H001", 22), ("G001", 10)]
    assert recent(state) == [("C001", 4)]


def test_a_call_after_six_seconds_stands_alone_and_the_ones_before_go_to_the_list(stage: Stage) -> None:
    stage.hear()
    stage.open(4, 10)
    stage.come("TP01")
    stage.come("NM01")
    stage.call(4)
    stage.hear()
    stage.wait(6)
    stage.call(10)
    state = stage.hear()
    assert hero(state) == [("G001", 10)]
    assert recent(state) == [("C001", 4)]


def test_time_alone_never_changes_what_stands_in_front(stage: Stage) -> None:
    stage.hear()
    stage.open(4, 10)
    stage.come("TP01")
    stage.come("NM01")
    stage.call(4)
    stage.call(10)
    before = hero(stage.hear())
    for _ in range(20):
        assert hero(stage.wait(1)) == before


def test_who_is_still_invited_stays_until_served(stage: Stage) -> None:
    stage.hear()
    stage.open(4)
    stage.come("TP01")
    ticket = stage.call(4)
    stage.hear()
    assert hero(stage.wait(120)) == [("C001", 4)]
    stage.serve(ticket)
    assert stage.hear().page is Page.EMPTY


def test_who_did_not_come_stays_for_sixty_seconds_for_slow_walkers(stage: Stage) -> None:
    stage.hear()
    stage.open(4)
    stage.come("TP01")
    ticket = stage.call(4)
    stage.hear()
    stage.wait(20)
    stage.no_show(ticket)
    stage.hear()
    assert hero(stage.wait(39.75)) == [("C001", 4)]
    assert hero(stage.wait(0.25)) == []


def test_a_repeated_call_moves_up_and_says_how_often(stage: Stage) -> None:
    stage.hear()
    stage.open(4, 10)
    stage.come("TP01")
    stage.come("NM01")
    first = stage.call(4)
    stage.hear()
    stage.wait(8)
    stage.call(10)
    stage.hear()
    stage.wait(8)
    stage.recall(first)
    state = stage.hear()
    assert hero(state) == [("C001", 4)]
    assert state.hero[0].again == "gọi lại lần 1"
    assert recent(state) == [("G001", 10)]
    stage.recall(first)
    assert stage.hear().hero[0].again == "gọi lại lần 2"


def test_the_list_holds_no_more_than_there_is_room_for(stage: Stage) -> None:
    stage.hear()
    stage.open(*range(10, 20))
    stage.come("NM01", 10)
    for counter in range(10, 20):
        stage.call(counter)
        stage.hear()
        stage.wait(7)
    state = stage.presenter.arranged(Room(recent=6, lines=5))
    assert len(state.recent) == 6
    assert recent(state)[0] == ("G009", 18)


def test_the_highlight_pulses_five_seconds_then_stands_and_ends_after_ten(stage: Stage) -> None:
    stage.hear()
    stage.open(4)
    stage.come("TP01")
    stage.call(4)
    glows = [stage.hear().hero[0].glow]
    glows += [stage.wait(0.25).hero[0].glow for _ in range(44)]
    changes = [at * 0.25 for at in range(1, len(glows)) if glows[at] is not glows[at - 1]]
    assert glows[0] is Glow.FILLED
    assert set(glows[20:40]) == {Glow.FILLED}
    assert glows[40] is Glow.NONE
    assert all(later - earlier >= 1 for earlier, later in pairwise(changes))
    assert changes[-1] == 10


def test_all_calls_of_a_burst_pulse_together(stage: Stage) -> None:
    stage.hear()
    stage.open(4, 10)
    stage.come("TP01")
    stage.come("NM01")
    stage.call(4)
    stage.hear()
    stage.wait(0.75)
    stage.call(10)
    stage.hear()
    for _ in range(16):
        state = stage.wait(0.25)
        assert len({one.glow for one in state.hero}) == 1


def test_a_fresh_snapshot_shows_older_calls_without_a_highlight(stage: Stage) -> None:
    stage.open(4, 10)
    stage.come("TP01")
    stage.come("NM01")
    stage.call(4)
    stage.clock.forward(minutes=3)
    stage.call(10)
    stage.clock.forward(seconds=11)
    state = stage.hear()
    assert hero(state) + recent(state) == [("G001", 10), ("C001", 4)]
    assert {one.glow for one in (*state.hero, *state.recent)} == {Glow.NONE}


def test_a_fresh_snapshot_still_highlights_a_call_of_this_moment(stage: Stage) -> None:
    stage.open(4)
    stage.come("TP01")
    stage.call(4)
    stage.clock.forward(seconds=2)
    assert stage.hear().hero[0].glow is not Glow.NONE


def test_a_snapshot_knows_who_is_invited_though_many_were_called_since(stage: Stage) -> None:
    stage.open(4, 10)
    stage.come("TP01")
    stage.call(4)
    stage.come("NM01", 30)
    for _ in range(30):
        stage.serve_and_finish(stage.call(10))
    stage.clock.forward(minutes=5)
    assert hero(stage.hear()) == [("C001", 4)]


def test_a_board_that_slept_announces_nothing_stale(stage: Stage) -> None:
    stage.hear()
    stage.open(4, 10)
    stage.come("TP01")
    stage.come("NM01")
    stage.call(4)
    stage.clock.forward(hours=1)
    stage.call(10)
    state = stage.hear()
    assert hero(state) == [("G001", 10)]
    assert [one.glow for one in state.recent] == [Glow.NONE]


def test_a_clock_set_back_freezes_nothing(stage: Stage) -> None:
    stage.hear()
    stage.open(4)
    stage.come("TP01")
    ticket = stage.call(4)
    stage.hear()
    stage.serve(ticket)
    stage.hear()
    stage.clock.at -= timedelta(hours=2)
    stage.presenter.tick()
    assert hero(stage.wait(6)) == []


def test_while_the_store_is_away_the_board_says_since_when(stage: Stage) -> None:
    stage.hear()
    stage.come("TP01")
    stage.hear()
    stage.wait(41 * 60)
    stage.lose_the_store()
    state = stage.wait(3 * 60)
    assert not state.connected
    assert state.notice.alarm
    assert state.notice.text.main == "Mất kết nối – số liệu lúc 08:41 · 3 phút trước"
    assert state.heading.clock == "08:44"
    assert [one.longest for one in state.waiting.lines] == [41]


def test_when_the_store_is_back_the_board_is_right_and_announces_nothing_stale(stage: Stage) -> None:
    stage.hear()
    stage.open(4)
    stage.come("TP01", 2)
    stage.lose_the_store()
    stage.call(4)
    stage.wait(60)
    state = stage.read_afresh()
    assert state.connected
    assert not state.notice.alarm
    assert hero(state) == [("C001", 4)]
    assert state.hero[0].glow is Glow.NONE
    assert dict(state.waiting.counts) == {"TP": 1}


def test_a_short_outage_does_not_highlight_the_same_call_again(stage: Stage) -> None:
    stage.hear()
    stage.open(4)
    stage.come("TP01")
    stage.call(4)
    stage.hear()
    stage.wait(8)
    stage.lose_the_store()
    stage.wait(1)
    stage.read_afresh()
    assert stage.wait(1).hero[0].glow is Glow.NONE


def test_waiting_is_told_by_agency_in_the_order_of_the_catalogue(stage: Stage) -> None:
    stage.come("NM01", 3)
    stage.clock.forward(minutes=12)
    stage.come("TP01")
    stage.come("TP02")
    state = stage.hear()
    told = [(one.letter, one.name, one.waiting, one.longest) for one in state.waiting.lines]
    assert told == [("C", "Sở Tư pháp", 2, 0), ("G", "Sở Nông nghiệp và Môi trường", 3, 12)]
    assert state.waiting.total == 5


def test_more_agencies_than_there_is_room_for_are_paged_through_evenly(stage: Stage) -> None:
    for service in ("VP01", "NV01", "TP01", "TC01", "CT01", "NM01"):
        stage.come(service)
    stage.hear()
    first = stage.presenter.arranged(Room(recent=8, lines=5)).waiting
    assert (first.pages, [one.code for one in first.lines]) == (2, ["VP", "NV", "TP"])
    assert stage.wait(8.75).waiting.page == 0
    second = stage.wait(0.25).waiting
    assert [one.code for one in second.lines] == ["TC", "CT", "NM"]
    assert stage.wait(9).waiting == first


def test_a_zone_board_shows_its_own_counters_and_their_lines_only(stage: Stage) -> None:
    stage.board(scope=Scope(counters=frozenset({4, 5})))
    stage.hear()
    stage.open(4, 10)
    stage.come("TP01", 2)
    stage.come("NM01", 2)
    stage.call(4)
    stage.call(10)
    state = stage.hear()
    assert hero(state) + recent(state) == [("C001", 4)]
    assert dict(state.waiting.counts) == {"TP": 1}


def test_names_are_told_in_the_language_of_the_board(stage: Stage) -> None:
    stage.board(language="en")
    stage.hear()
    stage.open(4)
    stage.come("TP01")
    stage.call(4)
    assert stage.hear().hero[0].agency == "Department of Justice"


def test_what_is_left_of_yesterday_is_not_shown(stage: Stage) -> None:
    stage.open(4)
    stage.come("TP01", 2)
    stage.call(4)
    stage.hear()
    stage.clock.forward(days=1)
    state = stage.presenter.tick()
    assert state.page is Page.EMPTY
    assert state.heading.date == "Thứ Ba, 24/11/2026"
