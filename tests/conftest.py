"""What all tests share: a clock that stands still, the sample hall, and a store of each kind."""

from __future__ import annotations

import gc
import itertools
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtWidgets import QApplication

from shared.catalogue import Catalogue, read_catalogue
from shared.founding import found_hall
from shared.hall import Hall
from shared.settings import HallForm, read_hall
from shared.ui import fonts
from tests.postgres import PostgresServer
from tests.sound_server import SoundServer
from tests.visitor import Visitor

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

SAMPLE = Path(__file__).parent.parent / "shared" / "sample" / "hatinh"
ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
#: A Monday morning in the hall.
MORNING = datetime(2026, 11, 23, 8, 0, tzinfo=ZONE)
_database_numbers = itertools.count(1)
_tests = itertools.count(1)
_ALL_AFTER: Final = 100  # tests: going through everything takes some tenths of a second
gc.disable()


class FakeClock:
    """A clock that stands still until it is moved."""

    def __init__(self, at: datetime = MORNING) -> None:
        self.at = at

    def __call__(self) -> datetime:
        return self.at

    def forward(self, **parts: float) -> None:
        """Move on by a timedelta's parts: ``clock.forward(minutes=5)``."""
        self.at += timedelta(**parts)


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def command() -> Callable[[], UUID]:
    """Makes a new CommandId."""
    return uuid4


@pytest.fixture(autouse=True)
def windows_are_cleared_away_here() -> Iterator[None]:
    """Python clears cycles away in whatever thread happens to allocate; a window that is destroyed in a worker's thread
    takes the whole process with it. So nothing is cleared away by itself, but after each test in the main thread."""
    yield
    gc.collect(2 if next(_tests) % _ALL_AFTER == 0 else 1)


@pytest.fixture(scope="session")
def sample_form() -> HallForm:
    return read_hall(SAMPLE / "hall.toml")


@pytest.fixture(scope="session")
def sample_catalogue() -> Catalogue:
    return read_catalogue(SAMPLE)


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    """A running server of the tests' own."""
    # Not under pytest's own folder: the server's user must be able to enter it.
    with tempfile.TemporaryDirectory(prefix="motcua-pg-", ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o755)
        server = PostgresServer(Path(folder) / "cluster")
        server.create()
        server.start()
        yield server
        server.stop()


@pytest.fixture
def sound_server(monkeypatch: pytest.MonkeyPatch) -> Iterator[SoundServer]:
    """A running sound server, which this test and the programs it starts use."""
    server = SoundServer()
    for name, value in server.environment.items():
        monkeypatch.setenv(name, value)
    server.start()
    yield server
    server.close()


@pytest.fixture(scope="session")
def lettered(qapp: QApplication) -> QApplication:
    """Qt with the house's typefaces."""
    fonts.register()
    return qapp


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    """The address of a SQLite store that does not exist yet."""
    return f"sqlite:///{tmp_path}/hall.db"


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def store_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a store, of each kind in turn: an empty one, or for a test that asks for `hall` that hall's."""
    founded = "hall" in request.fixturenames
    if request.param == "sqlite":
        if founded:
            shutil.copy(request.getfixturevalue("founded"), tmp_path / "hall.db")
        return f"sqlite:///{tmp_path}/hall.db"
    server: PostgresServer = request.getfixturevalue("postgres")
    like = request.getfixturevalue("founded_database") if founded else None
    return server.database(f"hall{next(_database_numbers)}", like=like)


@pytest.fixture(scope="session")
def founded(tmp_path_factory: pytest.TempPathFactory, sample_form: HallForm, sample_catalogue: Catalogue) -> Path:
    """A file with the sample hall, in which nothing has happened yet: founding one takes longer than most tests."""
    path = tmp_path_factory.mktemp("founded") / "hall.db"
    found_hall(f"sqlite:///{path}", sample_form, sample_catalogue, clock=FakeClock())
    return path


@pytest.fixture(scope="session")
def founded_database(postgres: PostgresServer, sample_form: HallForm, sample_catalogue: Catalogue) -> str:
    """The name of a database with the same hall."""
    found_hall(postgres.database("founded"), sample_form, sample_catalogue, clock=FakeClock())
    return "founded"


@pytest.fixture
def hall(store_url: str, sample_form: HallForm, clock: FakeClock) -> Iterator[Hall]:
    """The sample hall at eight on a Monday morning, in a store of each kind in turn."""
    made = Hall(store_url, sample_form.id, clock=clock)
    yield made
    made.close()


@pytest.fixture
def sqlite_hall(founded: Path, sqlite_url: str, sample_form: HallForm, clock: FakeClock) -> Iterator[Hall]:
    """The sample hall in a SQLite store, for tests that care for something else than the store."""
    shutil.copy(founded, sqlite_url.removeprefix("sqlite:///"))
    made = Hall(sqlite_url, sample_form.id, clock=clock)
    yield made
    made.close()


@pytest.fixture
def visitor(hall: Hall, command: Callable[[], UUID]) -> Visitor:
    return Visitor(hall, command)
