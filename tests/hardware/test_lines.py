"""Lines by themselves: bytes there and back through real device files, and what happens when one is pulled out."""

from __future__ import annotations

import errno
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from hardware.deadline import Deadline
from hardware.reopen import Reopening
from hardware.serial_line import Flow, SerialTransport
from hardware.transport import Transport
from hardware.usb_bulk import UsbTransport, bulk_endpoints
from hardware.usblp import PortStatus, UsblpTransport
from hardware.virtual.ports import PtyPort
from shared.domain.errors import DeviceAway

SOON = 0.05
Opener = Callable[[str], Transport]


@pytest.fixture
def port(tmp_path: Path) -> Iterator[PtyPort]:
    port = PtyPort(tmp_path / "printer")
    port.plug()
    yield port
    port.unplug()


def heard(port: PtyPort, count: int) -> bytes:
    """That many bytes at the printer's end."""
    received = b""
    deadline = Deadline.after(2)
    while len(received) < count and not deadline.passed():
        received += port.receive(4096, resets=False) or b""
    return received


@pytest.fixture(params=[SerialTransport, UsblpTransport])
def opener(request: pytest.FixtureRequest) -> Opener:
    opener: Opener = request.param
    return opener


def opened(opener: Opener, port: PtyPort) -> Transport:
    line = opener(port.path)
    line.open(Deadline.after(1))
    line.open(Deadline.after(1))
    assert line.is_open
    return line


def test_every_byte_goes_through_as_it_is_both_ways(opener: Opener, port: PtyPort) -> None:
    line = opened(opener, port)
    every = bytes(range(256))
    assert line.write(every, Deadline.after(1)) == 256
    assert heard(port, 256) == every
    port.send(every)
    back = b""
    while len(back) < 256:
        back += line.read(64, Deadline.after(1))
    assert back == every
    assert line.read(64, Deadline.after(0)) == b""
    assert line.paper_out() is None
    line.close()
    line.close()
    assert not line.is_open


def test_a_device_that_holds_gets_a_short_count_by_the_deadline_and_closing_does_not_wait(
    opener: Opener, port: PtyPort
) -> None:
    line = opened(opener, port)
    started = time.monotonic()
    taken = line.write(bytes(200_000), Deadline.after(SOON))
    assert 0 < taken < 200_000
    assert line.write(b"more", Deadline.after(SOON)) == 0
    line.close()
    assert time.monotonic() - started < 1


def test_what_was_counted_as_taken_is_what_arrives(opener: Opener, port: PtyPort) -> None:
    line = opened(opener, port)
    taken = line.write(bytes(200_000), Deadline.after(SOON))
    assert len(heard(port, taken)) == taken
    assert port.receive(10, resets=False) is None
    line.close()


def test_a_line_that_is_pulled_out_is_away_for_reading_and_writing(opener: Opener, port: PtyPort) -> None:
    line = opened(opener, port)
    port.unplug()
    started = time.monotonic()
    with pytest.raises(DeviceAway):
        line.read(10, Deadline.after(1))
    with pytest.raises(DeviceAway):
        line.write(b"x", Deadline.after(1))
    line.close()
    with pytest.raises(DeviceAway, match="not plugged in"):
        line.open(Deadline.after(1))
    assert time.monotonic() - started < 0.9


def test_a_closed_line_can_neither_be_read_nor_written(opener: Opener, port: PtyPort) -> None:
    line = opener(port.path)
    for attempt in (lambda: line.read(1, Deadline.after(0)), lambda: line.write(b"x", Deadline.after(0))):
        with pytest.raises(DeviceAway, match="not open"):
            attempt()
    with pytest.raises(DeviceAway, match="no time left"):
        line.open(Deadline.after(0))


