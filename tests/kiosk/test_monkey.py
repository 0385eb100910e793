"""A monkey at the whole kiosk. `python -m benchmarks monkey` plays twenty times as long, and weighs memory."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from kiosk.state import Page
from tests.kiosk.monkey import playing

pytestmark = [pytest.mark.soak, pytest.mark.timeout(600)]


@pytest.mark.parametrize("seed", [9, 2])  # a hall that counts by person, and one that does not
def test_whatever_is_touched_and_whatever_breaks_the_kiosk_goes_home_and_its_paper_is_true(
    lettered: QApplication, tmp_path: Path, seed: int
) -> None:
    with playing(seed=seed, folder=tmp_path) as monkey:
        figures = monkey.play(1_000)
    assert figures.tickets > 5
    assert figures.faults > 5
    # An emergency comes too seldom to be seen in every run so short; it has tests of its own.
    wanted = {Page.HOME, Page.CONFIRM, Page.DONE, Page.NO_PAPER}
    assert {one.value for one in wanted} <= set(figures.pages)
