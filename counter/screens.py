"""`python -m counter.screens`: a picture of the desk in every situation, each sheet and each refusal among them; as
window, as bar, and what the citizen reads meanwhile.

They are named build/screens/counter/1920x1080/vi/outcome/needed.png, bar-960/…, citizen-800x480/… The hall is the
sample one.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Iterator
from itertools import chain
from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QApplication
from shiboken6 import delete

from counter.bar import HEIGHT, BarWindow
from counter.bar_picture import bar
from counter.bar_place import BarPlaces
from counter.citizen_screen import CitizenScreen
from counter.examples import Example, examples
from counter.examples_of_emergencies import examples_of_emergencies
from counter.examples_with_staff import examples_with_staff
from counter.window import DeskWindow
from shared.text import LANGUAGES
from shared.ui import fonts

SIZES: Final = ((1920, 1080), (1280, 800))
BARS: Final = (1920, 960)
CITIZEN: Final = (800, 480)


class NoGestures:
    """Somebody who watches and touches nothing."""

    def __getattr__(self, _name: str) -> Callable[..., None]:
        return lambda *_, **__: None


def main() -> int:
    """Draw them all; the exit code."""
    options = argparse.ArgumentParser(prog="python -m counter.screens", description="Pictures of the desk.")
    options.add_argument(
        "--into", type=Path, default=Path("build/screens/counter"), help="the folder they are put into"
    )
    options.add_argument("--only", default="", help="a part of the name, such as 1920x1080/vi or refused")
    given = options.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QApplication.instance() or QApplication(sys.argv[:1])
    fonts.register()
    made = _draw_all(given.into, only=given.only)
    sys.stdout.write(f"{made} pictures in {given.into}\n")
    del application
    return 0


def every_example(language: str) -> Iterator[Example]:
    """All there are, of halls with staff and without."""
    return chain(examples(language), examples_of_emergencies(language), examples_with_staff(language))


def _draw_all(into: Path, *, only: str) -> int:
    windows = {f"{width}x{height}": _quiet_window(width, height) for width, height in SIZES}
    bars = {f"bar-{width}": _quiet_bar(width) for width in BARS}
    citizen = CitizenScreen("")
    citizen.resize(*CITIZEN)
    made = 0
    for language in LANGUAGES:
        for example in every_example(language):
            state = example.state
            for window in windows.values():
                window.show_state(state)
            shown = bar(state, covered=next(iter(windows.values())).covered)
            for slim in bars.values():
                slim.show_bar(shown, language)
            citizen.show_facing(state.facing)
            for size, widget in ({**windows, **bars, "citizen-{}x{}".format(*CITIZEN): citizen}).items():
                path = into / size / language / f"{example.name}.png"
                if only in str(path):
                    path.parent.mkdir(parents=True, exist_ok=True)
                    if not widget.grab().save(str(path)):
                        raise OSError(f"cannot write {path}")
                    made += 1
    for one in (*windows.values(), *bars.values(), citizen):
        delete(one)
    return made


def _quiet_bar(width: int) -> BarWindow:
    slim = BarWindow(BarPlaces(None))
    slim.setFixedSize(width, HEIGHT)
    return slim


def _quiet_window(width: int, height: int) -> DeskWindow:
    window = DeskWindow()
    window.obey(NoGestures())
    window.resize(width, height)
    window.show()
    return window


if __name__ == "__main__":
    sys.exit(main())
