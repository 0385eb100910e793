from __future__ import annotations

import pytest

from hardware.slip import Number, Qr, TextLine


def test_text_too_small_for_vietnamese_marks_is_refused() -> None:
    with pytest.raises(ValueError, match="cannot be read"):
        TextLine("Hộ tịch", size=19)


@pytest.mark.parametrize("label", ["", "Đ001", "c001", "C 01", "C001\n", "ABCDEFGHIJ001"])
def test_a_number_only_has_letters_every_printer_owns(label: str) -> None:
    with pytest.raises(ValueError, match="no ticket label"):
        Number(label)


@pytest.mark.parametrize("payload", ["", "số", "a\x10\x04\x01", "x" * 301])
def test_a_qr_payload_can_neither_hide_commands_nor_outgrow_the_paper(payload: str) -> None:
    with pytest.raises(ValueError, match="QR payload"):
        Qr(payload)
