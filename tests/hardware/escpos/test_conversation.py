"""Talk on a line that is played by hand, for what no real one can be made to do."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from hardware.deadline import Deadline
from hardware.escpos.conversation import Conversation
from hardware.escpos.profile import PAPER_80MM
from hardware.escpos.status import Learnt, Paper
from hardware.printer import Printer
from hardware.printing import DeviceSilent, Outcome, Trouble
from shared.domain.errors import DeviceAway
from tests.hardware.samples import HURRY, vietnamese_slip

NOW = datetime(2026, 9, 28, 0, 42, tzinfo=UTC)


class PlayedLine:
    """Answers each write by `answer`; `breaks` at the first slip."""

    name = "played"

    def __init__(
        self,
        answer: Callable[[bytes], bytes] = lambda _data: b"",
        *,
        paper_out: bool | None = None,
        breaks: bool = False,
    ) -> None:
        self.is_open = False
        self.written = bytearray()
        self._answer = answer
        self._paper_out = paper_out
        self._breaks = breaks
        self._said = b""

    def open(self, deadline: Deadline) -> None:
        self.is_open = True

    def close(self) -> None:
        self.is_open = False

    def write(self, data: bytes, deadline: Deadline) -> int:
        if self._breaks and len(data) > 1_000:
            raise DeviceAway(self.name, "broken")
        self.written += data
        self._said += self._answer(data)
        return len(data)

    def read(self, at_most: int, deadline: Deadline) -> bytes:
        said, self._said = self._said[:at_most], self._said[at_most:]
        return said

    def paper_out(self) -> bool | None:
        return self._paper_out


def idle(data: bytes) -> bytes:
    """What a printer with paper says to questions; to GS r too."""
    return b"\x12" * data.count(b"\x10\x04") + b"\x00" * data.count(b"\x1dr")


def talk(line: PlayedLine) -> Conversation:
    return Conversation(line, HURRY, clock=lambda: NOW)


def test_a_mute_printer_whose_port_knows_that_the_paper_is_out_is_out_of_paper() -> None:
    status = talk(PlayedLine(paper_out=True)).status(Deadline.after(0.1))
    assert (status.paper, status.online, status.learnt, status.at) == (Paper.OUT, False, Learnt.PORT, NOW)
    result = Printer(PlayedLine(paper_out=True), PAPER_80MM, patience=HURRY).print(vietnamese_slip())
    assert (result.outcome, result.trouble) == (Outcome.FAILED_BEFORE_SEND, Trouble.PAPER_OUT)


@pytest.mark.parametrize("paper_out", [False, None])
def test_a_mute_printer_whose_port_knows_nothing_is_silent(paper_out: bool | None) -> None:
    line = PlayedLine(paper_out=paper_out)
    with pytest.raises(DeviceSilent):
        talk(line).status(Deadline.after(0.1))
    assert not line.is_open


def test_a_late_answer_to_the_questions_of_an_earlier_opening_is_not_taken_for_one_of_these() -> None:
    asked: list[int] = []

    def offline(data: bytes) -> bytes:
        asked.append(data[2])
        late = b"\x12" if len(asked) == 1 else b""
        return late + {1: b"\x1a", 2: b"\x12", 4: b"\x12"}[data[2]]

    assert not talk(PlayedLine(offline)).status(Deadline.after(1)).online
    assert asked == [1, 1, 2, 4]


def test_a_slip_on_a_line_that_broke_before_its_first_byte_may_go_elsewhere() -> None:
    result = Printer(PlayedLine(idle, breaks=True), PAPER_80MM, patience=HURRY).print(vietnamese_slip())
    assert (result.outcome, result.bytes_sent) == (Outcome.FAILED_BEFORE_SEND, 0)
    assert result.trouble is Trouble.UNREACHABLE
