"""`motcua stations`: one look says who is ill, and the exit code says so to a machine."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from uuid import uuid4

import pytest
from click.testing import CliRunner, Result

from shared.cli import terminal
from shared.cli.main import motcua
from shared.domain.station import StationKind
from shared.hall import Hall
from tests.shared.stations import EMPTY, LOW, READY, beat


def this_machine() -> datetime:
    return datetime.now(UTC)


@pytest.fixture
def look(hall: Hall, store_url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., Result]]:
    """Runs the command on the hall, in Vietnamese."""
    monkeypatch.setenv("LANGUAGE", "vi")
    terminal.language.cache_clear()

    def run(*words: str) -> Result:
        return CliRunner().invoke(motcua, ["--store", store_url, "--hall", hall.id, "stations", *words])

    yield run
    terminal.language.cache_clear()


@pytest.fixture
def live(hall: Hall, store_url: str) -> Iterator[Hall]:
    """The same hall, in real time."""
    made = Hall(store_url, hall.id)
    yield made
    made.close()


def test_before_anybody_has_beaten_there_is_nobody_to_judge(look: Callable[..., Result]) -> None:
    done = look()
    assert (done.exit_code, done.output) == (0, "Chưa có máy nào báo về.\n")


def test_a_locked_kiosk_is_well_and_stands_where_it_stands(look: Callable[..., Result], live: Hall) -> None:
    live.beat(beat(seq=live.now().seq, devices=(READY,), place_vi="Sảnh tầng 1", locked=True), clock=this_machine)
    done = look()
    assert done.exit_code == 0, done.output
    assert "kiosk-1 (Sảnh tầng 1)" in done.output
    assert done.output.rstrip().endswith("tốt, nhưng đang khóa")


def test_a_sound_hall_is_a_table_and_zero(look: Callable[..., Result], live: Hall) -> None:
    seq = live.now().seq
    live.beat(beat(seq=seq, devices=(READY,)), clock=this_machine)
    live.beat(beat("board-1", kind=StationKind.BOARD, seq=seq), clock=this_machine)
    done = look()
    assert done.exit_code == 0, done.output
    heading, board, kiosk = done.output.splitlines()
    assert heading.endswith("nhận xét")
    assert board.split()[:4] == ["✓", "board-1", "bảng", "0.1.0"]
    assert kiosk.split()[:4] == ["✓", "kiosk-1", "ki-ốt", "0.1.0"]
    assert "✓ printer" in kiosk
    assert kiosk.endswith("tốt")
    assert len({line.index(word) for line, word in ((heading, "loại"), (board, "bảng"), (kiosk, "ki-ốt"))}) == 1


def test_who_is_ill_is_told_with_every_reason_and_one(
    look: Callable[..., Result], live: Hall, hall: Hall, store_url: str
) -> None:
    seq = live.now().seq
    ago = Hall(store_url, hall.id, clock=lambda: this_machine() - timedelta(minutes=20))
    ago.beat(beat("kiosk-2", devices=(READY,)), clock=lambda: this_machine() - timedelta(minutes=20))
    ago.close()
    live.beat(beat(seq=seq, devices=(LOW,)), clock=this_machine)
    live.beat(beat("kiosk-3", seq=seq, devices=(EMPTY,)), clock=lambda: this_machine() + timedelta(hours=7))
    live.beat(beat("kiosk-4", seq=seq, version="0.0.9"), clock=this_machine)
    done = look()
    assert done.exit_code == 1
    _, first, second, third, fourth = done.output.splitlines()
    assert "! printer 6 m" in first
    assert first.endswith("sắp hết giấy, còn khoảng 6 m")
    assert "20 phút trước" in second
    assert "(✓ printer)" in second, "what a silent station told last stands in brackets"
    assert "không trả lời từ" in second
    assert third.endswith("hết giấy; đồng hồ chạy nhanh 7 giờ")
    assert "+25200." in third
    assert fourth.startswith("!")
    assert fourth.endswith("phiên bản 0.0.9, các máy khác là 0.1.0")


def test_the_manager_reads_which_board_is_behind_and_how_long_calls_wait_to_be_said(
    look: Callable[..., Result], live: Hall, hall: Hall
) -> None:
    before = live.now().seq
    hall.open_counter(4, command=uuid4(), actor="x")
    seq = live.now().seq
    board = partial(beat, kind=StationKind.BOARD, up=timedelta(minutes=5))
    live.beat(board("board-1", seq=seq, spoken=before), clock=this_machine)
    live.beat(board("board-2", seq=seq, spoken=before, unsaid=timedelta(seconds=51.4)), clock=this_machine)
    live.beat(board("board-3", seq=before), clock=this_machine)
    done = look()
    assert done.exit_code == 1
    heading, *boards = done.output.splitlines()
    assert heading.split("  ")[-1] == "nhận xét"
    at = heading.index("đã đọc")
    assert [one[at:].split("  ")[0] for one in boards] == ["đủ", "chậm 51 s", "-"]
    assert boards[0].endswith("tốt")
    assert boards[1].endswith("lời gọi chậm 51 giây")
    assert "màn hình chậm" in boards[2]


def test_a_machine_that_is_no_longer_used_can_be_struck_off(look: Callable[..., Result], live: Hall) -> None:
    live.beat(beat("kiosk-2"), clock=this_machine)
    done = look("--forget", "kiosk-2")
    assert (done.exit_code, done.output) == (0, "Chưa có máy nào báo về.\n")
    assert live.stations().stations == ()
