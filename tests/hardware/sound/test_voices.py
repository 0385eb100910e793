"""Voices: recorded, synthesised, kept, and what stands in for what is missing."""

from __future__ import annotations

import json
import shutil
import threading
import wave
from array import array
from pathlib import Path
from random import Random

import pytest
from click.testing import CliRunner

from hardware.sound.check import Fault, findings
from hardware.sound.check_command import check_voice
from hardware.sound.pack import read_pack
from hardware.sound.pcm import Pcm, joined, read_wav, silence, write_wav
from hardware.sound.rendered import Rendered
from hardware.sound.synthesiser import CommandSynthesiser, EspeakNg, synthesiser
from hardware.sound.voices import PackClips, SpokenClips, Voice
from shared.domain.errors import ConfigError, DeviceAway
from shared.speech import Spoken, announcement, vocabulary
from tests.hardware.sound.test_pcm import RATE, tone

CALL = announcement([Spoken(label="C047", counter=12)], "vi")


class Whistle:
    """A synthesiser that whistles: longer for longer texts, and counts."""

    def __init__(self, name: str = "whistle 1", note: float = 500.0) -> None:
        self.name = name
        self.note = note
        self.rendered: list[str] = []

    def render(self, text: str, language: str) -> Pcm:
        self.rendered.append(text)
        return joined([silence(0.1, RATE), tone(0.1 + len(text) / 50, note=self.note), silence(0.2, RATE)])


def spoken(whistle: Whistle, folder: Path, **words: str) -> SpokenClips:
    return SpokenClips(whistle, "vi", rendered=Rendered(folder), rate=RATE, words=words)


def noise(seconds: float, *, decibels: float) -> Pcm:
    """The hiss of a room, as loud as this."""
    chance, top = Random(7), 32768 * 10 ** (decibels / 20)
    return Pcm(rate=RATE, samples=array("h", [round(chance.gauss(0.0, top)) for _ in range(round(seconds * RATE))]))


def mixed(one: Pcm, other: Pcm) -> Pcm:
    both = zip(one.samples, other.samples, strict=False)
    return Pcm(rate=RATE, samples=array("h", [a + b for a, b in both]))


@pytest.fixture
def recorded(tmp_path: Path) -> Path:
    """A whole recorded voice of whistles, each clip another length."""
    folder = tmp_path / "pack"
    folder.mkdir()
    (folder / "pack.json").write_text(json.dumps({"name": "Cô Hà", "language": "vi", "rate": RATE}), encoding="utf-8")
    for number, clip in enumerate(vocabulary("vi")):
        sound = joined([silence(0.1, RATE), tone(0.2 + number / 200, note=900.0), silence(0.1, RATE)])
        write_wav(folder / f"{clip}.wav", sound)
    return folder


def voice(folder: Path, whistle: Whistle, cache: Path) -> Voice:
    pack = PackClips(read_pack(folder), Rendered(cache), rate=RATE)
    made = Voice("vi", [pack, spoken(whistle, cache)], rate=RATE)
    made.prepare(lambda: True)
    return made


def test_a_recorded_voice_says_the_whole_sentence(recorded: Path, tmp_path: Path) -> None:
    whistle = Whistle()
    said = voice(recorded, whistle, tmp_path / "cache").sentence(CALL)
    clips = PackClips(read_pack(recorded), Rendered(tmp_path / "cache"), rate=RATE)
    parts = [clips.make(clip) for clip in CALL.clips]
    assert said.seconds == pytest.approx(sum(one.seconds for one in parts) + 0.045 * (len(parts) - 1), abs=0.01)


def test_where_one_clip_is_missing_another_voice_says_all_of_it(recorded: Path, tmp_path: Path) -> None:
    (recorded / "digit_4.wav").unlink()
    whistle = Whistle()
    made = voice(recorded, whistle, tmp_path / "cache")
    alone = Voice("vi", [spoken(whistle, tmp_path / "other")], rate=RATE)
    assert made.sentence(CALL) == alone.sentence(CALL)
    without_four = announcement([Spoken(label="C012", counter=3)], "vi")
    assert made.sentence(without_four) != alone.sentence(without_four)


def test_a_counter_recorded_in_one_breath_is_used(recorded: Path, tmp_path: Path) -> None:
    before = voice(recorded, Whistle(), tmp_path / "cache").sentence(CALL)
    write_wav(recorded / "counter_12.wav", joined([silence(0.1, RATE), tone(2.0, note=700.0), silence(0.1, RATE)]))
    assert voice(recorded, Whistle(), tmp_path / "cache").sentence(CALL).seconds > before.seconds + 1.0


