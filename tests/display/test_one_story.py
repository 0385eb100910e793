"""A counter tells one story: its row on the board, the small screen beside it and the digits over it, on a real line,
never disagree, and end alike after a cut."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from PySide6.QtWidgets import QApplication

from display.led_signs import DASHES, SignBus
from display.presenter import BoardPresenter, Room
from display.scope import Scope
from display.sign_presenter import SignPresenter
from hardware.virtual.bus import VirtualBus
from hardware.virtual.ports import PtyPort
from hardware.virtual.sign import VirtualPlainSign
from shared.bus_form import BusForm, SignForm
from shared.counter_shows import Doing
from shared.domain.notices import NoticeKind
from shared.feed import Away, Feed, News
from shared.hall import Hall
from tests.conftest import FakeClock
from tests.display.conftest import Stage

COUNTER = 4
#: What the board's row says, and what stands on the digits where nobody is invited.
SAID = {
    Doing.CLOSED: ("", ""),
    Doing.PAUSED: ("Tạm dừng", DASHES),
    Doing.FREE: ("Đang mở", ""),
    Doing.INVITING: ("Mời vào", None),
    Doing.SERVING: ("Đang phục vụ", ""),
}


class Post:
    """All that shows counter 4, fed by one feed of the hall's store."""

    def __init__(self, stage: Stage, folder: Path) -> None:
        self.stage = stage
        self.seconds = 0.0
        self.digits = VirtualPlainSign(1)
        self.line = VirtualBus(PtyPort(folder), [self.digits])
        self.line.plug()
        self.bus = SignBus(
            BusForm(line=self.line.url, baudrate=115_200),
            (SignForm(counter=COUNTER, kind="plain", address=1),),
            clock=stage.clock,
            steady=lambda: self.seconds,
        )
        self.bus.start()
        self.small = SignPresenter(COUNTER, clock=stage.clock, language="vi")
        self.board = BoardPresenter(clock=stage.clock, language="vi", scope=Scope(counters=frozenset({COUNTER})))
        self.board.arranged(Room(zone=4))
        self._feed = Feed(stage.url, stage.hall.id, clock=stage.clock)

    def tell(self, told: News | Away) -> None:
        self.board.told(told)
        self.small.told(told)
        self.bus.told(told)

    def hear(self) -> None:
        while (news := self._feed.news(0.0)) is not None:
            self.tell(news)

    def pass_time(self, **parts: float) -> None:
        self.stage.clock.forward(**parts)
        self.seconds += timedelta(**parts).total_seconds()
        self.board.tick()
        self.small.tick()
        self.bus._tick()

    def cut(self) -> None:
        self.tell(Away(reason="the cable"))
        self._feed.close()

    def mend(self) -> None:
        self._feed = Feed(self.stage.url, self.stage.hall.id, clock=self.stage.clock)
        self.hear()

    def shows(self, doing: Doing, label: str = "", *, digits: str | None = None) -> None:
        """All of them say so; `digits`: what the sign says, where that is none of the usual."""
        said, usual = SAID[doing]
        rows = [(row.label, row.doing) for row in self.board.state.zone.rows]
        assert rows == ([(label, said)] if said else [])
        assert (self.small.state.doing, self.small.state.label) == (doing, label)
        wanted = digits if digits is not None else label if usual is None else usual
        assert self.line.wait(lambda: (self.digits.shown.label if self.digits.shown else "") == wanted), wanted

    def warned(self) -> list[tuple[str, str]]:
        """The emergencies on the small screen."""
        emergency = self.small.state.emergency
        return [(one.main, one.small) for one in emergency.notices] if emergency is not None else []

    def close(self) -> None:
        self._feed.close()
        self.bus.stop()
        self.line.unplug()


@pytest.fixture
def post(qapp: QApplication, hall: Hall, store_url: str, clock: FakeClock, tmp_path: Path) -> Iterator[Post]:
    stage = Stage(hall, store_url, clock)
    made = Post(stage, tmp_path / "rs485")
    yield made
    made.close()
    stage.close()


