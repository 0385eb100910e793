"""Questions and answers on one line to a printer, and the one reader that sorts what comes back.

Answers to DLE EOT and GS r bear no names. So one question is asked at a time; a line on which an answer failed to come
must be hung up; and on a new line the first GS r is waited out until nothing follows. Then no late answer is taken for
another's. With the same words it is learnt whether this printer returns process ids, which do bear names.
"""

from __future__ import annotations

import secrets
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from hardware.deadline import Deadline
from hardware.escpos.status import (
    AnswerParser,
    AutomaticStatus,
    FenceAnswer,
    Learnt,
    Paper,
    PrinterStatus,
    ProcessId,
    RealTimeAnswer,
    read_automatic,
    read_status,
)
from hardware.printing import DeviceSilent, Proof
from hardware.transport import Transport
from shared.domain.errors import DeviceAway

FENCE: Final = b"\x1dr\x01"
_ASK: Final = b"\x10\x04"
_CLEAR: Final = b"\x10\x05\x02"
# Changes of online, errors and paper are to be told. ESC @ ends that, so each slip's own beginning does.
_TELL_CHANGES: Final = b"\x1da\x0e"
# A printer that does not know GS ( H puts its letters on a line; ESC @ takes them off again before they are printed.
_FORGET_LETTERS: Final = b"\x1b@"
# As long as the longest picture. When a line broke inside one, the printer takes what comes next for the rest of it;
# outside a picture a printer makes nothing of zeros.
_FILLER: Final = bytes(250 * 72)
_IDS: Final = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """How long a printer is waited for, in seconds; `bytes_per_second` is the line's, where it is known."""

    before_sending: float = 2.6  # all that comes before the first byte of a slip
    connect: float = 1.2
    answer: float = 0.8
    quiet: float = 0.15  # after which no stale answer follows
    stall: float = 2.0  # in which at least `trickle` bytes must be taken
    trickle: int = 256
    glance: float = 0.7  # between looks at the status while waiting for proof
    late_answer: float = 1.5  # a printer with a full buffer hears late
    proof: float = 12.0
    paper_speed: float = 75.0  # mm a second at the least, where only time can tell
    bytes_per_second: float | None = None


