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
    """Milliseconds, and how many keystrokes were tried. `page_ms`: a page of text pasted as a query."""

    first_paint_ms: float
    key_median_ms: float
    key_worst_ms: float
    index_ms: float
    page_ms: float
    keystrokes: int


def measure(url: str) -> KioskFigures:
    """Start the program five times; type 400 names and everyday words into the search, letter by letter."""
    hall = found(url)
    paints: list[float] = []
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        settings = write_settings(folder, store=url, hall=hall.id, printer="", counter=1)
        for _ in range(5):
            with Rehearsed("kiosk", settings=settings, size="1080x1920", log=folder / "log") as kiosk:
                paints.append(kiosk.wait(page="home", connected=True)["first_paint_ms"])
    hall.close()
    keys, index_ms, page_ms = _typing()
    return KioskFigures(
        first_paint_ms=median(paints),
        key_median_ms=median(keys) * 1e3,
        key_worst_ms=max(keys) * 1e3,
        keystrokes=len(keys),
        index_ms=index_ms,
        page_ms=page_ms,
    )


def _typing() -> tuple[list[float], float, float]:
    """Seconds of this program's own time for each keystroke, and milliseconds for an index and for a pasted page."""
    catalogue = read_catalogue(SAMPLE_HALL)
    built: list[float] = []
    for _ in range(3):
        began = time.process_time()
        index = SearchIndex(catalogue)
        built.append(time.process_time() - began)
    gc.collect()
    gc.freeze()  # as the kiosk does once its index stands
    names = [one.name_vi for one in (*catalogue.services, *catalogue.procedures)]
    chosen = Random(1).sample([*names, *(one.say for one in catalogue.synonyms)], 400)
    took: list[float] = []
    for name in chosen:
        for typed in (name, plain(name)):
            for end in range(1, min(len(typed), 40) + 1):
                began = time.process_time()
                index.find(typed[:end])
                took.append(time.process_time() - began)
    began = time.process_time()
    index.find(" ".join(names))
    page_ms = (time.process_time() - began) * 1e3
    gc.unfreeze()
    return took, min(built) * 1e3, page_ms
