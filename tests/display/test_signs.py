"""One counter's sign: on a small screen and in light-emitting diodes, from the same value as the board."""

from __future__ import annotations

import logging
import socket
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import msgspec
import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from display.bulletin import Emergency
from display.examples import MOMENT
from display.led_signs import DASHES, LedSigns, SignBus
from display.screens import sample_reference
from display.sign_presenter import SignPresenter, SignState, said_of
from display.sign_window import SignWindow
from display.state import Glow, Notice, Said
from hardware.signs.interface import SignText
from hardware.signs.null import NullSign
from hardware.virtual.bus import Fault, VirtualBus
from hardware.virtual.ports import PtyPort
from hardware.virtual.sign import PlainText, VirtualPlainSign
from shared.bus_form import BusForm, SignForm
from shared.counter_shows import Doing
from shared.desk_form import PauseForm
from shared.domain.station import DeviceKind, DeviceTrouble, Health
from shared.feed import Away, Feed, News
from shared.settings import StationForm
from shared.text import LANGUAGES
from tests.conftest import FakeClock
from tests.display.conftest import Stage
from tests.hardware.sharing.world import Counter, sharing

SIZES = [(800, 480), (1280, 400), (480, 320), (400, 640)]


class Listed:
    """A sign that keeps what it was told."""

    def __init__(self) -> None:
        self.told: list[tuple[str, bool]] = []

    def show(self, text: SignText) -> None:
        self.told.append((text.digits, text.blink))


