"""A real board window fed by a real store: what is posted stands on it, and what fails leaves no hole."""

from __future__ import annotations

import logging
import os
import shutil
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial
from itertools import pairwise
from pathlib import Path
from uuid import uuid4

import pytest
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from display.beside import Beside
from display.bulletin import BulletinNow
from display.pane import MediaPane
from display.presenter import BoardPresenter
from display.state import Said
from display.views.hero import HeroView
from display.views.media import MediaView
from display.views.painted import PaintedView
from display.window import BoardWindow, Look
from shared.catalogue import Catalogue
from shared.domain.figures import AgencyFigures, Figures
from shared.domain.notices import NoticeKind
from shared.feed import Feed
from shared.media_form import FiguresForm, MediaForm
from shared.settings import DisplayForm
from shared.ui.bridge import FeedBridge
from tests.conftest import FakeClock
from tests.display.conftest import Stage

CLIPS = Path(__file__).parent / "clips"
Show = Callable[[DisplayForm], tuple[BoardWindow, Beside]]


@pytest.fixture
def show(qtbot: QtBot, lettered: QApplication, stage: Stage, clock: FakeClock) -> Iterator[Show]:
    """Switches a board on that follows the hall by itself."""
    running: list[tuple[FeedBridge, Beside]] = []

    def on(form: DisplayForm) -> tuple[BoardWindow, Beside]:
        look = Look()
        window = BoardWindow(BoardPresenter(clock=clock, language="vi"), look)
        qtbot.addWidget(window)
        window.resize(1280, 720)
        beside = Beside(window, form=form, look=look, clock=clock)
        bridge = FeedBridge(partial(Feed, stage.url, stage.hall.id, clock=clock))
        bridge.told.connect(window.told)
        bridge.told.connect(beside.told)
        window.show()
        qtbot.waitExposed(window)
        bridge.start()
        beside.start()
        running.append((bridge, beside))
        qtbot.waitUntil(lambda: bool(window.facts()["connected"] and beside.facts()["ticker"]))
        return window, beside

    yield on
    for bridge, beside in running:
        beside.stop()
        bridge.stop()


def put(stage: Stage, kind: NoticeKind, vi: str, en: str = "") -> int:
    return stage.hall.put_notice(kind, vi, en, command=uuid4(), actor="manager-1").id


def test_a_notice_put_up_in_the_hall_is_painted_on_the_board(qtbot: QtBot, show: Show, stage: Stage) -> None:
    window, beside = show(DisplayForm(reduced_motion=True))
    assert "Giờ làm việc hôm nay" in beside.facts()["ticker"]
    (strip,) = (one for one in window.findChildren(PaintedView) if one.objectName() == "ticker")
    before = strip.grab().toImage()
    put(stage, NoticeKind.TICKER, "Quầy 12 tạm nghỉ", "Counter 12 is closed")
    qtbot.waitUntil(lambda: strip.accessibleName() == "Quầy 12 tạm nghỉ")
    assert beside.facts()["ticker"] == "Quầy 12 tạm nghỉ"
    assert strip.grab().toImage() != before
    qtbot.waitUntil(lambda: window.facts()["seq"] == stage.hall.now().seq)


def test_an_empty_board_tells_its_hours_once(qtbot: QtBot, show: Show, stage: Stage) -> None:
    window, beside = show(DisplayForm(reduced_motion=True))
    (hero,) = (one for one in window.findChildren(HeroView))
    assert "Giờ làm việc hôm nay" in beside.facts()["ticker"]
    assert hero.greeting.title.main
    assert hero.greeting.hours == ""
    put(stage, NoticeKind.TICKER, "Quầy 12 tạm nghỉ")
    qtbot.waitUntil(lambda: beside.facts()["ticker"] == "Quầy 12 tạm nghỉ")
    assert "07:30 – 11:30" in hero.greeting.hours
    stage.open(4)
    stage.come("TP01")
    stage.call(4)
    qtbot.waitUntil(lambda: bool(window.facts()["now_calling"]))
    assert not window.greets


