"""Years of old tickets, put into a store by its own SQL: as many as a hall gives in years, each with its print job
and the journal row of its issue."""

from __future__ import annotations

import json
import sqlite3
from typing import Any, Final

import psycopg

from shared.store.connection import store_url

PER_DAY: Final = 1000

_TICKET: Final = """
INSERT INTO ticket (hall_id, id, day, series, number, label, code, service, agency, priority, state, rank_at,
    issued_at, ahead, language, calls, returns, counter, called_at, served_at, ended_at)
SELECT :hall, n, {day}, 'C', 1 + n % {per_day}, 'C' || n, 'old' || n, 'VP01', 'VP', 'normal',
    CASE WHEN n % 12 = 0 THEN 'no_show' ELSE 'served' END, n * 1000000, n * 1000000, 0, 'vi', 1, 0, 1, n, n, n
FROM {numbers}
"""
_JOB: Final = """
INSERT INTO print_job (hall_id, id, ticket, station, state, copy)
SELECT :hall, n, n, 'bench', 'printed', 0 FROM {numbers}
"""
_JOURNAL: Final = """
INSERT INTO journal (hall_id, seq, at, day, step, command, actor, ticket, counter, body)
SELECT :hall, n, n * 1000000, {day}, CASE WHEN n % 2 = 0 THEN 'issue' ELSE 'call' END, {command}, 'bench', n, 1, :body
FROM {numbers}
"""
_DAY: Final = {
    "sqlite": "date('2015-01-01', '+' || (n / {per_day}) || ' days')",
    "postgresql": "to_char(date '2015-01-01' + (n / {per_day})::int, 'YYYY-MM-DD')",
}
_COMMAND: Final = {"sqlite": "printf('%032x', n)", "postgresql": "lpad(to_hex(n), 32, '0')"}
_NUMBERS: Final = {
    "sqlite": "(WITH RECURSIVE c(n) AS (SELECT {first} UNION ALL SELECT n+1 FROM c WHERE n<{last}) SELECT n FROM c)",
    "postgresql": "generate_series({first}::bigint, {last}::bigint) AS c(n)",
}


def add(url: str, hall_id: str, tickets: int) -> None:
    """Put `tickets` old tickets into a store whose hall is new."""
    if not tickets:
        return
    address = store_url(url)
    kind = address.get_backend_name()
    connection: Any
    if kind == "sqlite":
        connection = sqlite3.connect(str(address.database), isolation_level=None)
        connection.execute("PRAGMA synchronous=OFF")
    else:
        plain = address.set(drivername="postgresql").render_as_string(hide_password=False)
        connection = psycopg.connect(plain, autocommit=True)
    values = {"hall": hall_id, "body": json.dumps({"note": "x" * 500})}
    first = 1_000_000
    parts = {
        "numbers": _NUMBERS[kind].format(first=first, last=first + tickets - 1),
        "day": _DAY[kind].format(per_day=PER_DAY),
        "command": _COMMAND[kind],
        "per_day": PER_DAY,
    }
    connection.execute("BEGIN")
    for statement in (_TICKET, _JOB, _JOURNAL):
        _run(connection, kind, statement.format(**parts), values)
    _run(connection, kind, f"UPDATE hall SET seq = {first + tickets} WHERE id = :hall", values)
    connection.execute("COMMIT")
    if kind == "postgresql":
        connection.execute("VACUUM ANALYZE")
    else:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()


def _run(connection: Any, kind: str, statement: str, values: dict[str, str]) -> None:
    if kind == "postgresql":
        statement = statement.replace("%", "%%").replace(":hall", "%(hall)s").replace(":body", "%(body)s")
    used = {key: value for key, value in values.items() if f":{key}" in statement or f"({key})" in statement}
    connection.execute(statement, used)
