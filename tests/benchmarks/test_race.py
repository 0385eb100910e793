"""The race, small: what `make bench` plays in full."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.timeout(180)
def test_numbers_and_calls_happen_once_while_processes_are_killed(store_url: str, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "benchmarks.race", store_url, str(tmp_path / "ledgers"), "--tickets", "250"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=Path(__file__).parents[2])
    assert done.stdout, done.stderr
    verdict = json.loads(done.stdout)
    assert verdict["wrong"] == []
    assert verdict["tickets"] >= 250
    assert verdict["kills"] > 0
    assert verdict["asked_again"] > 0
