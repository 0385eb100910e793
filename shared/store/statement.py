"""One SQL statement: written with SQLAlchemy Core, compiled once per database, sent as plain text ever after.

Building and compiling an expression costs several times what the database needs for it; a verb runs half a dozen.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from sqlalchemy import Connection, CursorResult
from sqlalchemy.sql.dml import Insert
from sqlalchemy.sql.elements import ClauseElement


class _Compiled(NamedTuple):
    sql: str
    positions: tuple[str, ...] | None  # the order of the binds, where the driver wants them in order
    constants: dict[str, Any]  # binds whose value stands in the statement itself


class Statement:
    """A Core statement whose binds are all named and plain (numbers, text, None)."""

    __slots__ = ("_compiled", "_element", "_given")

    def __init__(self, element: ClauseElement, *, given: tuple[str, ...] | None = None) -> None:
        """`given` names the columns an INSERT gets values for; None means all of them."""
        self._element = element
        self._given = given
        self._compiled: dict[str, _Compiled] = {}

    def run(self, connection: Connection, /, **values: Any) -> CursorResult[Any]:
        """Send it with these values. Names follow the statement's binds; a missing one is a KeyError."""
        compiled = self._compiled.get(connection.dialect.name) or self._compile(connection)
        if compiled.constants:
            values = {**compiled.constants, **values}
        if compiled.positions is None:
            return connection.exec_driver_sql(compiled.sql, values)
        return connection.exec_driver_sql(compiled.sql, tuple([values[name] for name in compiled.positions]))

    def sql(self, connection: Connection) -> str:
        """The text as this database gets it (for measuring the same SQL on the bare driver)."""
        return (self._compiled.get(connection.dialect.name) or self._compile(connection)).sql

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
