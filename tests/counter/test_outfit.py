"""What stands around the desk: the citizen's screen, the sign, the call unit; all say what the desk says."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from uuid import uuid4

import msgspec
import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from counter.acts import Act
from counter.citizen_screen import CitizenScreen
from counter.facing import Facing
from counter.line_devices import LineDevices
from counter.presenter import DeskPresenter
from hardware.virtual.bus import VirtualBus
from hardware.virtual.keypad import VirtualCallUnit
from hardware.virtual.ports import PtyPort
from hardware.virtual.sign import PlainText, VirtualPlainSign
from shared.catalogue import Catalogue
from shared.counter_form import CounterForm
from shared.counter_shows import Doing
from shared.desk_form import PauseForm
from shared.domain.errors import ConfigError
from shared.domain.station import Health
from shared.domain.ticket import Ticket
from shared.feed import Away, News
from shared.hall import Hall
from shared.settings import HallForm
from tests.conftest import FakeClock
from tests.counter.fake_asks import FakeAsks

Arrives = Callable[..., Ticket]
SIZES = ((320, 240), (480, 320), (800, 480), (480, 800), (1024, 600), (1920, 480), (1920, 1080))


class Desk:
    """A presenter at counter 7."""

    def __init__(self, hall: Hall, clock: FakeClock) -> None:
        self.hall = hall
        self.asks = FakeAsks(hall)
        self.desk = DeskPresenter(7, asks=self.asks, show=lambda _state: None, clock=clock)
        self.hears()

    def hears(self) -> None:
        self.desk.told(News(now=self.hall.now(), reference=self.hall.reference(), posted=self.hall.posted()))

    def does(self, act: Act) -> Facing:
        self.desk.act(act)
        self.asks.is_done()
        return self.facing

    @property
    def facing(self) -> Facing:
        return self.desk.state.facing


@pytest.fixture
def desk(sqlite_hall: Hall, clock: FakeClock) -> Desk:
    return Desk(sqlite_hall, clock)


def test_a_citizen_is_told_what_the_counter_does_and_nothing_of_himself(desk: Desk, arrive: Arrives) -> None:
    ticket = arrive("TC06")
    desk.hears()
    assert desk.facing.doing is Doing.CLOSED
    assert desk.does(Act.OPEN).doing is Doing.FREE
    invited = desk.does(Act.CALL_NEXT)
    assert (invited.doing, invited.label, invited.times) == (Doing.INVITING, ticket.label, 1)
    assert invited.more == ("", ""), "what he came for is his own until he stands there"
    assert desk.does(Act.RECALL).times == 2
    serving = desk.does(Act.SERVE)
    assert serving.doing is Doing.SERVING
    assert serving.more[0].startswith("Đầu tư bằng vốn hỗ trợ phát triển chính thức")
    free = desk.does(Act.FINISH)
    assert (free.doing, free.label) == (Doing.FREE, "")


def test_citizens_read_of_a_pause_what_the_hall_wants_them_to_and_else_nothing(
    desk: Desk, sample_form: HallForm
) -> None:
    pauses = (
        PauseForm(code="meal", name_vi="Ăn trưa", public_vi="Mời quay lại lúc 13 giờ 30", public_en="Back at 13:30"),
        PauseForm(code="toilet", name_vi="Đi vệ sinh"),
    )
    form = msgspec.structs.replace(sample_form, pause=pauses)
    desk.hall.import_catalogue(desk.hall.reference().catalogue, form=form, command=uuid4(), actor="console")
    desk.hears()
    desk.does(Act.OPEN)
    desk.hall.pause_counter(7, command=uuid4(), actor="counter-7", reason="meal")
    desk.hears()
    public = ("Mời quay lại lúc 13 giờ 30", "Back at 13:30")
    assert (desk.facing.doing, desk.facing.more) == (Doing.PAUSED, public)
    desk.does(Act.OPEN)
    desk.hall.pause_counter(7, command=uuid4(), actor="counter-7", reason="toilet")
    desk.hears()
    assert (desk.facing.doing, desk.facing.more) == (Doing.PAUSED, ("", ""))
    desk.does(Act.OPEN)
    assert desk.does(Act.PAUSE).more == ("", "")


def test_what_the_citizen_reads_stays_while_the_store_is_away(desk: Desk, arrive: Arrives) -> None:
    arrive("TC01")
    desk.hears()
    desk.does(Act.OPEN)
    before = desk.does(Act.CALL_NEXT)
    desk.desk.told(Away(reason="the cable"))
    assert desk.facing == before


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_the_citizens_screen_shows_its_words_whole_at_any_size(
    desk: Desk, arrive: Arrives, size: tuple[int, int], qtbot: QtBot, lettered: QApplication
) -> None:
    screen = CitizenScreen("none")
    qtbot.addWidget(screen)
    screen.resize(*size)

    def whole() -> None:
        screen.show_facing(desk.facing)
        screen.grab()
        assert screen.cut_off == (), desk.facing.doing

    whole()
    arrive("TC06")
    desk.hears()
    for act in (Act.OPEN, Act.CALL_NEXT, Act.SERVE, Act.FINISH, Act.PAUSE):
        desk.does(act)
        whole()


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_the_citizens_screen_shows_the_longest_names_of_the_hall_whole(
    sample_catalogue: Catalogue, size: tuple[int, int], qtbot: QtBot, lettered: QApplication
) -> None:
    screen = CitizenScreen("none")
    qtbot.addWidget(screen)
    screen.resize(*size)
    names = [(one.name("vi"), one.name("en")) for one in sample_catalogue.services]
    longest = sorted(names, key=lambda both: len(both[0]) + len(both[1]))[-12:]
    lost = []
    for name in longest:
        for counter, label in ((7, "C047"), (108, "C1047"), (40, "C+112")):
            says = ("Đang phục vụ", "Now serving")
            screen.show_facing(Facing(counter=counter, doing=Doing.SERVING, label=label, says=says, more=name))
            screen.grab()
            lost += [(label, *screen.cut_off)] if screen.cut_off else []
    pause = (
        "Mời ông bà quay lại lúc 13 giờ 30 chiều nay, xin thông cảm ạ",
        "Please come back at 13:30 this afternoon, we beg your pardon",
    )
    assert max(map(len, pause)) == 60, "more the settings refuse"
    says = ("Quầy tạm nghỉ", "Counter paused")
    screen.show_facing(Facing(counter=108, doing=Doing.PAUSED, says=says, more=pause))
    screen.grab()
    lost += [screen.cut_off] if screen.cut_off else []
    assert lost == []


def test_a_screen_that_is_not_plugged_is_not_shown_and_missed(desk: Desk, qtbot: QtBot, lettered: QApplication) -> None:
    screen = CitizenScreen("HDMI-9")
    qtbot.addWidget(screen)
    screen.show_facing(desk.facing)
    screen.begin()
    assert not screen.isVisible(), "it must not cover the officer's"
    assert screen.health().state is Health.WARNING
    here = CitizenScreen(lettered.primaryScreen().name())
    qtbot.addWidget(here)
    here.begin()
    assert here.isVisible()
    assert here.geometry() == lettered.primaryScreen().geometry()
    assert here.health().state is Health.GOOD


def test_keys_and_sign_of_the_counter_on_a_real_line(desk: Desk, arrive: Arrives, tmp_path: Path, qtbot: QtBot) -> None:
    ticket = arrive("TC01")
    desk.hears()
    unit, sign = VirtualCallUnit(5), VirtualPlainSign(7)
    with (
        VirtualBus(PtyPort(tmp_path / "keys"), [unit]) as keys,
        VirtualBus(PtyPort(tmp_path / "sign"), [sign]) as wire,
    ):
        form = CounterForm(keypad=f"{keys.url}?kind=qsystem&address=5", sign=f"{wire.url}?kind=plain&address=7")
        devices = LineDevices(form, 7)
        devices.start()
        try:
            desk.does(Act.OPEN)
            devices.show_state(desk.desk.state)
            assert keys.wait(lambda: unit.lamp == 0x36), "green, slow: free, and somebody waits"
            with qtbot.waitSignal(devices.pressed, timeout=10_000) as pressed:
                unit.press(1, keys.say)
            assert pressed.args == [1]
            desk.does(Act.CALL_NEXT)
            devices.show_state(desk.desk.state)
            assert wire.wait(lambda: sign.shown == PlainText(label=ticket.label, counter=7, light="B"))
            assert keys.wait(lambda: unit.lamp == 0x35)
            desk.does(Act.SERVE)
            devices.show_state(desk.desk.state)
            assert wire.wait(lambda: sign.shown is None), "he has come"
            desk.does(Act.FINISH)
            desk.does(Act.PAUSE)
            devices.show_state(desk.desk.state)
            assert wire.wait(lambda: sign.shown == PlainText(label="---", counter=7, light="S"))
            assert all(one.state is Health.GOOD for one in devices.health())
        finally:
            devices.stop()


def test_a_wrong_address_ends_the_program_with_its_key(qapp: QApplication) -> None:
    with pytest.raises(ConfigError, match=r"counter\.keypad"):
        LineDevices(CounterForm(keypad="serial:///dev/ttyUSB0"), 7)
