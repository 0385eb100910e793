"""A scanner that types: told from fingers by its speed.

Only what begins with a digit is looked for: an identity number, the number of a dossier or of a ticket. Letters with
marks arrive broken from such a scanner, so nothing may depend on those that follow; better set it to serial mode.
A face hands over every key and its time; no window system is known here.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from hardware.scanning.framing import LONGEST

FASTEST_FINGERS: Final = 0.05
SHORTEST: Final = 6
_ENTER: Final = ("\r", "\n", "\r\n")


@dataclass(frozen=True, slots=True)
class Burst:
    """What a scanner typed, for `hardware.scanning.codes.recognise`."""

    text: str = field(repr=False)


class BurstDetector:
    """Feed it keys; it answers with a burst. Times are in seconds of a clock that never goes back."""

    __slots__ = ("_keys", "_last", "_spoilt")

    def __init__(self) -> None:
        self._keys: list[str] = []
        self._spoilt = False
        self._last = float("-inf")

    @property
    def collecting(self) -> bool:
        """Whether keys come too fast for fingers: a face can keep them from its fields."""
        return len(self._keys) > 1 and not self._spoilt

    def feed(self, key: str, at: float) -> Burst | None:
        """The burst that this key ends. `key` is the letter it types (Enter as CR or LF), empty for keys like Shift."""
        ended = self.idle(at)
        if not key:
            return ended
        if key in _ENTER:
            return ended or self._end()
        if self._last == float("-inf"):
            self._spoilt = not ("0" <= key[0] <= "9")
        self._last = at
        if len(self._keys) >= LONGEST or not key.isprintable():
            self._spoilt = True
        if not self._spoilt:
            self._keys.append(key)
        return ended

    def idle(self, at: float) -> Burst | None:
        """The burst that ended because the keys stopped. Ask at the latest when the next key comes."""
        return self._end() if at - self._last >= FASTEST_FINGERS else None

    def _end(self) -> Burst | None:
        text = "".join(self._keys)
        whole = not self._spoilt and len(text) >= SHORTEST
        self._keys.clear()
        self._spoilt = False
        self._last = float("-inf")
        return Burst(text) if whole else None
