"""The loudspeaker: a program of the sound server plays what it is given, as fast as it is heard.

A program of its own for each sentence: a sound server that hangs, or a library that crashes, takes nothing else with
it, and its exit code says whether everything was heard. It is fed only some tenths of a second ahead, so that it falls
silent by itself soon after whoever speaks was killed.
"""

from __future__ import annotations

import fcntl
import logging
import math
import os
import select
import shutil
import subprocess
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Final, Protocol

from hardware.sound.pcm import Pcm
from shared.domain.errors import DeviceAway
from shared.domain.station import DeviceHealth, DeviceKind, DeviceTrouble, Health

_log: Final = logging.getLogger(__name__)
GRACE: Final = 3.0  # s a sound may take longer than it is: a null sink that was idle counts two seconds more
_AHEAD: Final = 16_384  # bytes in the pipe: 0.4 s at 22,050 a second
_LATENCY_MS: Final = 250  # what the sound server keeps beside; it does not begin later for it
_LOOK: Final = 0.05  # s between two looks whether to go on
_ASK: Final = 2.0  # s the sound server may take to say what it has
_PRIMING: Final = 0.15  # s of sound before a program that ended badly counts as heard at all


class SoundLost(DeviceAway):
    """The sound was not heard, or not to its end. `heard` is how many seconds of it at most."""

    def __init__(self, device: str, reason: str, *, heard: float) -> None:
        super().__init__(device, reason)
        self.heard = heard


class Speaker(Protocol):
    """A loudspeaker. Used by one thread."""

    def play(self, sound: Pcm, go_on: Callable[[], bool], *, volume: int = 100) -> bool:
        """Returns when it was heard: True for all of it, False when `go_on` said no and it was cut off. `volume` is per
        cent, as the sound server's slider has it. Raises SoundLost, after `GRACE` beyond its length at the latest."""

    def health(self) -> DeviceHealth:
        """Whether there is anything to be heard from. Takes some milliseconds, `_ASK` at most; raises nothing."""


def speaker_health(trouble: DeviceTrouble | None) -> DeviceHealth:
    """The loudspeaker as it stands in a beat."""
    state = Health.GOOD if trouble is None else Health.BAD
    return DeviceHealth(name="voice", kind=DeviceKind.VOICE, state=state, trouble=trouble)


class ProgramSpeaker:
    """Plays by pacat (PulseAudio, PipeWire), or by aplay where there is no sound server."""

    def __init__(self, device: str = "") -> None:
        """`device`: the sound server's name of a loudspeaker (`pactl list short sinks`); none: its default one."""
        self._device = device

    def play(self, sound: Pcm, go_on: Callable[[], bool], *, volume: int = 100) -> bool:
        program = next((one for one in ("pacat", "aplay") if shutil.which(one)), None)
        if program is None:
            raise SoundLost("voice", "neither pacat nor aplay is installed", heard=0.0)
        if program == "aplay":
            sound = sound.louder(-120.0 if volume <= 0 else 60 * math.log10(volume / 100))
        with _Playing(self._command(program, sound.rate, volume), sound) as playing:
            return playing.run(go_on)

    def health(self) -> DeviceHealth:
        if shutil.which("pactl") is None:
            found = shutil.which("aplay") is not None
            return speaker_health(None if found else DeviceTrouble.UNREACHABLE)
        try:
            told = subprocess.run(
                ["pactl", "list", "short", "sinks"], capture_output=True, text=True, timeout=_ASK, check=True
            ).stdout
        except subprocess.TimeoutExpired:
            return speaker_health(DeviceTrouble.SILENT)
        except (OSError, subprocess.CalledProcessError):
            return speaker_health(DeviceTrouble.UNREACHABLE)
        names = [line.split("\t")[1] for line in told.splitlines() if "\t" in line]
        # The server's own dummy plays into nothing, and says that all went well.
        there = self._device in names if self._device else any(one != "auto_null" for one in names)
        return speaker_health(None if there else DeviceTrouble.UNREACHABLE)

    def _command(self, program: str, rate: int, volume: int) -> Sequence[str]:
        if program == "aplay":
            named = ["-D", self._device] if self._device else []
            return ["aplay", "-q", "-t", "raw", "-f", "S16_LE", "-c", "1", "-r", str(rate), *named]
        named = [f"--device={self._device}"] if self._device else []
        loud = f"--volume={round(65536 * volume / 100)}"
        stream = ["--raw", "--format=s16le", "--channels=1", f"--rate={rate}", f"--latency-msec={_LATENCY_MS}"]
        return ["pacat", "--playback", "--client-name=motcua", "--stream-name=motcua", *stream, loud, *named]


class _Playing:
    """One sound on its way."""

    def __init__(self, command: Sequence[str], sound: Pcm) -> None:
        self._sound = sound
        self._data = memoryview(sound.data())
        self._sent = 0
        self._began = time.monotonic()
        try:
            self._process = subprocess.Popen(
                command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
            )
        except OSError as fault:
            raise SoundLost("voice", f"{command[0]}: {fault}", heard=0.0) from fault

    def __enter__(self) -> _Playing:
        return self

    def __exit__(self, *_: object) -> None:
        if self._process.poll() is None:
            self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stderr):
            if pipe is not None:
                with suppress(OSError):
                    pipe.close()

    def run(self, go_on: Callable[[], bool]) -> bool:
        pipe = self._process.stdin
        assert pipe is not None
        os.set_blocking(pipe.fileno(), False)
        with suppress(OSError):
            fcntl.fcntl(pipe.fileno(), fcntl.F_SETPIPE_SZ, _AHEAD)
        while self._sent < len(self._data):
            if not go_on():
                return False
            self._feed(pipe.fileno())
        pipe.close()
        while self._process.poll() is None:
            if not go_on():
                return False
            self._in_time()
            with suppress(subprocess.TimeoutExpired):
                self._process.wait(_LOOK)
        if self._process.returncode != 0:
            raise self._lost("")
        return True

    def _feed(self, pipe: int) -> None:
        self._in_time()
        if self._process.poll() is not None:
            raise self._lost("ended")
        ready = select.select([], [pipe], [], _LOOK)[1]
        if not ready:
            return
        try:
            self._sent += os.write(pipe, self._data[self._sent : self._sent + 4096])
        except BlockingIOError:
            return
        except BrokenPipeError:
            with suppress(subprocess.TimeoutExpired):
                self._process.wait(GRACE)
            raise self._lost("hung up") from None

    def _in_time(self) -> None:
        if time.monotonic() - self._began > self._sound.seconds + GRACE:
            self._process.kill()
            raise self._lost(f"did not come to an end within {self._sound.seconds + GRACE:.1f} s")

    def _lost(self, reason: str) -> SoundLost:
        errors = self._process.stderr
        told = b"" if errors is None or self._process.poll() is None else errors.read()[-200:]
        # Whoever was stopped in between has not been heard for all the time that went by.
        fed = self._sent / 2 / self._sound.rate
        heard = min(fed, max(0.0, time.monotonic() - self._began - _PRIMING))
        return SoundLost("voice", f"{reason} {told.decode(errors='replace').strip()}".strip() or "failed", heard=heard)
