"""Profiles, pauses, messages and the pulse: what an officer does and sees besides visits."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from uuid import uuid4

import msgspec
import pytest

from counter.acts import Act
from counter.duty_state import Level
from counter.norm import Usual, norm_of
from counter.read_marks import Read, ReadMarks
from counter.situation import Page, Situation
from shared.catalogue import Catalogue
from shared.domain.counter import CounterState
from shared.domain.ticket import Ticket
from shared.founding import found_hall
from shared.hall import Hall
from shared.settings import HallForm
from tests.conftest import FakeClock
from tests.counter.fake_asks import FakeAsks
from tests.counter.seat import BINH, HONG, QUAN, Seat, elsewhere

Arrives = Callable[..., Ticket]


@pytest.fixture
def opened(seat: Seat) -> Seat:
    seat.logs_in(HONG)
    seat.does(Act.OPEN)
    return seat


def picks(seat: Seat) -> list[str]:
    assert seat.state.picker is not None
    return [one.code for one in seat.state.picker.picks]


# -- work profiles ----------------------------------------------------------------------------------------------------


def test_opening_is_one_key_where_nothing_is_to_be_chosen(seat: Seat) -> None:
    seat.logs_in(HONG)
    seat.desk.press("Enter")
    seat.asks.is_done()
    assert seat.page() is Page.IDLE
    assert seat.hall.now().counters[7].profile == "TC-A"


def test_an_officer_with_profiles_of_his_own_chooses_with_the_counters_first(seat: Seat) -> None:
    seat.logs_in(BINH)
    seat.desk.act(Act.OPEN)
    assert picks(seat) == ["TC-A", "TC-B", "TP-A"]
    seat.picks("TP-A")
    assert seat.page() is Page.IDLE
    assert seat.state.header.profile == "Sở Tư pháp: tất cả lĩnh vực"
    assert seat.state.mail is None, "he knows what he chose himself"


def test_the_profile_changes_while_the_counter_is_open(opened: Seat, arrive: Arrives) -> None:
    arrive("TP01")
    opened.hears()
    assert opened.state.waiting.rows == ()
    opened.desk.act(Act.PROFILE)
    assert picks(opened)[:2] == ["TC-A", "TC-B"], "its own, then its agency's"
    opened.picks("TP-A")
    assert (opened.page(), len(opened.state.waiting.rows)) == (Page.IDLE, 1)


def test_a_profile_that_the_manager_assigned_is_told_until_it_is_read(opened: Seat, staffed: Hall) -> None:
    manager = elsewhere(staffed, QUAN, None)
    staffed.assign(7, "TP-B", command=uuid4(), actor=manager)
    opened.hears()
    assert opened.state.mail is not None
    assert opened.state.mail.text == "Quầy vừa được phân công lại: Sở Tư pháp: nhóm 1."
    opened.desk.have_read_first()
    assert opened.state.mail is None


def test_a_profile_the_officer_does_not_have_is_refused_in_words(seat: Seat, staffed: Hall) -> None:
    seat.logs_in(BINH)
    seat.desk._ask(Act.OPEN, lambda hall: hall.open_counter, 7, options={"profile": "NV-A"})
    seat.asks.is_done()
    assert seat.message == "Quầy này không được phép làm việc đó."
    assert staffed.now().counters[7].state is CounterState.CLOSED


# -- pauses ----------------------------------------------------------------------------------------------------------


def test_a_pause_with_its_reason_is_one_touch(opened: Seat, clock: FakeClock) -> None:
    opened.desk.pause_by_number(2)
    opened.asks.is_done()
    opened.hears()
    clock.forward(minutes=3, seconds=20)
    opened.desk.tick()
    blank = opened.state.blank
    assert blank is not None
    assert (blank.above, blank.large) == ("Quầy tạm nghỉ từ 08:00 · 3:20", "Họp, trao đổi nghiệp vụ")
    assert opened.hall.now().counters[7].reason == "meeting"


def test_a_reason_that_the_hall_does_not_have_is_no_pause(opened: Seat) -> None:
    asked = len(opened.asks.asked)
    opened.desk.pause_by_number(8)
    assert len(opened.asks.asked) == asked


def test_the_pause_key_asks_for_the_reason_and_a_digit_answers(opened: Seat) -> None:
    opened.desk.press("F2")
    assert picks(opened) == ["break", "file", "meeting", "meal", "machine"]
    opened.picks("file")
    assert opened.page() is Page.PAUSED


def test_a_pause_during_a_visit_shows_its_reason_beside_the_visit(opened: Seat, arrive: Arrives) -> None:
    arrive("TC01")
    opened.hears()
    opened.does(Act.CALL_NEXT)
    opened.desk.pause_for("meal")
    opened.asks.is_done()
    opened.hears()
    assert opened.page() is Page.CALLED
    assert opened.state.pauses is not None
    assert opened.state.pauses.told == "Ăn trưa · từ 08:00 · 0:00"


def test_a_clock_put_back_makes_no_time_negative(opened: Seat, arrive: Arrives, clock: FakeClock) -> None:
    arrive("TC01")
    opened.hears()
    opened.does(Act.CALL_NEXT)
    opened.does(Act.SERVE)
    clock.forward(hours=-2)
    opened.desk.tick()
    assert opened.state.visit is not None
    assert (opened.state.visit.running, opened.state.visit.over) == ("0:00", False)
    assert opened.state.pulse is not None
    assert "-" not in opened.state.pulse.mine + opened.state.pulse.hall


# -- messages ---------------------------------------------------------------------------------------------------------


def test_messages_for_this_counter_stay_until_they_are_read(opened: Seat, staffed: Hall) -> None:
    manager = elsewhere(staffed, QUAN, None)
    for text, counters in (("Họp lúc 11 giờ.", ()), ("Chỉ quầy 8.", (8,)), ("Quầy 7 nhận thêm hồ sơ.", (7,))):
        staffed.say(text, command=uuid4(), actor=manager, counters=counters)
    opened.hears()
    strip = opened.state.mail
    assert strip is not None
    assert (strip.text, strip.more, strip.source) == ("Họp lúc 11 giờ.", "+1", "08:00, Lê Thị Quản")
    opened.desk.have_read_first()
    assert opened.state.mail is not None
    assert opened.state.mail.text == "Quầy 7 nhận thêm hồ sơ."
    opened.desk.act(Act.MAIL)
    assert opened.state.picker is not None
    assert [(one.text, one.mark) for one in opened.state.picker.picks] == [
        ("Quầy 7 nhận thêm hồ sơ.", "mới"),
        ("Họp lúc 11 giờ.", ""),
    ]
    opened.desk.pick(opened.state.picker.picks[0].code)
    assert opened.state.mail is None


# -- the pulse --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("minutes", "level", "mark"),
    [(11, Level.GOOD, "Trong mục tiêu"), (12, Level.NEAR, "Gần mục tiêu"), (16, Level.OVER, "Quá mục tiêu")],
)
def test_the_longest_wait_is_held_against_the_target_in_a_word(
    opened: Seat, arrive: Arrives, clock: FakeClock, minutes: int, level: Level, mark: str
) -> None:
    arrive("TC01")
    clock.forward(minutes=minutes)
    arrive("TC02")
    opened.hears()
    opened.desk.tick()
    clock.forward(seconds=1)
    opened.desk.tick()
    pulse = opened.state.pulse
    assert pulse is not None
    assert (pulse.level, pulse.mark) == (level, mark)
    assert pulse.mine == f"Chờ lâu nhất {minutes} phút · mục tiêu 15 phút"


def test_the_line_is_shared_among_the_open_counters_and_the_halls_longest_wait_is_named(
    opened: Seat, arrive: Arrives, clock: FakeClock, staffed: Hall
) -> None:
    arrive("NV01")
    clock.forward(minutes=5)
    for _ in range(5):
        arrive("TC01")
    eighth = elsewhere(staffed, BINH, 8)
    staffed.open_counter(8, command=uuid4(), actor=eighth)
    opened.hears()
    pulse = opened.state.pulse
    assert pulse is not None
    assert pulse.share == "5 người chờ · 2 quầy mở · 2,5 người mỗi quầy"
    assert pulse.hall == "Toàn trung tâm lâu nhất 5 phút: Sở Nội vụ"


def test_where_nobody_waits_the_pulse_says_so(opened: Seat) -> None:
    pulse = opened.state.pulse
    assert pulse is not None
    assert pulse.level is Level.NONE
    assert pulse.mine == "Không có ai chờ quầy này · mục tiêu 15 phút"
    assert pulse.hall == "Toàn trung tâm: không có ai chờ"


def test_a_visit_longer_than_the_halls_norm_is_a_calm_word(
    sqlite_url: str, sample_form: HallForm, sample_catalogue: Catalogue, clock: FakeClock
) -> None:
    norm = msgspec.structs.replace(sample_form.counters, visit_minutes=10)
    form = msgspec.structs.replace(sample_form, counters=norm)
    found_hall(sqlite_url, form, sample_catalogue, clock=clock)
    hall = Hall(sqlite_url, form.id, clock=clock)
    hall.issue("TC01", command=uuid4(), actor="kiosk-1")
    seat = Seat(hall, sqlite_url, clock)
    for act in (Act.OPEN, Act.CALL_NEXT, Act.SERVE):
        seat.does(act)
    said = []
    for minutes in (0, 10, 1):
        clock.forward(minutes=minutes)
        seat.desk.tick()
        assert seat.state.visit is not None
        said.append((seat.state.visit.norm, seat.state.visit.over))
    assert said == [("định mức 10 phút", False), ("định mức 10 phút", False), ("lâu hơn định mức 10 phút", True)]
    seat.close()
    hall.close()


def test_what_visits_usually_take_is_learnt_from_the_journal_and_followed(
    sqlite_hall: Hall, arrive: Arrives, clock: FakeClock
) -> None:
    ticket = arrive("TC01")
    situation = Situation(number=7, language="vi", at=clock(), reference=sqlite_hall.reference())
    learner = FakeAsks(sqlite_hall)
    found: list[Situation] = [situation]
    usual = Usual(learner, changed=lambda pace: found.append(replace(situation, pace=pace)))
    usual.told((), situation.reference)
    learner.is_done()
    assert norm_of(ticket, found[-1]) is None, "nothing was seen yet"
    seq = sqlite_hall.now().seq
    sqlite_hall.open_counter(7, command=uuid4(), actor="counter-7")
    for _ in range(12):
        _visit_of(sqlite_hall, clock, minutes=6)
    usual.told(sqlite_hall.since(seq), situation.reference)
    norm = norm_of(ticket, found[-1])
    assert norm is not None
    assert 6 * 60 <= norm.total_seconds() <= 15 * 60


def _visit_of(hall: Hall, clock: FakeClock, *, minutes: int) -> None:
    hall.issue("TC01", command=uuid4(), actor="kiosk-1")
    ticket = hall.call_next(7, command=uuid4(), actor="counter-7").id
    hall.serve(7, ticket, command=uuid4(), actor="counter-7")
    clock.forward(minutes=minutes)
    hall.finish(7, ticket, command=uuid4(), actor="counter-7")


def test_what_was_read_stays_read_when_the_program_starts_anew(
    opened: Seat, staffed: Hall, sqlite_url: str, clock: FakeClock, tmp_path: Path
) -> None:
    marks = ReadMarks(tmp_path / "read.json")
    opened.desk._marks = marks
    staffed.say("Họp lúc 11 giờ.", command=uuid4(), actor="setup")
    opened.hears()
    opened.desk.have_read_first()
    assert opened.state.mail is None
    staffed.say("Máy in đã sửa xong.", command=uuid4(), actor="setup")
    again = Seat(staffed, sqlite_url, clock, marks=marks)
    again.logs_in(HONG)
    assert again.state.mail is not None
    assert (again.state.mail.text, again.state.mail.more) == ("Máy in đã sửa xong.", "")
    again.close()


def test_what_one_officer_has_read_is_new_to_the_next(opened: Seat, staffed: Hall) -> None:
    staffed.say("Họp lúc 11 giờ.", command=uuid4(), actor="setup")
    opened.hears()
    opened.desk.have_read_first()
    opened.does(Act.HAND_OVER)
    opened.logs_in(BINH)
    assert opened.state.mail is not None
    opened.does(Act.HAND_OVER)
    opened.logs_in(HONG)
    assert opened.state.mail is None


def test_marks_of_another_day_and_a_damaged_file_mark_nothing(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    monday, tuesday = date(2026, 11, 23), date(2026, 11, 24)
    read = Read().marked("12 08:00", "1007", monday)
    assert read.of("1007", monday) == {"12 08:00"}
    assert read.of("1008", monday) == read.of("1007", tuesday) == frozenset()
    assert read.marked("13 08:00", "1007", tuesday).by == {"1007": {"13 08:00"}}
    marks = ReadMarks(tmp_path / "read.json")
    marks.keep(read)
    assert ReadMarks(tmp_path / "read.json").read() == read
    (tmp_path / "read.json").write_text('{"day": "2026-11-23", "read": [12]}')
    assert marks.read() == Read()
    assert "which messages were read cannot be read" in caplog.text
