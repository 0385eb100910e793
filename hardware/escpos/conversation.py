"""Questions and answers on one line to a printer.

Answers bear no names. So one question is asked at a time; a line on which an answer failed to come must be hung up;
and on a new line the first GS r is waited out until nothing follows. Then no late answer is taken for another's.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from hardware.deadline import Deadline
from hardware.escpos.status import AnswerParser, FenceAnswer, PrinterStatus, RealTimeAnswer, read_status
from hardware.printing import DeviceSilent
from hardware.transport import Transport
from shared.domain.errors import DeviceAway

FENCE: Final = b"\x1dr\x01"
_ASK: Final = b"\x10\x04"
# As long as the longest picture. When a line broke inside one, the printer takes what comes next for the rest of it;
# outside a picture a printer makes nothing of zeros.
_FILLER: Final = bytes(250 * 72)


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """How long a printer is waited for, in seconds."""

    before_sending: float = 2.6  # all that comes before the first byte of a slip
    connect: float = 1.2
    answer: float = 0.8
    quiet: float = 0.15  # after which no stale answer follows
    stall: float = 3.0  # without taking a single byte
    glance: float = 1.0  # between looks at the status while waiting for proof
    late_answer: float = 3.0  # a printer with a full buffer hears late
    proof: float = 12.0


class Conversation:
    """A line, kept open from slip to slip, and what is known about the answers still to come on it."""

    __slots__ = ("_fences", "_in_step", "_line", "_parser", "_patience", "_real_time")

    def __init__(self, line: Transport, patience: Patience) -> None:
        self._line = line
        self._patience = patience
        self._reset()

    def _reset(self) -> None:
        self._parser = AnswerParser()
        self._real_time: deque[RealTimeAnswer] = deque()
        self._fences: deque[FenceAnswer] = deque()
        self._in_step = False

    @property
    def name(self) -> str:
        return self._line.name

    def hang_up(self) -> None:
        """Close the line and forget what was said on it."""
        self._line.close()
        self._reset()

    def status(self, deadline: Deadline, *, at: datetime) -> PrinterStatus:
        """Ask how the printer is, on a new line if need be: one that was open may have died unnoticed.

        Raises DeviceAway, DeviceSilent if there is a line but no answer; the line is hung up then.
        """
        was_open = self._line.is_open
        try:
            return self._connected_status(deadline, at)
        except DeviceAway:
            self.hang_up()
            if not was_open:
                raise
        return self.status(deadline, at=at)

    def _connected_status(self, deadline: Deadline, at: datetime) -> PrinterStatus:
        self._line.open(deadline.within(self._patience.connect))
        return self._ask_all(deadline, self._patience.answer, at)

    def status_after(self, *, at: datetime) -> PrinterStatus:
        """Ask while a slip is being worked off, on the same line only. Raises DeviceAway."""
        patience = self._patience.late_answer
        return self._ask_all(Deadline.after(patience), patience, at)

    def _ask_all(self, deadline: Deadline, patience: float, at: datetime) -> PrinterStatus:
        printer = self._ask(1, deadline.within(patience))
        offline_cause = self._ask(2, deadline.within(patience))
        error_cause = self._ask(3, deadline.within(patience)) if offline_cause & 0x40 else None
        paper = self._ask(4, deadline.within(patience))
        return read_status(printer, offline_cause, paper, error_cause, at=at)

    def _ask(self, what: int, deadline: Deadline) -> int:
        self._hear(Deadline.after(0))
        self._real_time.clear()
        self._line.write(_ASK + bytes((what,)), deadline)
        while not self._real_time:
            if deadline.passed():
                raise DeviceSilent(self.name, f"no answer to DLE EOT {what}")
            self._hear(deadline)
        return self._real_time.popleft().value

    def _hear(self, deadline: Deadline) -> None:
        for answer in self._parser.feed(self._line.read(256, deadline)):
            if isinstance(answer, RealTimeAnswer):
                self._real_time.append(answer)
            elif isinstance(answer, FenceAnswer):
                self._fences.append(answer)

    def fall_into_step(self, deadline: Deadline) -> bool:
        """Wait until all from before this line's time has been answered; False if the printer is still at it."""
        if self._in_step:
            return True
        for question in (FENCE, _FILLER + FENCE):
            self._line.write(question, deadline)
            if self.fence(deadline.within(self._patience.answer)) is not None:
                while self.fence(Deadline.after(self._patience.quiet)) is not None:
                    pass
                self._in_step = True
                return True
        return False

    def fence(self, deadline: Deadline) -> FenceAnswer | None:
        """The next answer to GS r, if it comes in time."""
        while not self._fences and not deadline.passed():
            self._hear(deadline)
        return self._fences.popleft() if self._fences else None

    def send(self, data: bytes) -> int:
        """How many bytes the line took before it stopped or broke. Raises DeviceAway if it broke before the first."""
        sent = 0
        while sent < len(data):
            try:
                taken = self._line.write(data[sent:], Deadline.after(self._patience.stall))
            except DeviceAway:
                if sent == 0:
                    raise
                break
            if taken == 0:
                break
            sent += taken
        return sent
