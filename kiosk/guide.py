"""When the kiosk speaks to the citizen: a page comes, the keys move, somebody is asked whether he is there."""

from __future__ import annotations

from kiosk.guidance import guidance_of, occasion
from kiosk.state import Aid, KioskState
from kiosk.voice import Voice


class Guide:
    """Says what is shown, as long as the citizen wants it. A page is said once, however often its numbers change."""

    def __init__(self, voice: Voice) -> None:
        self._voice = voice
        self._said: object = None
        self._speaks = False
        self._language = ""

    def shown(self, state: KioskState) -> None:
        """Call after each state."""
        self._language = state.language
        if Aid.SPOKEN not in state.aids:
            if self._speaks:
                self._voice.hush()
            self._speaks, self._said = False, None
            return
        self._speaks = True
        now = occasion(state)
        if now != self._said:
            self._said = now
            self._voice.say(guidance_of(state).text, state.language)

    def moved(self, name: str) -> None:
        """The keys are on the control of this name now."""
        if self._speaks and name:
            self._voice.say(name, self._language)
