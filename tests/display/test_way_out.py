"""Staff leave a board by typing their PIN on a keyboard they plug in; nobody else does by anything."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from display.way_out import WayOut
from shared import pins
from shared.pin_check import TRIES, PinCheck
from shared.ui.kiosk_mode import KioskMode

PIN = "271828"


class Board:
    """A window in kiosk mode that staff can leave, and who types before it."""

    def __init__(self, qtbot: QtBot, file: Path) -> None:
        self.qtbot = qtbot
        self.now = 100.0
        self.left = 0
        self.window = QWidget()
        qtbot.addWidget(self.window, before_close_func=lambda _: self.mode.leave())
        self.pin = PinCheck(pins.hashed(PIN), file=file, at_seconds=self.now)
        self.way = WayOut(self.window, self.pin, leave=self._leave, seconds=lambda: self.now)
        self.mode = KioskMode(self.window, takes_keys=False)
        self.mode.enter()

    def _leave(self) -> None:
        self.left += 1

    def type(self, keys: str) -> None:
        QTest.keyClicks(self.window, keys)
        QTest.keyClick(self.window, Qt.Key.Key_Return)
        self.qtbot.waitUntil(lambda: not self.way._busy, timeout=10_000)


@pytest.fixture
def board(qtbot: QtBot, tmp_path: Path) -> Board:
    return Board(qtbot, tmp_path / "tries.json")


def test_the_pin_and_enter_end_the_board(board: Board) -> None:
    board.type(PIN)
    board.qtbot.waitUntil(lambda: board.left == 1)


def test_nothing_else_does(board: Board) -> None:
    for keys in ("", "1", "314159", "q", "27a1828", "2718", "28", f"{PIN}0"):
        board.type(keys)
    QTest.keyClicks(board.window, PIN[:3])
    board.now += 11.0
    board.type(PIN[3:])
    QTest.keyClick(board.window, Qt.Key.Key_F4, Qt.KeyboardModifier.AltModifier)
    QTest.keyClick(board.window, Qt.Key.Key_Escape)
    assert board.left == 0
    assert board.window.isVisible()


def test_after_five_wrong_ones_the_right_one_must_wait(board: Board) -> None:
    for number in range(TRIES):
        board.type(f"31415{number}")
    board.type(PIN)
    assert board.left == 0
    board.now += 61.0
    board.type(PIN)
    board.qtbot.waitUntil(lambda: board.left == 1)
