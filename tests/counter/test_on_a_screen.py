"""The desk on a real X server beside another program: keys from anywhere, and a bar that is in nobody's way."""

from __future__ import annotations

import re
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import pytest
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from counter.hotkeys import BOUNCE_MS
from shared.catalogue import Catalogue
from shared.domain.counter import CounterState
from shared.domain.notices import NoticeKind
from shared.domain.ticket import State
from shared.founding import found_hall, open_all_day
from shared.hall import Hall
from shared.settings import HallForm
from shared.ui.theme import DARK, LIGHT
from tests.shared.ui.x11 import Server

PATIENCE_MS = 20_000
XVFB = ("Xvfb", "-noreset", "-screen", "0", "1600x900x24")
NUMBER = 7
#: The dossier software: a field that says what was typed into it, as its title.
DOSSIER = """
import sys
from PySide6.QtWidgets import QApplication, QLineEdit
application = QApplication(sys.argv)
field = QLineEdit()
field.textChanged.connect(lambda text: field.setWindowTitle("dossier " + text))
field.setWindowTitle("dossier ")
field.setGeometry(200, 300, 600, 200)
field.show()
sys.exit(application.exec())
"""
#: A program that has a combination already.
HOLDER = """
import sys, xcffib, xcffib.xproto
connection = xcffib.connect()
root = connection.get_setup().roots[0].root
setup = connection.get_setup()
count = setup.max_keycode - setup.min_keycode + 1
table = connection.core.GetKeyboardMapping(setup.min_keycode, count).reply()
row = [n for n in range(count) if table.keysyms[n * table.keysyms_per_keycode] == ord("r")][0]
held = xcffib.xproto.ModMask.Control | xcffib.xproto.ModMask._1
connection.core.GrabKey(True, root, held, setup.min_keycode + row, 1, 1, is_checked=True).check()
print("has it", flush=True)
sys.stdin.read()
"""
SETTINGS = """
store = "{store}"
hall = "{hall}"

[counter]
number = {number}
shape = "bar"

[counter.hotkeys]
call_next = "Ctrl+Alt+N"
recall = "Ctrl+Alt+R"
serve = "Ctrl+Alt+S"
no_show = "Ctrl+Alt+V"
show = "Ctrl+Alt+Q"
"""


@dataclass
class Beside:
    """A counter's desk and the dossier software on one screen."""

    screen: Server
    hall: Hall
    desk: subprocess.Popen[str]
    folder: Path
    bot: QtBot

    def wait(self, until: Callable[[], bool]) -> None:
        self.bot.waitUntil(until, timeout=PATIENCE_MS)

    @property
    def state(self) -> CounterState:
        return self.hall.now().counters[NUMBER].state

    def at_counter(self) -> list[tuple[State, int]]:
        return [(one.state, one.calls) for one in self.hall.now().at_counter(NUMBER)]

    @property
    def bar(self) -> int:
        found = [one for one in self.screen.windows("Quầy 7$") if self.screen.place(one)[3] < 70]
        return found[0] if found else 0

    @property
    def window(self) -> int:
        found = [one for one in self.screen.windows("Quầy 7$") if self.screen.place(one)[3] >= 70]
        return found[0] if found else 0

    @property
    def dossier(self) -> int:
        return self.screen.windows("^dossier ")[0]

    def typed(self) -> str:
        return self.screen.do("xdotool", "getwindowname", str(self.dossier)).removeprefix("dossier").strip()

    def clicks(self, x: int, y: int) -> None:
        self.screen.do("xdotool", "mousemove", str(x), str(y), "click", "1")

    def rests(self) -> None:
        """Until a press of the same keys is another one and no trembling hand's."""
        until = time.monotonic() + 2 * BOUNCE_MS / 1000
        self.wait(lambda: time.monotonic() > until)

    def arrives(self) -> None:
        self.hall.issue("TC01", command=uuid4(), actor="kiosk-1")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory, sample_form: HallForm, sample_catalogue: Catalogue) -> str:
    url = f"sqlite:///{tmp_path_factory.mktemp('hall')}/hall.db"
    found_hall(url, open_all_day(sample_form), sample_catalogue)
    return url