def test_calls_recalls_a_pause_and_the_closing(post: Post) -> None:
    stage = post.stage
    post.hear()
    post.shows(Doing.CLOSED)
    stage.open(COUNTER)
    stage.come("TP01", 2)
    post.hear()
    post.shows(Doing.FREE)
    ticket = stage.call(COUNTER)
    post.hear()
    post.shows(Doing.INVITING, "C001")
    post.pass_time(seconds=30)
    stage.recall(ticket)
    post.hear()
    post.shows(Doing.INVITING, "C001")
    stage.hall.pause_counter(COUNTER, reason="lunch", command=uuid4(), actor="x")
    post.hear()
    post.shows(Doing.INVITING, "C001")
    stage.serve(ticket)
    post.hear()
    post.shows(Doing.SERVING, "C001")
    stage.hall.finish(COUNTER, ticket.id, command=uuid4(), actor="x")
    post.hear()
    post.shows(Doing.PAUSED)
    stage.open(COUNTER)
    stage.no_show(stage.call(COUNTER))
    post.hear()
    post.shows(Doing.FREE)
    stage.hall.close_counter(COUNTER, command=uuid4(), actor="x")
    post.hear()
    post.shows(Doing.CLOSED)


def test_an_emergency_stands_on_all_of_them_and_hides_no_invitation(post: Post) -> None:
    stage = post.stage
    stage.open(COUNTER)
    stage.come("TP01")
    post.hear()
    put = stage.hall.put_notice(NoticeKind.EMERGENCY, "Báo cháy", "Fire alarm", command=uuid4(), actor="a")
    post.hear()
    assert post.warned() == [("Báo cháy", "Fire alarm")]
    post.shows(Doing.FREE, digits=DASHES)
    ticket = stage.call(COUNTER)
    post.hear()
    post.shows(Doing.INVITING, "C001")
    stage.serve(ticket)
    stage.hall.take_notice_down(put.id, command=uuid4(), actor="a")
    post.hear()
    assert post.warned() == []
    post.shows(Doing.SERVING, "C001")


def test_an_emergency_with_an_end_goes_from_all_of_them_though_nobody_takes_it_down(post: Post) -> None:
    stage = post.stage
    stage.open(COUNTER)
    until = stage.clock.at + timedelta(minutes=5)
    stage.hall.put_notice(NoticeKind.EMERGENCY, "Báo cháy", ends_at=until, command=uuid4(), actor="a")
    post.hear()
    post.shows(Doing.FREE, digits=DASHES)
    post.pass_time(minutes=5)
    assert post.warned() == []
    post.shows(Doing.FREE)


def test_what_happened_during_a_cut_stands_everywhere_after_it(post: Post) -> None:
    stage = post.stage
    stage.open(COUNTER)
    stage.come("TP01", 3)
    first = stage.call(COUNTER)
    post.hear()
    post.cut()
    post.shows(Doing.INVITING, "C001")
    stage.serve_and_finish(first)
    stage.no_show(stage.call(COUNTER))
    stage.call(COUNTER)
    stage.hall.put_notice(NoticeKind.EMERGENCY, "Báo cháy", command=uuid4(), actor="a")
    post.pass_time(seconds=61)
    post.shows(Doing.INVITING, "C001", digits="")
    post.mend()
    post.shows(Doing.INVITING, "C003")
    assert post.warned() == [("Báo cháy", "")]
    assert post.small.state.connected
    assert post.board.state.connected


@pytest.mark.parametrize("left", [Doing.FREE, Doing.PAUSED, Doing.INVITING])
def test_at_the_day_s_end_what_was_left_standing_is_closed_before_anybody_does_anything(
    post: Post, left: Doing
) -> None:
    stage = post.stage
    stage.open(COUNTER)
    stage.come("TP01")
    if left is Doing.INVITING:
        stage.call(COUNTER)
    if left is Doing.PAUSED:
        stage.hall.pause_counter(COUNTER, reason="lunch", command=uuid4(), actor="x")
    post.hear()
    post.shows(left, "C001" if left is Doing.INVITING else "")
    post.pass_time(days=1)
    post.shows(Doing.CLOSED)
    stage.open(5)
    post.hear()
    post.shows(Doing.CLOSED)
