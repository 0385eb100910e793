"""What a number looks like, and where a series ends."""

from __future__ import annotations

from string import ascii_uppercase

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shared.domain.errors import SeriesExhausted
from shared.domain.numbering import PastEnd, SeriesRule

SERIES = st.sampled_from(ascii_uppercase)
NUMBERS = st.integers(min_value=0, max_value=999_999)


@pytest.mark.parametrize(
    ("series", "number", "label"),
    [("A", 1, "A001"), ("C", 47, "C047"), ("C", 999, "C999"), ("C", 1000, "C1000"), ("Z", 0, "Z000")],
)
def test_a_label_is_the_letter_and_at_least_three_digits(series: str, number: int, label: str) -> None:
    assert SeriesRule().label(series, number) == label


def test_a_hall_that_refuses_gives_its_last_number_and_no_more() -> None:
    rule = SeriesRule(last=60, past_end=PastEnd.REFUSE)
    assert rule.label("B", 60) == "B060"
    with pytest.raises(SeriesExhausted) as refused:
        rule.label("B", 61)
    assert (refused.value.series, refused.value.last) == ("B", 60)


def test_a_hall_that_extends_goes_on_counting() -> None:
    rule = SeriesRule(last=999, past_end=PastEnd.EXTEND)
    assert [rule.label("C", number) for number in (999, 1000, 1001)] == ["C999", "C1000", "C1001"]


@settings(max_examples=200, deadline=None)
@given(SERIES, NUMBERS, SERIES, NUMBERS)
def test_no_two_numbers_have_one_label(series: str, number: int, other_series: str, other: int) -> None:
    rule = SeriesRule()
    same = (series, number) == (other_series, other)
    assert (rule.label(series, number) == rule.label(other_series, other)) is same


def test_all_labels_of_a_long_day_differ() -> None:
    rule = SeriesRule()
    labels = {rule.label(series, number) for series in "ABC" for number in range(2100)}
    assert len(labels) == 3 * 2100


@settings(max_examples=100, deadline=None)
@given(SERIES, NUMBERS)
def test_letter_and_number_can_be_read_back_from_the_label(series: str, number: int) -> None:
    label = SeriesRule().label(series, number)
    assert (label[0], int(label[1:])) == (series, number)
