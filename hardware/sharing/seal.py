"""Lines that cannot be forged, changed, repeated or left out by somebody who does not know the secret.

    TAG BODY LF         TAG: the first 16 digits of HMAC-SHA256(key, direction, number of the line, BODY)

The key is made anew for each connection, of the secret and of what both sides threw in, so that a line of an earlier
connection is good for nothing. Bodies can be read by who listens on the network: they are labels that hang on the wall.
Without a secret the tag is a checksum and no more.
"""

from __future__ import annotations

import hmac
import secrets
from dataclasses import dataclass
from typing import Final

from hardware.sharing.messages import LONGEST
from shared.domain.errors import Outage

_DIGITS: Final = 16


@dataclass(eq=False)
class BadLine(Outage):
    """A line that is not what the other side may say. `why` is for the log, and holds nothing of the line."""

    why: str


@dataclass(eq=False)
class Gone(BadLine):
    """The other side has ended the connection."""


def nonce() -> str:
    """Something that was never there before: 32 hexadecimal digits."""
    return secrets.token_hex(16)


def key_of(secret: str, bus_nonce: str, program_nonce: str) -> bytes:
    """The key of one connection."""
    return hmac.digest(secret.encode(), f"motcua-bus 1 {bus_nonce} {program_nonce}".encode(), "sha256")


class Seal:
    """One direction of one connection; `to_bus` tells which. The lines must be sealed, or opened, in their order."""

    __slots__ = ("_count", "_key", "_way")

    def __init__(self, key: bytes, *, to_bus: bool) -> None:
        self._key = key
        self._way = b">" if to_bus else b"<"
        self._count = 0

    def close(self, body: bytes) -> bytes:
        """The whole line for `body`."""
        return self._tag(body) + b" " + body + b"\n"

    def open(self, line: bytes) -> bytes:
        """The body of a line, its end left out. Raises BadLine."""
        body = body_of(line)
        if not hmac.compare_digest(line[:_DIGITS], self._tag(body)):
            raise BadLine("the secret is not the same, or somebody changed a line")
        return body

    def _tag(self, body: bytes) -> bytes:
        sealed = self._way + self._count.to_bytes(8) + body
        self._count += 1
        return hmac.digest(self._key, sealed, "sha256").hex()[:_DIGITS].encode()


def body_of(line: bytes) -> bytes:
    """The body of a sealed line, not looked at yet. Raises BadLine."""
    if line[_DIGITS : _DIGITS + 1] != b" ":
        raise BadLine("not a sealed line")
    return line[_DIGITS + 1 :]


class Lines:
    """Bytes as they come, as lines. Keeps no more than one line that is not whole."""

    __slots__ = ("_rest",)

    def __init__(self) -> None:
        self._rest = b""

    def feed(self, data: bytes) -> list[bytes]:
        """The lines that are whole now, without their ends. Raises BadLine where one is longer than any may be."""
        *lines, self._rest = (self._rest + data).split(b"\n")
        if len(self._rest) >= LONGEST or any(len(line) >= LONGEST for line in lines):
            raise BadLine("an endless line")
        return lines
