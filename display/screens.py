"""`python -m display.screens`: a picture of every layout, in each theme, on each screen, at moments hard to draw.

They are named build/screens/board/1920x1080/dark/calls/vi/40-counters.png. The hall is the sample one.
"""

from __future__ import annotations

import argparse
import logging
import os
import sys
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Final

from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget

from display.arrangement import Layout
from display.examples import FORM, MOMENT, Moment, crowd, moments
from display.readable import Demands
from display.scope import Scope, Ways
from display.sign_presenter import SignPresenter
from display.sign_window import SignWindow
from display.theme import BUILT_IN, BoardTheme
from display.window import GUESTS, BoardWindow, Look
from shared.catalogue import read_catalogue
from shared.counter_shows import Doing, counter_shows
from shared.feed import Away, News
from shared.founding import SAMPLE_HALL
from shared.settings import read_hall
from shared.store.reference import Reference
from shared.text import LANGUAGES
from shared.ui import fonts

SCREENS: Final = ((1920, 1080), (3840, 2160), (1080, 1920), (2160, 3840), (1366, 768))
#: Layout, and what else is shown: in "split" pictures, in "calls-full" every part there is.
BOARDS: Final = {
    "calls": (Layout.CALLS, ()),
    "calls-full": (Layout.CALLS, ("ticker", "figures", "emergency")),
    "calls-media": (Layout.CALLS, ("media", "ticker")),
    "zone": (Layout.ZONE, ("ticker",)),
    "zone-media": (Layout.ZONE, ("media",)),
    "split": (Layout.SPLIT, ("media", "ticker")),
}
SIGNS: Final = ((800, 480), (1280, 400), (480, 320), (400, 640))
#: From where they are read (m), on 55 inches.
DISTANCES: Final = {"": 0.0, "-8m": 8.0, "-12m": 12.0}


class Stand(QWidget):
    """Stands where a picture would be."""

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor("#3A5A40"))
        painter.end()


def sample_reference() -> Reference:
    """The sample hall with its catalogue."""
    return Reference.of(1, read_hall(SAMPLE_HALL / "hall.toml"), read_catalogue(SAMPLE_HALL))


def board(moment: Moment, look: Look, size: tuple[int, int], parts: tuple[str, ...] = ()) -> BoardWindow:
    """A board at a moment, shown, with stand-ins for what others paint."""
    window = BoardWindow(moment.presenter, look)
    for part in GUESTS:
        window.give(part, Stand())
        window.show_part(part, shown=part in parts)
    window.resize(*size)
    window.show()
    return window


def pictures(reference: Reference, only: str) -> Iterator[tuple[str, BoardWindow]]:
    """Every board and its name, one after the other."""
    for (width, height), (theme, colours), (name, (layout, parts)), (far, distance), language in (
        (size, theme, kind, far, language)
        for size in SCREENS
        for theme in BUILT_IN.items()
        for kind in BOARDS.items()
        for far in DISTANCES.items()
        for language in LANGUAGES
    ):
        far_ones = theme == "dark" and name in ("calls", "zone", "split") and height in (1080, 1920)
        if distance and not far_ones:
            continue
        look = Look(
            language=language,
            layout=layout,
            theme=BoardTheme(colours=colours),
            demands=Demands(distance_m=distance, diagonal_in=55.0),
        )
        folder = f"{width}x{height}/{theme}/{name}{far}/{language}"
        ways = Ways.of(FORM, language) if name != "calls" else Ways(language=language)
        for moment in moments(reference, language=language, scope=Scope(), ways=ways):
            path = f"{folder}/{moment.name}.png"
            if only in path:
                yield path, board(moment, look, (width, height), parts)


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
        if only not in path:
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
    options.add_argument("--only", default="", help="a part of the name, such as 1920x1080/dark/zone")
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
        made += 1
    sys.stdout.write(f"{made} pictures in {given.into}\n")
    del application
    return 0


if __name__ == "__main__":
    sys.exit(main())
