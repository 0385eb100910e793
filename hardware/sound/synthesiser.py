"""Programs that make speech of text. They run ahead of time and never while somebody is being called."""

from __future__ import annotations

import io
import re
import shlex
import shutil
import subprocess
import tempfile
import wave
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final, Protocol

from hardware.sound.pcm import BadWave, Pcm, read_wav
from shared.domain.errors import ConfigError, DeviceAway

_PATIENCE: Final = 30.0  # s one text may take: a neural voice loads its model each time
#: A word by itself slowly: digits and letters are what must be understood (docs/voice.md). Several at a usual pace.
_ESPEAK: Final[Mapping[str, tuple[Sequence[str], Sequence[str]]]] = {
    "vi": (("-v", "vi", "-s", "110"), ("-v", "vi", "-s", "130", "-g", "2")),
    "en": (("-v", "en-gb", "-s", "130"), ("-v", "en-gb", "-s", "150")),
}


class Synthesiser(Protocol):
    """Makes speech. Used by one thread at a time."""

    @property
    def name(self) -> str:
        """Another one as soon as anything about its voice is another: it stands for what was rendered."""

    def render(self, text: str, language: str) -> Pcm:
        """`text` spoken, whole. Raises DeviceAway when the program is missing, fails or says nothing."""


class EspeakNg:
    """Debian's espeak-ng, called as a program. Its Vietnamese can be understood and is no beauty."""

    def __init__(self) -> None:
        self._version = ""

    @property
    def name(self) -> str:
        if not self._version:
            told = _run(["espeak-ng", "--version"]).decode(errors="replace")
            found = re.search(r"\d+\.\d+(\.\d+)?", told)
            self._version = found[0] if found else "?"
        return f"espeak-ng {self._version} {_ESPEAK}"

    def render(self, text: str, language: str) -> Pcm:
        if language not in _ESPEAK:
            raise DeviceAway("espeak-ng", f"no voice was chosen for the language {language!r}")
        word, words = _ESPEAK[language]
        return _pcm(_run(["espeak-ng", "--stdout", "--stdin", *(words if " " in text.strip() else word)], text))


class CommandSynthesiser:
    """Any program, by a template such as ``piper --model {language}.onnx --output_file {wav}``.

    The text goes to its standard input. What it writes to `{wav}`, or to its standard output where the template
    names no `{wav}`, must be a WAV of one channel and 16 bits.
    """

    def __init__(self, template: str, *, where: str = "motcua.toml", key: str = "voice.synthesiser") -> None:
        """Raises ConfigError for a template that cannot be run."""
        self._template = template
        try:
            self._words = shlex.split(template)
        except ValueError as fault:
            raise ConfigError(where, key, template, f"is not a command: {fault}") from None
        wrong = [one for one in re.findall(r"{(\w*)}", template) if one not in ("language", "wav")]
        if wrong:
            raise ConfigError(where, key, template, "only {language} and {wav} are put in")
        if not self._words or shutil.which(self._words[0]) is None:
            raise ConfigError(where, key, template, "there is no such program on this machine")

    @property
    def name(self) -> str:
        return f"command {self._template}"

    def render(self, text: str, language: str) -> Pcm:
        with tempfile.TemporaryDirectory(prefix="motcua-voice-") as folder:
            wav = Path(folder, "said.wav")
            told = _run([one.replace("{language}", language).replace("{wav}", str(wav)) for one in self._words], text)
            if "{wav}" not in self._template:
                return _pcm(told)
            try:
                return read_wav(wav)
            except (BadWave, OSError) as fault:
                raise DeviceAway(self._words[0], f"did not write what it should: {fault}") from fault


def synthesiser(template: str) -> Synthesiser:
    """The one of the settings; espeak-ng where they name none. Raises ConfigError."""
    return CommandSynthesiser(template) if template else EspeakNg()


def _run(command: Sequence[str], text: str = "") -> bytes:
    try:
        done = subprocess.run(command, input=text.encode(), capture_output=True, timeout=_PATIENCE, check=True)
    except FileNotFoundError:
        raise DeviceAway(command[0], "is not installed") from None
    except subprocess.TimeoutExpired:
        raise DeviceAway(command[0], f"took longer than {_PATIENCE:.0f} s") from None
    except subprocess.CalledProcessError as fault:
        raise DeviceAway(command[0], f"ended with {fault.returncode}: {fault.stderr[-200:]!r}") from fault
    return done.stdout


def _pcm(data: bytes) -> Pcm:
    """A WAV from a pipe: its header cannot know how long it is, so what follows the header counts."""
    try:
        with wave.open(io.BytesIO(data), "rb") as file:
            if (file.getnchannels(), file.getsampwidth()) != (1, 2):
                raise DeviceAway("synthesiser", "it must write one channel of 16 bits")
            rate = file.getframerate()
    except (wave.Error, EOFError) as fault:
        raise DeviceAway("synthesiser", f"it wrote no WAV: {fault}") from fault
    begin = data.index(b"data") + 8
    return Pcm.of_bytes(data[begin:], rate)