def test_an_emergency_takes_the_board_and_leaves_the_calls_in_front(qtbot: QtBot, show: Show, stage: Stage) -> None:
    window, beside = show(DisplayForm())
    number = put(stage, NoticeKind.EMERGENCY, "Có báo cháy", "Fire alarm")
    qtbot.waitUntil(lambda: beside.facts()["emergency"] == ["Có báo cháy"])
    places = window.arrangement.places
    assert set(places) == {"head", "emergency", "hero"}
    assert places["emergency"].area > window.width() * window.height() * 0.5
    stage.open(4)
    stage.come("TP01")
    called = stage.call(4)
    qtbot.waitUntil(lambda: called.label in window.facts()["painted"])
    qtbot.waitUntil(lambda: window.facts()["seq"] == stage.hall.now().seq)
    stage.hall.take_notice_down(number, command=uuid4(), actor="manager-1")
    qtbot.waitUntil(lambda: beside.facts()["emergency"] == [])
    assert "recent" in window.arrangement.places


def test_an_emergency_never_flashes(qtbot: QtBot, show: Show, stage: Stage, clock: FakeClock) -> None:
    window, beside = show(DisplayForm())
    put(stage, NoticeKind.EMERGENCY, "Có báo cháy", "Fire alarm")
    qtbot.waitUntil(lambda: bool(beside.facts()["emergency"]))
    brightness = []
    for _ in range(16):
        clock.forward(seconds=0.25)
        window.look()
        beside.look()
        brightness.append(_brightness(window.grab().toImage()))
    assert all(abs(one - two) < 0.02 for one, two in pairwise(brightness))


def test_figures_of_eighteen_agencies_are_paged_through(
    qtbot: QtBot, show: Show, stage: Stage, clock: FakeClock, sample_catalogue: Catalogue
) -> None:
    window, beside = show(DisplayForm(reduced_motion=True))
    assert "media" not in window.arrangement.places
    rows = tuple(
        AgencyFigures(agency=one.code, received=20, on_time=11, late=1, in_process=8)
        for one in sample_catalogue.agencies
    )
    new = Figures(as_of=clock.at - timedelta(hours=1), source="Hệ thống một cửa", agencies=rows)
    stage.hall.import_figures(new, command=uuid4(), actor="manager-1")
    qtbot.waitUntil(lambda: beside.facts()["media"] == "figures 1")
    seen = []
    for _ in range(6):
        seen.append(beside.facts()["media"])
        clock.forward(seconds=12)
        beside.look()
    assert seen == ["figures 1", "figures 2", "figures 3", "figures 4", "figures 1", "figures 2"]


