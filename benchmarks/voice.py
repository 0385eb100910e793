"""How long after the counter's commit the loudspeaker of the board, another process, sounds."""

from __future__ import annotations

import os
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Final

from benchmarks.spread import p95
from benchmarks.verbs import call_next, clear, fill, found
from display.voice.assembly import VoiceMaker
from hardware.sound.rendered import Rendered
from shared.demo.place import write_settings
from shared.demo.stations import Rehearsed
from shared.speech import Spoken, announcement
from shared.voice_form import VoiceForm
from tests.sound_server import RATE, Recording, SoundServer

_LOUD: Final = 500  # of 32,768: the chime has begun


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """Milliseconds from commit to first sample as the microphone has it, from the board's news to the loudspeaker's
    program, and for joining a sentence in memory; seconds of making all clips, and of a sentence."""

    median_ms: float
    p95_ms: float
    worst_ms: float
    given_p95_ms: float
    join_ms: float
    making_s: float
    again_s: float
    sentence_s: float


def measure(url: str, *, calls: int) -> Figures:
    """Call `calls` citizens, each when the one before has been heard."""
    server = SoundServer()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        kept = {name: os.environ.get(name) for name in (*server.environment, "XDG_STATE_HOME")}
        os.environ.update(server.environment, XDG_STATE_HOME=place)
        server.start()
        try:
            making = _making(folder / "motcua" / "voice")
            again = _making(folder / "motcua" / "voice")
            join, seconds = _joining(folder / "motcua" / "voice")
            sounded, given = _play(server, url, folder, calls)
        finally:
            server.close()
            for name, value in kept.items():
                os.environ.pop(name, None)
                if value is not None:
                    os.environ[name] = value
    return Figures(
        median_ms=median(sounded),
        p95_ms=p95(sounded),
        worst_ms=max(sounded),
        given_p95_ms=p95(given),
        join_ms=join,
        making_s=making,
        again_s=again,
        sentence_s=seconds,
    )


def _making(folder: Path) -> float:
    began = time.perf_counter()
    for voice in VoiceMaker(VoiceForm(), Rendered(folder))({}).values():
        voice.prepare(lambda: True)
    return time.perf_counter() - began


def _joining(folder: Path) -> tuple[float, float]:
    voice = VoiceMaker(VoiceForm(), Rendered(folder))({})["vi"]
    voice.prepare(lambda: True)
    took: list[float] = []
    for number in range(100):
        said = announcement([Spoken(label=f"C{number:03}", counter=1 + number % 40)], "vi")
        began = time.perf_counter()
        sound = voice.sentence(said)
        took.append((time.perf_counter() - began) * 1e3)
    return median(took), sound.seconds


def _play(server: SoundServer, url: str, folder: Path, calls: int) -> tuple[list[float], list[float]]:
    hall = found(url)
    fill(hall, calls + 5)
    settings = write_settings(folder, store=url, hall=hall.id, printer="", counter=1)
    settings.write_text(settings.read_text(encoding="utf-8") + "\n[voice]\nboard = true\n", encoding="utf-8")
    sounded: list[float] = []
    given: list[float] = []
    with Rehearsed("display", settings=settings, size="1920x1080", log=folder / "log") as board:
        board.wait(connected=True)
        time.sleep(3.0)  # the clips are read
        with server.recording() as heard:
            for number in range(calls):
                before = len(heard.samples)
                first = _FirstSample(heard, before)
                ticket = call_next(hall)
                committed = time.time_ns()
                first.wait()
                sounded.append((first.at - committed) / 1e6)
                while len(spoken := board.do("state")["spoken"]) <= number:
                    time.sleep(0.1)
                given.append((spoken[-1][2] - committed) / 1e6)
                clear(hall, ticket)
                time.sleep(0.5)
    hall.close()
    return sounded, given


class _FirstSample:
    """Waits for sound after a moment of silence."""

    def __init__(self, heard: Recording, since: int) -> None:
        self._heard = heard
        self._since = since
        self.at = 0
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._thread.start()

    def wait(self) -> None:
        self._thread.join(10.0)

    def _look(self) -> None:
        until = time.monotonic() + 10.0
        while time.monotonic() < until:
            at, samples = time.time_ns(), self._heard.samples
            loud = abs(samples[self._since :]) > _LOUD
            if loud.any():
                # Counted back from the newest sample to the first loud one.
                late = (len(loud) - int(loud.argmax())) / RATE
                self.at = at - round(late * 1e9)
                return
            time.sleep(0.002)