def test_what_was_rendered_is_not_rendered_again_after_a_start(tmp_path: Path) -> None:
    first, second = Whistle(), Whistle()
    said = Voice("vi", [spoken(first, tmp_path)], rate=RATE).sentence(CALL)
    again = Voice("vi", [spoken(second, tmp_path)], rate=RATE).sentence(CALL)
    assert said == again
    assert first.rendered
    assert second.rendered == []


def test_another_version_of_the_synthesiser_renders_anew(tmp_path: Path) -> None:
    Voice("vi", [spoken(Whistle(), tmp_path)], rate=RATE).sentence(CALL)
    newer = Whistle("whistle 2")
    Voice("vi", [spoken(newer, tmp_path)], rate=RATE).sentence(CALL)
    assert newer.rendered


@pytest.mark.parametrize("damage", [b"", b"motcua-sound 22050 1\nxx", b"\0" * 500])
def test_a_damaged_file_is_rendered_again(tmp_path: Path, damage: bytes) -> None:
    said = Voice("vi", [spoken(Whistle(), tmp_path)], rate=RATE).sentence(CALL)
    for path in tmp_path.iterdir():
        path.write_bytes(damage)
    again = Whistle()
    assert Voice("vi", [spoken(again, tmp_path)], rate=RATE).sentence(CALL) == said
    assert again.rendered
    assert Voice("vi", [spoken(Whistle(), tmp_path)], rate=RATE).sentence(CALL) == said


def test_a_changed_bit_is_noticed(tmp_path: Path) -> None:
    kept = Rendered(tmp_path)
    kept.put("a", tone(0.1))
    (path,) = tmp_path.iterdir()
    data = bytearray(path.read_bytes())
    data[-9] ^= 1
    path.write_bytes(data)
    assert kept.get("a") is None


def test_several_writers_leave_a_whole_file(tmp_path: Path) -> None:
    kept = Rendered(tmp_path)
    writers = [threading.Thread(target=kept.put, args=("a", tone(0.2))) for _ in range(8)]
    for one in writers:
        one.start()
    for one in writers:
        one.join()
    assert kept.get("a") == tone(0.2)


def test_what_was_not_used_for_longest_is_dropped(tmp_path: Path) -> None:
    kept = Rendered(tmp_path)
    for name in "abc":
        kept.put(name, tone(0.1))
        assert kept.get(name) is not None
    kept.prune(most=2)
    assert kept.get("a") is None
    assert kept.get("c") is not None


def test_a_hall_that_calls_a_letter_otherwise_is_heard(tmp_path: Path) -> None:
    whistle = Whistle()
    Voice("vi", [spoken(whistle, tmp_path, letter_c="cờ")], rate=RATE).sentence(CALL)
    assert "cờ" in whistle.rendered
    assert "xê" not in whistle.rendered


def test_espeak_says_every_word_alike_loud_in_both_languages(tmp_path: Path) -> None:
    for language in ("vi", "en"):
        clips = SpokenClips(EspeakNg(), language, rendered=Rendered(tmp_path), rate=RATE, words={})
        levels = [clips.make(clip).level for clip in vocabulary(language)]
        assert max(levels) - min(levels) < 3.0


def test_a_command_speaks_by_a_pipe_or_by_a_file(tmp_path: Path) -> None:
    by_pipe = CommandSynthesiser("espeak-ng -v {language} --stdout --stdin").render("một", "vi")
    by_file = CommandSynthesiser("espeak-ng -v {language} -w {wav} --stdin").render("một", "vi")
    assert abs(by_pipe.seconds - by_file.seconds) < 0.05
    assert by_pipe.level > -30.0


@pytest.mark.parametrize("template", ["no-such-program-here --stdin", "espeak-ng {text}", "espeak-ng 'open"])
def test_a_command_that_cannot_be_run_is_a_wrong_setting(template: str) -> None:
    with pytest.raises(ConfigError):
        synthesiser(template)


@pytest.mark.parametrize("template", ["false", "true", "cat"])
def test_a_command_that_makes_no_speech_is_an_outage(template: str) -> None:
    with pytest.raises(DeviceAway):
        synthesiser(template).render("một", "vi")


def test_a_whole_voice_passes(recorded: Path) -> None:
    assert findings(read_pack(recorded)) == []
    done = CliRunner().invoke(check_voice, [str(recorded)])
    assert done.exit_code == 0, done.output


