"""The settings of the voice: what they stand for, and what is told of a wrong one."""

from __future__ import annotations

from datetime import time
from pathlib import Path

import pytest

from shared.domain.errors import ConfigError
from shared.settings import read_station
from shared.voice_form import SpeechForm, VoiceForm, loudness_of, spoken_words


def test_it_is_as_loud_as_the_first_span_says_and_quiet_goes_first() -> None:
    form = VoiceForm(volume=90, volumes=("07:00-08:00 50", "07:30-17:00 70%"), quiet=("07:10-07:20", "22:00-06:00"))
    loudness = loudness_of(form)
    told = {clock: loudness.at(time.fromisoformat(clock)) for clock in ("06:30", "07:05", "07:15", "07:45", "08:30")}
    assert told == {"06:30": 90, "07:05": 50, "07:15": 0, "07:45": 50, "08:30": 70}
    night = ("21:59", "22:00", "23:59", "00:00", "05:59", "06:00")
    assert [loudness.at(time.fromisoformat(clock)) for clock in night] == [90, 0, 0, 0, 0, 90]


@pytest.mark.parametrize(
    ("line", "key"),
    [
        ('quiet = ["11:30"]', "voice.quiet"),
        ('quiet = ["11:30-25:00"]', "voice.quiet"),
        ('quiet = ["11:30-13:30 50"]', "voice.quiet"),
        ('quiet = ["11:30-11:30"]', "voice.quiet"),
        ('volumes = ["11:30-13:30"]', "voice.volumes"),
        ('volumes = ["11:30-13:30 101"]', "voice.volumes"),
        ("volume = 101", "voice.volume"),
        ("oldest_seconds = 1", "voice.oldest_seconds"),
        ("borad = true", "voice.borad"),
    ],
)
def test_a_wrong_setting_is_told_with_its_key_and_a_cure(tmp_path: Path, line: str, key: str) -> None:
    path = tmp_path / "motcua.toml"
    path.write_text(f'store = "sqlite:///hall.db"\nhall = "x"\n[voice]\n{line}\n', encoding="utf-8")
    with pytest.raises(ConfigError) as wrong:
        read_station(path)
    assert wrong.value.key == key
    assert wrong.value.cure


def test_a_machine_is_silent_unless_it_is_told_to_speak(tmp_path: Path) -> None:
    path = tmp_path / "motcua.toml"
    path.write_text('store = "sqlite:///hall.db"\nhall = "x"\n', encoding="utf-8")
    voice = read_station(path).voice
    assert (voice.board, voice.kiosk) == (False, False)


def test_a_hall_may_have_its_own_words() -> None:
    words = spoken_words(SpeechForm(words_vi={"letter_c": "cờ"}))
    assert words == {"vi": {"letter_c": "cờ"}, "en": {}}


def test_a_word_for_a_clip_nobody_knows_is_told_with_what_was_meant() -> None:
    with pytest.raises(ConfigError) as wrong:
        spoken_words(SpeechForm(words_vi={"leter_c": "cờ"}))
    assert "letter_c" in wrong.value.suggestions
