"""Screens outlive the windows that were on them."""

from __future__ import annotations

import gc
import re
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

from shared.ui.which_screen import screen_of

ROOT = Path(__file__).parents[3]


def test_the_screen_is_still_there_when_its_windows_are_gone(qapp: QApplication) -> None:
    windows = [QWidget() for _ in range(3)]
    for one in windows:
        one.myself = one  # type: ignore[attr-defined]  # a cycle, as every window of ours is in
        one.show()
        assert screen_of(one) is QGuiApplication.primaryScreen()
    for one in windows:
        one.close()
    del one, windows
    gc.collect()
    qapp.processEvents()
    QWidget()
    assert QGuiApplication.primaryScreen().geometry().isValid()


def test_what_lies_beside_all_screens_is_on_the_first(qapp: QApplication) -> None:
    del qapp
    window = QWidget()
    window.setGeometry(90_000, 90_000, 100, 100)
    assert screen_of(window) is QGuiApplication.primaryScreen()


@pytest.mark.parametrize("room", ["kiosk", "counter", "display", "shared", "hardware"])
def test_no_widget_is_asked_for_its_screen(room: str) -> None:
    asked = re.compile(r"\.screen\(\)")
    found = [path for path in (ROOT / room).rglob("*.py") if asked.search(path.read_text(encoding="utf-8"))]
    assert found in ([], [ROOT / "shared/ui/which_screen.py"])
