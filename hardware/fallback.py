"""Two printers for one kiosk: the second prints what surely did not come out of the first."""

from __future__ import annotations

import logging
from dataclasses import replace

from hardware.escpos.status import PrinterStatus
from hardware.printing import Outcome, PrintResult, SlipPrinter
from hardware.slip import Slip
from shared.domain.errors import DeviceAway

log = logging.getLogger(__name__)


class FallbackPrinter:
    """`first`, and `second` when not a byte of the slip went to the first; see `hardware.printing.SlipPrinter`.

    After UNKNOWN the second is never used: there may be two slips of one number then. When neither can print, the
    result tells what is the matter with the first.
    """

    def __init__(self, first: SlipPrinter, second: SlipPrinter) -> None:
        self._first = first
        self._second = second

    @property
    def printers(self) -> tuple[SlipPrinter, SlipPrinter]:
        return self._first, self._second

    def status(self) -> PrinterStatus:
        """That of the printer which would have the next slip; of the first if neither could print it."""
        try:
            first = self._first.status()
        except DeviceAway:
            return self._second.status()
        if first.ready:
            return first
        try:
            second = self._second.status()
        except DeviceAway:
            return first
        return second if second.ready else first

    def print(self, slip: Slip) -> PrintResult:
        first = self._first.print(slip)
        if first.outcome is not Outcome.FAILED_BEFORE_SEND:
            return first
        second = self._second.print(slip)
        elapsed = first.elapsed + second.elapsed
        if second.outcome is Outcome.FAILED_BEFORE_SEND:
            return replace(first, elapsed=elapsed)
        log.warning("%s printed in place of %s", second.printer, first.printer)
        return replace(second, elapsed=elapsed)

    def close(self) -> None:
        self._first.close()
        self._second.close()
