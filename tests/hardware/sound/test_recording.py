"""Recording a voice word by word: what is good is kept, what is not is asked for again, and one may stop in between."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from hardware.sound.check import findings
from hardware.sound.microphone import Microphone, ProgramMicrophone
from hardware.sound.pack import read_pack
from hardware.sound.pcm import Pcm, joined, read_wav, silence
from hardware.sound.record_command import RATE as PACK_RATE
from hardware.sound.record_command import record
from hardware.sound.speaker import ProgramSpeaker
from shared.domain.errors import DeviceAway
from shared.speech import vocabulary
from tests.hardware.sound.test_pcm import RATE, tone
from tests.sound_server import SoundServer

ENTER = ""


def word(*, decibels: float = -12.0, seconds: float = 0.5) -> Pcm:
    """What a microphone hears of one word, the Enter key before it included."""
    key = tone(0.02, decibels=-6.0)
    heard = [key, silence(0.8, RATE), tone(seconds, decibels=decibels), silence(3.3 - 0.82 - seconds, RATE)]
    return joined(heard).at_rate(PACK_RATE)


class Reader(Microphone):
    """Somebody who reads out; None: the microphone is not plugged."""

    def __init__(self, *words: Pcm | None) -> None:
        self._words: Iterator[Pcm | None] = iter(words)

    def hear(self, seconds: float, rate: int) -> Pcm:
        assert rate == PACK_RATE
        heard = next(self._words, word())
        if heard is None:
            raise DeviceAway("microphone", "is not there")
        return heard


class Secretary:
    """Answers what the command asks: the name, the speaker, then these, then Enter for ever."""

    def __init__(self, *answers: str) -> None:
        self._answers = iter(["Giọng nữ Hà Tĩnh", "Chị Lan, 25/11/2026", *answers])

    def __call__(self, line: str) -> str:
        assert line
        return next(self._answers, ENTER)


def test_who_only_presses_enter_and_reads_has_a_voice_that_passes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    record(tmp_path / "voice", "vi", Reader(), ask=Secretary())
    assert findings(read_pack(tmp_path / "voice")) == []
    told = capsys.readouterr().out
    assert f"1/{len(vocabulary('vi'))}  Mời số" in told
    clip = read_wav(tmp_path / "voice" / "invite.wav")
    assert clip.seconds == pytest.approx(0.8, abs=0.05), "the key and the silence are cut off"


def test_what_was_too_soft_or_not_heard_is_asked_for_again(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    reader = Reader(word(), None, silence(3.3, PACK_RATE), word(decibels=-30.0), word(decibels=-0.2), word())
    with pytest.raises(click.exceptions.Exit):
        record(tmp_path / "voice", "vi", reader, ask=Secretary(*[ENTER] * 6, "q"))
    told = capsys.readouterr().out
    assert "is not there" in told
    assert sum(line.startswith("✗") for line in told.splitlines()) >= 4
    assert set(read_pack(tmp_path / "voice").files) == {"invite", "invite_several"}


def test_one_may_stop_and_go_on_another_day(tmp_path: Path) -> None:
    with pytest.raises(click.exceptions.Exit):
        record(tmp_path / "voice", "vi", Reader(), ask=Secretary(ENTER, "b", ENTER, "q"))
    pack = read_pack(tmp_path / "voice")
    assert set(pack.files) == {"invite", "to_counter"}
    before = pack.files["invite"].read_bytes()
    record(tmp_path / "voice", "vi", Reader(), ask=lambda _line: ENTER)
    assert findings(read_pack(tmp_path / "voice")) == []
    assert pack.files["invite"].read_bytes() == before, "what was good is not recorded again"


def test_the_command_says_by_its_exit_code_that_something_is_left_to_record(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "shared.cli", "record-voice", str(tmp_path / "voice")]
    done = subprocess.run(command, input="Giọng nữ\nChị Lan\nq\n", capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 1, done.stderr
    assert (tmp_path / "voice" / "pack.json").exists()


def test_the_microphone_hears_what_is_played_before_it(sound_server: SoundServer) -> None:
    played = tone(3.0, decibels=-12.0)
    speaker = threading.Thread(target=lambda: ProgramSpeaker().play(played, lambda: True))
    speaker.start()
    heard = ProgramMicrophone().hear(2.0, PACK_RATE)
    speaker.join()
    assert heard.seconds == pytest.approx(2.0)
    assert heard.peak == pytest.approx(-12.0, abs=1.0)


def test_without_a_sound_server_the_microphone_says_so(sound_server: SoundServer) -> None:
    sound_server.stop()
    with pytest.raises(DeviceAway):
        ProgramMicrophone().hear(0.5, PACK_RATE)
