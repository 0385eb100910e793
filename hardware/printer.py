"""A ticket printer on a line: asked first, written to once, asked again.

Before the slip: DLE EOT 1, 2 and 4 (paper out, cover open, silent: nothing is sent). Behind the cut: GS ( H, whose id
the printer returns when all before it is printed; or, where it has no ids, GS r 1, which it answers in its turn, and
then DLE EOT again, because a printer that ran out of paper at the last line has worked off nothing.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from hardware.deadline import Deadline
from hardware.escpos.conversation import Conversation, Patience
from hardware.escpos.encode import Encoder
from hardware.escpos.length import paper_length
from hardware.escpos.profile import PrinterProfile, ProofKind
from hardware.escpos.status import PrinterStatus
from hardware.printing import DeviceSilent, Outcome, PrintResult, Proof, Trouble, Wanted, trouble_of
from hardware.slip import Slip
from hardware.transport import Transport
from shared.domain.errors import DeviceAway

log = logging.getLogger(__name__)


def _now() -> datetime:
    return datetime.now(UTC)


#: What a profile knows better than a printer that is merely tried.
_OF_PROFILE: Final = {ProofKind.FENCE: Wanted.FENCE, ProofKind.STATUS: Wanted.STATUS}


@dataclass(frozen=True, slots=True)
class _Finding:
    """What is known after a step; no trouble means carry on, or at the end that the slip is proven."""

    trouble: Trouble | None
    status: PrinterStatus | None


class Printer:
    """One ESC/POS printer; see `hardware.printing.SlipPrinter`. It keeps its line open between slips.

    `recovers`: it obeys DLE ENQ 2, which is then sent before the slip that follows an UNKNOWN one, so that the stale
    half of that does not come out first.
    """

    def __init__(
        self,
        transport: Transport,
        profile: PrinterProfile,
        *,
        clock: Callable[[], datetime] = _now,
        patience: Patience | None = None,
        wanted: Wanted = Wanted.AUTO,
        recovers: bool = False,
    ) -> None:
        self._patience = patience or Patience()
        self._printer = Conversation(transport, self._patience, clock=clock)
        self._encoder = Encoder(profile)
        self._dpi = profile.dpi
        known = _OF_PROFILE.get(profile.proof, Wanted.AUTO)
        self._wanted = known if wanted is Wanted.AUTO else wanted
        self._recovers = recovers
        self._left_a_half = False

    def status(self) -> PrinterStatus:
        return self._printer.status(Deadline.after(self._patience.before_sending))

    def heard(self) -> PrinterStatus | None:
        """The newest status without asking: what the printer told by itself since; None if nothing was heard yet.

        A line that broke shows here as None, and is opened again by the next question.
        """
        try:
            self._printer.listen()
        except DeviceAway:
            self._printer.hang_up()
        return self._printer.live

    def print(self, slip: Slip) -> PrintResult:
        started = time.monotonic()
        data = self._encoder.encode(slip)
        length = paper_length(data, dpi=self._dpi)
        sent = 0
        found = self._look()
        if found.trouble is None:
            found, sent = self._send(data, found)
        if found.trouble is None:
            found = self._prove(found, length)
        result = PrintResult(
            outcome=_outcome(sent, found.trouble),
            proof=Proof.NONE if found.trouble else self._proof(),
            trouble=found.trouble,
            status=found.status,
            bytes_sent=min(sent, len(data)),
            elapsed=time.monotonic() - started,
            printer=self._printer.name,
            paper_mm=length,
        )
        self._report(result)
        return result

    def close(self) -> None:
        self._printer.hang_up()

    def _proof(self) -> Proof:
        return Proof.STATUS if self._wanted is Wanted.STATUS else self._printer.proof

    def _report(self, result: PrintResult) -> None:
        if result.outcome is not Outcome.FAILED_BEFORE_SEND:
            self._left_a_half = result.outcome is Outcome.UNKNOWN
        if result.trouble is None:
            return
        log.warning("%s: slip %s: %s", self._printer.name, result.outcome.value, result.trouble.value)
        if result.outcome is Outcome.UNKNOWN:
            self._printer.hang_up()

    def _look(self) -> _Finding:
        """Whether a slip sent now would come out."""
        deadline = Deadline.after(self._patience.before_sending)
        status: PrinterStatus | None = None
        try:
            if self._left_a_half and self._recovers:
                self._printer.clear_printer(deadline)
            status = self._printer.status(deadline)
            trouble = trouble_of(status)
            if trouble is None and not self._in_step(deadline):
                self._printer.hang_up()
                trouble = Trouble.BUSY
        except DeviceAway as away:
            return self._lost(away, Trouble.UNREACHABLE, status)
        return _Finding(trouble, status)

    def _in_step(self, deadline: Deadline) -> bool:
        if self._wanted in (Wanted.AUTO, Wanted.FENCE):
            return self._printer.fall_into_step(deadline, ids=self._wanted is Wanted.AUTO)
        return not self._left_a_half or self._printer.fill_up(deadline)

    def _send(self, data: bytes, found: _Finding) -> tuple[_Finding, int]:
        provable = self._wanted in (Wanted.AUTO, Wanted.FENCE)
        data += self._printer.proof_question() if provable else b""
        try:
            sent = self._printer.send(data)
        except DeviceAway as away:
            return self._lost(away, Trouble.UNREACHABLE, found.status), 0
        if sent == len(data):
            return found, sent
        if sent == 0:
            self._printer.hang_up()
            return _Finding(Trouble.STALLED, found.status), 0
        try:
            status = self._printer.status_after(self._patience.answer)
        except DeviceAway as away:
            stalled = isinstance(away, DeviceSilent)
            lost = self._lost(away, Trouble.LINE_LOST, found.status)
            return (_Finding(Trouble.STALLED, found.status) if stalled else lost), sent
        return _Finding(trouble_of(status) or Trouble.STALLED, status), sent

    def _prove(self, found: _Finding, length: float) -> _Finding:
        try:
            match self._wanted:
                case Wanted.NONE:
                    return _Finding(Trouble.NO_PROOF, found.status)
                case Wanted.STATUS:
                    return self._prove_by_time(length)
                case Wanted.AUTO | Wanted.FENCE:
                    return self._prove_by_answer(found)
        except DeviceAway as away:
            return self._lost(away, Trouble.LINE_LOST, found.status)

    def _prove_by_answer(self, found: _Finding) -> _Finding:
        """Wait for the answer from behind the cut, and look now and then why it does not come."""
        status = found.status
        deadline = Deadline.after(self._patience.proof + self._printer.backlog())
        while not deadline.passed():
            proven = self._printer.proven(deadline.within(self._patience.glance + self._printer.backlog()))
            if proven and self._printer.proof is Proof.PROCESS_ID:
                # The slip is out, whatever the printer complains of now.
                return _Finding(None, self._printer.live)
            status = self._printer.status_after()
            trouble = trouble_of(status)
            if proven or trouble is not None:
                return _Finding(trouble, status)
        return _Finding(Trouble.NO_PROOF, status)

    def _prove_by_time(self, length: float) -> _Finding:
        """Ask until the paper must be out. The first answer says that all bytes arrived: it stood behind them."""
        for_paper = self._patience.glance + length / self._patience.paper_speed
        deadline = Deadline.after(for_paper + self._printer.backlog())
        while True:
            status = self._printer.status_after()
            trouble = trouble_of(status)
            if trouble is not None or deadline.passed():
                return _Finding(trouble, status)
            self._printer.pause(deadline.within(self._patience.glance))

    def _lost(self, away: DeviceAway, trouble: Trouble, status: PrinterStatus | None) -> _Finding:
        log.info("%s: %s", self._printer.name, away.reason)
        self._printer.hang_up()
        return _Finding(Trouble.SILENT if isinstance(away, DeviceSilent) else trouble, status)


def _outcome(sent: int, trouble: Trouble | None) -> Outcome:
    if trouble is None:
        return Outcome.CONFIRMED
    return Outcome.UNKNOWN if sent else Outcome.FAILED_BEFORE_SEND
