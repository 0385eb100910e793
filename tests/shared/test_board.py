"""What every screen stands on: following the journal gives the same hall as reading it afresh."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shared.board import KEPT_CALLS, HallNow, MustReadAgain, call_of
from shared.catalogue import Catalogue
from shared.domain.errors import Refusal
from shared.domain.events import CommandId, HallStep, PrintState
from shared.domain.ticket import State
from shared.feed import Feed
from shared.founding import found_hall, open_all_day
from shared.hall import Hall
from shared.settings import HallForm
from tests.conftest import FakeClock

SERVICES = ("TP01", "TP02", "NM01")
COUNTERS = (4, 5, 10)

#: One verb, tried on one of a few services, counters and tickets. Refusals are part of the game.
Verb = Callable[[Hall, CommandId, int], object]
VERBS: dict[str, Verb] = {
    "issue": lambda hall, once, n: hall.issue(SERVICES[n % 3], command=once, actor="kiosk-1"),
    "issue with priority": lambda hall, once, n: hall.issue(
        SERVICES[n % 3], command=once, actor="kiosk-1", priority="priority"
    ),
    "open counter": lambda hall, once, n: hall.open_counter(COUNTERS[n % 3], command=once, actor="x"),
    "pause counter": lambda hall, once, n: hall.pause_counter(COUNTERS[n % 3], command=once, actor="x"),
    "close counter": lambda hall, once, n: hall.close_counter(COUNTERS[n % 3], command=once, actor="x"),
    "call next": lambda hall, once, n: hall.call_next(COUNTERS[n % 3], command=once, actor="x"),
    "call": lambda hall, once, n: hall.call(COUNTERS[n % 3], _ticket(hall, n), command=once, actor="x", reason="r"),
    "recall": lambda hall, once, n: hall.recall(*_called(hall, n), command=once, actor="x"),
    "serve": lambda hall, once, n: hall.serve(*_called(hall, n), command=once, actor="x"),
    "finish": lambda hall, once, n: hall.finish(*_called(hall, n), command=once, actor="x"),
    "no show": lambda hall, once, n: hall.no_show(*_called(hall, n), command=once, actor="x"),
    "park": lambda hall, once, n: hall.park(*_called(hall, n), command=once, actor="x"),
    "requeue": lambda hall, once, n: hall.requeue(*_called(hall, n), command=once, actor="x"),
    "transfer": lambda hall, once, n: hall.transfer(*_called(hall, n), SERVICES[n % 3], command=once, actor="x"),
    "cancel": lambda hall, once, n: hall.cancel(_ticket(hall, n), command=once, actor="x"),
    "start print": lambda hall, once, n: hall.start_print(_ticket(hall, n), command=once, actor="kiosk-1"),
    "end print": lambda hall, once, n: hall.end_print(
        _ticket(hall, n), PrintState.PRINTED, command=once, actor="kiosk-1"
    ),
    "reprint": lambda hall, once, n: hall.reprint(_ticket(hall, n), command=once, actor="kiosk-1"),
}


@pytest.fixture(scope="module")
def founded(sample_form: HallForm, sample_catalogue: Catalogue) -> Iterator[Path]:
    """A file with a hall in it, open at any hour, to be copied."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "hall.db"
        found_hall(f"sqlite:///{path}", open_all_day(sample_form), sample_catalogue, clock=FakeClock())
        yield path


