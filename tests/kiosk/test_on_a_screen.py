"""The real kiosk on a real X server: nothing a keyboard can do brings anything but the kiosk to the front."""

from __future__ import annotations

import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from PIL import Image
from pytestqt.qtbot import QtBot

from shared.catalogue import Catalogue
from shared.founding import found_hall, open_all_day
from shared.settings import HallForm
from tests.shared.ui.x11 import OPENBOX, Server

PATIENCE_MS = 20_000
SIZE = (1920, 1080)
WHOLE = (0, 0, *SIZE)
XVFB = ("Xvfb", "-screen", "0", f"{SIZE[0]}x{SIZE[1]}x24")
#: Debian's own settings, in which openbox itself acts on Alt+F4 and others.
WITH_KEYS = Path("/etc/xdg/openbox/rc.xml")
THIEF = """
import sys
from PySide6.QtWidgets import QApplication, QWidget
application = QApplication(sys.argv)
window = QWidget()
window.setWindowTitle("a thief")
window.show()
window.activateWindow()
sys.exit(application.exec())
"""
TITLE = "^Một Cửa$"


@dataclass
class Machine:
    """A screen with a kiosk on it."""

    screen: Server
    kiosk: subprocess.Popen[str]
    ear: socket.socket
    bot: QtBot
    heard: str = ""
    has_keys: bool = False

    def wait(self, until: Callable[[], bool]) -> None:
        self.bot.waitUntil(until, timeout=PATIENCE_MS)

    @property
    def window(self) -> int:
        found = self.screen.windows(TITLE)
        return found[0] if len(found) == 1 else 0

    def beats(self, count: int = 3) -> None:
        """Wait until the window's thread has gone round so often: all that came before has been dealt with."""
        while count:
            count -= "WATCHDOG=1" in self.hear()

    def hear(self) -> str:
        """What it says next."""
        said = self.ear.recv(4096).decode()
        self.heard += f"{said}\n"
        return said

    def hear_of(self, line: str) -> None:
        """Wait until it has said this."""
        while f"{line}\n" not in self.heard:
            self.hear()

    def holds(self) -> bool:
        """The kiosk is there, whole, in front and the one that is typed into."""
        window = self.window
        return (
            self.kiosk.poll() is None
            and window != 0
            and self.screen.place(window) == WHOLE
            and self.screen.topmost() == window == self.screen.active()
        )


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory, sample_form: HallForm, sample_catalogue: Catalogue) -> Path:
    """A kiosk's motcua.toml, in a hall that is open whatever the time is: this kiosk's clock is the world's."""
    folder = tmp_path_factory.mktemp("station")
    found_hall(f"sqlite:///{folder}/hall.db", open_all_day(sample_form), sample_catalogue)
    file = folder / "motcua.toml"
    file.write_text(f'store = "sqlite:///{folder}/hall.db"\nhall = "{sample_form.id}"\n', encoding="utf-8")
    return file


@contextmanager
def started(screen: Server, settings: Path, folder: Path, bot: QtBot) -> Iterator[Machine]:
    """The kiosk as its unit starts it, painted."""
    address = folder / "notify"
    address.unlink(missing_ok=True)
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as ear:
        ear.bind(str(address))
        ear.settimeout(PATIENCE_MS / 1000)
        kiosk = screen.start(
            sys.executable,
            "-m",
            "kiosk",
            "--settings",
            str(settings),
            NOTIFY_SOCKET=str(address),
            WATCHDOG_USEC="200000",
            RUNTIME_DIRECTORY=str(folder),
            STATE_DIRECTORY=str(folder),
        )
        machine = Machine(screen, kiosk, ear, bot)
        machine.hear_of("READY=1")
        yield machine


@pytest.fixture(params=["no keys", "Debian's keys"])
def machine(request: pytest.FixtureRequest, settings: Path, tmp_path: Path, qtbot: QtBot) -> Iterator[Machine]:
    """A kiosk under openbox, with our settings for it and with others."""
    config = OPENBOX if request.param == "no keys" else WITH_KEYS
    with Server(XVFB) as screen:
        screen.start("openbox", "--config-file", str(config))
        with started(screen, settings, tmp_path, qtbot) as made:
            made.has_keys = config is WITH_KEYS
            made.wait(made.holds)
            yield made


KEYS = [
    "alt+F4",
    "ctrl+q",
    "ctrl+w",
    "alt+Tab",
    "Escape",
    "super",
    "super+d",
    "Menu",
    "F11",
    "Print",
    "ctrl+alt+Delete",
]


