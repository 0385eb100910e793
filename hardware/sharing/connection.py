"""One program at the bus's end of its connection: what it says, what it is told, and when one has had enough of it."""

from __future__ import annotations

import logging
import socket
from typing import Final

import msgspec

from hardware.sharing.messages import (
    VERSION,
    Attach,
    FromBus,
    FromProgram,
    Greeting,
    Ping,
    Role,
    encoded,
    from_program,
)
from hardware.sharing.seal import BadLine, Gone, Lines, Seal, body_of, key_of, nonce

log = logging.getLogger(__name__)

SILENT: Final = 3.0  # s without a word after which the other side is gone
ENTERING: Final = 3.0  # s for saying who one is
_MOST_UNSAID: Final = 65_536  # bytes for one that does not read
_MOST_WORDS: Final = 500  # in one second: a board that claims a hundred signs says fewer
_AT_ONCE: Final = 4096


class Connection:
    """A socket that never blocks. Whatever it raises is BadLine, and then it is to be closed."""

    def __init__(self, line: socket.socket, *, name: str, secret: str, now: float) -> None:
        line.setblocking(False)
        line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.line: Final = line
        self.began: Final = now
        self.heard = now
        self.pinged = 0
        self.started = now
        self.role = Role.BOARD
        self.run = ""
        self._name = name
        self._secret = secret
        self._nonce = nonce()
        self._lines = Lines()
        self._opens: Seal | None = None
        self._closes: Seal | None = None
        self._unsaid = encoded(Greeting(version=VERSION, nonce=self._nonce)) + b"\n"
        self._second = 0
        self._words = 0

    @property
    def name(self) -> str:
        """For logs."""
        return self._name

    @property
    def attached(self) -> bool:
        """Whether it has said who it is, and knows the secret."""
        return self._closes is not None

    @property
    def wants_to_say(self) -> bool:
        return bool(self._unsaid)

    def hear(self, now: float) -> list[FromProgram]:
        """What it has said meanwhile. Raises BadLine, also when it has gone."""
        try:
            data = self.line.recv(_AT_ONCE)
        except (BlockingIOError, InterruptedError):
            return []
        except OSError as error:
            raise BadLine(f"broken: {error.strerror}") from error
        if not data:
            raise Gone("it has gone")
        lines = self._lines.feed(data)
        self._count(len(lines), now)
        if lines:
            self.heard = now
        return [message for line in lines for message in self._message(line, now)]

    def tell(self, message: FromBus) -> None:
        """Said with the next `flush`. Nothing is said to one that is not attached."""
        if self._closes is not None:
            self._unsaid += self._closes.close(encoded(message))

    def flush(self) -> None:
        """Say as much as it takes without waiting. Raises BadLine for one that does not read."""
        try:
            while self._unsaid:
                self._unsaid = self._unsaid[self.line.send(self._unsaid) :]
        except (BlockingIOError, InterruptedError):
            pass
        except OSError as error:
            raise BadLine(f"broken: {error.strerror}") from error
        if len(self._unsaid) > _MOST_UNSAID:
            raise BadLine("it does not read what it is told")

    def overdue(self, now: float) -> str | None:
        """Why it need not be waited for any longer."""
        if not self.attached:
            return "it did not say who it is" if now - self.began > ENTERING else None
        return f"nothing heard for {SILENT:g} s" if now - self.heard > SILENT else None

    def _count(self, words: int, now: float) -> None:
        if int(now) != self._second:
            self._second, self._words = int(now), 0
        self._words += words
        if self._words > _MOST_WORDS:
            raise BadLine("it talks without end")

    def _message(self, line: bytes, now: float) -> list[FromProgram]:
        try:
            if self._opens is None:
                self._enter(line, now)
                return []
            message = from_program.decode(self._opens.open(line))
        except (msgspec.MsgspecError, UnicodeDecodeError) as fault:
            raise BadLine("not a message") from fault
        if isinstance(message, Attach):
            raise BadLine("it is attached already")
        if isinstance(message, Ping):
            self.pinged = message.number
        return [message]

    def _enter(self, line: bytes, now: float) -> None:
        """Its first line: who it is. What it threw into the key stands in the line that the key seals."""
        said = from_program.decode(body_of(line))
        if not isinstance(said, Attach):
            raise BadLine("it did not say who it is")
        key = key_of(self._secret, self._nonce, said.nonce)
        opens = Seal(key, to_bus=True)
        opens.open(line)
        if said.version != VERSION:
            raise BadLine(f"it speaks version {said.version}, this program {VERSION}")
        self.role, self.run, self.started = said.role, said.run, now - said.up / 1000
        self._opens, self._closes = opens, Seal(key, to_bus=False)
        log.info("%s is attached as a %s", self.name, said.role.value)
