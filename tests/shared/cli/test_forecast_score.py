"""What an administrator reads of the promised waits."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from click.testing import CliRunner

from shared.catalogue import Catalogue
from shared.cli import terminal
from shared.cli.main import motcua
from shared.domain.ticket import Step
from shared.founding import found_hall
from shared.settings import HallForm
from shared.store import journal
from shared.store.connection import Connections
from tests.conftest import ZONE
from tests.shared.made_days import Writer


def test_the_score_is_a_line_for_all_and_one_for_each_horizon(
    sqlite_url: str, sample_form: HallForm, sample_catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(terminal, "language", lambda: "vi")
    found_hall(sqlite_url, sample_form, sample_catalogue)
    out = Writer(10)
    # The command has no clock but the machine's: so these people came this morning.
    morning = datetime.now(ZONE).replace(hour=8, minute=0, second=0, microsecond=0)
    for low, high, came in ((5, 15, 10), (5, 15, 12), (5, 15, 20), (60, 120, 100)):
        ticket = out.issue(morning, "TP01", priority="normal", rank_at=morning)
        called = morning + timedelta(minutes=came)
        out.move(called, Step.CALL, ticket, counter=4, slot=1, wait_low=low, wait_high=high)
    connections = Connections(sqlite_url)
    with connections.writing() as connection:
        for event in out.events:
            journal.append(connection, sample_form.id, event)
    connections.close()
    done = CliRunner().invoke(motcua, ["--store", sqlite_url, "--hall", sample_form.id, "forecast-score"])
    assert done.exit_code == 0, done.output
    head, whole, short, long = (line.split("  ") for line in done.output.splitlines())
    assert head[0].strip() == "Đã báo"
    assert [cell.strip() for cell in whole if cell.strip()] == [
        "tất cả", "4", "75%", "0%", "25%", "22.5 phút", "5.5 phút",
    ]  # fmt: skip
    assert short[0].strip() == "5–15 phút"
    assert long[0].strip() == "≥ 60 phút"
