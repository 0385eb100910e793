"""A microphone: a program of the sound server hears for so long."""

from __future__ import annotations

import shutil
import subprocess
import threading
from typing import Final, Protocol

from hardware.sound.pcm import Pcm
from shared.domain.errors import DeviceAway

_GRACE: Final = 3.0  # s the program may take longer than what it hears


class Microphone(Protocol):
    """Used by one thread."""

    def hear(self, seconds: float, rate: int) -> Pcm:
        """What is heard from now on for so long. Raises DeviceAway."""


class ProgramMicrophone:
    """Hears by parec (PulseAudio, PipeWire), or by arecord where there is no sound server."""

    def hear(self, seconds: float, rate: int) -> Pcm:
        """See Microphone."""
        wanted = 2 * round(seconds * rate)
        command = _command(rate)
        try:
            program = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        except OSError as fault:
            raise DeviceAway("microphone", f"{command[0]}: {fault}") from fault
        # A sound server that hangs says nothing: then there is less than was wanted.
        patience = threading.Timer(seconds + _GRACE, program.kill)
        patience.start()
        try:
            heard = program.stdout.read(wanted) if program.stdout is not None else b""
        finally:
            patience.cancel()
            program.kill()
            program.wait()
            if program.stdout is not None:
                program.stdout.close()
        if len(heard) < wanted:
            raise DeviceAway("microphone", f"{command[0]} heard {len(heard) / 2 / rate:.1f} s of {seconds:.1f} s")
        return Pcm.of_bytes(heard, rate)


def _command(rate: int) -> list[str]:
    if shutil.which("parec"):
        return ["parec", "--raw", "--format=s16le", "--channels=1", f"--rate={rate}", "--latency-msec=50"]
    if shutil.which("arecord"):
        return ["arecord", "-q", "-t", "raw", "-f", "S16_LE", "-c", "1", "-r", str(rate)]
    raise DeviceAway("microphone", "neither parec nor arecord is installed")
