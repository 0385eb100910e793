"""Making room for the voice: what speaks to the hall hushes what plays, and lets it go on."""

from __future__ import annotations

from typing import Final, Protocol

#: s after which what was hushed comes back by itself: a voice that died must not leave the hall silent for ever.
LONGEST_HUSH: Final = 60.0


class Ducking(Protocol):
    """Something that can be heard beside the voice. Called in the window's thread; neither blocks nor raises."""

    def hush(self) -> None:
        """Somebody is about to be called: be quiet within 300 ms. Said again, the longest hush begins anew."""

    def resume(self) -> None:
        """The voice has ended: come back within 600 ms. Harmless when nothing was hushed."""


class NoDucking:
    """Nothing plays on this board."""

    def hush(self) -> None:
        """Nothing to be quiet."""

    def resume(self) -> None:
        """Nothing to come back."""
