"""A finger on a button: a tap, a swipe, and the second half of a double tap."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from shared.ui.touch import SWIPE, TouchButton


class Blank(TouchButton):
    """A button without a picture that counts."""

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(name, parent)
        self.setGeometry(0, 0, 200, 200)
        self.count = 0
        self.clicked.connect(self._counted)

    def _counted(self) -> None:
        self.count += 1

    def paintEvent(self, _event: object) -> None:
        """Nothing to see."""


@pytest.fixture
def two(qtbot: QtBot) -> Iterator[tuple[Blank, Blank]]:
    """Two buttons at one place; the second is on top."""
    page = QWidget()
    qtbot.addWidget(page)
    page.resize(200, 200)
    made = Blank("first", page), Blank("second", page)
    page.show()
    yield made
    page.hide()  # and is held until here


def tap(button: Blank, *, at: int) -> None:
    """A tap in the middle, `at` so many milliseconds."""
    place = QPointF(button.rect().center())
    for kind, held in (
        (QMouseEvent.Type.MouseButtonPress, Qt.MouseButton.LeftButton),
        (QMouseEvent.Type.MouseButtonRelease, Qt.MouseButton.NoButton),
    ):
        event = QMouseEvent(
            kind,
            place,
            button.mapToGlobal(place),
            Qt.MouseButton.LeftButton,
            held,
            Qt.KeyboardModifier.NoModifier,
        )
        event.setTimestamp(at)
        QApplication.sendEvent(button, event)


@pytest.mark.parametrize(("moved", "clicks"), [(0, 1), (SWIPE - 4, 1), (SWIPE + 4, 0)])
def test_a_finger_that_moves_away_does_not_click(two: tuple[Blank, Blank], moved: float, clicks: int) -> None:
    button = two[1]
    start = QPoint(60, 60)
    QTest.mousePress(button, Qt.MouseButton.LeftButton, pos=start)
    assert button.isDown()
    QTest.mouseMove(button, start + QPoint(round(moved), 0))
    assert button.isDown() is bool(clicks)
    QTest.mouseMove(button, start)
    QTest.mouseRelease(button, Qt.MouseButton.LeftButton, pos=start)
    assert button.count == clicks


def test_the_second_half_of_a_double_tap_does_not_click_what_lay_below(two: tuple[Blank, Blank]) -> None:
    first, second = two
    tap(second, at=50_000)
    second.hide()
    tap(first, at=50_150)
    assert (second.count, first.count) == (1, 0)
    tap(first, at=50_600)
    assert first.count == 1


def test_one_button_may_be_tapped_fast(two: tuple[Blank, Blank]) -> None:
    for at in (90_000, 90_100, 90_200):
        tap(two[1], at=at)
    assert two[1].count == 3
