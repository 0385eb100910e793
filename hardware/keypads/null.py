"""A counter without a call unit."""

from __future__ import annotations

from hardware.keypads.interface import Lamp


class NullKeypad:
    """Nobody presses anything; its lamp is remembered."""

    __slots__ = ("lit",)

    def __init__(self) -> None:
        self.lit = Lamp.OFF

    def light(self, lamp: Lamp) -> None:
        self.lit = lamp
