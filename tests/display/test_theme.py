"""Colours: what comes with the program stands out 7:1, and what a hall writes is checked when it is read."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from display.presenter import BoardPresenter
from display.theme import BUILT_IN, GOOD, ratios, read_theme
from display.window import BoardWindow, Look
from shared.domain.errors import ConfigError
from tests.conftest import FakeClock


@pytest.mark.parametrize("name", BUILT_IN)
def test_every_text_of_the_themes_that_come_with_the_program_stands_out_seven_to_one(name: str, tmp_path: Path) -> None:
    theme = read_theme(name, folder=tmp_path).colours
    assert {pair: ratio for pair, ratio in ratios(theme).items() if ratio < GOOD} == {}


def written(folder: Path, text: str) -> str:
    (folder / "ours.toml").write_text(text, encoding="utf-8")
    return "ours.toml"


def test_a_hall_s_own_theme_changes_what_it_names_and_keeps_the_rest(tmp_path: Path) -> None:
    logo = QImage(40, 20, QImage.Format.Format_RGB32)
    logo.fill(QColor("#AA0000"))
    logo.save(str(tmp_path / "emblem.png"))
    name = written(tmp_path, 'base = "light"\nlogo = "emblem.png"\n[colours]\nground = "#FFFFFF"\n')
    theme = read_theme(name, folder=tmp_path)
    assert theme.colours.ground == QColor("#FFFFFF")
    assert theme.colours.ink == BUILT_IN["light"].ink
    assert theme.logo is not None
    assert (theme.logo.width(), theme.logo.height()) == (40, 20)


@pytest.mark.parametrize(
    ("text", "key", "says"),
    [
        ('[colours]\nink = "#404040"\n', "colours.ink, colours.", ":1 is the least"),
        ('[colours]\nink = "white"\n', "colours.ink", 'write it as "#0A1A38"'),
        ('[colours]\ninc = "#FFFFFF"\n', "colours.inc", "ink"),
        ('base = "dusk"\n', "base", "write dark or light"),
        ('logo = "no.png"\n', "logo", "no such file"),
        ('logo = "ours.toml"\n', "logo", "give a PNG"),
        ('colour = "red"\n', "colour", "colours"),
    ],
)
def test_a_theme_that_cannot_be_read_from_afar_is_refused_with_a_cure(
    tmp_path: Path, text: str, key: str, says: str
) -> None:
    with pytest.raises(ConfigError) as refused:
        read_theme(written(tmp_path, text), folder=tmp_path)
    assert refused.value.key.startswith(key)
    assert says in str(refused.value)


def test_a_theme_that_is_spelt_wrong_is_asked_about(tmp_path: Path) -> None:
    with pytest.raises(ConfigError) as refused:
        read_theme("drak", folder=tmp_path)
    assert "dark" in str(refused.value)


def test_colours_that_are_only_just_read_are_told_of_in_the_log(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING):
        read_theme(written(tmp_path, '[colours]\nquiet = "#9AA8C8"\n'), folder=tmp_path)
    assert "quiet on raised stands out 5." in caplog.text


def test_the_board_is_painted_in_the_colours_of_its_theme(
    qtbot: QtBot, lettered: QApplication, clock: FakeClock, tmp_path: Path
) -> None:
    theme = read_theme("light", folder=tmp_path)
    window = BoardWindow(BoardPresenter(clock=clock, language="vi"), Look(theme=theme))
    qtbot.addWidget(window)
    window.resize(960, 540)
    window.show()
    picture = window.grab().toImage()
    assert picture.pixelColor(2, 2) == theme.colours.ground
    assert picture.pixelColor(2, 538) == theme.colours.surface
