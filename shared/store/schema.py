"""The tables. `hall_id` leads every key: a province is many halls in one database, or one hall in each.

Instants are whole microseconds since 1970 UTC and days are ISO dates, so that both databases compare, index and
return them alike. The constraints refuse what the rules make impossible; migrations/ builds the same tables.
"""

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
    text,
)

import shared.store.posted_tables  # noqa: F401 - so that the metadata has its tables
from shared.domain.counter import CounterState
from shared.domain.events import PrintState
from shared.domain.pace import LEARNT_FROM
from shared.domain.ticket import AT_COUNTER, State, Step
from shared.store.people_tables import day_key, login, person, station, voice_role
from shared.store.tables import metadata, one_of

# The conditions of the partial indexes. A query must say them in the same words, or the index does not serve it.
IS_WAITING: Final = f"state = '{State.WAITING}'"
IS_PARKED: Final = f"state = '{State.PARKED}'"
IS_NO_SHOW: Final = f"state = '{State.NO_SHOW}'"
IS_AT_COUNTER: Final = "slot IS NOT NULL"
IS_CALL: Final = f"step = '{Step.CALL}'"
IS_CALL_OR_RECALL: Final = one_of("step", (Step.CALL, Step.RECALL))
IS_LEARNT_FROM: Final = one_of("step", LEARNT_FROM)
IS_TAKEN: Final = "ticket IS NOT NULL"
IS_OF_TICKET: Final = IS_TAKEN
IS_UNFINISHED: Final = one_of("state", (PrintState.PENDING, PrintState.SENDING))


hall: Final = Table(
    "hall",
    metadata,
    Column("id", Text, primary_key=True),
    # The last journal number. Every verb begins by raising it: that one row is the hall's turnstile.
    Column("seq", BigInteger, nullable=False),
    # Raised when rules or catalogue change, so that a running program knows its copy is old.
    Column("version", BigInteger, nullable=False),
    # The day of the last verb: the first verb of another day finds it here and ends the old day first.
    Column("day", Text, nullable=False),
    Column("rules", Text, nullable=False),
)

agency: Final = Table(
    "agency",
    metadata,
    Column("hall_id", Text, nullable=False),
    Column("code", Text, nullable=False),
    Column("letter", Text, nullable=False),
    Column("name_vi", Text, nullable=False),
    Column("name_en", Text, nullable=False),
    Column("place", Integer, nullable=False),
    Column("active", Integer, nullable=False),
    PrimaryKeyConstraint("hall_id", "code"),
    ForeignKeyConstraint(["hall_id"], ["hall.id"]),
    CheckConstraint("active IN (0, 1)", name="active"),
)

service: Final = Table(
    "service",
    metadata,
    Column("hall_id", Text, nullable=False),
    Column("code", Text, nullable=False),
    Column("agency", Text, nullable=False),
    Column("name_vi", Text, nullable=False),
    Column("name_en", Text, nullable=False),
    Column("quota_per_session", Integer),
    Column("successor", Text),
    Column("place", Integer, nullable=False),
    Column("active", Integer, nullable=False),
    PrimaryKeyConstraint("hall_id", "code"),
    ForeignKeyConstraint(["hall_id", "agency"], ["agency.hall_id", "agency.code"]),
    ForeignKeyConstraint(["hall_id", "successor"], ["service.hall_id", "service.code"]),
    CheckConstraint("active IN (0, 1)", name="active"),
    CheckConstraint("quota_per_session >= 0", name="quota"),
)

procedure: Final = Table(
    "procedure",
    metadata,
    Column("hall_id", Text, nullable=False),
    Column("code", Text, nullable=False),
    Column("service", Text, nullable=False),
    Column("name_vi", Text, nullable=False),
    Column("name_en", Text, nullable=False),
    Column("days", Integer),
    Column("place", Integer, nullable=False),
    Column("active", Integer, nullable=False),
    PrimaryKeyConstraint("hall_id", "code"),
    ForeignKeyConstraint(["hall_id", "service"], ["service.hall_id", "service.code"]),
    CheckConstraint("active IN (0, 1)", name="active"),
)

synonym: Final = Table(
    "synonym",
    metadata,
    Column("hall_id", Text, nullable=False),
    Column("say", Text, nullable=False),
    Column("means", Text, nullable=False),
    PrimaryKeyConstraint("hall_id", "say"),
    ForeignKeyConstraint(["hall_id"], ["hall.id"]),
)

#: What to bring for a service or a procedure.
document: Final = Table(
    "document",
    metadata,
    Column("hall_id", Text, nullable=False),
    Column("place", Integer, nullable=False),
    Column("code", Text, nullable=False),
    Column("name_vi", Text, nullable=False),
    Column("name_en", Text, nullable=False),
    PrimaryKeyConstraint("hall_id", "place"),
    ForeignKeyConstraint(["hall_id"], ["hall.id"]),
)