def test_each_bad_clip_is_told_with_what_to_do(recorded: Path) -> None:
    (recorded / "invite.wav").unlink()
    write_wav(recorded / "digit_0.wav", silence(0.5, RATE))
    write_wav(recorded / "digit_1.wav", joined([silence(0.1, RATE), tone(0.3, decibels=-0.2), silence(0.1, RATE)]))
    write_wav(recorded / "digit_2.wav", joined([silence(0.1, RATE), tone(0.3, decibels=-30), silence(0.1, RATE)]))
    write_wav(recorded / "digit_3.wav", joined([tone(0.3), silence(0.1, RATE)]))
    write_wav(recorded / "digit_4.wav", joined([silence(0.1, RATE), tone(0.3)]))
    write_wav(recorded / "digit_5.wav", joined([silence(0.1, RATE), tone(0.05), silence(0.1, RATE)]))
    write_wav(recorded / "digit_6.wav", joined([silence(2.0, RATE), tone(1.0), silence(2.0, RATE)]))
    write_wav(recorded / "digit_7.wav", Pcm(rate=8000, samples=read_wav(recorded / "digit_7.wav").samples))
    (recorded / "digit_8.wav").write_bytes(b"MP3")
    write_wav(recorded / "digit_9.wav", tone(0.4))
    room = noise(0.6, decibels=-35.0)
    write_wav(recorded / "ten.wav", mixed(joined([silence(0.15, RATE), tone(0.3), silence(0.15, RATE)]), room))
    with wave.open(str(recorded / "tens.wav"), "wb") as file:
        file.setparams((2, 2, RATE, 0, "NONE", ""))
        file.writeframes(bytes(4 * RATE))
    (recorded / "Letter_A.WAV").write_bytes((recorded / "letter_a.wav").read_bytes())
    (recorded / "letter_a.wav").unlink()
    (recorded / "giới thiệu.mp3").write_bytes(b"MP3")
    found = [(one.clip, one.fault) for one in findings(read_pack(recorded))]
    assert found == [
        ("invite", Fault.MISSING),
        ("digit_0", Fault.SILENT),
        ("digit_1", Fault.CLIPPED),
        ("digit_1", Fault.LOUD),
        ("digit_2", Fault.SOFT),
        ("digit_3", Fault.CUT_BEGIN),
        ("digit_4", Fault.CUT_END),
        ("digit_5", Fault.SHORT),
        ("digit_6", Fault.LONG),
        ("digit_7", Fault.RATE),
        ("digit_8", Fault.NOT_WAVE),
        ("digit_9", Fault.NO_SILENCE),
        ("ten", Fault.NOISE),
        ("tens", Fault.NOT_WAVE),
        ("letter_a", Fault.MISSING),
        ("Letter_A.WAV", Fault.UNKNOWN),
        ("giới thiệu.mp3", Fault.UNKNOWN),
    ]
    done = CliRunner().invoke(check_voice, [str(recorded)])
    assert done.exit_code == 1
    assert sum(line.startswith("✗") for line in done.output.splitlines()) == len(found)
    assert "digit_4.wav (bốn)" in done.output, "what to say stands beside its name"
    assert "letter_a.wav?" in done.output


def test_an_ordinary_room_is_neither_speech_nor_cut_into(recorded: Path, tmp_path: Path) -> None:
    for path in recorded.glob("*.wav"):
        clip = read_wav(path)
        write_wav(path, mixed(clip, noise(clip.seconds, decibels=-50.0)))
    assert findings(read_pack(recorded)) == []
    clip = read_wav(recorded / "digit_0.wav")
    begins, ends = clip.speech
    assert begins == pytest.approx(0.1, abs=0.02)
    assert clip.seconds - ends == pytest.approx(0.1, abs=0.02)


def test_the_words_to_record_are_listed() -> None:
    done = CliRunner().invoke(check_voice, ["--words", "vi"])
    assert "letter_c.wav\txê" in done.output
    assert len(done.output.splitlines()) == len(vocabulary("vi"))


@pytest.mark.parametrize(
    "told",
    ["", "{", '{"name": "x", "language": "fr", "rate": 44100}', '{"name": "x", "language": "vi", "rate": 44000}'],
)
def test_a_wrong_pack_json_is_a_wrong_setting(recorded: Path, told: str) -> None:
    (recorded / "pack.json").write_text(told, encoding="utf-8")
    with pytest.raises(ConfigError):
        read_pack(recorded)


def test_a_folder_without_pack_json_is_a_wrong_setting(tmp_path: Path) -> None:
    with pytest.raises(ConfigError):
        read_pack(tmp_path)


def test_the_handbook_lists_the_words_that_are_needed() -> None:
    text = (Path(__file__).parents[3] / "docs" / "voice.md").read_text(encoding="utf-8")
    for language in ("vi", "en"):
        for clip, words in vocabulary(language).items():
            assert f"| `{clip}` | {words} |" in text, (language, clip)
    assert shutil.which("espeak-ng")
