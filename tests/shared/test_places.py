"""Where programs keep things, with systemd and without."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from shared.places import runtime_folder, state_folder


@pytest.fixture(autouse=True)
def _bare(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No variable of the machine's, a home and a folder for temporary files of the test's own."""
    for name in ("STATE_DIRECTORY", "RUNTIME_DIRECTORY", "XDG_STATE_HOME", "XDG_RUNTIME_DIR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))


def test_systemds_folders_come_first(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", "/elsewhere")
    monkeypatch.setenv("XDG_RUNTIME_DIR", "/elsewhere")
    monkeypatch.setenv("STATE_DIRECTORY", f"{tmp_path}/state:/second")
    monkeypatch.setenv("RUNTIME_DIRECTORY", str(tmp_path))
    assert state_folder() == tmp_path / "state"
    assert runtime_folder() == tmp_path


def test_then_the_accounts_own(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    assert state_folder() == runtime_folder() == tmp_path / "motcua"


def test_an_account_without_a_session_has_folders_too(tmp_path: Path) -> None:
    assert state_folder() == tmp_path / "home/.local/state/motcua"
    made = runtime_folder()
    assert made.parent == tmp_path
    assert stat.S_IMODE(made.stat().st_mode) == 0o700
