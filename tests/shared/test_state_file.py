"""Small files that outlive a program: whole, or as before."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from shared.state_file import StateFile


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "not/there/yet/count.json"


@pytest.fixture
def file(path: Path) -> StateFile:
    return StateFile(path, what="the count")


def test_nothing_is_there_until_something_is_kept(file: StateFile) -> None:
    assert file.read() is None
    file.keep("một")
    file.keep("hai")
    assert file.read() == "hai"


def test_another_program_finds_what_was_kept_and_nothing_beside_it(file: StateFile, path: Path) -> None:
    file.keep("hai")
    assert StateFile(path, what="the count").read() == "hai"
    assert [one.name for one in path.parent.iterdir()] == [path.name]


def test_what_was_there_stays_where_the_new_cannot_be_written(
    file: StateFile, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    file.keep("before")

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as disk:
        disk.setattr(os, "fsync", full)
        file.keep("after")
    assert file.read() == "before"
    assert "the count cannot be kept" in caplog.text
    file.keep("after")
    assert file.read() == "after"


def test_the_file_and_its_name_reach_the_disk_in_this_order(
    file: StateFile, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced = []

    def watched(descriptor: int) -> None:
        synced.append((Path(f"/proc/self/fd/{descriptor}").readlink().name, path.exists()))

    monkeypatch.setattr(os, "fsync", watched)
    file.keep("kept")
    assert synced == [(f".{path.name}.part", False), (path.parent.name, True)]


def test_a_folder_in_its_place_is_told_to_whoever_reads(path: Path) -> None:
    path.mkdir(parents=True)
    with pytest.raises(OSError):
        StateFile(path, what="the count").read()


def test_a_file_that_is_no_text_is_told_to_whoever_reads(file: StateFile, path: Path) -> None:
    path.parent.mkdir(parents=True)
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ValueError, match="utf-8"):
        file.read()
