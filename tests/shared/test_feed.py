"""The journal, read forward, on both databases."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from uuid import UUID, uuid4

import pytest

from shared.catalogue import Catalogue
from shared.domain.events import HallStep
from shared.domain.ticket import Step
from shared.feed import Away, Feed, News
from shared.founding import found_hall
from shared.hall import Hall
from shared.settings import HallForm
from shared.store.bells import PostgresBell, open_bell
from tests.conftest import FakeClock
from tests.postgres import PostgresServer


@pytest.fixture
def feed(hall: Hall, store_url: str, clock: FakeClock) -> Iterator[Feed]:
    made = Feed(store_url, hall.id, clock=clock)
    yield made
    made.close()


def _news(feed: Feed) -> News:
    news = feed.news(5.0)
    assert news is not None
    return news


def test_the_first_news_is_a_snapshot_without_events(feed: Feed, hall: Hall) -> None:
    news = _news(feed)
    assert news.events == ()
    assert news.reference is not None
    assert news.now == hall.now()


def test_each_verb_comes_once_and_in_order(feed: Feed, hall: Hall, command: Callable[[], UUID]) -> None:
    _news(feed)
    for _ in range(3):
        hall.issue("VP01", command=command(), actor="kiosk-1")
    seen: list[int] = []
    while len(seen) < 3:
        seen.extend(event.seq for event in _news(feed).events)
    assert seen == list(range(seen[0], seen[0] + 3))
    assert feed.news(0.05) is None


def test_following_gives_the_same_hall_as_reading_it_afresh(
    feed: Feed, hall: Hall, command: Callable[[], UUID]
) -> None:
    _news(feed)
    hall.issue("VP01", command=command(), actor="kiosk-1")
    hall.open_counter(1, command=command(), actor="counter-1")
    called = hall.call_next(1, command=command(), actor="counter-1")
    hall.recall(1, called.id, command=command(), actor="counter-1")
    hall.no_show(1, called.id, command=command(), actor="counter-1")
    now = _news(feed).now
    while now.seq < hall.now().seq:
        now = _news(feed).now
    assert now == hall.now()


def test_a_new_catalogue_brings_a_new_snapshot_with_it(
    feed: Feed, hall: Hall, sample_catalogue: Catalogue, command: Callable[[], UUID]
) -> None:
    _news(feed)
    hall.import_catalogue(sample_catalogue, command=command(), actor="admin")
    news = _news(feed)
    assert news.reference is not None
    assert news.events == ()


def test_a_new_day_brings_a_new_snapshot_with_it(
    feed: Feed, hall: Hall, clock: FakeClock, command: Callable[[], UUID]
) -> None:
    hall.issue("VP01", command=command(), actor="kiosk-1")
    _news(feed)
    clock.forward(days=1)
    hall.issue("VP01", command=command(), actor="kiosk-1")
    news = _news(feed)
    assert news.now.day == clock().date()
    assert [one.label for one in news.now.tickets.values()] == ["A001"]
    steps = [event.step for event in feed.since(0)]
    assert steps[-2:] == [HallStep.END_DAY, Step.ISSUE]


def test_a_bell_rings_in_another_thread_soon_after_the_commit(
    hall: Hall, store_url: str, command: Callable[[], UUID]
) -> None:
    ready, rung = threading.Event(), threading.Event()

    def listen() -> None:
        bell = open_bell(store_url, hall.id)
        ready.set()
        if bell.wait(10.0) is not None:
            rung.set()
        bell.close()

    thread = threading.Thread(target=listen)
    thread.start()
    assert ready.wait(10)
    hall.issue("VP01", command=command(), actor="kiosk-1")
    thread.join()
    assert rung.is_set()


def test_a_bell_that_nobody_rings_gives_up(hall: Hall, store_url: str) -> None:
    bell = open_bell(store_url, hall.id)
    assert bell.wait(0.05) is None
    bell.close()


@pytest.fixture
def told_url(postgres: PostgresServer, sample_form: HallForm, sample_catalogue: Catalogue, clock: FakeClock) -> str:
    """A store whose bell brings the rows."""
    url = postgres.database(f"bell_{uuid4().hex}")
    found_hall(url, sample_form, sample_catalogue, clock=clock)
    return url


@pytest.fixture
def told_hall(told_url: str, sample_form: HallForm, clock: FakeClock) -> Iterator[Hall]:
    made = Hall(told_url, sample_form.id, clock=clock)
    made.issue("VP01", command=uuid4(), actor="kiosk-1")
    yield made
    made.close()


@pytest.mark.postgresql
def test_the_bell_of_postgresql_brings_the_row(told_hall: Hall, told_url: str) -> None:
    bell = open_bell(told_url, told_hall.id)
    once = uuid4()
    told_hall.issue("VP01", command=once, actor="kiosk-1")
    told = bell.wait(10.0)
    bell.close()
    assert told == (told_hall.done(once),)
    assert tuple(told_hall.since(told_hall.now().seq - 1)) == told


@pytest.mark.postgresql
def test_a_row_too_long_to_be_told_only_rings_and_is_read(told_hall: Hall, told_url: str, clock: FakeClock) -> None:
    for _ in range(20):
        told_hall.issue("VP01", command=uuid4(), actor="kiosk-1")
    feed, bell = Feed(told_url, told_hall.id, clock=clock), open_bell(told_url, told_hall.id)
    _news(feed)
    clock.forward(days=1)
    told_hall.end_day(command=uuid4(), actor="kiosk-1")
    assert bell.wait(10.0) == ()
    bell.close()
    news = _news(feed)
    feed.close()
    assert (news.now.day, news.now.tickets) == (clock().date(), {})


@pytest.mark.postgresql
def test_rows_that_were_told_with_a_gap_are_read(
    told_hall: Hall, told_url: str, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    feed = Feed(told_url, told_hall.id, clock=clock)
    first = _news(feed).now.seq
    for _ in range(3):
        told_hall.issue("VP01", command=uuid4(), actor="kiosk-1")
    one, _, three = told_hall.since(first)
    monkeypatch.setattr(PostgresBell, "wait", lambda *_: (one, three))
    assert [event.seq for event in _news(feed).events] == [one.seq, one.seq + 1, three.seq]
    assert feed.news(0.0) is None
    feed.close()


@pytest.mark.postgresql
def test_a_store_that_goes_and_comes_back_is_told_once_each_way(
    postgres: PostgresServer, sample_form: HallForm, sample_catalogue: Catalogue
) -> None:
    url = postgres.database("comes_and_goes")
    found_hall(url, sample_form, sample_catalogue)
    stop = threading.Event()
    told: list[News | Away] = []
    changed = threading.Condition()

    def follow() -> None:
        feed = Feed(url, sample_form.id)
        for news in feed.follow(stop):
            with changed:
                told.append(news)
                changed.notify_all()
        feed.close()

    def wait_for(count: int) -> None:
        with changed:
            assert changed.wait_for(lambda: len(told) >= count, timeout=20)

    thread = threading.Thread(target=follow)
    thread.start()
    try:
        wait_for(1)
        postgres.stop()
        wait_for(2)
        postgres.start()
        wait_for(3)
    finally:
        stop.set()
        thread.join(10)
    assert [type(one) for one in told] == [News, Away, News]
