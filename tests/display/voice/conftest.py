"""A hall with a voice: what is called there is told to the announcer, which speaks into a loudspeaker of the test."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from uuid import uuid4

import pytest

from display.ducking import Ducking
from display.voice.announcer import Announcer, Words
from display.voice.line import Line
from display.voice.roles import Alone, Role
from hardware.sound.pcm import USUAL_RATE, Pcm
from hardware.sound.rendered import Rendered
from hardware.sound.speaker import ProgramSpeaker, SoundLost, Speaker, speaker_health
from hardware.sound.synthesiser import CommandSynthesiser
from hardware.sound.voices import SpokenClips, Voice
from shared.catalogue import Catalogue
from shared.domain.counter import CounterState
from shared.domain.station import DeviceHealth, DeviceTrouble
from shared.domain.ticket import Ticket
from shared.feed import Feed
from shared.founding import found_hall, open_all_day
from shared.hall import Hall
from shared.settings import HallForm
from shared.speech import Length, Spoken, announcement
from shared.text import LANGUAGES
from shared.voice_form import Loudness
from tests.display.conftest import Stage

MakeBooth = Callable[..., "Booth"]
MakeVoices = Callable[[Words], Mapping[str, Voice]]


class Booth:
    """The voice of a stage. With a speaker of its own it is stepped by hand, else it runs as it does in the hall."""

    def __init__(
        self,
        stage: Stage,
        *,
        voices: MakeVoices,
        folder: Path,
        speaker: Speaker | None = None,
        role: Role | None = None,
        loudness: Loudness | None = None,
        oldest: float = 45.0,
        twice: bool = False,
        ducking: Ducking | None = None,
        seconds: Callable[[], float] | None = None,
    ) -> None:
        self.stage = stage
        self.role = role or Alone(folder / "voice.txt", hall=stage.hall.id)
        self.line = Line(oldest=oldest)
        self._voices = voices
        self._feed = Feed(stage.url, stage.hall.id, clock=stage.clock)
        self.announcer = Announcer(
            voices=voices,
            speaker=speaker or ProgramSpeaker(),
            role=self.role,
            line=self.line,
            loudness=loudness or Loudness(usual=100),
            oldest=oldest,
            twice=twice,
            ducking=ducking,
            clock=stage.clock,
            **({} if seconds is None else {"seconds": seconds}),
        )
        self.hear()

    def hear(self) -> None:
        """Tell the voice all there is to tell."""
        while (news := self._feed.news(0.0)) is not None:
            self.announcer.told(news)

    def read_afresh(self) -> None:
        """Tell it a snapshot, as after a start or a lost connection."""
        self._feed.close()
        self._feed = Feed(self.stage.url, self.stage.hall.id, clock=self.stage.clock)
        self.hear()

    def call(self, counter: int) -> Ticket:
        """One more citizen is called there."""
        ticket = self.stage.call(counter)
        self.hear()
        return ticket

    def steps(self, number: int = 30) -> None:
        for _ in range(number):
            self.announcer.step(0.0)

    def said(self) -> list[str]:
        return [one.label for one in self.announcer.said()]

    def sentence(self, label: str, counter: int, *, language: str = "vi", length: Length = Length.FULL) -> Pcm:
        """What must be heard."""
        said = announcement([Spoken(label=label, counter=counter)], language, length)
        return self._voices({})[language].sentence(said)

    def close(self) -> None:
        self.announcer.stop()
        self._feed.close()


class Ear(Speaker):
    """A loudspeaker that plays at once and remembers; it can be unplugged."""

    def __init__(self) -> None:
        self.heard: list[tuple[Pcm, int]] = []
        self.plugged = True
        self.while_playing: Callable[[], None] | None = None

    def play(self, sound: Pcm, go_on: Callable[[], bool], *, volume: int = 100) -> bool:
        if not self.plugged:
            raise SoundLost("voice", "unplugged", heard=0.0)
        if not go_on():
            return False
        self.heard.append((sound, volume))
        if self.while_playing is not None:
            self.while_playing()
        return go_on()

    def health(self) -> DeviceHealth:
        return speaker_health(None if self.plugged else DeviceTrouble.UNREACHABLE)


class Seconds:
    """Seconds that stand still until they are moved."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now

    def forward(self, seconds: float) -> None:
        self.now += seconds


