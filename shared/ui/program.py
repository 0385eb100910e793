"""How every face starts and stops: command line, settings, one instance, fonts, logs, the window, the end on a signal.

It ends with 0 when it was asked to, 2 for a setting that must be mended (a public screen of systemd's says so until
somebody has been at the file), 4 where this station runs already on this machine, 5 after repeated bugs, 6 where staff
left it from its own page. A public screen (kiosk, board, panel) is in kiosk mode unless it is windowed.
"""

from __future__ import annotations

import argparse
import logging
import os
import signal
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Final, Protocol

from PySide6.QtCore import QCoreApplication, QThread, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from shared import logs
from shared.domain.errors import ConfigError
from shared.settings import StationForm, read_station
from shared.systemd import Systemd
from shared.ui import fonts
from shared.ui.bugs import BugWatch, listen_to_crashes
from shared.ui.kiosk_mode import KioskMode
from shared.ui.one_instance import OneInstance, RunningAlready
from shared.ui.rehearsal import Rehearsal
from shared.ui.setting_page import SettingPage
from shared.ui.systemd import LifeSigns
from shared.ui.which_screen import screen_of

_log: Final = logging.getLogger(__name__)
_SIGNAL_LOOK_MS: Final = 200  # Python sees a signal only when it runs

BAD_SETTING: Final = 2
RUNS_ALREADY: Final = 4
TOO_MANY_BUGS: Final = 5
LEFT_BY_STAFF: Final = 6  # the units do not start it again then


class Face(Protocol):
    """One of the programs, put together and running."""

    @property
    def window(self) -> QWidget: ...

    def state(self) -> Mapping[str, Any]:
        """What it shows, as plain JSON values (for rehearsals); `page` and `connected` for systemd's status."""

    def recover(self) -> None:
        """A bug happened somewhere: show what is shown when nobody is there, drawn anew."""

    def stop(self) -> None:
        """End its threads."""


def _always(_station: StationForm) -> bool:
    return True


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """Which of the programs it is. `name` gives the station's name in the hall, `screen` the screen a public
    face fills (None: it is not public). `takes_keys` is False for a public screen that leaves the keyboard alone: one
    that only shows, or stands beside a screen that is worked at. `begins_with` gives a window that stands by itself
    where the face begins with another than its `window`."""

    program: str
    size: tuple[int, int]
    name: Callable[[StationForm, argparse.Namespace], str]
    screen: Callable[[StationForm], str] | None = None
    takes_keys: Callable[[StationForm], bool] = _always
    begins_with: Callable[[Face], QWidget | None] = lambda _face: None


def arguments(program: str, description: str) -> argparse.ArgumentParser:
    """The options all faces have."""
    parser = argparse.ArgumentParser(prog=program, description=description)
    parser.add_argument("--settings", type=Path, default=Path("motcua.toml"), help="this machine's motcua.toml")
    parser.add_argument("--windowed", action="store_true", help="in a window instead of the full screen")
    parser.add_argument("--size", default="", help="window size, such as 1080x1920 (implies --windowed)")
    parser.add_argument("--at", default="", help="place of the window, such as 0,0")
    parser.add_argument("--rehearse", action="store_true", help=argparse.SUPPRESS)
    return parser


def run(kind: Kind, options: argparse.Namespace, build: Callable[[StationForm, argparse.Namespace], Face]) -> int:
    """Start the face, show it, run until it is asked to end; the exit code."""
    logs.start(kind.program)
    listen_to_crashes()
    systemd = Systemd(os.environ)
    if kind.screen is not None:
        os.environ["QT_IM_MODULE"] = "compose"  # the one that has no panel to come up over a public screen
    application = QApplication.instance() or QApplication(sys.argv[:1])
    fonts.register()
    try:
        station = read_station(options.settings)
        own = OneInstance.of(kind.program, kind.name(station, options), hall=f"{station.store} {station.hall}")
        own.take()
        face = build(station, options)
    except ConfigError as error:
        _log.error("%s", error)
        return _until_mended(error, kind, options, systemd)
    except RunningAlready as other:
        _log.error("this station runs already on this machine, as process %d: end that one first", other.pid)
        return RUNS_ALREADY
    own_window = kind.begins_with(face)
    window = own_window or face.window
    life_signs = LifeSigns(systemd, window, partial(_status, face))
    life_signs.start()
    bugs = BugWatch(recover=face.recover, give_up=partial(leave, TOO_MANY_BUGS))
    bugs.install()
    if own_window is not None:
        own_window.show()
    else:
        _show(kind, window, station, options)
    _end_on_signals()
    if options.rehearse:
        Rehearsal(window, face.state).start()
    try:
        return int(application.exec())
    finally:
        life_signs.stop()
        face.stop()
        own.release()


def _until_mended(error: ConfigError, kind: Kind, options: argparse.Namespace, systemd: Systemd) -> int:
    """A public screen that would be started again for ever says what is wrong, and ends when somebody has been at the
    file. Who started it by hand reads it in the terminal."""
    if kind.screen is None or not systemd.listens or _windowed(options):
        return BAD_SETTING
    page = SettingPage(error, options.settings, partial(leave, BAD_SETTING))
    life_signs = LifeSigns(systemd, page, lambda: f"a setting must be mended: {error.key}")
    life_signs.start()
    KioskMode(page, takes_keys=False).enter()
    _end_on_signals()
    try:
        return int(QApplication.exec())
    finally:
        life_signs.stop()


def leave(code: int = 0) -> None:
    """End the program, kiosk mode or not. (QApplication.quit asks the windows, and a kiosk's says no.)"""
    # Where no loop runs, Qt would remember it and end the next one before it begins.
    if QThread.currentThread().loopLevel():
        QCoreApplication.exit(code)


def _windowed(options: argparse.Namespace) -> bool:
    return bool(options.size or options.windowed or options.rehearse)


def _show(kind: Kind, window: QWidget, station: StationForm, options: argparse.Namespace) -> None:
    if _windowed(options):
        width, height = (int(part) for part in options.size.split("x")) if options.size else kind.size
        window.resize(width, height)
        if options.at:
            window.move(*(int(part) for part in options.at.split(",")))
        window.show()
    elif kind.screen is not None:
        KioskMode(window, screen=kind.screen(station), takes_keys=kind.takes_keys(station)).enter()
    else:
        # Without a window manager showFullScreen alone leaves the window small.
        window.setGeometry(screen_of(window).geometry())
        window.showFullScreen()


def _end_on_signals() -> None:
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: leave())
    look = QTimer(QCoreApplication.instance())
    look.timeout.connect(_let_python_look)
    look.start(_SIGNAL_LOOK_MS)


def _let_python_look() -> None:
    """Nothing to do: Python runs its handlers of signals before it comes here."""


def _status(face: Face) -> str:
    shown = face.state()
    return f"{shown.get('page', 'on')}, {'follows the hall' if shown.get('connected') else 'the store is away'}"
