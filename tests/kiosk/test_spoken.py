"""The kiosk reads itself aloud: the newest wish at once, sentence by sentence."""

from __future__ import annotations

import threading
from array import array
from collections.abc import Callable, Iterator

import pytest
from pytestqt.qtbot import QtBot

from hardware.sound.pcm import Pcm
from hardware.sound.speaker import SoundLost, speaker_health
from kiosk.spoken import Spoken, voice_of
from shared.domain.station import DeviceHealth
from shared.settings import StationForm
from shared.voice_form import VoiceForm


class SlowEar:
    """A loudspeaker that plays each sound until it is cut off or let go."""

    def __init__(self) -> None:
        self.heard: list[int] = []
        self.cut: list[int] = []
        self.goes_by = threading.Event()
        self.lost = False

    def play(self, sound: Pcm, go_on: Callable[[], bool], *, volume: int = 100) -> bool:
        if self.lost:
            raise SoundLost("voice", "unplugged", heard=0.0)
        self.heard.append(len(sound.samples))
        while not self.goes_by.wait(0.01):
            if not go_on():
                self.cut.append(len(sound.samples))
                return False
        return True

    def health(self) -> DeviceHealth:
        return speaker_health(None)


@pytest.fixture
def ear() -> SlowEar:
    return SlowEar()


@pytest.fixture
def said() -> list[str]:
    return []


@pytest.fixture
def voice(ear: SlowEar, said: list[str]) -> Iterator[Spoken]:
    def make(text: str) -> Pcm:
        said.append(text)
        return Pcm(rate=8000, samples=array("h", bytes(2 * len(text))))

    made = Spoken({"vi": make, "en": make}, ear)
    yield made
    made.stop()


def test_a_page_is_read_sentence_by_sentence_with_its_number_spelt(
    qtbot: QtBot, voice: Spoken, ear: SlowEar, said: list[str]
) -> None:
    ear.goes_by.set()
    voice.say("Xin nhận phiếu. Số của ông/bà: C047. Xin cảm ơn!", "vi")
    qtbot.waitUntil(lambda: len(ear.heard) == 3)
    assert said == ["Xin nhận phiếu.", "Số của ông/bà: xê không bốn bảy.", "Xin cảm ơn!"]


def test_the_next_page_cuts_off_the_one_before(qtbot: QtBot, voice: Spoken, ear: SlowEar, said: list[str]) -> None:
    voice.say("Một câu. Một câu nữa.", "vi")
    qtbot.waitUntil(lambda: len(ear.heard) == 1)
    voice.say("Trang sau.", "vi")
    qtbot.waitUntil(lambda: len(ear.heard) == 2)
    assert said == ["Một câu.", "Trang sau."]
    assert len(ear.cut) == 1


def test_hush_is_silence_at_once(qtbot: QtBot, voice: Spoken, ear: SlowEar) -> None:
    voice.say("Một câu. Một câu nữa.", "vi")
    qtbot.waitUntil(lambda: len(ear.heard) == 1)
    voice.hush()
    qtbot.waitUntil(lambda: len(ear.cut) == 1)
    assert len(ear.heard) == 1


def test_a_lost_loudspeaker_does_not_end_the_voice(qtbot: QtBot, voice: Spoken, ear: SlowEar, said: list[str]) -> None:
    ear.lost = True
    voice.say("Một câu.", "vi")
    qtbot.waitUntil(lambda: said == ["Một câu."])
    ear.lost = False
    voice.say("Câu sau.", "vi")
    qtbot.waitUntil(lambda: len(ear.heard) == 1)


def test_a_kiosk_has_no_voice_unless_its_settings_say_so() -> None:
    assert voice_of(StationForm(store="sqlite:///x.db", hall="x")) is None
    made = voice_of(StationForm(store="sqlite:///x.db", hall="x", voice=VoiceForm(kiosk=True)))
    assert made is not None
    made.stop()
