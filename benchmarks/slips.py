"""What a slip costs: its bytes, the time to encode it, and the time they take on a slow line."""

from __future__ import annotations

import time
from dataclasses import dataclass
from statistics import median

from hardware.escpos.encode import Encoder
from hardware.escpos.profile import PAPER_58MM, PAPER_80MM, PrinterProfile
from hardware.escpos.profiles import find_profile
from hardware.slip import Slip
from tests.hardware.sample_hall import slips
from tests.hardware.samples import vietnamese_slip

_BITS_A_BYTE = 10  # 8N1


@dataclass(frozen=True, slots=True, kw_only=True)
class SlipFigures:
    """`standard`: bytes of the usual slip on 80 mm paper. The other bytes are those of the longest slip of the sample
    hall; times are milliseconds, or seconds where it says so, at so many baud.

    `first_ms`: a new encoder's first slip, fonts and all. `next_ms`: the median of the slips after it, all of other
    fields; `worst_ms`: the slowest of those.
    """

    standard: int
    bytes_80mm: int
    bytes_58mm: int
    bytes_letters: int
    first_ms: float
    next_ms: float
    worst_ms: float
    seconds_at_115200: float
    seconds_letters_at_9600: float


def measure() -> SlipFigures:
    """Encode the 185 Vietnamese slips of the sample hall for 80 mm, 58 mm and a slow serial line."""
    pile = list(slips("vi"))
    wide, times = _encoded(PAPER_80MM, pile)
    narrow, _times = _encoded(PAPER_58MM, pile)
    letters, _times = _encoded(find_profile("TM-T20III-serial", where="benchmarks"), pile)
    return SlipFigures(
        standard=len(Encoder(PAPER_80MM).encode(vietnamese_slip())),
        bytes_80mm=wide,
        bytes_58mm=narrow,
        bytes_letters=letters,
        first_ms=times[0],
        next_ms=median(times[1:]),
        worst_ms=max(times[1:]),
        seconds_at_115200=wide * _BITS_A_BYTE / 115_200,
        seconds_letters_at_9600=letters * _BITS_A_BYTE / 9_600,
    )


def _encoded(profile: PrinterProfile, pile: list[Slip]) -> tuple[int, list[float]]:
    """The length of the longest, and how many milliseconds each took."""
    encoder = Encoder(profile)
    longest, took = 0, []
    for slip in pile:
        began = time.perf_counter()
        longest = max(longest, len(encoder.encode(slip)))
        took.append((time.perf_counter() - began) * 1e3)
    return longest, took
