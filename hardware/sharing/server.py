"""The door of a shared line: a loop in one thread that no program at the other end can hold up.

What waits here is bounded: programs, those who have not said who they are, the bytes of a line, the words of a second,
what somebody does not read. Whoever goes beyond is closed, and nobody else notices.
"""

from __future__ import annotations

import logging
import selectors
import socket
import time
from collections.abc import Callable
from contextlib import suppress
from queue import Empty, SimpleQueue
from threading import Event
from typing import Final

from hardware.delivery import log_bug
from hardware.keypads.interface import KeyPressed
from hardware.sharing.connection import Connection
from hardware.sharing.messages import Claim, FromProgram, Light, Ping, Pong, Refused, Show, Welcome, encoded
from hardware.sharing.seal import BadLine, Gone
from hardware.sharing.switchboard import Switchboard

log = logging.getLogger(__name__)

_TURN: Final = 0.25  # s
_TICK: Final = 0.5
_LISTEN_AGAIN: Final = 1.0
_MOST: Final = 256
_MOST_STRANGERS: Final = 16  # who have not said who they are
_ACCEPT_AT_ONCE: Final = 8
_STRANGERS_TOLD: Final = 10.0  # s between two lines in the log about strangers


def _nothing() -> None:
    """Nobody asks for life signs."""


