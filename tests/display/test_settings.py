"""``[display]`` of motcua.toml, and the program that is built from it."""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from display.__main__ import KIND, build
from display.arrangement import Layout
from display.sign_window import SignWindow
from display.window import BoardWindow
from shared.board_form import Arrow, BoardLayout
from shared.domain.errors import ConfigError
from shared.settings import read_station


def written(folder: Path, display: str, store: str = "sqlite:///hall.db") -> Path:
    path = folder / "motcua.toml"
    path.write_text(f'store = "{store}"\nhall = "hatinh"\n[display]\n{display}', encoding="utf-8")
    return path


def test_a_board_may_be_told_all_there_is(tmp_path: Path) -> None:
    text = """
        counters = [4, 5]
        areas = ["A"]
        agencies = ["TP"]
        layout = "zone"
        theme = "light"
        reduced_motion = true
        viewing_distance_m = 8
        diagonal_in = 55
        directions = { "4-5" = "up-left" }
        arrows = { A = "left" }
    """
    form = read_station(written(tmp_path, text)).display
    assert (form.layout, form.viewing_distance_m, form.arrows["A"]) == (BoardLayout.ZONE, 8.0, Arrow.LEFT)
    assert (form.counters, form.areas, form.agencies) == ((4, 5), ("A",), ("TP",))
    assert form.directions == {"4-5": Arrow.UP_LEFT}


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ('layout = "rows"', "display.layout"),
        ('areas = "A"', "display.areas"),
        ('areas = [""]', "display.areas"),
        ("viewing_distance_m = -1", "display.viewing_distance_m"),
        ('directions = { "4" = "north" }', "display.directions"),
        ('directions = { "four" = "left" }', "display.directions"),
        ('directions = { "9-1" = "left" }', "display.directions"),
        ('arrows = { A = "north" }', "display.arrows"),
        ('thene = "dark"', "display.thene"),
    ],
)
def test_what_makes_no_sense_is_refused_with_its_key(tmp_path: Path, text: str, key: str) -> None:
    with pytest.raises(ConfigError) as refused:
        read_station(written(tmp_path, text))
    assert refused.value.key.startswith(key)


def test_every_layout_of_the_settings_is_one_of_the_board() -> None:
    assert {one.value for one in BoardLayout} == {one.value for one in Layout}


def test_the_program_is_a_board_or_the_screen_of_one_counter(qapp: QApplication, founded: Path, tmp_path: Path) -> None:
    store = f"sqlite:///{shutil.copy(founded, tmp_path / 'hall.db')}"
    path = written(tmp_path, 'theme = "light"', store)
    station = read_station(path)
    names = []
    for counter, kind in ((0, BoardWindow), (7, SignWindow)):
        options = argparse.Namespace(settings=path, counter=counter)
        face = build(station, options)
        names.append(KIND.name(station, options))
        assert isinstance(face.window, kind)
        face.stop()
        face.window.deleteLater()
    assert names == ["board-1", "board-1/7"]


def test_a_theme_that_is_not_there_ends_the_program_before_it_began(founded: Path, tmp_path: Path) -> None:
    store = f"sqlite:///{shutil.copy(founded, tmp_path / 'hall.db')}"
    path = written(tmp_path, 'theme = "ours.toml"', store)
    with pytest.raises(ConfigError):
        build(read_station(path), argparse.Namespace(settings=path, counter=0))
