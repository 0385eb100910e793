"""A machine whose clock is wrong, or is set: what its board shows, held against a board whose clock is right."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta, tzinfo
from uuid import uuid4

import pytest

from display.bulletin import Bulletin, BulletinNow
from display.presenter import BoardPresenter
from display.state import BoardState, Page
from shared.catalogue import Catalogue
from shared.domain.notices import NoticeKind
from shared.feed import Away, Feed
from shared.founding import found_hall, open_all_day
from shared.hall import Hall
from shared.hall_time import HallTime
from shared.media_form import FiguresForm, TickerForm
from shared.settings import HallForm
from shared.store import hall_store
from tests.conftest import FakeClock
from tests.display.conftest import Stage, Steady
from tests.postgres import PostgresServer

STEPS = [
    timedelta(minutes=10),
    timedelta(minutes=-10),
    timedelta(hours=1),
    timedelta(hours=-1),
    timedelta(days=1),
    timedelta(days=-1),
    timedelta(days=5),
    timedelta(days=-5),
]


class Hung:
    """A board with its strip on a machine that has a clock of its own."""

    def __init__(self, stage: Stage, clock: FakeClock) -> None:
        self.clock = clock
        self.steady = Steady()
        self.time = HallTime(clock, self.steady)
        self.board = BoardPresenter(clock=self.time, steady=self.steady, language="vi")
        self.bulletin = Bulletin(language="vi", ticker=TickerForm(), figures=FiguresForm())
        self._stage = stage
        self._feed = Feed(stage.url, stage.hall.id, clock=stage.clock)

    def close(self) -> None:
        self._feed.close()

    def pass_by(self, seconds: float) -> None:
        self.clock.forward(seconds=seconds)
        self.steady.seconds += seconds

    def measure(self) -> None:
        """What every beat of its heart does."""
        self.time.measured(self.clock() - self._stage.clock())

    def shows(self) -> tuple[BoardState, BulletinNow]:
        while (news := self._feed.news(0.0)) is not None:
            self.time.told(news)
            self.board.told(news)
            self.bulletin.told(news)
        return self.board.tick(), self.bulletin.at(self.time(), self.steady())


@pytest.fixture
def hung(stage: Stage) -> Iterator[list[Hung]]:
    """Boards that are closed at the end."""
    made: list[Hung] = []
    yield made
    for one in made:
        one.close()


def busy(stage: Stage) -> None:
    """Some wait, two are called now, and a notice stands for an hour."""
    stage.open(4, 5, 10)
    stage.come("TP01", 5)
    stage.come("NM01", 3)
    over = stage.clock() + timedelta(hours=1)
    stage.hall.put_notice(NoticeKind.TICKER, "Quầy 12 tạm nghỉ", ends_at=over, command=uuid4(), actor="manager-1")
    stage.call(4)
    stage.clock.forward(seconds=40)
    stage.call(10)
    stage.clock.forward(seconds=3)


def pair(stage: Stage, hung: list[Hung], *, ahead: timedelta = timedelta(0)) -> tuple[Hung, Hung]:
    """A board whose machine's clock is right, and one whose clock is so far ahead."""
    hung += [Hung(stage, FakeClock(stage.clock())), Hung(stage, FakeClock(stage.clock() + ahead))]
    return hung[0], hung[1]


def pass_by(stage: Stage, boards: list[Hung], seconds: float) -> None:
    stage.clock.forward(seconds=seconds)
    for one in boards:
        one.pass_by(seconds)


@pytest.mark.parametrize("ahead", STEPS)
def test_a_board_whose_clock_is_wrong_shows_what_one_shows_whose_clock_is_right(
    stage: Stage, hung: list[Hung], ahead: timedelta
) -> None:
    busy(stage)
    right, wrong = pair(stage, hung, ahead=ahead)
    assert [one.label for one in right.shows()[0].hero] == ["G001"]
    assert wrong.shows() == right.shows()
    pass_by(stage, hung, 20)
    wrong.measure()
    stage.serve(stage.call(5))
    assert right.shows()[0].heading.clock == f"{stage.clock():%H:%M}"
    assert wrong.shows() == right.shows()
    pass_by(stage, hung, 3600)
    assert wrong.shows() == right.shows()
    assert right.shows()[1].ticker != right.bulletin.at(stage.clock() - timedelta(hours=1), 0.0).ticker
    for one in hung:
        one.board.told(Away(reason="the cable"))
    pass_by(stage, hung, 180)
    assert wrong.shows() == right.shows()


