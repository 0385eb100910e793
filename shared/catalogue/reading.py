"""Reading a catalogue from a folder.


A catalogue is a folder of CSV files somebody keeps in a spreadsheet, so it is read as such files come: with or
without a byte order mark, with commas or semicolons, with any line ends, with letters composed or not. What is
wrong in it is told all at once, row by row, with the cure.

    agencies.csv    code, letter, name_vi, name_en
    fields.csv      code, agency, name_vi, name_en, quota_per_session    (a field is a service of the hall)
    procedures.csv  code, field, name_vi, name_en, days
    profiles.csv    code, name_vi, name_en, fields, at_once              (fields: codes with spaces between)
    counters.csv    number, profile
    succession.csv  old_field, new_field      may be missing: which field carries on an earlier one
    synonyms.csv    say, means                may be missing: what people say, and what finds it (or several: "a; b")
    documents.csv   code, name_vi, name_en    may be missing: what to bring for a field or a procedure, one a line

A name_en may be left empty: then the Vietnamese name is shown to everybody.
"""

from __future__ import annotations

import csv
import difflib
import io
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Final

from shared.catalogue.values import (
    Agency,
    Catalogue,
    CounterPlace,
    Document,
    Procedure,
    Service,
    Synonym,
    WorkProfile,
)
from shared.domain.errors import ConfigError
from shared.text import nfc

LARGEST_NUMBER: Final = 999_999
FILES: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "agencies.csv": ("code", "letter", "name_vi", "name_en"),
        "fields.csv": ("code", "agency", "name_vi", "name_en", "quota_per_session"),
        "procedures.csv": ("code", "field", "name_vi", "name_en", "days"),
        "profiles.csv": ("code", "name_vi", "name_en", "fields", "at_once"),
        "counters.csv": ("number", "profile"),
        "succession.csv": ("old_field", "new_field"),
        "synonyms.csv": ("say", "means"),
        "documents.csv": ("code", "name_vi", "name_en"),
    }
)
MAY_BE_MISSING: Final = frozenset({"succession.csv", "synonyms.csv", "documents.csv"})


@dataclass(frozen=True, slots=True, kw_only=True)
class RowError:
    """One thing to mend. `line` counts from 1 as a spreadsheet does; `column` is empty for a whole line."""

    file: str
    line: int
    column: str
    value: str
    cure: str
    suggestions: tuple[str, ...] = ()

    def __str__(self) -> str:
        hint = f" Did you mean {' or '.join(self.suggestions)}?" if self.suggestions else ""
        where = f"{self.file}:{self.line}" + (f": {self.column}" if self.column else "")
        return f"{where} = {self.value!r}: {self.cure}.{hint}"


@dataclass(eq=False)
class BadCatalogue(ConfigError):
    """The catalogue cannot be used. `rows` holds all that is wrong; the inherited fields tell the first."""

    rows: tuple[RowError, ...] = ()

    @classmethod
    def of(cls, folder: Path, rows: Sequence[RowError]) -> BadCatalogue:
        """All `rows` (at least one) as one error."""
        first = rows[0]
        return cls(
            where=folder / f"{first.file}:{first.line}",
            key=first.column,
            value=first.value,
            cure=first.cure,
            suggestions=first.suggestions,
            rows=tuple(rows),
        )

    def __str__(self) -> str:
        return "\n".join(map(str, self.rows))


def read_catalogue(folder: Path) -> Catalogue:
    """The catalogue kept in `folder`. Raises `BadCatalogue` with every bad row of every file, in order."""
    read = _Reader(folder)
    agencies = read.agencies()
    services = read.services()
    catalogue = Catalogue(
        agencies=agencies,
        services=services,
        procedures=read.procedures(),
        profiles=read.profiles(),
        counters=read.counters(),
        succession=read.succession(),
        synonyms=read.synonyms(),
        documents=read.documents(),
    )
    if read.bad:
        raise BadCatalogue.of(folder, read.bad)
    return catalogue


