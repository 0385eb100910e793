"""One SQL statement: written with SQLAlchemy Core, compiled once per database, sent by the bare driver ever after.

A verb runs nine statements. Building an expression, and describing the columns of its result anew each time, costs
several times what the database needs for it.
"""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Callable
from typing import Any, NamedTuple

from sqlalchemy import Connection
from sqlalchemy.sql.dml import Insert
from sqlalchemy.sql.elements import ClauseElement


class _Compiled(NamedTuple):
    sql: str
    positions: tuple[str, ...] | None  # the order of the binds, where the driver wants them in order
    constants: dict[str, Any]  # binds whose value stands in the statement itself


def send(connection: Connection, sql: str, values: Any = ()) -> Any:
    """Send text to the driver; its cursor. Raises the driver's own errors."""
    cursor = connection.connection.cursor()
    cursor.execute(sql, values)
    return cursor


def _row_of(cursor: Any) -> Any:
    make: Callable[..., Any] = namedtuple  # the columns are known only now
    return make("Row", [column[0] for column in cursor.description], rename=True)


class Statement:
    """A Core statement whose binds are all named and plain (numbers, text, None)."""

    __slots__ = ("_compiled", "_element", "_given", "_row")

    def __init__(self, element: ClauseElement, *, given: tuple[str, ...] | None = None) -> None:
        """`given` names the columns an INSERT gets values for; None means all of them."""
        self._element = element
        self._given = given
        self._compiled: dict[str, _Compiled] = {}
        self._row: Any = None

    def run(self, connection: Connection, /, **values: Any) -> None:
        """Send it with these values, for what it does. Names follow the statement's binds."""
        self._send(connection, values).close()

    def rows(self, connection: Connection, /, **values: Any) -> list[Any]:
        """Send it; all rows of the answer, their columns by name."""
        cursor = self._send(connection, values)
        found = cursor.fetchall()
        if self._row is None:
            self._row = _row_of(cursor)
        cursor.close()
        return [self._row._make(row) for row in found]

    def row(self, connection: Connection, /, **values: Any) -> Any | None:
        """Send it; the first row of the answer, or None."""
        found = self.rows(connection, **values)
        return found[0] if found else None

    def _send(self, connection: Connection, values: dict[str, Any]) -> Any:
        compiled = self._compiled.get(connection.dialect.name) or self._compile(connection)
        if compiled.constants:
            values = {**compiled.constants, **values}
        if compiled.positions is None:
            return send(connection, compiled.sql, values)
        return send(connection, compiled.sql, [values[name] for name in compiled.positions])

    def _compile(self, connection: Connection) -> _Compiled:
        keys: list[str] | None = None
        if isinstance(self._element, Insert):
            keys = list(self._given) if self._given is not None else [c.key for c in self._element.table.columns]
        done: Any = self._element.compile(dialect=connection.dialect, column_keys=keys)
        compiled = _Compiled(
            sql=str(done),
            positions=tuple(done.positiontup) if done.positiontup is not None else None,
            constants={name: bind.value for name, bind in done.binds.items() if not bind.required},
        )
        self._compiled[connection.dialect.name] = compiled
        return compiled
