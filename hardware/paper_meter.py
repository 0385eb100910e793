"""Counts the paper, because a near-end sensor speaks late or is not there at all.

The count begins again when a hand changes the roll: the printer tells of no paper or little paper, and later of
enough. What was counted is kept in a small file for each printer and outlives a restart. A count that cannot be kept
or read is a warning in the log and no more: paper is printed on all the same.
"""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from hardware.escpos.status import Paper, PrinterStatus
from hardware.printing import Outcome, PrintResult, SlipPrinter
from hardware.slip import Slip
from shared.places import state_folder
from shared.state_file import StateFile

log = logging.getLogger(__name__)


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class RollCount:
    """What came off one roll since `since`. `ended`: the printer has told of its end, and of no new roll yet."""

    used_mm: float
    slips: int
    since: str
    ended: bool = False


class PaperMeter:
    """`printer` with a count of its paper; see `hardware.printing.SlipPrinter`. `roll_mm` is on a new roll."""

    def __init__(
        self, printer: SlipPrinter, *, roll_mm: float, file: Path, clock: Callable[[], datetime] = _now
    ) -> None:
        self._printer = printer
        self._roll_mm = roll_mm
        self._file = StateFile(file, what="the paper count")
        self._clock = clock
        self._count = _read(self._file) or self._new_roll()

    @property
    def count(self) -> RollCount:
        return self._count

    @property
    def left_mm(self) -> float:
        """An estimate: wrong for a roll that was begun before the count, or changed while it was half full."""
        return max(0.0, self._roll_mm - self._count.used_mm)

    def roll_changed(self) -> None:
        """Somebody says that there is a new roll."""
        self._keep(self._new_roll())

    def status(self) -> PrinterStatus:
        return self._looked_at(self._printer.status())

    def print(self, slip: Slip) -> PrintResult:
        result = self._printer.print(slip)
        if result.outcome is not Outcome.FAILED_BEFORE_SEND:
            # Of a slip nobody knows about, all is counted: a roll that lasts longer than foretold does no harm.
            count = self._count
            self._keep(replace(count, used_mm=count.used_mm + result.paper_mm, slips=count.slips + 1))
        if result.status is None:
            return result
        return replace(result, status=self._looked_at(result.status))

    def close(self) -> None:
        self._printer.close()

    def _looked_at(self, status: PrinterStatus) -> PrinterStatus:
        """Notes what the sensor says of the roll, and adds what the count says."""
        if status.paper in (Paper.LOW, Paper.OUT) and not self._count.ended:
            self._keep(replace(self._count, ended=True))
        elif status.paper is Paper.OK and self._count.ended:
            self._keep(self._new_roll())
        return replace(status, left_mm=self.left_mm)

    def _new_roll(self) -> RollCount:
        return RollCount(used_mm=0.0, slips=0, since=self._clock().isoformat(timespec="seconds"))

    def _keep(self, count: RollCount) -> None:
        self._count = count
        self._file.keep(json.dumps(asdict(count)))


def roll_changed(printer: object) -> bool:
    """Somebody put a new roll into `printer`, whatever stands around it. False where nobody counts its paper."""
    if isinstance(printer, PaperMeter):
        printer.roll_changed()
        return True
    return sum(map(roll_changed, getattr(printer, "printers", ()))) > 0


def _read(file: StateFile) -> RollCount | None:
    try:
        text = file.read()
        if text is None:
            return None
        kept = json.loads(text)
        count = RollCount(
            used_mm=float(kept["used_mm"]),
            slips=int(kept["slips"]),
            since=datetime.fromisoformat(kept["since"]).isoformat(timespec="seconds"),
            ended=bool(kept["ended"]),
        )
    except (OSError, ValueError, TypeError, KeyError) as error:
        log.warning("the paper count in %s cannot be read and begins again: %r", file, error)
        return None
    return count if count.used_mm >= 0 else None


def meter_file(url: str) -> Path:
    """Where the count for the printer at `url` is kept."""
    name = re.sub(r"[^A-Za-z0-9]+", "-", url).strip("-")
    return state_folder() / f"roll-{name}.json"
