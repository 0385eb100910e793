"""The real programs as processes: they beat, one is killed, one ends as it should."""

from __future__ import annotations

from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path

from pytestqt.qtbot import QtBot

from shared.demo.stations import Rehearsed
from shared.domain.station import BEAT, Complaint, Health, diagnoses
from shared.hall import Hall
from shared.ui.heart import this_version


def test_programs_beat_and_the_killed_one_is_missed(qtbot: QtBot, hall: Hall, store_url: str, tmp_path: Path) -> None:
    settings = tmp_path / "motcua.toml"
    settings.write_text(f'store = "{store_url}"\nhall = "{hall.id}"\n[display]\nname = "board-9"\n', encoding="utf-8")
    later = datetime.now(UTC) + timedelta(hours=2)
    now_here, two_hours_on = Hall(store_url, hall.id), Hall(store_url, hall.id, clock=lambda: later)

    def names() -> list[str]:
        return [one.name for one in now_here.stations().stations]

    with ExitStack() as running:
        board, desk = (
            running.enter_context(Rehearsed(face, settings=settings, size="1280x720", log=tmp_path / f"{face}.log"))
            for face in ("display", "counter")
        )
        desk.wait(connected=True, within=20.0)
        qtbot.waitUntil(lambda: names() == ["board-9", "counter-1"], timeout=20_000)
        for one in now_here.stations().stations:
            assert abs(one.clock_offset) < timedelta(seconds=1), "one machine, one clock"
            assert (one.version, one.doubled) == (this_version(), False)
        board.kill()
        desk.end()
        qtbot.waitUntil(lambda: names() == ["board-9"], timeout=5_000)
        (lost,) = diagnoses(two_hours_on.stations())
        assert (lost.station.name, lost.state) == ("board-9", Health.BAD)
        assert lost.symptoms[0].complaint is Complaint.SILENT
        assert lost.symptoms[0].amount > timedelta(hours=1)
    soon = diagnoses(now_here.stations())[0]
    assert soon.state is Health.GOOD or soon.symptoms[0].amount > BEAT
    now_here.close()
    two_hours_on.close()
