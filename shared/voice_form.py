"""How a machine speaks and how its hall is spoken to, as people write it, and what it stands for."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time
from pathlib import Path
from typing import Annotated, Final

import msgspec

from shared.domain.errors import ConfigError
from shared.form import Form, Text, near
from shared.speech import vocabulary, whole_numbers
from shared.text import LANGUAGES

_SPAN: Final = re.compile(r"([0-9]{2}:[0-9]{2}) *- *([0-9]{2}:[0-9]{2})(?: +([0-9]{1,3}) *%?)?")
_Percent = Annotated[int, msgspec.Meta(ge=0, le=100)]
_Positive = Annotated[int, msgspec.Meta(ge=1, le=999_999)]


class SpeechForm(Form, frozen=True, kw_only=True):
    """``[speech]`` of hall.toml: whether each call is said in both languages when there is time for it (else English
    only for who took the number in English), and words in place of the usual: `words_vi = { letter_c = "cờ" }`."""

    both_languages: bool = False
    words_vi: dict[str, Text] = msgspec.field(default_factory=dict)
    words_en: dict[str, Text] = msgspec.field(default_factory=dict)


class VoiceForm(Form, frozen=True, kw_only=True):
    """``[voice]`` of motcua.toml: whether the board of this machine speaks, and its kiosk; which boards hear each other
    (of those with one `earshot` one speaks); for which counters (none named: those of the board); recorded voices; a
    command that makes speech in place of espeak-ng; the loudspeaker; how loud, by the hour; when never; how old a call
    may get before it is only shown; whether the last call is said twice when nobody else is called."""

    board: bool = False
    kiosk: bool = False
    earshot: str = ""
    counters: tuple[_Positive, ...] = ()
    pack_vi: str = ""
    pack_en: str = ""
    synthesiser: str = ""
    device: str = ""
    volume: _Percent = 100
    volumes: tuple[str, ...] = ()
    quiet: tuple[str, ...] = ()
    oldest_seconds: Annotated[int, msgspec.Meta(ge=5, le=600)] = 60
    twice: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Loudness:
    """How loud, by the time of the day. A span may go over midnight; of two that meet the first counts."""

    usual: int
    spans: tuple[tuple[time, time, int], ...] = ()

    def at(self, clock: time) -> int:
        """Per cent; 0: nothing is said."""
        for begins, ends, volume in self.spans:
            within = begins <= clock < ends if begins < ends else clock >= begins or clock < ends
            if within:
                return volume
        return self.usual


def loudness_of(form: VoiceForm, where: str | Path = "motcua.toml") -> Loudness:
    """When it speaks how loud. Raises ConfigError."""
    quiet = [(*_span(text, where, "voice.quiet", with_volume=False)[:2], 0) for text in form.quiet]
    louder = [_span(text, where, "voice.volumes", with_volume=True) for text in form.volumes]
    return Loudness(usual=form.volume, spans=(*quiet, *louder))


def spoken_words(form: SpeechForm, where: str | Path = "hall.toml") -> Mapping[str, Mapping[str, str]]:
    """By language, the words that a hall has in place of the usual. Raises ConfigError for a clip nobody knows."""
    found = dict(zip(LANGUAGES, (form.words_vi, form.words_en), strict=True))
    for language, words in found.items():
        known = {**vocabulary(language), **whole_numbers(language)}
        for clip, text in words.items():
            if clip not in known:
                cure = "is no clip; `motcua check-voice --words` lists them all"
                raise ConfigError(where, f"speech.words_{language}", clip, cure, near(clip, known))
            if not text.strip():
                raise ConfigError(where, f"speech.words_{language}.{clip}", text, "must not be empty")
    return found


def _span(text: str, where: str | Path, key: str, *, with_volume: bool) -> tuple[time, time, int]:
    written = _SPAN.fullmatch(text.strip())
    example = "17:00-19:00 60" if with_volume else "11:30-13:30"
    try:
        begins, ends = map(time.fromisoformat, written.groups()[:2] if written else ())
    except ValueError:
        raise ConfigError(where, key, text, f'write "{example}"') from None
    volume = written[3] if written else None
    if begins == ends or (volume is not None) != with_volume or int(volume or 0) > 100:
        raise ConfigError(where, key, text, f'write "{example}"; a span must end at another time than it begins')
    return begins, ends, int(volume or 0)
