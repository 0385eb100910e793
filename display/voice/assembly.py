"""The voice of a board, put together from this machine's settings."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial
from pathlib import Path

from display.ducking import Ducking
from display.scope import Scope
from display.voice.announcer import Announcer, Words
from display.voice.line import Line
from display.voice.roles import Alone, InEarshot, Role
from hardware.sound.pack import Pack, read_pack
from hardware.sound.pcm import USUAL_RATE
from hardware.sound.rendered import Rendered
from hardware.sound.speaker import ProgramSpeaker
from hardware.sound.synthesiser import EspeakNg, Synthesiser, synthesiser
from hardware.sound.voices import ClipSource, PackClips, SpokenClips, Voice
from shared.domain.errors import ConfigError
from shared.hall import Hall
from shared.places import state_folder
from shared.settings import StationForm
from shared.text import LANGUAGES
from shared.voice_form import VoiceForm, loudness_of


def announcer_of(
    station: StationForm, ducking: Ducking, *, folder: Path, clock: Callable[[], datetime] | None = None
) -> Announcer | None:
    """The voice of this machine's board, not yet started; None where it has none. `ducking` is told in the voice's
    thread; `folder` is where folders named in settings are; `clock` is the hall's, or this machine's if there is none.
    Raises ConfigError."""
    form = station.voice
    if not form.board:
        return None
    oldest = float(form.oldest_seconds)
    return Announcer(
        voices=VoiceMaker(form, Rendered(state_folder() / "voice"), beside=folder),
        speaker=ProgramSpeaker(form.device),
        role=_role(station),
        line=Line(oldest=oldest, scope=_scope(station)),
        ducking=ducking,
        loudness=loudness_of(form),
        oldest=oldest,
        clock=clock,
        twice=form.twice,
    )


class VoiceMaker:
    """Makes the voices of all languages; the settings are looked over when it is made. Raises ConfigError."""

    def __init__(self, form: VoiceForm, rendered: Rendered, *, beside: Path = Path()) -> None:
        """`beside`: where a recorded voice is whose folder is named without its whole path."""
        named = {"vi": form.pack_vi, "en": form.pack_en}
        self._packs = {one: _pack(beside / Path(folder).expanduser(), one) for one, folder in named.items() if folder}
        self._synthesiser: Synthesiser | None = synthesiser(form.synthesiser) if form.synthesiser else None
        self._rendered = rendered
        self._rate = max([USUAL_RATE, *(one.rate for one in self._packs.values())])

    def __call__(self, words: Words) -> Mapping[str, Voice]:
        return {one: Voice(one, self._sources(one, words.get(one, {})), rate=self._rate) for one in LANGUAGES}

    def _sources(self, language: str, words: Mapping[str, str]) -> list[ClipSource]:
        made: list[ClipSource] = []
        spoken = partial(SpokenClips, language=language, rendered=self._rendered, rate=self._rate, words=words)
        if language in self._packs:
            made.append(PackClips(self._packs[language], self._rendered, rate=self._rate))
        if self._synthesiser is not None:
            made.append(spoken(self._synthesiser))
        return [*made, spoken(EspeakNg())]


def _pack(folder: Path, language: str) -> Pack:
    pack = read_pack(folder)
    if pack.language != language:
        raise ConfigError("motcua.toml", f"voice.pack_{language}", str(folder), f"this voice speaks {pack.language!r}")
    return pack


def _scope(station: StationForm) -> Scope:
    """The voice's own counters; else the calls that the board shows."""
    if station.voice.counters:
        return Scope(counters=frozenset(station.voice.counters))
    return Scope.of(station.display)


def _role(station: StationForm) -> Role:
    if station.voice.earshot:
        return InEarshot(partial(Hall, station.store, station.hall), station.voice.earshot)
    return Alone(state_folder() / f"voice-{station.display.name}.txt", hall=station.hall)
