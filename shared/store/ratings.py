"""What citizens thought of a visit: tied to the visit, and to nobody.

No verb and no journal row: the journal is read by every counter at once, and an officer must not see today which
citizen gave which answer.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from sqlalchemy import Connection, bindparam, func, select, text, update
from sqlalchemy.dialects.postgresql import insert as upsert

from shared.domain.errors import WrongState
from shared.domain.ticket import Step
from shared.store import journal
from shared.store.codec import event_of, micros
from shared.store.people_tables import rating
from shared.store.schema import journal as journal_table
from shared.store.statement import Statement

#: The ends of a visit that can be rated.
RATED: Final = frozenset({Step.FINISH, Step.CONTINUE})
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
_TALLIES: Final = Statement(
    select(rating.c.day, rating.c.agency, rating.c.score, func.count().label("times"))
    .where(
        rating.c.hall_id == bindparam("hall_id"),
        rating.c.day >= bindparam("first"),
        rating.c.day <= bindparam("last"),
    )
    .group_by(rating.c.day, rating.c.agency, rating.c.score)
    .order_by(rating.c.day, rating.c.agency, rating.c.score)
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How often a score (1 to 5; None: not answered) was given at an agency on a day."""

    day: date
    agency: str
    score: int | None
    times: int


def ask(connection: Connection, hall_id: str, visit: int, *, at: datetime) -> None:
    """An opinion is asked for on the visit that ended with this journal row; asking again changes nothing. Raises
    WrongState for a row that ends no visit."""
    row = _VISIT.row(connection, hall_id=hall_id, visit=visit)
    end = None if row is None else event_of(row)
    if end is None or end.ticket is None or end.step not in RATED:
        raise WrongState(str(visit), end.step if end else "", "rate")
    # Where a visit goes on, its last row names the next agency; the one before it who is to be rated.
    life = journal.last_of_ticket(connection, hall_id, end.ticket.id, most=_LIFE)
    served = next(one.ticket for one in life if one.seq < visit and one.ticket is not None)
    _ASK.run(
        connection,
        hall_id=hall_id,
        visit=visit,
        day=end.day.isoformat(),
        agency=served.agency,
        service=served.service,
        counter=served.counter,
        asked_at=micros(at),
        answered_at=None,
        score=None,
        reasons="",
    )


def answer(
    connection: Connection, hall_id: str, visit: int, *, score: int, reasons: Sequence[str], at: datetime
) -> None:
    """The first answer counts; a second changes nothing."""
    _ANSWER.run(
        connection,
        the_hall=hall_id,
        the_visit=visit,
        score=score,
        reasons=" ".join(reasons),
        answered_at=micros(at),
    )


def tallies(connection: Connection, hall_id: str, first: date, last: date) -> list[Tally]:
    """By day, agency and score."""
    rows = _TALLIES.rows(connection, hall_id=hall_id, first=first.isoformat(), last=last.isoformat())
    return [
        Tally(day=date.fromisoformat(row.day), agency=row.agency, score=row.score, times=int(row.times)) for row in rows
    ]
