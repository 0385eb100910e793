"""Printer profiles by their names: the two of the house, those in TOML that it carries in hardware/profiles, a hall's
own by its path, and the models python-escpos knows.

    base = "TM-T20II"        # 80mm, 58mm, another file here, or a model python-escpos knows; left out: 80mm
    width = 576              # the fields of PrinterProfile, only those that differ from the base

Whatever is misspelt or makes no sense is refused with a ConfigError: a slip that comes out wrong is found too late.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import replace
from difflib import get_close_matches
from enum import Enum
from functools import cache
from pathlib import Path
from typing import Any, Final

from hardware.escpos.profile import HOUSE_PROFILES, PAPER_80MM, Cutter, PrinterProfile, ProofKind, Text
from shared.domain.errors import ConfigError

_FOLDER: Final = Path(__file__).parent.parent / "profiles"
_DEEPEST: Final = 4
_BASE: Final = "base"


@cache
def profile_names() -> tuple[str, ...]:
    """The profiles the house carries as files."""
    return tuple(sorted(path.stem for path in _FOLDER.glob("*.toml")))


def profile_file(name: str) -> Path | None:
    """The file of the profile `name`: one of ours, or what is called by its whole path."""
    if name in profile_names():
        return _FOLDER / f"{name}.toml"
    path = Path(name)
    return path if path.is_absolute() and path.suffix == ".toml" else None


def find_profile(name: str, *, where: str, key: str = "profile") -> PrinterProfile:
    """The profile of that name; ConfigError naming `where` and `key` if there is none that can print a slip."""
    if name in HOUSE_PROFILES:
        return HOUSE_PROFILES[name]
    path = profile_file(name)
    if path is not None:
        return read_profile(path)
    from hardware.escpos.capabilities import known_models  # noqa: PLC0415  half a second, for rare names only

    models = known_models()
    model = models.get(name)
    if model is None:
        near = get_close_matches(name, [*HOUSE_PROFILES, *profile_names(), *models], n=2)
        raise ConfigError(
            where, key, name, "name a printer model, or 80mm or 58mm for its paper.", suggestions=tuple(near)
        )
    if not model.raster or model.width is None:
        raise ConfigError(where, key, name, "this model is not known to print pictures; try 80mm or 58mm.")
    lower, upper = model.code_pages.get("TCVN-3-1"), model.code_pages.get("TCVN-3-2")
    return PrinterProfile(
        name=name,
        width=model.width // 8 * 8,
        dpi=model.dpi or 203,
        native_qr=model.qr,
        cutter=Cutter.PARTIAL if model.partial_cut else Cutter.FULL if model.full_cut else Cutter.NONE,
        sets_units=name.startswith("TM-"),
        tcvn3_pages=None if lower is None or upper is None else (lower, upper),
        stores_pictures=model.graphics,
    )


def read_profile(path: Path, *, depth: int = 0) -> PrinterProfile:
    """The profile in that file, on top of its base. Raises ConfigError."""
    values = _table(path)
    base = _base(values.pop(_BASE, PAPER_80MM.name), path, depth)
    changes: dict[str, Any] = {}
    for key, value in values.items():
        if key not in SETTINGS:
            near = get_close_matches(key, [_BASE, *SETTINGS], n=2)
            raise ConfigError(path, key, value, "there is no such setting of a printer.", suggestions=tuple(near))
        try:
            changes[key] = SETTINGS[key](value)
        except _NotThatError as not_that:
            raise ConfigError(path, key, value, f"{not_that.cure}.", suggestions=not_that.suggestions) from None
    try:
        return replace(base, name=path.stem, **changes)
    except ValueError as wrong:
        key, _colon, cure = str(wrong).partition(": ")
        raise ConfigError(path, key, changes.get(key, getattr(base, key)), f"{cure}.") from None


def _table(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as wrong:
        cure = f"the file cannot be read ({wrong.strerror})."
    except UnicodeDecodeError:
        cure = "the file must be UTF-8."
    except tomllib.TOMLDecodeError as wrong:
        cure = f"this is not TOML: {wrong}."
    raise ConfigError(path, "profile", path.stem, cure)


def _base(name: object, path: Path, depth: int) -> PrinterProfile:
    if not isinstance(name, str) or depth >= _DEEPEST:
        raise ConfigError(path, _BASE, name, "name a profile or a model that does not lead back here.")
    deeper = profile_file(name)
    if deeper is not None:
        return read_profile(deeper, depth=depth + 1)
    return find_profile(name, where=str(path), key=_BASE)


class _NotThatError(Exception):
    """A value of the wrong kind."""

    def __init__(self, cure: str, suggestions: tuple[str, ...] = ()) -> None:
        super().__init__(cure)
        self.cure = cure
        self.suggestions = suggestions


def _yes_or_no(value: object) -> bool:
    if isinstance(value, bool):
        return value
    raise _NotThatError("write true or false")


def _whole(value: object) -> int:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    raise _NotThatError("write a whole number")


def _words(value: object) -> str:
    if isinstance(value, str):
        return value
    raise _NotThatError("write it in quotation marks")


def _pages(value: object) -> tuple[int, int]:
    if isinstance(value, list) and len(value) == 2:
        return _whole(value[0]), _whole(value[1])
    raise _NotThatError("write the pages of lower and upper case, as in [30, 31]")


def _one_of(kind: type[Enum]) -> Callable[[object], Enum]:
    by_word: dict[object, Enum] = {one.value: one for one in kind}

    def read(value: object) -> Enum:
        if isinstance(value, str) and value in by_word:
            return by_word[value]
        words = [str(word) for word in by_word]
        raise _NotThatError(f"write {' or '.join(words)}", tuple(get_close_matches(str(value), words, n=1)))

    return read


SETTINGS: Final[Mapping[str, Callable[[object], object]]] = {
    "width": _whole,
    "dpi": _whole,
    "native_qr": _yes_or_no,
    "native_number": _yes_or_no,
    "cutter": _one_of(Cutter),
    "sets_units": _yes_or_no,
    "text": _one_of(Text),
    "tcvn3_pages": _pages,
    "most_rows": _whole,
    "bad_rows": _whole,
    "stores_pictures": _yes_or_no,
    "logo": _words,
    "proof": _one_of(ProofKind),
}
