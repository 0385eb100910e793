"""A scanner that is pulled out of a kiosk is told with the next beat."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hardware.virtual.ports import PtyPort
from hardware.virtual.scanner import VirtualScanner
from hardware.watched import scanner_health
from kiosk.face import KioskFace
from shared.hall import Hall
from shared.settings import KioskForm, StationForm
from tests.conftest import FakeClock


def test_a_scanner_comes_and_goes(
    qtbot: QtBot,
    lettered: QApplication,
    sqlite_hall: Hall,
    sqlite_url: str,
    tmp_path: Path,
    clock: FakeClock,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("shared.feed.SAFETY_LOOK", 0.1)
    scanner = VirtualScanner(PtyPort(tmp_path / "scanner"))
    form = StationForm(store=sqlite_url, hall=sqlite_hall.id, kiosk=KioskForm(scanner=scanner.url))
    face = KioskFace(form, printer=None, began=0.0, clock=clock)
    qtbot.addWidget(face.window)
    face.window.show()
    face.start()

    def tells(*, plugged: bool) -> None:
        def told() -> bool:
            face.heart.beat()
            stations = sqlite_hall.stations().stations
            return bool(stations) and stations[0].devices == (scanner_health(plugged=plugged),)

        qtbot.waitUntil(told, timeout=10_000)

    try:
        tells(plugged=False)
        scanner.plug()
        tells(plugged=True)
        scanner.unplug()
        tells(plugged=False)
    finally:
        scanner.unplug()
        face.stop()
