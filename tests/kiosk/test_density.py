"""A screen that lies about its size, and the setting that knows better."""

from __future__ import annotations

import math

import pytest
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QApplication

from kiosk.density import Density
from kiosk.state import Page
from tests.kiosk.conftest import OpenKiosk


@pytest.fixture
def screen(lettered: QApplication) -> QScreen:
    assert lettered is not None
    return QGuiApplication.primaryScreen()


def diagonal(screen: QScreen, px_per_mm: float) -> float:
    """In inches, of a screen of so many pixels in a millimetre."""
    return math.hypot(screen.geometry().width(), screen.geometry().height()) / px_per_mm / 25.4


def test_what_was_measured_goes_before_what_the_screen_says(screen: QScreen) -> None:
    said = screen.geometry().width() / screen.physicalSize().width()
    assert Density().of(screen) == pytest.approx(said)
    assert Density(inches=diagonal(screen, said / 2)).of(screen) == pytest.approx(said / 2)
    assert Density(px_per_mm=5.0, inches=27.0).of(screen) == 5.0


def test_a_diagonal_that_makes_no_sense_of_the_pixels_is_told_once(
    screen: QScreen, caplog: pytest.LogCaptureFixture
) -> None:
    density = Density(inches=diagonal(screen, 0.5))
    for _ in range(3):
        assert density.of(screen) == pytest.approx(0.5)
    assert len(caplog.records) == 1
    assert "kiosk.screen_inches" in caplog.text


@pytest.mark.parametrize("px_per_mm", [5.0, 5.4])
def test_keys_are_as_large_as_a_finger_on_the_screen_that_was_measured(
    open_kiosk: OpenKiosk, screen: QScreen, px_per_mm: float
) -> None:
    kiosk = open_kiosk(screen_inches=diagonal(screen, px_per_mm))
    kiosk.wait_for(Page.HOME)
    assert kiosk.find("language").height() == pytest.approx(20 * px_per_mm, abs=1)
