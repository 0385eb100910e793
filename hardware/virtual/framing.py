"""Where one printer command ends and the next begins, from the makers' descriptions of the commands.

Nothing here is shared with the encoder: the virtual printer is there to catch the encoder's mistakes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

LARGEST: Final = 128 * 1024

_ESC, _GS, _FS, _DLE = 0x1B, 0x1D, 0x1C, 0x10
# Bytes that follow the two of the command itself.
_PARAMETERS: Final = {
    b"\x1b@": 0, b"\x1b2": 0, b"\x1b3": 1, b"\x1ba": 1, b"\x1bd": 1, b"\x1bJ": 1, b"\x1bt": 1, b"\x1bR": 1,
    b"\x1bE": 1, b"\x1bG": 1, b"\x1bM": 1, b"\x1bV": 1, b"\x1b!": 1, b"\x1b-": 1, b"\x1b{": 1, b"\x1b ": 1,
    b"\x1b$": 2, b"\x1b\\": 2, b"\x1bc": 2, b"\x1bp": 3,
    b"\x1d!": 1, b"\x1dB": 1, b"\x1dH": 1, b"\x1dI": 1, b"\x1da": 1, b"\x1db": 1, b"\x1df": 1, b"\x1dh": 1,
    b"\x1dr": 1, b"\x1dw": 1, b"\x1dL": 2, b"\x1dP": 2, b"\x1dW": 2,
    b"\x1c.": 0, b"\x1c&": 0, b"\x1c!": 1, b"\x1cC": 1, b"\x1c-": 1,
    b"\x10\x04": 1, b"\x10\x05": 1, b"\x10\x14": 3,
}  # fmt: skip
_FEED_AND_CUT: Final = (65, 66, 97, 98, 103, 104)
_COLUMN_BYTES: Final = {0: 1, 1: 1, 32: 3, 33: 3}


@dataclass(frozen=True, slots=True)
class Command:
    """A command by its first bytes (`name`) and all that follows them (`data`)."""

    name: bytes
    data: bytes


@dataclass(frozen=True, slots=True)
class Letters:
    """Text in the printer's own font, line feeds left out."""

    text: bytes


@dataclass(frozen=True, slots=True)
class Garbage:
    """Bytes that begin nothing the printer knows."""

    data: bytes


Piece = Command | Letters | Garbage
_TEXT: Final = re.compile(rb"[\x20-\x7e]+")


def next_piece(data: bytes | bytearray) -> tuple[Piece, int] | None:
    """The first piece of `data` and its length; None while it is incomplete. Never waits for more than `LARGEST`."""
    if not data:
        return None
    first = data[0]
    if first in (_ESC, _GS, _FS, _DLE):
        return _command(data) if len(data) > 1 else None
    if first in b"\n\r\x00":
        return Command(bytes((first,)), b""), 1
    if text := _TEXT.match(data):
        return Letters(text.group()), text.end()
    return Garbage(bytes((first,))), 1


def _command(data: bytes | bytearray) -> tuple[Piece, int] | None:
    name = bytes(data[:2])
    if name in _PARAMETERS:
        return _taken(data, 2, _PARAMETERS[name])
    framed = _OF_VARIABLE_LENGTH.get(name)
    return framed(data) if framed else (Garbage(name), 2)


def _taken(data: bytes | bytearray, head: int, parameters: int) -> tuple[Piece, int] | None:
    end = head + parameters
    if parameters > LARGEST:
        return Garbage(bytes(data[:head])), head
    return (Command(bytes(data[:head]), bytes(data[head:end])), end) if len(data) >= end else None


def _cut(data: bytes | bytearray) -> tuple[Piece, int] | None:
    """GS V m, or GS V m n where m says to feed first."""
    if len(data) < 3:
        return None
    return _taken(data, 2, 2 if data[2] in _FEED_AND_CUT else 1)


def _counted(data: bytes | bytearray, head: int, digits: int) -> tuple[Piece, int] | None:
    if len(data) < head + digits:
        return None
    return _taken(data, head, digits + int.from_bytes(data[head : head + digits], "little"))


def _picture(data: bytes | bytearray) -> tuple[Piece, int] | None:
    """GS v 0 m xL xH yL yH d1...dk, k = x * y."""
    if len(data) < 8:
        return None if bytes(data[:3]) in (b"\x1dv", b"\x1dv0") else (Garbage(bytes(data[:2])), 2)
    across, down = int.from_bytes(data[4:6], "little"), int.from_bytes(data[6:8], "little")
    if data[2] != 0x30 or data[3] not in (0, 1, 2, 3, 48, 49, 50, 51) or not across or not down:
        return Garbage(bytes(data[:2])), 2
    return _taken(data, 3, 5 + across * down)


def _columns(data: bytes | bytearray) -> tuple[Piece, int] | None:
    """ESC * m nL nH d1...dk, k = n or 3 n."""
    if len(data) < 5:
        return None
    if data[2] not in _COLUMN_BYTES:
        return Garbage(bytes(data[:2])), 2
    return _taken(data, 2, 3 + _COLUMN_BYTES[data[2]] * int.from_bytes(data[3:5], "little"))


_OF_VARIABLE_LENGTH: Final[Mapping[bytes, Callable[[bytes | bytearray], tuple[Piece, int] | None]]] = {
    b"\x1dV": _cut,
    b"\x1dv": _picture,
    b"\x1b*": _columns,
    b"\x1d(": lambda data: _counted(data, 3, 2),
    b"\x1d8": lambda data: _counted(data, 3, 4),
}
