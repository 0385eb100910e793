"""A roll that runs low on a real line is seen at a counter before it ends: kiosk, store and counter together."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from counter.face import CounterFace
from hardware.printers import open_printer
from hardware.virtual.printer import VirtualPrinter
from hardware.watched import LOW_MM
from kiosk.face import KioskFace
from kiosk.state import Page
from shared.counter_form import CounterForm
from shared.domain.station import DeviceTrouble, Health, diagnoses
from shared.hall import Hall
from shared.settings import KioskForm, StationForm
from tests.conftest import FakeClock
from tests.kiosk.conftest import Kiosk
from tests.kiosk.fakes import FakeSeconds


@pytest.fixture
def station(sqlite_hall: Hall, sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> StationForm:
    monkeypatch.setattr("shared.feed.SAFETY_LOOK", 0.1)
    monkeypatch.setenv("STATE_DIRECTORY", str(tmp_path))
    return StationForm(store=sqlite_url, hall=sqlite_hall.id, kiosk=KioskForm(), counter=CounterForm(number=7))


@pytest.fixture
def kiosk(
    qtbot: QtBot, lettered: QApplication, station: StationForm, device: VirtualPrinter, clock: FakeClock
) -> Iterator[Kiosk]:
    """One whose printer counts its paper and has two slips more than little left."""
    seconds = FakeSeconds()
    printer = open_printer(f"{device.url}?roll_mm={LOW_MM + 150}")
    face = KioskFace(station, printer=printer, began=0.0, clock=clock, seconds=seconds)
    qtbot.addWidget(face.window)
    face.window.resize(1080, 1920)
    face.window.show()
    face.start()
    yield Kiosk(face, qtbot, seconds)
    face.stop()


@pytest.fixture
def counter(qtbot: QtBot, lettered: QApplication, station: StationForm, clock: FakeClock) -> Iterator[CounterFace]:
    face = CounterFace(station, 7, clock=clock)
    qtbot.addWidget(face.window)
    face.window.resize(1366, 768)
    face.window.show()
    face.start()
    yield face
    face.stop()


def test_staff_are_told_before_the_roll_ends_and_when_it_has(
    qtbot: QtBot, kiosk: Kiosk, counter: CounterFace, device: VirtualPrinter, sqlite_hall: Hall, clock: FakeClock
) -> None:
    def take_a_number() -> None:
        kiosk.go_to_confirm()
        kiosk.tap("take-number")
        kiosk.wait_for(Page.DONE)
        kiosk.seconds.forward(60)
        kiosk.face.presenter.tick()
        kiosk.wait_for(Page.HOME)

    def counter_says(expected: str) -> None:
        """What it says once the kiosk has beaten and the counter has looked, as both do by themselves in a while."""

        def said() -> bool:
            kiosk.face.heart.beat()
            counter.others.look()
            return bool(counter.state()["alert"] == expected)

        qtbot.waitUntil(said, timeout=8_000)

    def printer() -> tuple[Health, DeviceTrouble | None]:
        (ours,) = [one for one in diagnoses(sqlite_hall.stations()) if one.station.name == "kiosk-1"]
        (one,) = ours.station.devices
        return one.state, one.trouble

    kiosk.wait_for(Page.HOME)
    qtbot.waitUntil(lambda: counter.state()["connected"])
    take_a_number()
    counter_says("")
    take_a_number()
    counter_says("kiosk-1: sắp hết giấy, còn khoảng 7 m")
    assert printer() == (Health.WARNING, DeviceTrouble.PAPER_LOW)
    assert counter.window.desk.alert.isVisible()
    device.change(paper_mm=0.0)
    counter_says("kiosk-1: hết giấy")
    assert printer() == (Health.BAD, DeviceTrouble.PAPER_OUT)
    device.change(paper_mm=80_000.0)
    counter_says("")
    assert printer() == (Health.GOOD, None)
    assert not counter.window.desk.alert.isVisible()
    assert len(device.slips) == 2


def test_a_kiosk_that_stops_beating_is_missed_at_the_counter(
    qtbot: QtBot, kiosk: Kiosk, counter: CounterFace, clock: FakeClock
) -> None:
    kiosk.wait_for(Page.HOME)
    qtbot.waitUntil(lambda: counter.state()["connected"])
    qtbot.waitUntil(lambda: kiosk.face.heart._known)
    clock.forward(minutes=1)
    qtbot.waitUntil(lambda: (counter.others.look(), counter.state()["alert"])[1] != "", timeout=8_000)
    assert counter.state()["alert"] == "kiosk-1: không trả lời từ 08:00"
