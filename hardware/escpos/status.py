"""What a printer says about itself.

Answers share one stream with each other and with messages nobody asked for, and carry no name of the question. Their
fixed bits tell the kinds apart:

    0xx1xx10            answer to DLE EOT n, given at once, even when the printer is offline
    0xx0xxxx            answer to GS r n, given in its turn among the printed data, and only while online
    0xx1xx00 + 3 bytes  automatic status: a change that the printer reports by itself
    37 .. 00, 5F .. 00  longer blocks (process ids, printer names)
    11, 13              flow control
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


class Paper(Enum):
    """How much paper is left. A printer without a near-end sensor never says LOW."""

    OK = "ok"
    LOW = "low"
    OUT = "out"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class PrinterStatus:
    """A printer's own account of itself at one moment (`at` is aware).

    `error` is an error lamp of any kind, the knife's included; `cutter_ok` is False only when the knife is to blame.
    """

    online: bool
    cover_open: bool
    paper: Paper
    cutter_ok: bool
    error: bool
    at: datetime

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

    @property
    def paper(self) -> Paper:
        """The paper, if the question was GS r 1."""
        return Paper.OUT if self.value & 0x0C else Paper.LOW if self.value & 0x03 else Paper.OK


@dataclass(frozen=True, slots=True)
class AutomaticStatus:
    """Four bytes the printer sent by itself."""

    data: bytes


@dataclass(frozen=True, slots=True)
class Block:
    """A longer answer, from its first byte to the closing zero."""

    data: bytes


@dataclass(frozen=True, slots=True)
class Noise:
    """A byte that is no answer: flow control, or a line that garbles."""

    value: int


Answer = RealTimeAnswer | FenceAnswer | AutomaticStatus | Block | Noise


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
        if any(byte & 0x90 for byte in data[1:4]):
            return 1
        return 4 if len(data) >= 4 else None
    return 1


def _classify(piece: bytes) -> Answer:
    first = piece[0]
    if len(piece) == 4 and first & 0x93 == 0x10:
        return AutomaticStatus(piece)
    if len(piece) > 1:
        return Block(piece)
    if first in _FLOW or first in _BLOCK_STARTS:
        return Noise(first)
    if first & 0x93 == 0x12:
        return RealTimeAnswer(first)
    return FenceAnswer(first) if first & 0x90 == 0 else Noise(first)


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
