"""Paper, with the truth about it: a slip is printed, surely not printed, or nobody knows.

    outcome             what is known                            what the caller may do
    CONFIRMED           the whole slip came out and was cut      mark the job printed
    FAILED_BEFORE_SEND  not one byte of the slip left us         say why; print again when it is mended
    UNKNOWN             some bytes left, and no proof came       ask the citizen; a copy carries the same number and
                                                                 "IN LẠI"; never print again unasked

Answers within three seconds when nothing was sent; after that within the time the paper takes.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Protocol

from hardware.escpos.status import Paper, PrinterStatus
from hardware.slip import Slip
from shared.domain.errors import DeviceAway


class Outcome(Enum):
    """What is known about a slip; see the table above."""

    CONFIRMED = "confirmed"
    FAILED_BEFORE_SEND = "failed_before_send"
    UNKNOWN = "unknown"


class Proof(Enum):
    """Why a slip is believed to be on paper, the surest first. None of them sees a byte the line itself swallowed."""

    PROCESS_ID = "process_id"  # GS ( H: the printer returned the slip's id when all before it was printed
    FENCE = "fence"  # GS r: it answered a question that stood behind the cut, and has paper
    STATUS = "status"  # DLE EOT: it has all the bytes, and never complained while the paper would have come out
    WRITTEN = "written"  # a capture file holds the bytes
    NONE = "none"


class Wanted(Enum):
    """Which proof a printer's setting asks for."""

    AUTO = "auto"  # PROCESS_ID where the printer can, else FENCE, unless its profile knows better; if neither, BUSY
    FENCE = "fence"  # GS r only, for a printer that makes a mess of GS ( H
    STATUS = "status"  # for a printer that answers DLE EOT and nothing else; weaker, see Proof
    NONE = "none"  # it is only looked at before the slip: each slip ends as UNKNOWN


class Trouble(Enum):
    """What is the matter, for a face to put into words."""

    UNREACHABLE = "unreachable"  # no line: switched off, unplugged, wrong address
    SILENT = "silent"  # there is a line, and nobody answers
    PAPER_OUT = "paper_out"
    COVER_OPEN = "cover_open"
    CUTTER = "cutter"  # the knife is stuck
    FAULT = "fault"  # some other error lamp
    OFFLINE = "offline"  # switched offline at the printer itself
    BUSY = "busy"  # still working off what it was sent before
    LINE_LOST = "line_lost"  # broke while the slip was on its way
    STALLED = "stalled"  # stopped taking bytes while the slip was on its way
    NO_PROOF = "no_proof"  # everything was sent, and the printer never said that it was done


class DeviceSilent(DeviceAway):
    """There is a line to the device, and it does not answer on it."""


def trouble_of(status: PrinterStatus) -> Trouble | None:
    """Why a slip would not come out, the cause somebody can mend first; None if it should."""
    if status.cover_open:
        return Trouble.COVER_OPEN
    if status.paper is Paper.OUT:
        return Trouble.PAPER_OUT
    if not status.cutter_ok:
        return Trouble.CUTTER
    if status.error:
        return Trouble.FAULT
    return None if status.online else Trouble.OFFLINE


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintResult:
    """What became of one slip. `trouble` is None exactly when it is confirmed. `elapsed` is in seconds.

    `printer` is the address of the one that had it last; `paper_mm` is how long the slip is when all of it comes out.
    """

    outcome: Outcome
    proof: Proof
    trouble: Trouble | None
    status: PrinterStatus | None
    bytes_sent: int
    elapsed: float
    printer: str = ""
    paper_mm: float = 0.0


class SlipPrinter(Protocol):
    """What a face needs of a printer. One thread at a time; nothing here raises for what a printer can do wrong."""

    def status(self) -> PrinterStatus:
        """How the printer is now. Raises DeviceAway when it cannot be asked or does not answer."""

    def print(self, slip: Slip) -> PrintResult:
        """Send the slip once and find out what became of it."""

    def close(self) -> None:
        """Let go of the line."""