work_profile: Final = Table(
    "work_profile",
    metadata,
    Column("hall_id", Text, nullable=False),
    Column("code", Text, nullable=False),
    Column("name_vi", Text, nullable=False),
    Column("name_en", Text, nullable=False),
    Column("at_once", Integer, nullable=False),
    Column("place", Integer, nullable=False),
    Column("active", Integer, nullable=False),
    PrimaryKeyConstraint("hall_id", "code"),
    ForeignKeyConstraint(["hall_id"], ["hall.id"]),
    CheckConstraint("at_once >= 1", name="at_once"),
    CheckConstraint("active IN (0, 1)", name="active"),
)

profile_service: Final = Table(
    "profile_service",
    metadata,
    Column("hall_id", Text, nullable=False),
    Column("profile", Text, nullable=False),
    Column("service", Text, nullable=False),
    PrimaryKeyConstraint("hall_id", "profile", "service"),
    ForeignKeyConstraint(["hall_id", "profile"], ["work_profile.hall_id", "work_profile.code"]),
    ForeignKeyConstraint(["hall_id", "service"], ["service.hall_id", "service.code"]),
)

counter: Final = Table(
    "counter",
    metadata,
    Column("hall_id", Text, nullable=False),
    Column("number", Integer, nullable=False),
    Column("profile", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("officer", Text),
    Column("since", BigInteger),
    Column("reason", Text),
    Column("active", Integer, nullable=False),
    PrimaryKeyConstraint("hall_id", "number"),
    ForeignKeyConstraint(["hall_id", "profile"], ["work_profile.hall_id", "work_profile.code"]),
    CheckConstraint(one_of("state", CounterState), name="state"),
    CheckConstraint("active IN (0, 1)", name="active"),
)

#: How far each series is, each day.
series_day: Final = Table(
    "series_day",
    metadata,
    Column("hall_id", Text, nullable=False),
    Column("day", Text, nullable=False),
    Column("series", Text, nullable=False),
    Column("last", Integer, nullable=False),
    PrimaryKeyConstraint("hall_id", "day", "series"),
    ForeignKeyConstraint(["hall_id"], ["hall.id"]),
)

#: How many tickets a service with a quota has given in a session.
quota_use: Final = Table(
    "quota_use",
    metadata,
    Column("hall_id", Text, nullable=False),
    Column("day", Text, nullable=False),
    Column("session", Integer, nullable=False),
    Column("service", Text, nullable=False),
    Column("used", Integer, nullable=False),
    PrimaryKeyConstraint("hall_id", "day", "session", "service"),
    ForeignKeyConstraint(["hall_id", "service"], ["service.hall_id", "service.code"]),
)

ticket: Final = Table(
    "ticket",
    metadata,
    Column("hall_id", Text, nullable=False),
    Column("id", BigInteger, nullable=False),
    Column("day", Text, nullable=False),
    Column("series", Text, nullable=False),
    Column("number", Integer, nullable=False),
    Column("label", Text, nullable=False),
    Column("code", Text, nullable=False),
    Column("service", Text, nullable=False),
    Column("agency", Text, nullable=False),
    Column("priority", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("rank_at", BigInteger, nullable=False),
    Column("issued_at", BigInteger, nullable=False),
    Column("ahead", Integer, nullable=False),
    Column("language", Text, nullable=False),
    Column("procedure", Text),
    Column("counter", Integer),
    Column("slot", Integer),
    Column("calls", Integer, nullable=False),
    Column("returns", Integer, nullable=False),
    Column("called_at", BigInteger),
    Column("served_at", BigInteger),
    Column("ended_at", BigInteger),
    Column("need", Text),
    # Codes of services with blanks between them: they are never looked for, only carried along.
    Column("stops", Text, nullable=False, server_default=""),
    Column("wait_low", Integer),
    Column("wait_high", Integer),
    Column("appointment", Text),
    Column("outcome", Text),
    Column("dossiers", Integer),
    # With blanks between them, as the stops.
    Column("dossier_codes", Text, nullable=False, server_default=""),
    Column("back_at", BigInteger),
    Column("for_counter", Integer),
    Column("for_officer", Text),
    Column("back_counter", Integer),
    PrimaryKeyConstraint("hall_id", "id"),
    UniqueConstraint("hall_id", "day", "series", "number"),
    UniqueConstraint("hall_id", "code"),
    ForeignKeyConstraint(["hall_id", "service"], ["service.hall_id", "service.code"]),
    ForeignKeyConstraint(["hall_id", "counter"], ["counter.hall_id", "counter.number"]),
    CheckConstraint(one_of("state", State), name="state"),
    CheckConstraint(f"({one_of('state', AT_COUNTER)}) = (slot IS NOT NULL)", name="slot"),
    CheckConstraint("state <> 'waiting' OR counter IS NULL", name="waiting"),
    CheckConstraint("slot IS NULL OR counter IS NOT NULL", name="counter"),
)
#: The line itself: only waiting tickets, each service's in call order, so history costs nothing.
Index(
    "ix_ticket_line",
    ticket.c.hall_id,
    ticket.c.day,
    ticket.c.service,
    ticket.c.rank_at,
    ticket.c.id,
    sqlite_where=text(IS_WAITING),
    postgresql_where=text(IS_WAITING),
)
#: One citizen in each place of a counter, whatever two officers press in the same second.
Index(
    "uq_ticket_counter_slot",
    ticket.c.hall_id,
    ticket.c.counter,
    ticket.c.slot,
    unique=True,
    sqlite_where=text(IS_AT_COUNTER),
    postgresql_where=text(IS_AT_COUNTER),
)
#: The rest of what a screen shows at its start. There is no index over all that is live: PostgreSQL would take it
#: for the line and sort everybody who waits to find the first.
Index(
    "ix_ticket_parked",
    ticket.c.hall_id,
    ticket.c.day,
    sqlite_where=text(IS_PARKED),
    postgresql_where=text(IS_PARKED),
)
Index(
    "ix_ticket_no_show",
    ticket.c.hall_id,
    ticket.c.day,
    sqlite_where=text(IS_NO_SHOW),
    postgresql_where=text(IS_NO_SHOW),
)

journal: Final = Table(
    "journal",
    metadata,
    Column("hall_id", Text, nullable=False),
    Column("seq", BigInteger, nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("day", Text, nullable=False),
    Column("step", Text, nullable=False),
    Column("command", Text, nullable=False),
    Column("actor", Text, nullable=False),
    Column("ticket", BigInteger),
    Column("counter", Integer),
    Column("body", Text, nullable=False),
    PrimaryKeyConstraint("hall_id", "seq"),
    UniqueConstraint("hall_id", "command"),
    ForeignKeyConstraint(["hall_id"], ["hall.id"]),
)
#: What a board shows at its start.
Index(
    "ix_journal_calls",
    journal.c.hall_id,
    journal.c.seq,
    sqlite_where=text(IS_CALL_OR_RECALL),
    postgresql_where=text(IS_CALL_OR_RECALL),
)
#: What a counter called lately, for the house rules that take turns.
Index(
    "ix_journal_counter",
    journal.c.hall_id,
    journal.c.counter,
    journal.c.seq,
    sqlite_where=text(IS_CALL),
    postgresql_where=text(IS_CALL),
)

#: The life of one ticket: to undo its last step, and to say why it was called when it was.
Index(
    "ix_journal_ticket",
    journal.c.hall_id,
    journal.c.ticket,
    journal.c.seq,
    sqlite_where=text(IS_OF_TICKET),
    postgresql_where=text(IS_OF_TICKET),
)

#: What the pace of the hall is learnt from when a program starts.
Index(
    "ix_journal_learnt",
    journal.c.hall_id,
    journal.c.day,
    journal.c.seq,
    sqlite_where=text(IS_LEARNT_FROM),
    postgresql_where=text(IS_LEARNT_FROM),
)

print_job: Final = Table(
    "print_job",
    metadata,
    Column("hall_id", Text, nullable=False),
    Column("id", BigInteger, nullable=False),
    Column("ticket", BigInteger, nullable=False),
    Column("station", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("copy", Integer, nullable=False),
    Column("reason", Text),
    PrimaryKeyConstraint("hall_id", "id"),
    UniqueConstraint("hall_id", "ticket", "copy"),
    ForeignKeyConstraint(["hall_id", "ticket"], ["ticket.hall_id", "ticket.id"]),
    CheckConstraint(one_of("state", PrintState), name="state"),
)
#: What a kiosk must look at after a crash.
Index(
    "ix_print_job_unfinished",
    print_job.c.hall_id,
    print_job.c.station,
    sqlite_where=text(IS_UNFINISHED),
    postgresql_where=text(IS_UNFINISHED),
)

#: An appointment made elsewhere, and the ticket that was taken with it.
appointment: Final = Table(
    "appointment",
    metadata,
    Column("hall_id", Text, nullable=False),
    Column("code", Text, nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("service", Text, nullable=False),
    Column("procedure", Text),
    Column("language", Text, nullable=False),
    Column("ticket", BigInteger),
    PrimaryKeyConstraint("hall_id", "code"),
    ForeignKeyConstraint(["hall_id", "service"], ["service.hall_id", "service.code"]),
    ForeignKeyConstraint(["hall_id", "ticket"], ["ticket.hall_id", "ticket.id"]),
)
#: Where the ticket is cancelled, the appointment is free again.
Index(
    "ix_appointment_ticket",
    appointment.c.hall_id,
    appointment.c.ticket,
    sqlite_where=text(IS_TAKEN),
    postgresql_where=text(IS_TAKEN),
)

#: Of this day or this moment only: no backup holds them.
PASSING: Final = frozenset({day_key.name, person.name, station.name, login.name, voice_role.name})
