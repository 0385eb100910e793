"""The strip that tells an officer which machine needs a hand: what it says, to whom, and how it is put aside."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from itertools import count

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from counter.presenter import DeskPresenter
from counter.troubles import ASIDE
from shared.domain.station import (
    DeviceHealth,
    DeviceKind,
    DeviceTrouble,
    Health,
    Station,
    StationKind,
    StationsNow,
)
from shared.domain.ticket import Ticket
from shared.feed import Away, News
from shared.hall import Hall
from tests.conftest import MORNING, FakeClock
from tests.counter.conftest import AtTheDesk
from tests.counter.fake_asks import FakeAsks
from tests.counter.test_words_fit import SIZES, Drawing
from tests.shared.stations import EMPTY, LOW, READY, beat, station

OPEN = replace(EMPTY, trouble=DeviceTrouble.COVER_OPEN)
SIGN = DeviceHealth(name="sign-7", kind=DeviceKind.SIGN, state=Health.BAD, trouble=DeviceTrouble.SILENT)
COUNTER, BOARD = StationKind.COUNTER, StationKind.BOARD


class Told:
    """Counter 7's presenter, told of stations."""

    def __init__(self, hall: Hall, clock: FakeClock) -> None:
        self.clock = clock
        self.desk = DeskPresenter(7, asks=FakeAsks(hall), show=lambda state: None, clock=clock)
        self.desk.told(News(now=hall.now(), reference=hall.reference()))

    def of(self, *stations: Station) -> None:
        self.desk.told_of_stations(StationsNow(at=self.clock(), stations=stations))

    @property
    def says(self) -> tuple[str, str]:
        alert = self.desk.state.alert
        return (alert.text, alert.more) if alert else ("", "")


@pytest.fixture
def told(sqlite_hall: Hall, clock: FakeClock) -> Told:
    return Told(sqlite_hall, clock)


@pytest.mark.parametrize(
    ("device", "said"),
    [
        (READY, ""),
        (replace(READY, state=Health.UNKNOWN), ""),
        (LOW, "kiosk-1: sắp hết giấy, còn khoảng 6 m"),
        (replace(LOW, left_mm=400), "kiosk-1: sắp hết giấy, còn chưa đến 1 m"),
        (replace(LOW, left_mm=None), "kiosk-1: sắp hết giấy"),
        (EMPTY, "kiosk-1: hết giấy"),
        (OPEN, "kiosk-1: máy in đang mở nắp"),
        (replace(EMPTY, trouble=DeviceTrouble.UNREACHABLE), "kiosk-1: mất kết nối với máy in"),
        (replace(EMPTY, name="printer-1"), "kiosk-1: máy in 1: hết giấy"),
        (replace(OPEN, name="printer-2"), "kiosk-1: máy in 2 đang mở nắp"),
    ],
)
def test_an_officer_reads_what_the_printer_needs(told: Told, device: DeviceHealth, said: str) -> None:
    told.of(station(devices=(device,)))
    assert told.says == (said, "")


def test_the_worst_comes_first_and_the_rest_are_counted(told: Told) -> None:
    told.of(
        station("board-1", kind=BOARD, behind=timedelta(minutes=3)),
        station("kiosk-1", devices=(LOW,)),
        station("kiosk-2", devices=(READY,)),
        station("kiosk-3", devices=(EMPTY,), clock_offset=timedelta(seconds=-90)),
    )
    assert told.says == ("board-1: màn hình chậm 3 phút", "+3")
    expected = [
        ("kiosk-3: hết giấy", "+2"),
        ("kiosk-3: đồng hồ chạy chậm 90 giây", "+1"),
        ("kiosk-1: sắp hết giấy, còn khoảng 6 m", ""),
        ("", ""),
    ]
    for one in expected:
        told.desk.put_aside()
        assert told.says == one


def test_what_was_put_aside_is_told_again_after_a_while_and_worse_at_once(told: Told, clock: FakeClock) -> None:
    told.of(station(devices=(LOW,)))
    told.desk.put_aside()
    clock.forward(minutes=10)
    told.of(station(at=clock(), devices=(replace(LOW, left_mm=2_000),)))
    assert told.says == ("", ""), "the same trouble, though less is left"
    told.of(station(at=clock(), devices=(EMPTY,)))
    assert told.says == ("kiosk-1: hết giấy", "")
    told.of(station(at=clock(), devices=(LOW,)))
    clock.at = MORNING + ASIDE
    told.of(station(at=clock(), devices=(LOW,)))
    assert told.says == ("kiosk-1: sắp hết giấy, còn khoảng 6 m", "")


