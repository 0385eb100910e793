"""Which picture or film is next, with a real folder and real faults in it."""

from __future__ import annotations

import logging
import os
from pathlib import Path

import pytest

from display.playlist import SETTLED, Found, MediaFile, MediaKind, Playlist, scan
from display.programme import CardItem, FigureItem, FileItem, Programme
from shared.media_form import MediaOrder

NOW = 1_800_000_000.0


def put(folder: Path, name: str, *, age: float = 60, content: bytes = b"x") -> Path:
    path = folder / name
    path.write_bytes(content)
    os.utime(path, (NOW - age, NOW - age))
    return path


def listed(folder: Path) -> Found:
    return scan(folder, now=NOW)


def names(playlist: Playlist, count: int) -> list[str]:
    found = [playlist.next() for _ in range(count)]
    return [one.path.name if one else "" for one in found]


def test_files_come_in_the_order_of_their_numbers_and_names_round_and_round(tmp_path: Path) -> None:
    for name in ("10.jpg", "2.png", "Áo dài.mp4", "ba.webm"):
        put(tmp_path, name)
    playlist = Playlist()
    playlist.found(listed(tmp_path))
    assert names(playlist, 5) == ["2.png", "10.jpg", "Áo dài.mp4", "ba.webm", "2.png"]


def test_a_file_that_comes_while_the_board_runs_is_shown_in_its_place(tmp_path: Path) -> None:
    put(tmp_path, "1.jpg")
    put(tmp_path, "3.jpg")
    playlist = Playlist()
    playlist.found(listed(tmp_path))
    assert names(playlist, 1) == ["1.jpg"]
    put(tmp_path, "2.jpg")
    playlist.found(listed(tmp_path))
    assert names(playlist, 2) == ["2.jpg", "3.jpg"]
    (tmp_path / "1.jpg").unlink()
    playlist.found(listed(tmp_path))
    assert names(playlist, 2) == ["2.jpg", "3.jpg"]


def test_a_file_that_is_still_being_copied_is_left_alone(tmp_path: Path) -> None:
    put(tmp_path, "half.mp4", age=SETTLED / 2)
    put(tmp_path, "empty.jpg", content=b"")
    put(tmp_path, "other.mp4.part")
    put(tmp_path, ".hidden.jpg")
    (tmp_path / "folder.jpg").mkdir()
    (tmp_path / "gone.jpg").symlink_to(tmp_path / "nowhere.jpg")
    assert listed(tmp_path) == Found()
    assert [one.path.name for one in scan(tmp_path, now=NOW + SETTLED).files] == ["half.mp4"]


def test_a_file_whose_clock_is_ahead_is_not_waited_for(tmp_path: Path) -> None:
    put(tmp_path, "tomorrow.jpg", age=-86_400)
    assert [one.path.name for one in listed(tmp_path).files] == ["tomorrow.jpg"]


def test_a_spoilt_file_is_named_once_and_tried_again_when_it_is_another_one(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    put(tmp_path, "1.jpg")
    playlist = Playlist()
    playlist.found(listed(tmp_path))
    file = playlist.next()
    assert file is not None
    with caplog.at_level(logging.WARNING):
        playlist.spoil(file, "damaged")
        playlist.spoil(file, "damaged")
        playlist.found(listed(tmp_path))
    assert [one.getMessage() for one in caplog.records] == ["1.jpg cannot be shown and is passed over: damaged"]
    assert playlist.next() is None
    put(tmp_path, "1.jpg", content=b"mended")
    playlist.found(listed(tmp_path))
    assert names(playlist, 1) == ["1.jpg"]


def test_strange_files_and_a_lost_folder_are_told_once(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    put(tmp_path, "thông báo.docx")
    put(tmp_path, "1.jpg")
    playlist = Playlist()
    with caplog.at_level(logging.WARNING):
        for _ in range(3):
            playlist.found(listed(tmp_path))
        for _ in range(3):
            playlist.lost("no such folder")
    assert len(caplog.records) == 2
    assert names(playlist, 1) == ["1.jpg"]
    with pytest.raises(OSError, match="nowhere"):
        scan(tmp_path / "nowhere", now=NOW)


def test_shuffled_files_come_each_once_a_round(tmp_path: Path) -> None:
    wanted = [f"{n}.jpg" for n in range(8)]
    for name in wanted:
        put(tmp_path, name)
    playlist = Playlist(MediaOrder.SHUFFLED)
    playlist.found(listed(tmp_path))
    rounds = [names(playlist, 8) for _ in range(3)]
    assert all(sorted(one) == wanted for one in rounds)
    assert len(set(map(tuple, rounds))) > 1


def test_without_films_there_are_only_pictures(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    put(tmp_path, "1.mp4")
    put(tmp_path, "2.jpg")
    playlist = Playlist()
    playlist.found(listed(tmp_path))
    with caplog.at_level(logging.WARNING):
        playlist.without(MediaKind.FILM, "not installed")
    assert names(playlist, 2) == ["2.jpg", "2.jpg"]
    assert len(caplog.records) == 1


# -- the programme -------------------------------------------------------------------------------------------------


def file(name: str, kind: MediaKind = MediaKind.PICTURE) -> MediaFile:
    return MediaFile(path=Path(name), kind=kind, changed_ns=1, size=1)


def programme(*files: MediaFile) -> Programme:
    playlist = Playlist()
    playlist.found(Found(files=files))
    return Programme(playlist, picture_seconds=10, page_seconds=5)


def shown(one: Programme, time: float, pages: int = 0) -> str:
    item = one.at(time, pages=pages)
    match item:
        case FileItem(file=found):
            return found.path.name
        case FigureItem(page=page):
            return f"page {page}"
        case CardItem():
            return "card"


def test_a_file_and_a_page_of_figures_take_turns() -> None:
    one = programme(file("1.jpg"), file("2.jpg"))
    assert [shown(one, time, pages=2) for time in (0, 9, 10, 15, 25, 30)] == [
        "1.jpg",
        "1.jpg",
        "page 0",
        "2.jpg",
        "page 1",
        "1.jpg",
    ]


def test_a_film_stands_until_it_says_that_it_has_ended() -> None:
    one = programme(file("1.mp4", MediaKind.FILM), file("2.jpg"))
    item = one.at(0, pages=0)
    assert shown(one, 3600) == "1.mp4"
    one.ended(item)
    assert shown(one, 3600.25) == "2.jpg"


def test_what_fails_gives_way_at_once_and_when_all_has_failed_there_are_figures_or_the_card() -> None:
    one = programme(file("1.jpg"), file("2.mp4", MediaKind.FILM))
    for name in ("1.jpg", "2.mp4"):
        item = one.at(0, pages=0)
        assert isinstance(item, FileItem)
        assert item.file.path.name == name
        one.failed(item, "damaged")
    assert shown(one, 0) == "card"
    assert shown(one, 0.25, pages=3) == "page 0"
    assert shown(one, 6, pages=3) == "page 1"
    assert shown(one, 6.25, pages=1) == "page 0"
    assert shown(one, 7) == "card"


def test_an_empty_folder_shows_the_card_until_there_is_a_file() -> None:
    playlist = Playlist()
    one = Programme(playlist, picture_seconds=10, page_seconds=5)
    assert shown(one, 0) == "card"
    playlist.found(Found(files=(file("1.jpg"),)))
    assert shown(one, 0.25) == "1.jpg"
