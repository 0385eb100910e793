"""Whoever else comes to the door of a shared line: rubbish, endless lines, silence, crowds. No counter notices."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path
from random import Random

import pytest

from hardware.sharing.address import Address
from hardware.sharing.messages import Attach, Claim, Device, Greeting, Ping, Role, encoded, from_bus
from hardware.sharing.plan import SharedBus
from hardware.sharing.seal import Seal, key_of, nonce
from tests.hardware.sharing.test_sharing import SOON, text
from tests.hardware.sharing.world import SECRET, Counter, Line, sharing, station

Shared = tuple[Line, SharedBus, Counter]


@pytest.fixture
def shared(tmp_path: Path) -> Iterator[Shared]:
    with (
        Line(tmp_path) as line,
        sharing(station(line.wire.url)) as bus,
        Counter(bus.server.address, 1) as program,
    ):
        program.sign.show(text("C000"))
        assert line.wire.wait(lambda: line.texts()[0] == "C000", SOON)
        yield line, bus, program


def works(shared: Shared, key: int = 1) -> None:
    line, bus, program = shared
    line.press(1, key)
    assert program.keys.get(timeout=SOON) == key
    assert bus.server.attached == 1


class Stranger:
    """A bare connection."""

    def __init__(self, address: Address) -> None:
        self.socket = socket.create_connection(address, timeout=SOON)
        self._file = self.socket.makefile("rb")
        greeting = from_bus.decode(self.line())
        assert isinstance(greeting, Greeting)
        self.greeting = greeting

    def line(self) -> bytes:
        return self._file.readline()

    def says(self, data: bytes) -> None:
        self.socket.sendall(data)

    def attaches(self, secret: str = SECRET, changes: Mapping[str, object] = {}) -> Seal:
        """As a program does, with other words where `changes` has them; what seals its further lines."""
        own = nonce()
        seal = Seal(key_of(secret, self.greeting.nonce, own), to_bus=True)
        words = json.loads(encoded(Attach(version=1, role=Role.COUNTER, run="0" * 32, up=0, nonce=own)))
        self.says(seal.close(json.dumps({**words, **changes}).encode()))
        return seal

    def is_let_go(self) -> bool:
        """Waits for the end of the connection."""
        try:
            while self.line():
                pass
        except ConnectionResetError:
            pass
        return True

    def close(self) -> None:
        self._file.close()
        self.socket.close()


@pytest.fixture
def stranger(shared: Shared) -> Iterator[Stranger]:
    made = Stranger(shared[1].server.address)
    yield made
    made.close()


@pytest.mark.parametrize(
    "rubbish",
    [
        b"GET / HTTP/1.1\r\nHost: bus\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + bytes(range(200)) + b"\n",
        b"x" * 100_000,
        b"\n" * 50,
        b'{"is":"key","counter":1,"key":1,"after":1}\n',
        b'0123456789abcdef {"is":"claim","device":"keypad","counter":1}\n',
        b"0123456789abcdef \xff\xfe\xfd\n",
        b"0123456789abcdef " + b"[" * 350 + b"\n",
        Random(1).randbytes(5000),
    ],
    ids=["http", "tls", "endless", "empty", "unsealed", "unasked", "no text", "deep", "noise"],
)
def test_rubbish_is_let_go_and_hurts_nobody(shared: Shared, stranger: Stranger, rubbish: bytes) -> None:
    stranger.says(rubbish)
    assert stranger.is_let_go()
    works(shared)


def test_who_says_nothing_is_let_go_after_a_while(shared: Shared, stranger: Stranger) -> None:
    stranger.says(b"0123")
    assert stranger.is_let_go()
    works(shared)


@pytest.mark.parametrize(
    "changes",
    [{"version": 2}, {"role": "manager"}, {"run": "x"}, {"up": -1}, {"up": 1e99}, {"nonce": "0" * 31}, {"is": "claim"}],
    ids=lambda changes: next(iter(changes)),
)
def test_who_does_not_say_properly_who_he_is_is_not_let_in(
    shared: Shared, stranger: Stranger, changes: dict[str, object]
) -> None:
    stranger.attaches(changes=changes)
    assert stranger.is_let_go()
    works(shared)


def test_one_who_is_let_in_and_then_talks_rubbish_is_let_go_too(shared: Shared, stranger: Stranger) -> None:
    seal = stranger.attaches()
    stranger.says(seal.close(encoded(Claim(device=Device.KEYPAD, counter=2))))
    stranger.says(seal.close(b'{"is":"show","counter":2,"label":"TOO LONG FOR A SIGN"}'))
    assert stranger.is_let_go()
    works(shared)


def test_one_who_talks_without_end_is_let_go(shared: Shared, stranger: Stranger) -> None:
    seal = stranger.attaches()
    try:
        for number in range(1, 4000):
            stranger.says(seal.close(encoded(Ping(number=number))))
    except OSError:
        pass
    assert stranger.is_let_go()
    works(shared)


def test_one_who_is_let_in_and_falls_silent_is_let_go(shared: Shared, stranger: Stranger) -> None:
    seal = stranger.attaches()
    stranger.says(seal.close(encoded(Claim(device=Device.KEYPAD, counter=2))))
    assert stranger.is_let_go()
    works(shared)


def test_a_line_heard_on_the_network_cannot_be_said_again(shared: Shared) -> None:
    _line, bus, _program = shared
    heard = Stranger(bus.server.address)
    own = nonce()
    first = Seal(key_of(SECRET, heard.greeting.nonce, own), to_bus=True)
    recorded = first.close(encoded(Attach(version=1, role=Role.COUNTER, run="0" * 32, up=0, nonce=own)))
    heard.close()
    thief = Stranger(bus.server.address)
    thief.says(recorded)
    assert thief.is_let_go()
    thief.close()
    works(shared)


def test_a_crowd_at_the_door_keeps_no_program_out(shared: Shared) -> None:
    line, bus, _program = shared
    with ExitStack() as crowd:
        for _ in range(60):
            one = socket.create_connection(bus.server.address, timeout=SOON)
            crowd.callback(one.close)
        with Counter(bus.server.address, 2) as late:
            assert line.wire.wait(lambda: late.line.is_up, SOON)
            assert bus.server.attached == 2
        assert line.wire.wait(lambda: bus.server.attached == 1, SOON)
        works(shared)
