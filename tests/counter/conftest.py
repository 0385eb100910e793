from __future__ import annotations

import itertools
import shutil
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from counter.acts import Act
from counter.face import CounterFace
from shared.counter_form import CounterForm
from shared.domain.ticket import Ticket
from shared.feed import Feed
from shared.hall import Hall
from shared.settings import StationForm
from tests.conftest import FakeClock
from tests.counter.room import Room
from tests.counter.seat import BINH, HONG, PIN, QUAN, Seat


@pytest.fixture(autouse=True)
def own_state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a desk keeps of one test is not there in the next."""
    monkeypatch.delenv("STATE_DIRECTORY", raising=False)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))


@pytest.fixture(scope="session")
def founded_with_staff(founded: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of a sample hall with two officers and a manager on its list."""
    path = tmp_path_factory.mktemp("staffed") / "hall.db"
    shutil.copy(founded, path)
    hall = Hall(f"sqlite:///{path}", "hatinh", clock=FakeClock())
    for one in (HONG, BINH, QUAN):
        hall.put_staff(one, PIN, command=uuid4(), actor="setup")
    hall.close()
    return path


@pytest.fixture
def staffed(sqlite_hall: Hall, sqlite_url: str, founded_with_staff: Path) -> Hall:
    """The same hall as `sqlite_hall`, with staff."""
    shutil.copy(founded_with_staff, sqlite_url.removeprefix("sqlite:///"))
    return sqlite_hall


@pytest.fixture
def room(sqlite_hall: Hall, sqlite_url: str, clock: FakeClock) -> Iterator[Room]:
    """Counter 7 of a hall without staff."""
    feed = Feed(sqlite_url, sqlite_hall.id, clock=clock)
    made = Room(sqlite_hall, feed, clock)
    made.hears()
    yield made
    feed.close()


@pytest.fixture
def seat(staffed: Hall, sqlite_url: str, clock: FakeClock) -> Iterator[Seat]:
    """Counter 7, where nobody is logged in."""
    made = Seat(staffed, sqlite_url, clock)
    yield made
    made.close()


@pytest.fixture
def working(seat: Seat, arrive: Callable[..., Ticket]) -> Seat:
    """Hồng is logged in at counter 7 and serves somebody; somebody else waits."""
    arrive("TC01"), arrive("TC02")
    seat.hears()
    seat.logs_in(HONG)
    for act in (Act.OPEN, Act.CALL_NEXT, Act.SERVE):
        seat.does(act)
    return seat


@pytest.fixture
def other_seat(staffed: Hall, sqlite_url: str, clock: FakeClock) -> Iterator[Callable[[int], Seat]]:
    """Makes one more desk: another counter, or another machine of the same counter."""
    made: list[Seat] = []

    def make(number: int) -> Seat:
        made.append(Seat(staffed, sqlite_url, clock, number))
        return made[-1]

    yield make
    for one in made:
        one.close()


class AtTheDesk:
    """An officer with a keyboard and a mouse, at one counter's window."""

    def __init__(self, face: CounterFace, qtbot: QtBot) -> None:
        self.face = face
        self.ended = False  # whether the program would have
        self._qtbot = qtbot

    def ends(self) -> None:
        self.ended = True

    @property
    def state(self) -> dict[str, Any]:
        return dict(self.face.state())

    def sees(self, **wanted: Any) -> None:
        """Waits until the state says so."""

        def met() -> None:
            state = self.state
            assert {key: state[key] for key in wanted} == wanted

        self._qtbot.waitUntil(met, timeout=5000)

    def reads(self, name: str, words: str) -> None:
        """Waits until the widget of this name says these words."""

        def met() -> None:
            assert words in self.find(name).accessibleName()

        self._qtbot.waitUntil(met, timeout=5000)

    def presses(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """On whatever has the keyboard, as a keyboard does."""
        QTest.keyClick(self.face.window.focusWidget() or self.face.window, key, modifier)

    def goes(self, *steps: tuple[Qt.Key, str]) -> None:
        """Presses each key, and waits for the page that it leads to."""
        for key, page in steps:
            self.presses(key)
            self.sees(page=page, busy=False)

    def types(self, text: str) -> None:
        for sign in text:
            focus = self.face.window.focusWidget()
            assert focus is not None
            QTest.keyClicks(focus, sign)

    def clicks(self, name: str) -> None:
        QTest.mouseClick(self.find(name), Qt.MouseButton.LeftButton)

    def clicks_keys(self, signs: str) -> None:
        """On the keys that are drawn at the gate."""
        for sign in signs:
            self.clicks(f"key-{sign}")

    def find(self, name: str) -> QWidget:
        """The visible widget of this name."""
        found = [one for one in self.face.window.findChildren(QWidget, name) if one.isVisible()]
        assert len(found) == 1, f"{len(found)} visible widgets are called {name!r}"
        return found[0]

    def can_see(self, name: str) -> bool:
        return any(one.isVisible() for one in self.face.window.findChildren(QWidget, name))


@pytest.fixture
def desk(
    qtbot: QtBot, lettered: QApplication, sqlite_hall: Hall, sqlite_url: str, clock: FakeClock
) -> Iterator[Callable[..., AtTheDesk]]:
    """Opens the window of a counter of the sample hall, and waits until it knows the hall."""
    faces: list[CounterFace] = []

    def open_desk(number: int, *, language: str = "vi", officer: str = "Nguyễn Thị Hồng") -> AtTheDesk:
        form = CounterForm(number=number, officer=officer)
        station = StationForm(store=sqlite_url, hall=sqlite_hall.id, language=language, counter=form)
        face = CounterFace(station, number, clock=clock, end=lambda: made.ends())  # noqa: PLW0108 - `made` comes after
        faces.append(face)
        made = AtTheDesk(face, qtbot)
        qtbot.addWidget(face.window)
        face.window.resize(1366, 768)
        face.window.show()
        face.start()
        made.sees(connected=True)
        return made

    yield open_desk
    # A feed looks up within a second; a bell now spares every test that second.
    quiet = threading.Event()
    bell = threading.Thread(target=_ring, args=(sqlite_url, quiet))
    bell.start()
    for face in faces:
        face.stop()
    quiet.set()
    bell.join()


def _ring(url: str, quiet: threading.Event) -> None:
    """Touch the file, so that who waits for its bell wakes up. The journal stays as it is."""
    with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as connection:
        for number in itertools.count(1):
            if quiet.wait(0.02):
                return
            connection.execute(f"PRAGMA user_version = {number}")


@pytest.fixture
def arrive(sqlite_hall: Hall) -> Callable[..., Ticket]:
    """Somebody takes a number."""

    def issue(service: str, priority: str = "normal", procedure: str | None = None) -> Ticket:
        return sqlite_hall.issue(
            service, command=uuid4(), actor="kiosk-1", priority=priority, procedure=procedure
        ).ticket

    return issue
