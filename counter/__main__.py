"""The officer's desk: ``motcua-counter``, or ``python -m counter``."""

from __future__ import annotations

import argparse
import sys

import msgspec

from counter.face import CounterFace
from shared.counter_form import DeskShape
from shared.settings import StationForm
from shared.ui import program


def main() -> int:
    """Run the desk of one counter; the exit code."""
    kind = program.Kind(
        program="motcua-counter",
        size=(1920, 1080),
        name=lambda *asked: str(_number(*asked)),
        begins_with=lambda face: face.shapes.first if isinstance(face, CounterFace) else None,
    )
    parser = program.arguments(kind.program, "The officer's desk at one counter.")
    parser.add_argument("--counter", type=int, metavar="N", help="the counter's number (instead of the settings')")
    parser.add_argument("--bar", action="store_true", help="begin as the slim bar")
    parser.add_argument("--citizen-screen", metavar="NAME", help="the citizen's screen, by xrandr's name")
    return program.run(kind, parser.parse_args(), _build)


def _number(station: StationForm, options: argparse.Namespace) -> int:
    return int(options.counter) if options.counter is not None else station.counter.number


def _build(station: StationForm, options: argparse.Namespace) -> CounterFace:
    mine = station.counter
    shape = DeskShape.BAR if options.bar else mine.shape
    screen = mine.citizen_screen if options.citizen_screen is None else options.citizen_screen
    mine = msgspec.structs.replace(mine, shape=shape, citizen_screen=screen)
    face = CounterFace(msgspec.structs.replace(station, counter=mine), _number(station, options))
    face.start()
    return face


if __name__ == "__main__":
    sys.exit(main())
