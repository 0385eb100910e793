"""What is posted reaches everybody who follows the hall, and costs nobody his call."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

import pytest

from shared.board import call_of
from shared.domain.errors import (
    BadFigures,
    NoticeEmpty,
    NoticeOver,
    NoticeTooLong,
    TooManyNotices,
    UnknownAgency,
    UnknownNotice,
)
from shared.domain.events import BoardStep
from shared.domain.figures import AgencyFigures, Figures
from shared.domain.notices import LONGEST, MOST_NOTICES, NoticeKind
from shared.feed import Feed
from shared.hall import Hall
from shared.store.audit import audit
from shared.store.backup import back_up, restore
from tests.conftest import MORNING, FakeClock

Command = Callable[[], UUID]


def figures(*agencies: str, hours_old: float = 1) -> Figures:
    counts = (AgencyFigures(agency=one, received=20, on_time=11, late=1, in_process=8) for one in agencies)
    return Figures(
        as_of=MORNING - timedelta(hours=hours_old),
        source="Hệ thống một cửa",
        since=date(2026, 1, 1),
        agencies=tuple(counts),
    )


def test_a_notice_stands_from_now_until_it_is_taken_down(hall: Hall, command: Command) -> None:
    put = hall.put_notice(NoticeKind.TICKER, "Quầy 3 tạm nghỉ", "Counter 3 is closed", command=command(), actor="a")
    assert hall.posted().notices == (put,)
    assert put.stands(MORNING)
    hall.take_notice_down(put.id, command=command(), actor="a")
    assert hall.posted().notices == ()
    with pytest.raises(UnknownNotice):
        hall.take_notice_down(put.id, command=command(), actor="a")


def test_a_notice_whose_time_is_over_is_read_by_nobody_and_one_to_come_is_known_before(
    hall: Hall, clock: FakeClock, command: Command
) -> None:
    put = hall.put_notice(
        NoticeKind.TICKER,
        "Chiều nay nghỉ",
        starts_at=MORNING + timedelta(hours=1),
        ends_at=MORNING + timedelta(hours=2),
        command=command(),
        actor="a",
    )
    assert hall.posted().notices == (put,)
    assert not put.stands(MORNING)
    assert put.stands(MORNING + timedelta(hours=1))
    clock.forward(hours=2)
    assert not put.stands(clock.at)
    assert hall.posted().notices == ()


def test_the_text_is_composed_and_stands_on_one_line_without_what_no_board_can_draw(
    sqlite_hall: Hall, command: Command
) -> None:
    spread = unicodedata.normalize("NFD", "  Nghỉ\n\ttrưa\u200b \x07 lúc 11:30 ")
    put = sqlite_hall.put_notice(NoticeKind.TICKER, spread, command=command(), actor="a")
    assert put.said.vi == "Nghỉ trưa lúc 11:30"
    assert sqlite_hall.posted().notices[0].said.vi == "Nghỉ trưa lúc 11:30"


def test_what_nobody_could_read_is_refused(sqlite_hall: Hall, command: Command) -> None:
    def put(text: str, english: str = "", **times: object) -> None:
        sqlite_hall.put_notice(NoticeKind.TICKER, text, english, command=command(), actor="a", **times)  # type: ignore[arg-type]

    with pytest.raises(NoticeEmpty):
        put(" \n ", "only in English")
    longest = LONGEST[NoticeKind.TICKER]
    put("ữ" * longest)
    with pytest.raises(NoticeTooLong):
        put("ữ" * (longest + 1))
    with pytest.raises(NoticeTooLong):
        put("ngắn", "x" * (longest + 1))
    with pytest.raises(NoticeOver):
        put("đã qua", ends_at=MORNING)
    with pytest.raises(NoticeOver):
        put("ngược", starts_at=MORNING + timedelta(hours=2), ends_at=MORNING + timedelta(hours=1))
    assert len(sqlite_hall.posted().notices) == 1


def test_more_notices_than_anybody_reads_are_refused(sqlite_hall: Hall, command: Command) -> None:
    for number in range(MOST_NOTICES):
        sqlite_hall.put_notice(NoticeKind.TICKER, f"thông báo {number}", command=command(), actor="a")
    with pytest.raises(TooManyNotices):
        sqlite_hall.put_notice(NoticeKind.EMERGENCY, "một nữa", command=command(), actor="a")


def test_the_journal_tells_that_and_by_whom_but_not_the_words(hall: Hall, store_url: str, command: Command) -> None:
    before = hall.now().seq
    put = hall.put_notice(NoticeKind.EMERGENCY, "Mời ông Trần Văn A", command=command(), actor="manager-2")
    hall.take_notice_down(put.id, command=command(), actor="manager-2")
    hall.import_figures(figures("TP"), command=command(), actor="manager-2")
    events = [one for one in hall.since(before) if isinstance(one.step, BoardStep)]
    assert [one.step for one in events] == list(BoardStep)
    assert {one.actor for one in events} == {"manager-2"}
    assert "Trần" not in repr(events)
    assert audit(store_url, hall.id).findings == ()


def test_whoever_follows_is_told_and_a_call_made_just_before_is_not_lost(
    hall: Hall, store_url: str, clock: FakeClock, command: Command
) -> None:
    feed = Feed(store_url, hall.id, clock=clock)
    first = feed.news(0.0)
    assert first is not None
    assert first.posted == hall.posted()
    hall.open_counter(4, command=command(), actor="c")
    hall.issue("TP01", command=command(), actor="k")
    while feed.news(0.0) is not None:
        pass
    called = hall.call_next(4, command=command(), actor="c")
    put = hall.put_notice(NoticeKind.TICKER, "Quầy 3 tạm nghỉ", command=command(), actor="a")
    news = feed.news(0.0)
    feed.close()
    assert news is not None
    assert [call.label for call in map(call_of, news.events) if call] == [called.label]
    assert news.posted is not None
    assert news.posted.notices == (put,)
    assert news.now.seq == hall.now().seq


def test_figures_take_the_place_of_those_before(hall: Hall, command: Command) -> None:
    assert hall.posted().figures is None
    assert hall.import_figures(figures("TP", "NV", hours_old=30), command=command(), actor="a") == 2
    new = figures("NV", "TC", "TP")
    assert hall.import_figures(new, command=command(), actor="a") == 3
    assert hall.posted().figures == new


def test_figures_that_cannot_be_true_change_nothing(sqlite_hall: Hall, command: Command) -> None:
    known = figures("TP")
    sqlite_hall.import_figures(known, command=command(), actor="a")
    bad = [figures("TP", hours_old=-1), figures(), figures("TP", "TP")]
    for one in bad:
        with pytest.raises(BadFigures):
            sqlite_hall.import_figures(one, command=command(), actor="a")
    with pytest.raises(UnknownAgency):
        sqlite_hall.import_figures(figures("TP", "XX"), command=command(), actor="a")
    assert sqlite_hall.posted().figures == known


def test_a_restored_hall_tells_the_same(
    hall: Hall, store_url: str, tmp_path: Path, clock: FakeClock, command: Command
) -> None:
    hall.put_notice(NoticeKind.TICKER, "Quầy 3 tạm nghỉ", "Counter 3 is closed", command=command(), actor="a")
    hall.put_notice(NoticeKind.EMERGENCY, "Báo cháy", ends_at=MORNING + timedelta(days=1), command=command(), actor="a")
    hall.import_figures(figures("NV", "TP"), command=command(), actor="a")
    back_up(store_url, tmp_path / "saved")
    url = f"sqlite:///{tmp_path}/restored.db"
    restore(tmp_path / "saved", url)
    other = Hall(url, hall.id, clock=clock)
    assert other.posted() == hall.posted()
    assert other.posted().figures is not None
    other.close()


def test_a_command_that_comes_twice_is_answered_twice_and_done_once(hall: Hall, command: Command) -> None:
    put, down, publish = command(), command(), command()
    first = hall.put_notice(NoticeKind.TICKER, "Quầy 3 tạm nghỉ", command=put, actor="a")
    assert hall.put_notice(NoticeKind.TICKER, "Quầy 3 tạm nghỉ", command=put, actor="a") == first
    assert hall.posted().notices == (first,)
    assert [hall.take_notice_down(first.id, command=down, actor="a") for _ in range(2)] == [first.id, first.id]
    assert [hall.import_figures(figures("TP"), command=publish, actor="a") for _ in range(2)] == [1, 1]


def test_a_notice_is_changed_in_one_moment_and_what_is_refused_leaves_the_old_one(hall: Hall, command: Command) -> None:
    for number in range(MOST_NOTICES - 1):
        hall.put_notice(NoticeKind.TICKER, f"thông báo {number}", command=command(), actor="a")
    old = hall.put_notice(NoticeKind.TICKER, "Quầy 3 tạm nghĩ", command=command(), actor="a")
    before = hall.now().seq
    with pytest.raises(NoticeEmpty):
        hall.put_notice(NoticeKind.TICKER, " ", instead_of=old.id, command=command(), actor="a")
    with pytest.raises(UnknownNotice):
        hall.put_notice(NoticeKind.TICKER, "ai", instead_of=old.id + 99, command=command(), actor="a")
    with pytest.raises(NoticeOver):
        hall.put_notice(NoticeKind.TICKER, "ai", ends_at=MORNING, instead_of=old.id, command=command(), actor="a")
    assert hall.posted().notices[-1] == old
    assert hall.now().seq == before
    new = hall.put_notice(NoticeKind.TICKER, "Quầy 3 tạm nghỉ", instead_of=old.id, command=command(), actor="a")
    assert hall.posted().notices[-1] == new
    assert len(hall.posted().notices) == MOST_NOTICES
    assert hall.now().seq == before + 1


def test_pictures_of_a_telephone_are_left_out_and_all_letters_and_signs_stay(
    sqlite_hall: Hall, command: Command
) -> None:
    text = "🎉 Chúc mừng 👩🏽‍⚕️ năm mới ☎️ № 3 → 25° © “ữ” 1️⃣ €"
    put = sqlite_hall.put_notice(NoticeKind.TICKER, text, command=command(), actor="a")
    assert put.said.vi == "Chúc mừng năm mới № 3 → 25° © “ữ” 1 €"
    with pytest.raises(NoticeEmpty):
        sqlite_hall.put_notice(NoticeKind.TICKER, "🎉🎉", command=command(), actor="a")