def test_a_file_that_is_no_serial_line_is_away(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(DeviceAway, match="cannot be opened"):
        SerialTransport(str(tmp_path / "file")).open(Deadline.after(1))


def test_a_serial_line_has_one_owner(port: PtyPort) -> None:
    first = opened(SerialTransport, port)
    with pytest.raises(DeviceAway, match="another program has it"):
        SerialTransport(port.path).open(Deadline.after(1))
    first.close()
    opened(SerialTransport, port).close()


def test_xoff_stops_the_line_and_xon_lets_it_go_on(port: PtyPort) -> None:
    line = SerialTransport(port.path, flow=Flow.XONXOFF)
    line.open(Deadline.after(1))
    port.send(b"\x13")
    assert line.read(1, Deadline.after(SOON)) == b""
    assert line.write(b"held", Deadline.after(SOON)) == 0
    port.send(b"\x11")
    assert line.write(b"free", Deadline.after(1)) == 4
    assert heard(port, 4) == b"free"
    line.close()


def test_the_three_wires_of_a_usb_port_are_read_as_the_kernel_has_them() -> None:
    assert PortStatus.of(0x18) == PortStatus(paper_out=False, selected=True, error=False)
    assert PortStatus.of(0x20) == PortStatus(paper_out=True, selected=False, error=True)


# looking again for a line that is away


def test_a_line_that_is_away_is_looked_for_after_one_two_and_then_five_seconds() -> None:
    now = [100.0]
    line = Reopening(SerialTransport("/none"), clock=lambda: now[0])
    looked = []
    while now[0] < 120:
        try:
            line.open(Deadline.after(1))
        except DeviceAway as away:
            if away.reason == "not plugged in":
                looked.append(now[0] - 100)
        now[0] += 0.25
    assert looked == [0, 1, 3, 8, 13, 18]


def test_a_device_that_is_plugged_in_again_is_opened_at_once(port: PtyPort) -> None:
    port.unplug()
    line = Reopening(UsblpTransport(port.path), path=Path(port.path), clock=lambda: 0.0)
    for _time in range(3):
        with pytest.raises(DeviceAway):
            line.open(Deadline.after(1))
    port.plug()
    line.open(Deadline.after(1))
    assert line.is_open
    line.close()


# USB by pyusb, whose pipes are played here


class Pipes:
    """A printer's two pipes: takes `room` bytes, says what stands in `answers`; None is silence."""

    def __init__(self, room: int = 10_000, answers: tuple[bytes | None, ...] = ()) -> None:
        self.room = room
        self.taken = bytearray()
        self.answers = list(answers)
        self.gone = False
        self.closed = False

    def write(self, data: bytes, milliseconds: int) -> int:
        assert 0 < milliseconds <= 1_000
        assert len(data) <= 4096
        if self.gone:
            raise OSError(errno.ENODEV, "no such device")
        piece = data[: self.room - len(self.taken)]
        if not piece:
            raise OSError(errno.ETIMEDOUT, "timed out")
        self.taken += piece
        return len(piece)

    def read(self, at_most: int, milliseconds: int) -> bytes:
        assert milliseconds > 0
        if self.gone:
            raise OSError(errno.EIO, "gone")
        answer = self.answers.pop(0) if self.answers else None
        if answer is None:
            raise OSError(errno.ETIMEDOUT, "timed out")
        return answer[:at_most]

    def close(self) -> None:
        self.closed = True
        raise OSError(errno.ENODEV, "already gone")


def usb(pipes: Pipes | None) -> UsbTransport:
    return UsbTransport(0x04B8, 0x0E15, find=lambda _vendor, _product: pipes)


def test_usb_pipes_carry_small_pieces_and_count_what_was_taken() -> None:
    pipes = Pipes(room=9_000, answers=(b"", None, b"\x12\x16\x12"))
    line = usb(pipes)
    line.open(Deadline.after(1))
    assert line.name == "usb://04b8:0e15"
    assert line.write(bytes(12_000), Deadline.after(1)) == 9_000
    assert line.write(b"more", Deadline.after(SOON)) == 0
    assert [line.read(2, Deadline.after(1)) for _time in range(2)] == [b"\x12\x16", b"\x12"]
    assert line.read(2, Deadline.after(0)) == b""
    line.close()
    assert pipes.closed
    assert not line.is_open


def test_usb_that_is_pulled_out_is_away() -> None:
    with pytest.raises(DeviceAway, match="not plugged in"):
        usb(None).open(Deadline.after(1))
    pipes = Pipes()
    line = usb(pipes)
    line.open(Deadline.after(1))
    pipes.gone = True
    with pytest.raises(DeviceAway):
        line.write(b"x", Deadline.after(1))
    with pytest.raises(DeviceAway):
        line.read(1, Deadline.after(1))
    line.close()
    with pytest.raises(DeviceAway, match="not open"):
        line.write(b"x", Deadline.after(1))


@dataclass(frozen=True)
class Endpoint:
    """An endpoint as its descriptor has it."""

    bEndpointAddress: int  # noqa: N815
    bmAttributes: int  # noqa: N815


def test_the_two_pipes_of_a_printer_are_found_among_its_endpoints() -> None:
    interrupt, into, out = Endpoint(0x83, 3), Endpoint(0x82, 2), Endpoint(0x01, 2)
    assert bulk_endpoints((interrupt, into, out)) == (out, into)
    assert bulk_endpoints((interrupt, out)) is None


def test_descriptors_are_not_leaked_by_opening_and_closing(opener: Opener, port: PtyPort) -> None:
    before = sum(1 for _file in Path("/proc/self/fd").iterdir())
    for _time in range(20):
        opened(opener, port).close()
    assert sum(1 for _file in Path("/proc/self/fd").iterdir()) == before