def test_pictures_and_films_play_and_what_is_damaged_is_passed_over(
    qtbot: QtBot, show: Show, clock: FakeClock, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    folder = tmp_path / "media"
    folder.mkdir()
    _picture(folder / "1.png", "#3366ff")
    (folder / "2.jpg").write_bytes(b"no picture")
    (folder / "3.mp4").write_bytes(os.urandom(9_000))
    shutil.copyfile(CLIPS / "one-second.mp4", folder / "4.mp4")
    _age(folder)
    with caplog.at_level(logging.WARNING):
        window, beside = show(DisplayForm(media=MediaForm(folder=str(folder), volume=0), reduced_motion=True))
        qtbot.waitUntil(lambda: _colour(window) == "#3366ff")
        clock.forward(seconds=12)
        qtbot.waitUntil(lambda: beside.facts()["media"] == "4.mp4", timeout=15_000)
        seen: set[str] = set()

        def is_over() -> bool:
            seen.add(_colour(window))
            return bool(beside.facts()["media"] == "1.png")

        qtbot.waitUntil(is_over, timeout=15_000)
        assert seen - {"#3366ff"}, "the film was never seen"
        ground = QColor(window.grab().toImage().pixel(1, 1)).name()
        assert ground not in seen, "what stood before stands until the film has a picture"
    told = sorted(record.getMessage().split(" ")[0] for record in caplog.records if record.name == "display.playlist")
    assert told == ["2.jpg", "3.mp4"]


def test_a_new_picture_is_shown_without_a_restart(
    qtbot: QtBot, lettered: QApplication, tmp_path: Path, clock: FakeClock
) -> None:
    view = _view(qtbot)
    pane = MediaPane(view, media=MediaForm(folder=str(tmp_path)), figures=FiguresForm(), look_every=0.02)
    card = BulletinNow(card=(Said(main="Giờ làm việc"),))
    pane.start()
    pane.look(0.0, card, up=True)
    assert pane.showing == "card"
    assert view.accessibleName() == "Giờ làm việc"
    _picture(tmp_path / "1.png", "#22aa44")
    _age(tmp_path)

    def shown() -> bool:
        pane.look(1.0, card, up=True)
        return QColor(view.grab().toImage().pixel(100, 60)).name() == "#22aa44"

    qtbot.waitUntil(shown)
    pane.stop()


def test_without_qtmultimedia_there_are_pictures_only_and_the_log_says_so(
    qtbot: QtBot, lettered: QApplication, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    shutil.copyfile(CLIPS / "one-second.mp4", tmp_path / "1.mp4")
    _picture(tmp_path / "2.png", "#22aa44")
    _age(tmp_path)
    view = _view(qtbot)
    pane = MediaPane(
        view, media=MediaForm(folder=str(tmp_path)), figures=FiguresForm(), make_film=lambda *_: None, look_every=0.02
    )
    pane.start()

    def shown() -> bool:
        pane.look(0.0, BulletinNow(), up=True)
        return pane.showing == "2.png"

    with caplog.at_level(logging.WARNING):
        qtbot.waitUntil(shown)
    pane.stop()
    assert len([one for one in caplog.records if "QtMultimedia" in one.getMessage()]) == 1


def test_a_folder_that_is_gone_leaves_the_card_and_is_told_once(
    qtbot: QtBot, lettered: QApplication, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    view = _view(qtbot)
    pane = MediaPane(view, media=MediaForm(folder="nowhere"), figures=FiguresForm(), beside=tmp_path, look_every=0.01)
    with caplog.at_level(logging.WARNING):
        pane.start()
        qtbot.waitUntil(lambda: bool(caplog.records))
        pane.look(0.0, BulletinNow(card=(Said(main="Giờ làm việc"),)), up=True)
    pane.stop()
    assert pane.showing == ""
    assert view.accessibleName() == "Giờ làm việc"
    assert len(caplog.records) == 1


def test_the_voice_hushes_the_film_that_plays_and_the_one_that_comes(
    qtbot: QtBot, lettered: QApplication, tmp_path: Path
) -> None:
    shutil.copyfile(CLIPS / "one-second.mp4", tmp_path / "1.mp4")
    _age(tmp_path)
    pane = MediaPane(
        _view(qtbot), media=MediaForm(folder=str(tmp_path), volume=0), figures=FiguresForm(), look_every=0.02
    )
    pane.hush()
    pane.start()

    def playing() -> bool:
        pane.look(0.0, BulletinNow(), up=True)
        return pane.loudness is not None

    qtbot.waitUntil(playing)
    qtbot.waitUntil(lambda: pane.loudness == pytest.approx(0.1))
    pane.resume()
    qtbot.waitUntil(lambda: pane.loudness == pytest.approx(1.0))
    pane.stop()


def _view(qtbot: QtBot) -> MediaView:
    view = MediaView("vi", fades=False)
    qtbot.addWidget(view)
    view.resize(640, 360)
    view.show()
    return view


def _picture(path: Path, colour: str) -> None:
    image = QImage(320, 180, QImage.Format.Format_RGB32)
    image.fill(QColor(colour))
    assert image.save(str(path))


def _age(folder: Path) -> None:
    """As if they had been there for a while."""
    for one in folder.iterdir():
        os.utime(one, (time.time() - 60,) * 2)


def _colour(window: BoardWindow) -> str:
    place = window.arrangement.places["media"]
    return QColor(window.grab().toImage().pixel(place.x + place.width // 2, place.y + place.height // 2)).name()


def _brightness(picture: QImage) -> float:
    small = picture.scaled(16, 9)
    values = [QColor(small.pixel(x, y)).lightnessF() for x in range(16) for y in range(9)]
    return sum(values) / len(values)
