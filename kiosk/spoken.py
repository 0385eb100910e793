"""The kiosk's voice where it has a loudspeaker: whole sentences of the synthesiser, the newest at once."""

from __future__ import annotations

import logging
import re
import threading
from collections.abc import Callable, Mapping
from typing import Final

from hardware.sound.pcm import USUAL_RATE, Pcm
from hardware.sound.rendered import Rendered
from hardware.sound.speaker import ProgramSpeaker, Speaker
from hardware.sound.synthesiser import EspeakNg, Synthesiser, synthesiser
from hardware.sound.voices import SpokenClips
from shared.domain.errors import DeviceAway
from shared.places import state_folder
from shared.settings import StationForm
from shared.speech import readable
from shared.text import LANGUAGES

_log: Final = logging.getLogger(__name__)


class Spoken:
    """Speaks in a thread of its own. Sentences are rendered once and kept; a failing loudspeaker is only logged."""

    def __init__(self, say: Mapping[str, Callable[[str], Pcm]], speaker: Speaker, *, volume: int = 100) -> None:
        """`say` makes the sound of a sentence, for each language; it may raise DeviceAway. `volume` is per cent."""
        self._say = say
        self._speaker = speaker
        self._volume = volume
        self._wish: tuple[str, str] | None = None
        self._news = threading.Condition()
        self._stopping = False
        self._thread = threading.Thread(target=self._run, name="kiosk-voice", daemon=True)
        self._thread.start()

    def say(self, text: str, language: str) -> None:
        self._want((text, language))

    def hush(self) -> None:
        self._want(None)

    def stop(self, timeout: float = 3.0) -> None:
        """Fall silent and end."""
        self._stopping = True
        self._want(None)
        self._thread.join(timeout)

    def _want(self, wish: tuple[str, str] | None) -> None:
        with self._news:
            self._wish = wish
            self._news.notify()

    def _run(self) -> None:
        while not self._stopping:
            with self._news:
                self._news.wait_for(lambda: self._stopping or self._wish is not None)
                wish = self._wish
            if wish is None:
                continue
            try:
                self._speak(wish)
            except DeviceAway as away:
                _log.error("the kiosk cannot be heard: %s", away.reason)
            except Exception:  # noqa: BLE001 - a bug must not silence the kiosk for the rest of the day
                _log.critical("a bug in the kiosk's voice", exc_info=True)
            with self._news:
                if self._wish is wish:
                    self._wish = None

    def _speak(self, wish: tuple[str, str]) -> None:
        """Sentence by sentence: the first is heard while the others are not made yet."""
        text, language = wish
        for sentence in _sentences(text):
            if self._wish is not wish:
                return
            sound = self._say[language](readable(sentence, language))
            if not self._speaker.play(sound, lambda: self._wish is wish, volume=self._volume):
                return


def voice_of(station: StationForm) -> Spoken | None:
    """The voice of this machine's kiosk; None where its settings name none. Raises ConfigError."""
    form = station.voice
    if not form.kiosk:
        return None
    speaks: Synthesiser = synthesiser(form.synthesiser) if form.synthesiser else EspeakNg()
    kept = Rendered(state_folder() / "voice")
    kept.prune()
    say = {one: SpokenClips(speaks, one, rendered=kept, rate=USUAL_RATE, words={}).say for one in LANGUAGES}
    # Who asks to be read to is read to at any hour: quiet hours are the hall's.
    return Spoken(say, ProgramSpeaker(form.device), volume=form.volume)


def _sentences(text: str) -> list[str]:
    return [one for one in re.split(r"(?<=[.?!…])\s+", text.strip()) if one]
