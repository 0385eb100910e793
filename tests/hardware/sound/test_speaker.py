"""The loudspeaker on a real sound server: what it says of itself, and how soon it is silent."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from pytestqt.qtbot import QtBot

from hardware.devices import devices
from hardware.sound.pcm import silence
from hardware.sound.speaker import ProgramSpeaker, SoundLost
from shared.cli.terminal import Station
from shared.domain.station import DeviceTrouble, Health
from tests.hardware.sound.test_pcm import RATE, tone
from tests.sound_server import SoundServer

_PLAYS = "\n".join(
    (
        "from tests.hardware.sound.test_pcm import tone",
        "from hardware.sound.speaker import ProgramSpeaker",
        "ProgramSpeaker().play(tone(20.0), lambda: True)",
    )
)


def test_a_sound_is_played_whole_and_only_then_it_returns(sound_server: SoundServer) -> None:
    sound = tone(0.6, note=700.0)
    with sound_server.recording() as heard:
        assert ProgramSpeaker().play(sound, lambda: True)
    assert len(heard.positions(sound)) == 1


def test_half_volume_is_much_softer_and_not_silent(sound_server: SoundServer) -> None:
    loudest = {}
    for volume in (100, 50):
        with sound_server.recording() as heard:
            ProgramSpeaker().play(tone(0.6), lambda: True, volume=volume)
        loudest[volume] = abs(heard.samples).max()
    assert 0.05 < loudest[50] / loudest[100] < 0.3


def test_it_is_cut_off_when_it_is_told_to(sound_server: SoundServer) -> None:
    looks = iter([True] * 5)
    with sound_server.recording() as heard:
        assert not ProgramSpeaker().play(tone(10.0), lambda: next(looks, False))
    assert len(heard.samples) < 5 * RATE
    assert sound_server.playing() == 0


def test_whoever_is_killed_falls_silent(qtbot: QtBot, sound_server: SoundServer) -> None:
    speaks = subprocess.Popen([sys.executable, "-c", _PLAYS])
    qtbot.waitUntil(lambda: sound_server.playing() == 1, timeout=15_000)
    os.kill(speaks.pid, signal.SIGKILL)
    speaks.wait()
    qtbot.waitUntil(lambda: sound_server.playing() == 0, timeout=3_000)


def test_without_a_sound_server_it_says_so_at_once(sound_server: SoundServer) -> None:
    sound_server.stop()
    assert ProgramSpeaker().health().trouble is DeviceTrouble.UNREACHABLE
    with pytest.raises(SoundLost) as lost:
        ProgramSpeaker().play(silence(3.0, RATE), lambda: True)
    assert lost.value.heard < 1.0


def test_a_loudspeaker_of_another_name_is_missed(sound_server: SoundServer) -> None:
    assert ProgramSpeaker("hall").health().state is Health.GOOD
    assert ProgramSpeaker("elsewhere").health().state is Health.BAD
    with pytest.raises(SoundLost):
        ProgramSpeaker("elsewhere").play(tone(0.3), lambda: True)


def test_a_dummy_that_plays_into_nothing_is_no_loudspeaker(sound_server: SoundServer) -> None:
    sound_server.pull_the_plug()
    sound_server.load("module-null-sink", "sink_name=auto_null")
    assert ProgramSpeaker().health().trouble is DeviceTrouble.UNREACHABLE


def test_the_devices_of_a_machine_are_listed_with_its_loudspeaker(sound_server: SoundServer, tmp_path: Path) -> None:
    settings = tmp_path / "motcua.toml"
    settings.write_text('store = "sqlite:///x.db"\nhall = "x"\n[voice]\nboard = true\n', encoding="utf-8")
    place = Station(settings=str(settings), store=None, hall=None)
    with sound_server.recording() as heard:
        done = CliRunner().invoke(devices, ["--test"], obj=place)
    assert done.exit_code == 0, done.output
    assert abs(heard.samples).max() > 5000
    sound_server.stop()
    assert CliRunner().invoke(devices, [], obj=place).exit_code == 1