@pytest.mark.parametrize("step", STEPS)
def test_a_clock_that_is_set_while_the_board_runs_changes_nothing_on_it(
    stage: Stage, hung: list[Hung], step: timedelta
) -> None:
    busy(stage)
    left_alone, was_set = pair(stage, hung)
    assert was_set.shows() == left_alone.shows()
    was_set.clock.at += step
    assert was_set.shows() == left_alone.shows()
    pass_by(stage, hung, 10)
    was_set.measure()
    stage.call(5)
    assert was_set.shows() == left_alone.shows()
    assert left_alone.shows()[0].waiting.total > 0


@pytest.mark.parametrize("step", STEPS)
def test_where_the_store_s_own_clock_is_set_the_board_follows_it_and_keeps_the_queue_as_long_as_the_store_does(
    stage: Stage, hung: list[Hung], step: timedelta
) -> None:
    busy(stage)
    board, _ = pair(stage, hung)
    before = board.shows()[0]
    stage.clock.at += step
    board.clock.at += step
    assert board.shows()[0] == before, "until the next beat"
    board.measure()
    after = board.shows()[0]
    assert after.heading.clock == f"{stage.clock():%H:%M}"
    if step >= timedelta(days=1):
        assert stage.hall.now().tickets == {}, "for the store too the day is over"
        assert after.waiting.total == 0
        pass_by(stage, hung, 10)
        assert board.shows()[0].page is Page.EMPTY
    else:
        assert [one.label for one in (*after.hero, *after.recent)] == ["G001", "C001"]
        assert after.waiting.counts == before.waiting.counts


def test_until_the_store_was_heard_the_machine_s_clock_has_to_do(clock: FakeClock) -> None:
    time = HallTime(clock, Steady())
    time.told(Away(reason="the cable"))
    clock.forward(hours=1)
    assert time() == clock()


def test_a_slow_line_is_no_other_time(clock: FakeClock) -> None:
    steady = Steady()
    time = HallTime(clock, steady)
    time.measured(timedelta(0))
    began = time()
    steady.seconds += 10
    clock.forward(seconds=10)
    time.measured(timedelta(seconds=0.9))
    assert time() == began + timedelta(seconds=10)
    time.measured(timedelta(seconds=12))
    assert time() == clock() - timedelta(seconds=12)


@pytest.mark.postgresql
@pytest.mark.parametrize("ahead", [timedelta(days=5), timedelta(days=-5)])
def test_a_machine_whose_clock_is_days_off_reads_the_queue_of_the_store_s_day(
    postgres: PostgresServer,
    sample_form: HallForm,
    sample_catalogue: Catalogue,
    monkeypatch: pytest.MonkeyPatch,
    ahead: timedelta,
) -> None:
    class Off(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]
            return datetime.now(tz) + ahead

    url = postgres.database(f"off{ahead.days % 7}")
    found_hall(url, open_all_day(sample_form), sample_catalogue)
    hall = Hall(url, sample_form.id)
    feed = Feed(url, sample_form.id)
    try:
        ticket = hall.issue("TP01", command=uuid4(), actor="kiosk-1").ticket
        monkeypatch.setattr(hall_store, "datetime", Off)
        news = feed.news(0.0)
        assert news is not None
        assert news.at is not None
        assert (news.now.day, list(news.now.tickets)) == (ticket.day, [ticket.id])
        assert abs(news.at - datetime.now(news.at.tzinfo)) < timedelta(hours=1)
        assert hall.last_day() == []
    finally:
        feed.close()
        hall.close()
