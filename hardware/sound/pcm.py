"""Sound in memory: one channel, 16 bits, so many samples a second. Reading and writing WAV, how loud it is, joining."""

from __future__ import annotations

import math
import sys
import wave
from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from operator import mul
from pathlib import Path
from typing import Final

USUAL_RATE: Final = 22_050  # espeak-ng's
FULL: Final = 32768.0
SILENCE: Final = -120.0  # dB of no sound at all
LEVEL: Final = -20.0  # dBFS every clip is brought to
HEADROOM: Final = -1.0  # dBFS no sample goes beyond
_FRAME: Final = 0.01  # s
_QUIET: Final = -40.0  # dB below the loudest frame: what is no speech any more
_AT_EDGE: Final = 0.05  # s at either end in which a room is heard without the speaker
_OVER_NOISE: Final = 8.0  # dB above that room: what is speech
_MOST_NOISE: Final = -20.0  # dB below the loudest frame; louder at the edges is speech that was cut into
_KEPT: Final = 0.012  # s left before and after the speech
_FADE: Final = 0.004  # s at both ends, so that nothing clicks


class BadWave(Exception):
    """A file that is no WAV of one channel and 16 bits. The text says what it is instead; `kind` is how many channels
    of how many bits it has, where that is what is wrong."""

    def __init__(self, what: str, kind: tuple[int, int] | None = None) -> None:
        super().__init__(what)
        self.kind = kind


