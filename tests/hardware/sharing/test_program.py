"""motcua-bus as a process: what it says to systemd, how it ends, and that a killed one leaves nothing behind."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest

from hardware.keypads.interface import Lamp
from hardware.signs.interface import SignText
from tests.hardware.sharing.world import GREEN, OFF, RED_FAST, Counter, Line, settings_text
from tests.ports import free_port

SOON = 20.0


@pytest.fixture
def port() -> int:
    return free_port()


@pytest.fixture
def settings(tmp_path: Path, line: Line, port: int) -> Path:
    file = tmp_path / "motcua.toml"
    file.write_text(settings_text(line.wire.url, port=port, counters=[1]), encoding="utf-8")
    return file


@contextmanager
def running(settings: Path, environment: Mapping[str, str] = {}) -> Iterator[subprocess.Popen[str]]:
    with subprocess.Popen(
        [sys.executable, "-m", "hardware.sharing", "--settings", str(settings)],
        env={**os.environ, **environment},
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def test_it_tells_systemd_that_it_works_and_ends_in_order(
    tmp_path: Path, line: Line, port: int, settings: Path
) -> None:
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as ear:
        ear.bind(str(tmp_path / "notify"))
        ear.settimeout(SOON)
        environment = {"NOTIFY_SOCKET": str(tmp_path / "notify"), "WATCHDOG_USEC": "2000000"}
        with running(settings, environment) as process, Counter(("127.0.0.1", port), 1) as program:
            assert b"READY=1" in ear.recv(4096)
            program.lamp.light(Lamp.GREEN)
            program.sign.show(SignText(label="C001", counter=1))
            assert line.wire.wait(lambda: (line.lamps()[0], line.texts()[0]) == (GREEN, "C001"), SOON)
            heard = b""
            while b"WATCHDOG=1" not in heard or b"the line is open, 1 attached" not in heard:
                heard += ear.recv(4096)
            process.send_signal(signal.SIGTERM)
            assert process.wait(SOON) == 0
            assert line.wire.wait(lambda: (line.lamps()[0], line.texts()[0]) == (OFF, ""), SOON), "both are put out"
            while b"STOPPING=1" not in heard:
                heard += ear.recv(4096)


def test_one_that_was_killed_is_started_again_and_nobody_has_to_touch_anything(
    line: Line, port: int, settings: Path
) -> None:
    with Counter(("127.0.0.1", port), 1) as program:
        program.lamp.light(Lamp.GREEN)
        with running(settings) as first:
            assert line.wire.wait(lambda: line.lamps()[0] == GREEN, SOON)
            first.kill()
            first.wait()
        line.units[1].lamp = OFF
        line.press(1, 1)
        with running(settings):
            assert line.wire.wait(lambda: line.lamps()[0] == GREEN, SOON)
            line.press(1, 2)
            assert program.keys.get(timeout=SOON) == 2, "what was pressed meanwhile calls nobody"
            assert program.keys.empty()


def test_one_that_stood_still_passes_on_nothing_that_is_old(line: Line, port: int, settings: Path) -> None:
    with running(settings) as process, Counter(("127.0.0.1", port), 1) as program:
        program.lamp.light(Lamp.GREEN)
        assert line.wire.wait(lambda: line.lamps()[0] == GREEN, SOON)
        process.send_signal(signal.SIGSTOP)
        line.press(1, 1)
        assert line.wire.wait(lambda: not program.line.is_up, SOON), "the program misses it"
        process.send_signal(signal.SIGCONT)
        assert line.wire.wait(lambda: program.line.is_up and line.lamps()[0] == GREEN, SOON)
        line.press(1, 2)
        assert program.keys.get(timeout=SOON) == 2
        assert program.keys.empty()


def test_a_setting_that_makes_no_sense_ends_it_with_2_and_names_file_and_key(settings: Path) -> None:
    settings.write_text(settings.read_text(encoding="utf-8").replace("shared = true", ""), encoding="utf-8")
    with running(settings) as process:
        assert process.wait(SOON) == 2
        assert process.stderr is not None
        said = process.stderr.read()
    assert f"{settings}: bus.shared" in said


def test_an_address_that_another_program_has_is_waited_for(line: Line, port: int, settings: Path) -> None:
    with socket.create_server(("127.0.0.1", port)) as door, running(settings) as process:
        assert process.stderr is not None
        assert any("cannot listen" in said for said in process.stderr)

        def answers() -> bool:
            line.press(1, 1)  # the line may be opened a moment later than the door was tried
            return line.lamps()[0] == RED_FAST

        assert line.wire.wait(answers, SOON), "the line is served all the same"
        door.close()
        with Counter(("127.0.0.1", port), 1) as program:
            program.lamp.light(Lamp.GREEN)
            assert line.wire.wait(lambda: line.lamps()[0] == GREEN, SOON)
