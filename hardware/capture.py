"""A printer that is a file: each slip's bytes behind the last, for looking at them and for replaying them."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from hardware.escpos.encode import Encoder
from hardware.escpos.length import paper_length
from hardware.escpos.profile import PrinterProfile
from hardware.escpos.status import Learnt, Paper, PrinterStatus
from hardware.printing import Outcome, PrintResult, Proof, Trouble
from hardware.slip import Slip
from shared.domain.errors import DeviceAway


def _now() -> datetime:
    return datetime.now(UTC)


class CapturePrinter:
    """Appends to `path`; see `hardware.printing.SlipPrinter`. A slip is confirmed when the disk has it."""

    def __init__(self, path: Path, profile: PrinterProfile, *, clock: Callable[[], datetime] = _now) -> None:
        self._path = path
        self._encoder = Encoder(profile)
        self._dpi = profile.dpi
        self._clock = clock

    def status(self) -> PrinterStatus:
        if not os.access(self._path.parent, os.W_OK):
            raise DeviceAway(f"file://{self._path}", "the folder cannot be written")
        return PrinterStatus(
            online=True,
            cover_open=False,
            paper=Paper.UNKNOWN,
            cutter_ok=True,
            error=False,
            at=self._clock(),
            learnt=Learnt.FILE,
        )

    def print(self, slip: Slip) -> PrintResult:
        started = time.monotonic()
        data = self._encoder.encode(slip)
        sent = 0
        trouble: Trouble | None = None
        try:
            with self._path.open("ab", buffering=0) as file:
                sent = file.write(data)
                os.fsync(file.fileno())
        except OSError:
            trouble = Trouble.LINE_LOST if sent else Trouble.UNREACHABLE
        if trouble is None and sent < len(data):
            trouble = Trouble.STALLED
        return PrintResult(
            outcome=Outcome.CONFIRMED if trouble is None else Outcome.UNKNOWN if sent else Outcome.FAILED_BEFORE_SEND,
            proof=Proof.NONE if trouble else Proof.WRITTEN,
            trouble=trouble,
            status=None,
            bytes_sent=sent,
            elapsed=time.monotonic() - started,
            printer=f"file://{self._path}",
            paper_mm=paper_length(data, dpi=self._dpi),
        )

    def close(self) -> None:
        """Nothing is kept open."""
