"""How every face starts and stops: command line, settings, application, fonts, logs, the end on a signal."""

from __future__ import annotations

import argparse
import logging
import signal
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final, Protocol

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget

from shared import logs
from shared.domain.errors import ConfigError
from shared.settings import StationForm, read_station
from shared.ui import fonts
from shared.ui.rehearsal import Rehearsal

_log: Final = logging.getLogger(__name__)
_SIGNAL_LOOK_MS: Final = 200  # Python sees a signal only when it runs


class Face(Protocol):
    """One of the three programs, put together and running."""

    @property
    def window(self) -> QWidget: ...

    def state(self) -> Mapping[str, Any]:
        """What it shows, as plain JSON values (for rehearsals)."""

    def stop(self) -> None:
        """End its threads."""


def arguments(program: str, description: str) -> argparse.ArgumentParser:
    """The options all faces have."""
    parser = argparse.ArgumentParser(prog=program, description=description)
    parser.add_argument("--settings", type=Path, default=Path("motcua.toml"), help="this machine's motcua.toml")
    parser.add_argument("--windowed", action="store_true", help="in a window instead of the full screen")
    parser.add_argument("--size", default="", help="window size, such as 1080x1920 (implies --windowed)")
    parser.add_argument("--at", default="", help="place of the window, such as 0,0")
    parser.add_argument("--rehearse", action="store_true", help=argparse.SUPPRESS)
    return parser


def run(
    program: str,
    options: argparse.Namespace,
    build: Callable[[StationForm, argparse.Namespace], Face],
    *,
    default_size: tuple[int, int],
) -> int:
    """Start the face, show it, run until it is closed; the exit code. A bad setting is told and ends with 2."""
    logs.start(program)
    application = QApplication.instance() or QApplication(sys.argv[:1])
    fonts.register()
    try:
        station = read_station(options.settings)
        face = build(station, options)
    except ConfigError as error:
        _log.error("%s", error)
        return 2
    _show(face.window, options, default_size)
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: QApplication.quit())
    beat = QTimer()
    beat.timeout.connect(lambda: None)
    beat.start(_SIGNAL_LOOK_MS)
    if options.rehearse:
        Rehearsal(face.window, face.state).start()
    try:
        return int(application.exec())
    finally:
        face.stop()


def _show(window: QWidget, options: argparse.Namespace, default_size: tuple[int, int]) -> None:
    if options.size or options.windowed or options.rehearse:
        width, height = (int(part) for part in options.size.split("x")) if options.size else default_size
        window.resize(width, height)
        if options.at:
            window.move(*(int(part) for part in options.at.split(",")))
        window.show()
        return
    # Without a window manager showFullScreen alone leaves the window small.
    window.setGeometry(window.screen().geometry())
    window.showFullScreen()
