"""The real board, and the real small screen of a counter, on a real X server with a window manager that has keys of its
own: whatever is done at keyboard and mouse, it stands whole, in front, and follows the hall."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from uuid import uuid4

import pytest
from pytestqt.qtbot import QtBot

from shared.domain.notices import NoticeKind
from shared.hall import Hall
from shared.ui import program
from shared.ui.theme import DARK
from tests.shared.ui.x11 import Server

PATIENCE_MS = 20_000
MOST_BEATS = 100  # within which it must be painted
SIZE = (1280, 720)
XVFB = ("Xvfb", "-screen", "0", f"{SIZE[0]}x{SIZE[1]}x24")
#: Debian's own settings, in which openbox acts on Alt+F4, shows menus and moves windows.
WITH_KEYS = "/etc/xdg/openbox/rc.xml"
TITLE = "^Một Cửa$"
KEYS = (
    *("alt+F4", "ctrl+q", "ctrl+w", "ctrl+c", "Escape", "F11", "F1", "super", "super+d", "super+e", "alt+Tab"),
    *("alt+Escape", "alt+space", "Menu", "Print", "Tab", "Return", "ctrl+alt+Delete", "ctrl+alt+BackSpace"),
)
MOUSE = (
    *(("click", button) for button in ("1", "2", "3", "8", "9")),
    ("click", "--repeat", "9", "4"),  # the wheel
    ("click", "--repeat", "9", "5"),
    ("mousedown", "1", "mousemove", "40", "40", "mouseup", "1"),
    ("keydown", "alt", "mousedown", "1", "mousemove", "900", "600", "mouseup", "1", "keyup", "alt"),
    ("keydown", "alt", "mousedown", "3", "mousemove", "300", "300", "mouseup", "3", "keyup", "alt"),
)


class Machine:
    """An X server with one of the programs on it, as its unit starts it."""

    def __init__(self, screen: Server, store: str, folder: Path, bot: QtBot, options: tuple[str, ...]) -> None:
        self.screen = screen
        self.bot = bot
        self._folder = folder
        self._options = options
        self._settings = folder / "motcua.toml"
        self._settings.write_text(f'store = "{store}"\nhall = "hatinh"\n', encoding="utf-8")
        self.ear = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self.ear.bind(str(folder / "notify"))
        self.ear.settimeout(PATIENCE_MS / 1000)
        self.program = self.start()

    def follows(self) -> None:
        """Wait until it is painted and follows its hall."""
        said = ""
        while "READY=1" not in said or "follows the hall" not in said:
            said += self.ear.recv(4096).decode()
            assert said.count("WATCHDOG=1") < MOST_BEATS, said

    def start(self) -> subprocess.Popen[str]:
        return self.screen.start(
            *(sys.executable, "-m", "display", "--settings", str(self._settings), *self._options),
            NOTIFY_SOCKET=str(self._folder / "notify"),
            WATCHDOG_USEC="400000",
            RUNTIME_DIRECTORY=str(self._folder),
            STATE_DIRECTORY=str(self._folder),
        )

    def beats(self) -> None:
        """The window's thread has gone round: all that came before has been dealt with."""
        for _ in range(2):
            while "WATCHDOG=1" not in self.ear.recv(4096).decode():
                pass

    def holds(self, size: tuple[int, int] = SIZE) -> bool:
        found = self.screen.windows(TITLE)
        return (
            self.program.poll() is None
            and len(found) == 1
            and self.screen.place(found[0]) == (0, 0, *size)
            and self.screen.topmost() == found[0]
        )

    def wait_until_it_holds(self) -> None:
        self.bot.waitUntil(self.holds, timeout=PATIENCE_MS)

    def warns(self) -> bool:
        """Whether an emergency can be seen."""
        wanted = (DARK.warning.red(), DARK.warning.green(), DARK.warning.blue())
        colours = self.screen.picture().convert("RGB").getcolors(1 << 24) or []
        return any(count > 500 and colour == wanted for count, colour in colours)


@pytest.fixture(params=[(), ("--counter", "4")], ids=["board", "sign"])
def machine(
    request: pytest.FixtureRequest, founded: Path, tmp_path: Path, qtbot: QtBot, store: str
) -> Iterator[Machine]:
    with Server(XVFB) as screen:
        screen.start("openbox", "--config-file", WITH_KEYS)
        made = Machine(screen, store, tmp_path, qtbot, request.param)
        with made.ear:
            made.follows()
            yield made


@pytest.fixture
def store(founded: Path, tmp_path: Path) -> str:
    return f"sqlite:///{shutil.copy(founded, tmp_path / 'hall.db')}"


def test_nothing_that_is_pressed_clicked_or_turned_harms_it(machine: Machine, store: str) -> None:
    screen = machine.screen
    machine.wait_until_it_holds()
    screen.key(*KEYS)
    machine.beats()
    machine.wait_until_it_holds()
    for act in MOUSE:
        screen.do("xdotool", "mousemove", "640", "360", *act)
    screen.do("xdotool", "type", "--delay", "5", "123456 tiếng Việt ế ự \t 271828")
    screen.key("Return", "BackSpace", "Delete")
    machine.beats()
    machine.wait_until_it_holds()
    (window,) = screen.windows(TITLE)
    for harm in (("windowminimize",), ("windowsize", "--", "300", "200"), ("windowmove", "--", "90", "90")):
        name, *rest = (one for one in harm if one != "--")
        screen.do("xdotool", name, str(window), *rest)
        machine.wait_until_it_holds()
    assert "timeout:  0 " in screen.do("xset", "q"), "and the screen never sleeps"
    with_hall(store)
    machine.bot.waitUntil(machine.warns, timeout=PATIENCE_MS)
    machine.program.terminate()
    _, log = machine.program.communicate()
    assert machine.program.returncode == 0, log
    assert "CRITICAL" not in log
    assert "WARNING qt" not in log


def test_a_second_start_of_the_same_one_ends_and_leaves_the_first_alone(machine: Machine) -> None:
    second = machine.start()
    _, log = second.communicate()
    assert second.returncode == program.RUNS_ALREADY, log
    machine.beats()
    machine.wait_until_it_holds()


def test_one_that_was_killed_shows_with_the_next_start_what_stands(machine: Machine, store: str) -> None:
    machine.wait_until_it_holds()
    machine.program.kill()
    machine.program.wait()
    with_hall(store)
    machine.program = machine.start()
    machine.wait_until_it_holds()
    machine.bot.waitUntil(machine.warns, timeout=PATIENCE_MS)


def test_it_fills_a_screen_that_changes_its_size(store: str, tmp_path: Path, qtbot: QtBot) -> None:
    with (
        Server(["Xvfb", "-screen", "0", "1400x1300x24"]) as outer,
        Server(["Xephyr", "-screen", "1280x1024"], on={"DISPLAY": outer.display}) as screen,
    ):
        screen.start("openbox", "--config-file", WITH_KEYS)
        machine = Machine(screen, store, tmp_path, qtbot, ())
        with machine.ear:
            machine.follows()
            for size in ((800, 600), (1280, 1024)):
                screen.says("xrandr", "-s", f"{size[0]}x{size[1]}")
                qtbot.waitUntil(partial(machine.holds, size), timeout=PATIENCE_MS)


def with_hall(store: str) -> None:
    """An emergency is put up."""
    hall = Hall(store, "hatinh")
    hall.put_notice(NoticeKind.EMERGENCY, "Báo cháy", "Fire alarm", command=uuid4(), actor="admin")
    hall.close()
