"""The lobby screen: from its start to the right picture, and what it costs at rest and while calls come in."""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Final
from uuid import uuid4

from benchmarks.verbs import found
from shared.demo.place import write_settings
from shared.demo.stations import Rehearsed
from shared.hall import Hall

COUNTERS: Final = 40
WAITING: Final = 240
_TICKS: Final = os.sysconf("SC_CLK_TCK")
_SETTLED: Final = 3.0  # s until the first pages have been painted once


@dataclass(frozen=True, slots=True, kw_only=True)
class LobbyFigures:
    """Milliseconds from the start of the process to the picture of the hall; per cent of one core; megabytes."""

    start_ms: float
    idle: float
    animated: float
    resident_mb: float


def measure(url: str, *, layout: str, seconds: float) -> LobbyFigures:
    """A provincial hall in the middle of the morning: 40 counters open, 240 waiting, a call every two seconds."""
    hall = found(url)
    _crowd(hall)
    starts: list[float] = []
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        settings = write_settings(folder, store=url, hall=hall.id, printer="", counter=1)
        with settings.open("a", encoding="utf-8") as file:
            file.write(f'layout = "{layout}"\n')
        for _ in range(5):
            began = time.monotonic()
            with Rehearsed("display", settings=settings, size="1920x1080", log=folder / "log") as board:
                board.wait(connected=True, seq=hall.now().seq)
                starts.append((time.monotonic() - began) * 1e3)
        with Rehearsed("display", settings=settings, size="1920x1080", log=folder / "log") as board:
            board.wait(connected=True, seq=hall.now().seq)
            time.sleep(_SETTLED)
            idle = _load(board.pid, seconds, lambda: time.sleep(seconds))
            animated = _load(board.pid, seconds, lambda: _calls(hall, seconds))
            resident = int(Path(f"/proc/{board.pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6
    hall.close()
    return LobbyFigures(start_ms=median(starts), idle=idle, animated=animated, resident_mb=resident)


def _crowd(hall: Hall) -> None:
    reference = hall.reference()
    places = sorted(reference.catalogue.counters, key=lambda one: one.number)[:COUNTERS]
    services = [one for place in places for one in reference.profile(place.profile).services]
    for place in places:
        hall.open_counter(place.number, command=uuid4(), actor="bench")
    for number in range(WAITING):
        hall.issue(services[number * 7 % len(services)], command=uuid4(), actor="bench")


def _calls(hall: Hall, seconds: float) -> None:
    """A call every two seconds, each at another counter; who was called before is served there."""
    until = time.monotonic() + seconds
    numbers = sorted(hall.now().counters)
    turn = 0
    while time.monotonic() < until:
        now = hall.now()
        counter = next(
            (one for one in numbers[turn:] + numbers[:turn] if not now.at_counter(one) and _someone(hall, one)), None
        )
        if counter is None:
            raise RuntimeError("nobody is left to be called")
        hall.call_next(counter, command=uuid4(), actor="bench")
        turn = numbers.index(counter) + 1
        time.sleep(2.0)


def _someone(hall: Hall, counter: int) -> bool:
    now = hall.now()
    return bool(now.waiting(hall.reference().profile(now.counters[counter].profile).services))


def _load(pid: int, seconds: float, meanwhile: Callable[[], None]) -> float:
    """Per cent of one core that the process used."""
    before, began = _used(pid), time.monotonic()
    meanwhile()
    return (_used(pid) - before) / max(seconds, time.monotonic() - began) * 100


def _used(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICKS
