"""From the citizen's touch to the committed ticket, to the first byte on the printer's wire and of the slip itself,
and to the proof that the slip is out.

The kiosk is the real program in a process of its own; the printer is a virtual one at USB's speed, without the time
the paper itself needs.
"""

from __future__ import annotations

import json
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Final, NamedTuple

from benchmarks.spread import p95
from benchmarks.turn import Turn
from benchmarks.verbs import found
from benchmarks.wire import Wire
from hardware.virtual.condition import Build
from hardware.virtual.printer import VirtualPrinter
from shared.demo.place import write_settings
from shared.demo.stations import Rehearsed
from shared.domain.errors import DeviceAway

USB_BYTES_A_SECOND: Final = 1_200_000.0  # bulk transfers at full speed: 19 packets of 64 bytes a frame
_AGENCY, _SERVICE = "VP", "VP01"


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperTimes:
    """Milliseconds after the touch."""

    committed_p95_ms: float
    first_byte_p95_ms: float
    slip_p95_ms: float
    confirmed_median_ms: float
    confirmed_p95_ms: float
    before_commit: int  # slips whose first byte was on the wire before their ticket was committed


class _Times(NamedTuple):
    """Seconds after the touch."""

    committed: float
    first_byte: float
    slip: float
    confirmed: float


def measure(url: str, *, tickets: int) -> PaperTimes:
    """Take `tickets` numbers at the kiosk, one after the other; the first one warms everything up."""
    hall = found(url)
    turn = Turn(url)
    times: list[_Times] = []
    with (
        tempfile.TemporaryDirectory() as place,
        VirtualPrinter(build=Build(bytes_per_second=USB_BYTES_A_SECOND)) as printer,
    ):
        folder, wire = Path(place), Wire(printer.port)
        settings = write_settings(folder, store=url, hall=hall.id, printer=wire.url, counter=1)
        with Rehearsed("kiosk", settings=settings, size="1080x1920", log=folder / "log") as kiosk:
            for _ in range(tickets + 1):
                times.append(_take(kiosk, wire, turn))
        wire.close()
    turn.close()
    hall.close()
    warm = times[1:]
    return PaperTimes(
        committed_p95_ms=1e3 * p95([one.committed for one in warm]),
        first_byte_p95_ms=1e3 * p95([one.first_byte for one in warm]),
        slip_p95_ms=1e3 * p95([one.slip for one in warm]),
        confirmed_median_ms=median(one.confirmed for one in warm) * 1e3,
        confirmed_p95_ms=1e3 * p95([one.confirmed for one in warm]),
        before_commit=sum(one.first_byte < one.committed for one in times),
    )


def _take(kiosk: Rehearsed, wire: Wire, turn: Turn) -> _Times:
    """One number, from the first page to the first page."""
    kiosk.wait(page="home", connected=True)
    kiosk.tap(f"agency-{_AGENCY}")
    kiosk.wait(page="agency")
    kiosk.tap(f"field-{_SERVICE}")
    kiosk.wait(page="confirm")
    seq = turn.number()
    wire.reset()
    touched = time.monotonic()
    kiosk.send(json.dumps({"do": "tap", "name": "take-number"}))
    turn.wait_commit(seq)
    committed = time.monotonic()
    kiosk.line()
    kiosk.wait(page="done")
    confirmed = time.monotonic()
    kiosk.tap("home")
    if wire.first is None or wire.slip is None:
        raise DeviceAway("wire", "a slip came out that never was on the wire")
    return _Times(
        committed=committed - touched,
        first_byte=wire.first - touched,
        slip=wire.slip - touched,
        confirmed=confirmed - touched,
    )
