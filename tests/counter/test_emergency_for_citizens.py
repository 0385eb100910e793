"""An emergency of the hall on what a counter shows the citizen: the small screen, the digits, the lamp."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from counter.acts import Act
from counter.citizen_screen import CitizenScreen, panel_of
from counter.examples_of_emergencies import LONG_EMERGENCY
from counter.line_devices import LineDevices
from display.sign_presenter import SignPresenter
from display.views import sign
from hardware.virtual.bus import VirtualBus
from hardware.virtual.keypad import VirtualCallUnit
from hardware.virtual.ports import PtyPort
from hardware.virtual.sign import PlainText, VirtualPlainSign
from shared.counter_form import CounterForm
from shared.domain.ticket import Ticket
from shared.feed import Away, News
from shared.hall import Hall
from tests.conftest import FakeClock
from tests.counter.emergencies import FIRE, FLOOD, over, warn
from tests.counter.test_outfit import SIZES, Desk

Arrives = Callable[..., Ticket]


@pytest.fixture
def at_counter(sqlite_hall: Hall, clock: FakeClock) -> Desk:
    return Desk(sqlite_hall, clock)


def test_the_citizens_screen_says_it_as_the_sign_beside_any_counter_does(
    at_counter: Desk, arrive: Arrives, clock: FakeClock
) -> None:
    arrive("TC01")
    hall = at_counter.hall
    beside = SignPresenter(7, clock=clock, language="vi")

    def same() -> None:
        at_counter.hears()
        beside.told(News(now=hall.now(), reference=hall.reference(), posted=hall.posted()))
        assert panel_of(at_counter.facing) == sign.panel_of(beside.state, "vi")

    warn(hall, FIRE, "Fire alarm. Please leave.")
    same()
    at_counter.does(Act.OPEN)
    same()
    invited = at_counter.does(Act.CALL_NEXT)
    same()
    assert invited.label in panel_of(invited).more[0], "who was invited must not miss it"
    warn(hall, FLOOD)
    same()
    at_counter.does(Act.SERVE)
    same()
    assert panel_of(at_counter.facing).more == ("", "")


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_the_citizens_screen_shows_the_longest_emergency_whole(
    at_counter: Desk, arrive: Arrives, size: tuple[int, int], qtbot: QtBot, lettered: QApplication
) -> None:
    arrive("TC01")
    at_counter.does(Act.OPEN)
    warn(at_counter.hall, LONG_EMERGENCY["vi"], LONG_EMERGENCY["en"])
    screen = CitizenScreen("none")
    qtbot.addWidget(screen)
    screen.resize(*size)
    for act in (None, Act.CALL_NEXT):
        if act is not None:
            at_counter.does(act)
        at_counter.hears()
        screen.show_facing(at_counter.facing)
        screen.grab()
        assert screen.cut_off == (), act


class Remembering(VirtualPlainSign):
    """A sign that remembers each text it was told, once while it stays."""

    def __init__(self, counter: int) -> None:
        super().__init__(counter)
        self.seen: list[tuple[str, str]] = []

    def hear(self, data: bytes, at: float) -> bytes:
        answer = super().hear(data, at)
        text = (self.shown.label, self.shown.light) if isinstance(self.shown, PlainText) else ("", "")
        if not self.seen or self.seen[-1] != text:
            self.seen.append(text)
        return answer


def test_the_digits_show_dashes_where_nobody_is_invited_and_the_lamp_urges_nobody(
    at_counter: Desk, arrive: Arrives, tmp_path: Path
) -> None:
    ticket = arrive("TC01")
    arrive("TC01")
    unit, digits = VirtualCallUnit(5), Remembering(7)
    with (
        VirtualBus(PtyPort(tmp_path / "keys"), [unit]) as keys,
        VirtualBus(PtyPort(tmp_path / "sign"), [digits]) as wire,
    ):
        form = CounterForm(keypad=f"{keys.url}?kind=qsystem&address=5", sign=f"{wire.url}?kind=plain&address=7")
        devices = LineDevices(form, 7)
        devices.start()
        try:
            at_counter.does(Act.OPEN)
            number = warn(at_counter.hall)
            at_counter.hears()
            devices.show_state(at_counter.desk.state)
            assert wire.wait(lambda: digits.seen[-1:] == [("---", "S")])
            assert keys.wait(lambda: unit.lamp == 0x32), "green and steady: nobody is to be called now"
            at_counter.does(Act.CALL_NEXT)
            devices.show_state(at_counter.desk.state)
            assert wire.wait(lambda: digits.seen[-1:] == [(ticket.label, "B")]), "the board shows him as well"
            over(at_counter.hall, number)
            at_counter.hears()
            devices.show_state(at_counter.desk.state)
            at_counter.does(Act.SERVE)
            devices.show_state(at_counter.desk.state)
            assert wire.wait(lambda: digits.shown is None)
            assert [one[0] for one in digits.seen].count(ticket.label) == 1, "its end is no new invitation"
        finally:
            devices.stop()


def test_digits_that_went_dark_stay_so_until_the_store_is_back(
    at_counter: Desk, arrive: Arrives, tmp_path: Path, clock: FakeClock, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setattr("counter.line_devices._STANDS_MS", 1)
    ticket = arrive("TC01")
    digits = Remembering(7)
    with VirtualBus(PtyPort(tmp_path / "sign"), [digits]) as wire:
        devices = LineDevices(CounterForm(sign=f"{wire.url}?kind=plain&address=7"), 7)
        devices.start()
        try:
            at_counter.does(Act.OPEN)
            at_counter.does(Act.CALL_NEXT)
            devices.show_state(at_counter.desk.state)
            assert wire.wait(lambda: digits.seen[-1:] == [(ticket.label, "B")])
            at_counter.desk.told(Away(reason="the cable"))
            devices.show_state(at_counter.desk.state)
            qtbot.waitUntil(lambda: digits.shown is None)
            clock.forward(minutes=2)
            at_counter.desk.tick()
            devices.show_state(at_counter.desk.state)
            number = warn(at_counter.hall)
            at_counter.does(Act.SERVE)
            at_counter.hears()
            devices.show_state(at_counter.desk.state)
            assert wire.wait(lambda: digits.seen[-1:] == [("---", "S")]), "the store is back"
            assert [one[0] for one in digits.seen].count(ticket.label) == 1
            over(at_counter.hall, number)
        finally:
            devices.stop()