@pytest.fixture
def beside(store: str, sample_form: HallForm, tmp_path: Path, qtbot: QtBot) -> Iterator[Beside]:
    hall = Hall(store, sample_form.id)
    for one in hall.now().at_counter(NUMBER):
        away = hall.finish if one.state is State.SERVING else hall.no_show
        away(NUMBER, one.id, command=uuid4(), actor="counter-7")
    if hall.now().counters[NUMBER].state is CounterState.OPEN:
        hall.close_counter(NUMBER, command=uuid4(), actor="counter-7")
    settings = tmp_path / "motcua.toml"
    settings.write_text(SETTINGS.format(store=store, hall=sample_form.id, number=NUMBER), encoding="utf-8")
    with Server(XVFB) as screen:
        screen.start("openbox", "--config-file", "/etc/xdg/openbox/rc.xml")
        check = ("xprop", "-root", "_NET_SUPPORTING_WM_CHECK")
        qtbot.waitUntil(lambda: "window id" in screen.says(*check), timeout=PATIENCE_MS)
        screen.start(sys.executable, "-c", DOSSIER)
        qtbot.waitUntil(lambda: bool(screen.windows("^dossier ")), timeout=PATIENCE_MS)
        holder = subprocess.Popen(
            [sys.executable, "-c", HOLDER],
            env=screen.environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert holder.stdout is not None
        assert holder.stdout.readline() == "has it\n"
        ear = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        ear.bind(str(tmp_path / "notify"))
        ear.settimeout(PATIENCE_MS / 1000)
        desk = screen.start(
            sys.executable,
            "-m",
            "counter",
            "--settings",
            str(settings),
            NOTIFY_SOCKET=str(tmp_path / "notify"),
            WATCHDOG_USEC="200000",
            STATE_DIRECTORY=str(tmp_path),
            RUNTIME_DIRECTORY=str(tmp_path),
        )
        made = Beside(screen, hall, desk, tmp_path, qtbot)
        try:
            while b"follows the hall" not in ear.recv(4096):
                pass
            made.wait(lambda: bool(made.bar))
            made.wait(lambda: screen.active() == made.dossier)
            yield made
        finally:
            holder.communicate()
            ear.close()
    hall.close()


def test_the_bar_is_slim_in_front_and_not_typed_into(beside: Beside) -> None:
    x, y, width, height = beside.screen.place(beside.bar)
    assert (x, y, height) == (0, 0, 64)
    assert width == 1366
    told = ("xprop", "-id", str(beside.bar), "_NET_WM_WINDOW_TYPE", "_NET_WM_STRUT_PARTIAL")
    assert "_NET_WM_WINDOW_TYPE_DOCK" in beside.screen.do(*told)
    beside.wait(lambda: re.search(r"STRUT_PARTIAL.*= 0, 0, 64, 0", beside.screen.do(*told)) is not None)
    assert beside.screen.active() == beside.dossier
    beside.screen.do("xdotool", "type", "H27")
    beside.wait(lambda: beside.typed() == "H27")


def test_an_emergency_colours_the_bar_while_the_officer_types_on(beside: Beside) -> None:
    left, top, _width, _height = beside.screen.place(beside.bar)

    def chip_is(colour: QColor) -> bool:
        seen = beside.screen.picture().getpixel((left + 3, top + 3))
        return seen == (colour.red(), colour.green(), colour.blue())

    beside.wait(lambda: chip_is(LIGHT.accent))
    put = beside.hall.put_notice(NoticeKind.EMERGENCY, "Báo cháy", command=uuid4(), actor="admin")
    beside.wait(lambda: chip_is(DARK.warning))
    beside.screen.do("xdotool", "type", "H27")
    beside.wait(lambda: beside.typed() == "H27")
    beside.hall.take_notice_down(put.id, command=uuid4(), actor="admin")
    beside.wait(lambda: chip_is(LIGHT.accent))


def test_a_visit_by_keys_from_the_dossier_software(beside: Beside) -> None:
    beside.arrives()
    beside.hall.open_counter(NUMBER, command=uuid4(), actor="counter-7")
    beside.screen.key("ctrl+alt+n", "ctrl+alt+n")
    beside.wait(lambda: beside.at_counter() == [(State.CALLED, 1)])
    beside.screen.key("Num_Lock", "Caps_Lock")
    beside.screen.key("ctrl+alt+s")
    beside.wait(lambda: beside.at_counter() == [(State.SERVING, 1)])
    beside.screen.key("Num_Lock", "Caps_Lock")
    beside.rests()
    beside.screen.key("ctrl+alt+s")
    beside.wait(lambda: beside.at_counter() == [])
    assert beside.screen.active() == beside.dossier
    assert beside.typed() == ""


def test_a_click_on_the_bar_leaves_the_keyboard_where_it_was(beside: Beside) -> None:
    assert beside.state is CounterState.CLOSED
    left, top, width, _height = beside.screen.place(beside.bar)
    # The large button, left of the button to the window.
    beside.clicks(left + width - 200, top + 32)
    beside.wait(lambda: beside.state is CounterState.OPEN)
    assert beside.screen.active() == beside.dossier


def test_the_bar_takes_the_keyboard_when_it_is_asked_and_gives_it_back(beside: Beside) -> None:
    beside.screen.key("ctrl+alt+q")
    beside.wait(lambda: beside.screen.active() == beside.bar)
    beside.screen.key("F2")
    beside.wait(lambda: beside.state is CounterState.OPEN)
    beside.screen.key("ctrl+Down")
    beside.wait(lambda: beside.screen.place(beside.bar)[1] == 900 - 64)
    # What was done, and which keys another program holds, are put away first.
    beside.screen.key("Escape", "Escape", "Escape")
    beside.wait(lambda: beside.screen.active() == beside.dossier)
    kind = beside.screen.do("xprop", "-id", str(beside.bar), "_NET_WM_WINDOW_TYPE")
    assert "_NET_WM_WINDOW_TYPE_DOCK" in kind, "else the window manager moves it out of its own strip"
    assert "bottom" in (beside.folder / "bar-counter-7.json").read_text()


def test_the_bar_becomes_the_window_and_the_window_the_bar(beside: Beside) -> None:
    beside.screen.key("ctrl+alt+q")
    beside.wait(lambda: beside.screen.active() == beside.bar)
    beside.screen.key("ctrl+b")
    beside.wait(lambda: beside.window != 0 and beside.bar == 0 and beside.screen.active() == beside.window)
    beside.screen.key("ctrl+b")
    beside.wait(lambda: beside.window == 0 and beside.bar != 0 and beside.screen.active() == beside.dossier)


def test_a_key_that_another_program_holds_is_told_and_left_to_it(beside: Beside) -> None:
    beside.desk.terminate()
    _out, said = beside.desk.communicate(timeout=PATIENCE_MS / 1000)
    assert "another program has these keys: Ctrl+Alt+R" in said


def test_the_keys_are_free_again_when_the_program_has_ended(beside: Beside) -> None:
    beside.desk.terminate()
    beside.desk.communicate(timeout=PATIENCE_MS / 1000)
    free = HOLDER.replace('ord("r")', 'ord("n")')
    done = subprocess.run(
        [sys.executable, "-c", free],
        env=beside.screen.environment,
        input="",
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "has it\n"
