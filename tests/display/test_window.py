"""The board as it is painted: fed by a real store, measured and looked at."""

from __future__ import annotations

import time
from collections.abc import Iterator
from functools import partial
from itertools import pairwise

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from display.presenter import BoardPresenter
from display.state import Greeting, Said, Tile
from display.views.hero import HeroView
from display.views.lettering import paragraph
from display.views.painted import PaintedView
from display.window import BoardWindow
from shared.catalogue import Catalogue
from shared.feed import Feed
from shared.ui.bridge import FeedBridge
from shared.ui.theme import DARK
from tests.conftest import FakeClock
from tests.display.conftest import Stage

SIZES = [(1920, 1080), (1080, 1920), (1280, 720)]


@pytest.fixture
def window(qtbot: QtBot, lettered: QApplication, clock: FakeClock) -> BoardWindow:
    made = BoardWindow(BoardPresenter(clock=clock, language="vi"))
    qtbot.addWidget(made)
    made.resize(1280, 720)
    made.show()
    qtbot.waitExposed(made)
    return made


@pytest.fixture
def followed(window: BoardWindow, stage: Stage, clock: FakeClock) -> Iterator[BoardWindow]:
    bridge = FeedBridge(partial(Feed, stage.url, stage.hall.id, clock=clock))
    bridge.told.connect(window.told)
    bridge.start()
    yield window
    bridge.stop()


@pytest.fixture
def staged(qtbot: QtBot, lettered: QApplication, stage: Stage) -> BoardWindow:
    """A board on a stage: it hears when the test says so."""
    made = BoardWindow(stage.presenter)
    qtbot.addWidget(made)
    made.resize(960, 540)
    made.show()
    qtbot.waitExposed(made)
    stage.hear()
    made.look()
    return made


def test_a_call_made_in_the_hall_is_painted_on_the_board(qtbot: QtBot, followed: BoardWindow, stage: Stage) -> None:
    qtbot.waitUntil(lambda: bool(followed.facts()["connected"]))
    assert followed.facts()["page"] == "empty"
    stage.open(4)
    stage.come("TP01", 2)
    called = stage.call(4)
    committed = time.time_ns()
    qtbot.waitUntil(lambda: called.label in followed.facts()["painted"])
    qtbot.waitUntil(lambda: followed.facts()["seq"] == stage.hall.now().seq)
    facts = followed.facts()
    assert facts["now_calling"] == [[called.label, 4]]
    assert facts["waiting"] == {"TP": 1}
    assert facts["page"] == "board"
    # Generous: other work may hold the machine.
    assert 0 < facts["painted"][called.label] - committed < 1_000_000_000


def test_a_journal_row_that_changes_nothing_seen_is_noted_at_once(staged: BoardWindow, stage: Stage) -> None:
    stage.open(4)
    stage.hear()
    staged.look()
    assert staged.facts()["seq"] == stage.hall.now().seq


