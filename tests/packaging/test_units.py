"""The unit files, looked over by systemd itself, and held against what the programs promise."""

from __future__ import annotations

import configparser
import subprocess
from pathlib import Path

import pytest

from shared.ui import program

PACKAGING = Path(__file__).parents[2] / "packaging"
FACES = ("kiosk", "counter", "rating", "display")
INSTALLED = "/opt/motcua"


class _Unit(configparser.RawConfigParser):
    """A unit file: keys keep their case and may stand several times; the last counts."""

    def optionxform(self, optionstr: str) -> str:
        return optionstr


def unit(path: Path) -> _Unit:
    made = _Unit(strict=False)
    made.read(path, encoding="utf-8")
    return made


def face(name: str) -> _Unit:
    return unit(PACKAGING / f"systemd/motcua-{name}.service")


@pytest.fixture
def installed(tmp_path: Path) -> Path:
    """A machine's root with the program at its place: what the units run exists there."""
    bin_folder = tmp_path / f"{INSTALLED[1:]}/.venv/bin"
    bin_folder.mkdir(parents=True)
    for name in ("motcua", *(f"motcua-{one}" for one in (*FACES, "bus"))):
        (bin_folder / name).write_text("#!/bin/sh\n", encoding="utf-8")
        (bin_folder / name).chmod(0o755)
    (tmp_path / f"{INSTALLED[1:]}/packaging").symlink_to(PACKAGING)
    return tmp_path


@pytest.mark.parametrize("session", ["systemd", "cage"])
def test_systemd_finds_nothing_wrong(installed: Path, session: str) -> None:
    units = installed / "units"
    units.mkdir()
    sources = [*PACKAGING.glob("systemd/*.service"), PACKAGING / session / "motcua-session.service"]
    for source in sources:
        text = source.read_text(encoding="utf-8").replace(INSTALLED, f"{installed}{INSTALLED}")
        (units / source.name).write_text(text, encoding="utf-8")
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", *map(str, sorted(units.iterdir()))],
        env={"SYSTEMD_UNIT_PATH": f"{units}:/usr/lib/systemd/system", "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
    )
    told = [line for line in done.stderr.splitlines() if "motcua" in line]
    assert told == []
    assert done.returncode == 0, done.stderr


def test_a_mistake_in_a_unit_would_be_found(tmp_path: Path) -> None:
    bad = tmp_path / "motcua-bad.service"
    bad.write_text("[Service]\nExecStart=/nowhere/program\nRestartSeconds=1\n", encoding="utf-8")
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", str(bad)], capture_output=True, text=True, check=False
    )
    assert "RestartSeconds" in done.stderr
    assert done.returncode != 0


@pytest.mark.parametrize("name", FACES)
def test_a_face_is_watched_restarted_and_never_given_up(name: str) -> None:
    service = face(name)["Service"]
    assert (service["Type"], service["Restart"], service["WatchdogSec"]) == ("notify", "always", "15")
    assert face(name)["Unit"]["StartLimitIntervalSec"] == "0"
    assert service["RestartSec"] == "500ms"
    assert service["ExecStart"] == f"{INSTALLED}/.venv/bin/motcua-{name} --settings /etc/motcua/motcua.toml"


@pytest.mark.parametrize("name", FACES)
def test_a_face_comes_and_goes_with_the_screen(name: str) -> None:
    made = face(name)
    assert made["Unit"]["BindsTo"] == made["Install"]["WantedBy"] == "motcua-session.service"


@pytest.mark.parametrize("name", FACES)
def test_nothing_that_breaks_printers_sound_or_qt_is_asked_for(name: str) -> None:
    service = face(name)["Service"]
    breaking = {"PrivateTmp", "PrivateDevices", "DevicePolicy", "DeviceAllow", "ProtectClock", "MemoryDenyWriteExecute"}
    assert not breaking & set(service)
    assert service["ProtectHome"] == "read-only"
    assert (service["NoNewPrivileges"], service["ProtectSystem"]) == ("yes", "strict")


def test_what_staff_left_by_their_pin_is_not_started_again() -> None:
    left = {name for name in FACES if "RestartPreventExitStatus" in face(name)["Service"]}
    assert left == {"kiosk", "display", "sign@"} & set(FACES)
    assert {face(name)["Service"]["RestartPreventExitStatus"] for name in left} == {str(program.LEFT_BY_STAFF)}


def test_the_faces_differ_in_nothing_but_name_groups_and_staff() -> None:
    own = ("SupplementaryGroups=", "Description=", "RestartPreventExitStatus=", "#")

    def plain(name: str) -> list[str]:
        text = (PACKAGING / f"systemd/motcua-{name}.service").read_text(encoding="utf-8")
        lines = text.replace(f"motcua-{name}", "motcua-FACE").splitlines()
        return [line for line in lines if not line.startswith(own)]

    assert plain("kiosk") == plain("counter") == plain("rating") == plain("display")


def test_the_two_kinds_of_screen_differ_in_nothing_but_what_shows_it() -> None:
    x11 = (PACKAGING / "systemd/motcua-session.service").read_text(encoding="utf-8").splitlines()
    cage = (PACKAGING / "cage/motcua-session.service").read_text(encoding="utf-8").splitlines()
    differ = {one.partition("=")[0] for one in set(x11) ^ set(cage) if not one.startswith("#")}
    assert differ == {"Description", "Environment", "ExecStart"}


def test_a_counter_s_small_screen_differs_from_a_board_in_nothing_but_its_counter() -> None:
    def lines(name: str) -> list[str]:
        return (PACKAGING / f"systemd/{name}.service").read_text(encoding="utf-8").splitlines()

    differ = {one.partition("=")[0] for one in set(lines("motcua-display")) ^ set(lines("motcua-sign@"))}
    assert differ == {"Description", "ExecStart", "RuntimeDirectory"}
    assert unit(PACKAGING / "systemd/motcua-sign@.service")["Service"]["ExecStart"].endswith("--counter %i")


def test_the_bus_needs_no_screen_and_is_watched_as_a_face_is() -> None:
    bus, kiosk = face("bus"), face("kiosk")
    assert "BindsTo" not in bus["Unit"]
    assert bus["Install"]["WantedBy"] == "multi-user.target"
    assert bus["Service"]["SupplementaryGroups"] == "dialout"
    assert bus["Service"]["ExecStart"] == f"{INSTALLED}/.venv/bin/motcua-bus --settings /etc/motcua/motcua.toml"
    for key in ("Type", "User", "Restart", "RestartSec", "WatchdogSec", "ProtectSystem", "NoNewPrivileges"):
        assert bus["Service"][key] == kiosk["Service"][key]
    assert bus["Unit"]["StartLimitIntervalSec"] == "0"
    assert not {"PrivateDevices", "DevicePolicy", "DeviceAllow", "ProtectClock"} & set(bus["Service"])
