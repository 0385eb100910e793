"""Reading published figures from a CSV file that the dossier system wrote.

    agency, received, on_time, late, in_process      one line an agency, by its code

Numbers are whole; 1.234 and 1 234 are read as people write them. Other columns are not read.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from difflib import get_close_matches
from pathlib import Path
from typing import Final

from shared.catalogue.reading import BadCatalogue, RowError
from shared.catalogue.table import filled_lines
from shared.domain.errors import ConfigError
from shared.domain.figures import AgencyFigures

_COUNTS: Final = ("received", "on_time", "late", "in_process")
_NUMBER: Final = re.compile(r"[0-9]{1,8}|[0-9]{1,3}([. \u00a0][0-9]{3}){1,2}", re.ASCII)


def read_figures(file: Path, *, agencies: Collection[str]) -> tuple[AgencyFigures, ...]:
    """The figures of `file`, which are of `agencies` of the catalogue, in its order of lines. Raises BadCatalogue with
    every bad line, ConfigError for a file that is no such table or has no line."""
    bad: list[RowError] = []
    found: dict[str, AgencyFigures] = {}
    for line, cells in filled_lines(file, needed=("agency", *_COUNTS)):
        agency = cells["agency"]
        cures = {}
        if agency in found:
            cures["agency"] = "this agency stands above already"
        elif agency not in agencies:
            cures["agency"] = "the catalogue has no such agency"
        numbers = {column: _number(cells[column]) for column in _COUNTS}
        cures |= {column: "write a whole number, 0 or more" for column, number in numbers.items() if number is None}
        for column, cure in cures.items():
            meant = get_close_matches(agency, agencies, n=2) if column == "agency" and agency not in found else ()
            bad.append(
                RowError(
                    file=file.name,
                    line=line,
                    column=column,
                    value=cells[column],
                    cure=cure,
                    suggestions=tuple(meant),
                )
            )
        found[agency] = AgencyFigures(agency=agency, **{column: number or 0 for column, number in numbers.items()})
    if bad:
        raise BadCatalogue.of(file.parent, bad)
    if not found:
        raise ConfigError(file, "file", str(file), "has no line: nothing would be published")
    return tuple(found.values())


def _number(text: str) -> int | None:
    return int(re.sub(r"[^0-9]", "", text)) if _NUMBER.fullmatch(text) else None
