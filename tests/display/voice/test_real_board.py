"""The real board with a real loudspeaker: killed in the middle of a sentence, its store started anew under it, its
loudspeaker pulled. What must be heard is heard whole, once, in its order; what is shown is true at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from hardware.sound.pcm import Pcm
from shared.catalogue import Catalogue
from shared.demo.stations import Rehearsed
from shared.domain.errors import StoreAway
from shared.domain.station import Complaint, DeviceKind, Health, StationKind, diagnoses
from shared.founding import found_hall, open_all_day
from shared.hall import Hall
from shared.settings import HallForm
from shared.speech import Spoken, announcement
from tests.display.voice.conftest import MakeVoices, called_to, speaking, speaking_board
from tests.postgres import PostgresServer
from tests.sound_server import SoundServer


@pytest.fixture
def sentence(spoken_by: MakeVoices) -> Callable[[tuple[str, int]], Pcm]:
    """What must be heard of a call."""
    voice = spoken_by({})["vi"]
    voice.prepare(lambda: True)
    return lambda call: voice.sentence(announcement([Spoken(label=call[0], counter=call[1])], "vi"))


@pytest.fixture
def running(state_home: Path, sound_server: SoundServer, monkeypatch: pytest.MonkeyPatch) -> Iterator[ExitStack]:
    """Ends the programs of a test."""
    monkeypatch.setenv("XDG_STATE_HOME", str(state_home))
    with ExitStack() as programs:
        yield programs


def start(running: ExitStack, settings: Path, log: Path) -> Rehearsed:
    board = running.enter_context(Rehearsed("display", settings=settings, size="1280x720", log=log))
    board.wait(connected=True, within=25.0)
    return board


def spoken(board: Rehearsed) -> list[tuple[str, int]]:
    return [(label, counter) for label, counter, *_ in board.do("state")["spoken"]]


def test_a_board_killed_in_the_middle_of_a_sentence_says_it_whole_when_it_is_back_and_shows_the_truth_at_once(
    qtbot: QtBot,
    running: ExitStack,
    open_hall: Hall,
    sentence: Callable[[tuple[str, int]], Pcm],
    sound_server: SoundServer,
    tmp_path: Path,
) -> None:
    settings = speaking_board(tmp_path, "board-1", store=f"sqlite:///{tmp_path}/open.db")
    board = start(running, settings, tmp_path / "log")
    heard = running.enter_context(sound_server.recording())
    before = called_to(open_hall, 1)
    qtbot.waitUntil(lambda: spoken(board) == [before], timeout=25_000)
    cut = called_to(open_hall, 2)
    qtbot.waitUntil(lambda: speaking() == board.pid, timeout=15_000)
    board.kill()
    while_dead = called_to(open_hall, 3)
    qtbot.waitUntil(lambda: sound_server.playing() == 0, timeout=10_000)
    again = start(running, settings, tmp_path / "log")
    assert again.do("state")["seq"] == open_hall.now().seq
    shown = again.do("state")
    assert {tuple(one) for one in [*shown["now_calling"], *shown["recent"]]} >= {cut, while_dead}
    qtbot.waitUntil(lambda: spoken(again) == [cut, while_dead], timeout=40_000)
    heard.catch_up()
    places = [heard.positions(sentence(one)) for one in (before, cut, while_dead)]
    assert [len(one) for one in places] == [1, 1, 1], "each is heard whole, once"
    assert places == sorted(places)
    again.kill()
    third = start(running, settings, tmp_path / "log")
    after = called_to(open_hall, 4)
    qtbot.waitUntil(lambda: spoken(third) == [after], timeout=25_000)


@pytest.mark.postgresql
def test_a_store_that_is_started_anew_in_the_middle_of_a_sentence_costs_no_call_and_repeats_none(
    qtbot: QtBot,
    running: ExitStack,
    sentence: Callable[[tuple[str, int]], Pcm],
    sound_server: SoundServer,
    sample_form: HallForm,
    sample_catalogue: Catalogue,
    postgres: PostgresServer,
    tmp_path: Path,
) -> None:
    url = postgres.database("restarted_under_a_board")
    found_hall(url, open_all_day(sample_form), sample_catalogue)
    hall = Hall(url, sample_form.id)
    running.callback(hall.close)
    settings = speaking_board(tmp_path, "board-1", store=url)
    board = start(running, settings, tmp_path / "log")
    heard = running.enter_context(sound_server.recording())
    first, second = called_to(hall, 1), called_to(hall, 2)
    qtbot.waitUntil(lambda: speaking() == board.pid, timeout=15_000)
    postgres.stop()
    board.wait(connected=False, within=20.0)
    shown = board.do("state")
    assert {tuple(one) for one in [*shown["now_calling"], *shown["recent"]]} == {first, second}, (
        "it keeps what it knows"
    )
    qtbot.waitUntil(lambda: spoken(board) == [first, second], timeout=40_000)
    postgres.start()
    board.wait(connected=True, within=30.0)
    after: list[tuple[str, int]] = []

    def somebody_is_called() -> bool:
        try:
            after.append(called_to(hall, 3))
        except StoreAway:
            return False
        return True

    qtbot.waitUntil(somebody_is_called, timeout=20_000)
    qtbot.waitUntil(lambda: spoken(board) == [first, second, *after], timeout=40_000)
    heard.catch_up()
    places = [heard.positions(sentence(one)) for one in (first, second, *after)]
    assert [len(one) for one in places] == [1, 1, 1]


def test_a_loudspeaker_that_is_pulled_is_told_of_in_the_list_of_stations_and_young_calls_follow_when_it_is_back(
    qtbot: QtBot,
    running: ExitStack,
    open_hall: Hall,
    sentence: Callable[[tuple[str, int]], Pcm],
    sound_server: SoundServer,
    tmp_path: Path,
) -> None:
    settings = speaking_board(tmp_path, "board-1", store=f"sqlite:///{tmp_path}/open.db")
    board = start(running, settings, tmp_path / "log")
    cut = called_to(open_hall, 1)
    qtbot.waitUntil(lambda: speaking() == board.pid, timeout=15_000)
    sound_server.pull_the_plug()

    def told() -> bool:
        (one,) = [one for one in diagnoses(open_hall.stations()) if one.station.kind is StationKind.BOARD]
        return any(
            each.complaint is Complaint.DEVICE
            and each.state is Health.BAD
            and each.device is not None
            and each.device.kind is DeviceKind.VOICE
            for each in one.symptoms
        )

    qtbot.waitUntil(told, timeout=30_000)
    silent = called_to(open_hall, 2)
    board.wait(now_calling=[[silent[0], silent[1]]], within=10.0)
    sound_server.plug_in()
    heard = running.enter_context(sound_server.recording())
    qtbot.waitUntil(lambda: silent in spoken(board), timeout=30_000)
    young = [one for one in (cut, silent) if one in spoken(board)]
    heard.catch_up()
    assert [len(heard.positions(sentence(one))) for one in young] == [1] * len(young)
    assert spoken(board) == young, "in their order, if the first was still young"
