from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hardware.escpos.encode import Encoder
from hardware.escpos.profile import PAPER_58MM, PrinterProfile
from hardware.escpos.qr import module_dots, qr_modules
from hardware.slip import Cut, Qr, Slip
from tests.hardware.paper import printed
from tests.hardware.samples import ink, read_qr


@given(st.integers(1, 300), st.integers(32, 255), st.integers(0, 2000))
def test_a_code_is_never_wider_than_the_paper_with_its_blank_edge(length: int, eighths: int, wanted: int) -> None:
    payload = "x" * length
    module = module_dots(payload, wanted=wanted, width=8 * eighths)
    assert 1 <= module <= 8
    assert module * (qr_modules(payload) + 8) <= 8 * eighths


@pytest.mark.parametrize("native", [True, False], ids=["the printer's", "ours"])
@pytest.mark.parametrize("length", [1, 41, 120, 300])
def test_short_and_long_codes_are_read_back_from_the_narrowest_paper(native: bool, length: int) -> None:
    payload = ("http://mc.vn/" + "Ab3" * 100)[:length]
    for width in (256, PAPER_58MM.width):
        profile = PrinterProfile(name="narrow", width=width, native_qr=native)
        paper = printed(Encoder(profile).encode(Slip((Qr(payload, mm=60), Cut()))), width)
        assert paper.reports == ()
        assert read_qr(paper.slip) == payload
        assert ink(paper.slip).width <= width
