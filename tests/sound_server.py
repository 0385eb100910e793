"""A sound server of the tests' own with a loudspeaker that nobody hears, and a microphone before it."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import threading
import time
from array import array
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final, Self

import numpy as np

from hardware.sound.pcm import Pcm

RATE: Final = 22_050
_PATIENCE: Final = 20.0
_BEHIND: Final = 0.5  # s of silence that end a recording


class SoundServer:
    """PulseAudio with one null sink. What the programs of a test need to find it stands in `environment`."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="motcua-sound-"))
        self.environment: Final = {
            "XDG_RUNTIME_DIR": str(self.folder),
            "PULSE_RUNTIME_PATH": str(self.folder / "pulse"),
            "PULSE_SERVER": f"unix:{self.folder}/pulse/native",
            "PULSE_COOKIE": str(self.folder / "cookie"),
        }
        self._server: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        command = [
            "pulseaudio",
            "-n",
            "--daemonize=no",
            "--exit-idle-time=-1",
            "--log-level=error",
            "--use-pid-file=no",
        ]
        modules = ["module-null-sink sink_name=hall rate=22050 channels=1", "module-native-protocol-unix"]
        loaded = [part for module in modules for part in ("-L", module)]
        self._server = subprocess.Popen([*command, *loaded], env=self._all(), stderr=subprocess.DEVNULL)
        _wait(lambda: self._pactl("info").returncode == 0)

    def stop(self) -> None:
        if self._server is not None:
            self._server.kill()
            self._server.wait()
            self._server = None

    def close(self) -> None:
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def pull_the_plug(self) -> None:
        """The loudspeaker is gone; the server stays."""
        self._pactl("unload-module", "module-null-sink", check=True)

    def plug_in(self) -> None:
        self._pactl("load-module", "module-null-sink", "sink_name=hall", "rate=22050", "channels=1", check=True)

    def load(self, *module: str) -> None:
        self._pactl("load-module", *module, check=True)

    def playing(self) -> int:
        """How many programs play something now."""
        return len(self._pactl("list", "short", "sink-inputs").stdout.splitlines())

    def freeze(self) -> None:
        assert self._server is not None
        self._server.send_signal(19)

    def thaw(self) -> None:
        assert self._server is not None
        self._server.send_signal(18)

    @contextmanager
    def recording(self) -> Iterator[Recording]:
        with Recording(self._all()) as made:
            yield made

    def _pactl(self, *what: str, check: bool = False) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            ["pactl", *what], env=self._all(), capture_output=True, text=True, check=check, timeout=10
        )

    def _all(self) -> dict[str, str]:
        return {**os.environ, **self.environment}


class Recording:
    """All that comes out of the loudspeaker, as long as the block lasts."""

    def __init__(self, environment: dict[str, str]) -> None:
        command = ["parec", "-d", "hall.monitor", "--raw", "--format=s16le", "--channels=1", f"--rate={RATE}"]
        self._microphone = subprocess.Popen([*command, "--latency-msec=20"], env=environment, stdout=subprocess.PIPE)
        self._heard = array("h")
        self._thread = threading.Thread(target=self._listen, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        _wait(lambda: len(self._heard) > 0)
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        if kind is None:
            self.catch_up()
        self._microphone.kill()
        self._microphone.wait()
        self._thread.join()
        if self._microphone.stdout is not None:
            self._microphone.stdout.close()

    def catch_up(self) -> None:
        """Wait for what was played last: it is still on its way through the server and the pipe."""
        enough = len(self._heard) + RATE * _BEHIND
        _wait(lambda: len(self._heard) >= enough)

    @property
    def samples(self) -> np.ndarray[Any, np.dtype[np.float64]]:
        return np.array(self._heard[:], dtype=np.float64)

    def positions(self, sound: Pcm, *, like: float = 0.95) -> list[float]:
        """Where (s) this sound is in the recording; each place once. 1 is the same sample for sample."""
        wanted = np.array(sound.samples, dtype=np.float64)
        there = self.samples
        if len(there) < len(wanted):
            return []
        size = 1 << (len(there) + len(wanted)).bit_length()
        product = np.fft.irfft(np.fft.rfft(there, size) * np.conj(np.fft.rfft(wanted, size)), size)
        product = product[: len(there) - len(wanted) + 1]
        power = np.cumsum(np.concatenate(([0.0], there**2)))
        norm = np.sqrt(np.maximum(power[len(wanted) :] - power[: -len(wanted)], 1.0)) * np.linalg.norm(wanted)
        score = product / norm
        found: list[float] = []
        for at in np.flatnonzero(score > like):
            if not found or at / RATE - found[-1] > 0.1:
                found.append(at / RATE)
        return found

    def loudness(self, begins: float, seconds: float) -> float:
        """Root mean square, dBFS."""
        part = self.samples[round(begins * RATE) : round((begins + seconds) * RATE)]
        return float(20 * np.log10(np.sqrt(np.mean(part**2)) / 32768 + 1e-9))

    def _listen(self) -> None:
        pipe = self._microphone.stdout
        assert pipe is not None
        rest = b""
        while data := os.read(pipe.fileno(), 4096):
            whole = rest + data
            self._heard.frombytes(whole[: len(whole) // 2 * 2])
            rest = whole[len(whole) // 2 * 2 :]


def _wait(ready: Any) -> None:
    until = time.monotonic() + _PATIENCE
    while not ready():
        if time.monotonic() > until:
            raise TimeoutError("the sound server")
        time.sleep(0.02)
