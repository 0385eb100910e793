"""`python -m counter.screens`: a picture of the desk in every situation, each sheet and each refusal among them.

They are named build/screens/counter/1920x1080/vi/outcome/needed.png. The hall is the sample one.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QApplication

from counter.examples import examples
from counter.window import DeskWindow
from shared.text import LANGUAGES
from shared.ui import fonts

SIZES: Final = ((1920, 1080), (1280, 800))


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


def _draw_all(into: Path, *, only: str) -> int:
    windows = {size: _quiet_window(*size) for size in SIZES}
    made = 0
    for language in LANGUAGES:
        for example in examples(language):
            for (width, height), window in windows.items():
                path = into / f"{width}x{height}" / language / f"{example.name}.png"
                if only not in str(path):
                    continue
                path.parent.mkdir(parents=True, exist_ok=True)
                window.show_state(example.state)
                if not window.grab().save(str(path)):
                    raise OSError(f"cannot write {path}")
                made += 1
    for window in windows.values():
        window.close()
    return made


def _quiet_window(width: int, height: int) -> DeskWindow:
    window = DeskWindow()
    window.obey(NoGestures())
    window.resize(width, height)
    window.show()
    return window


if __name__ == "__main__":
    sys.exit(main())
