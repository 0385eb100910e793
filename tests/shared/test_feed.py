"""The journal, read forward, on both databases."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from uuid import UUID

import pytest

from shared.catalogue import Catalogue
from shared.domain.events import HallStep
from shared.domain.ticket import Step
from shared.feed import Away, Feed, News
from shared.founding import found_hall
from shared.hall import Hall
from shared.settings import HallForm
from shared.store.bells import open_bell
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
        if bell.wait(10.0):
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
    assert bell.wait(0.05) is False
    bell.close()


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
