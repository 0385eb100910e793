"""The kiosk's start, and its search while somebody types."""

from __future__ import annotations

import gc
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from random import Random
from statistics import median

from benchmarks.verbs import found
from shared.catalogue import read_catalogue
from shared.demo.place import write_settings
from shared.demo.stations import Rehearsed
from shared.founding import SAMPLE_HALL
from shared.search import SearchIndex
from shared.text import plain


@dataclass(frozen=True, slots=True, kw_only=True)
class KioskFigures:
    """Milliseconds, and how many keystrokes were tried."""

    first_paint_ms: float
    key_median_ms: float
    key_worst_ms: float
    keystrokes: int


def measure(url: str) -> KioskFigures:
    """Start the program five times; type 200 names into the search, letter by letter."""
    hall = found(url)
    paints: list[float] = []
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        settings = write_settings(folder, store=url, hall=hall.id, printer="", counter=1)
        for _ in range(5):
            with Rehearsed("kiosk", settings=settings, size="1080x1920", log=folder / "log") as kiosk:
                paints.append(kiosk.wait(page="home", connected=True)["first_paint_ms"])
    hall.close()
    keys = _typing()
    return KioskFigures(
        first_paint_ms=median(paints),
        key_median_ms=median(keys) * 1e3,
        key_worst_ms=max(keys) * 1e3,
        keystrokes=len(keys),
    )


def _typing() -> list[float]:
    catalogue = read_catalogue(SAMPLE_HALL)
    index = SearchIndex(catalogue)
    gc.collect()
    gc.freeze()  # as the kiosk does once its index stands
    names = [one.name_vi for one in (*catalogue.services, *catalogue.procedures)]
    chosen = Random(1).sample(names, 200)
    took: list[float] = []
    for name in chosen:
        for typed in (name, plain(name)):
            for end in range(1, min(len(typed), 40) + 1):
                began = time.perf_counter()
                index.find(typed[:end])
                took.append(time.perf_counter() - began)
    gc.unfreeze()
    return took
