"""Whole boards of every layout: what stands where, what others paint there, what nobody can do to them."""

from __future__ import annotations

import gc
import random
from datetime import datetime
from itertools import pairwise, product
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QColor, QImage, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from display.arrangement import Layout
from display.presenter import BoardPresenter
from display.scope import Scope
from display.screens import sample_reference
from display.views.painted import PaintedView
from display.window import BoardWindow, Look
from shared.ui.kiosk_mode import KioskMode
from tests.conftest import ZONE, FakeClock
from tests.display.conftest import Stage
from tests.display.made_day import MadeDay

SIZES = [(1920, 1080), (3840, 2160), (1080, 1920), (2160, 3840)]
LAYOUTS = [Layout.CALLS, Layout.ZONE, Layout.SPLIT]
CALLS = 2000  # in 24 hours


class Guest(QWidget):
    """Paints what somebody else would."""

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor("#00AA00"))
        painter.end()


def shown(qtbot: QtBot, presenter: BoardPresenter, look: Look, size: tuple[int, int] = (960, 540)) -> BoardWindow:
    window = BoardWindow(presenter, look)
    qtbot.addWidget(window)
    window.resize(*size)
    window.show()
    qtbot.waitExposed(window)
    return window


@pytest.mark.parametrize(("layout", "size"), list(product(LAYOUTS, SIZES)))
def test_every_part_stands_where_the_arrangement_says(
    qtbot: QtBot, lettered: QApplication, clock: FakeClock, layout: Layout, size: tuple[int, int]
) -> None:
    window = shown(qtbot, BoardPresenter(clock=clock, language="vi"), Look(layout=layout), size)
    standing = {
        part.objectName(): part.geometry().getRect() for part in window.findChildren(PaintedView) if part.isVisible()
    }
    assert standing == {name: tuple(place) for name, place in window.arrangement.places.items()}


def test_what_others_paint_has_a_place_only_while_it_is_shown(
    qtbot: QtBot, lettered: QApplication, clock: FakeClock
) -> None:
    window = shown(qtbot, BoardPresenter(clock=clock, language="vi"), Look())
    guests = {part: Guest() for part in ("media", "ticker", "figures", "emergency")}
    for part, guest in guests.items():
        window.give(part, guest)
    assert not any(guest.isVisible() for guest in guests.values())
    for part in ("media", "ticker", "figures"):
        window.show_part(part, shown=True)
    assert window.facts()["layout"] == "split"
    for part in ("media", "ticker", "figures"):
        assert guests[part].isVisible()
        assert guests[part].geometry().getRect() == tuple(window.arrangement.places[part])
    window.show_part("emergency", shown=True)
    assert guests["emergency"].isVisible()
    assert not guests["media"].isVisible()
    for part in guests:
        window.show_part(part, shown=False)
    assert window.facts()["layout"] == "calls"
    assert set(window.arrangement.places) == {"head", "hero", "recent", "waiting", "foot"}


def test_a_part_that_is_not_known_is_refused(qtbot: QtBot, lettered: QApplication, clock: FakeClock) -> None:
    window = shown(qtbot, BoardPresenter(clock=clock, language="vi"), Look())
    with pytest.raises(ValueError, match="none of media"):
        window.give("weather", Guest())
    with pytest.raises(ValueError, match="nothing was given"):
        window.show_part("media", shown=True)


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("reduced", [False, True])
def test_no_layout_flashes_more_than_once_a_second_or_longer_than_five_seconds(
    qtbot: QtBot, lettered: QApplication, stage: Stage, layout: Layout, reduced: bool
) -> None:
    stage.presenter = BoardPresenter(
        clock=stage.clock, language="vi", scope=Scope(counters=frozenset({4, 10, 22})), reduced_motion=reduced
    )
    window = shown(qtbot, stage.presenter, Look(layout=layout))
    stage.open(4, 10, 22)
    for service in ("TP01", "NM01", "XD02"):
        stage.come(service)
    for counter in (4, 10, 22):
        stage.call(counter)
    stage.hear()
    brightness = []
    for _ in range(48):
        window.look()
        brightness.append(_brightness(window.grab().toImage()))
        stage.clock.forward(seconds=0.25)
    changed_at = [n * 0.25 for n, (one, two) in enumerate(pairwise(brightness)) if abs(one - two) > 0.02]
    assert all(two - one >= 1 for one, two in pairwise(changed_at))
    pulses = [at for at in changed_at if at < 9]
    assert len(pulses) == (0 if reduced else 4)
    assert all(at <= 5 for at in pulses)


