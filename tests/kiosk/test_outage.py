"""A database server that really goes away under the kiosk's hands, and comes back."""

from __future__ import annotations

import itertools

import pytest

from hardware.virtual.printer import VirtualPrinter
from kiosk.state import Page, TicketBody
from shared.catalogue import Catalogue
from shared.founding import found_hall
from shared.hall import Hall
from shared.settings import HallForm
from tests.conftest import FakeClock
from tests.kiosk.conftest import OpenKiosk
from tests.postgres import PostgresServer

pytestmark = pytest.mark.postgresql
_numbers = itertools.count(1)


@pytest.fixture
def server_url(postgres: PostgresServer, sample_form: HallForm, sample_catalogue: Catalogue, clock: FakeClock) -> str:
    """The sample hall on a server."""
    url = postgres.database(f"kiosk{next(_numbers)}")
    found_hall(url, sample_form, sample_catalogue, clock=clock)
    return url


def test_a_number_asked_for_in_an_outage_is_given_once_when_the_store_is_back(
    open_kiosk: OpenKiosk, postgres: PostgresServer, device: VirtualPrinter, server_url: str, clock: FakeClock
) -> None:
    kiosk = open_kiosk(device, url=server_url)
    kiosk.go_to_confirm()
    postgres.stop()
    try:
        kiosk.tap("take-number")
        kiosk.bot.waitUntil(lambda: isinstance(body := kiosk.face.presenter.state.body, TicketBody) and body.trying)
    finally:
        postgres.start()
    kiosk.wait_for(Page.DONE)
    hall = Hall(server_url, "hatinh", clock=clock)
    assert [one.label for one in hall.now().tickets.values()] == ["C001"]
    hall.close()
    assert len(device.slips) == 1


def test_when_the_server_is_gone_the_kiosk_says_so_and_finds_its_way_back(
    open_kiosk: OpenKiosk, postgres: PostgresServer, server_url: str
) -> None:
    kiosk = open_kiosk(url=server_url)
    kiosk.go_to_confirm()
    postgres.stop()
    try:
        kiosk.wait_for(Page.AWAY)
    finally:
        postgres.start()
    kiosk.wait_for(Page.CONFIRM)
