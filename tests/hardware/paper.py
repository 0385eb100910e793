"""What a printer makes of bytes, without a line between."""

from __future__ import annotations

from dataclasses import dataclass

from PIL import Image

from hardware.virtual.condition import Build, Condition
from hardware.virtual.interpreter import Interpreter
from hardware.virtual.nv import NvMemory
from hardware.virtual.roll import Roll


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """What came out of the printer, and what it found odd."""

    slips: tuple[Image.Image, ...]
    reports: tuple[str, ...]

    @property
    def slip(self) -> Image.Image:
        assert len(self.slips) == 1
        return self.slips[0]


def printed(data: bytes, width: int, *, memory: NvMemory | None = None, build: Build | None = None) -> Paper:
    """Worked off by a virtual printer `width` dots wide."""
    roll = Roll(width)
    reports: list[str] = []
    printer = Interpreter(roll, Condition(), answer=lambda _data: None, report=reports.append, nv=memory, build=build)
    printer.feed(data)
    assert not printer.buffer, "a command is not complete"
    return Paper(slips=roll.slips, reports=tuple(reports))
