"""The state a virtual printer can be put into, and the status bytes by which a real one would tell of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TypedDict


class ProcessIds(Enum):
    """What a printer makes of GS ( H fn 48."""

    RETURNED = "returned"
    IGNORED = "ignored"  # read over, as any GS ( of another function
    PRINTED = "printed"  # not known: its letters are text


@dataclass(frozen=True, slots=True, kw_only=True)
class Build:
    """What a printer was made with.

    `feeds_half_dots` until GS P says what a unit is, as Epson's do.
    `bytes_per_second` is its line, 960 for 9600 baud; `mm_per_second` its motor; None is at once. A printer whose
    `buffer_bytes` are full takes no more from the line.
    """

    process_ids: ProcessIds = ProcessIds.IGNORED
    answers_fence: bool = True
    feeds_half_dots: bool = False
    bytes_per_second: float | None = None
    mm_per_second: float | None = None
    buffer_bytes: int = 256 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """What somebody standing at the printer could see or do, and what can go wrong on its line.

    `silent` takes bytes and does nothing at all with them. The others count bytes that are still to arrive; None is
    never: `dies_after` the mains fail; `holds_after` it takes nothing more from the line; `dribbles_after` it takes one
    byte a second; `drops_after` one byte is lost. `resets` ends each connection by a reset; `noise` puts an
    automatic status message before and behind each answer.
    """

    paper_mm: float = 80_000.0
    near_end_mm: float = 3_000.0
    cover_open: bool = False
    cutter_jam: bool = False
    offline: bool = False
    silent: bool = False
    resets: bool = False
    noise: bool = False
    dies_after: int | None = None
    holds_after: int | None = None
    dribbles_after: int | None = None
    drops_after: int | None = None

    @property
    def paper_out(self) -> bool:
        return self.paper_mm <= 0

    @property
    def near_end(self) -> bool:
        return self.paper_mm <= self.near_end_mm

    @property
    def online(self) -> bool:
        """Whether it works off what it is sent."""
        return not (self.offline or self.cover_open or self.cutter_jam or self.paper_out)

    def real_time(self, what: int) -> int | None:
        """The answer to DLE EOT `what`; None if there is no such question."""
        match what:
            case 1:
                return 0x12 | _bit(3, not self.online)
            case 2:
                return 0x12 | _bit(2, self.cover_open) | _bit(5, self.paper_out) | _bit(6, self.cutter_jam)
            case 3:
                return 0x12 | _bit(3, self.cutter_jam)
            case 4:
                return 0x12 | (0x0C if self.near_end else 0) | (0x60 if self.paper_out else 0)
        return None

    def paper_sensors(self) -> int:
        """The answer to GS r 1."""
        return (0x03 if self.near_end else 0) | (0x0C if self.paper_out else 0)

    def automatic(self) -> bytes:
        """The four bytes of an automatic status message."""
        first = 0x10 | _bit(3, not self.online) | _bit(5, self.cover_open)
        return bytes((first, _bit(3, self.cutter_jam), self.paper_sensors(), 0))


class Changes(TypedDict, total=False):
    """The fields of `Condition`, each by itself."""

    paper_mm: float
    near_end_mm: float
    cover_open: bool
    cutter_jam: bool
    offline: bool
    silent: bool
    resets: bool
    noise: bool
    dies_after: int | None
    holds_after: int | None
    dribbles_after: int | None
    drops_after: int | None


def _bit(number: int, on: bool) -> int:
    return 1 << number if on else 0
