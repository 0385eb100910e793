"""Whether a recorded voice can be used: its clips are there, of the right kind, and all alike loud."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from enum import Enum
from pathlib import Path
from typing import Final

from hardware.sound.pack import Pack
from hardware.sound.pcm import BadWave, Pcm, middle, read_wav
from shared.speech import vocabulary, whole_numbers

SHORTEST: Final = 0.12  # s of speech
LONGEST: Final = 4.0  # s of the whole file
LOUDEST: Final = -1.0  # dBFS
QUIETEST: Final = -45.0  # dBFS: below it there is no speech
APART: Final = 6.0  # dB from the middle of all clips: what levelling cannot hide, because the noise comes with it
NOISIEST: Final = -28.0  # dB from the speech: a room that is louder is heard in every pause
_EDGE: Final = 0.005  # s: speech that begins or ends with the file was cut into


class Fault(Enum):
    """What can be wrong with a clip."""

    MISSING = "missing"
    NOT_WAVE = "not_wave"
    RATE = "rate"
    SHORT = "short"
    LONG = "long"
    CLIPPED = "clipped"
    SILENT = "silent"
    CUT_BEGIN = "cut_begin"
    CUT_END = "cut_end"
    NO_SILENCE = "no_silence"  #: cut at both ends, or a room so loud that it cannot be told from speech
    NOISE = "noise"
    LOUD = "loud"
    SOFT = "soft"
    UNKNOWN = "unknown"  #: a file with a name that is not in the list


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that is wrong with one clip. `amount` is seconds, decibels or the rate, as the fault has it; `kind` the
    channels and bits of another WAV; `meant` the clip whose name a file nearly has."""

    clip: str
    fault: Fault
    amount: float = 0.0
    kind: tuple[int, int] | None = None
    meant: str = ""


def findings(pack: Pack) -> list[Finding]:
    """All that is wrong with a voice, in the order of the list that is read out for the recording."""
    order = {clip: number for number, clip in enumerate(vocabulary(pack.language))}
    found: list[Finding] = [
        Finding(clip=clip, fault=Fault.MISSING) for clip in vocabulary(pack.language) if clip not in pack.files
    ]
    sounds: dict[str, Pcm] = {}
    for clip, path in pack.files.items():
        try:
            sounds[clip] = read_wav(path)
        except (BadWave, OSError) as fault:
            kind = fault.kind if isinstance(fault, BadWave) else None
            found.append(Finding(clip=clip, fault=Fault.NOT_WAVE, kind=kind))
    usual = middle(one.level for one in sounds.values() if one.level > QUIETEST)
    for clip, sound in sounds.items():
        found += faults_of(clip, sound, rate=pack.rate, usual=usual)
    for name in pack.others:
        near = get_close_matches(Path(name).stem.casefold(), [*order, *whole_numbers(pack.language)], n=1, cutoff=0.85)
        found.append(Finding(clip=name, fault=Fault.UNKNOWN, meant=near[0] if near else ""))
    return sorted(found, key=lambda one: (order.get(one.clip, len(order)), one.clip))


def faults_of(clip: str, sound: Pcm, *, rate: int, usual: float) -> Iterator[Finding]:
    """What is wrong with one clip; `usual` is how loud the others are."""
    if sound.rate != rate:
        yield Finding(clip=clip, fault=Fault.RATE, amount=sound.rate)
    if sound.level <= QUIETEST:
        yield Finding(clip=clip, fault=Fault.SILENT, amount=sound.level)
        return
    begins, ends = sound.speech
    if ends - begins < SHORTEST:
        yield Finding(clip=clip, fault=Fault.SHORT, amount=ends - begins)
    if sound.seconds > LONGEST:
        yield Finding(clip=clip, fault=Fault.LONG, amount=sound.seconds)
    if sound.peak > LOUDEST:
        yield Finding(clip=clip, fault=Fault.CLIPPED, amount=sound.peak)
    cut_begin, cut_end = begins < _EDGE, ends > sound.seconds - _EDGE
    if cut_begin or cut_end:
        cut = Fault.CUT_BEGIN if cut_begin else Fault.CUT_END
        yield Finding(clip=clip, fault=Fault.NO_SILENCE if cut_begin and cut_end else cut)
    elif sound.noise - sound.level > NOISIEST:
        yield Finding(clip=clip, fault=Fault.NOISE, amount=sound.level - sound.noise)
    if abs(sound.level - usual) > APART:
        louder = sound.level > usual
        yield Finding(clip=clip, fault=Fault.LOUD if louder else Fault.SOFT, amount=abs(sound.level - usual))
