from __future__ import annotations

import time
import unicodedata
from dataclasses import replace
from statistics import median

import pytest

from hardware.escpos.encode import Encoder
from hardware.escpos.profile import PAPER_58MM, PAPER_80MM, PrinterProfile
from hardware.slip import Cut, Number, Slip, TextLine
from hardware.ticket_slip import ticket_slip
from tests.hardware.samples import facts, vietnamese_slip


def test_the_standard_slip_stays_under_fifteen_thousand_bytes() -> None:
    assert len(Encoder(PAPER_80MM).encode(vietnamese_slip())) < 15_000
    assert len(Encoder(PAPER_58MM).encode(vietnamese_slip())) < 15_000


def test_after_the_first_a_slip_is_encoded_in_a_few_milliseconds() -> None:
    encoder = Encoder(PAPER_80MM)
    encoder.encode(vietnamese_slip())
    took = []
    for number in range(1, 12):
        slip = ticket_slip(facts(label=f"C{number:03}", people_ahead=number), "vi")
        started = time.perf_counter()
        encoder.encode(slip)
        took.append(time.perf_counter() - started)
    assert median(took) < 0.015


def test_the_same_slip_has_the_same_bytes_whether_its_strips_were_kept_or_drawn() -> None:
    encoder = Encoder(PAPER_80MM)
    first = encoder.encode(vietnamese_slip())
    assert encoder.encode(vietnamese_slip()) == first == Encoder(PAPER_80MM).encode(vietnamese_slip())


def test_decomposed_letters_print_as_composed_ones_do() -> None:
    composed = TextLine("Lĩnh vực: Đất đai – CHỨNG THỰC")
    decomposed = replace(composed, text=unicodedata.normalize("NFD", composed.text))
    encoder = Encoder(PAPER_80MM)
    assert encoder.encode(Slip((composed, Cut()))) == encoder.encode(Slip((decomposed, Cut())))


@pytest.mark.parametrize(
    "profile", [PAPER_80MM, PAPER_58MM, replace(PAPER_80MM, native_number=True)], ids=lambda p: p.name
)
def test_no_slip_hides_a_real_time_command(profile: PrinterProfile) -> None:
    encoder = Encoder(profile)
    for number in range(0, 1000, 37):
        data = encoder.encode(ticket_slip(facts(label=f"K{number:03}", people_ahead=number), "vi"))
        assert not any(bytes((0x10, kind)) in data for kind in (0x04, 0x05, 0x14))


def test_the_printers_own_letters_are_used_for_the_number_where_the_profile_allows() -> None:
    own = Encoder(replace(PAPER_80MM, native_number=True)).encode(Slip((Number("C047"),)))
    assert b"\x1d!\x77C047\n" in own
    narrow = Encoder(replace(PAPER_58MM, native_number=True)).encode(Slip((Number("C047"),)))
    assert b"\x1d!\x66C047\n" in narrow
