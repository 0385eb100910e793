"""No word is cut off: every page of the desk, drawn at three sizes with the longest names of the sample hall."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from uuid import uuid4

import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from counter.acts import Act
from counter.presenter import DeskPresenter
from counter.views.choices import pages_of
from counter.views.painted import Drawn
from counter.window import DeskWindow
from shared.domain.ticket import Ticket
from shared.feed import Away, News
from shared.hall import Hall
from tests.conftest import FakeClock
from tests.counter.fake_asks import FakeAsks
from tests.counter.reading import cut_off
from tests.counter.seat import BINH, HONG, PIN, QUAN, elsewhere

SIZES = ((1920, 1080), (1366, 768), (1024, 768))
LONGEST = "TC06"
LONGEST_PROCEDURE = "YT11.001"  # of another field, but the longest name there is


class Drawing:
    """A window of counter 7 whose hall stands still."""

    def __init__(self, hall: Hall, clock: FakeClock, qtbot: QtBot, size: tuple[int, int], language: str) -> None:
        self.hall = hall
        self.clock = clock
        self.window = DeskWindow()
        qtbot.addWidget(self.window)
        self.asks = FakeAsks(hall)
        self.desk = DeskPresenter(
            7,
            asks=self.asks,
            show=self.window.show_state,
            clock=clock,
            officer="Nguyễn Thị Hồng Nhung Thuỳ Dương",
            language=language,
        )
        self.window.obey(self.desk)
        self.window.resize(*size)
        self.window.show()
        self.hears()

    def hears(self) -> None:
        self.desk.told(News(now=self.hall.now(), reference=self.hall.reference()))

    def does(self, act: Act) -> None:
        self.desk.act(act)
        self.asks.is_done()

    def cut_off(self) -> list[tuple[str, str]]:
        """What does not fit or lies over other words, and where."""
        return cut_off(self.window)


@pytest.fixture(params=SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def size(request: pytest.FixtureRequest) -> tuple[int, int]:
    found: tuple[int, int] = request.param
    return found


@pytest.fixture(scope="module")
def crowded(founded: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of a hall in which sixteen people wait for the field with the longest name."""
    path = tmp_path_factory.mktemp("crowded") / "hall.db"
    shutil.copy(founded, path)
    hall = Hall(f"sqlite:///{path}", "hatinh", clock=FakeClock())
    for number in range(16):
        priority = "pregnant" if number % 3 == 0 else "normal"
        procedure = LONGEST_PROCEDURE if number % 2 else None
        hall.issue(LONGEST, command=uuid4(), actor="kiosk-1", priority=priority, procedure=procedure)
    hall.close()
    return path


@pytest.fixture(params=["vi", "en"])
def drawing(
    request: pytest.FixtureRequest,
    size: tuple[int, int],
    qtbot: QtBot,
    lettered: QApplication,
    crowded: Path,
    tmp_path: Path,
    clock: FakeClock,
) -> Iterator[Drawing]:
    shutil.copy(crowded, tmp_path / "hall.db")
    hall = Hall(f"sqlite:///{tmp_path}/hall.db", "hatinh", clock=clock)
    yield Drawing(hall, clock, qtbot, size, request.param)
    hall.close()


