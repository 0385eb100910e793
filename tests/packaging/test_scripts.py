"""The scripts a machine is made a station with."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

PACKAGING = Path(__file__).parents[2] / "packaging"
SCRIPTS = [
    path for path in sorted(PACKAGING.rglob("*")) if path.is_file() and path.read_bytes().startswith(b"#!/bin/sh")
]
WAIT, TELL = PACKAGING / "systemd/wait-for-session", PACKAGING / "systemd/tell-session"


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.relative_to(PACKAGING).as_posix())
def test_shellcheck_finds_nothing(script: Path) -> None:
    done = subprocess.run(["shellcheck", str(script)], capture_output=True, text=True, check=False)
    assert done.stdout == ""


def test_every_script_was_looked_at() -> None:
    found = {path.relative_to(PACKAGING).as_posix() for path in SCRIPTS}
    assert {"install-station", "x11/start", "x11/session", "cage/start", "cage/session"} <= found


def tell(folder: Path, **variables: str) -> dict[str, str]:
    """What the session left for the programs."""
    subprocess.run([str(TELL), str(folder)], env={"PATH": "/usr/bin:/bin", **variables}, check=True)
    text = (folder / "environment").read_text(encoding="utf-8")
    return dict(line.replace('"', "").split("=", 1) for line in text.splitlines())


def test_programs_are_told_where_the_screen_and_the_sound_are(tmp_path: Path) -> None:
    told = tell(tmp_path, DISPLAY=":0", XAUTHORITY="/run/motcua-session/Xauthority", XDG_RUNTIME_DIR="/run/user/990")
    assert told == {
        "DISPLAY": ":0",
        "XAUTHORITY": "/run/motcua-session/Xauthority",
        "XDG_RUNTIME_DIR": "/run/user/990",
        "QT_QPA_PLATFORM": "xcb",
    }


def test_under_cage_qt_is_told_so(tmp_path: Path) -> None:
    told = tell(tmp_path, WAYLAND_DISPLAY="wayland-0", XDG_RUNTIME_DIR="/run/user/990", DISPLAY=":1")
    assert told["QT_QPA_PLATFORM"] == "wayland"
    assert told["WAYLAND_DISPLAY"] == "wayland-0"


def test_a_program_waits_until_there_is_a_screen(tmp_path: Path) -> None:
    with subprocess.Popen([str(WAIT), str(tmp_path)], stderr=subprocess.PIPE, text=True) as waiting:
        assert waiting.poll() is None
        tell(tmp_path, DISPLAY=":0")
        _, said = waiting.communicate(timeout=30)
    assert (waiting.returncode, said) == (0, "")
