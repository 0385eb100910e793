"""One table of another system, as such files come: in UTF-8, in Excel's "Unicode text" or in the Vietnamese code page
of Windows, with or without a byte order mark, with commas, semicolons or tabs, with columns nobody asked for."""

from __future__ import annotations

import codecs
import csv
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Final

from shared.domain.errors import ConfigError
from shared.text import nfc

_DELIMITERS: Final = ",;\t"
_SAYS_DELIMITER: Final = "sep="  # Excel's own first line
_NO_OTHER_NAMES: Final[Mapping[str, Collection[str]]] = MappingProxyType({})


def filled_lines(
    file: Path, *, needed: Collection[str], other_names: Mapping[str, Collection[str]] = _NO_OTHER_NAMES
) -> Iterator[tuple[int, dict[str, str]]]:
    """The filled lines with their numbers, cells by column, blanks around them gone. A column of `needed` that is not
    there may be called by one of its `other_names`, in small letters. Raises ConfigError for a file that cannot be read
    or lacks a column."""
    lines = _text(file).splitlines()
    before = 1 if lines and lines[0].lower().startswith(_SAYS_DELIMITER) else 0
    head = lines[before] if len(lines) > before else ""
    table = csv.DictReader(lines[before:], delimiter=max(_DELIMITERS, key=head.count))
    columns = [" ".join(name.split()) for name in table.fieldnames or ()]
    for wanted in needed:
        if wanted not in columns:
            columns[_place(wanted, columns, other_names.get(wanted, ()), file)] = wanted
    table.fieldnames = columns
    for row in table:
        cells = {name: (row[name] or "").strip() for name in columns}
        if any(cells.values()):
            yield table.line_num + before, cells


def _place(wanted: str, columns: list[str], names: Collection[str], file: Path) -> int:
    found = [name.casefold().replace("_", " ") for name in columns]
    for name in names:
        if name in found:
            return found.index(name)
    cure = f"the column {wanted} is missing" + (f" (or: {', '.join(names)})" if names else "")
    raise ConfigError(file, "columns", ", ".join(columns), cure)


def _text(file: Path) -> str:
    try:
        raw = file.read_bytes()
        if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            return nfc(raw.decode("utf-16"))
        try:
            return nfc(raw.decode("utf-8-sig"))
        except UnicodeDecodeError:
            return nfc(raw.decode("cp1258"))
    except (OSError, UnicodeDecodeError) as fault:
        raise ConfigError(file, "file", str(file), f"cannot be read ({fault}): save it as 'CSV UTF-8'") from fault
