"""Where a demonstration lives: a folder with its own store, settings and logs, made anew each time."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Final

from shared.catalogue import Catalogue, read_catalogue
from shared.domain.errors import ConfigError
from shared.founding import SAMPLE_HALL, found_hall, open_all_day
from shared.settings import read_hall

_MARK: Final = ".motcua-demo"

SETTINGS: Final = """\
# A demonstration: the sample hall, open round the clock, with a printer that is not there.
store = "{store}"
hall = "{hall}"
language = "{language}"

[kiosk]
name = "kiosk-1"
printer = "{printer}"

[counter]
number = {counter}

[display]
name = "board-1"
"""


def empty(folder: Path) -> Path:
    """`folder`, existing and empty. Only what an earlier demonstration left is removed; any other folder that is not
    empty is a ConfigError."""
    if folder.exists() and any(folder.iterdir()):
        if not (folder / _MARK).exists():
            raise ConfigError("demo", "folder", str(folder), "is not empty; name a new folder")
        shutil.rmtree(folder)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / _MARK).touch()
    return folder.resolve()


def make(folder: Path, *, store: str | None = None) -> tuple[str, str, Catalogue]:
    """An empty folder with a founded sample hall in it: store address, hall, catalogue."""
    url = store or f"sqlite:///{folder.resolve()}/hall.db"
    empty(folder)
    form = open_all_day(read_hall(SAMPLE_HALL / "hall.toml"))
    catalogue = read_catalogue(SAMPLE_HALL)
    found_hall(url, form, catalogue)
    return url, form.id, catalogue


def write_settings(folder: Path, *, store: str, hall: str, printer: str, counter: int, language: str = "vi") -> Path:
    """motcua.toml for all three programs; its path."""
    path = folder / "motcua.toml"
    text = SETTINGS.format(store=store, hall=hall, printer=printer, counter=counter, language=language)
    path.write_text(text, encoding="utf-8")
    return path


def counter_for(catalogue: Catalogue, service: str) -> int:
    """A counter that serves this service."""
    profiles = {profile.code for profile in catalogue.profiles if service in profile.services}
    return next(place.number for place in catalogue.counters if place.profile in profiles)
