"""Founding a hall: its tables, its rules, its catalogue. Done again, it brings a hall up to date."""

from __future__ import annotations

from pathlib import Path
from typing import Final
from uuid import uuid4

from msgspec.structs import replace

from shared.catalogue import Catalogue
from shared.hall import Hall
from shared.settings import HallForm
from shared.store.hall_store import Clock, HallStore
from shared.store.upgrade import upgrade

#: The hall that comes with the program, and the same hall before the mergers of 2025.
SAMPLE_HALL: Final = Path(__file__).parent / "sample" / "hatinh"
SAMPLE_HALL_BEFORE: Final = Path(__file__).parent / "sample" / "hatinh-pre2025"

_WEEK: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def found_hall(url: str, form: HallForm, catalogue: Catalogue, *, clock: Clock | None = None) -> None:
    """Create or upgrade the tables, make the hall if there is none, and give it these rules and this catalogue.

    Raises ConfigError (bad address, a store newer than the program) and StoreAway.
    """
    upgrade(url)
    store = HallStore(url, form.id, clock=clock)
    try:
        store.found(form)
    finally:
        store.close()
    hall = Hall(url, form.id, clock=clock)
    try:
        hall.import_catalogue(catalogue, form=form, command=uuid4(), actor="setup")
    finally:
        hall.close()


def open_all_day(form: HallForm) -> HallForm:
    """The same hall, open round the clock: for demonstrations at any hour."""
    always = dict.fromkeys(_WEEK, ("00:00-23:59",))
    hours = replace(form.hours, **always, holidays=(), special={}, tickets_from_minutes_before=0)
    return replace(form, hours=hours)
