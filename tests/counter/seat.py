"""A desk in a hall with staff, without a window: its feed speaks and its worker answers when the test lets them."""

from __future__ import annotations

from uuid import uuid4

from counter.acts import Act
from counter.door import Shut
from counter.duty_state import Question
from counter.presenter import DeskPresenter
from counter.read_marks import ReadMarks
from counter.situation import Page
from shared.domain.roles import Badge, Role, Staff
from shared.feed import Feed, News
from shared.hall import Hall
from tests.conftest import FakeClock
from tests.counter.fake_asks import FakeAsks
from tests.counter.room import AtADesk

PIN = "482913"
HONG = Staff(code="1007", name="Nguyễn Thị Hồng", role=Role.OFFICER)
BINH = Staff(code="1008", name="Trần Văn Bình", role=Role.OFFICER, profiles=("TC-A", "TC-B", "TP-A"))
QUAN = Staff(code="9001", name="Lê Thị Quản", role=Role.MANAGER)


class Seconds:
    """Seconds that never go back, and go on when the test says so."""

    def __init__(self) -> None:
        self.at = 1000.0

    def __call__(self) -> float:
        return self.at


class Seat(AtADesk):
    """One desk of the hall."""

    def __init__(
        self, hall: Hall, url: str, clock: FakeClock, number: int = 7, *, marks: ReadMarks | None = None
    ) -> None:
        self.hall = hall
        self.number = number
        self.clock = clock
        self.seconds = Seconds()
        self.asks = FakeAsks(hall)
        self._feed = Feed(url, hall.id, clock=clock)
        self.desk = DeskPresenter(
            number, asks=self.asks, show=lambda state: None, clock=clock, seconds=self.seconds, marks=marks
        )
        self.hears()

    def close(self) -> None:
        self._feed.close()

    def shut(self) -> Shut | None:
        return self.state.gate.shut if self.state.gate else None

    def page(self) -> Page:
        return self.state.page

    def question(self) -> Question | None:
        """Whether to leave another counter."""
        return self.state.gate.question if self.state.gate else None

    def tries(self) -> int:
        return self.state.gate.tries if self.state.gate else 0

    @property
    def told(self) -> str:
        """Why it is shut."""
        return self.state.gate.told if self.state.gate else ""

    @property
    def refused(self) -> str:
        """Why the last try to log in was refused."""
        return self.state.gate.message if self.state.gate else ""

    def hears(self) -> None:
        """All there is to hear."""
        while (news := self._feed.news(0)) is not None:
            self.desk.told(news)

    def logs_in(self, one: Staff = HONG, pin: str = PIN, *, take_over: bool = False) -> None:
        self.desk.log_in(one.code, pin, take_over=take_over)
        self.asks.is_done()
        self.hears()

    def does(self, act: Act) -> None:
        """The whole of an act: asked, done, answered, heard."""
        self.desk.act(act)
        self.asks.is_done()
        self.hears()

    def picks(self, code: str) -> None:
        self.desk.pick(code)
        self.asks.is_done()
        self.hears()

    def waits(self, seconds: float) -> None:
        """So much time passes, tick by tick."""
        for _ in range(round(seconds)):
            self.seconds.at += 1
            self.desk.tick()


def elsewhere(hall: Hall, one: Staff, counter: int | None, *, take_over: bool = False) -> Badge:
    """Somebody logs in on another machine."""
    badge = Badge.new(one.code)
    hall.log_in(badge, PIN, counter=counter, command=uuid4(), take_over=take_over)
    return badge


def try_everything(seat: Seat) -> None:
    """Every gesture there is, except those of the door."""
    waiting = next(iter(seat.hall.now().waiting())).id
    for act in Act:
        seat.desk.act(act)
    for key in ("Enter", "F2", "F8", "F9", "F10", "F12", "Ctrl+L", "Ctrl+M"):
        seat.desk.press(key)
    seat.desk.call(waiting)
    seat.desk.explain(waiting)
    seat.desk.search("đất")
    seat.desk.transfer_to("TC02")
    seat.desk.pause_for("break")
    seat.desk.pause_by_number(0)
    seat.desk.pick("TC-B")
    seat.desk.pick(Act.CALL_NEXT.value)


def snapshot(seat: Seat) -> News:
    """What a feed says first after an outage."""
    return News(now=seat.hall.now(), reference=seat.hall.reference())
