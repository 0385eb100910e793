"""A ticket printer on a line: asked first, written to once, asked again.

Before the slip: DLE EOT 1, 2 and 4 (paper out, cover open, silent: nothing is sent). Behind the cut: GS r 1, which the
printer answers in its turn, so only when everything before it has been worked off; then DLE EOT again, because a
printer that ran out of paper at the last line has worked off nothing. Only both together confirm a slip.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from hardware.deadline import Deadline
from hardware.escpos.conversation import FENCE, Conversation, Patience
from hardware.escpos.encode import Encoder
from hardware.escpos.profile import PrinterProfile
from hardware.escpos.status import Paper, PrinterStatus
from hardware.printing import DeviceSilent, Outcome, PrintResult, Proof, Trouble, trouble_of
from hardware.slip import Slip
from hardware.transport import Transport
from shared.domain.errors import DeviceAway

log = logging.getLogger(__name__)


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class _Finding:
    """What is known after a step; no trouble means carry on, or at the end that the slip is proven."""

    trouble: Trouble | None
    status: PrinterStatus | None


class Printer:
    """One ESC/POS printer; see `hardware.printing.SlipPrinter`. It keeps its line open between slips."""

    def __init__(
        self,
        transport: Transport,
        profile: PrinterProfile,
        *,
        clock: Callable[[], datetime] = _now,
        patience: Patience | None = None,
    ) -> None:
        self._patience = patience or Patience()
        self._printer = Conversation(transport, self._patience)
        self._encoder = Encoder(profile)
        self._clock = clock

    def status(self) -> PrinterStatus:
        return self._printer.status(Deadline.after(self._patience.before_sending), at=self._clock())

    def print(self, slip: Slip) -> PrintResult:
        started = time.monotonic()
        data = self._encoder.encode(slip)
        sent = 0
        found = self._look()
        if found.trouble is None:
            found, sent = self._send(data, found)
        if found.trouble is None:
            found = self._prove(found)
        result = PrintResult(
            outcome=_outcome(sent, found.trouble),
            proof=Proof.NONE if found.trouble else Proof.FENCE,
            trouble=found.trouble,
            status=found.status,
            bytes_sent=min(sent, len(data)),
            elapsed=time.monotonic() - started,
        )
        self._report(result)
        return result

    def close(self) -> None:
        self._printer.hang_up()

    def _report(self, result: PrintResult) -> None:
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
            status = self._printer.status(deadline, at=self._clock())
            trouble = trouble_of(status)
            if trouble is None and not self._printer.fall_into_step(deadline):
                self._printer.hang_up()
                trouble = Trouble.BUSY
        except DeviceAway as away:
            return self._lost(away, Trouble.UNREACHABLE, status)
        return _Finding(trouble, status)

    def _send(self, data: bytes, found: _Finding) -> tuple[_Finding, int]:
        try:
            sent = self._printer.send(data + FENCE)
        except DeviceAway as away:
            return self._lost(away, Trouble.UNREACHABLE, found.status), 0
        if sent == len(data + FENCE):
            return found, sent
        if sent == 0:
            return _Finding(Trouble.STALLED, found.status), 0
        try:
            status = self._printer.status_after(at=self._clock())
        except DeviceAway as away:
            return self._lost(away, Trouble.LINE_LOST, found.status), sent
        return _Finding(trouble_of(status) or Trouble.STALLED, status), sent

    def _prove(self, found: _Finding) -> _Finding:
        """Wait for the answer from behind the cut, and look now and then why it does not come."""
        status = found.status
        deadline = Deadline.after(self._patience.proof)
        try:
            while not deadline.passed():
                fence = self._printer.fence(deadline.within(self._patience.glance))
                status = self._printer.status_after(at=self._clock())
                trouble = trouble_of(status)
                if fence is not None and fence.paper is Paper.OUT:
                    trouble = trouble or Trouble.PAPER_OUT
                if trouble is not None or fence is not None:
                    return _Finding(trouble, status)
        except DeviceAway as away:
            return self._lost(away, Trouble.LINE_LOST, status)
        return _Finding(Trouble.NO_PROOF, status)

    def _lost(self, away: DeviceAway, trouble: Trouble, status: PrinterStatus | None) -> _Finding:
        log.info("%s: %s", self._printer.name, away.reason)
        self._printer.hang_up()
        return _Finding(Trouble.SILENT if isinstance(away, DeviceSilent) else trouble, status)


def _outcome(sent: int, trouble: Trouble | None) -> Outcome:
    if trouble is None:
        return Outcome.CONFIRMED
    return Outcome.UNKNOWN if sent else Outcome.FAILED_BEFORE_SEND
