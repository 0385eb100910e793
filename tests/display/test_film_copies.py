"""Films too large for a machine without a GPU are played from copies that ffmpeg makes in the background."""

from __future__ import annotations

import logging
import os
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from display.bulletin import BulletinNow
from display.film_copies import FilmCopies
from display.pane import MediaPane
from display.playlist import MediaFile, MediaKind
from display.views.film import Film
from display.views.media import MediaView
from shared.media_form import FiguresForm, MediaForm, WhileSpeaking

CLIPS = Path(__file__).parent / "clips"
DAY = 86400


@pytest.fixture
def copies(tmp_path: Path, qapp: QApplication) -> Iterator[FilmCopies]:
    made = FilmCopies(tmp_path / "copies")
    yield made
    made.stop()


def test_the_copy_of_a_large_film_is_small_and_can_be_played(
    qtbot: QtBot, tmp_path: Path, copies: FilmCopies, caplog: pytest.LogCaptureFixture
) -> None:
    film = _film(tmp_path / "phim quê hương, 1:2.mp4")
    assert copies.of(film) == film.path
    with caplog.at_level(logging.INFO):
        copies.want(film, "1920×1080")
        qtbot.waitUntil(lambda: copies.of(film) != film.path, timeout=30_000)
    assert caplog.messages[-1] == "phim quê hương, 1:2.mp4 is played from a smaller copy from now on"
    assert film.path.read_bytes() == (CLIPS / "large.mp4").read_bytes(), "the film itself is left as it was"
    assert _size(qtbot, copies.of(film)) == (1280, 720)


def test_the_board_waits_for_the_copy_and_plays_nothing_larger(
    qtbot: QtBot, lettered: QApplication, tmp_path: Path, copies: FilmCopies
) -> None:
    (tmp_path / "films").mkdir()
    _film(tmp_path / "films/1.mp4")
    view = MediaView("vi", fades=False)
    qtbot.addWidget(view)
    view.resize(640, 360)
    view.show()
    sizes: set[tuple[int, int]] = set()
    played = Film(volume=0, while_speaking=WhileSpeaking.DUCK)
    played.pictured.connect(lambda frame: sizes.add(frame.toImage().size().toTuple()))
    pane = MediaPane(
        view,
        media=MediaForm(folder=str(tmp_path / "films")),
        figures=FiguresForm(),
        copies=copies,
        make_film=lambda *_: played,
        look_every=0.02,
    )
    pane.start()

    def small() -> bool:
        pane.look(0.0, BulletinNow(), up=True)
        return (1280, 720) in sizes

    qtbot.waitUntil(small, timeout=30_000)
    pane.stop()
    assert (1920, 1080) not in sizes


def test_a_film_that_changes_is_another_one(qtbot: QtBot, tmp_path: Path, copies: FilmCopies) -> None:
    film = _film(tmp_path / "film.mp4")
    copies.want(film, "1920×1080")
    qtbot.waitUntil(lambda: copies.of(film) != film.path, timeout=30_000)
    changed = MediaFile(path=film.path, kind=film.kind, changed_ns=film.changed_ns + 1, size=film.size)
    assert copies.of(changed) == film.path


def test_what_ffmpeg_cannot_read_is_told_once_and_played_as_it_is(
    qtbot: QtBot, tmp_path: Path, copies: FilmCopies, caplog: pytest.LogCaptureFixture
) -> None:
    path = tmp_path / "film.mp4"
    path.write_bytes(os.urandom(20_000))
    noise = MediaFile(path=path, kind=MediaKind.FILM, changed_ns=0, size=20_000)
    with caplog.at_level(logging.WARNING):
        copies.want(noise, "1920×1080")
        qtbot.waitUntil(lambda: bool(caplog.messages), timeout=30_000)
        copies.want(noise, "1920×1080")
    (told,) = caplog.messages
    assert told.startswith("no smaller copy of film.mp4: ")
    assert copies.of(noise) == path
    assert not list((tmp_path / "copies").iterdir())


def test_without_ffmpeg_the_log_says_what_would_help(
    tmp_path: Path, copies: FilmCopies, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    film = _film(tmp_path / "film.mp4")
    copies.want(film, "1920×1080, 30 pictures a second")
    copies.want(film, "1920×1080, 30 pictures a second")
    (told,) = caplog.messages
    assert "film.mp4 is 1920×1080" in told
    assert "ffmpeg" in told


def test_copies_nobody_uses_any_more_and_halves_are_thrown_away(tmp_path: Path, qapp: QApplication) -> None:
    folder = tmp_path / "copies"
    folder.mkdir()
    for name, days in (("used.mp4", 29), ("unused.mp4", 31), ("half.part", 0)):
        (folder / name).write_bytes(b"x")
        os.utime(folder / name, (time.time() - days * DAY,) * 2)
    FilmCopies(folder)
    assert [one.name for one in folder.iterdir()] == ["used.mp4"]


def test_a_board_that_ends_gives_up_the_copy_it_was_making(qtbot: QtBot, tmp_path: Path, copies: FilmCopies) -> None:
    path = tmp_path / "film.mp4"
    os.mkfifo(path)  # a film that never comes to its end
    copies.want(MediaFile(path=path, kind=MediaKind.FILM, changed_ns=0, size=1), "1920×1080")
    copies.stop()
    assert not list((tmp_path / "copies").iterdir())


def _film(path: Path) -> MediaFile:
    shutil.copyfile(CLIPS / "large.mp4", path)
    os.utime(path, (0, 0))
    return MediaFile(path=path, kind=MediaKind.FILM, changed_ns=0, size=path.stat().st_size)


def _size(qtbot: QtBot, path: Path) -> tuple[int, int]:
    film = Film(volume=0, while_speaking=WhileSpeaking.DUCK)
    images: list[QImage] = []
    film.pictured.connect(lambda frame: images.append(frame.toImage()))
    with qtbot.waitSignal(film.ended, timeout=10_000):
        film.play(path)
    film.deleteLater()
    return images[-1].width(), images[-1].height()