@pytest.fixture
def seconds() -> Seconds:
    return Seconds()


@pytest.fixture
def ear() -> Ear:
    return Ear()


#: Speaks much faster than anybody should.
QUICK = "espeak-ng -v {language} -s 300 --stdout --stdin"


def speaking_board(folder: Path, name: str, *, store: str, earshot: str = "") -> Path:
    """The motcua.toml of a board that speaks, by the quick voice."""
    settings = folder / f"{name}.toml"
    voice = f"[voice]\nboard = true\nearshot = '{earshot}'\nsynthesiser = '{QUICK}'\n"
    settings.write_text(f'store = "{store}"\nhall = "hatinh"\n[display]\nname = "{name}"\n{voice}')
    return settings


def called_to(hall: Hall, counter: int) -> tuple[str, int]:
    """Somebody comes and is called there."""
    service = hall.reference().profile(hall.now().counters[counter].profile).services[0]
    if hall.now().counters[counter].state is CounterState.CLOSED:
        hall.open_counter(counter, command=uuid4(), actor="x")
    hall.issue(service, command=uuid4(), actor="kiosk-1")
    return hall.call_next(counter, command=uuid4(), actor="x").label, counter


def speaking() -> int | None:
    """The process whose loudspeaker program is playing."""
    told = subprocess.run(["pactl", "list", "sink-inputs"], capture_output=True, text=True, check=False).stdout
    found = re.search(r'application.process.id = "(\d+)"', told)
    if found is None:
        return None
    status = Path(f"/proc/{found[1]}/status")
    return int(status.read_text().split("PPid:")[1].split()[0]) if status.exists() else None


@pytest.fixture
def open_hall(tmp_path: Path, sample_form: HallForm, sample_catalogue: Catalogue) -> Iterator[Hall]:
    """The sample hall, which never closes, by the real clock: its boards are other processes."""
    url = f"sqlite:///{tmp_path}/open.db"
    found_hall(url, open_all_day(sample_form), sample_catalogue)
    made = Hall(url, sample_form.id)
    yield made
    made.close()


@pytest.fixture(scope="session")
def state_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where programs find what was rendered."""
    return tmp_path_factory.mktemp("state")


@pytest.fixture(scope="session")
def spoken_by(state_home: Path) -> MakeVoices:
    """The quick voice; what is rendered stays for all tests."""
    kept, speaks = Rendered(state_home / "motcua" / "voice"), CommandSynthesiser(QUICK)
    clips = {one: SpokenClips(speaks, one, rendered=kept, rate=USUAL_RATE, words={}) for one in LANGUAGES}
    voices = {one: Voice(one, [source], rate=USUAL_RATE) for one, source in clips.items()}
    return lambda _words: voices


@pytest.fixture
def booth(stage: Stage, spoken_by: MakeVoices, tmp_path: Path) -> Iterator[MakeBooth]:
    """Makes a voice for the stage, which has ten open counters and people waiting."""
    made: list[Booth] = []
    stage.open(*range(1, 11))
    profiles, counters = stage.hall.reference().profile, stage.hall.now().counters
    for service in {profiles(counters[number].profile).services[0] for number in range(1, 11)}:
        stage.come(service, people=8)

    def make(**changes: object) -> Booth:
        made.append(Booth(stage, voices=spoken_by, folder=tmp_path, **changes))  # type: ignore[arg-type]
        return made[-1]

    yield make
    for one in made:
        one.close()