def test_every_page_shows_its_words_whole(drawing: Drawing) -> None:
    desk = drawing.desk
    assert drawing.cut_off() == [], "closed"
    drawing.does(Act.OPEN)
    assert drawing.cut_off() == [], "idle"
    for put_away in (Act.PARK, Act.NO_SHOW, Act.PARK, Act.NO_SHOW, Act.PARK, Act.NO_SHOW, Act.PARK):
        drawing.does(Act.CALL_NEXT)
        drawing.does(put_away)
        assert drawing.cut_off() == [], put_away
    drawing.does(Act.CALL_NEXT)
    assert drawing.cut_off() == [], "called"
    drawing.does(Act.CALL_NEXT)
    assert drawing.cut_off() == [], "refused"
    drawing.clock.forward(hours=3, minutes=9)
    drawing.does(Act.SERVE)
    drawing.clock.forward(hours=1, minutes=2)
    desk.tick()
    assert drawing.cut_off() == [], "serving"
    drawing.does(Act.PAUSE)
    assert drawing.cut_off() == [], "paused while serving"
    desk.told(Away(reason="the cable"))
    drawing.clock.forward(hours=1, minutes=30)
    desk.tick()
    assert drawing.cut_off() == [], "away"
    desk.act(Act.FINISH)
    drawing.asks.meets_an_outage()
    assert drawing.cut_off() == [], "trying"
    drawing.asks.gives_up()
    assert drawing.cut_off() == [], "unsettled"
    desk.act(Act.RETRY)
    drawing.asks.is_done()
    drawing.hears()
    assert drawing.cut_off() == [], "paused"


def test_the_sheets_over_the_desk_show_their_words_whole(drawing: Drawing) -> None:
    drawing.asks.is_done()  # the index of the search
    drawing.does(Act.OPEN)
    drawing.desk.explain(drawing.desk.state.waiting.rows[3].ticket)
    assert drawing.cut_off() == [], "why"
    drawing.desk.dismiss()
    drawing.does(Act.CALL_NEXT)
    drawing.desk.act(Act.TRANSFER)
    chooser = drawing.window.chooser
    seen = -1
    while seen != chooser.page:
        seen = chooser.page
        assert drawing.cut_off() == [], f"page {seen} of the chooser"
        chooser.page_on()
    drawing.desk.search("qqqqqq")
    assert drawing.cut_off() == [], "nothing found"


def test_everything_about_the_officer_shows_its_words_whole(drawing: Drawing) -> None:
    desk, hall = drawing.desk, drawing.hall
    longest = replace(BINH, name="Nguyễn Thị Hồng Nhung Thuỳ Dương")
    for one in (HONG, longest, QUAN):
        hall.put_staff(one, PIN, command=uuid4(), actor="setup")
    drawing.hears()
    assert drawing.cut_off() == [], "nobody is logged in"
    for _ in range(6):
        desk.log_in(longest.code, "111222")
        assert drawing.cut_off() == [], "checked"
        drawing.asks.is_done()
        assert drawing.cut_off() == [], "refused"
    drawing.clock.forward(minutes=70)
    desk.log_in(longest.code, PIN)
    drawing.asks.meets_an_outage()
    assert drawing.cut_off() == [], "trying"
    drawing.asks.gives_up()
    assert drawing.cut_off() == [], "unsettled"
    drawing.asks.is_done()
    drawing.hears()
    assert drawing.cut_off() == [], "logged in"
    hall.say("Đề nghị " + "các quầy của Sở mở đủ, " * 10, command=uuid4(), actor="setup")
    hall.say("Họp.", command=uuid4(), actor="setup")
    drawing.hears()
    assert drawing.cut_off() == [], "a message of 240 letters"
    for act in (Act.OPEN, Act.MENU, Act.MAIL, Act.PROFILE):
        desk.act(act)
        assert drawing.cut_off() == [], act
        desk.dismiss()
    desk.act(Act.OPEN)
    desk.pick("TC-A")
    drawing.asks.is_done()
    drawing.does(Act.CALL_NEXT)
    drawing.does(Act.SERVE)
    desk.act(Act.PAUSE)
    assert drawing.cut_off() == [], "reasons"
    desk.pick("machine")
    drawing.asks.is_done()
    drawing.hears()
    drawing.clock.forward(hours=1, minutes=1)
    desk.tick()
    assert drawing.cut_off() == [], "paused in a visit"
    for act in (Act.LOCK, Act.HAND_OVER):
        desk.act(act)
        assert drawing.cut_off() == [], act
        desk.log_in(longest.code, PIN)
        drawing.asks.is_done()
        drawing.hears()
    seq = hall.now().seq
    elsewhere(hall, longest, 9, take_over=True)
    desk.told(News(now=hall.now(), events=tuple(hall.since(seq))))
    assert drawing.cut_off() == [], "moved"
    desk.log_in(longest.code, PIN)
    drawing.asks.is_done()
    assert drawing.cut_off() == [], "asked whether to move"
    desk.log_in(longest.code, PIN, take_over=True)
    drawing.asks.is_done()
    drawing.hears()
    drawing.clock.forward(days=1)
    hall.issue(LONGEST, command=uuid4(), actor="kiosk-1")
    drawing.hears()
    assert drawing.cut_off() == [], "the next day"


