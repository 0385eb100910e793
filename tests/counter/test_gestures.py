"""What the desk asks for on behalf of its sheets: two verbs in one errand, undo by the clock, what stays when the store
is away, and what is shown of a citizen before he stands there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest

from counter.acts import Act
from counter.numbers import back_at
from counter.picture import picture
from counter.situation import Page, Remark
from counter.state import Tone
from shared.domain.desk import ReturnRule
from shared.domain.errors import NotAllowed, StoreAway
from shared.domain.station import Beat, StationKind
from shared.domain.ticket import State, Step, Ticket
from shared.feed import Away
from shared.hall import Hall
from tests.conftest import MORNING, FakeClock
from tests.counter.breaking_line import LosesTheSecondVerb, rules, steps
from tests.counter.room import Room

Arrives = Callable[..., Ticket]


@pytest.fixture
def served(room: Room, arrive: Arrives) -> Room:
    """The first of three is being served."""
    for service in ("TC01", "TC02", "TC03"):
        arrive(service)
    room.hears()
    room.does(Act.OPEN)
    room.does(Act.CALL_NEXT)
    room.does(Act.SERVE)
    return room


# -- one key for the next citizen ------------------------------------------------------------------------------------


def test_the_next_is_called_when_the_visit_is_finished_by_the_same_key(served: Room) -> None:
    first, since = served.state.current, served.hall.now().seq
    served.desk.press("F8")
    served.asks.is_done()
    assert steps(served, since) == [Step.FINISH, Step.CALL]
    assert served.state.page is Page.CALLED
    assert served.message == f"{first} xong. Đã mời số {served.state.current}."


def test_where_nobody_waits_the_visit_is_finished_all_the_same_and_both_is_said(room: Room, arrive: Arrives) -> None:
    label = arrive("TC01").label
    room.hears()
    for act in (Act.OPEN, Act.CALL_NEXT, Act.SERVE, Act.CALL_NEXT):
        room.does(act)
    assert room.message == f"{label} xong; hiện không có ai chờ."
    assert room.tone() is Tone.REFUSED
    assert room.state.page is Page.IDLE


def test_where_the_hall_wants_it_so_a_visit_is_finished_by_itself(served: Room) -> None:
    rules(served.hall, next_finishes=False)
    served.hears()
    served.desk.act(Act.CALL_NEXT)
    served.asks.is_done()
    assert "Hãy hoàn thành lượt này trước." in served.message
    assert served.state.page is Page.SERVING


@pytest.mark.parametrize("afterwards", [False, True], ids=["before the call", "after the call"])
def test_a_line_that_breaks_between_the_two_verbs_settles_both_once(served: Room, afterwards: bool) -> None:
    first, since = served.state.current, served.hall.now().seq
    frail = LosesTheSecondVerb(served.hall, afterwards)
    served.desk.act(Act.CALL_NEXT)
    with pytest.raises(StoreAway):
        served.asks.asked[-1][0](frail)  # type: ignore[arg-type]  # a hall in all but its class
    served.asks.meets_an_outage()
    served.asks.gives_up()
    assert served.tone() is Tone.UNSETTLED
    assert served.may_retry
    served.desk.act(Act.RETRY)
    served.asks.is_done()
    assert steps(served, since) == [Step.FINISH, Step.CALL]
    assert served.message == f"{first} xong. Đã mời số {served.state.current}."


def test_the_feed_may_tell_of_both_verbs_before_the_answer_does(served: Room) -> None:
    first = served.state.current
    served.desk.act(Act.CALL_NEXT)
    answer = served.asks.happens()
    served.hears()
    told = served.state
    assert not told.busy
    assert served.message == f"{first} xong. Đã mời số {told.current}."
    answer()
    assert served.state == told


def test_the_outcome_that_is_needed_comes_before_the_call(served: Room) -> None:
    rules(served.hall, outcome_needed=True)
    served.hears()
    since = served.hall.now().seq
    served.desk.press("F8")
    assert served.state.form is not None
    served.desk.form_confirm()
    assert served.state.form.said is not None
    assert "Hãy chọn kết quả của lượt" in served.state.form.said.text
    served.desk.form_key("filed")
    served.desk.form_confirm()
    served.asks.is_done()
    assert steps(served, since) == [Step.FINISH, Step.CALL]
    assert served.state.form is None


def test_finishing_says_where_the_visit_goes(room: Room, sqlite_hall: Hall) -> None:
    sqlite_hall.issue("TC01", command=uuid4(), actor="kiosk-1", stops=("TP01",))
    room.hears()
    for act in (Act.OPEN, Act.CALL_NEXT, Act.SERVE):
        room.does(act)
    name = sqlite_hall.reference().services["TP01"].name("vi")
    assert room.state.primary is not None
    assert room.state.primary.detail == f"chuyển tiếp: {name}"
    room.does(Act.FINISH)
    assert room.message.endswith(f"xong ở đây, chuyển tiếp: {name}.")


# -- undo ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("seconds", "offered"), [(0, True), (9, True), (9.9, True), (10, False), (11, False)])
def test_undo_is_offered_for_ten_seconds_with_the_seconds_left(
    served: Room, clock: FakeClock, seconds: float, offered: bool
) -> None:
    served.does(Act.FINISH)
    clock.forward(seconds=seconds)
    served.desk.tick()
    offer = served.state.notice.offer if served.state.notice else None
    assert (offer is not None) is offered
    if offer is not None:
        assert offer.text == f"Hoàn\u00a0tác\u00a0({-(-(10 - seconds) // 1):.0f})"
        served.desk.press("Ctrl+Z")
        served.asks.is_done()
        assert served.state.page is Page.SERVING


def test_an_invitation_that_was_repeated_has_been_heard_and_is_not_taken_back(served: Room) -> None:
    served.does(Act.CALL_NEXT)
    assert not _no_undo(served)
    served.does(Act.RECALL)
    assert _no_undo(served)


def test_undo_is_not_offered_when_somebody_has_the_place(served: Room) -> None:
    served.does(Act.FINISH)
    assert not _no_undo(served)
    served.hall.call_next(7, command=uuid4(), actor="counter-7")
    served.hears()
    assert _no_undo(served)


def test_undo_is_not_offered_once_something_came_after(served: Room) -> None:
    served.does(Act.PARK)
    assert not _no_undo(served)
    parked = served.hall.now().parked(7)[0]
    served.hall.cancel(parked.id, command=uuid4(), actor="manager")
    served.hears()
    served.desk.press("Ctrl+Z")
    assert served.hall.ticket(parked.id).state is State.CANCELLED


def test_what_was_done_in_one_errand_is_taken_back_in_one(served: Room) -> None:
    first = served.state.current
    served.does(Act.CALL_NEXT)
    since = served.hall.now().seq
    served.does(Act.UNDO)
    assert steps(served, since) == [Step.UNDO, Step.UNDO]
    assert (served.state.current, served.state.page) == (first, Page.SERVING)
    assert _no_undo(served), "what was taken back is not taken back again"


def test_an_undo_that_comes_too_late_is_refused_in_words(served: Room, clock: FakeClock) -> None:
    served.does(Act.FINISH)
    served.desk.act(Act.UNDO)
    clock.forward(seconds=10.5)
    served.asks.is_done()
    assert "Không hoàn tác được nữa" in served.message


# -- setting aside ---------------------------------------------------------------------------------------------------


def test_who_should_be_back_by_now_stands_first_and_is_marked(served: Room, clock: FakeClock) -> None:
    labels = []
    for minutes in ("60", "0", "15"):
        labels.append(served.state.current)
        served.desk.act(Act.PARK_UNTIL)
        served.desk.form_key(minutes)
        served.desk.form_confirm()
        served.asks.is_done()
        if minutes != "15":
            served.does(Act.CALL_NEXT)
            served.does(Act.SERVE)
    clock.forward(minutes=20)
    served.desk.tick()
    rows = served.state.parked.rows
    assert [row.label for row in rows] == [labels[2], labels[0], labels[1]]
    assert [row.late for row in rows] == [True, False, False]
    assert rows[0].service.startswith("Quá hẹn 5 phút")
    assert rows[1].service.startswith("Hẹn 09:00")


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("14:30", MORNING.replace(hour=14, minute=30)),
        ("14h30", MORNING.replace(hour=14, minute=30)),
        ("1430", MORNING.replace(hour=14, minute=30)),
        ("9h", MORNING.replace(hour=9, minute=0)),
        ("45", MORNING + timedelta(minutes=45)),
        ("7:15", MORNING.replace(hour=7, minute=15)),
        ("25:00", None),
        ("9:75", None),
        ("soon", None),
        ("0", None),
        ("", None),
    ],
)
def test_a_time_is_typed_as_people_write_it(typed: str, expected: object) -> None:
    assert back_at(typed, MORNING) == expected


def test_a_time_that_has_passed_is_said_and_not_asked(served: Room) -> None:
    asked = len(served.asks.asked)
    served.desk.act(Act.PARK_UNTIL)
    served.desk.form_typed("07:15")
    served.desk.form_confirm()
    assert served.state.form is not None
    assert served.state.form.said is not None
    assert served.state.form.said.text == "07:15 đã qua."
    assert len(served.asks.asked) == asked


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        (ReturnRule.CREDIT, "đứng đầu hàng"),
        (ReturnRule.PLACES, "sau 2 người chờ"),
        (ReturnRule.AFTER_NEXT, "sau 1 người chờ"),
    ],
)
def test_putting_back_says_where_before_it_is_done(served: Room, rule: ReturnRule, words: str) -> None:
    situation = served.desk.situation
    assert situation.reference is not None
    desk = replace(situation.reference.rules.desk, returns=rule)
    reference = replace(situation.reference, rules=replace(situation.reference.rules, desk=desk))
    shown = picture(replace(situation, reference=reference))
    assert next(one.detail for one in shown.visit_actions if one.act is Act.REQUEUE) == words


# -- numbers ---------------------------------------------------------------------------------------------------------


def test_out_of_order_needs_a_reason_and_the_journal_keeps_it(served: Room) -> None:
    served.does(Act.FINISH)
    last = served.state.waiting.rows[-1].ticket
    served.desk.act(Act.FIND)
    served.desk.choose(str(last))
    served.desk.form_confirm()
    served.asks.is_done()
    assert served.state.form is not None
    assert served.state.form.said is not None
    assert "Muốn gọi trước, hãy ghi lý do." in served.state.form.said.text
    served.desk.form_typed("  xe cấp cứu   đang đợi ")
    served.desk.form_confirm()
    served.asks.is_done()
    assert served.hall.life_of(last)[-1].note == "xe cấp cứu đang đợi"
    assert served.state.form is None


def test_without_the_right_the_refusal_is_said(served: Room) -> None:
    situation = served.desk.situation
    ticket = situation.line[-1]
    told = picture(replace(situation, remark=Remark(act=Act.CALL, error=NotAllowed("no right"), ticket=ticket)))
    assert told.notice is not None
    assert told.notice.text == "Ông/bà không có quyền gọi số trước lượt. Hãy nhờ trưởng bộ phận hoặc quản lý."


def test_a_number_of_a_field_that_is_served_elsewhere_is_told_so(served: Room, arrive: Arrives) -> None:
    other = arrive("TP01")
    served.hears()
    asked = len(served.asks.asked)
    served.desk.find(other.label[0])
    served.desk.choose(str(other.id))
    assert served.state.chooser is not None
    assert served.state.chooser.said is not None
    assert served.state.chooser.said.text == f"Quầy này không phục vụ lĩnh vực của số {other.label}."
    assert len(served.asks.asked) == asked


@pytest.mark.parametrize("typed", ["{label}", "{lower}", "{digits}"])
def test_a_number_is_found_however_it_is_typed(served: Room, typed: str) -> None:
    row = served.state.waiting.rows[-1]
    served.desk.act(Act.FIND)
    label = row.label
    served.desk.search(typed.format(label=label, lower=label.lower(), digits=label[1:].lstrip("0")))
    assert served.state.chooser is not None
    assert served.state.chooser.groups[0].choices[0].key == str(row.ticket)


def test_what_becomes_of_a_slip_that_a_kiosk_prints_is_followed(room: Room, clock: FakeClock) -> None:
    beat = Beat(
        kind=StationKind.KIOSK, name="kiosk-1", run="1", version="1", up=timedelta(hours=1), seq=room.hall.now().seq
    )
    room.hall.beat(beat, clock=clock)
    room.desk.told_of_stations(room.hall.stations())
    room.does(Act.OPEN)
    room.desk.act(Act.GIVE)
    room.desk.choose("TC01")
    room.asks.is_done()
    room.hears()
    job = room.hall.last_job("kiosk-1")
    assert room.state.form is not None
    assert "Phiếu đang in ở ki-ốt 1." in room.state.form.lines[0]
    room.hall.start_print(job.id, command=uuid4(), actor="kiosk-1")
    room.hall.end_print(job.id, type(job.state).FAILED, command=uuid4(), actor="kiosk-1", reason="paper_out")
    room.hears()
    assert room.state.form.lines[0] == "Ki-ốt 1 không in được phiếu. Viết số này cho công dân."


# -- when the store is away ------------------------------------------------------------------------------------------


def test_a_sheet_stays_with_what_was_typed_until_it_is_settled(served: Room) -> None:
    served.desk.act(Act.OUTCOME)
    served.desk.form_key("filed")
    served.desk.form_typed("H27-7")
    served.desk.form_scanned()
    served.desk.form_confirm()
    served.asks.happens()
    served.asks.meets_an_outage()
    served.desk.told(Away(reason="the cable"))
    served.asks.gives_up()
    form = served.state.form
    assert form is not None
    assert (form.chips, form.busy) == (("H27-7",), True)
    assert form.said is not None
    assert form.said.retry is not None
    served.desk.act(Act.RETRY)
    served.asks.is_done()
    assert served.state.form is None
    assert served.state.page is Page.IDLE


def test_a_refusal_is_read_on_the_sheet_that_stays(served: Room) -> None:
    served.desk.act(Act.TRANSFER)
    served.desk.option("to", "counter")
    served.desk.choose("8")
    served.asks.is_done()
    chooser = served.state.chooser
    assert chooser is not None
    assert chooser.said is not None
    assert chooser.said.tone is Tone.REFUSED


# -- nothing of identity before somebody stands there -----------------------------------------------------------------


def test_what_a_citizen_came_for_is_shown_only_while_he_is_served(room: Room, arrive: Arrives) -> None:
    procedure = next(one for one in room.hall.reference().catalogue.procedures if one.service == "TC01")
    arrive("TC01", procedure=procedure.code)
    room.hears()
    room.does(Act.OPEN)
    assert procedure.name("vi") not in str(room.state)
    room.does(Act.CALL_NEXT)
    assert procedure.name("vi") not in str(room.state)
    assert room.state.visit is not None
    assert room.state.visit.service
    room.does(Act.SERVE)
    assert room.state.visit.procedure == procedure.name("vi")


def _no_undo(room: Room) -> bool:
    offer = room.state.notice.offer if room.state.notice else None
    return offer is None or offer.act is not Act.UNDO
