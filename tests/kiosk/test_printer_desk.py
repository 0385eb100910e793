"""The printer that is not there, with a hand at it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from hardware.printers import open_printer
from hardware.printing import Outcome, Trouble
from hardware.slip import Cut, Number, Slip
from hardware.virtual.printer import VirtualPrinter
from kiosk.printer_desk import PrinterDesk
from shared.ui import fonts

SLIP = Slip((Number("C047"), Cut()))


@pytest.fixture
def desk(qtbot: QtBot) -> Iterator[PrinterDesk]:
    fonts.register()
    with VirtualPrinter() as printer:
        made = PrinterDesk(printer)
        qtbot.addWidget(made)
        made.resize(900, 900)
        made.show()
        yield made


def _press(desk: PrinterDesk, name: str) -> str:
    button = desk.findChild(QPushButton, name)
    assert button is not None
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    return button.text()


def test_a_slip_is_seen_on_the_roll(qtbot: QtBot, desk: PrinterDesk) -> None:
    roll = desk.findChild(QLabel, "roll")
    assert roll is not None
    before = roll.pixmap().height()
    printer = open_printer(desk.printer.url)
    assert printer.print(SLIP).outcome is Outcome.CONFIRMED
    printer.close()
    qtbot.waitUntil(lambda: roll.pixmap().height() > before + 100)


@pytest.mark.parametrize(
    ("name", "trouble", "then"),
    [
        ("paper", Trouble.PAPER_OUT, "Thay giấy"),
        ("cover", Trouble.COVER_OPEN, "Đóng nắp"),
        ("knife", Trouble.CUTTER, "Gỡ dao"),
        ("cable", Trouble.UNREACHABLE, "Cắm cáp"),
    ],
)
def test_what_the_hand_does_the_printer_tells(
    qtbot: QtBot, desk: PrinterDesk, name: str, trouble: Trouble, then: str
) -> None:
    assert _press(desk, name) == then
    printer = open_printer(desk.printer.url)
    result = printer.print(SLIP)
    assert (result.outcome, result.trouble) == (Outcome.FAILED_BEFORE_SEND, trouble)
    _press(desk, name)
    qtbot.waitUntil(lambda: printer.print(SLIP).outcome is Outcome.CONFIRMED, timeout=6_000)
    printer.close()
