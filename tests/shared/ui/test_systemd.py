"""What systemd hears: a real socket, and real programs that freeze."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from shared.systemd import Systemd
from shared.ui.systemd import LifeSigns

PATIENCE = 20.0  # s for a program to start on a busy machine
SILENCE = 1.0  # s without a word, which is ten beats of these tests


class Ear:
    """systemd's end of the line."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self.socket.bind(address.replace("@", "\0", 1))

    def hear(self, patience: float = PATIENCE) -> list[str]:
        """The lines of the next datagram. TimeoutError when none comes."""
        self.socket.settimeout(patience)
        return self.socket.recv(4096).decode().split("\n")

    def waiting(self) -> list[list[str]]:
        """What has come and was not heard yet."""
        heard = []
        try:
            while True:
                heard.append(self.hear(0))
        except BlockingIOError:
            return heard

    def has_heard(self, lines: list[str], heard: list[list[str]]) -> bool:
        """Whether this has come; `heard` keeps all that came."""
        heard += self.waiting()
        return lines in heard

    def variables(self, *, usec: int = 200_000) -> dict[str, str]:
        return {"NOTIFY_SOCKET": self.address, "WATCHDOG_USEC": str(usec)}


@pytest.fixture
def ear(tmp_path: Path) -> Iterator[Ear]:
    made = Ear(f"{tmp_path}/notify")
    yield made
    made.socket.close()


def test_what_is_told_arrives(ear: Ear) -> None:
    Systemd(ear.variables()).tell("READY=1", "STATUS=nhà")
    assert ear.hear() == ["READY=1", "STATUS=nhà"]


def test_an_abstract_socket_is_a_socket_too(tmp_path: Path) -> None:
    ear = Ear(f"@motcua-test-{os.getpid()}-{tmp_path.name}")
    Systemd(ear.variables()).tell("READY=1")
    assert ear.hear() == ["READY=1"]
    ear.socket.close()


def test_what_a_program_starts_does_not_speak_for_it(ear: Ear) -> None:
    environ = {**ear.variables(), "WATCHDOG_PID": str(os.getpid()), "HOME": "/"}
    Systemd(environ)
    assert environ == {"HOME": "/"}


def test_the_watchdog_is_ours_only_if_it_names_us(ear: Ear) -> None:
    assert Systemd({**ear.variables(), "WATCHDOG_PID": str(os.getpid())}).watchdog == 0.2
    assert Systemd({**ear.variables(), "WATCHDOG_PID": "1"}).watchdog is None
    assert Systemd({"NOTIFY_SOCKET": ear.address}).watchdog is None
    assert Systemd({"WATCHDOG_USEC": "200000"}).watchdog is None


