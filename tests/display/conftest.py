"""A hall, its feed and a board in one hand: what is done in the hall reaches the board when the test says so."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest

from display.presenter import BoardPresenter
from display.scope import Scope, Ways
from display.state import BoardState
from shared.domain.ticket import Ticket
from shared.feed import Away, Feed
from shared.hall import Hall
from tests.conftest import FakeClock

WHOLE = Scope()
NOWHERE = Ways()


class Steady:
    """Seconds that nobody sets."""

    def __init__(self) -> None:
        self.seconds = 100.0

    def __call__(self) -> float:
        return self.seconds


class Stage:
    """Plays the hall and listens for the board."""

    def __init__(self, hall: Hall, url: str, clock: FakeClock) -> None:
        self.hall = hall
        self.clock = clock
        self.url = url
        self._feed = self._new_feed()
        self.presenter = self.board()

    def close(self) -> None:
        self._feed.close()

    def _new_feed(self) -> Feed:
        return Feed(self.url, self.hall.id, clock=self.clock)

    def board(self, *, scope: Scope = WHOLE, ways: Ways = NOWHERE, language: str = "vi") -> BoardPresenter:
        """A board that is switched on now (and the one that is told from now on)."""
        self.presenter = BoardPresenter(clock=self.clock, language=language, scope=scope, ways=ways)
        return self.presenter

    def hear(self) -> BoardState:
        """Tell the board all there is to tell."""
        while (news := self._feed.news(0.0)) is not None:
            self.presenter.told(news)
        return self.presenter.state

    def read_afresh(self) -> BoardState:
        """Tell a board a snapshot, as after a start or a lost connection."""
        self._feed.close()
        self._feed = self._new_feed()
        return self.hear()

    def lose_the_store(self) -> BoardState:
        return self.presenter.told(Away(reason="the cable"))

    def wait(self, seconds: float) -> BoardState:
        """Let time pass as it does, a quarter of a second at a time."""
        whole = self.presenter.state
        for _ in range(round(seconds * 4)):
            self.clock.forward(seconds=0.25)
            whole = self.presenter.tick()
        return whole

    def open(self, *counters: int) -> None:
        for number in counters:
            self.hall.open_counter(number, command=uuid4(), actor="x")

    def come(self, service: str, people: int = 1) -> None:
        for _ in range(people):
            self.hall.issue(service, command=uuid4(), actor="kiosk-1")

    def call(self, counter: int) -> Ticket:
        return self.hall.call_next(counter, command=uuid4(), actor="x")

    def recall(self, ticket: Ticket) -> None:
        self.hall.recall(ticket.counter or 0, ticket.id, command=uuid4(), actor="x")

    def serve(self, ticket: Ticket) -> None:
        self.hall.serve(ticket.counter or 0, ticket.id, command=uuid4(), actor="x")

    def serve_and_finish(self, ticket: Ticket) -> None:
        self.serve(ticket)
        self.hall.finish(ticket.counter or 0, ticket.id, command=uuid4(), actor="x")

    def no_show(self, ticket: Ticket) -> None:
        self.hall.no_show(ticket.counter or 0, ticket.id, command=uuid4(), actor="x")


@pytest.fixture
def stage(founded: Path, tmp_path: Path, clock: FakeClock) -> Iterator[Stage]:
    url = f"sqlite:///{shutil.copy(founded, tmp_path / 'hall.db')}"
    hall = Hall(url, "hatinh", clock=clock)
    made = Stage(hall, url, clock)
    yield made
    made.close()
    hall.close()
