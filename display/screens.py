"""`python -m display.screens`: a picture of every layout, in each theme, on each screen, at moments hard to draw.

They are named build/screens/board/1920x1080/dark/calls/vi/40-counters.png. The hall is the sample one.
"""

from __future__ import annotations

import argparse
import logging
import os
import sys
from collections.abc import Iterator
from fnmatch import fnmatch
from itertools import chain
from pathlib import Path
from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from display.arrangement import Layout
from display.beside import Beside
from display.examples import FORM, MOMENT, Moment, crowd, moments
from display.readable import Demands
from display.scope import Scope, Ways
from display.sign_presenter import SignPresenter
from display.sign_window import SignWindow
from display.theme import BUILT_IN, BoardTheme
from display.window import BoardWindow, Look
from shared.catalogue import read_catalogue
from shared.counter_shows import Doing, counter_shows
from shared.feed import Away, News
from shared.founding import SAMPLE_HALL
from shared.settings import DisplayForm, read_hall
from shared.store.reference import Reference
from shared.text import LANGUAGES
from shared.ui import fonts

SCREENS: Final = ((1920, 1080), (3840, 2160), (1080, 1920), (2160, 3840), (1366, 768))
#: Layout, and whether pictures and figures stand beside the calls. Each has its strip, as on a board at work.
BOARDS: Final = {
    "calls": (Layout.CALLS, False),
    "calls-media": (Layout.CALLS, True),
    "zone": (Layout.ZONE, False),
    "zone-media": (Layout.ZONE, True),
    "split": (Layout.SPLIT, False),
    "split-media": (Layout.SPLIT, True),
}
SIGNS: Final = ((800, 480), (1280, 400), (480, 320), (400, 640))
#: From where they are read (m), on 55 inches; the larger side (px) of the screens that are read from there.
_FAR: Final = 1920
DISTANCES: Final = {"": 0.0, "-8m": 8.0, "-12m": 12.0}


def sample_reference() -> Reference:
    """The sample hall with its catalogue."""
    return Reference.of(1, read_hall(SAMPLE_HALL / "hall.toml"), read_catalogue(SAMPLE_HALL))


def board(moment: Moment, look: Look, size: tuple[int, int]) -> BoardWindow:
    """A board at a moment, shown, with all that stands beside its calls."""
    window = BoardWindow(moment.presenter, look)
    beside = Beside(window, form=DisplayForm(reduced_motion=moment.still), look=look, clock=moment.clock)
    window.resize(*size)
    window.show()
    if moment.news is not None:
        beside.told(moment.news)
    beside.stop()  # nothing moves any more
    return window


def pictures(reference: Reference, only: str) -> Iterator[tuple[str, BoardWindow]]:
    """Every board and its name, one after the other."""
    for (width, height), (theme, colours), (name, (layout, figures)), (far, distance), language in (
        (size, theme, kind, far, language)
        for size in SCREENS
        for theme in BUILT_IN.items()
        for kind in BOARDS.items()
        for far in DISTANCES.items()
        for language in LANGUAGES
    ):
        if distance and (theme != "dark" or max(width, height) != _FAR):
            continue  # a larger screen of the same inches shows the same
        look = Look(
            language=language,
            layout=layout,
            theme=BoardTheme(colours=colours),
            demands=Demands(distance_m=distance, diagonal_in=55.0),
        )
        folder = f"{width}x{height}/{theme}/{name}{far}/{language}"
        ways = Ways.of(FORM, language) if layout is not Layout.CALLS else Ways(language=language)
        for moment in moments(reference, language=language, scope=Scope(), ways=ways, figures=figures):
            path = f"{folder}/{moment.name}.png"
            if fnmatch(path, f"*{only}*"):
                yield path, board(moment, look, (width, height))


def signs(reference: Reference, only: str) -> Iterator[tuple[str, SignWindow]]:
    """The small screen of every kind of counter there is at a moment, and its name."""
    now = crowd(reference, 12, 60)
    wanted: dict[Doing, int] = {}
    for number in sorted(now.counters):
        wanted.setdefault(counter_shows(now, number).doing, number)
    wanted.setdefault(Doing.CLOSED, 99)
    for (width, height), (theme, colours), (doing, counter), language in (
        (size, theme, one, language)
        for size in SIGNS
        for theme in BUILT_IN.items()
        for one in [*wanted.items(), ("connection-lost", wanted[Doing.INVITING])]
        for language in LANGUAGES
    ):
        path = f"signs/{width}x{height}/{theme}/{language}/{doing}.png"
        if not fnmatch(path, f"*{only}*"):
            continue
        presenter = SignPresenter(counter, clock=lambda: MOMENT, language=language)
        presenter.told(News(now=now, reference=reference))
        if doing == "connection-lost":
            presenter.told(Away(reason="an example"))
        window = SignWindow(presenter, language=language, theme=BoardTheme(colours=colours))
        window.resize(width, height)
        window.show()
        yield path, window


def main() -> int:
    """Draw them all; the exit code."""
    options = argparse.ArgumentParser(prog="python -m display.screens", description="Pictures of every board.")
    options.add_argument("--into", type=Path, default=Path("build/screens/board"), help="the folder they are put into")
    options.add_argument(
        "--only", default="", help="a part of the name, such as 1920x1080/dark/zone or 'dark/calls*8m/vi/burst'"
    )
    given = options.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QApplication.instance() or QApplication(sys.argv[:1])
    fonts.register()
    logging.disable(logging.ERROR)  # a thousand times that the store is away, as it is in the pictures
    made = 0
    reference = sample_reference()
    for name, window in chain(pictures(reference, given.only), signs(reference, given.only)):
        path = given.into / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if not window.grab().save(str(path)):
            raise OSError(f"cannot write {path}")
        window.close()
        window.deleteLater()
        QCoreApplication.sendPostedEvents(window, QEvent.Type.DeferredDelete.value)  # a thousand large windows are much
        made += 1
    sys.stdout.write(f"{made} pictures in {given.into}\n")
    del application
    return 0


if __name__ == "__main__":
    sys.exit(main())