@dataclass(slots=True, kw_only=True)
class _Row:
    """One line being read. Each question answers with something usable and notes what was wrong with it."""

    file: str
    line: int
    cells: Mapping[str, str]
    bad: list[RowError]

    def refuse(self, column: str, cure: str, *, value: str | None = None, among: Iterable[str] = ()) -> None:
        shown = self.cells[column] if value is None else value
        self.bad.append(
            RowError(
                file=self.file,
                line=self.line,
                column=column,
                value=shown,
                cure=cure,
                suggestions=_near(shown, among),
            )
        )

    def text(self, column: str) -> str:
        if not self.cells[column]:
            self.refuse(column, "must not be empty")
        return self.cells[column]

    def code(self, column: str, taken: dict[str, int]) -> str:
        """A code no earlier line has; `taken` remembers the line of each."""
        code = self.text(column)
        if " " in code:
            self.refuse(column, "a code has no spaces")
        if code in taken:
            self.refuse(column, f"line {taken[code]} has it already: give each its own")
        elif code:
            taken[code] = self.line
        return code

    def letter(self, column: str, taken: dict[str, int]) -> str:
        letter = self.text(column)
        if letter and not (len(letter) == 1 and "A" <= letter <= "Z"):
            self.refuse(column, "must be one capital letter from A to Z")
        elif letter in taken:
            self.refuse(column, f"line {taken[letter]} has this letter already: two agencies cannot share one")
        elif letter:
            taken[letter] = self.line
        return letter

    def number(self, column: str, least: int) -> int:
        text = self.cells[column]
        if text.isascii() and text.isdigit() and least <= int(text[:9]) <= LARGEST_NUMBER and len(text) < 10:
            return int(text)
        self.refuse(column, f"must be a whole number from {least} to {LARGEST_NUMBER}")
        return least

    def number_or_none(self, column: str, least: int) -> int | None:
        return self.number(column, least) if self.cells[column] else None

    def one_of(self, column: str, known: Collection[str] | None, file: str) -> str:
        """A code of `file`, where `known` are its codes, or None if that file could not be read at all."""
        code = self.text(column)
        if code and known is not None and code not in known:
            self.refuse(column, f"{file} has no such code", among=known)
        return code


