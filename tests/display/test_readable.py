"""Whether a painted board can be read from the farthest seat: measured in its pixels, and asked of its parts."""

from __future__ import annotations

import logging
from itertools import product

import pytest
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from display.arrangement import Layout
from display.examples import FORM, Moment, Watch, crowd
from display.legibility import Legibility, pixel_mm
from display.presenter import BoardPresenter
from display.readable import Demands
from display.scope import Ways
from display.screens import board, sample_reference
from display.state import Glow
from display.views.lettering import Kind
from display.views.painted import PaintedView
from display.window import BoardWindow, Look
from shared.feed import News
from shared.store.reference import Reference
from shared.ui.theme import DARK
from tests.conftest import FakeClock
from tests.display.conftest import Stage

LAYOUTS = [Layout.CALLS, Layout.ZONE, Layout.SPLIT]


@pytest.fixture(scope="module")
def reference() -> Reference:
    return sample_reference()


def inked(picture: QImage, ink: QColor, area: tuple[int, int, int, int]) -> int:
    """From the first to the last row of pixels of exactly this colour in the area (left, top, right, bottom)."""
    left, top, right, bottom = area
    rows = [y for y in range(top, bottom) if any(picture.pixelColor(x, y) == ink for x in range(left, right, 2))]
    return rows[-1] - rows[0] + 1 if rows else 0


@pytest.mark.parametrize(("distance", "size"), list(product([5.0, 8.0, 10.0], [(1920, 1080), (1080, 1920)])))
def test_figures_on_the_painted_board_are_as_high_as_the_distance_demands(
    qtbot: QtBot, lettered: QApplication, stage: Stage, distance: float, size: tuple[int, int]
) -> None:
    stage.open(4, 10)
    stage.come("TP01")
    stage.come("NM01")
    stage.call(10)
    stage.clock.forward(minutes=1)
    stage.call(4)
    stage.clock.forward(minutes=1)
    state = stage.hear()
    assert [one.glow for one in state.hero] == [Glow.NONE]
    window = BoardWindow(stage.presenter, Look(demands=Demands(distance_m=distance, diagonal_in=55)))
    qtbot.addWidget(window)
    window.resize(*size)
    window.show()
    picture = window.grab().toImage()
    need = Legibility.at(distance, mm_per_px=pixel_mm(55, *size))
    hero, recent = window.arrangement.hero, window.arrangement.recent
    assert recent is not None
    # The counter's number has a colour of its own; it stands at the right, in the upper part of a tile.
    number = (hero.x + hero.width * 3 // 4, hero.y, hero.right - 20, hero.bottom)
    assert inked(picture, DARK.accent, number) >= need.hero
    first = next(part for part in window.findChildren(PaintedView) if part.objectName() == "recent")
    row = first.places()[0]  # type: ignore[attr-defined]
    top = recent.y + int(row.top())
    place = (recent.x + int(row.width() * 0.7), top, recent.x + int(row.right()), top + int(row.height()))
    assert inked(picture, DARK.accent, place) >= need.recent - 1


@pytest.mark.parametrize("far", [6.0, 8.0, 12.0, 20.0])
@pytest.mark.parametrize("layout", LAYOUTS)
def test_no_letter_is_smaller_than_the_distance_allows(
    qtbot: QtBot, lettered: QApplication, reference: Reference, layout: Layout, far: float
) -> None:
    for size in ((1920, 1080), (1080, 1920)):
        need = Legibility.at(far, mm_per_px=pixel_mm(55, *size))
        presenter = BoardPresenter(clock=FakeClock(), language="vi", ways=Ways.of(FORM, "vi"))
        news = News(now=crowd(reference, 40, 240), reference=reference)
        presenter.told(news)
        look = Look(layout=layout, demands=Demands(distance_m=far, diagonal_in=55))
        window = board(Moment(name="", presenter=presenter, clock=Watch(), news=news), look, size)
        qtbot.addWidget(window)
        window.grab()
        written = [part.scribe.written for part in window.findChildren(PaintedView) if part.isVisible()]
        assert all(one.least.get(Kind.TEXT, need.text) >= need.text - 1 for one in written)
        if far <= 12:  # from farther away this screen is too small for rows beside the number called, and says so
            assert min(one.least[Kind.RECENT] for one in written if Kind.RECENT in one.least) >= need.recent - 1


def test_a_board_that_cannot_be_read_from_there_says_so_at_its_start(
    qtbot: QtBot, lettered: QApplication, clock: FakeClock, caplog: pytest.LogCaptureFixture
) -> None:
    for demands, layout, says in (
        (Demands(distance_m=60, diagonal_in=32), Layout.CALLS, "the number called is"),
        (Demands(distance_m=12, diagonal_in=55), Layout.CALLS, "those who wait have no room"),
        (Demands(distance_m=12, diagonal_in=55), Layout.ZONE, "too few counters fit into a table"),
    ):
        caplog.clear()
        with caplog.at_level(logging.WARNING):
            look = Look(demands=demands, layout=layout)
            window = BoardWindow(BoardPresenter(clock=clock, language="vi"), look)
            qtbot.addWidget(window)
            window.resize(1920, 1080)
            window.show()
        assert says in caplog.text


def test_a_board_that_can_be_read_says_nothing(
    qtbot: QtBot, lettered: QApplication, clock: FakeClock, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING):
        look = Look(demands=Demands(distance_m=2, diagonal_in=55))
        window = BoardWindow(BoardPresenter(clock=clock, language="vi"), look)
        qtbot.addWidget(window)
        window.resize(1920, 1080)
        window.show()
    assert caplog.text == ""