@pytest.mark.parametrize("drawing", ["vi"], indirect=True)
def test_the_parts_of_the_desk_do_not_overlap_and_stay_inside(drawing: Drawing) -> None:
    drawing.does(Act.OPEN)
    drawing.does(Act.CALL_NEXT)
    drawing.window.grab()
    desk = drawing.window.desk
    parts = [one for one in desk.children() if isinstance(one, QWidget) and one.isVisible()]
    inside = QRect(0, 0, desk.width(), desk.height())
    for one in parts:
        assert inside.contains(one.geometry()), one.objectName()
    for number, one in enumerate(parts):
        for other in parts[number + 1 :]:
            assert not one.geometry().intersects(other.geometry()), (one.objectName(), other.objectName())


@pytest.mark.parametrize("size", [SIZES[1]], indirect=True)
@pytest.mark.parametrize("drawing", ["vi"], indirect=True)
def test_what_is_touched_has_a_name_for_hands_and_for_readers(drawing: Drawing) -> None:
    drawing.does(Act.OPEN)
    drawing.does(Act.CALL_NEXT)
    drawing.does(Act.PARK)
    drawing.does(Act.CALL_NEXT)
    drawing.window.grab()
    for one in drawing.window.findChildren(QWidget):
        if isinstance(one, Drawn) and one.isVisible() and hasattr(one, "clicked"):
            assert one.objectName()
            assert one.accessibleName(), one.objectName()


def test_a_counter_for_several_shows_its_words_whole(drawing: Drawing) -> None:
    catalogue = drawing.hall.reference().catalogue
    profiles = tuple(replace(one, at_once=4) if one.code == "TC-A" else one for one in catalogue.profiles)
    drawing.hall.import_catalogue(replace(catalogue, profiles=profiles), command=uuid4(), actor="setup")
    drawing.hears()
    drawing.does(Act.OPEN)
    for _ in range(4):
        drawing.desk.select(None)
        drawing.does(Act.CALL_NEXT)
        assert drawing.cut_off() == []


def test_an_unknown_counter_lists_forty_numbers_whole(
    size: tuple[int, int], qtbot: QtBot, lettered: QApplication, sqlite_hall: Hall, clock: FakeClock
) -> None:
    drawing = Drawing(sqlite_hall, clock, qtbot, size, "vi")
    other = DeskPresenter(99, asks=drawing.asks, show=drawing.window.show_state, clock=clock)
    other.told(News(now=sqlite_hall.now(), reference=sqlite_hall.reference()))
    assert drawing.cut_off() == []


def test_no_heading_of_the_chooser_stands_without_a_field(
    sqlite_hall: Hall, clock: FakeClock, arrive: Callable[..., Ticket]
) -> None:
    desk = DeskPresenter(7, asks=FakeAsks(sqlite_hall), show=lambda state: None, clock=clock)
    arrive("TC01")
    sqlite_hall.open_counter(7, command=uuid4(), actor="counter-7")
    sqlite_hall.call_next(7, command=uuid4(), actor="counter-7")
    desk.told(News(now=sqlite_hall.now(), reference=sqlite_hall.reference()))
    desk.act(Act.TRANSFER)
    assert desk.state.chooser is not None
    for rows in range(2, 14):
        for page in pages_of(desk.state.chooser.groups, columns=2, rows=rows):
            assert page[0].choice is None, "a page begins with the agency"
            for spot, following in pairwise(page):
                if spot.choice is None:
                    assert following.choice is not None
                    assert following.column == spot.column
