"""How long after the counter's commit the board, another process, has painted the call."""

from __future__ import annotations

import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from benchmarks.spread import p95
from benchmarks.verbs import call_next, clear, fill, found
from shared.demo.place import write_settings
from shared.demo.stations import Rehearsed


@dataclass(frozen=True, slots=True, kw_only=True)
class Latency:
    """Milliseconds from commit to paint."""

    median_ms: float
    p95_ms: float
    worst_ms: float


def measure(url: str, *, calls: int) -> Latency:
    """Call `calls` citizens here, and ask the board when it had painted each."""
    hall = found(url)
    fill(hall, calls + 5)
    took: list[float] = []
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        settings = write_settings(folder, store=url, hall=hall.id, printer="", counter=1)
        with Rehearsed("display", settings=settings, size="1920x1080", log=folder / "log") as board:
            board.wait(connected=True)
            for _ in range(calls):
                ticket = call_next(hall)
                committed = time.time_ns()
                label = hall.ticket(ticket).label
                state = board.do("state")
                until = time.monotonic() + 5
                while label not in state["painted"] and time.monotonic() < until:
                    time.sleep(0.005)
                    state = board.do("state")
                took.append((state["painted"][label] - committed) / 1e6)
                clear(hall, ticket)
                time.sleep(0.02)
    hall.close()
    return Latency(median_ms=median(took), p95_ms=p95(took), worst_ms=max(took))
