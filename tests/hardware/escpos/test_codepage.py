from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hardware.escpos.capabilities import code_page
from hardware.escpos.codepage import Style, Typist, set_lines, writable
from tests.hardware.test_fonts import LETTERS

ETH = "\u00d0"


def read(data: bytes) -> str:
    """What a printer with pages 30 and 31 makes of one line, by python-escpos's tables."""
    tables = {30: code_page("TCVN-3-1"), 31: code_page("TCVN-3-2").replace(ETH, "Đ")}
    page, text, rest = 0, "", list(data)
    while rest:
        byte = rest.pop(0)
        if byte == 0x1B and rest.pop(0) == ord("t"):
            page = rest.pop(0)
        elif byte >= 0x80:
            text += tables[page][byte - 0x80]
        else:
            text += chr(byte)
    return text.removesuffix("\n")


@settings(deadline=None)
@given(st.text(alphabet=sorted(set(LETTERS)) + list(" -/:C047abcXYZ"), max_size=60))
def test_every_vietnamese_letter_goes_onto_its_page_and_comes_back(text: str) -> None:
    plain = writable(text)
    assert plain == text
    assert read(Typist((30, 31)).line(plain)) == text


def test_pages_are_switched_only_where_the_case_of_a_marked_letter_changes() -> None:
    typist = Typist((30, 31))
    assert typist.line("Trước ông/bà còn 6 người").count(b"\x1bt") == 1
    assert typist.line("Hộ tịch").count(b"\x1bt") == 0
    assert typist.line("ĐẤT ĐAI, Đất đai").count(b"\x1bt") == 2


def test_a_style_is_told_only_when_it_changes() -> None:
    typist = Typist((30, 31))
    large = Style(size=0x11, bold=True)
    assert typist.line("A", large) == b"\x1d!\x11\x1bE\x01A\n"
    assert typist.line("B", large) == b"B\n"
    assert typist.line("C") == b"\x1d!\x00\x1bE\x00C\n"


def test_dashes_become_plain_and_other_letters_are_left_to_pictures() -> None:
    assert writable("Đất đai – CHỨNG\u00a0THỰC") == "Đất đai - CHỨNG THỰC"
    assert writable(unicodedata.normalize("NFD", "Hộ tịch")) == "Hộ tịch"
    assert writable("Hộ tịch ✓") is None
    assert writable("\x1b@") is None


@pytest.mark.parametrize("width", [576, 512, 384])
def test_no_typed_line_is_wider_than_the_paper(width: int) -> None:
    text = "Đầu tư bằng vốn hỗ trợ phát triển chính thức (ODA) và viện trợ không hoàn lại"
    for size, least in ((24, 0x00), (32, 0x01)):
        chosen, lines = set_lines(text, size=size, width=width)
        assert chosen == least
        assert " ".join(lines) == text
        assert all(12 * len(line) <= width for line in lines)
    chosen, lines = set_lines("Hộ tịch", size=32, width=width)
    assert (chosen, lines) == (0x11, ("Hộ tịch",))
