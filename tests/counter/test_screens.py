"""Every picture of the desk: no word of it is cut off or lies over another, on any screen."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from counter import screens
from counter.bar import HEIGHT, BarWindow
from counter.bar_picture import bar
from counter.bar_place import LEAST_WIDTH, BarPlaces
from counter.citizen_screen import CitizenScreen
from counter.examples import refusals
from counter.window import DeskWindow
from shared.domain import errors
from tests.conftest import MORNING
from tests.counter.reading import cut_off, misplaced

SIZES = ((1920, 1080), (1280, 800), (1024, 768))
BARS = (LEAST_WIDTH, 1366, 1920)
CITIZENS = ((800, 480), (480, 320), (1024, 600), (600, 1024))
_Shown = TypeVar("_Shown", bound=QWidget)


def shown(made: _Shown, qtbot: QtBot, width: int, height: int) -> _Shown:
    qtbot.addWidget(made)
    made.show()
    made.setFixedSize(width, height)  # a bar has made itself as wide as the tests' screen, which is narrower than any
    return made


@pytest.mark.parametrize("language", ["vi", "en"])
def test_no_word_of_any_picture_is_cut_off(language: str, qtbot: QtBot, lettered: QApplication) -> None:
    windows = [shown(DeskWindow(), qtbot, *size) for size in SIZES]
    bars = [shown(BarWindow(BarPlaces(None)), qtbot, width, HEIGHT) for width in BARS]
    citizens = [shown(CitizenScreen(""), qtbot, *size) for size in CITIZENS]
    found = []
    for example in screens.every_example(language):
        for window in windows:
            window.show_state(example.state)
            found += [(example.name, window.width(), *one) for one in cut_off(window)]
        for slim in bars:
            slim.show_bar(bar(example.state, covered=windows[0].covered), language)
            found += [(example.name, slim.width(), *one) for one in cut_off(slim) + misplaced(slim)]
        for citizen in citizens:
            citizen.show_facing(example.state.facing)
            citizen.grab()
            found += [(example.name, citizen.width(), "citizen", one) for one in citizen.cut_off]
    assert found == []


def test_every_refusal_there_is_has_a_picture() -> None:
    kinds = {one for one in vars(errors).values() if isinstance(one, type) and issubclass(one, errors.Refusal)}
    assert {type(one) for one in refusals(MORNING)} == kinds - {errors.Refusal}


def test_the_command_writes_what_was_asked_for(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, lettered: QApplication
) -> None:
    monkeypatch.setattr(sys, "argv", ["screens", "--into", str(tmp_path), "--only", "1280x800/vi/outcome/needed"])
    assert screens.main() == 0
    assert [one.name for one in tmp_path.rglob("*.png")] == ["needed.png"]
