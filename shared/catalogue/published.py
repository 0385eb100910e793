"""Reading published figures from a CSV file that the dossier system wrote.

    agency, received, on_time, late, in_process      one line an agency, by its code or its Vietnamese name

The columns may have Vietnamese names (`OTHER_NAMES`). Numbers are whole; 1.234 and 1 234 are read as people write them.
A last line of totals is held against the lines above it and not published. Other columns are not read.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from difflib import get_close_matches
from pathlib import Path
from types import MappingProxyType
from typing import Final

from shared.catalogue.reading import BadCatalogue, RowError
from shared.catalogue.table import filled_lines
from shared.domain.errors import ConfigError
from shared.domain.figures import AgencyFigures

_COUNTS: Final = ("received", "on_time", "late", "in_process")
#: What dossier systems call these columns; of several that are there the first counts.
OTHER_NAMES: Final[Mapping[str, Collection[str]]] = MappingProxyType(
    {
        "agency": ("mã cơ quan", "mã đơn vị", "cơ quan", "đơn vị", "tên cơ quan", "tên đơn vị"),
        "received": ("tiếp nhận", "đã tiếp nhận", "tổng tiếp nhận", "số hồ sơ tiếp nhận"),
        "on_time": ("đúng hạn", "giải quyết đúng hạn", "đã giải quyết đúng hạn"),
        "late": ("trễ hạn", "giải quyết trễ hạn", "đã giải quyết trễ hạn", "quá hạn", "giải quyết quá hạn"),
        "in_process": ("đang giải quyết", "đang xử lý"),
    }
)
_TOTALS: Final = frozenset({"tổng", "tổng số", "tổng cộng", "cộng", "toàn tỉnh", "total"})
_NUMBER: Final = re.compile(r"[0-9]{1,8}|[0-9]{1,3}([. \u00a0\u202f][0-9]{3}){1,2}", re.ASCII)
_NOTHING: Final[Mapping[str, str]] = MappingProxyType({})


def read_figures(
    file: Path, *, agencies: Collection[str], names: Mapping[str, str] = _NOTHING
) -> tuple[AgencyFigures, ...]:
    """The figures of `file`, which are of `agencies` of the catalogue, in its order of lines; `names` has their codes
    by what people call them. Raises BadCatalogue with every bad line, ConfigError for a file that is no such table or
    has no line."""
    reading = _Reading(file, agencies, {name.casefold(): code for name, code in names.items()})
    for line, cells in filled_lines(file, needed=("agency", *_COUNTS), other_names=OTHER_NAMES):
        reading.read(line, cells)
    if reading.bad:
        raise BadCatalogue.of(file.parent, reading.bad)
    if not reading.found:
        raise ConfigError(file, "file", str(file), "has no line: nothing would be published")
    return tuple(reading.found.values())


class _Reading:
    """The lines of one file, one after the other."""

    def __init__(self, file: Path, agencies: Collection[str], names: Mapping[str, str]) -> None:
        self._file = file
        self._agencies = agencies
        self._names = names
        self.bad: list[RowError] = []
        self.found: dict[str, AgencyFigures] = {}

    def read(self, line: int, cells: Mapping[str, str]) -> None:
        written = " ".join(cells["agency"].split())
        agency = written if written in self._agencies else self._names.get(written.casefold(), written)
        counts = {column: _number(cells[column]) for column in _COUNTS}
        cures = {column: "write a whole number, 0 or more" for column, number in counts.items() if number is None}
        if agency not in self._agencies and written.casefold() in _TOTALS:
            cures |= {column: cure for column, cure in self._totals(counts).items() if column not in cures}
        else:
            cures |= self._agency(agency)
            # Kept though it be bad, so that a second line of this agency is told too.
            self.found[agency] = AgencyFigures(agency=agency, **{name: number or 0 for name, number in counts.items()})
        for column in ("agency", *_COUNTS):
            if column in cures:
                meant = self._meant(written) if column == "agency" and agency not in self._agencies else ()
                self.bad.append(
                    RowError(
                        file=self._file.name,
                        line=line,
                        column=column,
                        value=cells[column],
                        cure=cures[column],
                        suggestions=meant,
                    )
                )

    def _agency(self, agency: str) -> dict[str, str]:
        if agency in self.found:
            return {"agency": "this agency stands above already"}
        return {} if agency in self._agencies else {"agency": "the catalogue has no such agency"}

    def _totals(self, counts: Mapping[str, int | None]) -> dict[str, str]:
        sums = {column: sum(getattr(one, column) for one in self.found.values()) for column in _COUNTS}
        return {
            column: f"the lines above add up to {total}: a line is missing or wrong, or take this line out"
            for column, total in sums.items()
            if counts[column] not in (None, total)
        }

    def _meant(self, written: str) -> tuple[str, ...]:
        near = get_close_matches(written, self._agencies, n=2)
        return tuple(near or [self._names[one] for one in get_close_matches(written.casefold(), self._names, n=2)])


def _number(text: str) -> int | None:
    return int(re.sub(r"[^0-9]", "", text)) if _NUMBER.fullmatch(text) else None
