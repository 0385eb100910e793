"""The panel in front of the citizen: ``motcua-rating``, or ``python -m counter.rating``."""

from __future__ import annotations

import argparse
import sys
from typing import Final

from counter.rating.face import RatingFace, panel_name
from shared.settings import StationForm
from shared.ui import program


def _number(station: StationForm, options: argparse.Namespace) -> int:
    if options.counter is not None:
        return int(options.counter)
    return station.rating.counter or station.counter.number


KIND: Final = program.Kind(
    program="motcua-rating",
    size=(1280, 800),
    name=lambda station, options: panel_name(_number(station, options)),
    screen=lambda station: station.rating.screen,
    takes_keys=lambda station: station.rating.keyboard,
)


def parser() -> argparse.ArgumentParser:
    """Its options."""
    made = program.arguments(KIND.program, "The panel on which citizens say what they thought of a visit.")
    made.add_argument("--counter", type=int, metavar="N", help="the counter's number (instead of the settings')")
    return made


def main() -> int:
    """Run the panel of one counter; the exit code."""
    return program.run(KIND, parser().parse_args(), _build)


def _build(station: StationForm, options: argparse.Namespace) -> RatingFace:
    face = RatingFace(station, _number(station, options))
    face.start()
    return face


if __name__ == "__main__":
    sys.exit(main())
