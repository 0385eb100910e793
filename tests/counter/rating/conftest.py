from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import msgspec
import pytest

from counter.rating.outbox import Outbox
from counter.rating.presenter import RatingPresenter
from counter.rating.state import Page, RatingState
from shared.catalogue import Catalogue
from shared.desk_form import RatingForm
from shared.domain.errors import Refusal, StoreAway
from shared.domain.ratings import Figures, total
from shared.domain.ticket import Ticket
from shared.feed import Away, Feed
from shared.founding import found_hall
from shared.hall import Hall
from shared.settings import HallForm
from shared.ui.worker import PATIENCE, Answer, Done, Refused, Unsettled
from tests.conftest import MORNING, FakeClock

COUNTER = 7
TODAY = MORNING.date()


@pytest.fixture(scope="session")
def asking_form(sample_form: HallForm) -> HallForm:
    """The sample hall, which asks."""
    return msgspec.structs.replace(sample_form, rating=RatingForm(on=True, seconds=20))


@pytest.fixture(scope="session")
def asking(tmp_path_factory: pytest.TempPathFactory, asking_form: HallForm, sample_catalogue: Catalogue) -> Path:
    """The file of such a hall, which nobody has used yet."""
    path = tmp_path_factory.mktemp("asking") / "hall.db"
    found_hall(f"sqlite:///{path}", asking_form, sample_catalogue, clock=FakeClock())
    return path


@pytest.fixture
def sqlite_hall(asking: Path, sqlite_url: str, clock: FakeClock) -> Iterator[Hall]:
    """A hall that asks, at eight on a Monday morning."""
    shutil.copy(asking, sqlite_url.removeprefix("sqlite:///"))
    made = Hall(sqlite_url, "hatinh", clock=clock)
    yield made
    made.close()


class Officer:
    """Works at counter 7: citizens come for its first service, and everything goes as it should."""

    def __init__(self, hall: Hall, command: Callable[[], UUID], counter: int = COUNTER) -> None:
        self.hall, self._command, self.counter = hall, command, counter
        reference = hall.reference()
        self.profile = reference.profile(hall.now().counters[counter].profile)
        self._actor = f"counter-{counter}"
        self.does("open_counter")

    def does(self, verb: str, *arguments: Any, **options: Any) -> Any:
        command, actor = self._command(), self._actor
        return getattr(self.hall, verb)(self.counter, *arguments, command=command, actor=actor, **options)

    def calls(self, *, language: str = "vi", stops: tuple[str, ...] = ()) -> Ticket:
        """Somebody takes a number and is called at once."""
        service = sorted(self.profile.services)[0]
        self.hall.issue(service, language=language, stops=stops, command=self._command(), actor="kiosk-1")
        called: Ticket = self.does("call_next")
        return called

    def serves(self, *, language: str = "vi", stops: tuple[str, ...] = ()) -> Ticket:
        """And comes."""
        served: Ticket = self.does("serve", self.calls(language=language, stops=stops).id)
        return served

    def finishes(self, ticket: Ticket) -> int:
        """The journal row."""
        self.does("finish", ticket.id)
        return self.hall.now().seq


class QuickAsks:
    """Does at once what is asked, unless the store is `away`: then it gives up at once. Keeps what was asked."""

    def __init__(self, hall: Hall) -> None:
        self.hall = hall
        self.away = False
        self.asked = 0
        self.works: list[Callable[[Hall], Any]] = []

    def ask(self, work: Callable[[Hall], Any], answer: Callable[[Answer], None], *, patience: float = PATIENCE) -> None:
        self.asked += 1
        self.works.append(work)
        if self.away:
            answer(Unsettled(StoreAway("the cable")))
            return
        try:
            answer(Done(work(self.hall)))
        except Refusal as refusal:
            answer(Refused(refusal))


class Panel:
    """The panel of counter 7 without its window."""

    def __init__(self, hall: Hall, url: str, clock: FakeClock, number: int = COUNTER) -> None:
        self.hall, self.clock = hall, clock
        self.asks = QuickAsks(hall)
        self.shown: list[RatingState] = []
        self.watched_by: Callable[[RatingState], None] | None = None
        self._url = url
        self._feed = Feed(url, hall.id, clock=clock)
        self.outbox = Outbox(self.asks)
        self.presenter = RatingPresenter(number, outbox=self.outbox, show=self._show, clock=clock)
        self.follows()

    def _show(self, state: RatingState) -> None:
        self.shown.append(state)
        if self.watched_by is not None:
            self.watched_by(state)

    @property
    def state(self) -> RatingState:
        return self.presenter.state

    def page(self) -> Page:
        return self.presenter.state.page

    def follows(self) -> None:
        """Hears what has happened, all of it at once."""
        news = self._feed.news(0.0)
        if news is not None:
            self.presenter.told(news)

    def passes(self, seconds: float) -> None:
        """Time, looked at four times a second."""
        for _ in range(round(seconds * 4)):
            self.clock.forward(seconds=0.25)
            self.presenter.tick()

    def loses_the_store(self) -> None:
        self.asks.away = True
        self.presenter.told(Away(reason="the cable"))

    def has_the_store_again(self) -> None:
        """With a fresh snapshot, as the feed gives it."""
        self.asks.away = False
        self._feed.close()
        self._feed = Feed(self._url, self.hall.id, clock=self.clock)
        self.follows()

    def close(self) -> None:
        self._feed.close()


def counted(hall: Hall, clock: FakeClock) -> Figures:
    """What the hall will know of today."""
    at: datetime = clock.at
    clock.forward(days=1)
    found = total(hall.ratings(TODAY, TODAY))
    clock.at = at
    return found


@pytest.fixture
def officer(sqlite_hall: Hall, command: Callable[[], UUID]) -> Officer:
    return Officer(sqlite_hall, command)


@pytest.fixture
def panel(sqlite_hall: Hall, sqlite_url: str, clock: FakeClock, officer: Officer) -> Iterator[Panel]:
    made = Panel(sqlite_hall, sqlite_url, clock)
    yield made
    made.close()


@pytest.fixture
def asked(panel: Panel, officer: Officer) -> Panel:
    """Somebody was served and is asked, for half a second now."""
    officer.finishes(officer.serves())
    panel.follows()
    panel.passes(0.5)
    return panel