@given(st.lists(st.tuples(st.sampled_from(sorted(VERBS)), st.integers(0, 40)), min_size=1, max_size=40))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_following_the_journal_gives_the_hall_that_is_in_the_store(
    founded: Path, played: list[tuple[str, int]]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{shutil.copy(founded, Path(folder) / 'hall.db')}"
        clock = FakeClock()
        hall, feed = Hall(url, "hatinh", clock=clock), Feed(url, "hatinh", clock=clock)
        try:
            # Something to play with, so that few examples are all refusals.
            for number in range(3):
                hall.issue(SERVICES[number], command=uuid4(), actor="kiosk-1")
                hall.open_counter(COUNTERS[number], command=uuid4(), actor="x")
            followed = hall.now()
            for name, choice in played:
                clock.forward(seconds=7)
                _try(VERBS[name], hall, choice)
                followed = _follow(followed, feed, hall)
                assert followed == hall.now(), name
        finally:
            feed.close()
            hall.close()


def test_a_new_day_must_be_read_afresh(
    sqlite_hall: Hall, sqlite_url: str, clock: FakeClock, command: Callable[[], UUID]
) -> None:
    sqlite_hall.issue("TP01", command=command(), actor="kiosk-1")
    before = sqlite_hall.now()
    clock.forward(days=1)
    sqlite_hall.issue("TP01", command=command(), actor="kiosk-1")
    feed = Feed(sqlite_url, sqlite_hall.id, clock=clock)
    first, *_ = feed.since(before.seq)
    feed.close()
    assert first.step is HallStep.END_DAY
    with pytest.raises(MustReadAgain):
        before.after(first)


def test_an_event_that_was_missed_must_be_read_afresh(
    sqlite_hall: Hall, sqlite_url: str, clock: FakeClock, command: Callable[[], UUID]
) -> None:
    before = sqlite_hall.now()
    for _ in range(2):
        sqlite_hall.issue("TP01", command=command(), actor="kiosk-1")
    feed = Feed(sqlite_url, sqlite_hall.id, clock=clock)
    _first, second = feed.since(before.seq)
    feed.close()
    with pytest.raises(MustReadAgain):
        before.after(second)


def test_an_event_that_is_known_already_changes_nothing(
    sqlite_hall: Hall, sqlite_url: str, clock: FakeClock, command: Callable[[], UUID]
) -> None:
    before = sqlite_hall.now()
    sqlite_hall.issue("TP01", command=command(), actor="kiosk-1")
    feed = Feed(sqlite_url, sqlite_hall.id, clock=clock)
    (event,) = feed.since(before.seq)
    feed.close()
    after = before.after(event)
    assert after.after(event) is after


def test_only_so_many_calls_are_kept_newest_first(sqlite_hall: Hall, command: Callable[[], UUID]) -> None:
    sqlite_hall.open_counter(4, command=command(), actor="x")
    for _ in range(KEPT_CALLS + 2):
        sqlite_hall.issue("TP01", command=command(), actor="kiosk-1")
        called = sqlite_hall.call_next(4, command=command(), actor="x")
        sqlite_hall.no_show(4, called.id, command=command(), actor="x")
    calls = sqlite_hall.now().calls
    assert len(calls) == KEPT_CALLS
    assert [call.seq for call in calls] == sorted((call.seq for call in calls), reverse=True)


def test_a_line_tells_how_many_wait_and_since_when(
    sqlite_hall: Hall, clock: FakeClock, command: Callable[[], UUID]
) -> None:
    since = clock.at
    for service in ("TP01", "TP02", "NM01"):
        sqlite_hall.issue(service, command=command(), actor="kiosk-1")
        clock.forward(minutes=1)
    lines = {line.agency: (line.waiting, line.oldest) for line in sqlite_hall.now().lines()}
    assert lines["TP"] == (2, since)
    assert lines["NM"][0] == 1


def test_a_print_is_no_invitation(
    sqlite_hall: Hall, sqlite_url: str, clock: FakeClock, command: Callable[[], UUID]
) -> None:
    before = sqlite_hall.now()
    issued = sqlite_hall.issue("TP01", command=command(), actor="kiosk-1")
    sqlite_hall.start_print(issued.job.id, command=command(), actor="kiosk-1")
    feed = Feed(sqlite_url, sqlite_hall.id, clock=clock)
    assert [call_of(event) for event in feed.since(before.seq)] == [None, None]
    feed.close()


def _try(verb: Verb, hall: Hall, choice: int) -> None:
    try:
        verb(hall, uuid4(), choice)
    except (Refusal, IndexError):
        return  # nothing changed, or there is nobody to do it to


def _follow(followed: HallNow, feed: Feed, hall: Hall) -> HallNow:
    for event in feed.since(followed.seq):
        try:
            followed = followed.after(event)
        except MustReadAgain:
            return hall.now()
    return followed


def _ticket(hall: Hall, choice: int) -> int:
    known = sorted(hall.now().tickets)
    return known[choice % len(known)] if known else choice


def _called(hall: Hall, choice: int) -> tuple[int, int]:
    """A counter and a ticket it has, or had."""
    there = [one for one in hall.now().tickets.values() if one.state is not State.WAITING]
    chosen = sorted(there, key=lambda one: one.id)[choice % max(1, len(there))]
    return chosen.counter or COUNTERS[0], chosen.id
