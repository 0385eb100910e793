"""The command line as an administrator uses it: real processes, real files."""

from __future__ import annotations

import csv
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from shared.founding import SAMPLE_HALL, SAMPLE_HALL_BEFORE


def _motcua(folder: Path, *words: str, language: str = "en_GB.UTF-8") -> subprocess.CompletedProcess[str]:
    environment = {key: value for key, value in os.environ.items() if key not in ("LANGUAGE", "LC_ALL", "LC_MESSAGES")}
    return subprocess.run(
        [sys.executable, "-m", "shared.cli", *words],
        cwd=folder,
        env={**environment, "LANG": language, "PYTHONPATH": str(Path(__file__).parents[3])},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def founded(tmp_path: Path) -> Path:
    """A folder in which the sample hall was founded."""
    done = _motcua(tmp_path, "init")
    assert done.returncode == 0, done.stderr
    return tmp_path


def test_a_hall_is_founded_with_one_word_and_found_sound(founded: Path) -> None:
    assert (founded / "motcua.toml").exists()
    done = _motcua(founded, "check")
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("✓") == 4


def test_the_terminal_speaks_the_language_of_its_locale(founded: Path) -> None:
    assert "Kho dữ liệu trả lời" in _motcua(founded, "check", language="vi_VN.UTF-8").stdout
    assert "Kho dữ liệu trả lời" not in _motcua(founded, "check").stdout


def test_without_settings_it_says_what_to_do(tmp_path: Path) -> None:
    done = _motcua(tmp_path, "check")
    assert done.returncode == 2
    assert "motcua init" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_store_that_is_away_ends_with_three(tmp_path: Path) -> None:
    done = _motcua(tmp_path, "--store", "postgresql://nobody@127.0.0.1:1/none", "--hall", "hatinh", "check")
    assert done.returncode == 3
    assert "Traceback" not in done.stderr


def test_a_dry_run_shows_the_change_and_changes_nothing(tmp_path: Path) -> None:
    _motcua(tmp_path, "init", str(SAMPLE_HALL_BEFORE))
    before = _motcua(tmp_path, "export-journal").stdout
    done = _motcua(tmp_path, "import-catalogue", str(SAMPLE_HALL), "--dry-run")
    assert done.returncode == 0, done.stderr
    assert "164" in done.stdout
    assert _motcua(tmp_path, "export-journal").stdout == before
    assert _motcua(tmp_path, "import-catalogue", str(SAMPLE_HALL)).returncode == 0
    assert len(_motcua(tmp_path, "export-journal").stdout.splitlines()) == len(before.splitlines()) + 1


def test_a_bad_row_names_file_line_column_and_cure_and_changes_nothing(founded: Path) -> None:
    wrong = founded / "wrong"
    shutil.copytree(SAMPLE_HALL, wrong)
    fields = (wrong / "fields.csv").read_text(encoding="utf-8").splitlines()
    fields[3] = fields[3].replace(",VP,", ",VPP,")
    (wrong / "fields.csv").write_text("\n".join(fields), encoding="utf-8")
    before = _motcua(founded, "export-journal").stdout
    done = _motcua(founded, "import-catalogue", str(wrong))
    assert done.returncode == 2
    assert "fields.csv:4: agency = 'VPP'" in done.stderr
    assert "Did you mean VP" in done.stderr
    assert _motcua(founded, "export-journal").stdout == before


def test_rules_of_another_hall_are_refused(founded: Path) -> None:
    other = founded / "other"
    shutil.copytree(SAMPLE_HALL, other)
    rules = (other / "hall.toml").read_text(encoding="utf-8").replace('id = "hatinh"', 'id = "elsewhere"')
    (other / "hall.toml").write_text(rules, encoding="utf-8")
    done = _motcua(founded, "import-catalogue", str(other))
    assert done.returncode == 2
    assert "elsewhere" in done.stderr


def test_a_backup_is_restored_into_another_store(founded: Path) -> None:
    assert _motcua(founded, "backup", "saved.gz").returncode == 0
    store = f"sqlite:///{founded}/other.db"
    assert _motcua(founded, "--store", store, "restore", "saved.gz").returncode == 0
    assert _motcua(founded, "--store", store, "--hall", "hatinh", "check").returncode == 0
    again = _motcua(founded, "--store", store, "restore", "saved.gz")
    assert again.returncode == 2
    assert "empty store" in again.stderr


def test_the_journal_is_exported_in_two_forms(founded: Path) -> None:
    rows = list(csv.DictReader(_motcua(founded, "export-journal").stdout.splitlines()))
    assert [row["seq"] for row in rows] == ["1", "2"]
    lines = _motcua(founded, "export-journal", "--format", "jsonl", "--after", "1").stdout.splitlines()
    assert [json.loads(line)["step"] for line in lines] == ["import_catalogue"]


def test_the_score_of_the_promised_waits_says_when_there_is_none_yet(founded: Path) -> None:
    done = _motcua(founded, "forecast-score", "--days", "3", language="vi_VN.UTF-8")
    assert done.returncode == 0, done.stderr
    assert done.stdout == "Chưa có thời gian chờ nào được báo trong 3 ngày.\n"


def test_a_simulated_day_ends_with_a_summary_and_a_sound_journal(tmp_path: Path) -> None:
    done = _motcua(
        tmp_path, "demo", "--day", "--tickets", "60", "--date", "2026-11-23", "--folder", "day", language="vi_VN"
    )
    assert done.returncode == 0, done.stderr
    assert "Thời gian chờ" in done.stdout
    assert "✓ Nhật ký" in done.stdout


def test_a_day_on_which_the_hall_is_shut_is_played_on_the_next_monday(tmp_path: Path) -> None:
    done = _motcua(tmp_path, "demo", "--day", "--tickets", "20", "--date", "2026-11-22", "--folder", "day")
    assert done.returncode == 0, done.stderr
    journal = _motcua(tmp_path, "--store", f"sqlite:///{tmp_path}/day/day.db", "--hall", "hatinh", "export-journal")
    assert "2026-11-23" in journal.stdout


def test_a_folder_with_something_else_in_it_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("dear", encoding="utf-8")
    done = _motcua(tmp_path, "demo", "--day", "--folder", "mine")
    assert done.returncode == 2
    assert (tmp_path / "mine" / "letter.txt").read_text(encoding="utf-8") == "dear"


def test_commands_of_other_rooms_are_found(tmp_path: Path) -> None:
    assert "virtual-printer" in _motcua(tmp_path, "--help").stdout
