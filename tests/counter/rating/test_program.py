"""The panel as it is started, beside the program of its counter."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from pytestqt.qtbot import QtBot

from counter.rating.__main__ import KIND, parser
from shared.catalogue import Catalogue
from shared.demo.stations import Rehearsed
from shared.domain.ratings import total
from shared.domain.station import diagnoses
from shared.founding import found_hall, open_all_day
from shared.hall import Hall
from shared.settings import HallForm, read_station
from tests.counter.rating.conftest import Officer


def test_it_asks_is_answered_and_beats_beside_its_counter(
    qtbot: QtBot,
    sqlite_url: str,
    asking_form: HallForm,
    sample_catalogue: Catalogue,
    tmp_path: Path,
    command: Callable[[], UUID],
) -> None:
    found_hall(sqlite_url, open_all_day(asking_form), sample_catalogue)
    hall = Hall(sqlite_url, asking_form.id)
    settings = tmp_path / "motcua.toml"
    settings.write_text(f'store = "{sqlite_url}"\nhall = "{hall.id}"\n[counter]\nnumber = 7\n', encoding="utf-8")
    with ExitStack() as running:
        panel, desk = (
            running.enter_context(Rehearsed(face, settings=settings, size="1280x800", log=tmp_path / f"{face}.log"))
            for face in ("counter.rating", "counter")
        )
        panel.wait(page="sign", connected=True, within=20.0)
        desk.wait(connected=True, within=20.0)
        qtbot.waitUntil(
            lambda: [one.name for one in hall.stations().stations] == ["counter-7", "rating-7"], timeout=20_000
        )
        assert not any(one.station.doubled for one in diagnoses(hall.stations()))
        officer = Officer(hall, command)
        officer.finishes(officer.does("walk_in", sorted(officer.profile.services)[0]))
        panel.wait(page="ask", within=10.0)
        panel.tap("face-4")
        # A touch that comes too soon was meant for the faces.
        qtbot.waitUntil(lambda: panel.tap("send")["page"] == "thanks", timeout=5000)
        tomorrow = datetime.now(UTC) + timedelta(days=1)
        later = Hall(sqlite_url, hall.id, clock=lambda: tomorrow)
        qtbot.waitUntil(lambda: total(later.ratings(date.min, date.max)).scores == (0, 0, 0, 1, 0), timeout=5000)
        later.close()
    hall.close()
    assert (tmp_path / "counter.rating.log").read_text(encoding="utf-8") == "", "nothing to say is nothing said"


@pytest.mark.parametrize(
    ("table", "options", "name"),
    [
        ("", [], "rating-3"),
        ("[rating]\ncounter = 8\n", [], "rating-8"),
        ("[rating]\ncounter = 8\n", ["--counter", "9"], "rating-9"),
    ],
)
def test_its_counter_is_named_on_the_command_line_or_its_own_or_the_desks(
    tmp_path: Path, table: str, options: list[str], name: str
) -> None:
    settings = tmp_path / "motcua.toml"
    settings.write_text(f'store = "sqlite:///x.db"\nhall = "x"\n[counter]\nnumber = 3\n{table}', encoding="utf-8")
    assert KIND.name(read_station(settings), parser().parse_args(options)) == name


@pytest.mark.parametrize("keyboard", [True, False])
def test_it_takes_the_keyboard_only_where_the_settings_give_it_one(tmp_path: Path, keyboard: bool) -> None:
    settings = tmp_path / "motcua.toml"
    table = f"[rating]\nkeyboard = {str(keyboard).lower()}\n"
    settings.write_text(f'store = "sqlite:///x.db"\nhall = "x"\n{table}', encoding="utf-8")
    assert KIND.takes_keys(read_station(settings)) is keyboard
