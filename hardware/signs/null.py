"""A counter without a sign."""

from __future__ import annotations

from hardware.signs.interface import SignText


class NullSign:
    """See `hardware.signs.interface.CounterSign`. Remembers what it would show."""

    __slots__ = ("shown",)

    def __init__(self) -> None:
        self.shown: SignText | None = None

    def show(self, text: SignText) -> None:
        self.shown = text
