from __future__ import annotations

import pytest
from PIL import ImageChops

from hardware.escpos.strips import text_strips
from hardware.slip import TextLine, Weight


def ink(text: str, weight: Weight = Weight.REGULAR) -> bytes:
    return b"".join(strip.image.tobytes() for strip in text_strips(TextLine(text, weight=weight), 576))


@pytest.mark.parametrize("weight", Weight, ids=lambda weight: weight.value)
@pytest.mark.parametrize("sign", ["✓", "→", "≥", "№", "–", "“", "₫", "漢", "\x1b"])
def test_no_sign_vanishes_from_the_paper(sign: str, weight: Weight) -> None:
    assert ink(sign, weight)
    assert ink(f"Hộ tịch {sign}", weight) != ink("Hộ tịch", weight)


def test_a_sign_nobody_has_shows_as_a_box_and_what_is_meant_to_be_unseen_does_not() -> None:
    assert ink("漢") == ink("字") == ink("□")
    assert ink("Hộ\u200b tịch\ufeff") == ink("Hộ tịch")
    assert ink(" \u00a0\n ") == b""


def test_words_without_strange_signs_stay_in_the_typeface_of_the_house() -> None:
    (plain,), (strange,) = (text_strips(TextLine(text), 576) for text in ("Đất đai", "Đất đai →"))
    beginning = strange.image.crop((0, 0, plain.image.width, plain.image.height))
    assert ImageChops.difference(plain.image.convert("L"), beginning.convert("L")).getbbox() is not None
