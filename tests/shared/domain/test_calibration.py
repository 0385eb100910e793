"""What was told and what came."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.domain.calibration import HORIZONS, KEPT, Calibration, Spread, horizon, quantile

BOOKED = Spread(8.0, 20.0, 35.0)
MINUTES = st.floats(0, 300)


def test_without_outcomes_it_is_told_as_booked() -> None:
    assert Calibration().calibrated(BOOKED) == pytest.approx(BOOKED)


def test_what_always_came_later_is_told_later() -> None:
    known = Calibration()
    for _ in range(KEPT):
        known = known.after(20.0, 42.0)
    assert known.calibrated(BOOKED).q50 == pytest.approx(42.0, abs=3)


def test_few_outcomes_count_for_little() -> None:
    known = Calibration().after(20.0, 200.0)
    assert known.calibrated(BOOKED).q50 < 35


def test_a_horizon_is_corrected_by_its_own_outcomes() -> None:
    known = Calibration()
    for _ in range(KEPT):
        known = known.after(20.0, 40.0).after(90.0, 90.0)
    assert known.calibrated(BOOKED).q50 > 35
    assert known.calibrated(Spread(70.0, 90.0, 110.0)).q50 == pytest.approx(90, abs=8)


def test_of_those_who_are_told_nine_of_ten_come_by_the_upper_end() -> None:
    dice = Random(4)
    known = Calibration()
    kept = 0
    for n in range(1500):
        came = 20 * dice.lognormvariate(0.3, 0.5)
        told = known.calibrated(BOOKED)
        kept += n >= 500 and told.q10 <= came <= told.q90
        known = known.after(20.0, came)
    assert 77 <= kept / 10 <= 83


@given(st.lists(st.tuples(MINUTES, MINUTES), max_size=40), st.tuples(MINUTES, MINUTES, MINUTES))
def test_what_is_told_is_in_order_and_never_negative(
    outcomes: list[tuple[float, float]], booked: tuple[float, ...]
) -> None:
    known = Calibration()
    for told, came in outcomes:
        known = known.after(told, came)
    low, middle, high = known.calibrated(Spread(*sorted(booked)))
    assert 0 <= low <= middle + 1e-6
    assert middle <= high + 1e-6


def test_only_the_last_outcomes_are_kept() -> None:
    known = Calibration()
    for n in range(KEPT + 10):
        known = known.after(20.0, float(n))
    assert len(known.all) == KEPT
    assert [len(one) for one in known.horizons] == [0, 0, 0, KEPT, 0, 0]


def test_the_horizons_have_no_gap() -> None:
    assert [horizon(edge) for edge in HORIZONS] == list(range(1, len(HORIZONS) + 1))
    assert horizon(0) == 0


def test_a_quantile_lies_between_its_neighbours() -> None:
    assert quantile([1.0, 2.0, 4.0], 0.5) == 2.0
    assert quantile([1.0, 2.0, 4.0], 0.75) == 3.0
    assert quantile([7.0], 0.9) == 7.0
