"""A program's connection to a shared line: opened by saying who it is, broken when the other side is not heard.

To `hardware.keep_line` it is a line like others: what it cannot do is DeviceAway, and it is opened again.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Final

import msgspec

from hardware.deadline import Deadline
from hardware.sharing.connection import SILENT
from hardware.sharing.messages import (
    VERSION,
    Attach,
    FromBus,
    FromProgram,
    Greeting,
    Refused,
    Role,
    Welcome,
    encoded,
    from_bus,
)
from hardware.sharing.seal import BadLine, Lines, Seal, key_of, nonce
from hardware.tcp import TcpTransport
from shared.domain.errors import DeviceAway

_AT_ONCE: Final = 4096
_SAYING: Final = 1.0
_NONE_THERE: Final = "no shared line answers there"


class Attachment:
    """To the line at `host:port`. One thread."""

    def __init__(
        self,
        host: str,
        port: int,
        *,
        secret: str,
        role: Role,
        run: str,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._line = TcpTransport(host, port)
        self._secret = secret
        self._role = role
        self._run = run
        self._clock = clock
        self._began = clock()
        self._lines = Lines()
        self._unread: list[bytes] = []
        self._opens: Seal | None = None
        self._closes: Seal | None = None
        self._heard = 0.0

    @property
    def name(self) -> str:
        return f"{self._line.name}?kind=shared"

    def open(self, deadline: Deadline) -> None:
        """Connect, and say who this is. Raises DeviceAway, also where one is not let in."""
        self._line.open(deadline)
        self._lines, self._unread, self._opens, self._closes = Lines(), [], None, None
        try:
            self._enter(deadline)
        except DeviceAway:
            self._line.close()
            raise
        self._heard = self._clock()

    def _enter(self, deadline: Deadline) -> None:
        greeting = self._first(deadline)
        if not isinstance(greeting, Greeting):
            raise DeviceAway(self.name, _NONE_THERE)
        if greeting.version != VERSION:
            raise DeviceAway(self.name, f"it speaks version {greeting.version}, this program {VERSION}")
        own = nonce()
        key = key_of(self._secret, greeting.nonce, own)
        closes = Seal(key, to_bus=True)
        up = round((self._clock() - self._began) * 1000)
        attach = Attach(version=VERSION, role=self._role, run=self._run, up=up, nonce=own)
        self._write(closes.close(encoded(attach)))
        self._opens, self._closes = Seal(key, to_bus=False), closes
        if not isinstance(self._first(deadline), Welcome):
            raise DeviceAway(self.name, _NONE_THERE)

    def close(self) -> None:
        self._line.close()

    def tell(self, message: FromProgram) -> None:
        """Say that. Raises DeviceAway."""
        if self._closes is None:
            raise DeviceAway(self.name, "not attached")
        self._write(self._closes.close(encoded(message)))

    def hear(self, deadline: Deadline) -> list[FromBus]:
        """What was said, as soon as something is; empty by the deadline. Raises DeviceAway when the other side says
        what it may not, or has been silent for too long."""
        if not self._unread:
            self._read(deadline)
        heard = [self._message(line) for line in self._unread]
        self._unread = []
        now = self._clock()
        if heard:
            self._heard = now
        elif now - self._heard > SILENT:
            raise DeviceAway(self.name, f"nothing heard for {SILENT:g} s")
        return heard

    def _first(self, deadline: Deadline) -> FromBus:
        """The next message of those that come one at a time."""
        while not self._unread:
            if deadline.passed():
                raise DeviceAway(self.name, "it does not answer")
            self._read(deadline)
        message = self._message(self._unread.pop(0))
        if isinstance(message, Refused):
            raise DeviceAway(self.name, f"not let in: {message.why}")
        return message

    def _read(self, deadline: Deadline) -> None:
        try:
            self._unread += self._lines.feed(self._line.read(_AT_ONCE, deadline))
        except BadLine as bad:
            raise DeviceAway(self.name, bad.why) from bad

    def _message(self, line: bytes) -> FromBus:
        try:
            # Not sealed is the first word of all, and the last to somebody who is not let in.
            plain = line.startswith(b"{")
            message = from_bus.decode(line if plain or self._opens is None else self._opens.open(line))
        except BadLine as bad:
            raise DeviceAway(self.name, bad.why) from bad
        except (msgspec.MsgspecError, UnicodeDecodeError) as fault:
            raise DeviceAway(self.name, _NONE_THERE) from fault
        if plain and not isinstance(message, Refused | Greeting):
            raise DeviceAway(self.name, "a line that nobody sealed")
        return message

    def _write(self, line: bytes) -> None:
        if self._line.write(line, Deadline.after(_SAYING)) < len(line):
            raise DeviceAway(self.name, "it takes no more")
