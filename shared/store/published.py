"""The figures of the dossier system that were published last."""

from __future__ import annotations

from datetime import date
from typing import Final

from sqlalchemy import Connection, bindparam, delete, insert, select

from shared.domain.figures import AgencyFigures, Figures
from shared.store.codec import instant, micros
from shared.store.posted_tables import agency_figures, figures
from shared.store.statement import Statement

_HEAD: Final = Statement(select(figures).where(figures.c.hall_id == bindparam("hall_id")))
_ROWS: Final = Statement(
    select(agency_figures).where(agency_figures.c.hall_id == bindparam("hall_id")).order_by(agency_figures.c.place)
)


def last(connection: Connection, hall_id: str) -> Figures | None:
    """None where none were ever published."""
    head = _HEAD.row(connection, hall_id=hall_id)
    if head is None:
        return None
    return Figures(
        as_of=instant(head.as_of),
        source=head.source,
        since=date.fromisoformat(head.since) if head.since else None,
        agencies=tuple(
            AgencyFigures(
                agency=row.agency,
                received=row.received,
                on_time=row.on_time,
                late=row.late,
                in_process=row.in_process,
            )
            for row in _ROWS.rows(connection, hall_id=hall_id)
        ),
    )


def replace(connection: Connection, hall_id: str, new: Figures) -> None:
    """Put these in the place of those before."""
    connection.execute(delete(agency_figures).where(agency_figures.c.hall_id == hall_id))
    connection.execute(delete(figures).where(figures.c.hall_id == hall_id))
    connection.execute(
        insert(figures),
        {
            "hall_id": hall_id,
            "as_of": micros(new.as_of),
            "source": new.source,
            "since": new.since.isoformat() if new.since else None,
        },
    )
    connection.execute(
        insert(agency_figures),
        [
            {
                "hall_id": hall_id,
                "agency": one.agency,
                "place": place,
                "received": one.received,
                "on_time": one.on_time,
                "late": one.late,
                "in_process": one.in_process,
            }
            for place, one in enumerate(new.agencies)
        ],
    )
