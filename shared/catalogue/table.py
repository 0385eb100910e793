"""One table of another system, as such files come: with or without a byte order mark, with commas or semicolons, with
columns nobody asked for."""

from __future__ import annotations

import csv
from collections.abc import Collection, Iterator
from pathlib import Path

from shared.domain.errors import ConfigError
from shared.text import nfc


def filled_lines(file: Path, *, needed: Collection[str]) -> Iterator[tuple[int, dict[str, str]]]:
    """The filled lines with their numbers, cells by column, blanks around them gone. Raises ConfigError for a file that
    cannot be read or lacks a column of `needed`."""
    try:
        text = nfc(file.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError) as fault:
        raise ConfigError(file, "file", str(file), f"cannot be read: {fault}") from fault
    head = text.partition("\n")[0]
    table = csv.DictReader(text.splitlines(), delimiter=";" if head.count(";") > head.count(",") else ",")
    columns = [name.strip() for name in table.fieldnames or ()]
    for wanted in needed:
        if wanted not in columns:
            raise ConfigError(file, "columns", ", ".join(columns), f"the column {wanted} is missing")
    table.fieldnames = columns
    for row in table:
        cells = {name: (row[name] or "").strip() for name in columns}
        if any(cells.values()):
            yield table.line_num, cells
