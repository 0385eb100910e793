"""The whole house: a citizen's visit through four real processes, and a database that goes away under them."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path

import pytest
from PIL import Image

from shared.demo import place, visit
from shared.demo.stations import Rehearsed, virtual_printer
from shared.store.audit import audit
from tests.postgres import PostgresServer


@pytest.mark.timeout(120)
def test_a_visit_is_played_by_real_programs_and_leaves_its_pictures(tmp_path: Path) -> None:
    said: list[str] = []
    report = visit.play(tmp_path / "visit", say=said.append)
    assert report.findings == 0
    assert report.label in " ".join(said)
    sizes = {path.name: _size(path) for path in report.pictures}
    assert sizes["kiosk-1-home.png"] == (1080, 1920)
    assert sizes["board-1-called.png"] == (1920, 1080)
    assert sizes["counter-3-called.png"] == (1920, 1080)
    assert len(list((tmp_path / "visit" / "roll").glob("slip-*.png"))) == 1


def _size(picture: Path) -> tuple[int, int]:
    with Image.open(picture) as opened:
        return opened.size


@pytest.mark.postgresql
@pytest.mark.timeout(180)
def test_when_the_database_stops_the_programs_say_so_and_mend_themselves(
    postgres: PostgresServer, tmp_path: Path
) -> None:
    url, hall, catalogue = place.make(tmp_path / "hall", store=postgres.database("outage"))
    service = catalogue.services[0]
    number = place.counter_for(catalogue, service.code)
    with ExitStack() as stack:
        printer = stack.enter_context(virtual_printer(tmp_path / "roll", log=tmp_path / "printer.log"))
        settings = place.write_settings(tmp_path, store=url, hall=hall, printer=printer.line(), counter=number)
        kiosk, counter, board = (
            stack.enter_context(Rehearsed(face, settings=settings, size=size, log=tmp_path / f"{face}.log"))
            for face, size in (("kiosk", "1080x1920"), ("counter", "1920x1080"), ("display", "1920x1080"))
        )
        kiosk.wait(page="home", connected=True)
        counter.wait(page="closed", connected=True)
        counter.tap("open-counter")
        counter.wait(page="idle", busy=False)
        kiosk.tap(f"agency-{service.agency}")
        kiosk.tap(f"field-{service.code}")
        kiosk.tap("take-number")
        label = kiosk.wait(page="done")["label"]
        counter.wait(waiting=1)
        board.wait(connected=True)

        postgres.stop()
        for face in (kiosk, counter, board):
            face.wait(connected=False)
        counter.tap("call-next")  # asked while nobody answers
        counter.wait(busy=True)
        postgres.start()
        for face in (kiosk, counter, board):
            face.wait(connected=True, within=3.0)
        counter.wait(page="called", label=label, busy=False, within=3.0)
        board.wait(now_calling=[[label, number]], within=3.0)
        checked = audit(url, hall)
    assert checked.findings == ()
    assert (checked.issued, checked.called) == (1, 1)
