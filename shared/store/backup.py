"""A whole store in one file, taken while the hall runs, and put back into an empty store of either kind.

The file is gzip'd JSON lines: a head with the tables' revision, then each table's rows in one consistent view, then
a foot with the counts, without which the file is not whole. Because it says nothing of the database it came from,
it also moves a hall from SQLite to PostgreSQL.
"""

from __future__ import annotations

import gzip
import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final, TextIO

import msgspec
from sqlalchemy import Connection, Table, func, insert, select

from shared.domain.errors import ConfigError
from shared.store import revision, upgrade
from shared.store.connection import Connections
from shared.store.schema import PASSING, service
from shared.store.tables import metadata

FORMAT: Final = "motcua-backup-1"
_ROWS_AT_ONCE: Final = 500


def back_up(url: str, file: Path) -> dict[str, int]:
    """Write the whole store to `file`; the rows of each table. The hall runs on meanwhile.

    The file appears whole or not at all. Raises StoreAway, ConfigError.
    """
    connections = Connections(url)
    partial = file.with_name(file.name + ".part")
    counts: dict[str, int] = {}
    try:
        with connections.reading() as connection, gzip.open(partial, "wt", encoding="utf-8", newline="\n") as out:
            revision.check(connection, url)
            head = {"format": FORMAT, "revision": revision.KNOWN[-1], "made_at": datetime.now(UTC)}
            _write(out, head)
            for table in (one for one in metadata.sorted_tables if one.name not in PASSING):
                counts[str(table.name)] = _write_table(connection, table, out)
            _write(out, {"end": counts})
        with partial.open("rb") as written:
            os.fsync(written.fileno())
        partial.replace(file)
    finally:
        connections.close()
        partial.unlink(missing_ok=True)
    return counts


def restore(file: Path, url: str) -> dict[str, int]:
    """Fill the empty store at `url` from `file`; the rows of each table.

    Raises ConfigError, leaving the store as it was, for a store that holds a hall, a file that is not whole, and a
    file of a newer program.
    """
    head = next(_lines(file), {})
    if head.get("format") != FORMAT:
        raise ConfigError(file, "format", head.get("format"), "is not a backup of this program")
    if head["revision"] not in revision.KNOWN:
        raise ConfigError(file, "revision", head["revision"], "was made by a newer program; install that one first")
    upgrade.upgrade(url, head["revision"])
    connections = Connections(url)
    try:
        with connections.writing() as connection:
            counts = _fill(connection, file, url)
    finally:
        connections.close()
    upgrade.upgrade(url)
    return counts


def _fill(connection: Connection, file: Path, url: str) -> dict[str, int]:
    if connection.execute(select(func.count()).select_from(metadata.tables["hall"])).scalar_one():
        raise ConfigError("store", "url", url, "already holds a hall; restore into an empty store")
    counts = {str(name): 0 for name in metadata.tables}
    end: dict[str, int] | None = None
    for line in _lines(file):
        if "table" in line:
            table = metadata.tables[line["table"]]
            connection.execute(insert(table), line["rows"])
            counts[str(table.name)] += len(line["rows"])
        elif "end" in line:
            end = line["end"]
    # A backup of an older program has fewer tables.
    if end is None or {**dict.fromkeys(counts, 0), **end} != counts:
        raise ConfigError(file, "end", end, "the file is not whole; take another backup")
    return counts


def _write_table(connection: Connection, table: Table, out: TextIO) -> int:
    count = 0
    # A service may name its heir, so heirs come first.
    order = [table.c.successor.is_not(None)] if table is service else []
    result = connection.execute(select(table).order_by(*order, *table.primary_key.columns))
    columns = [str(column.name) for column in table.columns]
    for rows in result.partitions(_ROWS_AT_ONCE):
        _write(out, {"table": str(table.name), "rows": [dict(zip(columns, row, strict=True)) for row in rows]})
        count += len(rows)
    return count


def _write(out: TextIO, line: dict[str, Any]) -> None:
    out.write(msgspec.json.encode(line).decode() + "\n")


def _lines(file: Path) -> Iterator[dict[str, Any]]:
    try:
        with gzip.open(file, "rt", encoding="utf-8") as lines:
            for line in lines:
                yield msgspec.json.decode(line, type=dict[str, Any])
    except FileNotFoundError:
        raise ConfigError(file, "file", str(file), "no such file") from None
    except (OSError, EOFError, UnicodeDecodeError, msgspec.DecodeError) as fault:
        raise ConfigError(file, "file", str(file), f"is not a whole backup: {fault}") from fault
