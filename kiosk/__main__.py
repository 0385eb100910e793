"""`motcua-kiosk`, or `python -m kiosk`: the citizen's touch screen."""

from __future__ import annotations

import time

_BEGAN = time.monotonic()  # before anything slow is imported: the time to the first picture is measured from here

import argparse  # noqa: E402
import sys  # noqa: E402
from typing import Final  # noqa: E402

from kiosk.face import KioskFace, assemble  # noqa: E402
from shared.settings import StationForm  # noqa: E402
from shared.ui import program  # noqa: E402

_KIND: Final = program.Kind(
    program="motcua-kiosk",
    size=(1080, 1920),
    name=lambda station, _options: station.kiosk.name,
    screen=lambda station: station.kiosk.screen,
)


def main() -> int:
    """Run the kiosk until it is asked to end; the exit code."""
    options = program.arguments(_KIND.program, "The citizen's touch screen: find the line, take a number.")
    return program.run(_KIND, options.parse_args(), _build)


def _build(station: StationForm, _options: argparse.Namespace) -> KioskFace:
    return assemble(station, _BEGAN)


if __name__ == "__main__":
    sys.exit(main())
