"""What citizens thought of a visit: tied to the visit, and to nobody.

No verb and no journal row: the journal is read by every counter at once, and an officer must not see today which
citizen gave which answer.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from sqlalchemy import Connection, bindparam, delete, func, select, text, update
from sqlalchemy.dialects.postgresql import insert as upsert

from shared.domain.errors import WrongState
from shared.domain.events import Event
from shared.domain.ratings import ENDS, Figures, Tally
from shared.domain.ticket import Step, Ticket
from shared.store import journal
from shared.store.codec import event_of, micros
from shared.store.people_tables import rating
from shared.store.schema import journal as journal_table
from shared.store.statement import Statement

_LIFE: Final = 1000  # rows: more than any ticket has

_VISIT: Final = Statement(
    select(journal_table).where(
        journal_table.c.hall_id == bindparam("hall_id"), journal_table.c.seq == bindparam("visit")
    )
)
_ASK: Final = Statement(upsert(rating).on_conflict_do_nothing(index_elements=["hall_id", "visit"]))
_ANSWER: Final = Statement(
    update(rating)
    .where(rating.c.hall_id == bindparam("the_hall"), rating.c.visit == bindparam("the_visit"), text("score IS NULL"))
    .values(score=bindparam("score"), reasons=bindparam("reasons"), answered_at=bindparam("answered_at"))
)
_ANSWERED: Final = Statement(
    select(rating.c.visit).where(
        rating.c.hall_id == bindparam("hall_id"), rating.c.visit == bindparam("visit"), text("score IS NOT NULL")
    )
)
_TAKE_BACK: Final = Statement(
    delete(rating).where(
        rating.c.hall_id == bindparam("hall_id"), rating.c.visit == bindparam("visit"), text("score IS NULL")
    )
)
_TALLIES: Final = Statement(
    select(rating.c.day, rating.c.agency, rating.c.score, rating.c.reasons, func.count().label("times"))
    .where(
        rating.c.hall_id == bindparam("hall_id"),
        rating.c.day >= bindparam("first"),
        rating.c.day <= bindparam("last"),
    )
    .group_by(rating.c.day, rating.c.agency, rating.c.score, rating.c.reasons)
    .order_by(rating.c.day, rating.c.agency, rating.c.score, rating.c.reasons)
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Visit:
    """A visit that ended. `served` is the ticket as its counter had it; `earlier` are the rows of ends of the same
    serving, which were undone before it ended for good; `undone`: this end was, too."""

    end: Event
    served: Ticket
    earlier: tuple[int, ...]
    undone: bool


def ask(connection: Connection, hall_id: str, visit: int, *, at: datetime) -> None:
    """An opinion is asked for on the visit that ended with this journal row; asking again changes nothing, nor does
    asking on an end that was undone, or on one whose citizen had answered before it was. Raises WrongState for a row
    that ends no visit."""
    known = _visit(connection, hall_id, visit)
    if not known.undone and not _was_answered(connection, hall_id, known):
        _open(connection, hall_id, known, at=at)


def answer(
    connection: Connection, hall_id: str, visit: int, *, score: int, reasons: Sequence[str], at: datetime
) -> None:
    """The first answer counts; a second changes nothing. Counts as asked as well, whatever came of the asking: an
    opinion that was given is not lost when an officer takes the end of the visit back."""
    known = _visit(connection, hall_id, visit)
    if _was_answered(connection, hall_id, known):
        return
    _open(connection, hall_id, known, at=at)
    _ANSWER.run(
        connection,
        the_hall=hall_id,
        the_visit=visit,
        score=score,
        reasons=" ".join(dict.fromkeys(reasons)),
        answered_at=micros(at),
    )


def take_back(connection: Connection, hall_id: str, visit: int) -> None:
    """The end of this visit was undone: nobody was asked, unless somebody has answered."""
    _TAKE_BACK.run(connection, hall_id=hall_id, visit=visit)


def tallies(connection: Connection, hall_id: str, first: date, last: date) -> list[Tally]:
    """By day and agency, in this order."""
    found: dict[tuple[str, str], Figures] = {}
    for row in _TALLIES.rows(connection, hall_id=hall_id, first=first.isoformat(), last=last.isoformat()):
        some = Figures.of(row.score, row.reasons.split(), int(row.times))
        found[row.day, row.agency] = found.get((row.day, row.agency), Figures()).plus(some)
    return [Tally(day=date.fromisoformat(day), agency=agency, figures=one) for (day, agency), one in found.items()]


def _visit(connection: Connection, hall_id: str, visit: int) -> _Visit:
    row = _VISIT.row(connection, hall_id=hall_id, visit=visit)
    end = None if row is None else event_of(row)
    if end is None or end.ticket is None or end.step not in ENDS:
        raise WrongState(str(visit), end.step if end else "", "rate")
    life = journal.last_of_ticket(connection, hall_id, end.ticket.id, most=_LIFE)
    # Where a visit goes on, its last row names the next agency; it is the one before who is to be rated.
    before = next(one.ticket for one in life if one.seq < visit and one.ticket is not None)
    after = [one.step for one in life if one.seq > visit]
    return _Visit(
        end=end,
        served=before if end.step is Step.CONTINUE else end.ticket,
        earlier=tuple(one.seq for one in life if one.seq < visit and _ends_serving(one, end.ticket)),
        undone=bool(after) and after[-1] is Step.UNDO,
    )


def _ends_serving(event: Event, ticket: Ticket) -> bool:
    return event.step in ENDS and event.ticket is not None and event.ticket.served_at == ticket.served_at


def _was_answered(connection: Connection, hall_id: str, visit: _Visit) -> bool:
    return any(_ANSWERED.row(connection, hall_id=hall_id, visit=one) for one in visit.earlier)


def _open(connection: Connection, hall_id: str, visit: _Visit, *, at: datetime) -> None:
    _ASK.run(
        connection,
        hall_id=hall_id,
        visit=visit.end.seq,
        day=visit.end.day.isoformat(),
        agency=visit.served.agency,
        service=visit.served.service,
        counter=visit.served.counter,
        asked_at=micros(at),
        answered_at=None,
        score=None,
        reasons="",
    )