class Post:
    """The signs of counters 4 and 5, in a hand that knows the time."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.seconds = 0.0
        self.four, self.five = NullSign(), NullSign()
        self.listed = Listed()
        self.signs = LedSigns(
            [(4, self.four), (4, self.listed), (5, self.five)], clock=stage.clock, steady=lambda: self.seconds
        )
        self._feed = Feed(stage.url, stage.hall.id, clock=stage.clock)

    def hear(self) -> None:
        while (news := self._feed.news(0.0)) is not None:
            self.signs.told(news)

    def close(self) -> None:
        self._feed.close()

    def said(self) -> list[tuple[str, bool]]:
        """What a sign of counter 4 was told since the last question, but not to be dark."""
        told = [one for one in self.listed.told if one[0]]
        self.listed.told.clear()
        return told

    def texts(self) -> tuple[str | None, str | None]:
        return (
            self.four.shown.digits if self.four.shown else None,
            self.five.shown.digits if self.five.shown else None,
        )


@pytest.fixture
def post(stage: Stage) -> Iterator[Post]:
    made = Post(stage)
    made.hear()
    yield made
    made.close()


def test_a_sign_shows_who_is_invited_and_nothing_once_he_is_served(stage: Stage, post: Post) -> None:
    assert post.texts() == ("", "")
    stage.open(4, 5)
    stage.come("TP01", 2)
    ticket = stage.call(4)
    post.hear()
    assert post.texts() == ("C001", "")
    assert post.four.shown is not None
    assert post.four.shown.blink
    assert post.four.shown.counter == 4
    stage.serve(ticket)
    post.hear()
    assert post.texts() == ("", "")


def test_a_paused_counter_shows_dashes_and_a_closed_one_nothing(stage: Stage, post: Post) -> None:
    stage.open(4)
    stage.hall.pause_counter(4, reason="lunch", command=uuid4(), actor="x")
    post.hear()
    assert post.texts() == (DASHES, "")
    stage.hall.close_counter(4, command=uuid4(), actor="x")
    post.hear()
    assert post.texts() == ("", "")


def test_each_new_invitation_draws_the_eye_and_nothing_else_does(stage: Stage, post: Post) -> None:
    stage.open(4)
    stage.come("TP01")
    ticket = stage.call(4)
    post.hear()
    assert post.said() == [("C001", True)]
    stage.come("TP01")
    post.hear()
    post.signs.tick()
    assert post.said() == []
    stage.recall(ticket)
    post.hear()
    assert post.said() == [("C001", True)]


def test_what_was_called_before_the_program_ran_stands_there_without_drawing_the_eye(stage: Stage) -> None:
    stage.open(4)
    stage.come("TP01")
    stage.call(4)
    late = Post(stage)
    late.hear()
    late.close()
    assert late.texts() == ("C001", "")
    assert late.four.shown is not None
    assert not late.four.shown.blink


def test_without_the_store_an_invitation_stands_a_minute_more_and_then_the_sign_is_dark(
    stage: Stage, post: Post
) -> None:
    stage.open(4)
    stage.come("TP01")
    stage.call(4)
    post.hear()
    post.signs.told(Away(reason="the cable"))
    post.seconds = 59.0
    post.signs.tick()
    assert post.texts() == ("C001", "")
    post.seconds = 60.0
    post.signs.tick()
    assert post.texts() == ("", "")


def test_what_is_left_of_yesterday_is_dark(stage: Stage, post: Post) -> None:
    stage.open(4)
    stage.come("TP01")
    stage.call(4)
    post.hear()
    stage.clock.forward(days=1)
    post.signs.tick()
    assert post.texts() == ("", "")


def test_a_sign_of_a_counter_that_is_not_there_is_told_of_in_the_log(
    stage: Stage, caplog: pytest.LogCaptureFixture
) -> None:
    signs = LedSigns([(88, NullSign())], clock=stage.clock, steady=lambda: 0.0)
    with caplog.at_level(logging.ERROR):
        signs.told(News(now=stage.hall.now()))
    assert "counter 88" in caplog.text


def test_signs_on_a_line_follow_the_hall_and_tell_how_they_do(qapp: QApplication, stage: Stage, tmp_path: Path) -> None:
    there, gone = VirtualPlainSign(1), VirtualPlainSign(2)
    with VirtualBus(PtyPort(tmp_path / "rs485"), [there, gone]) as line:
        line.fail(gone, Fault.SILENT)
        bus = SignBus(
            BusForm(line=line.url, baudrate=115_200),
            (SignForm(counter=4, kind="plain", address=1), SignForm(counter=5, kind="plain", address=2)),
            clock=stage.clock,
            steady=lambda: 0.0,
        )
        bus.start()
        feed = Feed(stage.url, stage.hall.id, clock=stage.clock)
        stage.open(4)
        stage.come("TP01")
        first = feed.news(0.0)
        assert first is not None
        bus.told(first)
        stage.call(4)
        called = feed.news(0.0)
        assert called is not None
        bus.told(called)
        assert line.wait(lambda: there.shown == PlainText("C001", 4, "B"))
        assert line.wait(lambda: bus.health(ask=True)[1].state is Health.BAD)
        told = {one.name: (one.kind, one.state, one.trouble) for one in bus.health(ask=True)}
        feed.close()
        bus.stop()
    assert told == {
        "sign 4": (DeviceKind.SIGN, Health.GOOD, None),
        "sign 5": (DeviceKind.SIGN, Health.BAD, DeviceTrouble.SILENT),
    }


def test_a_board_and_the_counters_own_programs_share_a_line(qapp: QApplication, stage: Stage, tmp_path: Path) -> None:
    signs = [VirtualPlainSign(1), VirtualPlainSign(2)]
    forms = (SignForm(counter=4, kind="plain", address=1), SignForm(counter=5, kind="plain", address=2))
    with VirtualBus(PtyPort(tmp_path / "rs485"), signs) as line:
        with socket.create_server(("127.0.0.1", 0)) as door:
            port = door.getsockname()[1]
        form = BusForm(line=line.url, baudrate=115_200, shared=True, listen=f"127.0.0.1:{port}")
        # The same settings on the same machine: the board leaves the line to motcua-bus.
        board = SignBus(form, forms, clock=stage.clock, steady=lambda: 0.0)
        with sharing(StationForm(store=stage.url, hall=stage.hall.id, bus=form, sign=forms)) as bus:
            board.start()
            feed = Feed(stage.url, stage.hall.id, clock=stage.clock)
            for counter in (4, 5):
                stage.open(counter)
                stage.come("TP01")
                stage.call(counter)
            while (news := feed.news(0.0)) is not None:
                board.told(news)
            assert line.wait(lambda: [one.shown.label if one.shown else "" for one in signs] == ["C001", "C002"])
            with Counter(bus.server.address, 4, secret="") as own:
                own.sign.show(SignText(label="A004", counter=4))
                assert line.wait(lambda: signs[0].shown == PlainText("A004", 4, "S"))
                assert line.wait(lambda: {one.state for one in board.health(ask=True)} == {Health.GOOD})
            assert line.wait(lambda: signs[0].shown == PlainText("C001", 4, "S")), "the board's word again"
            feed.close()
            board.stop()
            assert line.wait(lambda: [one.shown for one in signs] == [None, None])
        assert {one.trouble for one in board.health(ask=True)} == {DeviceTrouble.UNREACHABLE}
        assert [one.name for one in board.health(ask=True)] == ["sign 4", "sign 5"]


# -- the small screen ------------------------------------------------------------------------------------------------


class Beside:
    """The small screen of counter 4."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.presenter = SignPresenter(4, clock=stage.clock, language="vi")
        self._feed = Feed(stage.url, stage.hall.id, clock=stage.clock)

    def hear(self) -> SignState:
        while (news := self._feed.news(0.0)) is not None:
            self.presenter.told(news)
        return self.presenter.state

    def close(self) -> None:
        self._feed.close()


@pytest.fixture
def beside(stage: Stage) -> Iterator[Beside]:
    made = Beside(stage)
    yield made
    made.close()


