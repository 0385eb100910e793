"""How programs begin and end: once on a machine, not by a bug alone, and always when they are asked to."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from shared.domain.errors import ConfigError
from shared.ui import program
from shared.ui.setting_page import SettingPage

PATIENCE = 30.0  # s for a program to start or end on a busy machine

#: A public face that says what is done to it. SIGUSR1 is a bug in its window's thread, SIGUSR2 one in another.
FACE = """
import os, signal, sys, threading
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget
from shared.ui import program

def say(what):
    print(what, flush=True)

class Face:
    window = None
    def state(self): return {"page": "home", "connected": True}
    def recover(self): say("home")
    def stop(self): say("stopped")

def bug(*_):
    QTimer.singleShot(0, lambda: {}["a test's own"])

def bug_elsewhere(*_):
    threading.Thread(target=lambda: {}["a test's own"]).start()

def build(station, options):
    signal.signal(signal.SIGUSR1, bug)
    signal.signal(signal.SIGUSR2, bug_elsewhere)
    face = Face()
    face.window = QWidget()
    QTimer.singleShot(0, lambda: say("runs with " + os.environ.get("QT_IM_MODULE", "any")))
    return face

kind = program.Kind(program="face", size=(100, 100), name=lambda *_: "one", screen=lambda _: "")
sys.exit(program.run(kind, program.arguments("face", "").parse_args(), build))
"""


class Started:
    """That face as a process."""

    def __init__(
        self, folder: Path, *options: str, text: str = 'store = "sqlite:///x.db"\nhall = "x"\n', **variables: str
    ) -> None:
        settings = folder / "motcua.toml"
        settings.write_text(text, encoding="utf-8")
        self._process = subprocess.Popen(
            [sys.executable, "-c", FACE, "--settings", str(settings), *options],
            env={**os.environ, "RUNTIME_DIRECTORY": str(folder), "QT_IM_MODULE": "ibus", **variables},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        self.pid = self._process.pid

    def says(self) -> str:
        assert self._process.stdout is not None
        return self._process.stdout.readline().strip()

    def send(self, number: signal.Signals) -> None:
        self._process.send_signal(number)

    def end(self) -> tuple[int, str]:
        """Wait for it: its exit code and its log."""
        _, log = self._process.communicate(timeout=PATIENCE)
        return self._process.returncode, log


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_ends_when_it_is_asked_to_though_its_window_cannot_be_closed(tmp_path: Path, number: signal.Signals) -> None:
    face = Started(tmp_path)
    face.says()
    face.send(number)
    assert face.says() == "stopped"
    code, log = face.end()
    assert code == 0, log


def test_no_keyboard_of_the_systems_comes_up_over_a_public_screen(tmp_path: Path) -> None:
    face = Started(tmp_path)
    assert face.says() == "runs with compose"
    face.send(signal.SIGTERM)
    face.end()


def test_a_second_start_says_so_in_plain_words_and_ends_with_a_code_of_its_own(tmp_path: Path) -> None:
    face = Started(tmp_path)
    face.says()
    code, log = Started(tmp_path).end()
    assert code == program.RUNS_ALREADY == 4
    assert f"this station runs already on this machine, as process {face.pid}" in log
    assert "Traceback" not in log
    face.send(signal.SIGTERM)
    face.end()
    third = Started(tmp_path)
    assert third.says().startswith("runs"), "the first gave its place back"
    third.send(signal.SIGTERM)
    third.end()


def test_a_killed_program_leaves_its_place_to_the_next(tmp_path: Path) -> None:
    face = Started(tmp_path)
    face.says()
    face.send(signal.SIGKILL)
    face.end()
    after = Started(tmp_path)
    assert after.says().startswith("runs")
    after.send(signal.SIGTERM)
    assert after.end()[0] == 0


def test_a_bug_brings_the_screen_home_and_the_third_ends_the_program(tmp_path: Path) -> None:
    face = Started(tmp_path)
    face.says()
    face.send(signal.SIGUSR1)
    assert face.says() == "home"
    face.send(signal.SIGUSR2)
    assert face.says() == "home"
    face.send(signal.SIGUSR1)
    assert face.says() == "stopped"
    code, log = face.end()
    assert code == program.TOO_MANY_BUGS == 5
    assert log.count('KeyError: "a test\'s own"') == 3
    assert "CRITICAL" in log


def test_a_setting_that_must_be_mended_ends_with_two(tmp_path: Path) -> None:
    code, log = Started(tmp_path, "--settings", f"{tmp_path}/nothing.toml").end()
    assert code == program.BAD_SETTING == 2
    assert "no such file" in log
    assert "Traceback" not in log


def test_a_public_screen_of_systemd_s_says_what_must_be_mended_until_somebody_has_been_at_the_file(
    tmp_path: Path,
) -> None:
    settings, address = tmp_path / "motcua.toml", tmp_path / "notify"
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as ear:
        ear.bind(str(address))
        ear.settimeout(PATIENCE)
        face = Started(tmp_path, text='store = "postgresql://motcua:secret@"\nhal = "x"\n', NOTIFY_SOCKET=str(address))
        said = ""
        while "READY=1" not in said:
            said += ear.recv(4096).decode()
        assert "STATUS=a setting must be mended: hal" in said
        settings.write_text('store = "sqlite:///x.db"\nhall = "x"\n', encoding="utf-8")
        code, log = face.end()
    assert code == program.BAD_SETTING
    assert "hall" in log


def test_such_a_screen_ends_when_it_is_asked_to(tmp_path: Path) -> None:
    address = tmp_path / "notify"
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as ear:
        ear.bind(str(address))
        ear.settimeout(PATIENCE)
        face = Started(tmp_path, text="", NOTIFY_SOCKET=str(address))
        while "READY=1" not in ear.recv(4096).decode():
            pass
        face.send(signal.SIGTERM)
        assert face.end()[0] == 0


@pytest.mark.parametrize("size", [(1920, 1080), (1080, 1920), (800, 480)])
def test_what_must_be_mended_is_told_to_citizens_and_staff_and_no_password_with_it(
    qtbot: QtBot, lettered: QApplication, tmp_path: Path, size: tuple[int, int]
) -> None:
    error = ConfigError(tmp_path / "motcua.toml", "store", "postgresql://motcua:secret@", "name a database", ("x",))
    page = SettingPage(error, tmp_path / "motcua.toml", lambda: None)
    qtbot.addWidget(page)
    page.resize(*size)
    told = " ".join(text for text, _size, _weight in page.lines())
    assert "Màn hình này tạm ngừng hoạt động" in told
    assert "store" in told
    assert "name a database" in told
    assert "secret" not in told
    picture = page.grab().toImage()
    inked = [y for y in range(0, size[1], 4) if len({picture.pixel(x, y) for x in range(0, size[0], 3)}) > 2]
    assert inked[0] < size[1] / 2 < inked[-1], "words for citizens above, for staff below"
