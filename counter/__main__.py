"""The officer's desk: ``motcua-counter``, or ``python -m counter``."""

from __future__ import annotations

import argparse
import sys

from counter.face import CounterFace
from shared.settings import StationForm
from shared.ui import program


def main() -> int:
    """Run the desk of one counter; the exit code."""
    kind = program.Kind(program="motcua-counter", size=(1920, 1080), name=lambda *asked: str(_number(*asked)))
    parser = program.arguments(kind.program, "The officer's desk at one counter.")
    parser.add_argument("--counter", type=int, metavar="N", help="the counter's number (instead of the settings')")
    return program.run(kind, parser.parse_args(), _build)


def _number(station: StationForm, options: argparse.Namespace) -> int:
    return int(options.counter) if options.counter is not None else station.counter.number


def _build(station: StationForm, options: argparse.Namespace) -> CounterFace:
    face = CounterFace(station, _number(station, options))
    face.start()
    return face


if __name__ == "__main__":
    sys.exit(main())