def test_the_small_screen_says_what_its_counter_is_doing(stage: Stage, beside: Beside) -> None:
    assert beside.presenter.state.says.main == "Đang kết nối với hệ thống"
    assert beside.hear().says.main == "Quầy đóng"
    stage.open(4)
    assert beside.hear().says.main == "Quầy đang mở"
    stage.come("TP01")
    ticket = stage.call(4)
    state = beside.hear()
    assert (state.label, state.says.main, state.glow) == ("C001", "Xin mời vào quầy", Glow.FILLED)
    assert state.serves == "Sở Tư pháp"
    stage.serve(ticket)
    state = beside.hear()
    assert (state.label, state.says.main, state.glow) == ("C001", "Đang phục vụ", Glow.NONE)
    stage.hall.pause_counter(4, reason="lunch", command=uuid4(), actor="x")
    stage.hall.finish(4, ticket.id, command=uuid4(), actor="x")
    assert beside.hear().says.main == "Quầy tạm dừng, xin quý vị chờ"


def test_the_small_screen_says_of_a_pause_what_the_hall_wants_to_be_read(stage: Stage, beside: Beside) -> None:
    reference = stage.hall.reference()
    pauses = (
        PauseForm(code="lunch", name_vi="Ăn trưa", public_vi="Mời quay lại lúc 13 giờ 30", public_en="Back at 13:30"),
    )
    form = msgspec.structs.replace(reference.form, pause=pauses)
    stage.hall.import_catalogue(reference.catalogue, form=form, command=uuid4(), actor="x")
    stage.open(4)
    stage.hall.pause_counter(4, reason="lunch", command=uuid4(), actor="x")
    says = beside.hear().says
    assert (says.main, says.small) == ("Mời quay lại lúc 13 giờ 30", "Back at 13:30")


def test_the_small_screen_highlights_only_what_is_new(stage: Stage, beside: Beside) -> None:
    stage.open(4)
    stage.come("TP01")
    ticket = stage.call(4)
    stage.clock.forward(minutes=3)
    assert beside.hear().glow is Glow.NONE
    stage.recall(ticket)
    assert beside.hear().glow is Glow.FILLED
    stage.clock.forward(seconds=10)
    assert beside.presenter.tick().glow is Glow.NONE


def test_the_small_screen_says_that_the_store_is_away_and_since_when(stage: Stage, beside: Beside) -> None:
    beside.hear()
    state = beside.presenter.told(Away(reason="the cable"))
    assert not state.connected
    assert state.notice.text.main == "Mất kết nối – số liệu lúc 08:00"
    stage.clock.at += timedelta(minutes=2)
    assert beside.presenter.tick().notice.text.main.endswith("2 phút trước")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("size", SIZES)
def test_nothing_said_on_a_small_screen_is_cut_off_in_any_situation(
    qtbot: QtBot, lettered: QApplication, size: tuple[int, int], language: str
) -> None:
    longest = max(sample_reference().agencies.values(), key=lambda one: len(one.name(language)))
    for doing in (None, *Doing):
        presenter = SignPresenter(14, clock=lambda: MOMENT, language=language)
        window = SignWindow(presenter, language=language)
        qtbot.addWidget(window)
        window.resize(*size)
        window.show()
        state = presenter.state
        if doing is not None:
            label = "C047" if doing in (Doing.INVITING, Doing.SERVING) else ""
            state = replace(state, doing=doing, says=said_of(doing, language), label=label, connected=True)
        alarm = Notice(text=Said(main="Mất kết nối – số liệu lúc 09:41 · 7 phút trước"), alarm=True)
        longest_text = Said(main="Xin đi theo lối thoát hiểm ngay. " * 7, small="Please leave by the exits now. " * 7)
        emergency = Emergency(notices=(longest_text, Said(main="Báo cháy")))
        for shown in (
            state,
            replace(state, serves=longest.name(language)),
            replace(state, notice=alarm),
            replace(state, emergency=emergency),
            replace(state, emergency=emergency, notice=alarm),
        ):
            window.show_state(shown)
            window.grab()
            assert window.cut_off == ()


@pytest.mark.parametrize("size", SIZES)
def test_nothing_on_a_small_screen_touches_its_edge(
    qtbot: QtBot, lettered: QApplication, stage: Stage, beside: Beside, size: tuple[int, int], clock: FakeClock
) -> None:
    stage.open(4)
    stage.come("TP01")
    stage.call(4)
    beside.hear()
    window = SignWindow(beside.presenter, language="vi")
    qtbot.addWidget(window)
    window.resize(*size)
    window.show()
    picture = window.grab().toImage()
    assert window.facts()["label"] == "C001"
    assert len(_colours_at_the_edge(picture)) <= 2


def _colours_at_the_edge(picture: QImage) -> set[str]:
    right, bottom = picture.width() - 1, picture.height() - 1
    points = [(x, y) for x in range(0, right, 3) for y in (0, bottom)]
    points += [(x, y) for y in range(0, bottom, 3) for x in (0, right)]
    return {picture.pixelColor(x, y).name() for x, y in points}
