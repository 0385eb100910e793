"""A recorded voice: a folder with pack.json and one WAV for each clip (docs/voice.md has the list).

pack.json    {"name": "Giọng nữ Hà Tĩnh", "language": "vi", "rate": 44100}
invite.wav   digit_0.wav …                   what `shared.speech.vocabulary` names
counter_12.wav …                             if there is one, it is used instead of what is put together
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Final

import msgspec

from shared.domain.errors import ConfigError
from shared.form import Form, Text, formed
from shared.speech import vocabulary, whole_numbers
from shared.text import LANGUAGES

_SOUNDS: Final = frozenset({".wav", ".mp3", ".m4a", ".ogg", ".flac", ".aac"})
RATES: Final = (16_000, 22_050, 24_000, 32_000, 44_100, 48_000)


EXAMPLE: Final = '{"name": "our voice", "language": "vi", "rate": 44100}'


class PackForm(Form, frozen=True, kw_only=True):
    """pack.json. `speaker` is for the centre's own papers: who spoke, and that he agreed."""

    name: Text
    language: Text
    rate: Annotated[int, msgspec.Meta(ge=16_000, le=48_000)]
    speaker: str = ""


# As in shared.settings: looked over here, where there is one thread.
_LOOKED_OVER: Final = msgspec.json.Decoder(PackForm)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pack:
    """A voice that was recorded, and the files it has; `others` are the names of sounds nobody asks for."""

    folder: Path
    name: str
    language: str
    rate: int
    files: Mapping[str, Path]
    others: tuple[str, ...] = ()


def read_pack(folder: Path) -> Pack:
    """The voice in a folder; its clips are not looked at. Raises ConfigError."""
    told = folder / "pack.json"
    try:
        raw = json.loads(told.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        raise ConfigError(told, "file", str(told), f"no such file: make one with {EXAMPLE} in it") from None
    except (OSError, UnicodeDecodeError, json.JSONDecodeError) as fault:
        raise ConfigError(told, "file", str(told), f"cannot be read: {fault}") from fault
    form = formed(raw, PackForm, told)
    if form.language not in LANGUAGES:
        raise ConfigError(told, "language", form.language, f"write {' or '.join(LANGUAGES)}")
    if form.rate not in RATES:
        raise ConfigError(told, "rate", form.rate, f"write one of {', '.join(map(str, RATES))}")
    names = [*vocabulary(form.language), *whole_numbers(form.language)]
    files = {name: path for name in names if (path := folder / f"{name}.wav").is_file()}
    sounds = (one for one in folder.iterdir() if one.suffix.lower() in _SOUNDS and one not in files.values())
    others = tuple(sorted(one.name for one in sounds if not one.name.startswith(".")))
    return Pack(folder=folder, name=form.name, language=form.language, rate=form.rate, files=files, others=others)
