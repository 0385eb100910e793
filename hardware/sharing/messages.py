"""What a shared line and the programs attached to it say to each other: one JSON object a line, sealed but the first.

bus      Greeting
program  Attach, Claim for each device, Ping and then all it likes
bus      Welcome or Refused, State for each claim and whenever it changes, Key, Pong
"""

from __future__ import annotations

from enum import Enum
from typing import Annotated, Final

import msgspec

from hardware.keypads.interface import Lamp

VERSION: Final = 1
LONGEST: Final = 400  # bytes of a line, its end included: all there is is shorter

_Counter = Annotated[int, msgspec.Meta(ge=1, le=999_999)]
_Count = Annotated[int, msgspec.Meta(ge=0, le=1 << 53)]
_Hex = Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{32}$")]
_Label = Annotated[str, msgspec.Meta(pattern="^[ -~]{0,7}$")]


class Role(Enum):
    """What a program is to the devices it claims. A counter's own goes before a board's, and hears its keys."""

    COUNTER = "counter"
    BOARD = "board"


class Device(Enum):
    """What can be claimed for a counter: all it has of them on the line."""

    KEYPAD = "keypad"
    SIGN = "sign"


class Shape(Enum):
    """How a device on the line does."""

    GOOD = "good"
    SILENT = "silent"  # the line is open, the device does not answer
    UNREACHABLE = "unreachable"  # the line is not open
    ABSENT = "absent"  # the line's settings name none for this counter


class _Message(msgspec.Struct, frozen=True, kw_only=True, tag_field="is", tag=str.lower):
    """Settings of all messages. What a newer program adds is passed over."""


class Greeting(_Message, frozen=True, kw_only=True):
    """The bus's first word, not sealed."""

    version: int
    nonce: _Hex


class Attach(_Message, frozen=True, kw_only=True):
    """A program's first word. `run` is another at each start of it, `up` the milliseconds since that start."""

    version: int
    role: Role
    run: _Hex
    up: _Count
    nonce: _Hex


class Welcome(_Message, frozen=True, kw_only=True):
    """Attached."""


class Refused(_Message, frozen=True, kw_only=True):
    """Not attached, or not any more. `why` is for the log."""

    why: str


class Claim(_Message, frozen=True, kw_only=True):
    """The program drives this device from now on, and hears it."""

    device: Device
    counter: _Counter


class Show(_Message, frozen=True, kw_only=True):
    """What the signs of this counter show; an empty label is darkness."""

    counter: _Counter
    label: _Label
    blink: bool = False


class Light(_Message, frozen=True, kw_only=True):
    """How the lamps of this counter's call units are."""

    counter: _Counter
    lamp: Lamp


class Ping(_Message, frozen=True, kw_only=True):
    """Each side must hear something of the other every few seconds; each Ping has the next number, from 1 on."""

    number: _Count


class State(_Message, frozen=True, kw_only=True):
    """How a claimed device does. `yours`: no other program goes before this one there."""

    device: Device
    counter: _Counter
    shape: Shape
    yours: bool


class Key(_Message, frozen=True, kw_only=True):
    """Key `key`, from 1 on, was pressed after the Ping of number `after` was heard: so old it is at the most."""

    counter: _Counter
    key: int
    after: _Count


class Pong(_Message, frozen=True, kw_only=True):
    """That Ping was heard."""

    number: _Count


FromProgram = Attach | Claim | Show | Light | Ping
FromBus = Greeting | Welcome | Refused | State | Key | Pong
# Made here, where there is one thread: msgspec looks a kind of message over when it first meets it.
_encoder: Final = msgspec.json.Encoder()
from_program: Final[msgspec.json.Decoder[FromProgram]] = msgspec.json.Decoder(FromProgram)
from_bus: Final[msgspec.json.Decoder[FromBus]] = msgspec.json.Decoder(FromBus)


def encoded(message: FromProgram | FromBus) -> bytes:
    """As it stands in a line."""
    return _encoder.encode(message)