def test_a_kiosk_that_does_not_answer_is_told_with_the_time(told: Told, clock: FakeClock) -> None:
    gone = station(devices=(READY,))
    clock.forward(minutes=2)
    told.of(gone)
    assert told.says == ("kiosk-1: không trả lời từ 08:00", "")
    clock.forward(days=1)
    told.of(gone)
    assert told.says == ("kiosk-1: không trả lời từ 08:00 ngày 23/11", "")


def test_what_staff_can_do_nothing_about_is_not_told_here(told: Told, clock: FakeClock) -> None:
    late = MORNING - timedelta(hours=1)
    told.of(
        station("counter-3", kind=COUNTER, at=late),
        station("counter-4", kind=COUNTER, devices=(SIGN,)),
        station("counter-7", kind=COUNTER, at=late),
        station("kiosk-1", version="0.0.9", clock_offset=timedelta(seconds=3)),
        station("kiosk-2"),
        station("kiosk-3"),
    )
    assert told.says == ("", "")
    told.of(station("counter-7", kind=COUNTER, devices=(SIGN,)))
    assert told.says == ("counter-7: bảng quầy 7 không trả lời", "")


def test_while_the_store_is_away_old_troubles_are_not_told(told: Told, sqlite_hall: Hall) -> None:
    told.of(station(devices=(EMPTY,)))
    told.desk.told(Away(reason="the cable"))
    assert told.says == ("", "")
    told.desk.told(News(now=sqlite_hall.now()))
    assert told.says == ("kiosk-1: hết giấy", "")


@pytest.fixture(params=["vi", "en"])
def drawing(
    request: pytest.FixtureRequest, qtbot: QtBot, lettered: QApplication, sqlite_hall: Hall, clock: FakeClock
) -> Callable[[tuple[int, int]], Drawing]:
    return lambda size: Drawing(sqlite_hall, clock, qtbot, size, request.param)


@pytest.mark.parametrize("size", SIZES)
def test_the_longest_alert_is_whole_and_moves_no_button(
    drawing: Callable[[tuple[int, int]], Drawing], size: tuple[int, int], arrive: Callable[..., Ticket]
) -> None:
    arrive("TC01")
    shown = drawing(size)
    window = shown.window.desk
    window.grab()
    before = window.primary.geometry()
    names = (f"kiosk-tầng-trệt-{number}" for number in count(1))
    broken = replace(EMPTY, name="printer-2", trouble=DeviceTrouble.BUSY)
    many = [station(next(names), devices=(broken, LOW)) for _ in range(8)]
    old = station("kiosk-cổng-phía-đông-nam", version="0.10.12", at=MORNING - timedelta(days=2))
    for stations in (many, [old, *many]):
        shown.desk.told_of_stations(StationsNow(at=shown.clock(), stations=tuple(stations)))
        assert shown.cut_off() == []
        assert window.alert.isVisible()
        assert window.primary.geometry() == before
        assert window.alert.geometry().bottom() < window.card.geometry().top()
        assert window.alert.geometry().bottom() < window.waiting.geometry().top()
        assert window.alert.geometry().top() > window.header.geometry().bottom()


def test_a_click_on_later_puts_the_alert_aside_and_leaves_the_keyboard_alone(
    qtbot: QtBot, desk: Callable[..., AtTheDesk], sqlite_hall: Hall, clock: FakeClock
) -> None:
    officer = desk(7)
    window = officer.face.window
    focus = window.focusWidget()
    sqlite_hall.beat(beat(devices=(EMPTY,)), clock=clock)
    sqlite_hall.beat(beat("kiosk-2", devices=(LOW,)), clock=clock)

    def sees_it() -> bool:
        officer.face.others.look()
        return bool(officer.state["alert"] == "kiosk-1: hết giấy")

    qtbot.waitUntil(sees_it)
    officer.clicks("alert-later")
    assert officer.state["alert"] == "kiosk-2: sắp hết giấy, còn khoảng 6 m"
    officer.clicks("alert-later")
    assert officer.state["alert"] == ""
    assert not officer.can_see("alert")
    assert window.focusWidget() is focus
    QTest.keyClick(focus, Qt.Key.Key_F2)
    officer.sees(page="idle", busy=False)
