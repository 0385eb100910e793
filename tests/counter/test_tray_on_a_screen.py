"""The desk's icon in a real tray, on a real X server: there the desk is found again."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from shared.catalogue import Catalogue
from shared.domain.counter import CounterState
from shared.founding import found_hall, open_all_day
from shared.hall import Hall
from shared.settings import HallForm
from tests.shared.ui.x11 import Server

PATIENCE_MS = 20_000
XVFB = ("Xvfb", "-noreset", "-screen", "0", "1280x800x24")
#: A window that stands in another one, as xwininfo tells of it: width, height and place.
ICON = re.compile(r"(\d+)x(\d+)\+-?\d+\+-?\d+ +\+(\d+)\+(\d+)")
TRAY = ("trayer", "--edge", "bottom", "--align", "right", "--widthtype", "request", "--height", "32")
SETTINGS = """
store = "{store}"
hall = "hatinh"

[counter]
number = 7
"""


@dataclass
class Desktop:
    """A screen with a tray, and a counter's desk on it."""

    screen: Server
    desk: subprocess.Popen[str]
    hall: Hall
    bot: QtBot

    def wait(self, until: Callable[[], bool]) -> None:
        self.bot.waitUntil(until, timeout=PATIENCE_MS)

    def is_seen(self) -> bool:
        return bool(self.screen.windows("Quầy 7$"))

    def icon(self) -> tuple[int, int] | None:
        """The middle of the icon that stands in the tray."""
        trays = self.screen.says("xdotool", "search", "--onlyvisible", "--class", "trayer").split()
        tree = self.screen.says("xwininfo", "-tree", "-id", trays[0]) if trays else ""
        found = ICON.findall(tree)
        if not found:
            return None
        width, height, x, y = map(int, found[0])
        return (x + width // 2, y + height // 2) if width > 1 else None

    def clicks_icon(self, button: int = 1) -> None:
        at = self.icon()
        assert at is not None
        self.screen.do("xdotool", "mousemove", str(at[0]), str(at[1]), "click", str(button))

    def closes(self) -> None:
        """By the window manager's own key, as every window is closed."""
        self.wait(lambda: self.screen.active() in self.screen.windows("Quầy 7$"))
        self.screen.key("alt+F4")


@pytest.fixture
def desktop(tmp_path: Path, sample_form: HallForm, sample_catalogue: Catalogue, qtbot: QtBot) -> Iterator[Desktop]:
    store = f"sqlite:///{tmp_path}/hall.db"
    found_hall(store, open_all_day(sample_form), sample_catalogue)
    settings = tmp_path / "motcua.toml"
    settings.write_text(SETTINGS.format(store=store), encoding="utf-8")
    hall = Hall(store, sample_form.id)
    with Server(XVFB) as screen:
        screen.start("openbox", "--config-file", "/etc/xdg/openbox/rc.xml")
        check = ("xprop", "-root", "_NET_SUPPORTING_WM_CHECK")
        qtbot.waitUntil(lambda: "window id" in screen.says(*check), timeout=PATIENCE_MS)
        screen.start(*TRAY)
        desk = screen.start(
            sys.executable,
            "-m",
            "counter",
            "--settings",
            str(settings),
            DBUS_SESSION_BUS_ADDRESS="disabled:",  # no other desktop's tray
            STATE_DIRECTORY=str(tmp_path),
            RUNTIME_DIRECTORY=str(tmp_path),
        )
        made = Desktop(screen, desk, hall, qtbot)
        made.wait(made.is_seen)
        made.wait(lambda: made.icon() is not None)
        yield made
    hall.close()


def test_a_desk_that_is_closed_stays_in_the_tray_and_a_click_there_brings_it_back(desktop: Desktop) -> None:
    desktop.closes()
    desktop.wait(lambda: not desktop.is_seen())
    assert desktop.desk.poll() is None
    desktop.clicks_icon()
    desktop.wait(desktop.is_seen)


def test_the_counter_opens_by_the_icons_menu(desktop: Desktop) -> None:
    desktop.closes()
    desktop.wait(lambda: not desktop.is_seen())
    tries = count()

    def has_opened() -> bool:
        if next(tries) % 10 == 0:  # a click is lost while the tray makes room, and a hand clicks again
            desktop.clicks_icon(button=3)
        desktop.screen.key("Home", "Return")
        return desktop.hall.now().counters[7].state is CounterState.OPEN

    desktop.wait(has_opened)
