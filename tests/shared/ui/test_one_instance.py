"""One station is one program, and a holder that was killed holds nothing."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from shared.ui.one_instance import OneInstance, RunningAlready

HOLDER = """
import sys
from pathlib import Path
from shared.ui.one_instance import OneInstance
own = OneInstance(Path(sys.argv[1]))
own.take()
print("held", flush=True)
sys.stdin.read()
"""


def holder(file: Path) -> subprocess.Popen[str]:
    """Another process, which has the lock."""
    made = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(file)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert made.stdout is not None
    assert made.stdout.readline() == "held\n"
    return made


def test_the_second_is_refused_and_told_by_whom(tmp_path: Path) -> None:
    file = tmp_path / "kiosk.lock"
    with holder(file) as other:
        with pytest.raises(RunningAlready) as refused:
            OneInstance(file).take()
        assert refused.value.pid == other.pid
        other.communicate()
    OneInstance(file).take()


def test_a_holder_that_runs_for_an_hour_still_holds(tmp_path: Path) -> None:
    file = tmp_path / "kiosk.lock"
    with holder(file) as other:
        os.utime(file, (1_000_000_000, 1_000_000_000))
        with pytest.raises(RunningAlready):
            OneInstance(file).take()
        other.communicate()


def test_the_lock_of_a_killed_holder_is_taken_at_once(tmp_path: Path) -> None:
    file = tmp_path / "kiosk.lock"
    with holder(file) as other:
        other.kill()
        other.wait()
        assert file.exists(), "what a killed program leaves"
        OneInstance(file).take()


def test_it_is_taken_even_if_another_program_has_got_the_holders_number(tmp_path: Path) -> None:
    file = tmp_path / "kiosk.lock"
    with holder(file) as other:
        other.kill()
        other.wait()
        left = file.read_text(encoding="utf-8").split("\n")
        assert left[0] == str(other.pid)
        file.write_text("\n".join([str(os.getppid()), *left[1:]]), encoding="utf-8")
        OneInstance(file).take()


def test_a_lock_that_was_given_back_is_free(tmp_path: Path) -> None:
    first, second = OneInstance(tmp_path / "one"), OneInstance(tmp_path / "one")
    first.take()
    first.release()
    second.take()


def test_stations_of_other_names_kinds_and_halls_do_not_meet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RUNTIME_DIRECTORY", str(tmp_path))
    names = (("kiosk", "a", "x"), ("kiosk", "b", "x"), ("board", "a", "x"), ("kiosk", "a", "y"))
    all_at_once = [OneInstance.of(program, station, hall=hall) for program, station, hall in names]
    for one in all_at_once:
        one.take()
    with pytest.raises(RunningAlready):
        OneInstance.of("kiosk", "a", hall="x").take()


def test_a_folder_that_cannot_be_written_is_no_second_program(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="cannot be made"):
        OneInstance(tmp_path / "nowhere" / "lock").take()
