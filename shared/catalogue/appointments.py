"""Reading appointments from a CSV file that a booking system wrote.

    code, at, field, procedure, language      procedure and language may be missing or empty

`at` is the hall's own time, such as 2026-11-26 08:30. Other columns are not read, least of all who it is.
"""

from __future__ import annotations

import csv
from collections.abc import Collection, Iterator, Mapping
from datetime import datetime
from difflib import get_close_matches
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from shared.catalogue.reading import BadCatalogue, RowError
from shared.domain.appointment import Appointment
from shared.domain.errors import ConfigError
from shared.text import LANGUAGES, nfc

_NEEDED: Final = ("code", "at", "field")


def read_appointments(file: Path, *, fields: Collection[str], zone: ZoneInfo) -> tuple[Appointment, ...]:
    """All appointments of `file`, which lead to `fields` of the catalogue. Raises BadCatalogue with every bad line,
    ConfigError for a file that is no such table."""
    bad: list[RowError] = []
    found: dict[str, Appointment] = {}
    for line, cells in _lines(file):

        def refuse(column: str, cure: str, *suggestions: str, at: int = line, row: Mapping[str, str] = cells) -> None:
            bad.append(
                RowError(
                    file=file.name,
                    line=at,
                    column=column,
                    value=row.get(column, ""),
                    cure=cure,
                    suggestions=suggestions,
                )
            )

        code, field, language = cells["code"], cells["field"], cells.get("language") or LANGUAGES[0]
        at = _moment(cells["at"], zone)
        if not code or code in found:
            refuse("code", "give each appointment a code of its own")
        if at is None:
            refuse("at", "write a time such as 2026-11-26 08:30")
        if field not in fields:
            refuse("field", "the catalogue has no such field", *get_close_matches(field, fields, n=2))
        if language not in LANGUAGES:
            refuse("language", f"write {' or '.join(LANGUAGES)}")
        if at is not None:
            procedure = cells.get("procedure") or None
            found[code] = Appointment(code=code, at=at, service=field, procedure=procedure, language=language)
    if bad:
        raise BadCatalogue.of(file.parent, bad)
    return tuple(found.values())


def _lines(file: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """The filled lines with their numbers, cells by column, blanks around them gone."""
    try:
        text = nfc(file.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError) as fault:
        raise ConfigError(file, "file", str(file), f"cannot be read: {fault}") from fault
    head = text.partition("\n")[0]
    table = csv.DictReader(text.splitlines(), delimiter=";" if head.count(";") > head.count(",") else ",")
    columns = [name.strip() for name in table.fieldnames or ()]
    for wanted in _NEEDED:
        if wanted not in columns:
            raise ConfigError(file, "columns", ", ".join(columns), f"the column {wanted} is missing")
    table.fieldnames = columns
    for row in table:
        cells = {name: (row[name] or "").strip() for name in columns}
        if any(cells.values()):
            yield table.line_num, cells


def _moment(text: str, zone: ZoneInfo) -> datetime | None:
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        return None
    return at.replace(tzinfo=zone) if at.tzinfo is None else at
