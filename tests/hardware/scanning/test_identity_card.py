"""Every number here is of province 000, which does not exist."""

from __future__ import annotations

import copy
import pickle
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hardware.scanning.identity_card import IdentityNumber, NotAnIdentityCard, from_number, parse

NUMBER = "000095000001"
WHOLE = f"{NUMBER}||Nguyễn Văn An|01021995|Nam|Thôn 1, Xã A, Hà Tĩnh|15042021"


@pytest.mark.parametrize(
    "text",
    [
        WHOLE,
        f"{NUMBER}|000000001|Nguyễn Văn An|01021995|Nam|Thôn 1, Xã A, Hà Tĩnh|15042021",
        f"{WHOLE}|15042046",
        f"{WHOLE}||||",
        f"{NUMBER}||Nguyễn Văn An|01/02/1995|Nam|Thôn 1, Xã A, Hà Tĩnh|15/04/2021",
        f"{NUMBER}|Nguyễn Văn An|01021995|Nam|Thôn 1, Xã A, Hà Tĩnh|15042021",
        f"{NUMBER}||Nguy?n V?n An|01021995|Nam|Th?n 1, X? A, H? T?nh|15042021",
        f"{NUMBER}||Nguyeenx Vawn An|01-02-1995|Nam|Thoon 1|15-04-2021",
        f"Số CCCD: {NUMBER}|Số CMND: |Họ tên: Nguyễn Văn An|Ngày sinh: 01/02/1995|Giới tính: Nam|Ngày cấp: 15/04/2021",
        f"\ufeff{NUMBER}||A|01021995|Nam|Hà Tĩnh|15042021\x1d",
    ],
)
def test_all_the_ways_a_card_reads(text: str) -> None:
    card = parse(text)
    assert card.number == IdentityNumber(NUMBER)
    assert (card.born, card.birth_year) == (date(1995, 2, 1), 1995)


def test_an_issue_date_never_passes_for_the_birth() -> None:
    card = parse(f"{NUMBER}||An|?1021995|Nam|Hà Tĩnh|15042021")
    assert (card.born, card.birth_year) == (None, 1995)


def test_a_day_that_does_not_exist_leaves_the_year() -> None:
    assert parse(WHOLE.replace("01021995", "31021995")).born is None
    assert parse(WHOLE.replace("01021995", "00001995")).birth_year == 1995


@pytest.mark.parametrize(("digits", "year"), [("000038000001", 1938), ("000195000001", 1995), ("000310000001", 2010)])
def test_the_number_tells_the_year_of_birth(digits: str, year: int) -> None:
    assert from_number(digits).birth_year == year


@pytest.mark.parametrize(
    "text",
    [
        "",
        "|||||||",
        NUMBER,
        f"{NUMBER}|a|b|c|d",
        "00009500000||a|b|c|d|e",
        f"0{WHOLE}",
        f"x{WHOLE}",
        "٠" * 12 + "||||||",
    ],
)
def test_anything_else_is_no_card_and_is_not_quoted(text: str) -> None:
    with pytest.raises(NotAnIdentityCard) as refused:
        parse(text)
    assert refused.value.fields == text.count("|") + 1
    assert "0000950" not in f"{refused.value!r} {refused.value}"
    assert refused.value.__context__ is None


def test_a_card_tells_nothing_of_its_owner_to_a_log() -> None:
    card = parse(WHOLE)
    for said in (repr(card), str(card), f"{card}", repr(card.number), str(card.number), f"{card.number}", repr([card])):
        for secret in (NUMBER, "0001", "1995", "An", "02"):
            assert secret not in said
    assert card.number.masked == "•••••••0001"


def test_a_number_can_neither_be_stored_nor_guessed_from_its_digest() -> None:
    number = from_number(NUMBER).number
    with pytest.raises(TypeError):
        pickle.dumps(number)
    with pytest.raises(TypeError):
        copy.copy(number)
    assert number.digest(b"today") == from_number(NUMBER).number.digest(b"today")
    assert number.digest(b"today") != number.digest(b"tomorrow")
    assert number != from_number("000095000002").number
    assert len({number, from_number(NUMBER).number}) == 1


@settings(max_examples=1000, deadline=None)
@given(
    st.one_of(
        st.text(max_size=120),
        st.lists(st.text(max_size=12), max_size=10).map("|".join),
        st.lists(st.text("0123456789/|: ", max_size=12), max_size=10).map(lambda rest: "|".join([NUMBER, *rest])),
    )
)
def test_any_text_is_a_card_or_declared_to_be_none(text: str) -> None:
    try:
        card = parse(text)
    except NotAnIdentityCard:
        return
    assert card.born is None or card.born.year == card.birth_year
