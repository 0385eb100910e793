"""One SQL statement: written with SQLAlchemy Core, compiled once per database, sent as plain text ever after.

Building and compiling an expression costs several times what the database needs for it; a verb runs half a dozen.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, CursorResult
from sqlalchemy.sql.dml import Insert
from sqlalchemy.sql.elements import ClauseElement


class Statement:
    """A Core statement whose binds are all named and plain (numbers, text, None)."""

    __slots__ = ("_compiled", "_element", "_given")

    def __init__(self, element: ClauseElement, *, given: tuple[str, ...] | None = None) -> None:
        """`given` names the columns an INSERT gets values for; None means all of them."""
        self._element = element
        self._given = given
        self._compiled: dict[str, tuple[str, tuple[str, ...] | None]] = {}

    def run(self, connection: Connection, /, **values: Any) -> CursorResult[Any]:
        """Send it with these values. Names follow the statement's binds; a missing one is a KeyError."""
        compiled = self._compiled.get(connection.dialect.name) or self._compile(connection)
        sql, positions = compiled
        if positions is None:
            return connection.exec_driver_sql(sql, values)
        return connection.exec_driver_sql(sql, tuple([values[name] for name in positions]))

    def sql(self, connection: Connection) -> str:
        """The text as this database gets it (for measuring the same SQL on the bare driver)."""
        return (self._compiled.get(connection.dialect.name) or self._compile(connection))[0]

    def _compile(self, connection: Connection) -> tuple[str, tuple[str, ...] | None]:
        keys: list[str] | None = None
        if isinstance(self._element, Insert):
            keys = list(self._given) if self._given is not None else [c.key for c in self._element.table.columns]
        compiled: Any = self._element.compile(dialect=connection.dialect, column_keys=keys)
        positions = tuple(compiled.positiontup) if compiled.positiontup is not None else None
        self._compiled[connection.dialect.name] = (str(compiled), positions)
        return self._compiled[connection.dialect.name]
