"""What the kiosk's tests put in the place of a thread, a window and a watch."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from kiosk.paper import Paper
from kiosk.presenter import Presenter
from kiosk.state import KioskState, Page
from shared.board import HallNow
from shared.catalogue import Catalogue
from shared.domain.events import PrintJob, PrintState
from shared.domain.ticket import State, Ticket
from shared.feed import News
from shared.hall import Hall, Issued
from shared.settings import HallForm
from shared.store.reference import Reference
from shared.ui.worker import PATIENCE, Answer, Done
from tests.conftest import MORNING, FakeClock

_T = TypeVar("_T")


@dataclass(slots=True)
class Asked:
    """One thing asked, waiting for the test to answer it."""

    work: Callable[[Hall], Any]
    answer: Callable[[Answer], None]
    patience: float


class FakeAsks:
    """A worker that does nothing until the test says what came of it."""

    def __init__(self) -> None:
        self.asked: list[Asked] = []

    def ask(self, work: Callable[[Hall], _T], answer: Callable[[Answer], None], *, patience: float = PATIENCE) -> None:
        self.asked.append(Asked(work, answer, patience))

    def answer(self, given: Answer, number: int = 0) -> None:
        """Answer what was asked first (or `number`) and forget it."""
        self.asked.pop(number).answer(given)

    def answer_last(self, given: Answer) -> None:
        self.answer(given, -1)

    def work_off(self, hall: Hall) -> None:
        """Do everything that was asked, as a worker would whose store is there."""
        while self.asked:
            asked = self.asked.pop(0)
            asked.answer(Done(asked.work(hall)))


class FakeView:
    """Remembers what it was to show."""

    def __init__(self) -> None:
        self.states: list[KioskState] = []

    def show_state(self, state: KioskState) -> None:
        self.states.append(state)


class FakeSeconds:
    """A watch that stands still until it is moved."""

    def __init__(self) -> None:
        self.at = 100.0

    def __call__(self) -> float:
        return self.at

    def forward(self, seconds: float) -> None:
        self.at += seconds


class KioskOnPaper:
    """A presenter with fakes all around it, already told of a hall."""

    def __init__(self, form: HallForm, catalogue: Catalogue, *, language: str = "vi") -> None:
        self.asks = FakeAsks()
        self.view = FakeView()
        self.seconds = FakeSeconds()
        self.clock = FakeClock()
        self.reference = Reference.of(1, form, catalogue)
        self.paper = Paper(None, station="kiosk-1", ticket_page="https://example.test/p/")
        self.presenter = Presenter(
            self.view,
            self.asks,
            self.paper,
            station="kiosk-1",
            language=language,
            clock=self.clock,
            seconds=self.seconds,
        )

    def begin(self, *tickets: Ticket) -> None:
        """Start, with the index still to be made and leftovers looked for."""
        self.presenter.start()
        self.presenter.told(News(now=hall_now(*tickets), reference=self.reference))
        self.asks.asked.clear()

    def go_to_confirm(self, agency: str = "TP", service: str = "TP01") -> None:
        self.presenter.choose_agency(agency)
        self.presenter.choose_service(service)

    def wait(self, seconds: float) -> None:
        """Let time pass in beats, as a timer would."""
        for _ in range(round(seconds)):
            self.seconds.forward(1.0)
            self.clock.forward(seconds=1)
            self.presenter.tick()

    @property
    def state(self) -> KioskState:
        return self.presenter.state

    def expect(self, page: Page) -> None:
        assert self.page is page

    @property
    def page(self) -> Page:
        return self.state.page


def hall_now(*tickets: Ticket, seq: int = 7) -> HallNow:
    by_id = {one.id: one for one in tickets}
    return HallNow(hall_id="hatinh", seq=seq, day=MORNING.date(), tickets=by_id, counters={})


def ticket(number: int = 47, *, service: str = "TP01", agency: str = "TP", at: datetime = MORNING) -> Ticket:
    return Ticket(
        id=number,
        day=at.date(),
        series="C",
        number=number,
        label=f"C{number:03}",
        code="abc",
        service=service,
        agency=agency,
        priority="normal",
        state=State.WAITING,
        rank_at=at,
        issued_at=at,
        ahead=5,
    )


def issued(number: int = 47, *, copy: int = 0) -> Issued:
    one = ticket(number)
    job = PrintJob(id=number + 100 * copy, ticket=one.id, station="kiosk-1", state=PrintState.PENDING, copy=copy)
    return Issued(ticket=one, job=job)
