"""The store really goes away under the desk, and comes back."""

from __future__ import annotations

from uuid import uuid4

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from counter.face import CounterFace
from shared.catalogue import Catalogue
from shared.counter_form import CounterForm
from shared.domain.events import CounterStep
from shared.domain.ticket import Step
from shared.founding import found_hall
from shared.hall import Hall
from shared.settings import HallForm, StationForm
from tests.conftest import FakeClock
from tests.counter.conftest import AtTheDesk
from tests.postgres import PostgresServer


@pytest.mark.postgresql
def test_a_lost_store_is_told_tried_again_and_found_again(
    qtbot: QtBot,
    lettered: QApplication,
    postgres: PostgresServer,
    sample_form: HallForm,
    sample_catalogue: Catalogue,
    clock: FakeClock,
) -> None:
    url = postgres.database("counter_outage")
    found_hall(url, sample_form, sample_catalogue, clock=clock)
    hall = Hall(url, sample_form.id, clock=clock)
    label = hall.issue("TC01", command=uuid4(), actor="kiosk-1").ticket.label
    first = hall.now().seq
    hall.close()
    face = CounterFace(StationForm(store=url, hall=sample_form.id, counter=CounterForm(number=7)), 7, clock=clock)
    qtbot.addWidget(face.window)
    face.window.show()
    face.start()
    officer = AtTheDesk(face, qtbot)
    try:
        officer.sees(page="closed", connected=True)
        officer.goes((Qt.Key.Key_F2, "idle"), (Qt.Key.Key_F8, "called"))
        postgres.stop()
        try:
            officer.sees(connected=False, label=label)
            officer.presses(Qt.Key.Key_F9)
            officer.sees(message="Mất kết nối – đang thử lại: Bắt đầu tiếp nhận…", label=label, busy=True)
        finally:
            postgres.start()
        officer.sees(page="serving", label=label, busy=False, connected=True)
    finally:
        face.stop()
    steps = [event.step for event in hall.since(first)]
    hall.close()
    assert steps == [CounterStep.OPEN_COUNTER, Step.CALL, Step.SERVE]
