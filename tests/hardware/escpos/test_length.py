from __future__ import annotations

from dataclasses import replace

import pytest

from hardware.escpos.encode import Encoder
from hardware.escpos.length import paper_length
from hardware.escpos.profile import PAPER_58MM, PAPER_80MM, PrinterProfile
from hardware.virtual.condition import Condition
from hardware.virtual.interpreter import Interpreter
from hardware.virtual.roll import Roll
from tests.hardware.samples import vietnamese_slip


@pytest.mark.parametrize(
    "profile",
    [
        PAPER_80MM,
        PAPER_58MM,
        replace(PAPER_80MM, native_number=True),
        replace(PAPER_80MM, native_qr=False),
        replace(PAPER_58MM, native_qr=True),
    ],
)
def test_the_length_of_a_slip_is_the_paper_a_printer_uses_for_it(profile: PrinterProfile) -> None:
    data = Encoder(profile).encode(vietnamese_slip())
    device = Interpreter(Roll(profile.width), Condition(), answer=lambda _data: None, report=lambda _what: None)
    before = device.condition.paper_mm
    device.feed(data)
    assert paper_length(data, dpi=profile.dpi) == pytest.approx(before - device.condition.paper_mm, rel=0.01)


def test_bytes_that_are_no_slip_use_no_paper() -> None:
    assert paper_length(b"", dpi=203) == 0
    assert paper_length(b"\x1dv0\x00\x01", dpi=203) == 0
