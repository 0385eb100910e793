"""The slips of the sample hall."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from datetime import datetime

from hardware.slip import Slip
from hardware.ticket_slip import SlipFacts, ticket_slip
from shared.catalogue import Catalogue, read_catalogue
from shared.founding import SAMPLE_HALL
from tests.hardware.samples import HALL_ZONE, STATUS_URL

NEED = {"vi": "Nhận kết quả", "en": "Collect a result"}
PRIORITY = {"vi": "Người từ đủ 75 tuổi", "en": "Aged 75 or over"}


def slips(language: str) -> Iterator[Slip]:
    """One for each field, every third of them a copy, each with a number and a code of its own.

    Every fifth has a need and a class, every seventh leads on to two more agencies. Every
    fourth is promised a wait.
    """
    hall = tomllib.loads((SAMPLE_HALL / "hall.toml").read_text(encoding="utf-8"))
    catalogue = read_catalogue(SAMPLE_HALL)
    agencies = {agency.code: agency for agency in catalogue.agencies}
    for place, service in enumerate(catalogue.services):
        agency = agencies[service.agency]
        promised = place % 4 == 0
        facts = SlipFacts(
            hall=hall[f"name_{language}"],
            agency=agency.name(language),
            service=service.name(language),
            label=f"{agency.letter}{place * 37 % 999 + 1:03}",
            issued_at=datetime(2026, 9, 28, 7, place % 60, tzinfo=HALL_ZONE),
            people_ahead=place % 40,
            qr=f"{STATUS_URL}{place:03}",
            reprint=1 if place % 3 == 2 else 0,
            footer=tuple(hall["slip"][f"footer_{language}"]),
            need=NEED[language] if place % 5 == 4 else "",
            priority=PRIORITY[language] if place % 5 == 4 else "",
            wait_low=place if promised else None,
            wait_high=2 * place if promised else None,
            stops=_stops(place, catalogue, language) if place % 7 == 6 else (),
        )
        yield ticket_slip(facts, language)


def _stops(place: int, catalogue: Catalogue, language: str) -> tuple[str, ...]:
    agencies = {agency.code: agency for agency in catalogue.agencies}
    visited = (catalogue.services[(place + step) % len(catalogue.services)] for step in (0, 40, 80))
    return tuple(f"{agencies[one.agency].name(language)} – {one.name(language)}" for one in visited)
