"""The real panel on a real X server: a finger on it never takes the keyboard from the officer's programs."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from pytestqt.qtbot import QtBot

from counter.rating.measures import Measures
from shared.catalogue import Catalogue
from shared.domain.ratings import total
from shared.founding import found_hall, open_all_day
from shared.hall import Hall
from shared.settings import HallForm
from shared.ui.measures import Box
from tests.counter.rating.conftest import Officer
from tests.shared.ui.x11 import OPENBOX, Server

PATIENCE_MS = 20_000
SIZE = (1280, 800)
TITLE = "^Một Cửa$"
#: The software an officer types into: it says what it was given.
DOSSIERS = """
import sys
from PySide6.QtWidgets import QApplication, QLineEdit
application = QApplication(sys.argv)
field = QLineEdit()
field.setWindowTitle("dossiers")
field.textChanged.connect(lambda text: open(sys.argv[1], "w").write(text))
field.show()
field.activateWindow()
sys.exit(application.exec())
"""


class Place:
    """A counter's PC: the officer types, the panel stands on the same screen and covers it all."""

    def __init__(self, screen: Server, hall: Hall, url: str, folder: Path, bot: QtBot) -> None:
        self.screen, self.hall, self._url, self.folder, self._bot = screen, hall, url, folder, bot
        self._typed = folder / "typed"

    def wait(self, until: Callable[[], bool]) -> None:
        self._bot.waitUntil(until, timeout=PATIENCE_MS)

    def officer_types(self) -> None:
        self.screen.start(sys.executable, "-c", DOSSIERS, str(self._typed))
        self.wait(lambda: bool(self.screen.windows("^dossiers$")))
        self.wait(lambda: self.screen.active() in self.screen.windows("^dossiers$"))

    def typed(self) -> str:
        return self._typed.read_text(encoding="utf-8") if self._typed.exists() else ""

    def panel(self, *, keyboard: bool) -> None:
        settings = self.folder / "motcua.toml"
        table = f"[rating]\ncounter = 7\nkeyboard = {str(keyboard).lower()}\n"
        settings.write_text(f'store = "{self._url}"\nhall = "{self.hall.id}"\n{table}', encoding="utf-8")
        self.screen.start(
            sys.executable, "-m", "counter.rating", "--settings", str(settings), RUNTIME_DIRECTORY=str(self.folder)
        )
        self.wait(self.covers)
        self.wait(lambda: any(one.seq for one in self.hall.stations().stations))

    def covers(self) -> bool:
        found = self.screen.windows(TITLE)
        return len(found) == 1 and self.screen.place(found[0]) == (0, 0, *SIZE)

    def asks(self) -> None:
        """Until the faces are there: the first one's key is white, where the sign has its dark plate."""
        box = self.measures.faces(5)[0]
        corner = (box.left + 30, box.bottom - 30)
        self.wait(lambda: self.screen.picture().getpixel(corner) == (255, 255, 255))

    @property
    def measures(self) -> Measures:
        return Measures.of(*SIZE, 0.0)

    def click(self, box: Box) -> None:
        middle = (box.left + box.width // 2, box.top + box.height // 2)
        self.screen.do("xdotool", "mousemove", *map(str, middle), "click", "1")

    def answers(self) -> int:
        tomorrow = datetime.now(UTC) + timedelta(days=1)
        later = Hall(self._url, self.hall.id, clock=lambda: tomorrow)
        found = total(later.ratings(date.min, date.max)).answered
        later.close()
        return found


@pytest.fixture
def place(
    qtbot: QtBot, sqlite_url: str, asking_form: HallForm, sample_catalogue: Catalogue, tmp_path: Path
) -> Iterator[Place]:
    found_hall(sqlite_url, open_all_day(asking_form), sample_catalogue)
    hall = Hall(sqlite_url, asking_form.id)
    with Server(("Xvfb", "-screen", "0", f"{SIZE[0]}x{SIZE[1]}x24")) as screen:
        screen.start("openbox", "--config-file", str(OPENBOX))
        yield Place(screen, hall, sqlite_url, tmp_path, qtbot)
    hall.close()


@pytest.fixture
def visit(command: Callable[[], UUID]) -> Callable[[Hall], None]:
    """Somebody is served and leaves."""

    def end(hall: Hall) -> None:
        officer = Officer(hall, command)
        officer.finishes(officer.does("walk_in", sorted(officer.profile.services)[0]))

    return end


def test_the_officer_types_on_while_a_citizen_answers(place: Place, visit: Callable[[Hall], None]) -> None:
    place.officer_types()
    place.panel(keyboard=False)
    visit(place.hall)
    place.asks()
    place.click(place.measures.faces(5)[0])
    place.screen.key("h", "o", "1")
    place.wait(lambda: place.typed() == "ho1")

    def sent() -> bool:
        place.click(place.measures.keys()[1])
        return place.answers() == 1

    place.wait(sent)


def test_a_box_of_keys_answers_where_the_panel_has_the_keyboard(place: Place, visit: Callable[[Hall], None]) -> None:
    place.panel(keyboard=True)
    visit(place.hall)
    place.asks()
    place.screen.key("1")

    def skipped() -> bool:
        place.screen.key("0")
        return place.answers() == 1

    place.wait(skipped)