def test_the_board_flashes_at_most_three_times_a_second_and_at_most_once_a_second_by_itself(
    staged: BoardWindow, stage: Stage
) -> None:
    stage.open(4, 10, 22)
    for service in ("TP01", "NM01", "XD02"):
        stage.come(service)
    for counter in (4, 10):
        stage.call(counter)
    stage.hear()
    brightness = []
    for _ in range(48):
        staged.look()
        brightness.append(_brightness(staged.grab().toImage()))
        stage.clock.forward(seconds=0.25)
    changed_at = [n * 0.25 for n, (one, two) in enumerate(pairwise(brightness)) if abs(one - two) > 0.02]
    assert changed_at, "a new call must be seen to change"
    assert all(two - one >= 1 for one, two in pairwise(changed_at))
    assert changed_at[-1] <= 10


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("room", [(370, 26), (240, 56), (560, 40)])
def test_the_longest_names_of_the_catalogue_are_never_cut_off(
    lettered: QApplication, sample_catalogue: Catalogue, room: tuple[int, int], language: str
) -> None:
    # The narrowest places a name has at 1280x720: a tile of four beside the mark of a repeated call; a waiting line.
    for one in sorted((*sample_catalogue.services, *sample_catalogue.agencies), key=lambda one: -len(one.name_vi))[:40]:
        made = paragraph(one.name(language), room, largest=46, weight=600)
        assert " ".join(made.lines) == one.name(language)
        assert made.width <= room[0]
        assert made.height <= room[1]


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("Sở Văn hóa, Thể thao và Du lịch", ("Sở Văn hóa,", "Thể thao và Du lịch")),
        ("Sở Nông nghiệp và Môi trường", ("Sở Nông nghiệp", "và Môi trường")),
        ("Văn phòng Ủy ban nhân dân tỉnh", ("Văn phòng Ủy ban", "nhân dân tỉnh")),
    ],
)
def test_a_name_on_two_lines_breaks_where_the_sense_allows(
    lettered: QApplication, name: str, lines: tuple[str, ...]
) -> None:
    assert paragraph(name, (300, 64), largest=32).lines == lines


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("count", [1, 2, 3, 4])
def test_no_letter_touches_the_edge_of_its_tile(
    qtbot: QtBot, lettered: QApplication, sample_catalogue: Catalogue, size: tuple[int, int], count: int
) -> None:
    width, height = size
    longest = max((one.name_vi for one in sample_catalogue.services), key=len)
    hero = HeroView("vi")
    qtbot.addWidget(hero)
    tiles = tuple(
        Tile(
            seq=n,
            label="M1888",
            counter=88,
            agency="Sở Nông nghiệp và Môi trường",
            field=longest,
            again="gọi lại lần 2",
        )
        for n in range(count)
    )
    hero.show_calls(tiles, Greeting(title=Said(main=""), text=Said(main="")), live=True)
    hero.resize(QSize(width - 48, round(height * (0.4 if width > height else 0.36))))
    hero.unit = min(width / 1920, height / 1080) if width > height else min(width / 1080, height / 1920)
    picture = hero.grab().toImage()
    for place in hero.places(count):
        whole = place.toAlignedRect()
        inner = whole.adjusted(4, 4, -5, -5)
        edge = {
            picture.pixelColor(x, y).name()
            for x in range(inner.left() + 30, inner.right() - 30)
            for y in (inner.top(), inner.bottom())
        }
        edge |= {
            picture.pixelColor(x, y).name()
            for y in range(inner.top() + 30, inner.bottom() - 30)
            for x in (inner.left(), inner.right())
        }
        assert edge == {DARK.raised.name()}


@pytest.mark.parametrize("size", SIZES)
def test_the_parts_of_the_board_fill_it_and_do_not_overlap(window: BoardWindow, size: tuple[int, int]) -> None:
    window.resize(*size)
    parts = [part for part in window.findChildren(PaintedView) if part.isVisible()]
    places = [part.geometry() for part in parts]
    assert {part.objectName() for part in parts} == {"head", "hero", "recent", "waiting", "foot"}
    for number, place in enumerate(places):
        assert window.rect().contains(place)
        assert not any(place.intersects(other) for other in places[number + 1 :])


def test_a_board_that_shows_the_same_paints_nothing(staged: BoardWindow, stage: Stage) -> None:
    painted = _paints_of(staged)
    for _ in range(20):
        stage.clock.forward(seconds=0.25)
        staged.look()
        QApplication.processEvents()
    assert painted == []


def test_only_the_head_is_painted_when_a_minute_passes(qtbot: QtBot, staged: BoardWindow, stage: Stage) -> None:
    painted = _paints_of(staged)
    stage.clock.forward(minutes=1)
    staged.look()
    qtbot.waitUntil(lambda: bool(painted))
    assert painted == ["head"]


def test_the_first_paint_of_a_call_is_kept_when_it_is_painted_again(
    qtbot: QtBot, staged: BoardWindow, stage: Stage
) -> None:
    stage.open(4)
    stage.come("TP01")
    stage.call(4)
    stage.hear()
    staged.look()
    qtbot.waitUntil(lambda: "C001" in staged.facts()["painted"])
    first = staged.facts()["painted"]["C001"]
    painted = _paints_of(staged)
    stage.clock.forward(seconds=1.25)
    staged.look()
    qtbot.waitUntil(lambda: "hero" in painted)
    assert staged.facts()["painted"]["C001"] == first


def _paints_of(window: BoardWindow) -> list[str]:
    QApplication.processEvents()
    painted: list[str] = []
    for part in window.findChildren(PaintedView):
        part.painted.connect(painted.append)
    return painted


def _brightness(picture: QImage) -> float:
    small = picture.scaled(16, 9)
    values = [QColor(small.pixel(x, y)).lightnessF() for x in range(16) for y in range(9)]
    return sum(values) / len(values)