class Server:
    """Listens at `listen`; port 0 takes a free one. Keys come in by `pressed`, from any thread."""

    def __init__(
        self, listen: tuple[str, int], *, secret: str = "", clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._listen = listen
        self._secret = secret
        self._clock = clock
        self._selector = selectors.DefaultSelector()
        self._waker, self._woken = socket.socketpair()
        for end in (self._waker, self._woken):
            end.setblocking(False)
        self._selector.register(self._woken, selectors.EVENT_READ)
        self._listener: socket.socket | None = None
        self._keys: SimpleQueue[tuple[KeyPressed, float]] = SimpleQueue()
        self._connections: list[Connection] = []
        self._end = Event()
        self._listen_at = self._tick_at = self._strangers_told = 0.0
        self._told_in_vain = False

    @property
    def address(self) -> tuple[str, int]:
        """Where it listens, or will."""
        return self._listen

    @property
    def attached(self) -> int:
        """How many programs have said who they are."""
        return sum(one.attached for one in self._connections)

    def pressed(self, key: KeyPressed) -> None:
        """A key of the line."""
        self._keys.put((key, self._clock()))
        self._wake()

    def stop(self) -> None:
        """End the loop. From any thread, also from a signal's handler."""
        self._end.set()
        self._wake()

    def open(self) -> bool:
        """Begin to listen; whether it does. An address this machine does not have yet may come."""
        if self._listener is not None:
            return True
        host = self._listen[0]
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        try:
            self._listener = socket.create_server(self._listen, family=family, backlog=32)
        except OSError as error:
            if not self._told_in_vain:
                log.warning("cannot listen at %s port %d yet: %s", *self._listen, error.strerror or error)
            self._told_in_vain = True
            return False
        self._listener.setblocking(False)
        self._listen = self._listener.getsockname()[:2]
        self._selector.register(self._listener, selectors.EVENT_READ)
        log.info("the line is shared at %s port %d", *self._listen)
        return True

    def run(self, board: Switchboard, *, alive: Callable[[], None] = _nothing) -> None:
        """Until `stop`; then everybody is let go, and it is closed. `alive` is called a few times a second while the
        loop turns."""
        try:
            while not self._end.is_set():
                self._turn(board)
                alive()
        finally:
            self.close()

    def close(self) -> None:
        """Listen no more; for one that does not run."""
        for connection in self._connections:
            connection.line.close()
        for end in (self._listener, self._waker, self._woken):
            if end is not None:
                end.close()
        self._selector.close()

    def _turn(self, board: Switchboard) -> None:
        if self._listener is None and self._clock() >= self._listen_at and not self.open():
            self._listen_at = self._clock() + _LISTEN_AGAIN
        ready = self._selector.select(_TURN)
        now = self._clock()
        self._pass_on(board, now)
        for key, _events in ready:
            if isinstance(key.data, Connection):
                self._guarded(key.data, board, lambda one: self._hear(one, board, now))
            elif key.fileobj is self._listener:
                self._accept(board, now)
            else:
                with suppress(BlockingIOError):
                    self._woken.recv(4096)
        for connection in list(self._connections):
            why = connection.overdue(now)
            if why is not None:
                self._drop(connection, board, why)
        if now >= self._tick_at:
            self._tick_at = now + _TICK
            board.tick(now)
        for connection in list(self._connections):
            self._guarded(connection, board, self._flush)

    def _pass_on(self, board: Switchboard, now: float) -> None:
        with suppress(Empty):
            while True:
                key, at = self._keys.get_nowait()
                board.press(key, at=at, now=now)

    def _guarded(self, connection: Connection, board: Switchboard, work: Callable[[Connection], None]) -> None:
        """What is wrong with one program is its own affair, and a bug that it brings out, too."""
        if connection not in self._connections:
            return
        try:
            work(connection)
        except Gone:
            log.info("%s has gone", connection.name)
            self._close(connection, board)
        except BadLine as bad:
            self._drop(connection, board, bad.why)
        except Exception as bug:  # noqa: BLE001 - the line must live for the others
            log_bug(connection.name, "the shared line", bug)
            self._drop(connection, board, "a bug")

    def _hear(self, connection: Connection, board: Switchboard, now: float) -> None:
        was_attached = connection.attached
        messages = connection.hear(now)
        if connection.attached and not was_attached:
            self._welcome(connection, board)
        for message in messages:
            _obey(connection, board, message, now)

    def _welcome(self, connection: Connection, board: Switchboard) -> None:
        for other in list(self._connections):
            if other is not connection and other.attached and other.run == connection.run:
                self._drop(other, board, "it has come anew")
        connection.tell(Welcome())

    def _flush(self, connection: Connection) -> None:
        connection.flush()
        events = selectors.EVENT_READ | (selectors.EVENT_WRITE if connection.wants_to_say else 0)
        if self._selector.get_key(connection.line).events != events:
            self._selector.modify(connection.line, events, connection)

    def _accept(self, board: Switchboard, now: float) -> None:
        if self._listener is None:
            return
        for _ in range(_ACCEPT_AT_ONCE):
            try:
                line, peer = self._listener.accept()
            except OSError:  # nobody more, or he has gone again
                return
            strangers = [one for one in self._connections if not one.attached]
            if len(strangers) >= _MOST_STRANGERS:
                self._drop(strangers[0], board, "others want to come in")
            if len(self._connections) >= _MOST:
                line.close()
                continue
            connection = Connection(line, name=f"{peer[0]} port {peer[1]}", secret=self._secret, now=now)
            self._connections.append(connection)
            self._selector.register(line, selectors.EVENT_READ, connection)

    def _drop(self, connection: Connection, board: Switchboard, why: str) -> None:
        """One has had enough of it."""
        now = self._clock()
        if connection.attached:
            log.warning("%s is let go: %s", connection.name, why)
        else:
            if now >= self._strangers_told:
                self._strangers_told = now + _STRANGERS_TOLD
                log.warning("%s is not let in: %s", connection.name, why)
            with suppress(OSError):
                connection.line.send(encoded(Refused(why=why)) + b"\n")
        self._close(connection, board)

    def _close(self, connection: Connection, board: Switchboard) -> None:
        if connection.attached:
            board.leave(connection, self._clock())
        self._connections.remove(connection)
        self._selector.unregister(connection.line)
        connection.line.close()

    def _wake(self) -> None:
        with suppress(OSError):  # full: it is awake
            self._waker.send(b"\0")


def _obey(connection: Connection, board: Switchboard, message: FromProgram, now: float) -> None:
    match message:
        case Claim():
            board.claim(connection, message.device, message.counter)
        case Show():
            board.show(connection, message.counter, message.label, blink=message.blink)
        case Light():
            board.light(connection, message.counter, message.lamp, now=now)
        case Ping():
            connection.tell(Pong(number=message.number))
