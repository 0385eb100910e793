"""What a printer says about itself.

Answers share one stream with each other and with messages nobody asked for, and carry no name of the question. Their
fixed bits tell the kinds apart:

    0xx1xx10            answer to DLE EOT n, given at once, even when the printer is offline
    0xx0xxxx            answer to GS r n, given in its turn among the printed data, and only while online
    0xx1xx00 + 3 bytes  automatic status: a change that the printer reports by itself
    37 22 d d d d 00    process id: all that stood before GS ( H with these four letters is on paper
    37 .. 00, 5F .. 00  longer blocks (printer names and the like)
    11, 13              flow control

Sources: the makers' descriptions of DLE EOT, GS r, GS a and GS ( H (Epson TM family, Citizen, BT-532C).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Final

_LONGEST_BLOCK: Final = 96
_BLOCK_STARTS: Final = (0x37, 0x5F)
_FLOW: Final = (0x11, 0x13)
_PROCESS_ID: Final = b"\x37\x22"
_PROCESS_ID_LENGTH: Final = 7


class Paper(Enum):
    """How much paper is left. A printer without a near-end sensor never says LOW."""

    OK = "ok"
    LOW = "low"
    OUT = "out"
    UNKNOWN = "unknown"


class Learnt(Enum):
    """By which way a status came to us, the surest first."""

    REAL_TIME = "DLE EOT"  # asked and answered at that moment
    AUTOMATIC = "GS a"  # the printer told of a change by itself
    PORT = "LPGETSTATUS"  # the USB port's three wires; the printer itself did not answer
    FILE = "file"  # a capture: there is no printer


@dataclass(frozen=True, slots=True, kw_only=True)
class PrinterStatus:
    """A printer's own account of itself at one moment (`at` is aware).

    `error` is an error lamp of any kind, the knife's included; `cutter_ok` is False only when the knife is to blame.
    `left_mm` is paper left on the roll as it was counted, beside what the sensor says; None where nobody counts.
    """

    online: bool
    cover_open: bool
    paper: Paper
    cutter_ok: bool
    error: bool
    at: datetime
    learnt: Learnt = Learnt.REAL_TIME
    left_mm: float | None = None

    @property
    def ready(self) -> bool:
        """Whether a slip sent now should come out."""
        return self.online and not self.cover_open and not self.error and self.paper is not Paper.OUT


@dataclass(frozen=True, slots=True)
class RealTimeAnswer:
    """One byte in answer to DLE EOT."""

    value: int


@dataclass(frozen=True, slots=True)
class FenceAnswer:
    """One byte in answer to GS r: all that was sent before the question has been worked off."""

    value: int


@dataclass(frozen=True, slots=True)
class AutomaticStatus:
    """Four bytes the printer sent by itself."""

    data: bytes


@dataclass(frozen=True, slots=True)
class ProcessId:
    """The four letters of a GS ( H whose turn came: what stood before it has been printed."""

    letters: bytes


@dataclass(frozen=True, slots=True)
class Block:
    """A longer answer, from its first byte to the closing zero."""

    data: bytes


@dataclass(frozen=True, slots=True)
class Noise:
    """Bytes that are no answer: flow control, what is left of a broken message, or a line that garbles."""

    data: bytes


Answer = RealTimeAnswer | FenceAnswer | AutomaticStatus | ProcessId | Block | Noise


class AnswerParser:
    """Sorts the bytes of one connection into answers, however they are cut up on the way."""

    __slots__ = ("_rest",)

    def __init__(self) -> None:
        self._rest = bytearray()

    def feed(self, data: bytes) -> tuple[Answer, ...]:
        """The answers complete with `data`; what is incomplete waits for more, at most one block of it."""
        self._rest += data
        return tuple(self._take())

    def _take(self) -> Iterator[Answer]:
        while self._rest:
            length = _length(self._rest)
            if length is None:
                return
            piece = bytes(self._rest[:length])
            del self._rest[:length]
            yield _classify(piece)


def _length(data: bytearray) -> int | None:
    """How many bytes the first answer in `data` has; None while that is not known."""
    first = data[0]
    if first in _BLOCK_STARTS:
        end = data.find(0, 1, _LONGEST_BLOCK)
        if end >= 0:
            return end + 1
        return 1 if len(data) >= _LONGEST_BLOCK else None
    if first & 0x93 == 0x10:
        return _automatic_length(data)
    return 1


def _automatic_length(data: bytearray) -> int | None:
    """Four; fewer if one of them got lost: the rest of it must not be taken for answers to GS r."""
    for at in (1, 2, 3):
        if at == len(data):
            return None
        if data[at] & 0x90:
            return at
    return 4


def _classify(piece: bytes) -> Answer:
    first = piece[0]
    if first & 0x93 == 0x10:
        return AutomaticStatus(piece) if len(piece) == 4 else Noise(piece)
    if len(piece) > 1:
        is_id = len(piece) == _PROCESS_ID_LENGTH and piece.startswith(_PROCESS_ID)
        return ProcessId(piece[2:6]) if is_id else Block(piece)
    if first in _FLOW or first in _BLOCK_STARTS:
        return Noise(piece)
    if first & 0x93 == 0x12:
        return RealTimeAnswer(first)
    return FenceAnswer(first) if first & 0x90 == 0 else Noise(piece)


def read_status(
    printer: int, offline_cause: int, paper: int, error_cause: int | None, *, at: datetime
) -> PrinterStatus:
    """The status told by the answers to DLE EOT 1, 2 and 4, and 3 where it was worth asking."""
    return PrinterStatus(
        online=not printer & 0x08,
        cover_open=bool(offline_cause & 0x04),
        paper=_paper(offline_cause, paper),
        cutter_ok=not (error_cause or 0) & 0x08,
        error=bool(offline_cause & 0x40),
        at=at,
    )


def _paper(offline_cause: int, paper: int) -> Paper:
    if paper & 0x60 or offline_cause & 0x20:
        return Paper.OUT
    return Paper.LOW if paper & 0x0C else Paper.OK


def read_automatic(data: bytes, *, at: datetime) -> PrinterStatus:
    """The status told by the four bytes of an automatic message."""
    printer, error, paper, _reserved = data
    return PrinterStatus(
        online=not printer & 0x08,
        cover_open=bool(printer & 0x20),
        paper=Paper.OUT if paper & 0x0C else Paper.LOW if paper & 0x03 else Paper.OK,
        cutter_ok=not error & 0x08,
        error=bool(error & 0x6C),
        at=at,
        learnt=Learnt.AUTOMATIC,
    )