def test_a_line_that_broke_is_a_warning_and_no_more(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    Systemd({"NOTIFY_SOCKET": f"{tmp_path}/nobody"}).tell("READY=1")
    assert "cannot be told READY=1" in caplog.text


def test_what_finds_no_room_is_said_with_the_next_word_and_nobody_waits(ear: Ear) -> None:
    systemd = Systemd(ear.variables())
    for number in range(1_000):
        systemd.tell(f"STATUS={number}")  # more than any socket holds
    heard = ear.waiting()
    assert len(heard) < 1_000
    systemd.tell("READY=1")
    *late, last = ear.hear()
    assert late == [f"STATUS={number}" for number in range(995, 1_000)]
    assert last == "READY=1"


def test_without_systemd_nothing_is_said_and_nothing_beats(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    signs = LifeSigns(Systemd({}), window, lambda: pytest.fail("nobody asked"))
    signs.start()
    with qtbot.waitExposed(window):
        window.show()
    signs.stop()


def test_ready_is_told_once_and_not_before_the_first_picture(qtbot: QtBot, ear: Ear) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    shown = ["home, follows the hall"]
    signs = LifeSigns(Systemd(ear.variables(usec=40_000)), window, lambda: shown[0])
    signs.start()
    before: list[list[str]] = []
    qtbot.waitUntil(lambda: ear.has_heard(["WATCHDOG=1"], before))
    assert before[0] == ["WATCHDOG=1", "STATUS=home, follows the hall"]
    assert before[1:] == [["WATCHDOG=1"]] * len(before[1:]), "a status is told when it is new"
    window.show()
    after: list[list[str]] = []
    qtbot.waitUntil(lambda: ear.has_heard(["READY=1"], after))
    shown[0] = "away"
    window.repaint()
    qtbot.waitUntil(lambda: ear.has_heard(["WATCHDOG=1", "STATUS=away"], after))
    signs.stop()
    after += ear.waiting()
    assert after[-1] == ["STOPPING=1"]
    assert after.count(["READY=1"]) == 1


def test_a_program_that_is_stopped_is_missed_until_it_goes_on(ear: Ear, tmp_path: Path) -> None:
    with window_that_beats(ear, tmp_path) as program:
        while ear.hear() != ["WATCHDOG=1"]:
            pass
        program.send_signal(signal.SIGSTOP)
        os.waitid(os.P_PID, program.pid, os.WSTOPPED | os.WNOWAIT)
        ear.waiting()
        with pytest.raises(TimeoutError):
            ear.hear(SILENCE)
        program.send_signal(signal.SIGCONT)
        assert ear.hear() == ["WATCHDOG=1"]
        program.kill()


def test_a_window_that_hangs_is_missed_though_its_threads_live_and_says_where_it_hangs(
    ear: Ear, tmp_path: Path
) -> None:
    with window_that_beats(ear, tmp_path) as program:
        assert program.stdout is not None
        assert program.stderr is not None
        while ear.hear() != ["WATCHDOG=1"]:
            pass
        program.send_signal(signal.SIGUSR1)
        assert program.stdout.readline() == "hangs\n"
        ear.waiting()
        with pytest.raises(TimeoutError):
            ear.hear(SILENCE)
        assert program.stdout.readline() == "a thread lives\n", "written while the window hung"
        program.send_signal(signal.SIGABRT)  # as systemd does
        assert program.wait(PATIENCE) == -signal.SIGABRT
        assert "in hang_for_ever" in program.stderr.read()


HANGING = """
import signal, sys, threading
from collections import namedtuple
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from shared.ui import program

hung = threading.Event()

def hang_for_ever(*_):
    print("hangs", flush=True)
    hung.set()
    threading.Event().wait()

def live():
    hung.wait()
    print("a thread lives", flush=True)

class Face:
    window = None
    def state(self): return {"page": "home", "connected": True}
    def recover(self): pass
    def stop(self): pass

def build(station, options):
    signal.signal(signal.SIGUSR1, hang_for_ever)
    threading.Thread(target=live, daemon=True).start()
    face = Face()
    face.window = QWidget()
    return face

kind = program.Kind(program="hanging", size=(100, 100), name=lambda *_: "one")
sys.exit(program.run(kind, program.arguments("hanging", "").parse_args(), build))
"""


def window_that_beats(ear: Ear, folder: Path) -> subprocess.Popen[str]:
    """A program with a window, run as the faces are; SIGUSR1 makes its window's thread hang."""
    (folder / "motcua.toml").write_text('store = "sqlite:///x.db"\nhall = "x"\n', encoding="utf-8")
    return subprocess.Popen(
        [sys.executable, "-c", HANGING, "--windowed", "--settings", f"{folder}/motcua.toml"],
        env={**os.environ, **ear.variables()},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_a_window_that_one_of_its_views_covers_whole_is_ready_too(ear: Ear, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(200, 100)
    view = QWidget(window)
    view.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
    view.setGeometry(0, 0, 4000, 4000)
    signs = LifeSigns(Systemd(ear.variables()), window, lambda: "closed")
    signs.start()
    window.show()
    heard: list[list[str]] = []
    qtbot.waitUntil(lambda: ear.has_heard(["READY=1", "STATUS=closed"], heard))
    assert ["READY=1", "STATUS=closed"] in heard
    signs.stop()
