"""The panel in front of the citizen: ``motcua-rating``, or ``python -m counter.rating``."""

from __future__ import annotations

import argparse
import sys

from counter.rating.face import RatingFace, panel_name
from shared.settings import StationForm
from shared.ui import program


def main() -> int:
    """Run the panel of one counter; the exit code."""
    kind = program.Kind(
        program="motcua-rating",
        size=(1280, 800),
        name=lambda *asked: panel_name(_number(*asked)),
        screen=lambda station: station.rating.screen,
        takes_keys=lambda station: station.rating.keyboard,
    )
    parser = program.arguments(kind.program, "The panel on which citizens say what they thought of a visit.")
    parser.add_argument("--counter", type=int, metavar="N", help="the counter's number (instead of the settings')")
    return program.run(kind, parser.parse_args(), _build)


def _number(station: StationForm, options: argparse.Namespace) -> int:
    if options.counter is not None:
        return int(options.counter)
    return station.rating.counter or station.counter.number


def _build(station: StationForm, options: argparse.Namespace) -> RatingFace:
    face = RatingFace(station, _number(station, options))
    face.start()
    return face


if __name__ == "__main__":
    sys.exit(main())
