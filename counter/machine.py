"""What the desk knows of the machine it runs on, and of its own end."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Leaving(StrEnum):
    """How far the officer is with ending the program."""

    NO = "no"
    ASKED = "asked"  #: the counter is open: is that meant?
    CLOSING = "closing"  #: once the counter is closed
    GONE = "gone"


@dataclass(frozen=True, slots=True, kw_only=True)
class Machine:
    """`hotkeys` are the combinations in force, by the key of the desk that each one is, `show` the one that brings the
    desk to the front; `taken` those that another program holds. `keypad`: a call unit is plugged here."""

    hotkeys: Mapping[str, str] = field(default_factory=dict)
    show: str = ""
    taken: tuple[str, ...] = ()
    unheard: bool = False  #: no combination can be taken on this kind of screen
    keypad: bool = False
