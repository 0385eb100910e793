"""Sentences out of clips: a voice of one language, from a recorded pack or a synthesiser, and what stands in for it.

One voice speaks a sentence from its first word to its last: where a clip is missing, another voice says all of it.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from functools import cache
from typing import Final, Protocol

from hardware.sound.pack import Pack
from hardware.sound.pcm import BadWave, Pcm, chime, joined, read_wav, silence
from hardware.sound.rendered import Rendered
from hardware.sound.synthesiser import Synthesiser
from shared.domain.errors import DeviceAway
from shared.speech import PAUSE, Announcement, counter_clips, vocabulary, whole_numbers
from shared.text import LANGUAGES

_log: Final = logging.getLogger(__name__)
_GAP: Final = 0.045  # s between two words
_BREATH: Final = 0.22  # s at a comma
_WHOLE: Final = {
    language: {counter_clips(number, language): f"counter_{number}" for number in range(1, 100)}
    for language in LANGUAGES
}
_IN_ONE_BREATH: Final = frozenset({"to_counter", "counter"})  # after these a counter's number ends the sentence


class ClipSource(Protocol):
    """One voice's clips."""

    @property
    def name(self) -> str: ...

    def ready(self, clip: str) -> Pcm | None:
        """The clip, if it can be had within a millisecond: from memory, or from what was rendered before."""

    def make(self, clip: str) -> Pcm:
        """The clip, whatever it costs. Raises DeviceAway."""


class PackClips:
    """The clips of a recorded voice."""

    def __init__(self, pack: Pack, rendered: Rendered, *, rate: int) -> None:
        self.name: Final = f"pack {pack.name}"
        self._pack = pack
        self._rendered = rendered
        self._rate = rate
        self._clips: dict[str, Pcm] = {}
        self._bad: set[str] = set()

    def ready(self, clip: str) -> Pcm | None:
        if clip not in self._clips and (key := self._key(clip)) is not None:
            _remember(self._clips, clip, self._rendered.get(key))
        return self._clips.get(clip)

    def make(self, clip: str) -> Pcm:
        found = self.ready(clip)
        if found is not None:
            return found
        key = self._key(clip)
        if key is None or clip in self._bad:
            raise DeviceAway(self.name, f"has no clip {clip}")
        try:
            made = finished(read_wav(self._pack.files[clip]), self._rate)
        except (OSError, BadWave) as fault:
            self._bad.add(clip)
            raise DeviceAway(self.name, f"{clip}.wav: {fault}") from fault
        self._rendered.put(key, made)
        self._clips[clip] = made
        return made

    def _key(self, clip: str) -> str | None:
        """Another one when the file is another; None where there is no file."""
        path = self._pack.files.get(clip)
        try:
            stat = None if path is None else path.stat()
        except OSError:
            return None
        return None if stat is None else f"pack {path} {stat.st_size} {stat.st_mtime_ns} {self._rate}"


class SpokenClips:
    """The clips of a synthesiser, made when they are first asked for and kept."""

    def __init__(
        self, synthesiser: Synthesiser, language: str, *, rendered: Rendered, rate: int, words: Mapping[str, str]
    ) -> None:
        """`words` stand instead of the vocabulary's: how the hall's people call a letter."""
        self._synthesiser = synthesiser
        self._language = language
        self._rendered = rendered
        self._rate = rate
        self._texts = {**whole_numbers(language), **vocabulary(language), **words}
        self._clips: dict[str, Pcm] = {}
        self._one = threading.Lock()

    @property
    def name(self) -> str:
        return self._synthesiser.name

    def ready(self, clip: str) -> Pcm | None:
        if clip not in self._clips and clip in self._texts:
            with suppress(DeviceAway):
                _remember(self._clips, clip, self._rendered.get(self._key(self._texts[clip])))
        return self._clips.get(clip)

    def make(self, clip: str) -> Pcm:
        if clip not in self._texts:
            raise DeviceAway(self.name, f"nobody knows what {clip} is")
        with self._one:
            found = self.ready(clip)
            if found is None:
                found = self._rendered_now(self._texts[clip])
                self._clips[clip] = found
            return found

    def say(self, text: str) -> Pcm:
        """A whole sentence, kept like a clip, but not in memory. Raises DeviceAway."""
        with self._one:
            return self._rendered.get(self._key(text)) or self._rendered_now(text)

    def _rendered_now(self, text: str) -> Pcm:
        try:
            made = finished(self._synthesiser.render(text, self._language), self._rate)
        except BadWave as bad:
            raise DeviceAway(self.name, f"{text!r}: {bad}") from bad
        self._rendered.put(self._key(text), made)
        return made

    def _key(self, text: str) -> str:
        return f"{self._synthesiser.name} {self._language} {self._rate} {text}"


