"""Films played for real, without a sound device, and hushed while somebody is called."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from display.views.film import Film
from shared.media_form import WhileSpeaking

CLIPS = Path(__file__).parent / "clips"


@pytest.fixture(params=[WhileSpeaking.DUCK])
def film(request: pytest.FixtureRequest, qtbot: QtBot, qapp: QApplication) -> Iterator[Film]:
    made = Film(volume=0, while_speaking=request.param)
    yield made
    made.stop()
    made.deleteLater()


pauses = pytest.mark.parametrize("film", [WhileSpeaking.PAUSE], indirect=True)


def test_a_film_gives_its_pictures_and_says_that_it_has_ended(qtbot: QtBot, film: Film) -> None:
    sizes = []
    film.pictured.connect(lambda frame: sizes.append(frame.toImage().size().toTuple()))
    with qtbot.waitSignal(film.ended, timeout=10_000):
        film.play(CLIPS / "one-second.mp4")
    assert len(sizes) >= 5
    assert set(sizes) == {(96, 54)}


def test_the_same_film_can_be_played_again_and_again(qtbot: QtBot, film: Film) -> None:
    for _ in range(3):
        with qtbot.waitSignals([film.pictured, film.ended], timeout=10_000):
            film.play(CLIPS / "one-second.mp4")


@pytest.mark.parametrize("fault", ["noise", "cut", "sound only", "gone", "a text"])
def test_what_cannot_be_played_is_given_up(qtbot: QtBot, film: Film, tmp_path: Path, fault: str) -> None:
    path = tmp_path / "film.mp4"
    whole = (CLIPS / "one-second.mp4").read_bytes()
    match fault:
        case "noise":
            path.write_bytes(os.urandom(20_000))
        case "cut":
            path.write_bytes(whole[:200])
        case "sound only":
            shutil.copyfile(CLIPS / "sound-only.mp4", path)
        case "a text":
            path.write_text("không phải phim", encoding="utf-8")
    ended = []
    film.ended.connect(lambda: ended.append(True))
    with qtbot.waitSignal(film.failed, timeout=10_000) as failed:
        film.play(path)
    assert failed.args
    assert failed.args[0]
    assert not ended


def test_a_film_too_large_for_a_machine_without_a_gpu_says_so(qtbot: QtBot, film: Film) -> None:
    told: list[str] = []
    film.large.connect(told.append)
    for name in ("large.mp4", "one-second.mp4"):
        with qtbot.waitSignal(film.ended, timeout=10_000):
            film.play(CLIPS / name)
    assert told, "it may be said more than once, but of the large film only"
    assert all(size.startswith("1920×1080, ") for size in told)


def test_a_film_that_was_stopped_says_nothing_more(qtbot: QtBot, film: Film) -> None:
    said = []
    for signal in (film.ended, film.failed):
        signal.connect(lambda *_: said.append(True))
    with qtbot.waitSignal(film.pictured, timeout=10_000):
        film.play(CLIPS / "one-second.mp4")
    film.stop()
    with qtbot.waitSignal(film.ended, timeout=10_000):
        film.play(CLIPS / "one-second.mp4")
    assert said == [True]


def test_hushed_it_goes_on_nearly_silent_and_comes_back(qtbot: QtBot, film: Film) -> None:
    film.play(CLIPS / "one-second.mp4")
    qtbot.waitUntil(lambda: film.playing)
    film.hush()
    levels = [film.level]
    qtbot.waitUntil(lambda: levels.append(film.level) or film.level == pytest.approx(0.1))  # type: ignore[func-returns-value]
    film.resume()
    qtbot.waitUntil(lambda: film.level == pytest.approx(1.0))
    assert sorted(levels, reverse=True) == levels
    assert len(set(levels)) > 3, "it fades; it is not cut off"


def test_to_resume_what_was_not_hushed_changes_nothing(film: Film) -> None:
    film.resume()
    assert film.level == 1.0


@pauses
def test_it_can_pause_instead_and_plays_on_from_there(qtbot: QtBot, film: Film) -> None:
    with qtbot.waitSignal(film.pictured, timeout=10_000):
        film.play(CLIPS / "one-second.mp4")
    film.hush()
    qtbot.waitUntil(lambda: not film.playing)
    with qtbot.waitSignal(film.ended, timeout=10_000):
        film.resume()


@pauses
def test_a_film_that_begins_while_somebody_is_called_waits(qtbot: QtBot, film: Film) -> None:
    film.hush()
    film.play(CLIPS / "one-second.mp4")
    assert not film.playing
    with qtbot.waitSignal(film.ended, timeout=10_000):
        film.resume()


def test_a_voice_that_died_does_not_hush_for_ever(qtbot: QtBot, film: Film) -> None:
    film.longest_hush(0.01)
    film.hush()
    qtbot.waitUntil(lambda: not film.hushed)
    qtbot.waitUntil(lambda: film.level == pytest.approx(1.0))
