"""Tables of the settings files, and what is told when one is not as it should be: which key, what stands there, what
was meant."""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Iterable
from enum import Enum
from pathlib import Path
from typing import Annotated, Any, Final, TypeVar, get_args, get_type_hints

import msgspec

from shared.domain.errors import ConfigError
from shared.text import nfc


class Form(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, omit_defaults=True):
    """A table of a settings file."""


#: Something must stand there.
Text = Annotated[str, msgspec.Meta(min_length=1)]
FormType = TypeVar("FormType", bound=Form)


def read_form(path: Path, form: type[FormType]) -> FormType:
    """The settings file at `path`. Raises ConfigError."""
    try:
        raw = tomllib.loads(nfc(path.read_text(encoding="utf-8-sig")))
    except FileNotFoundError:
        raise ConfigError(path, "file", str(path), "no such file") from None
    except (OSError, UnicodeDecodeError) as fault:
        raise ConfigError(path, "file", str(path), f"cannot be read: {fault}") from fault
    except tomllib.TOMLDecodeError as fault:
        raise ConfigError(path, "file", str(path), f"is not TOML: {fault}") from None
    return formed(raw, form, path)


def formed(raw: object, form: type[FormType], where: str | Path) -> FormType:
    """The form of plain values read from `where`. Raises ConfigError."""
    try:
        return msgspec.convert(raw, form)
    except msgspec.ValidationError as fault:
        raise _told(where, str(fault), raw, form) from None


def _told(where: str | Path, message: str, raw: object, form: type[Form]) -> ConfigError:
    """The library's message as ours: which key, what stands there, what was meant."""
    problem, _, place = message.partition(" - at `$")
    # Which entry of a table with free keys it is, the library does not say.
    key = place.rstrip("`").lstrip(".").partition("[...]")[0]
    kind = _kind_at(form, key)
    named = re.fullmatch(r"Object (contains unknown|missing required) field `(.+)`", problem)
    if named:
        whole = f"{key}.{named[2]}".lstrip(".")
        if named[1] == "missing required":
            return ConfigError(where, whole, None, "must be given")
        return ConfigError(where, whole, _at(raw, key, named[2]), "is not a setting", _meant(named[2], kind, form))
    value = _at(raw, key)
    if isinstance(kind, type) and issubclass(kind, Enum):
        choices = [str(one.value) for one in kind]
        return ConfigError(where, key, value, f"write {' or '.join(choices)}", near(str(value), choices))
    return ConfigError(where, key or "file", value, _cure(problem))


_KINDS: Final = {
    "int": "a whole number",
    "float": "a number",
    "str": "text in quotation marks",
    "array": "a list in square brackets",
    "object": "a table",
    "date": "a date such as 2026-12-31",
}
_BOUNDS: Final = {">=": "at least", "<=": "at most"}


def _cure(problem: str) -> str:
    """What to write instead."""
    expected = re.match(r"Expected `(\w+)(?: \| null)?`(?: ([<>]=) (\d+))?", problem)
    if "of length >= 1" in problem:
        return "must not be empty"
    longest = re.search(r"of length <= (\d+)", problem)
    if longest:
        return f"must be at most {longest[1]} letters long"
    if "date" in problem:
        return f"must be {_KINDS['date']}"
    if expected is None:
        return problem[:1].lower() + problem[1:]
    bound = f", {_BOUNDS[expected[2]]} {expected[3]}" if expected[2] else ""
    return f"must be {_KINDS.get(expected[1], expected[1])}{bound}"


def _kind_at(form: type[Form], key: str) -> Any:
    """What stands at `key`: a table's form, or the type of a value."""
    kind: Any = form
    for part in re.findall(r"[^.\[\]]+", key):
        kind = get_args(kind)[0] if part.isdigit() else get_type_hints(kind)[part]
    # Of a setting that may be left out, what it is when it is not.
    return get_args(kind)[0] if type(None) in get_args(kind) else kind


def _meant(name: str, table: type[Form], form: type[Form]) -> tuple[str, ...]:
    """Settings of this table spelt nearly so, or else the one of this name in another table."""
    return near(name, table.__struct_fields__) or tuple(
        f"{outer}.{name}"
        for outer, kind in get_type_hints(form).items()
        if isinstance(kind, type) and issubclass(kind, Form) and name in kind.__struct_fields__
    )


def near(text: str, known: Iterable[str]) -> tuple[str, ...]:
    """What somebody who wrote `text` may have meant."""
    return tuple(difflib.get_close_matches(text, known, n=2))


def _at(raw: object, key: str, *more: str) -> object:
    value = raw
    for part in [*re.findall(r"[^.\[\]]+", key), *more]:
        if isinstance(value, dict) and part in value:
            value = value[part]
        elif isinstance(value, list) and part.isdigit() and int(part) < len(value):
            value = value[int(part)]
    return value
