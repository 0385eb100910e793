"""One program's end of its connection at the bus: what is kept for it, and for how long."""

from __future__ import annotations

import socket
from collections.abc import Iterator

import pytest

from hardware.sharing.connection import ENTERING, SILENT, Connection
from hardware.sharing.messages import Attach, Greeting, Ping, Pong, Role, encoded, from_bus
from hardware.sharing.seal import BadLine, Gone, Seal, key_of, nonce

SECRET = "0123456789abcdef"


class Ends:
    """Both ends of a connection, at second 100."""

    def __init__(self) -> None:
        ours, self.theirs = _tcp_pair()
        self.connection = Connection(ours, name="a program", secret=SECRET, now=100.0)

    def attach(self) -> Seal:
        self.connection.flush()
        greeting = from_bus.decode(self.theirs.recv(4096))
        assert isinstance(greeting, Greeting)
        own = nonce()
        seal = Seal(key_of(SECRET, greeting.nonce, own), to_bus=True)
        words = Attach(version=1, role=Role.COUNTER, run="0" * 32, up=2500, nonce=own)
        self.theirs.sendall(seal.close(encoded(words)))
        assert self.connection.hear(100.0) == []
        return seal

    def close(self) -> None:
        self.connection.line.close()
        self.theirs.close()


@pytest.fixture
def ends() -> Iterator[Ends]:
    made = Ends()
    yield made
    made.close()


def _tcp_pair() -> tuple[socket.socket, socket.socket]:
    with socket.create_server(("127.0.0.1", 0)) as door:
        one = socket.create_connection(door.getsockname())
        other, _peer = door.accept()
    return one, other


def test_when_it_was_started_is_reckoned_from_how_long_it_runs(ends: Ends) -> None:
    ends.attach()
    assert (ends.connection.role, ends.connection.started) == (Role.COUNTER, 97.5)


def test_nothing_is_kept_without_end_for_one_who_does_not_read(ends: Ends) -> None:
    ends.attach()

    def answer_for_ever() -> None:
        while True:
            ends.connection.tell(Pong(number=1))
            ends.connection.flush()

    with pytest.raises(BadLine, match="does not read"):
        answer_for_ever()
    assert ends.connection.wants_to_say


def test_who_said_nothing_for_so_long_is_overdue(ends: Ends) -> None:
    assert ends.connection.overdue(100.0 + ENTERING) is None
    assert ends.connection.overdue(100.0 + ENTERING + 0.1) is not None
    seal = ends.attach()
    ends.theirs.sendall(seal.close(encoded(Ping(number=1))))
    assert ends.connection.hear(110.0) == [Ping(number=1)]
    assert (ends.connection.heard, ends.connection.pinged) == (110.0, 1)
    assert ends.connection.overdue(110.0 + SILENT) is None
    assert ends.connection.overdue(110.0 + SILENT + 0.1) is not None


def test_a_byte_now_and_then_is_no_word(ends: Ends) -> None:
    seal = ends.attach()
    ends.theirs.sendall(seal.close(encoded(Ping(number=1)))[:5])
    assert ends.connection.hear(102.0) == []
    assert ends.connection.heard == 100.0


def test_nothing_is_said_to_one_who_is_not_attached(ends: Ends) -> None:
    ends.connection.flush()
    ends.connection.tell(Pong(number=1))
    assert not ends.connection.wants_to_say


def test_who_ends_has_gone_and_what_he_said_last_is_heard(ends: Ends) -> None:
    seal = ends.attach()
    ends.theirs.sendall(seal.close(encoded(Ping(number=1))))
    ends.theirs.shutdown(socket.SHUT_WR)
    assert ends.connection.hear(101.0) == [Ping(number=1)]
    with pytest.raises(Gone):
        ends.connection.hear(101.0)
