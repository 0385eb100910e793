"""Reading appointments from a CSV file that a booking system wrote.

    code, at, field, procedure, language      procedure and language may be missing or empty

`at` is the hall's own time, such as 2026-11-26 08:30. Other columns are not read, least of all who it is.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from difflib import get_close_matches
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from shared.catalogue.reading import BadCatalogue, RowError
from shared.catalogue.table import filled_lines
from shared.domain.appointment import Appointment
from shared.text import LANGUAGES

_NEEDED: Final = ("code", "at", "field")


def read_appointments(file: Path, *, fields: Collection[str], zone: ZoneInfo) -> tuple[Appointment, ...]:
    """All appointments of `file`, which lead to `fields` of the catalogue. Raises BadCatalogue with every bad line,
    ConfigError for a file that is no such table."""
    bad: list[RowError] = []
    found: dict[str, Appointment] = {}
    for line, cells in filled_lines(file, needed=_NEEDED):

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
        at = moment(cells["at"], zone)
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


def moment(text: str, zone: ZoneInfo) -> datetime | None:
    """A time as people write it, of the hall's own clock unless it says another; None if it is none."""
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        return None
    return at.replace(tzinfo=zone) if at.tzinfo is None else at
