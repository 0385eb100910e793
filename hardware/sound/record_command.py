"""`motcua record-voice FOLDER`: records a voice word by word, so that nobody has to know what a WAV is.

It shows the next word that is missing or must be said again, listens for three seconds, cuts the silence off, looks the
clip over as `motcua check-voice` does, and goes on to the next. It may be ended and taken up again at any time.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Final

import click

from hardware.sound.check import QUIETEST, Fault, faults_of, findings
from hardware.sound.check_command import said
from hardware.sound.microphone import Microphone, ProgramMicrophone
from hardware.sound.pack import Pack, read_pack
from hardware.sound.pcm import BadWave, Pcm, middle, read_wav, write_wav
from shared.cli.terminal import told
from shared.domain.errors import DeviceAway
from shared.speech import vocabulary
from shared.text import LANGUAGES

LISTENS: Final = 3.0  # s: "please go to counter" takes less than half of it
RATE: Final = 44_100
_KEY: Final = 0.3  # s at the beginning in which the Enter key is heard
_LEFT: Final = 0.15  # s of the room left before and after the words
_SKIP, _END = "b", "q"


@click.command("record-voice", help=told("Thu một bộ giọng đọc: hiện từng từ, nghe micro, cắt lặng, kiểm tra từng từ."))
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option("--language", type=click.Choice(LANGUAGES), default=LANGUAGES[0], help=told("Ngôn ngữ của bộ giọng mới."))
def record_voice(folder: Path, language: str) -> None:
    """Exit 1 while something is still to be recorded."""
    record(folder, language, ProgramMicrophone(), ask=_asked)


def record(folder: Path, language: str, microphone: Microphone, *, ask: Callable[[str], str]) -> None:
    """Record what is missing or bad in the voice of this folder, which is begun if there is none. `ask` shows a line
    and gives the answer. Raises ConfigError, and click's Exit with 1 while something is left to do."""
    if not (folder / "pack.json").exists():
        _begin(folder, language, ask)
    pack = read_pack(folder)
    words = vocabulary(pack.language)
    todo = [clip for clip in words if clip in {one.clip for one in findings(pack)}]
    click.echo(told("{n} từ cần thu. Đọc rõ, đều, cách micro khoảng 20 cm, mỗi từ trong 3 giây.").format(n=len(todo)))
    for number, clip in enumerate(todo, start=1):
        if not _one(pack, clip, f"{number}/{len(todo)}  {words[clip]}", microphone, ask):
            break
    left = [one for one in findings(read_pack(folder)) if one.fault is not Fault.UNKNOWN]
    if left:
        click.echo(told("Còn {n} từ; lần sau chạy lại lệnh này để thu tiếp.").format(n=len({one.clip for one in left})))
        raise click.exceptions.Exit(1)
    click.echo(told("✓ Bộ giọng dùng được."))


def _begin(folder: Path, language: str, ask: Callable[[str], str]) -> None:
    name = ask(told("Tên bộ giọng (ví dụ: Giọng nữ Hà Tĩnh)")) or folder.name
    speaker = ask(told("Người đọc, và ngày người đó đồng ý"))
    folder.mkdir(parents=True, exist_ok=True)
    text = json.dumps({"name": name, "language": language, "rate": RATE, "speaker": speaker}, ensure_ascii=False)
    (folder / "pack.json").write_text(text, encoding="utf-8")


def _one(pack: Pack, clip: str, heading: str, microphone: Microphone, ask: Callable[[str], str]) -> bool:
    """Record one word until it is good; False when whoever records has had enough."""
    while True:
        click.echo(f"\n{heading}")
        answer = ask(told("Enter: thu · b: bỏ qua · q: nghỉ")).strip().lower()
        if answer in (_SKIP, _END):
            return answer == _SKIP
        click.echo(told("● Đọc!"))
        try:
            heard = microphone.hear(_KEY + LISTENS, pack.rate)
        except DeviceAway as away:
            click.echo(told("✗ Không nghe được micro ({reason}).").format(reason=away.reason))
            continue
        sound = neat(Pcm(rate=heard.rate, samples=heard.samples[round(_KEY * heard.rate) :]))
        wrong = list(faults_of(clip, sound, rate=pack.rate, usual=_usual(pack, besides=clip, else_=sound.level)))
        for one in wrong:
            click.echo(f"✗ {said(one, pack.rate)}")
        if not wrong:
            write_wav(pack.folder / f"{clip}.wav", sound)
            click.echo("✓")
            return True


def neat(sound: Pcm) -> Pcm:
    """The words with a little of the room before and after them."""
    begins, ends = sound.speech
    first, last = round((begins - _LEFT) * sound.rate), round((ends + _LEFT) * sound.rate)
    return Pcm(rate=sound.rate, samples=sound.samples[max(0, first) : last])


def _usual(pack: Pack, *, besides: str, else_: float) -> float:
    """How loud the clips are that are there already."""
    others = [clip for clip in vocabulary(pack.language) if clip != besides]
    paths = [path for clip in others if (path := pack.folder / f"{clip}.wav").is_file()]
    levels = [level for path in paths if (level := _level(path)) > QUIETEST]
    return middle(levels) if levels else else_


def _level(path: Path) -> float:
    try:
        return read_wav(path).level
    except (OSError, BadWave):
        return QUIETEST


def _asked(line: str) -> str:
    return str(click.prompt(line, default="", show_default=False, prompt_suffix=" "))
