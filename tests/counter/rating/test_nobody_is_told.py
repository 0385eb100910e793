"""The whole program on both databases: an answer reaches the store, and nothing and nobody else learns of it today."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from uuid import UUID

import pytest
from click.testing import CliRunner
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from counter.face import CounterFace
from counter.rating.face import RatingFace
from counter.rating.outbox import Outbox
from counter.rating.views.keys import PanelKey
from shared.catalogue import Catalogue
from shared.cli.main import motcua
from shared.counter_form import CounterForm
from shared.domain.errors import StoreAway
from shared.domain.ratings import Figures, total
from shared.founding import found_hall
from shared.hall import Hall
from shared.settings import HallForm, StationForm
from shared.ui.worker import HallWorker
from tests.conftest import FakeClock
from tests.counter.rating.conftest import COUNTER, TODAY, Officer


@pytest.fixture
def hall(store_url: str, asking_form: HallForm, sample_catalogue: Catalogue, clock: FakeClock) -> Iterator[Hall]:
    """A hall that asks, in a store of each kind in turn."""
    found_hall(store_url, asking_form, sample_catalogue, clock=clock)
    made = Hall(store_url, asking_form.id, clock=clock)
    yield made
    made.close()


class Both:
    """The officer's desk and the panel before the citizen, running."""

    def __init__(self, qtbot: QtBot, url: str, hall: Hall, clock: FakeClock) -> None:
        self._qtbot, self._clock = qtbot, clock
        # The programs must not see the day change while somebody counts.
        self._tomorrow = Hall(url, hall.id, clock=lambda: clock.at + timedelta(days=1))
        station = StationForm(store=url, hall=hall.id, counter=CounterForm(number=COUNTER))
        self.panel = RatingFace(station, COUNTER, clock=clock)
        self.desk = CounterFace(station, COUNTER, clock=clock)
        for face in (self.panel, self.desk):
            qtbot.addWidget(face.window)
            face.window.resize(1280, 800)
            face.window.show()
            face.start()
        self.until(lambda: bool(self.panel.state()["connected"] and self.desk.state()["connected"]))

    def until(self, met: Callable[[], bool]) -> None:
        self._qtbot.waitUntil(met, timeout=9000)

    def sees(self, page: str) -> None:
        self.until(lambda: self.panel.state()["page"] == page)

    def taps(self, name: str) -> None:
        self._clock.forward(seconds=0.5)
        (key,) = [one for one in self.panel.window.findChildren(PanelKey, name) if one.isVisible()]
        QTest.mouseClick(key, Qt.MouseButton.LeftButton)

    def figures(self) -> Figures:
        return total(self._tomorrow.ratings(TODAY, TODAY))

    def stop(self) -> None:
        self.panel.stop()
        self.desk.stop()
        self._tomorrow.close()


@pytest.fixture
def both(
    qtbot: QtBot, lettered: QApplication, hall: Hall, store_url: str, clock: FakeClock, officer: Officer
) -> Iterator[Both]:
    made = Both(qtbot, store_url, hall, clock)
    yield made
    made.stop()


@pytest.fixture
def officer(hall: Hall, command: Callable[[], UUID]) -> Officer:
    return Officer(hall, command)


def test_an_answer_is_counted_once_and_nothing_else_changes(
    both: Both, hall: Hall, officer: Officer, store_url: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    end = officer.finishes(officer.serves())
    both.sees("ask")
    both.until(lambda: both.desk.state()["seq"] == end and both.figures().asked == 1)
    now, desk, journal = hall.now(), both.desk.presenter.state, exported(store_url, hall.id)
    caplog.clear()
    both.taps("face-1")
    both.sees("reasons")
    both.taps("reason-1")
    both.taps("send")
    both.sees("thanks")
    both.until(lambda: both.figures().answered == 1)
    assert (both.figures().scores, both.figures().faulted) == ((1, 0, 0, 0, 0), {"attitude": 1})
    assert caplog.text == "", "no log has a line for it"
    assert hall.since(end) == (), "the feed has nothing"
    assert hall.now() == now
    assert exported(store_url, hall.id) == journal
    assert both.desk.presenter.state == desk
    assert hall.ratings(date.min, date.max) == [], "nor can anybody read it today"


def test_who_does_not_answer_is_told_from_who_does_by_nothing_but_the_count(
    both: Both, hall: Hall, officer: Officer, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    end = officer.finishes(officer.serves())
    both.sees("ask")
    both.until(lambda: both.figures().asked == 1)
    both.panel.recover()
    both.sees("sign")
    assert (both.figures().asked, both.figures().answered) == (1, 0)
    assert caplog.text == ""
    assert hall.since(end) == ()


def exported(url: str, hall: str) -> str:
    """What `motcua export-journal` writes."""
    done = CliRunner().invoke(motcua, ["--store", url, "--hall", hall, "export-journal", "--format", "jsonl"])
    assert done.exit_code == 0, done.output
    return done.output


class Broken(Hall):
    """A hall whose store, or whose program, fails whenever it is told an opinion."""

    fault: Callable[[], Exception]

    def rate(self, visit: int, score: int, reasons: Sequence[str] = ()) -> None:
        raise self.fault()


@pytest.mark.parametrize("fault", [lambda: StoreAway("the cable"), ZeroDivisionError])
def test_not_even_a_failure_writes_the_opinion_into_a_log(
    qtbot: QtBot, sqlite_url: str, sqlite_hall: Hall, caplog: pytest.LogCaptureFixture, fault: Callable[[], Exception]
) -> None:
    caplog.set_level(logging.DEBUG)
    logs = []
    for score, reasons in ((1, ("attitude", "place")), (5, ())):
        caplog.clear()
        broken = Broken(sqlite_url, sqlite_hall.id)
        broken.fault = fault
        passed = iter((0.0, 99.0, 99.0))
        worker = HallWorker(lambda hall=broken: hall, seconds=lambda times=passed: next(times))  # type: ignore[misc]
        outbox = Outbox(worker)
        worker.start()
        outbox.answered(123_456, score, reasons)
        qtbot.waitUntil(lambda: "settled" in caplog.text or "a bug in" in caplog.text, timeout=5000)
        worker.stop()
        logs.append(re.sub(r"0x[0-9a-f]+", "0x", caplog.text))
    assert logs[0] == logs[1] != ""
    assert "123456" not in logs[0]
    assert "attitude" not in logs[0]
