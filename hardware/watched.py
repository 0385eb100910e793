"""How devices do, for whoever looks after the hall: what each slip and each look at a printer told, and whether a
scanner is there."""

from __future__ import annotations

from contextlib import suppress
from typing import Final

from hardware.escpos.status import Paper, PrinterStatus
from hardware.fallback import FallbackPrinter
from hardware.printing import DeviceSilent, PrintResult, SlipPrinter, Trouble, trouble_of
from hardware.slip import Slip
from shared.domain.errors import DeviceAway
from shared.domain.station import DeviceHealth, DeviceKind, DeviceTrouble, Health

#: Staff are told at so much paper: some sixty slips, time enough to fetch a roll in the busiest hour.
LOW_MM: Final = 8_000

_TROUBLES: Final = {
    Trouble.UNREACHABLE: DeviceTrouble.UNREACHABLE,
    Trouble.SILENT: DeviceTrouble.SILENT,
    Trouble.PAPER_OUT: DeviceTrouble.PAPER_OUT,
    Trouble.COVER_OPEN: DeviceTrouble.COVER_OPEN,
    Trouble.CUTTER: DeviceTrouble.CUTTER,
    Trouble.FAULT: DeviceTrouble.FAULT,
    Trouble.OFFLINE: DeviceTrouble.OFFLINE,
    Trouble.BUSY: DeviceTrouble.BUSY,
    Trouble.LINE_LOST: DeviceTrouble.UNREACHABLE,
    Trouble.STALLED: DeviceTrouble.BUSY,
}


class WatchedPrinter:
    """`printer`, remembering how it did; see `hardware.printing.SlipPrinter`. One thread at a time."""

    def __init__(self, printer: SlipPrinter, *, name: str = "printer") -> None:
        self._printer = printer
        self._health = DeviceHealth(name=name, kind=DeviceKind.PRINTER, state=Health.UNKNOWN)

    @property
    def health(self) -> DeviceHealth:
        return self._health

    @property
    def printers(self) -> tuple[SlipPrinter, ...]:
        """What it watches."""
        return (self._printer,)

    def status(self) -> PrinterStatus:
        try:
            status = self._printer.status()
        except DeviceAway as away:
            silent = isinstance(away, DeviceSilent)
            self._is_ill(DeviceTrouble.SILENT if silent else DeviceTrouble.UNREACHABLE)
            raise
        self._note(status)
        return status

    def print(self, slip: Slip) -> PrintResult:
        result = self._printer.print(slip)
        if result.trouble in _TROUBLES:
            self._is_ill(_TROUBLES[result.trouble])
        elif result.status is not None:
            # Without proof, too: there are printers that never give any and print all the same.
            self._note(result.status)
        return result

    def close(self) -> None:
        self._printer.close()

    def _note(self, status: PrinterStatus) -> None:
        """What the printer says of itself: a trouble that stops it goes before paper that will end."""
        trouble = trouble_of(status)
        if trouble is not None:
            self._is_ill(_TROUBLES[trouble])
            return
        left = None if status.left_mm is None else round(status.left_mm)
        counted_low = left is not None and left <= LOW_MM
        if status.paper is Paper.LOW or counted_low:
            # Where the sensor sees the end and the count does not, the count is wrong and not said.
            self._put(Health.WARNING, DeviceTrouble.PAPER_LOW, left if counted_low else None)
        else:
            self._put(Health.GOOD, None, left)

    def _is_ill(self, trouble: DeviceTrouble) -> None:
        self._put(Health.BAD, trouble, None)

    def _put(self, state: Health, trouble: DeviceTrouble | None, left_mm: int | None) -> None:
        known = self._health
        self._health = DeviceHealth(name=known.name, kind=known.kind, state=state, trouble=trouble, left_mm=left_mm)


class PrinterWatch:
    """How the printers of one kiosk do; put `printer`, which tells it, in their place."""

    def __init__(self, printer: SlipPrinter) -> None:
        if isinstance(printer, FallbackPrinter):
            # Of two each is watched by itself: the stand-in must not hide that the first is ill.
            first, second = (WatchedPrinter(one, name=f"printer-{n}") for n, one in enumerate(printer.printers, 1))
            self._watched: tuple[WatchedPrinter, ...] = (first, second)
            self.printer: SlipPrinter = FallbackPrinter(first, second)
        else:
            only = WatchedPrinter(printer)
            self._watched, self.printer = (only,), only

    def health(self, *, ask: bool) -> tuple[DeviceHealth, ...]:
        """How they do. With `ask` they are asked first, which takes three seconds when they do not answer."""
        if ask:
            for one in self._watched:
                with suppress(DeviceAway):  # noted
                    one.status()
        return tuple(one.health for one in self._watched)


def scanner_health(*, plugged: bool) -> DeviceHealth:
    """A scanner is there or it is not; without it a kiosk goes on, but asks for more touches."""
    return DeviceHealth(
        name="scanner",
        kind=DeviceKind.SCANNER,
        state=Health.GOOD if plugged else Health.WARNING,
        trouble=None if plugged else DeviceTrouble.UNREACHABLE,
    )
