"""Words that shrink until they fit, and what is drawn of them."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from shared.ui.lettering import SMALLEST, Para, draw, fit, tail

NAME = "Đầu tư bằng vốn hỗ trợ phát triển chính thức (ODA) và viện trợ không hoàn lại"


pytestmark = pytest.mark.usefixtures("lettered")


@pytest.mark.parametrize(("width", "height"), [(300, 120), (500, 60), (120.5, 300.5)])
def test_words_are_as_large_as_fits_and_no_larger(width: float, height: float) -> None:
    block = fit((Para(NAME, 60, 600),), width, height)
    assert block.whole
    assert block.width <= width
    assert block.height <= height
    assert " ".join(block.lines) == NAME
    larger = block.pixels + 1
    assert not fit((Para(NAME, larger, 600, least=larger),), width, height).whole


def test_lines_are_far_enough_apart_for_stacked_marks() -> None:
    block = fit((Para("Ệ Ỗ ợ g " * 30, 40),), 500, 300)
    assert block.height >= 1.3 * block.pixels * len(block.lines)


def test_words_that_cannot_fit_are_told() -> None:
    assert not fit((Para("nghiêng" * 40, 40),), 60, 20).whole
    assert not fit((Para("nghiêng", 40),), 20, 400).whole, "a word broken between letters is not whole"


def test_no_paragraph_goes_below_its_least() -> None:
    name, note = Para(NAME, 40, 600), Para("Chưa có ai chờ", 24, least=20)
    block = fit((name, note), 200, 60)
    assert [para.face.pixels for para in block.paras] == [SMALLEST, 20]
    assert not block.whole


def test_paragraphs_without_words_take_no_room() -> None:
    assert fit((Para("", 40), Para("Quầy 12", 20)), 200, 100) == fit((Para("Quầy 12", 20),), 200, 100)
    assert fit((Para("", 40),), 200, 100).height == 0


def test_the_end_of_a_long_query_stays_in_sight() -> None:
    assert tail("khai sinh ", 40, 600, 900) == "khai\u00a0sinh\u00a0"
    shown = tail("khai sinh " * 20, 40, 600, 300)
    assert shown.startswith("…")
    assert shown.endswith("sinh\u00a0")


def test_what_is_highlighted_is_found_on_every_line() -> None:
    picture = QImage(220, 200, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.white)
    painter = QPainter(picture)
    block = fit((Para(NAME, 24),), 200, 200)
    assert len(block.lines) > 3
    places = tuple((NAME.index(line), NAME.index(line) + 1) for line in block.lines)
    draw(painter, QRectF(10, 0, 200, 200), block, [QColor("black")], highlight=(places, NAME, QColor("yellow")))
    painter.end()
    rows = [y for y in range(200) if picture.pixelColor(9, y) == QColor("yellow")]
    lines = sum(y - 1 not in rows for y in rows)
    assert lines == len(block.lines)