def test_no_key_closes_it_or_brings_something_else_to_the_front(machine: Machine) -> None:
    for key in KEYS:
        machine.screen.key(key)
        machine.beats()
        if machine.has_keys:
            machine.wait(machine.holds)  # openbox has a key that shows the desktop, for a moment
        assert machine.holds(), key
    machine.screen.do("xdotool", "mousemove", "900", "500", "click", "3", "click", "2")
    machine.beats()
    assert machine.holds()
    picture = machine.screen.picture()
    assert whitish(picture), "and it is still drawn"
    machine.kiosk.terminate()
    _, log = machine.kiosk.communicate()
    assert machine.kiosk.returncode == 0, log
    assert "CRITICAL" not in log
    assert "WARNING qt" not in log


def test_a_window_that_steals_the_focus_does_not_keep_it_nor_does_alt_tab_find_it(machine: Machine) -> None:
    thief = machine.screen.start(sys.executable, "-c", THIEF)
    machine.wait(lambda: bool(machine.screen.windows("a thief")))
    machine.wait(machine.holds)
    machine.screen.key("alt+Tab", "alt+Tab", "alt+Tab", "alt+Escape")
    machine.wait(machine.holds)
    assert thief.poll() is None


def test_the_screen_is_asked_not_to_sleep(machine: Machine) -> None:
    machine.wait(lambda: "timeout:  0 " in machine.screen.says("xset", "q"))
    assert "prefer blanking:  no" in machine.screen.do("xset", "q")


def test_without_a_window_manager_it_fills_the_screen_too(settings: Path, tmp_path: Path, qtbot: QtBot) -> None:
    with Server(XVFB) as screen, started(screen, settings, tmp_path, qtbot) as machine:
        machine.wait(lambda: screen.place(machine.window) == WHOLE)
        screen.key(*KEYS)
        machine.beats()
        assert screen.place(machine.window) == WHOLE


def test_it_fills_a_screen_that_changes_its_size(settings: Path, tmp_path: Path, qtbot: QtBot) -> None:
    with (
        Server(["Xvfb", "-screen", "0", "1400x1300x24"]) as outer,
        Server(["Xephyr", "-screen", "1280x1024"], on={"DISPLAY": outer.display}) as screen,
    ):
        screen.start("openbox", "--config-file", str(OPENBOX))
        with started(screen, settings, tmp_path, qtbot) as machine:
            machine.wait(lambda: screen.place(machine.window) == (0, 0, 1280, 1024))
            screen.says("xrandr", "-s", "800x600")
            machine.wait(lambda: screen.place(machine.window) == (0, 0, 800, 600))
            screen.says("xrandr", "-s", "1280x1024")
            machine.wait(lambda: screen.place(machine.window) == (0, 0, 1280, 1024))


def test_a_kiosk_that_was_killed_is_at_home_again_with_the_next_start(
    settings: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    with Server(XVFB) as screen:
        with started(screen, settings, tmp_path, qtbot) as first:
            first.kiosk.kill()
            first.kiosk.wait()
        assert list(tmp_path.glob("*.lock")), "what a killed kiosk leaves"
        with started(screen, settings, tmp_path, qtbot) as second:
            second.wait(lambda: screen.place(second.window) == WHOLE)
            second.hear_of("STATUS=home, follows the hall")


def whitish(picture: Image.Image) -> bool:
    """Whether it is a page of the kiosk's and not a black screen."""
    grey = picture.convert("L").histogram()
    return sum(grey[200:]) > sum(grey) / 2


@pytest.mark.parametrize("machine", ["no keys"], indirect=True)
def test_keys_of_an_x_server_are_told_apart_by_their_times(machine: Machine) -> None:
    machine.hear_of("STATUS=home, follows the hall")
    for number, end in enumerate(("Return", "Tab")):
        card = f"00015000000{number}||Nguyen Van Th?|01011950|Nam|Thon 1|15042021"  # nobody's: no province is 000
        machine.screen.do("xdotool", "type", "--args", "1", "--delay", "8", card, "key", end)
        machine.hear_of("STATUS=found, follows the hall")
        machine.heard = ""
        machine.screen.key("asterisk")
        machine.hear_of("STATUS=home, follows the hall")
        machine.heard = ""
    machine.screen.do("xdotool", "type", "--delay", "120", "ho tich 000150000001")
    machine.hear_of("STATUS=search, follows the hall")
