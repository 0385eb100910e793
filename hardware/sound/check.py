"""Whether a recorded voice can be used: its clips are there, of the right kind, and all alike loud."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Final

from hardware.sound.pack import Pack
from hardware.sound.pcm import BadWave, Pcm, middle, read_wav
from shared.speech import vocabulary

SHORTEST: Final = 0.12  # s of speech
LONGEST: Final = 4.0  # s of the whole file
LOUDEST: Final = -1.0  # dBFS
QUIETEST: Final = -45.0  # dBFS: below it there is no speech
APART: Final = 6.0  # dB from the middle of all clips: what levelling cannot hide, because the noise comes with it
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
    LOUD = "loud"
    SOFT = "soft"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that is wrong with one clip. `amount` is seconds, decibels or the rate, as the fault has it."""

    clip: str
    fault: Fault
    amount: float = 0.0
    detail: str = ""


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
            found.append(Finding(clip=clip, fault=Fault.NOT_WAVE, detail=str(fault)))
    usual = middle(one.level for one in sounds.values() if one.level > QUIETEST)
    for clip, sound in sounds.items():
        found += _of(clip, sound, rate=pack.rate, usual=usual)
    return sorted(found, key=lambda one: (order.get(one.clip, len(order)), one.clip))


def _of(clip: str, sound: Pcm, *, rate: int, usual: float) -> Iterator[Finding]:
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
    if begins < _EDGE:
        yield Finding(clip=clip, fault=Fault.CUT_BEGIN)
    if ends > sound.seconds - _EDGE:
        yield Finding(clip=clip, fault=Fault.CUT_END)
    if abs(sound.level - usual) > APART:
        louder = sound.level > usual
        yield Finding(clip=clip, fault=Fault.LOUD if louder else Fault.SOFT, amount=abs(sound.level - usual))
