"""Ticket numbers: a letter and three digits, counted per series and day.

A series is its letter. Two agencies that share a letter count together, and an agency that gets another
letter goes on where that letter stands: so a label is never given twice in a day, whatever moves.
The store keeps how far each series is; here is what a number looks like and where it ends.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from shared.domain.errors import SeriesExhausted

DIGITS: Final = 3


class PastEnd(StrEnum):
    """What happens after the last number of a series."""

    REFUSE = "refuse"  #: no more tickets of this series today
    EXTEND = "extend"  #: go on counting: C999, C1000, C1001


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesRule:
    """Where every series of the hall starts and ends."""

    first: int = 1
    last: int = 999
    past_end: PastEnd = PastEnd.EXTEND

    def label(self, series: str, number: int) -> str:
        """What is printed and called: ``C047``. Raises SeriesExhausted past the end, where the hall says so."""
        if number > self.last and self.past_end is PastEnd.REFUSE:
            raise SeriesExhausted(series, self.last)
        return f"{series}{number:0{DIGITS}d}"
