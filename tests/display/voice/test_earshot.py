"""Boards that hear each other: one speaks, and when it dies another goes on."""

from __future__ import annotations

import itertools
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from display.voice.roles import Alone, InEarshot
from shared.demo.stations import Rehearsed
from shared.domain.station import StationKind
from shared.domain.voice import Settled
from shared.hall import Hall
from tests.conftest import FakeClock
from tests.display.voice.conftest import MakeBooth, MakeVoices, called_to, speaking, speaking_board
from tests.sound_server import SoundServer

_LASTS = timedelta(seconds=4)


def test_one_holds_the_role_until_it_is_over_by_the_stores_clock(hall: Hall, clock: FakeClock) -> None:
    assert hall.voice_role("tầng 1", holder="a", lasts=_LASTS).mine
    clock.forward(seconds=3)
    assert not hall.voice_role("tầng 1", holder="b", lasts=_LASTS).mine
    assert hall.voice_role("tầng 1", holder="a", lasts=_LASTS).mine
    clock.forward(seconds=4.5)
    assert hall.voice_role("tầng 1", holder="b", lasts=_LASTS).mine
    assert not hall.voice_role("tầng 1", holder="a", lasts=_LASTS).mine
    assert hall.voice_role("tầng 2", holder="a", lasts=_LASTS).mine


def test_what_was_settled_is_told_to_whoever_is_next_and_only_the_holder_may_tell(hall: Hall, clock: FakeClock) -> None:
    hall.voice_role("x", holder="a", lasts=_LASTS)
    hall.voice_settled("x", holder="a", done=Settled(upto=7, also=frozenset({9})))
    hall.voice_settled("x", holder="b", done=Settled(upto=99))
    hall.voice_given_back("x", holder="b")
    assert not hall.voice_role("x", holder="b", lasts=_LASTS).mine
    hall.voice_given_back("x", holder="a")
    taken = hall.voice_role("x", holder="b", lasts=_LASTS)
    assert taken.mine
    assert taken.settled == Settled(upto=7, also=frozenset({9}))


def test_two_who_ask_at_once_never_both_have_it(qtbot: QtBot, store_url: str, hall: Hall, clock: FakeClock) -> None:
    """Twelve boards ask again and again; the clock is the test's own, so it is never over by itself."""
    boards = [InEarshot(lambda: Hall(store_url, hall.id, clock=clock), "x", seconds=lambda: 0.0) for _ in range(6)]
    for one in boards:
        one.start()
    qtbot.waitUntil(lambda: any(one.mine() for one in boards), timeout=10_000)
    for _ in range(5):
        holder = next(one for one in boards if one.mine())
        assert [one.mine() for one in boards].count(True) == 1
        holder.stop()
        boards.remove(holder)
        if boards:
            qtbot.waitUntil(lambda: any(one.mine() for one in boards), timeout=10_000)
    for one in boards:
        one.stop()


def test_who_cannot_be_heard_leaves_the_speaking_to_another_and_does_not_take_it_back(
    qtbot: QtBot, store_url: str, hall: Hall, clock: FakeClock
) -> None:
    mute, other = (InEarshot(lambda: Hall(store_url, hall.id, clock=clock), "x", seconds=lambda: 0.0) for _ in range(2))
    mute.start()
    qtbot.waitUntil(mute.mine, timeout=10_000)
    mute.able(False)
    qtbot.waitUntil(lambda: not mute.mine(), timeout=10_000)
    other.start()
    qtbot.waitUntil(other.mine, timeout=10_000)
    mute.able(True)
    other.settle(Settled(upto=5))
    qtbot.waitUntil(lambda: mute.settled() == Settled(upto=5), timeout=10_000)
    assert (mute.mine(), other.mine()) == (False, True)
    other.stop()
    qtbot.waitUntil(mute.mine, timeout=10_000)
    mute.stop()


def test_a_board_that_cannot_reach_the_store_falls_silent_before_its_time_is_over(hall: Hall, store_url: str) -> None:
    now = itertools.count(0.0, 0.05)
    role = InEarshot(lambda: hall, "x", seconds=lambda: next(now))
    role._ask(hall)
    assert role.mine()
    while role.mine():
        pass
    assert next(now) < _LASTS / timedelta(seconds=1)


def test_what_a_lone_voice_has_said_outlives_it(tmp_path: Path) -> None:
    Alone(tmp_path / "v", hall="a").settle(Settled(upto=12))
    assert Alone(tmp_path / "v", hall="a").settled() == Settled(upto=12)
    assert Alone(tmp_path / "v", hall="b").settled() == Settled()
    (tmp_path / "v").write_text("a\nrubbish", encoding="utf-8")
    assert Alone(tmp_path / "v", hall="a").settled() == Settled()


def test_two_boards_never_both_speak_and_a_killed_one_is_followed(
    qtbot: QtBot,
    booth: MakeBooth,
    spoken_by: MakeVoices,
    open_hall: Hall,
    state_home: Path,
    sound_server: SoundServer,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(state_home))
    hall, say = open_hall, booth()
    spoken_by({})["vi"].prepare(lambda: True)
    with ExitStack() as running:
        boards = []
        for name in ("board-1", "board-2"):
            settings = speaking_board(tmp_path, name, store=f"sqlite:///{tmp_path}/open.db", earshot="tầng 1")
            boards.append(
                running.enter_context(Rehearsed("display", settings=settings, size="1280x720", log=tmp_path / name))
            )
        for one in boards:
            one.wait(connected=True, within=20.0)
        heard = running.enter_context(sound_server.recording())
        first = called_to(hall, 1)
        sentence = say.sentence(*first)
        qtbot.waitUntil(lambda: bool(heard.positions(sentence)), timeout=25_000)
        # Heard is not told yet: whoever dies in that moment leaves it to be said once more.
        qtbot.waitUntil(lambda: any(one.do("state")["spoken"] for one in boards), timeout=25_000)
        second, third = called_to(hall, 2), called_to(hall, 3)
        qtbot.waitUntil(lambda: speaking() is not None, timeout=20_000)
        killed = next(one for one in boards if one.pid == speaking())
        left = next(one for one in boards if one is not killed)
        killed.kill()
        qtbot.waitUntil(lambda: speaking() == left.pid, timeout=25_000)
        qtbot.waitUntil(lambda: len(left.do("state")["spoken"]) >= 2, timeout=30_000)
        assert [one[:2] for one in left.do("state")["spoken"]][-2:] == [list(second), list(third)]
        heard.catch_up()
        places = [heard.positions(say.sentence(*one)) for one in (first, second, third)]
        assert [len(one) for one in places] == [1, 1, 1], "each is heard whole, once"
        assert places == sorted(places)
        qtbot.waitUntil(
            lambda: any(
                one.kind is StationKind.BOARD and one.spoken is not None and one.spoken >= hall.now().seq - 1
                for one in hall.stations().stations
            ),
            timeout=25_000,
        )
