"""Call units: keys that are pressed, and lamps that answer.

Some speak unasked, some must be asked. Both end in `KeyPressed`; what a key means is the face's business.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Protocol

from hardware.exchange import Exchange


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyPressed:
    """Key `key`, from 1 on, of the unit at `address`."""

    address: int
    key: int


class Lamp(Enum):
    """The lamp of a unit. SLOW and FAST blink."""

    OFF = "off"
    RED = "red"
    GREEN = "green"
    RED_SLOW = "red_slow"
    GREEN_SLOW = "green_slow"
    RED_FAST = "red_fast"
    GREEN_FAST = "green_fast"


class Keypad(Protocol):
    """What every unit has."""

    @property
    def name(self) -> str: ...

    @property
    def address(self) -> int: ...


class AskedKeypad(Keypad, Protocol):
    """A unit that is asked again and again. It remembers which keys were down."""

    def question(self) -> Exchange: ...

    def pressed(self, answer: bytes) -> tuple[KeyPressed, ...]:
        """The keys that have gone down since the last answer. After `forget`, those already down are not new."""

    def forget(self) -> None:
        """The unit was away."""


class TalkingKeypad(Keypad, Protocol):
    """A unit that speaks when a key is pressed. Its line can have no device that answers."""

    def heard(self, data: bytes, at: float) -> tuple[KeyPressed, ...]:
        """The presses of this unit in the bytes that were on the line at `at`, in seconds that never go back."""

    def lamp(self, lamp: Lamp) -> Exchange: ...
