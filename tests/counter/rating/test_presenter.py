"""When the panel asks and when not, what it does with the answer, and who it never asks."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

import msgspec
import pytest

from counter.rating.presenter import THANKS
from counter.rating.question import LEAST, MOST, REASONS
from counter.rating.state import Page
from shared.catalogue import Catalogue
from shared.desk_form import RatingForm
from shared.hall import Hall
from shared.settings import HallForm
from tests.conftest import FakeClock
from tests.counter.rating.conftest import Officer, Panel, counted


def test_idle_it_is_a_sign_of_the_counter_and_of_who_is_called(panel: Panel, officer: Officer) -> None:
    assert (panel.page(), panel.state.counter, panel.state.called) == (Page.SIGN, 7, None)
    assert panel.state.title == "Xin chờ gọi số"
    assert panel.state.hall == "Trung tâm Phục vụ hành chính công tỉnh Hà Tĩnh"
    ticket = officer.calls()
    panel.follows()
    assert panel.state.called is not None
    assert (panel.state.called.label, panel.state.called.caption) == (ticket.label, "Xin mời số")
    officer.does("serve", ticket.id)
    panel.follows()
    assert panel.state.called is not None
    assert panel.state.called.caption == "Đang phục vụ"


def test_the_sign_says_that_the_counter_pauses_or_is_closed(panel: Panel, officer: Officer) -> None:
    officer.does("pause_counter")
    panel.follows()
    assert panel.state.title == "Quầy tạm nghỉ"
    officer.does("close_counter")
    panel.follows()
    assert panel.state.title == "Quầy đang đóng"


def test_who_came_without_a_ticket_has_no_number_to_show_and_is_asked_all_the_same(
    panel: Panel, officer: Officer
) -> None:
    walk_in = officer.does("walk_in", sorted(officer.profile.services)[0])
    panel.follows()
    assert (panel.state.called, panel.state.title) == (None, "Đang phục vụ")
    officer.finishes(walk_in)
    panel.follows()
    assert panel.page() is Page.ASK


def test_the_end_of_a_visit_asks_in_five_faces_the_best_first(asked: Panel) -> None:
    assert asked.page() is Page.ASK
    assert asked.state.title == "Ông/bà có hài lòng với lượt phục vụ vừa rồi không?"
    assert [(one.score, one.digit, one.name) for one in asked.state.faces] == [
        (5, 1, "Rất hài lòng"),
        (4, 2, "Hài lòng"),
        (3, 3, "Bình thường"),
        (2, 4, "Không hài lòng"),
        (1, 5, "Rất không hài lòng"),
    ]


def test_it_asks_in_the_language_of_the_ticket(panel: Panel, officer: Officer) -> None:
    officer.finishes(officer.serves(language="en"))
    panel.follows()
    assert panel.state.language == "en"


def test_a_visit_that_goes_on_at_another_agency_is_asked_about_here(panel: Panel, officer: Officer) -> None:
    officer.finishes(officer.serves(stops=("VP01",)))
    panel.follows()
    assert panel.page() is Page.ASK


def test_nobody_is_asked_about_another_counter(panel: Panel, sqlite_hall: Hall, command: Callable[[], UUID]) -> None:
    elsewhere = Officer(sqlite_hall, command, counter=1)
    elsewhere.finishes(elsewhere.serves())
    panel.follows()
    assert panel.page() is Page.SIGN


@pytest.mark.parametrize("verb", ["park", "requeue"])
def test_who_is_only_set_aside_or_put_back_is_not_asked(panel: Panel, officer: Officer, verb: str) -> None:
    officer.does(verb, officer.serves().id)
    panel.follows()
    assert panel.page() is Page.SIGN


def test_one_touch_answers_and_reasons_may_follow(asked: Panel, sqlite_hall: Hall, clock: FakeClock) -> None:
    asked.presenter.choose(2)
    assert (asked.page(), asked.state.title) == (Page.REASONS, "Điều gì làm ông/bà chưa hài lòng?")
    asked.passes(0.5)
    asked.presenter.turn("wait")
    asked.presenter.turn("attitude")
    asked.presenter.turn("wait")
    assert [one.code for one in asked.state.reasons if one.chosen] == ["attitude"]
    asked.presenter.send()
    assert (asked.page(), asked.state.title) == (Page.THANKS, "Cảm ơn ông/bà")
    asked.passes(THANKS)
    assert asked.page() is Page.SIGN
    figures = counted(sqlite_hall, clock)
    assert (figures.asked, figures.scores, figures.faulted) == (1, (0, 1, 0, 0, 0), {"attitude": 1})


@pytest.mark.parametrize(
    ("score", "question"),
    [(5, "Điều gì làm ông/bà hài lòng?"), (3, "Điều gì cần làm tốt hơn?"), (1, "Điều gì làm ông/bà chưa hài lòng?")],
)
def test_what_is_asked_next_fits_the_answer(asked: Panel, score: int, question: str) -> None:
    asked.presenter.choose(score)
    assert asked.state.title == question


def test_skipping_sends_the_answer_without_reasons(asked: Panel, sqlite_hall: Hall, clock: FakeClock) -> None:
    asked.presenter.choose(5)
    asked.passes(0.5)
    asked.presenter.turn("wait")
    asked.presenter.skip()
    assert counted(sqlite_hall, clock).praised == {}
    assert counted(sqlite_hall, clock).answered == 1


def test_reasons_nobody_sends_are_sent_when_their_time_is_over(
    asked: Panel, sqlite_hall: Hall, clock: FakeClock
) -> None:
    asked.presenter.choose(4)
    asked.passes(0.5)
    asked.presenter.turn("place")
    asked.passes(REASONS)
    assert asked.page() is Page.THANKS
    assert counted(sqlite_hall, clock).praised == {"place": 1}


def test_two_fingers_give_one_answer_and_touch_no_reason(asked: Panel, sqlite_hall: Hall, clock: FakeClock) -> None:
    asked.presenter.choose(5)
    asked.presenter.choose(1)
    asked.presenter.turn("wait")
    asked.presenter.send()
    assert asked.page() is Page.REASONS, "a touch so soon was meant for the faces"
    asked.passes(0.5)
    asked.presenter.send()
    assert counted(sqlite_hall, clock).scores == (0, 0, 0, 0, 1)
    assert counted(sqlite_hall, clock).praised == {}


def test_an_answer_that_is_none_changes_nothing(asked: Panel) -> None:
    for score in (0, 6):
        asked.presenter.choose(score)
    assert asked.page() is Page.ASK


def test_touching_where_nothing_is_asked_does_nothing(panel: Panel) -> None:
    panel.presenter.choose(5)
    panel.presenter.turn("wait")
    panel.presenter.send()
    panel.presenter.skip()
    panel.presenter.touched()
    assert (panel.page(), panel.asks.asked) == (Page.SIGN, 0)


def test_unanswered_it_closes_after_the_halls_seconds_and_counts_as_asked(
    asked: Panel, sqlite_hall: Hall, clock: FakeClock
) -> None:
    asked.passes(19.25)
    assert asked.page() is Page.ASK
    asked.passes(0.5)
    assert asked.page() is Page.SIGN
    assert (counted(sqlite_hall, clock).asked, counted(sqlite_hall, clock).answered) == (1, 0)


def test_somebody_who_has_not_decided_gets_more_time_by_touching_but_not_for_ever(asked: Panel) -> None:
    for _ in range(7):
        asked.passes(8)
        asked.presenter.touched()
        assert asked.page() is Page.ASK
    asked.passes(MOST)
    assert asked.page() is Page.SIGN


def test_a_late_call_closes_the_question_at_once(asked: Panel, officer: Officer) -> None:
    asked.passes(LEAST)
    ticket = officer.calls()
    asked.follows()
    assert asked.page() is Page.SIGN
    assert asked.state.called is not None
    assert asked.state.called.label == ticket.label


def test_calling_the_next_as_the_visit_ends_leaves_ten_seconds_beside_the_called_number(
    panel: Panel, officer: Officer
) -> None:
    officer.finishes(officer.serves())
    ticket = officer.calls()
    panel.follows()
    assert panel.page() is Page.ASK
    assert panel.state.called is not None
    assert panel.state.called.label == ticket.label
    panel.passes(LEAST - 0.5)
    panel.presenter.touched()
    assert panel.page() is Page.ASK
    panel.passes(0.5)
    assert panel.page() is Page.SIGN


def test_who_answers_late_beside_the_called_number_can_still_say_why(panel: Panel, officer: Officer) -> None:
    officer.finishes(officer.serves())
    officer.calls()
    panel.follows()
    panel.passes(LEAST - 1)
    panel.presenter.choose(1)
    panel.passes(LEAST - 1)
    assert panel.page() is Page.REASONS
    panel.passes(1)
    assert panel.page() is Page.THANKS


@pytest.mark.parametrize("by", ["serve", "walk_in"])
def test_the_next_citizen_at_the_counter_closes_it_at_once(panel: Panel, officer: Officer, by: str) -> None:
    officer.finishes(officer.serves())
    panel.follows()
    assert panel.page() is Page.ASK
    if by == "serve":
        officer.serves()
    else:
        officer.does("walk_in", sorted(officer.profile.services)[0])
    panel.follows()
    assert panel.page() is Page.SIGN


def test_an_answer_whose_reasons_are_cut_short_by_the_next_citizen_is_kept(
    asked: Panel, officer: Officer, sqlite_hall: Hall, clock: FakeClock
) -> None:
    asked.presenter.choose(3)
    asked.passes(0.5)
    asked.presenter.turn("speed")
    officer.serves()
    asked.follows()
    assert counted(sqlite_hall, clock).faulted == {"speed": 1}


def test_a_visit_that_is_not_over_after_all_takes_the_question_back(
    panel: Panel, officer: Officer, sqlite_hall: Hall, clock: FakeClock
) -> None:
    ticket = officer.serves()
    officer.finishes(ticket)
    panel.follows()
    officer.does("undo", ticket.id)
    panel.follows()
    assert panel.page() is Page.SIGN
    assert counted(sqlite_hall, clock).asked == 0
    officer.finishes(ticket)
    panel.follows()
    assert panel.page() is Page.ASK
    assert counted(sqlite_hall, clock).asked == 1


def test_an_answer_cannot_be_undone_by_undoing_the_visit_and_is_not_asked_for_again(
    panel: Panel, officer: Officer, sqlite_hall: Hall, clock: FakeClock
) -> None:
    ticket = officer.serves()
    officer.finishes(ticket)
    panel.follows()
    panel.presenter.choose(1)
    officer.does("undo", ticket.id)
    panel.follows()
    officer.finishes(ticket)
    panel.follows()
    panel.passes(THANKS)
    assert panel.page() is Page.SIGN
    assert (counted(sqlite_hall, clock).asked, counted(sqlite_hall, clock).scores) == (1, (1, 0, 0, 0, 0))


def test_two_visits_that_end_one_after_the_other_leave_the_last_to_be_asked(
    asked: Panel, officer: Officer, sqlite_hall: Hall, clock: FakeClock
) -> None:
    officer.finishes(officer.serves(language="en"))
    asked.follows()
    assert (asked.page(), asked.state.language) == (Page.ASK, "en")
    assert counted(sqlite_hall, clock).asked == 2


def test_a_panel_that_starts_asks_nothing_old(
    sqlite_hall: Hall, sqlite_url: str, clock: FakeClock, officer: Officer
) -> None:
    officer.finishes(officer.serves())
    late = Panel(sqlite_hall, sqlite_url, clock)
    assert (late.page(), late.asks.asked) == (Page.SIGN, 0)
    late.close()


def test_a_panel_that_slept_asks_nothing_old_and_then_goes_on(panel: Panel, officer: Officer, clock: FakeClock) -> None:
    officer.finishes(officer.serves())
    clock.forward(minutes=5)
    panel.follows()
    assert (panel.page(), panel.asks.asked) == (Page.SIGN, 0)
    officer.finishes(officer.serves())
    panel.follows()
    assert panel.page() is Page.ASK


def test_what_comes_late_through_the_line_is_not_asked_about(panel: Panel, officer: Officer) -> None:
    officer.finishes(officer.serves())
    panel.passes(21)
    officer.does("pause_counter")
    officer.does("open_counter")
    officer.calls()
    panel.follows()
    assert (panel.page(), panel.asks.asked) == (Page.SIGN, 0)


def test_a_question_closes_while_the_panel_sleeps(asked: Panel, clock: FakeClock) -> None:
    clock.forward(minutes=5)
    asked.presenter.tick()
    assert asked.page() is Page.SIGN


def test_a_clock_that_is_put_back_does_not_keep_a_question_open(asked: Panel, clock: FakeClock) -> None:
    clock.forward(hours=-1)
    asked.presenter.tick()
    asked.passes(20)
    assert asked.page() is Page.SIGN


@pytest.fixture
def silent_form(sample_form: HallForm) -> HallForm:
    return msgspec.structs.replace(sample_form, rating=RatingForm(on=False))


def test_a_hall_that_does_not_ask_has_a_sign_and_no_more(
    panel: Panel,
    officer: Officer,
    sqlite_hall: Hall,
    silent_form: HallForm,
    sample_catalogue: Catalogue,
    command: Callable[[], UUID],
) -> None:
    sqlite_hall.import_catalogue(sample_catalogue, form=silent_form, command=command(), actor="admin")
    panel.follows()
    officer.finishes(officer.serves())
    panel.follows()
    assert (panel.page(), panel.asks.asked) == (Page.SIGN, 0)


def test_a_counter_the_hall_does_not_have_is_told_to_whoever_reads_the_log(
    sqlite_hall: Hall, sqlite_url: str, clock: FakeClock, caplog: pytest.LogCaptureFixture
) -> None:
    lost = Panel(sqlite_hall, sqlite_url, clock, number=999)
    assert "no counter 999" in caplog.text
    lost.close()


def test_nothing_is_drawn_anew_while_nothing_changes(panel: Panel) -> None:
    before = len(panel.shown)
    panel.passes(30)
    assert len(panel.shown) == before
