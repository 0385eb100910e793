"""The lobby screen: from its start to the right picture, and what it costs at rest and while calls come in."""

from __future__ import annotations

import os
import shutil
import subprocess
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
_BEFORE: Final = 12.0  # s of a film until its load is looked at, and behind
_COPYING: Final = 300.0  # s a copy may take
_SETTLED: Final = 3.0  # s until the first pages have been painted once


@dataclass(frozen=True, slots=True, kw_only=True)
class LobbyFigures:
    """Milliseconds from the start of the process to the picture of the hall; per cent of one core; megabytes. `films`:
    while a film plays, as it came and from its copy; None where there is no ffmpeg to make one."""

    start_ms: float
    idle: float
    animated: float
    films: tuple[float, float] | None
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
        films = _film(settings, hall, seconds)
    hall.close()
    return LobbyFigures(start_ms=median(starts), idle=idle, animated=animated, films=films, resident_mb=resident)


def _film(settings: Path, hall: Hall, seconds: float) -> tuple[float, float] | None:
    """The load while a film in full HD plays beside the queue and calls go on: as it came, and from its copy."""
    ffmpeg = shutil.which("ffmpeg")
    if ffmpeg is None:
        return None
    folder = settings.parent / "films"
    folder.mkdir()
    film = folder / "film.mp4"
    made = ["-f", "lavfi", "-i", "mandelbrot=size=1920x1080:rate=30", "-t", str(seconds + _BEFORE)]
    form = ["-c:v", "libx264", "-b:v", "6M", "-pix_fmt", "yuv420p"]
    subprocess.run([ffmpeg, "-loglevel", "error", *made, *form, str(film)], check=True)
    os.utime(film, (0, 0))
    plain = settings.read_text(encoding="utf-8")
    loads = []
    for smaller in ("false", "true"):
        media = f'[display.media]\nfolder = "films"\nvolume = 0\nsmaller_films = {smaller}\n'
        settings.write_text(f"{plain}{media}[display.figures]\nshown = false\n", encoding="utf-8")
        with Rehearsed("display", settings=settings, size="1920x1080", log=settings.parent / "log") as board:
            if smaller == "true":
                _copied(settings.parent / "log")
        with Rehearsed("display", settings=settings, size="1920x1080", log=settings.parent / "log") as board:
            board.wait(connected=True, seq=hall.now().seq, media="film.mp4")
            time.sleep(_SETTLED)
            loads.append(_load(board.pid, seconds, lambda: _calls(hall, seconds)))
    return loads[0], loads[1]


def _copied(log: Path) -> None:
    """Wait until the board has made itself a copy."""
    until = time.monotonic() + _COPYING
    while "is played from a smaller copy" not in log.read_text(encoding="utf-8"):
        if time.monotonic() > until:
            raise RuntimeError(f"no copy of the film was made; see {log}")
        time.sleep(0.5)


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
