"""`python -m kiosk.screens`: a picture of every page, in both languages, with each aid, on three screens.

They are named build/screens/1080x1920/vi/large/confirm.png. The hall is the sample one.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QApplication

from kiosk.examples import AIDS, examples
from kiosk.measures import Measures
from kiosk.voice import Silence
from kiosk.window import KioskWindow
from shared.catalogue import read_catalogue
from shared.founding import SAMPLE_HALL
from shared.settings import read_hall
from shared.store.reference import Reference
from shared.text import LANGUAGES
from shared.ui import fonts

#: Width and height in pixels, and how many pixels a millimetre has: 27 inches, 27 inches, 15 inches.
SCREENS: Final = ((1080, 1920, 3.2), (1920, 1080, 3.2), (1024, 768, 3.3))


class NoGestures:
    """Somebody who watches and touches nothing."""

    def __getattr__(self, _name: str) -> Callable[..., None]:
        return lambda *_: None


def quiet_window(*, px_per_mm: float, by_keys: bool = False) -> KioskWindow:
    """A window alone, which shows what it is given. `by_keys`: as it looks to somebody who uses a keypad."""
    window = KioskWindow(px_per_mm=px_per_mm, voice=Silence())
    window.obey(NoGestures())
    window.show()
    if by_keys:
        window.by_keys.begin()
    return window


def sample_reference() -> Reference:
    """The sample hall with its catalogue."""
    return Reference.of(1, read_hall(SAMPLE_HALL / "hall.toml"), read_catalogue(SAMPLE_HALL))


def main() -> int:
    """Draw them all; the exit code."""
    options = argparse.ArgumentParser(prog="python -m kiosk.screens", description="Pictures of every page.")
    options.add_argument("--into", type=Path, default=Path("build/screens"), help="the folder they are put into")
    options.add_argument("--only", default="", help="a part of the name, such as 1080x1920/vi or large/confirm")
    options.add_argument("--keys", action="store_true", help="as they look to somebody who uses a keypad")
    given = options.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QApplication.instance() or QApplication(sys.argv[:1])
    fonts.register()
    made = _draw_all(given.into, only=given.only, by_keys=given.keys)
    sys.stdout.write(f"{made} pictures in {given.into}\n")
    del application
    return 0


def _draw_all(into: Path, *, only: str, by_keys: bool) -> int:
    reference = sample_reference()
    made = 0
    for width, height, px_per_mm in SCREENS:
        window = quiet_window(px_per_mm=px_per_mm, by_keys=by_keys)
        window.resize(width, height)
        for language in LANGUAGES:
            for aid, aids in AIDS.items():
                measures = Measures.of(width, height, px_per_mm, aids=aids)
                for example in examples(reference, language=language, measures=measures, aids=aids):
                    path = into / f"{width}x{height}" / language / aid / f"{example.name}.png"
                    if only not in str(path):
                        continue
                    path.parent.mkdir(parents=True, exist_ok=True)
                    window.show_state(example.state)
                    if not window.grab().save(str(path)):
                        raise OSError(f"cannot write {path}")
                    made += 1
        window.close()
    return made


if __name__ == "__main__":
    sys.exit(main())
