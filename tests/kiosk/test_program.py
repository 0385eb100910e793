"""The program as it is started, driven from outside."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from shared.catalogue import Catalogue
from shared.founding import found_hall, open_all_day
from shared.settings import HallForm


def start(settings: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "kiosk", "--settings", str(settings), "--rehearse", "--size", "1024x768"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def do(kiosk: subprocess.Popen[str], **command: Any) -> dict[str, Any]:
    assert kiosk.stdin is not None
    assert kiosk.stdout is not None
    kiosk.stdin.write(json.dumps(command) + "\n")
    kiosk.stdin.flush()
    answer: dict[str, Any] = json.loads(kiosk.stdout.readline())
    assert answer["ok"], answer
    return dict(answer["state"])


def test_a_rehearsal_touches_the_real_tiles(
    tmp_path: Path, sqlite_url: str, sample_form: HallForm, sample_catalogue: Catalogue
) -> None:
    found_hall(sqlite_url, open_all_day(sample_form), sample_catalogue)
    settings = tmp_path / "motcua.toml"
    settings.write_text(f'store = "{sqlite_url}"\nhall = "{sample_form.id}"\n', encoding="utf-8")
    with start(settings) as kiosk:
        home = do(kiosk, do="wait", **{"for": {"page": "home"}}, within=20.0)
        assert (home["connected"], home["label"]) == (True, None)
        assert do(kiosk, do="tap", name="agency-TP")["page"] == "agency"
        do(kiosk, do="quit")
        _, log = kiosk.communicate(timeout=20)
    assert kiosk.returncode == 0, log


def test_a_printer_that_makes_no_sense_is_told_and_ends_the_program(tmp_path: Path) -> None:
    settings = tmp_path / "motcua.toml"
    settings.write_text('store = "sqlite:///x.db"\nhall = "x"\n[kiosk]\nprinter = "lpt1"\n', encoding="utf-8")
    with start(settings) as kiosk:
        _, log = kiosk.communicate(timeout=20)
    assert kiosk.returncode == 2
    assert "kiosk.printer = 'lpt1'" in log
