"""Lines that keep the sense; measured here by counting letters."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shared.catalogue import Catalogue
from shared.lines import break_lines

LONGEST = (
    "Đầu tư bằng vốn hỗ trợ phát triển chính thức (ODA) và viện trợ không hoàn lại "
    "không thuộc hỗ trợ phát triển chính thức"
)


@pytest.mark.parametrize(
    ("width", "lines"),
    [
        (20, ("Sở Văn hóa,", "Thể thao và Du lịch")),
        (20, ("Sở Nông nghiệp", "và Môi trường")),
        (18, ("Văn phòng Ủy ban", "nhân dân tỉnh")),
        (34, ("Trung tâm Phục vụ hành chính công", "tỉnh Bắc Ninh")),
        (34, ("Thành lập và hoạt động", "của hợp tác xã")),
        (16, ("UBND thành phố", "Hà Tĩnh")),
        (16, ("Chứng nhận", "thiết bị y tế")),
        (22, ("Xin chờ trong", "khoảng 20 phút nữa")),
    ],
)
def test_a_line_ends_where_the_sense_allows(width: int, lines: tuple[str, ...]) -> None:
    assert break_lines(" ".join(lines), len, width) == lines


def test_hardly_a_name_of_the_catalogue_leaves_one_syllable_alone(sample_catalogue: Catalogue) -> None:
    def alone() -> Iterator[bool]:
        for one in (*sample_catalogue.services, *sample_catalogue.procedures):
            for width in (18, 24, 30, 40):
                lines = break_lines(one.name_vi, len, width)
                if len(lines) > 1:
                    yield " " not in lines[-1]

    found = list(alone())
    assert len(found) > 1000
    assert sum(found) <= len(found) / 500


@pytest.mark.parametrize("width", [20, 30, 45])
def test_the_longest_name_takes_no_more_lines_than_it_must(width: int) -> None:
    lines = break_lines(LONGEST, len, width)
    assert " ".join(lines) == LONGEST
    assert max(map(len, lines)) <= width
    assert len(lines) <= -(-len(LONGEST) // width) + 1


def test_a_newline_breaks_and_a_no_break_space_does_not() -> None:
    assert break_lines("Một cửa\n\nQuầy 12", len, 50) == ("Một cửa", "", "Quầy 12")
    assert break_lines("hành\u00a0chính công", len, 10) == ("hành\u00a0chính", "công")


def test_no_words_are_one_empty_line() -> None:
    assert break_lines("", len, 10) == break_lines("  ", len, 10) == ("",)


@settings(deadline=None)
@given(st.text(alphabet="aĂếộwWđ .,/()AB\n", max_size=60), st.integers(1, 40))
def test_no_letter_is_lost_and_no_line_is_too_wide(text: str, width: int) -> None:
    lines = break_lines(text, len, width)
    assert re.sub(r"\s", "", "".join(lines)) == re.sub(r"\s", "", text)
    assert all(len(line) <= width for line in lines)
    at = 0
    for line in lines:
        at = text.index(line, at) + len(line)
