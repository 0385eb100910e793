"""The tables of who is in the hall, other than the line itself: persons who took a number, staff, machines, words
and opinions."""

from __future__ import annotations

from typing import Final

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    ForeignKeyConstraint,
    Index,
    Integer,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
)

from shared.domain.roles import Role
from shared.domain.station import StationKind
from shared.store.tables import metadata, one_of

#: The key under which identity numbers of one day are hashed. It dies with the day, and with it what it hashed.
day_key: Final = Table(
    "day_key",
    metadata,
    Column("hall_id", Text, nullable=False),
    Column("day", Text, nullable=False),
    Column("key", Text, nullable=False),
    PrimaryKeyConstraint("hall_id", "day"),
    ForeignKeyConstraint(["hall_id"], ["hall.id"]),
)

#: Which numbers one person has today, by the keyed hash of the card that was shown.
person: Final = Table(
    "person",
    metadata,
    Column("hall_id", Text, nullable=False),
    Column("day", Text, nullable=False),
    Column("mark", Text, nullable=False),
    Column("ticket", BigInteger, nullable=False),
    PrimaryKeyConstraint("hall_id", "day", "mark", "ticket"),
    ForeignKeyConstraint(["hall_id", "ticket"], ["ticket.hall_id", "ticket.id"]),
)

#: The last sign of life of each program of the hall. No journal: it is about machines, not about people in line.
station: Final = Table(
    "station",
    metadata,
    Column("hall_id", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("kind", Text, nullable=False),
    # Another at each start of the program: tells a station that came back from a second one of its name.
    Column("run", Text, nullable=False),
    Column("version", Text, nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("started", BigInteger, nullable=False),
    Column("clock_ms", BigInteger, nullable=False),
    Column("seq", BigInteger, nullable=False),
    Column("behind_ms", BigInteger, nullable=False),
    Column("doubled", Integer, nullable=False),
    Column("devices", Text, nullable=False),
    # Of a board that speaks: the last journal row up to which all calls are settled, and how long the next one waits.
    Column("spoken", BigInteger),
    Column("unsaid_ms", BigInteger, nullable=False, server_default="0"),
    PrimaryKeyConstraint("hall_id", "kind", "name"),
    ForeignKeyConstraint(["hall_id"], ["hall.id"]),
    CheckConstraint(one_of("kind", StationKind), name="kind"),
    CheckConstraint("doubled IN (0, 1)", name="doubled"),
)

#: Which of the boards that hear each other speaks, until when, and which calls are settled.
voice_role: Final = Table(
    "voice_role",
    metadata,
    Column("hall_id", Text, nullable=False),
    Column("earshot", Text, nullable=False),
    Column("holder", Text, nullable=False),
    Column("until", BigInteger, nullable=False),
    Column("settled", Text, nullable=False),
    PrimaryKeyConstraint("hall_id", "earshot"),
    ForeignKeyConstraint(["hall_id"], ["hall.id"]),
)

#: Who works in the hall. The PIN is an argon2 hash; wrong tries are counted here, so that no restart and no other
#: machine buys one more.
staff: Final = Table(
    "staff",
    metadata,
    Column("hall_id", Text, nullable=False),
    Column("code", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("agency", Text),
    # Codes of work profiles with blanks between them; none: all.
    Column("profiles", Text, nullable=False),
    Column("pin", Text, nullable=False),
    Column("wrong", Integer, nullable=False, server_default="0"),
    Column("locks", Integer, nullable=False, server_default="0"),
    Column("locked_until", BigInteger),
    Column("active", Integer, nullable=False, server_default="1"),
    PrimaryKeyConstraint("hall_id", "code"),
    ForeignKeyConstraint(["hall_id", "agency"], ["agency.hall_id", "agency.code"]),
    CheckConstraint(one_of("role", Role), name="role"),
    CheckConstraint("active IN (0, 1)", name="active"),
)

#: Who is logged in where: one officer at one counter, or a manager at none. Of the secret that proves it only a hash
#: is kept.
login: Final = Table(
    "login",
    metadata,
    Column("hall_id", Text, nullable=False),
    Column("staff", Text, nullable=False),
    Column("counter", Integer),
    Column("secret", Text, nullable=False),
    Column("since", BigInteger, nullable=False),
    PrimaryKeyConstraint("hall_id", "staff"),
    UniqueConstraint("hall_id", "counter"),
    ForeignKeyConstraint(["hall_id", "staff"], ["staff.hall_id", "staff.code"]),
    ForeignKeyConstraint(["hall_id", "counter"], ["counter.hall_id", "counter.number"]),
)

#: What the manager tells the counters.
message: Final = Table(
    "message",
    metadata,
    Column("hall_id", Text, nullable=False),
    Column("id", BigInteger, nullable=False),
    Column("day", Text, nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("author", Text, nullable=False),
    Column("text", Text, nullable=False),
    # Numbers with blanks between them; none: all.
    Column("counters", Text, nullable=False),
    PrimaryKeyConstraint("hall_id", "id"),
    ForeignKeyConstraint(["hall_id"], ["hall.id"]),
)
Index("ix_message_day", message.c.hall_id, message.c.day)

#: What was answered, or not, when a visit was over. `visit` is the journal row of its end; who served it stands there
#: and not here.
rating: Final = Table(
    "rating",
    metadata,
    Column("hall_id", Text, nullable=False),
    Column("visit", BigInteger, nullable=False),
    Column("day", Text, nullable=False),
    Column("agency", Text, nullable=False),
    Column("service", Text, nullable=False),
    Column("counter", Integer, nullable=False),
    Column("asked_at", BigInteger, nullable=False),
    Column("answered_at", BigInteger),
    Column("score", Integer),
    Column("reasons", Text, nullable=False, server_default=""),
    PrimaryKeyConstraint("hall_id", "visit"),
    ForeignKeyConstraint(["hall_id", "visit"], ["journal.hall_id", "journal.seq"]),
    CheckConstraint("score BETWEEN 1 AND 5", name="score"),
    CheckConstraint("(score IS NULL) = (answered_at IS NULL)", name="answered"),
)
Index("ix_rating_day", rating.c.hall_id, rating.c.day)
