"""A counter's sign: which ticket, which counter, and whether to draw the eye.

A face has a `CounterSign` and shows things on it. Behind it stand a bus (`hardware.bus`) and a driver, which turns a
text into bytes and has no line.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, replace
from typing import Final, Protocol

from hardware.exchange import Exchange

LONGEST_LABEL: Final = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class SignText:
    """What stands on a sign. An empty `label` is a dark one. `blink`: where the sign can, for as long as it does."""

    label: str
    counter: int
    blink: bool = False

    def __post_init__(self) -> None:
        if len(self.digits) > LONGEST_LABEL:
            raise ValueError(f"{self.label!r} is longer than a sign: {LONGEST_LABEL} characters")
        if not 0 <= self.counter <= 9999:
            raise ValueError(f"{self.counter} is no number of a counter")

    @property
    def steady(self) -> SignText:
        """The same without blinking: what is said again later must not draw the eye again."""
        return replace(self, blink=False)

    @property
    def digits(self) -> str:
        """The label in letters every sign has: ASCII, without marks, Đ as D."""
        bare = unicodedata.normalize("NFD", self.label.upper().replace("Đ", "D"))
        return "".join(one for one in bare if " " <= one <= "~").strip()


class CounterSign(Protocol):
    """The sign over one counter. Never waits and never raises for what a sign can do wrong."""

    def show(self, text: SignText) -> None:
        """From now on this stands there. Only the newest text counts: one that was not out yet is forgotten."""


class SignDriver(Protocol):
    """One sign's protocol and address; no line, no state of the wire.

    `refresh`: seconds after which the same text is sent again, for signs that lose it in a power cut or never say
    whether they got it. None: once is enough.
    """

    @property
    def name(self) -> str: ...

    @property
    def refresh(self) -> float | None: ...

    def exchange(self, text: SignText) -> Exchange:
        """The bytes that put `text` on the sign, and how it answers."""
