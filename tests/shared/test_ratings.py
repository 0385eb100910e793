"""Opinions in the store: one for a visit, the first counts, an end that is undone asks nothing, today is nobody's."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

import pytest

from shared.domain.errors import NotAllowed, WrongState
from shared.domain.events import Event
from shared.domain.ratings import Figures, Tally, total
from shared.domain.ticket import Step, Ticket
from shared.hall import Hall
from shared.store.backup import back_up, restore
from tests.conftest import MORNING, FakeClock
from tests.visitor import Visitor

TODAY = MORNING.date()


class Visits:
    """Visits at counter 1, from the number to the end, and what came of asking about them."""

    def __init__(self, hall: Hall, clock: FakeClock, command: Callable[[], UUID]) -> None:
        self.hall, self._clock, self._command = hall, clock, command
        self.visitor = Visitor(hall, command)
        self.visitor.open()

    def served(self, *more: str) -> Ticket:
        """Somebody stands at the counter. `more` are further services of his visit."""
        made = self.hall.issue("VP01", stops=more, command=self._command(), actor="kiosk-1").ticket
        assert self.visitor.call().id == made.id
        return self.visitor.do("serve", made)

    def finish(self, ticket: Ticket) -> int:
        """The journal row of the end."""
        self.visitor.do("finish", ticket)
        return self.last().seq

    def undo(self, ticket: Ticket) -> None:
        self.visitor.do("undo", ticket)

    def last(self) -> Event:
        return self.hall.since(self.hall.now().seq - 1)[-1]

    def counted(self) -> list[Tally]:
        """What can be read tomorrow of today."""
        self._clock.forward(days=1)
        found = list(self.hall.ratings(TODAY, TODAY))
        self._clock.forward(days=-1)
        return found

    def figures(self) -> Figures:
        return total(self.counted())


@pytest.fixture
def visits(hall: Hall, clock: FakeClock, command: Callable[[], UUID]) -> Visits:
    return Visits(hall, clock, command)


def test_asked_and_answered_are_counted_by_day_and_agency(visits: Visits, hall: Hall) -> None:
    first, second = visits.finish(visits.served()), visits.finish(visits.served())
    hall.ask_rating(first)
    hall.ask_rating(second)
    hall.rate(second, 2, ["wait", "attitude"])
    (only,) = visits.counted()
    assert (only.day, only.agency) == (TODAY, "VP")
    assert (only.figures.asked, only.figures.answered, only.figures.scores) == (2, 1, (0, 1, 0, 0, 0))
    assert only.figures.faulted == {"wait": 1, "attitude": 1}


def test_asking_twice_is_asking_once(visits: Visits, hall: Hall) -> None:
    visit = visits.finish(visits.served())
    hall.ask_rating(visit)
    hall.rate(visit, 4)
    hall.ask_rating(visit)
    assert (visits.figures().asked, visits.figures().answered) == (1, 1)


def test_only_the_first_answer_counts(visits: Visits, hall: Hall) -> None:
    visit = visits.finish(visits.served())
    hall.ask_rating(visit)
    hall.rate(visit, 1, ["attitude"])
    hall.rate(visit, 5, ["wait"])
    figures = visits.figures()
    assert (figures.scores, figures.faulted, figures.praised) == ((1, 0, 0, 0, 0), {"attitude": 1}, {})


def test_an_answer_counts_as_asked_though_the_asking_never_arrived(visits: Visits, hall: Hall) -> None:
    hall.rate(visits.finish(visits.served()), 5)
    assert (visits.figures().asked, visits.figures().answered) == (1, 1)


def test_a_visit_that_goes_on_is_rated_for_the_agency_that_was_left(visits: Visits, hall: Hall) -> None:
    visit = visits.finish(visits.served("TP01"))
    assert visits.last().step is Step.CONTINUE
    assert visits.last().ticket is not None
    hall.ask_rating(visit)
    assert [one.agency for one in visits.counted()] == ["VP"]


def test_nobody_is_asked_about_a_row_that_ends_no_visit(visits: Visits, hall: Hall) -> None:
    visits.served()
    for row in (visits.last().seq, 1, 999_999):
        with pytest.raises(WrongState):
            hall.ask_rating(row)
        with pytest.raises(WrongState):
            hall.rate(row, 5)
    assert visits.counted() == []


@pytest.mark.parametrize("opinion", [(0, []), (6, []), (3, ["weather"])])
def test_an_opinion_the_hall_does_not_know_is_refused_and_not_repeated_in_the_refusal(
    visits: Visits, hall: Hall, opinion: tuple[int, list[str]]
) -> None:
    visit = visits.finish(visits.served())
    with pytest.raises(NotAllowed) as refused:
        hall.rate(visit, *opinion)
    assert not any(str(part) in str(refused.value) for part in (opinion[0], *opinion[1]))
    assert visits.counted() == []


def test_an_end_that_is_undone_takes_its_unanswered_question_with_it(visits: Visits, hall: Hall) -> None:
    ticket = visits.served()
    hall.ask_rating(visits.finish(ticket))
    visits.undo(ticket)
    assert visits.counted() == []
    hall.ask_rating(visits.finish(ticket))
    assert visits.figures().asked == 1


def test_asking_that_arrives_after_the_end_was_undone_asks_nothing(visits: Visits, hall: Hall) -> None:
    ticket = visits.served()
    visit = visits.finish(ticket)
    visits.undo(ticket)
    hall.ask_rating(visit)
    assert visits.counted() == []


def test_no_undo_takes_back_an_opinion_or_makes_room_for_a_second_one(visits: Visits, hall: Hall) -> None:
    ticket = visits.served()
    first = visits.finish(ticket)
    hall.ask_rating(first)
    hall.rate(first, 1)
    visits.undo(ticket)
    second = visits.finish(ticket)
    hall.ask_rating(second)
    hall.rate(second, 5)
    assert (visits.figures().asked, visits.figures().scores) == (1, (1, 0, 0, 0, 0))


def test_an_answer_that_was_on_its_way_when_the_end_was_undone_still_counts_once(visits: Visits, hall: Hall) -> None:
    ticket = visits.served()
    first = visits.finish(ticket)
    visits.undo(ticket)
    hall.rate(first, 2)
    hall.rate(visits.finish(ticket), 5)
    assert visits.figures().scores == (0, 1, 0, 0, 0)


def test_who_comes_again_the_same_day_is_asked_again(visits: Visits, hall: Hall, clock: FakeClock) -> None:
    ticket = visits.served("VP02")
    hall.rate(visits.finish(ticket), 5)
    clock.forward(minutes=1)
    assert visits.visitor.call().id == ticket.id
    visits.visitor.do("serve", ticket)
    hall.rate(visits.finish(ticket), 4)
    assert visits.figures().scores == (0, 0, 0, 1, 1)


def test_nothing_of_today_can_be_read(visits: Visits, hall: Hall) -> None:
    hall.rate(visits.finish(visits.served()), 5)
    assert hall.ratings(TODAY, TODAY) == []
    assert hall.ratings(date.min, TODAY + timedelta(days=9)) == []
    assert visits.figures().answered == 1


def test_opinions_are_kept_in_a_backup(visits: Visits, hall: Hall, store_url: str, tmp_path: Path) -> None:
    hall.rate(visits.finish(visits.served()), 3, ["place"])
    file, other = tmp_path / "all.gz", f"sqlite:///{tmp_path}/other.db"
    back_up(store_url, file)
    restore(file, other)
    again = Hall(other, hall.id, clock=lambda: MORNING + timedelta(days=1))
    assert total(again.ratings(TODAY, TODAY)).faulted == {"place": 1}
    again.close()
