"""Three touches from the first page to paper, for what most people come for."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import msgspec
import pytest
from PySide6.QtWidgets import QWidget

from hardware.virtual.printer import VirtualPrinter
from kiosk.state import Page
from shared.catalogue import Catalogue
from shared.founding import found_hall
from shared.hall import Hall
from shared.settings import HallForm
from tests.conftest import FakeClock
from tests.kiosk.conftest import Kiosk, OpenKiosk

BUSIEST = 20


@pytest.fixture
def busiest(sample_form: HallForm, sample_catalogue: Catalogue) -> tuple[str, ...]:
    """The fields the hall itself calls busy; if it names too few, also those with most procedures."""
    procedures = Counter(one.service for one in sample_catalogue.procedures)
    ranked = sorted(procedures, key=lambda code: (-procedures[code], code))
    return tuple(dict.fromkeys((*sample_form.visit.popular, *ranked)))[:BUSIEST]


@pytest.fixture
def busy_url(
    tmp_path: Path,
    sample_form: HallForm,
    sample_catalogue: Catalogue,
    busiest: tuple[str, ...],
    clock: FakeClock,
) -> str:
    """The sample hall, which offers all of them as popular."""
    url = f"sqlite:///{tmp_path}/busy.db"
    visit = msgspec.structs.replace(sample_form.visit, popular=busiest)
    found_hall(url, msgspec.structs.replace(sample_form, visit=visit), sample_catalogue, clock=clock)
    return url


def is_seen(kiosk: Kiosk, name: str) -> bool:
    return any(one.isVisible() for one in kiosk.face.window.findChildren(QWidget, name))


def way_to(kiosk: Kiosk, field: str, agency: str, *, popular_first: bool) -> list[str]:
    """What is touched for a number: without turning a page. Empty where that does not lead there."""
    firsts = ["popular", f"agency-{agency}"] if popular_first else [f"agency-{agency}", "popular"]
    for first in filter(lambda name: is_seen(kiosk, name), firsts):
        kiosk.tap(first)
        found = is_seen(kiosk, f"field-{field}")
        kiosk.tap("back")
        kiosk.expect(Page.HOME)
        if found:
            return [first, f"field-{field}", "take-number"]
    return []


@pytest.mark.parametrize("popular_first", [False, True])
def test_the_twenty_busiest_fields_are_three_touches_from_paper(
    open_kiosk: OpenKiosk,
    device: VirtualPrinter,
    busy_url: str,
    busiest: tuple[str, ...],
    sample_catalogue: Catalogue,
    clock: FakeClock,
    popular_first: bool,
) -> None:
    assert len(busiest) == BUSIEST
    agencies = {one.code: one.agency for one in sample_catalogue.services}
    kiosk = open_kiosk(device, url=busy_url, size=(1080, 1920))
    kiosk.wait_for(Page.HOME)
    ways = {field: way_to(kiosk, field, agencies[field], popular_first=popular_first) for field in busiest}
    assert [field for field, way in ways.items() if len(way) != 3] == []
    assert any(way[0] == "popular" for way in ways.values()) or not popular_first
    for way in ways.values():
        kiosk.expect(Page.HOME)
        for name in way:
            kiosk.tap(name)
        kiosk.expect(Page.PRINTING)
        kiosk.wait_for(Page.DONE)
        kiosk.tap("home")
    hall = Hall(busy_url, "hatinh", clock=clock)
    given = sorted(hall.now().tickets.values(), key=lambda one: one.id)
    assert [one.service for one in given] == list(busiest)
    hall.close()
    assert device.cuts == BUSIEST
