"""The hall board as a program."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import Qt

from display.arrangement import Layout
from display.beside import Beside
from display.led_signs import SignBus
from display.presenter import BoardPresenter
from display.readable import Demands
from display.scope import Scope, Ways
from display.sign_face import SignFace, sign_name
from display.theme import read_theme
from display.voice.assembly import announcer_of
from display.voice.hush import Hush
from display.way_out import give_way_out
from display.window import BoardWindow, Look
from shared.domain.station import StationKind
from shared.feed import Feed
from shared.hall import Hall
from shared.hall_time import HallTime, seconds_that_only_run, this_machines_clock
from shared.places import state_folder
from shared.settings import StationForm
from shared.text import words
from shared.ui.bridge import FeedBridge
from shared.ui.heart import Heart
from shared.ui.program import Face, Kind, arguments, run
from shared.ui.worker import HallWorker

_MOST_COUNTER: Final = 9999

KIND: Final = Kind(
    program="motcua-display",
    size=(1920, 1080),
    name=lambda station, options: sign_name(station, options.counter) if options.counter else station.display.name,
    screen=lambda station: station.display.screen,
    takes_keys=lambda _station: False,
)


class BoardFace:
    """The board, following its hall. Whatever else speaks to the hall listens to the same bridge."""

    def __init__(self, station: StationForm, *, folder: Path) -> None:
        """`folder`: where files named in settings are. Raises ConfigError for a store whose address makes no sense, and
        for a theme that cannot be read."""
        Feed(station.store, station.hall).close()
        form = station.display
        scope = Scope.of(form)
        look = Look(
            language=station.language,
            layout=Layout(form.layout.value),
            theme=read_theme(form.theme, folder=folder),
            demands=Demands(distance_m=form.viewing_distance_m, diagonal_in=form.diagonal_in),
            zone=not scope.whole,
        )
        hall_time = HallTime(this_machines_clock, seconds_that_only_run)
        presenter = BoardPresenter(
            clock=hall_time,
            steady=seconds_that_only_run,
            language=station.language,
            scope=scope,
            ways=Ways.of(form, station.language),
            name=words(station.language).gettext("Bộ phận Một cửa"),
            reduced_motion=form.reduced_motion,
        )
        self._window = BoardWindow(presenter, look)
        self._bridge = FeedBridge(partial(Feed, station.store, station.hall))
        # In the feed's own thread: what the news are about is reckoned in the time that came with them.
        self._bridge.told.connect(hall_time.told, Qt.ConnectionType.DirectConnection)
        self._bridge.told.connect(self._window.told)
        self._beside = Beside(
            self._window,
            form=form,
            look=look,
            folder=folder,
            copies=state_folder() / f"films-{form.name}",
            clock=hall_time,
            steady=seconds_that_only_run,
        )
        self._bridge.told.connect(self._beside.told)
        self._signs = self._signs_of(station, hall_time)
        give_way_out(self._window, station, name=form.name)
        self._announcer = announcer_of(station, Hush(self._beside.ducking), folder=folder, clock=hall_time)
        if self._announcer is not None:
            # In the feed's own thread: a call is spoken without waiting for the window.
            self._bridge.told.connect(self._announcer.told, Qt.ConnectionType.DirectConnection)
        # A board does nothing in the hall: its worker is there for the beat alone.
        self._worker = HallWorker(partial(Hall, station.store, station.hall))
        self._heart = Heart(
            self._worker,
            kind=StationKind.BOARD,
            name=station.display.name,
            shown=lambda: self._window.painted_seq,
            watched=self._signs,
            voiced=None if self._announcer is None else self._announcer.voiced,
            clock=this_machines_clock,
            measured=hall_time.measured,
        )
        if self._announcer is not None:
            self._announcer.start()
        if self._signs is not None:
            self._signs.start()
        self._bridge.start()
        self._beside.start()
        self._worker.start()
        self._heart.start()

    @property
    def window(self) -> BoardWindow:
        return self._window

    def _signs_of(self, station: StationForm, hall_time: HallTime) -> SignBus | None:
        """The signs on this machine's line, if it has any."""
        if not (station.bus.line or station.bus.shared) or not station.sign:
            return None
        signs = SignBus(station.bus, station.sign, clock=hall_time, steady=seconds_that_only_run)
        self._bridge.told.connect(signs.told)
        return signs

    def state(self) -> Mapping[str, Any]:
        """What the board shows, when it was painted, and what was spoken."""
        said = () if self._announcer is None else self._announcer.said()
        spoken = [[one.label, one.counter, one.began, one.ended] for one in said]
        return {**self._window.facts(), **self._beside.facts(), "spoken": spoken}

    def recover(self) -> None:
        """Draw it anew: the board has no way one could be lost on."""
        self._window.look()
        self._window.update()

    def stop(self) -> None:
        """End its threads."""
        self._heart.stop()
        self._beside.stop()
        self._bridge.stop()
        if self._announcer is not None:
            self._announcer.stop()
        self._worker.stop()
        if self._signs is not None:
            self._signs.stop()


def build(station: StationForm, options: argparse.Namespace) -> Face:
    """Put the board together, or the small screen of one counter."""
    if options.counter:
        return SignFace(station, options.counter, folder=options.settings.parent)
    return BoardFace(station, folder=options.settings.parent)


def main() -> int:
    """Run the board; the exit code."""
    # The board draws without OpenGL. Where the machine has only one made of software, Qt would turn each picture of a
    # film with it, which costs three times as much (docs/decisions/045).
    os.environ.setdefault("QT_XCB_GL_INTEGRATION", "none")
    parser = arguments(KIND.program, "The hall board: who is called where, and how many wait.")
    parser.add_argument("--counter", type=_counter, default=0, help="only the sign of this counter, on a small screen")
    return run(KIND, parser.parse_args(), build)


def _counter(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= _MOST_COUNTER:
        raise argparse.ArgumentTypeError(f"{text!r} is no number of a counter")
    return int(text)


if __name__ == "__main__":
    sys.exit(main())
