"""Every picture of the desk: no word of it is cut off or lies over another, on any screen."""

from __future__ import annotations

import sys
from itertools import combinations
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from counter import screens
from counter.examples import refusals
from counter.views.painted import Drawn
from counter.window import DeskWindow
from shared.domain import errors
from tests.conftest import MORNING

SIZES = ((1920, 1080), (1280, 800), (1024, 768))


@pytest.mark.parametrize("language", ["vi", "en"])
def test_no_word_of_any_picture_is_cut_off(language: str, qtbot: QtBot, lettered: QApplication) -> None:
    windows = []
    for size in SIZES:
        window = DeskWindow()
        qtbot.addWidget(window)
        window.resize(*size)
        window.show()
        windows.append(window)
    found = []
    for example in screens.every_example(language):
        for window in windows:
            window.show_state(example.state)
            window.grab()
            found += [(example.name, window.width(), *one) for one in _cut_off(window)]
    assert found == []


def _cut_off(window: DeskWindow) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for one in window.findChildren(QWidget):
        if isinstance(one, Drawn) and one.isVisible():
            found += [(one.objectName(), text) for text in one.cut_off]
            found += [
                (one.objectName(), f"{text} / {other}")
                for (room, text), (other_room, other) in combinations(one.written, 2)
                if room.adjusted(1, 1, -1, -1).intersects(other_room)
            ]
    return found


def test_every_refusal_there_is_has_a_picture() -> None:
    kinds = {one for one in vars(errors).values() if isinstance(one, type) and issubclass(one, errors.Refusal)}
    assert {type(one) for one in refusals(MORNING)} == kinds - {errors.Refusal}


def test_the_command_writes_what_was_asked_for(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, lettered: QApplication
) -> None:
    monkeypatch.setattr(sys, "argv", ["screens", "--into", str(tmp_path), "--only", "1280x800/vi/outcome/needed"])
    assert screens.main() == 0
    assert [one.name for one in tmp_path.rglob("*.png")] == ["needed.png"]
