from __future__ import annotations

import socket
import time
from collections.abc import Iterator

import pytest

from hardware.deadline import Deadline
from hardware.tcp import TcpTransport
from shared.domain.errors import DeviceAway

SOON = 0.05


@pytest.fixture
def server() -> Iterator[socket.socket]:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.settimeout(2)
        yield listening


def connect(server: socket.socket) -> tuple[TcpTransport, socket.socket]:
    line = TcpTransport("127.0.0.1", server.getsockname()[1])
    line.open(Deadline.after(1))
    peer, _address = server.accept()
    peer.settimeout(2)
    return line, peer


def test_what_is_written_arrives_and_what_comes_back_is_read(server: socket.socket) -> None:
    line, peer = connect(server)
    with peer:
        assert line.write(b"xin", Deadline.after(1)) == 3
        assert peer.recv(10) == b"xin"
        peer.sendall(b"ch\xc3\xa0o")
        assert line.read(10, Deadline.after(1)) == "chào".encode()
        line.close()
        assert not line.is_open


def test_a_device_that_stops_taking_gets_a_short_count_and_no_endless_wait(server: socket.socket) -> None:
    line, peer = connect(server)
    with peer:
        started = time.monotonic()
        taken = line.write(bytes(30_000_000), Deadline.after(SOON))
        assert 0 < taken < 30_000_000
        assert line.write(b"more", Deadline.after(SOON)) == 0
        assert time.monotonic() - started < 1
        line.close()


def test_nothing_said_by_the_deadline_is_nothing_read(server: socket.socket) -> None:
    line, peer = connect(server)
    with peer:
        assert line.read(10, Deadline.after(0)) == b""
        assert line.read(10, Deadline.after(SOON)) == b""
        line.close()


def test_a_line_closed_by_the_device_is_away(server: socket.socket) -> None:
    line, peer = connect(server)
    peer.close()
    with pytest.raises(DeviceAway) as away:
        line.read(10, Deadline.after(1))
    assert away.value.device == line.name
    line.close()


def test_closing_with_unread_answers_loses_nothing_of_what_was_written(server: socket.socket) -> None:
    line, peer = connect(server)
    with peer:
        peer.sendall(b"\x12" * 5000)
        assert line.write(bytes(50_000), Deadline.after(1)) == 50_000
        line.close()
        received = 0
        while data := peer.recv(65_536):
            received += len(data)
    assert received == 50_000


def test_a_closed_line_can_neither_be_read_nor_written() -> None:
    line = TcpTransport("127.0.0.1", 9)
    with pytest.raises(DeviceAway):
        line.read(1, Deadline.after(SOON))
    with pytest.raises(DeviceAway):
        line.write(b"x", Deadline.after(SOON))
    line.close()


def test_a_name_is_looked_up_and_an_unknown_one_is_away() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        line = TcpTransport("localhost", server.getsockname()[1])
        line.open(Deadline.after(1))
        line.close()
    with pytest.raises(DeviceAway):
        TcpTransport("khong-co.invalid", 9100).open(Deadline.after(0.5))