class _Reader:
    """One pass over a folder. Later files ask which codes the earlier ones had, even in lines otherwise bad."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.bad: list[RowError] = []
        self._codes: dict[str, dict[str, int]] = {name: {} for name in FILES}
        self._unreadable: set[str] = set()

    def agencies(self) -> tuple[Agency, ...]:
        file, letters = "agencies.csv", dict[str, int]()
        return tuple(
            Agency(
                code=row.code("code", self._codes[file]),
                letter=row.letter("letter", letters),
                name_vi=row.text("name_vi"),
                name_en=row.cells["name_en"],
            )
            for row in self._rows(file)
        )

    def services(self) -> tuple[Service, ...]:
        file, agencies = "fields.csv", self._known("agencies.csv")
        return tuple(
            Service(
                code=row.code("code", self._codes[file]),
                agency=row.one_of("agency", agencies, "agencies.csv"),
                name_vi=row.text("name_vi"),
                name_en=row.cells["name_en"],
                quota_per_session=row.number_or_none("quota_per_session", 1),
            )
            for row in self._rows(file)
        )

    def procedures(self) -> tuple[Procedure, ...]:
        file, fields = "procedures.csv", self._known("fields.csv")
        return tuple(
            Procedure(
                code=row.code("code", self._codes[file]),
                service=row.one_of("field", fields, "fields.csv"),
                name_vi=row.text("name_vi"),
                name_en=row.cells["name_en"],
                days=row.number_or_none("days", 0),
            )
            for row in self._rows(file)
        )

    def profiles(self) -> tuple[WorkProfile, ...]:
        file = "profiles.csv"
        return tuple(
            WorkProfile(
                code=row.code("code", self._codes[file]),
                name_vi=row.text("name_vi"),
                name_en=row.cells["name_en"],
                services=self._served(row),
                at_once=row.number("at_once", 1),
            )
            for row in self._rows(file)
        )

    def _served(self, row: _Row) -> tuple[str, ...]:
        known = self._known("fields.csv")
        codes = row.text("fields").split()
        for code in codes:
            if known is not None and code not in known:
                row.refuse("fields", "fields.csv has no such code", value=code, among=known)
        for code in dict.fromkeys(code for code in codes if codes.count(code) > 1):
            row.refuse("fields", "stands here more than once: name each field once", value=code)
        return tuple(codes)

    def counters(self) -> tuple[CounterPlace, ...]:
        file, profiles = "counters.csv", self._known("profiles.csv")
        return tuple(
            CounterPlace(number=self._counter_number(row), profile=row.one_of("profile", profiles, "profiles.csv"))
            for row in self._rows(file)
        )

    def _counter_number(self, row: _Row) -> int:
        bad_before, taken = len(self.bad), self._codes["counters.csv"]
        number = row.number("number", 1)
        before = taken.setdefault(str(number), row.line) if len(self.bad) == bad_before else row.line
        if before != row.line:
            row.refuse("number", f"line {before} has this counter already")
        return number

    def succession(self) -> Mapping[str, str]:
        file, fields = "succession.csv", self._known("fields.csv")
        heirs: dict[str, str] = {}
        for row in self._rows(file):
            old = row.code("old_field", self._codes[file])
            heirs[old] = row.one_of("new_field", fields, "fields.csv")
            if old and fields is not None and old in fields:
                row.refuse("old_field", "fields.csv still offers it: only a field that is gone has a successor")
        return MappingProxyType(heirs)

    def synonyms(self) -> tuple[Synonym, ...]:
        taken: dict[str, int] = {}
        found: list[Synonym] = []
        for row in self._rows("synonyms.csv"):
            synonym = Synonym(say=row.text("say"), means=row.text("means"))
            before = taken.setdefault(synonym.say.casefold(), row.line)
            if synonym.say and before != row.line:
                row.refuse("say", f"line {before} explains it already")
            found.append(synonym)
        return tuple(found)

    def documents(self) -> tuple[Document, ...]:
        fields, procedures = self._known("fields.csv"), self._known("procedures.csv")
        known = None if fields is None or procedures is None else {*fields, *procedures}
        return tuple(
            Document(
                code=row.one_of("code", known, "fields.csv or procedures.csv"),
                name_vi=row.text("name_vi"),
                name_en=row.cells["name_en"],
            )
            for row in self._rows("documents.csv")
        )

    def _known(self, file: str) -> Collection[str] | None:
        return None if file in self._unreadable else self._codes[file]

    def _rows(self, file: str) -> list[_Row]:
        text = self._text(file)
        if text is None:
            return []
        lines: list[tuple[int, list[str]]] = []
        try:
            lines.extend(_lines(text))
        except csv.Error as error:
            last = lines[-1][0] + 1 if lines else 1
            self._refuse(file, last, str(error), "a quotation mark is opened here and not closed, or stands astray")
            return []
        header = self._header(file, lines[0][1] if lines else [])
        rows: list[_Row] = []
        for line, cells in lines[1:] if header else ():
            if len(cells) == len(header):
                cells_by_column = dict(zip(header, cells, strict=True))
                rows.append(_Row(file=file, line=line, cells=cells_by_column, bad=self.bad))
            else:
                cure = f"has {len(cells)} cells, not {len(header)}: put quotes round a name with a comma in it"
                self._note(file, line, ",".join(cells), cure)
        return rows

    def _header(self, file: str, header: list[str]) -> list[str]:
        """The columns as they stand, in any order; empty if they are not the right ones."""
        if sorted(header) == sorted(FILES[file]):
            return header
        strange = [column for column in header if column not in FILES[file]]
        missing = [column for column in FILES[file] if column not in header]
        cure = f"the first line must be {','.join(FILES[file])}"
        near = tuple(name for column in strange for name in _near(column, missing))
        self._refuse(file, 1, ",".join(header), cure, suggestions=near)
        return []

    def _text(self, file: str) -> str | None:
        path = self._folder / file
        try:
            raw = path.read_bytes()
        except FileNotFoundError:
            if file not in MAY_BE_MISSING:
                self._refuse(file, 1, str(self._folder), "the folder must hold this file")
            return None
        except OSError as error:
            self._refuse(file, 1, str(error), "the file must be readable")
            return None
        try:
            return raw.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = raw.count(b"\n", 0, error.start) + 1
            value = raw[error.start : error.end].decode("latin-1")
            self._refuse(file, line, value, "is not UTF-8: save the file as 'CSV UTF-8'")
            return None

    def _refuse(self, file: str, line: int, value: str, cure: str, *, suggestions: tuple[str, ...] = ()) -> None:
        """The file as a whole cannot be used, so nobody is blamed for naming a code of it."""
        self._unreadable.add(file)
        self._note(file, line, value, cure, suggestions=suggestions)

    def _note(self, file: str, line: int, value: str, cure: str, *, suggestions: tuple[str, ...] = ()) -> None:
        self.bad.append(RowError(file=file, line=line, column="", value=value, cure=cure, suggestions=suggestions))


def _lines(text: str) -> Iterator[tuple[int, list[str]]]:
    """Each line that has something on it, with its number. Some spreadsheets put ; where others put a comma."""
    delimiter = ";" if ";" in text.partition("\n")[0] else ","
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = 1
    for cells in reader:
        tidied = [_tidied(cell) for cell in cells]
        if any(tidied):
            yield line, tidied
        line = reader.line_num + 1


def _tidied(cell: str) -> str:
    """`cell` composed, on one line, single spaces, without letters nobody sees (they come with pasted text)."""
    seen = " ".join(nfc(cell).split())
    return "".join(letter for letter in seen if unicodedata.category(letter) not in {"Cc", "Cf"})


def _near(value: str, known: Iterable[str]) -> tuple[str, ...]:
    """What somebody who wrote `value` may have meant."""
    by_fold = {name.casefold(): name for name in known}
    return tuple(by_fold[fold] for fold in difflib.get_close_matches(value.casefold(), by_fold, n=2))
