"""The kiosk killed at each moment of giving a number, a few times: what `python -m benchmarks kills` plays in full."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.kills import Campaign, Moment

#: Twelve on SQLite, the rest on PostgreSQL.
KILLS = {"sqlite": 12, "postgresql": 6}


@pytest.mark.timeout(300)
def test_a_killed_kiosk_leaves_every_ticket_and_every_paper_accounted_for(store_url: str, tmp_path: Path) -> None:
    kind = store_url.partition(":")[0]
    toll = Campaign(store_url, tmp_path, seed=7).run(KILLS[kind])
    assert toll.wrong == []
    assert toll.kills >= KILLS[kind]
    assert {Moment.BEFORE_COMMIT, Moment.AFTER_COMMIT, Moment.MID_PRINT, Moment.BEFORE_CONFIRM} <= set(toll.hits)
    assert toll.tickets > toll.kills
