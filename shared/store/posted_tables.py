"""The tables of what the boards tell everybody beside the calls."""

from __future__ import annotations

from typing import Final

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    ForeignKeyConstraint,
    Integer,
    PrimaryKeyConstraint,
    Table,
    Text,
)

from shared.domain.notices import NoticeKind
from shared.store.tables import metadata, one_of

#: What the hall tells everybody. One that was taken down stays, so that it can be told later what was to be read when.
notice: Final = Table(
    "notice",
    metadata,
    Column("hall_id", Text, nullable=False),
    Column("id", BigInteger, nullable=False),
    Column("kind", Text, nullable=False),
    Column("text_vi", Text, nullable=False),
    Column("text_en", Text, nullable=False),
    Column("starts_at", BigInteger, nullable=False),
    Column("ends_at", BigInteger),
    Column("taken_down_at", BigInteger),
    PrimaryKeyConstraint("hall_id", "id"),
    ForeignKeyConstraint(["hall_id"], ["hall.id"]),
    CheckConstraint(one_of("kind", NoticeKind), name="kind"),
    CheckConstraint("text_vi <> ''", name="text_vi"),
    CheckConstraint("ends_at > starts_at", name="ends_at"),
)

#: The figures that were published last: one row for a hall, and one for each agency.
figures: Final = Table(
    "figures",
    metadata,
    Column("hall_id", Text, nullable=False),
    Column("as_of", BigInteger, nullable=False),
    Column("source", Text, nullable=False),
    Column("since", Text),
    PrimaryKeyConstraint("hall_id"),
    ForeignKeyConstraint(["hall_id"], ["hall.id"]),
)
agency_figures: Final = Table(
    "agency_figures",
    metadata,
    Column("hall_id", Text, nullable=False),
    Column("agency", Text, nullable=False),
    Column("place", Integer, nullable=False),
    Column("received", Integer, nullable=False),
    Column("on_time", Integer, nullable=False),
    Column("late", Integer, nullable=False),
    Column("in_process", Integer, nullable=False),
    PrimaryKeyConstraint("hall_id", "agency"),
    ForeignKeyConstraint(["hall_id"], ["figures.hall_id"]),
    ForeignKeyConstraint(["hall_id", "agency"], ["agency.hall_id", "agency.code"]),
    CheckConstraint("received >= 0 AND on_time >= 0 AND late >= 0 AND in_process >= 0", name="counts"),
)