def test_a_rain_of_keys_clicks_and_touches_changes_nothing(qtbot: QtBot, lettered: QApplication, stage: Stage) -> None:
    window = BoardWindow(stage.presenter)
    qtbot.addWidget(window)
    mode = KioskMode(window, takes_keys=False)
    mode.enter()
    qtbot.waitExposed(window)
    stage.open(4)
    stage.come("TP01", 3)
    stage.call(4)
    stage.hear()
    window.look()
    qtbot.waitUntil(lambda: window.painted_seq == stage.hall.now().seq)
    before, picture = window.facts(), window.grab().toImage()
    seq = stage.hall.now().seq
    dice = random.Random(20261125)
    keys = list(Qt.Key)
    handle = window.windowHandle()
    assert handle is not None
    buttons = [Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton, Qt.MouseButton.MiddleButton]
    modifiers = [
        Qt.KeyboardModifier.NoModifier,
        Qt.KeyboardModifier.AltModifier,
        Qt.KeyboardModifier.ControlModifier,
        Qt.KeyboardModifier.MetaModifier,
    ]
    finger = QTest.createTouchDevice()
    parts = [window, *window.findChildren(PaintedView)]
    for _ in range(600):
        part = dice.choice(parts)
        spot = QPoint(dice.randrange(max(1, part.width())), dice.randrange(max(1, part.height())))
        match dice.randrange(4):
            case 0:
                key, held = dice.choice(keys), dice.choice(modifiers)
                for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                    QApplication.sendEvent(handle, QKeyEvent(kind, key, held, "x"))
            case 1:
                QTest.mouseClick(part, dice.choice(buttons), dice.choice(modifiers), spot)
            case 2:
                QTest.mouseDClick(part, dice.choice(buttons), dice.choice(modifiers), spot)
            case _:
                QTest.touchEvent(window, finger).press(1, spot, window).commit()
                QTest.touchEvent(window, finger).release(1, spot, window).commit()
    window.close()
    QApplication.processEvents()
    assert window.isVisible()
    assert window.facts() | {"painted_ns": 0} == before | {"painted_ns": 0}
    assert window.grab().toImage() == picture
    assert stage.hall.now().seq == seq
    mode.leave()


@pytest.mark.parametrize("layout", [Layout.CALLS, Layout.ZONE])
def test_a_day_of_calls_leaves_nothing_behind(
    qtbot: QtBot, lettered: QApplication, clock: FakeClock, layout: Layout
) -> None:
    clock.at = datetime(2026, 11, 23, tzinfo=ZONE)
    day = MadeDay(sample_reference(), clock.at)
    window = shown(qtbot, BoardPresenter(clock=clock, language="vi"), Look(layout=layout), (320, 180))
    window.told(day.begin())
    objects, resident = [], []
    for number in range(CALLS):
        for news in day.visit(number, clock()):
            window.told(news)
        if number % 8 == 0:
            window.grab()
        clock.forward(seconds=86_000 / CALLS)
        window.look()
        if number % (CALLS // 4) == CALLS // 4 - 1:
            gc.collect()
            objects.append(len(gc.get_objects()))
            resident.append(int(Path("/proc/self/statm").read_text().split()[1]) * 4)
    assert window.facts()["seq"] > CALLS
    assert objects[-1] - objects[0] < 500, objects
    assert resident[-1] - resident[0] < 8_000, f"kB resident: {resident}"


def _brightness(picture: QImage) -> float:
    small = picture.scaled(16, 9)
    values = [QColor(small.pixel(x, y)).lightnessF() for x in range(16) for y in range(9)]
    return sum(values) / len(values)