class Voice:
    """How one language is spoken."""

    def __init__(self, language: str, sources: Sequence[ClipSource], *, rate: int) -> None:
        """`sources`: the voice, then those that stand in for it; the last makes a clip even while somebody waits."""
        self.language: Final = language
        self.rate: Final = rate
        self._sources = tuple(sources)

    def prepare(self, go_on: Callable[[], bool]) -> None:
        """Make all clips ready, the most needed first. Takes seconds, so in a thread of its own; ends when `go_on` says
        no. A voice that is not there is logged once."""
        for source in self._sources:
            needed, lacks, why = list(vocabulary(self.language)), 0, ""
            for clip in (*needed, *whole_numbers(self.language)):
                if not go_on() or lacks == len(needed):
                    break
                try:
                    source.make(clip)
                except DeviceAway as away:
                    lacks, why = lacks + (clip in needed), why or away.reason
            if lacks:
                _log.error("%s lacks %d of %d clips for %s: %s", source.name, lacks, len(needed), self.language, why)

    def sentence(self, said: Announcement) -> Pcm:
        """The sentence, joined in memory. Raises DeviceAway when no voice can say it."""
        *others, last = self._sources
        for source in others:
            found = _spoken(said, source.ready)
            if found is not None:
                return self._joined(found)
        found = _spoken(said, last.make)
        if found is None:
            raise DeviceAway(last.name, "has no clips")
        return self._joined(found)

    def _joined(self, clips: Sequence[Pcm | None]) -> Pcm:
        """`None` is a breath."""
        parts: list[Pcm] = []
        for clip in clips:
            if clip is None:
                parts[-1] = _pause(_BREATH, self.rate)
            else:
                parts += [clip, _pause(_GAP, self.rate)]
        return joined(parts[:-1])


def finished(sound: Pcm, rate: int) -> Pcm:
    """A clip ready to be joined: no silence around it, as loud as all others, soft ends. Raises BadWave for silence."""
    speech = sound.trimmed()
    if not speech.samples or speech.seconds <= 0:
        raise BadWave("nothing is heard in it")
    return speech.levelled().at_rate(rate).faded()


@cache
def the_chime(rate: int) -> Pcm:
    """The notes before a call, and the breath after them."""
    return joined([chime(rate), silence(0.1, rate)])


def _remember(clips: dict[str, Pcm], clip: str, sound: Pcm | None) -> None:
    if sound is not None:
        clips[clip] = sound


@cache
def _pause(seconds: float, rate: int) -> Pcm:
    return silence(seconds, rate)


def _spoken(said: Announcement, have: Callable[[str], Pcm | None]) -> list[Pcm | None] | None:
    """The clips of a sentence, None for a breath; None for the whole where one is missing."""
    clips = _in_one_breath(said, have)
    made: list[Pcm | None] = []
    for clip in clips:
        sound = None if clip == PAUSE else have(clip)
        if sound is None and clip != PAUSE:
            return None
        made.append(sound)
    return made


def _in_one_breath(said: Announcement, have: Callable[[str], Pcm | None]) -> tuple[str, ...]:
    """The counter's number as one clip, where the voice has it."""
    at = max((number for number, clip in enumerate(said.clips) if clip in _IN_ONE_BREATH), default=None)
    if at is None:
        return said.clips
    whole = _WHOLE[said.language].get(said.clips[at + 1 :])
    try:
        return (*said.clips[: at + 1], whole) if whole and have(whole) is not None else said.clips
    except DeviceAway:
        return said.clips
