"""Sound in memory, held against numpy where it computes."""

from __future__ import annotations

import math
import wave
from array import array
from pathlib import Path

import numpy as np
import pytest

from hardware.sound.pcm import HEADROOM, LEVEL, BadWave, Pcm, chime, joined, read_wav, silence, write_wav

RATE = 22_050


def tone(seconds: float, *, decibels: float = -12.0, note: float = 440.0) -> Pcm:
    top = 32768 * 10 ** (decibels / 20)
    samples = [round(top * math.sin(2 * math.pi * note * step / RATE)) for step in range(round(seconds * RATE))]
    return Pcm(rate=RATE, samples=array("h", samples))


def padded(sound: Pcm) -> Pcm:
    return joined([silence(0.3, RATE), sound, silence(0.5, RATE)])


def test_level_and_peak_are_what_they_are_called() -> None:
    sound = tone(1.0)
    rms = np.sqrt(np.mean(np.array(sound.samples, dtype=float) ** 2)) / 32768
    assert sound.level == pytest.approx(20 * math.log10(rms), abs=0.05)
    assert sound.peak == pytest.approx(-12.0, abs=0.01)


def test_silence_around_speech_neither_counts_nor_stays() -> None:
    sound = padded(tone(0.7))
    assert sound.level == pytest.approx(tone(0.7).level, abs=0.1)
    assert sound.trimmed().seconds == pytest.approx(0.7, abs=0.04)


@pytest.mark.parametrize("decibels", [-40.0, -25.0, -6.0])
def test_all_clips_become_alike_loud(decibels: float) -> None:
    assert tone(0.5, decibels=decibels).levelled().level == pytest.approx(LEVEL, abs=0.1)


def test_a_click_in_a_quiet_clip_is_not_made_louder_than_everything() -> None:
    quiet = tone(0.5, decibels=-40.0)
    quiet.samples[100] = 20_000
    assert quiet.levelled().peak <= HEADROOM + 0.01


def test_what_would_be_louder_than_everything_is_cut_and_does_not_turn_over() -> None:
    assert max(tone(0.1, decibels=-1.0).louder(20.0).samples) == 32767


def test_another_rate_keeps_length_and_note() -> None:
    other = tone(0.5, note=1000.0).at_rate(44_100)
    spectrum = np.abs(np.fft.rfft(np.array(other.samples, dtype=float)))
    assert other.seconds == pytest.approx(0.5, abs=0.001)
    assert np.argmax(spectrum) * 44_100 / len(other.samples) == pytest.approx(1000.0, abs=3.0)


def test_a_file_is_read_as_it_was_written(tmp_path: Path) -> None:
    write_wav(tmp_path / "a.wav", tone(0.2))
    assert read_wav(tmp_path / "a.wav") == tone(0.2)


def test_other_files_are_refused_with_what_they_are(tmp_path: Path) -> None:
    with wave.open(str(tmp_path / "a.wav"), "wb") as file:
        file.setnchannels(2)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(bytes(400))
    with pytest.raises(BadWave, match="2 channel"):
        read_wav(tmp_path / "a.wav")
    (tmp_path / "b.wav").write_bytes(b"RIFF")
    with pytest.raises(BadWave):
        read_wav(tmp_path / "b.wav")


def test_sounds_of_different_rates_are_not_joined() -> None:
    with pytest.raises(ValueError):
        joined([tone(0.1), tone(0.1).at_rate(44_100)])


def test_the_chime_is_soft_and_ends_in_silence() -> None:
    sound = chime(RATE)
    assert -16.0 < sound.peak < -6.0
    assert abs(sound.samples[0]) < 50
    assert max(map(abs, sound.samples[-100:])) < 600
