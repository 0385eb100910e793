"""PySide6 6.12.0 on Python 3.11 loses references to None and ends the process after minutes. This guards the pin."""

from __future__ import annotations

import sys

import pytest
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot


@pytest.mark.soak
def test_twenty_thousand_calls_lose_no_reference_to_none(qtbot: QtBot) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    pixmap = QPixmap(8, 8)
    before = sys.getrefcount(None)
    for n in range(20_000):
        widget.setObjectName(f"name-{n % 7}")
        widget.update()
        painter = QPainter(pixmap)
        painter.setPen(QColor("black"))
        painter.end()
    assert abs(sys.getrefcount(None) - before) < 200
