"""Words as they lie on the paper."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import ImageFont

from hardware.escpos.strips import ink_width, wrap
from shared.fonts import font_path

FONT = ImageFont.truetype(font_path("BeVietnamPro-Bold"), 32, layout_engine=ImageFont.Layout.BASIC)
LONGEST = (
    "Đầu tư bằng vốn hỗ trợ phát triển chính thức (ODA) và viện trợ không hoàn lại "
    "không thuộc hỗ trợ phát triển chính thức"
)


@pytest.mark.parametrize("width", [576, 384])
def test_the_longest_name_is_broken_whole_and_fits(width: int) -> None:
    lines = wrap(LONGEST, FONT, width)
    assert " ".join(lines) == LONGEST
    assert all(ink_width(line, FONT) <= width for line in lines)


def test_the_halls_name_breaks_before_its_province() -> None:
    smaller = ImageFont.truetype(font_path("BeVietnamPro-Bold"), 26, layout_engine=ImageFont.Layout.BASIC)
    assert wrap("Trung tâm Phục vụ hành chính công tỉnh Bắc Ninh", smaller, 576) == (
        "Trung tâm Phục vụ hành chính công",
        "tỉnh Bắc Ninh",
    )


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="aĂếộwWđ .,/()AB", max_size=60), st.integers(60, 400))
def test_no_letter_is_lost_and_no_ink_lies_beside_the_paper(text: str, width: int) -> None:
    lines = wrap(text, FONT, width)
    assert re.sub(r"\s", "", "".join(lines)) == re.sub(r"\s", "", text)
    assert all(ink_width(line, FONT) <= width for line in lines)