class Conversation:
    """A line, kept open from slip to slip, and what is known about the answers still to come on it.

    `live` is the newest status heard, asked for or not; None on a line on which nothing was heard yet.
    """

    __slots__ = ("_awaited", "_clock", "_drained_at", "_fences", "_id", "_in_step", "_line", "_parser", "_patience",
                 "_printed", "_real_time", "live", "proof")  # fmt: skip

    def __init__(self, line: Transport, patience: Patience, *, clock: Callable[[], datetime]) -> None:
        self._line = line
        self._patience = patience
        self._clock = clock
        self._id = secrets.randbelow(_IDS)
        self._forget()

    def _forget(self) -> None:
        self._parser = AnswerParser()
        self._real_time: deque[RealTimeAnswer] = deque()
        self._fences: deque[FenceAnswer] = deque()
        self._printed: bytes | None = None
        self._awaited: bytes | None = None
        self._in_step = False
        self._drained_at = 0.0
        self.proof = Proof.NONE
        self.live: PrinterStatus | None = None

    @property
    def name(self) -> str:
        return self._line.name

    def hang_up(self) -> None:
        """Close the line and forget what was said on it."""
        self._line.close()
        self._forget()

    # asking

    def status(self, deadline: Deadline) -> PrinterStatus:
        """Ask how the printer is, on a new line if need be: one that was open may have died unnoticed.

        Raises DeviceAway, DeviceSilent if there is a line but no answer; the line is hung up then.
        """
        was_open = self._line.is_open
        try:
            return self._connected_status(deadline)
        except DeviceAway:
            paper_out = self._line.paper_out()
            self.hang_up()
            if paper_out:
                return self._by_the_port()
            if not was_open:
                raise
        return self.status(deadline)

    def _connected_status(self, deadline: Deadline) -> PrinterStatus:
        if not self._line.is_open:
            self._line.open(deadline.within(self._patience.connect))
            # On a serial line the late answers to an earlier opening's questions may still come.
            self._ask(1, deadline.within(self._patience.answer))
            self._settled(deadline)
        return self._ask_all(deadline, self._patience.answer)

    def _by_the_port(self) -> PrinterStatus:
        return PrinterStatus(
            online=False,
            cover_open=False,
            paper=Paper.OUT,
            cutter_ok=True,
            error=False,
            at=self._clock(),
            learnt=Learnt.PORT,
        )

    def status_after(self, patience: float | None = None) -> PrinterStatus:
        """Ask while a slip is being worked off, on the same line only. Raises DeviceAway."""
        patience = (patience or self._patience.late_answer) + self.backlog()
        return self._ask_all(Deadline.after(patience), patience)

    def _ask_all(self, deadline: Deadline, patience: float) -> PrinterStatus:
        printer = self._ask(1, deadline.within(patience))
        offline_cause = self._ask(2, deadline.within(patience))
        error_cause = self._ask(3, deadline.within(patience)) if offline_cause & 0x40 else None
        paper = self._ask(4, deadline.within(patience))
        self.live = read_status(printer, offline_cause, paper, error_cause, at=self._clock())
        return self.live

    def _ask(self, what: int, deadline: Deadline) -> int:
        self.listen()
        self._real_time.clear()
        self._line.write(_ASK + bytes((what,)), deadline)
        while not self._real_time:
            if deadline.passed():
                raise DeviceSilent(self.name, f"no answer to DLE EOT {what}")
            self._hear(deadline)
        return self._real_time.popleft().value

    def listen(self) -> None:
        """Take in what the printer said by itself. Raises DeviceAway."""
        if self._line.is_open:
            self._hear(Deadline.after(0))

    def _hear(self, deadline: Deadline) -> bool:
        """Take in what comes by the deadline; False if it is nothing."""
        data = self._line.read(256, deadline)
        for answer in self._parser.feed(data):
            match answer:
                case RealTimeAnswer():
                    self._real_time.append(answer)
                case FenceAnswer():
                    self._fences.append(answer)
                case ProcessId(letters):
                    self._printed = letters
                case AutomaticStatus(four):
                    self.live = read_automatic(four, at=self._clock())
        return bool(data)

    def pause(self, deadline: Deadline) -> None:
        """Do nothing but listen until then. Raises DeviceAway."""
        while not deadline.passed():
            self._hear(deadline)

    # proving

    def clear_printer(self, deadline: Deadline) -> None:
        """DLE ENQ 2: forget what waits and recover from an error. A printer without an error ignores it."""
        self._line.open(deadline.within(self._patience.connect))
        self._line.write(_CLEAR, deadline)

    def fill_up(self, deadline: Deadline) -> bool:
        """End a picture that a line broke in, unseen; for a printer that cannot be brought into step."""
        return self._line.write(_FILLER, deadline) == len(_FILLER)

    def fall_into_step(self, deadline: Deadline, *, ids: bool = True) -> bool:
        """Wait until all from before this line's time has been answered; False if the printer is still at it.

        Learns `proof`: which of the two ways this printer can prove a slip.
        """
        if self._in_step:
            return True
        for opening in (b"", _FILLER):
            probe, wanted = self._next_id() if ids else (b"", None)
            question = opening + probe + _FORGET_LETTERS + FENCE
            if self._line.write(question, deadline) < len(question):
                return False
            if self._answered(wanted, deadline.within(self._patience.answer)) and self._settled(deadline):
                self.proof = Proof.PROCESS_ID if wanted is not None and self._printed == wanted else Proof.FENCE
                self._in_step = True
                if self.proof is Proof.PROCESS_ID:
                    self._line.write(_TELL_CHANGES, deadline)
                return True
        return False

    def _settled(self, deadline: Deadline) -> bool:
        """Wait until nobody answers any more, and forget the answers."""
        while self._hear(deadline.within(self._patience.quiet)):
            if deadline.passed():
                return False
        self._fences.clear()
        return True

    def _next_id(self) -> tuple[bytes, bytes]:
        self._id = (self._id + 1) % _IDS
        letters = b"%04d" % self._id
        return b"\x1d(H\x06\x0000" + letters, letters

    def proof_question(self) -> bytes:
        """What must stand behind the cut; its answer is waited for by `proven`."""
        self._fences.clear()
        self._printed = self._awaited = None
        if self.proof is not Proof.PROCESS_ID:
            return FENCE
        question, self._awaited = self._next_id()
        return question + _TELL_CHANGES

    def proven(self, deadline: Deadline) -> bool:
        """Whether the answer from behind the cut comes in time. Raises DeviceAway."""
        return self._answered(self._awaited, deadline)

    def _answered(self, wanted: bytes | None, deadline: Deadline) -> bool:
        """Whether that process id, or on a printer without them any answer to GS r, has come."""
        while not self._is_answered(wanted):
            if deadline.passed():
                return False
            self._hear(deadline)
        return True

    def _is_answered(self, wanted: bytes | None) -> bool:
        if wanted is not None and self._printed == wanted:
            return True
        return bool(self._fences) and self._awaited is None

    def send(self, data: bytes) -> int:
        """How many bytes the line took before it stopped or broke. Raises DeviceAway if it broke before the first."""
        started = time.monotonic()
        sent = 0
        while sent < len(data):
            try:
                taken = self._line.write(data[sent:], Deadline.after(self._patience.stall))
            except DeviceAway:
                if sent == 0:
                    raise
                break
            sent += taken
            if taken < self._patience.trickle:
                break
        if self._patience.bytes_per_second is not None:
            self._drained_at = started + sent / self._patience.bytes_per_second
        return sent

    def backlog(self) -> float:
        """Seconds that what was sent still needs to leave this machine over a slow line."""
        return max(0.0, self._drained_at - time.monotonic())
