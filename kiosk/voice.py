"""The voice that reads the kiosk to a citizen who cannot see it. There may be none."""

from __future__ import annotations

from typing import Protocol


class Voice(Protocol):
    """Speaks at this kiosk only, never to the hall. Both calls return at once, whatever is being said."""

    def say(self, text: str, language: str) -> None:
        """Say this from now on, instead of whatever is being said."""

    def hush(self) -> None:
        """Say nothing any more."""


class Silence:
    """A voice that says nothing."""

    def say(self, text: str, language: str) -> None:
        """Nothing."""

    def hush(self) -> None:
        """Nothing."""