@dataclass(frozen=True, kw_only=True)
class Pcm:
    """Some sound. The samples are never changed."""

    rate: int
    samples: array[int]

    @property
    def seconds(self) -> float:
        return len(self.samples) / self.rate

    @cached_property
    def peak(self) -> float:
        """The loudest sample, dBFS."""
        return _decibels(max(max(self.samples, default=0), -min(self.samples, default=0)) / FULL)

    @cached_property
    def level(self) -> float:
        """How loud the speech in it is, dBFS: the root mean square of the frames that are not silence."""
        least = self._least
        heard = [power for power in self._frames if power > 0 and power >= least]
        return _decibels(math.sqrt(sum(heard) / len(heard)) / FULL) if heard else SILENCE

    @cached_property
    def noise(self) -> float:
        """How loud the room is before or after the speech, whichever is quieter, dBFS."""
        return _decibels(math.sqrt(self._edge) / FULL)

    @cached_property
    def speech(self) -> tuple[float, float]:
        """Where the sound begins and ends, in seconds; both 0 where there is none."""
        least = self._least
        loud = [number for number, power in enumerate(self._frames) if power > 0 and power >= least]
        return (loud[0] * _FRAME, min(self.seconds, (loud[-1] + 1) * _FRAME)) if loud else (0.0, 0.0)

    @cached_property
    def _frames(self) -> tuple[float, ...]:
        """The mean square of each frame."""
        return tuple(_powers(self))

    @cached_property
    def _edge(self) -> float:
        frames = round(_AT_EDGE / _FRAME)
        return min(_mean(self._frames[:frames]), _mean(self._frames[-frames:]))

    @cached_property
    def _least(self) -> float:
        """The power from which a frame is speech: so far below the loudest, but over the noise of an ordinary room."""
        loudest = max(self._frames, default=0.0)
        over_noise = self._edge * 10 ** (_OVER_NOISE / 10)
        return max(loudest * 10 ** (_QUIET / 10), min(over_noise, loudest * 10 ** (_MOST_NOISE / 10)))

    @staticmethod
    def of_bytes(data: bytes, rate: int) -> Pcm:
        """What `data` made; an odd byte at the end is dropped."""
        samples = array("h")
        samples.frombytes(data[: len(data) // 2 * 2])
        return Pcm(rate=rate, samples=_little(samples))

    def data(self) -> bytes:
        """As a device wants it: little-endian."""
        return _little(self.samples).tobytes()

    def trimmed(self) -> Pcm:
        """Without the silence before and after."""
        begin, end = self.speech
        first, last = round((begin - _KEPT) * self.rate), round((end + _KEPT) * self.rate)
        return Pcm(rate=self.rate, samples=self.samples[max(0, first) : last])

    def levelled(self, level: float = LEVEL) -> Pcm:
        """As loud as `level`, as far as its peaks have room."""
        if self.level <= SILENCE:
            return self
        return self.louder(min(level - self.level, HEADROOM - self.peak))

    def louder(self, decibels: float) -> Pcm:
        """Louder, or quieter; what would be louder than everything is cut off."""
        factor = 10 ** (decibels / 20)
        if factor * 10 ** (self.peak / 20) <= 1:
            return Pcm(rate=self.rate, samples=array("h", [round(one * factor) for one in self.samples]))
        cut = (max(-32768, min(32767, round(one * factor))) for one in self.samples)
        return Pcm(rate=self.rate, samples=array("h", cut))

    def faded(self) -> Pcm:
        """With soft ends, so that it can be joined to anything."""
        samples, length = self.samples[:], min(round(_FADE * self.rate), len(self.samples) // 2)
        for step in range(length):
            samples[step] = samples[step] * step // length
            samples[-1 - step] = samples[-1 - step] * step // length
        return Pcm(rate=self.rate, samples=samples)

    def at_rate(self, rate: int) -> Pcm:
        """At another rate, drawn straight from sample to sample: good enough upwards, for speech."""
        if rate == self.rate or not self.samples:
            return Pcm(rate=rate, samples=self.samples)
        step, last = self.rate / rate, len(self.samples) - 1
        made = array("h")
        for number in range(round(len(self.samples) / step)):
            whole, part = divmod(number * step, 1.0)
            here = self.samples[min(last, int(whole))]
            made.append(round(here + (self.samples[min(last, int(whole) + 1)] - here) * part))
        return Pcm(rate=rate, samples=made)


def silence(seconds: float, rate: int) -> Pcm:
    """No sound for so long."""
    return Pcm(rate=rate, samples=array("h", bytes(2 * round(seconds * rate))))


def joined(parts: Sequence[Pcm]) -> Pcm:
    """One after the other. Raises ValueError for none, or for different rates."""
    if len({one.rate for one in parts}) != 1:
        raise ValueError("sounds of one rate can be joined")
    samples = array("h")
    for one in parts:
        samples.extend(one.samples)
    return Pcm(rate=parts[0].rate, samples=samples)


def chime(rate: int) -> Pcm:
    """The two notes before a call: a falling third, struck softly. Made here, so it is nobody else's."""
    made = [0.0] * round(0.95 * rate)
    for begins, note in ((0.0, 659.26), (0.24, 523.25)):
        for step in range(len(made) - round(begins * rate)):
            at = step / rate
            strength = min(1.0, at / 0.006) * math.exp(-at * 4.5)
            tone = math.sin(2 * math.pi * note * at) + 0.25 * math.sin(4 * math.pi * note * at)
            made[step + round(begins * rate)] += strength * tone
    loudest = max(map(abs, made))
    whole = Pcm(rate=rate, samples=array("h", [round(9000 * one / loudest) for one in made]))
    return whole.faded()


def read_wav(path: Path) -> Pcm:
    """Raises BadWave, OSError."""
    try:
        with wave.open(str(path), "rb") as file:
            kind = (file.getnchannels(), file.getsampwidth() * 8)
            if kind != (1, 16):
                raise BadWave(f"{kind[0]} channel(s) of {kind[1]} bits", kind)
            return Pcm.of_bytes(file.readframes(file.getnframes()), file.getframerate())
    except (wave.Error, EOFError) as fault:
        raise BadWave(str(fault) or "it ends too soon") from fault


def write_wav(path: Path, sound: Pcm) -> None:
    """Raises OSError."""
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(sound.rate)
        file.writeframes(sound.data())


def _little(samples: array[int]) -> array[int]:
    if sys.byteorder == "big":
        samples = samples[:]
        samples.byteswap()
    return samples


def _powers(sound: Pcm) -> Iterator[float]:
    """The mean square of each frame."""
    length = max(1, round(sound.rate * _FRAME))
    for begin in range(0, len(sound.samples), length):
        frame = sound.samples[begin : begin + length]
        yield sum(map(mul, frame, frame)) / len(frame)


def _mean(powers: Sequence[float]) -> float:
    return sum(powers) / len(powers) if powers else 0.0


def _decibels(amplitude: float) -> float:
    return 20 * math.log10(amplitude) if amplitude > 0 else SILENCE


def middle(values: Iterable[float]) -> float:
    """The middle one of these, by size; 0 of none."""
    ordered = sorted(values)
    return ordered[len(ordered) // 2] if ordered else 0.0
