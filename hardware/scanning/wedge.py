"""A scanner that types: told from fingers by its speed, and then no less than one on a line.

Such a scanner types a key every 8 or 16 ms; two fingers may by chance come as close, four do not. So the first keys
are kept back until it is certain whose they are: keys of fingers are given back in order, keys of a scanner are a code
and nothing else. Letters with marks arrive broken from it, so nothing may depend on them. A face hands over every key
with its time and whatever it wants back; no window system is known here.
"""

from __future__ import annotations

import logging
from typing import Final, Generic, TypeVar

from hardware.scanning.framing import GAP, LONGEST, Why, cleaned
from hardware.scanning.scanner import SameCode, Scan, Unreadable

log: Final = logging.getLogger(__name__)

FASTEST_FINGERS: Final = 0.05  # s between two keys; a scanner that is set to be slower cannot be told from a hand
CERTAIN: Final = 4  # so many keys at that pace are no fingers'; the Enter at the end counts
#: What the key types that ends a code, and what stands for a key that types nothing, such as an arrow.
ENTER: Final = "\r"
OTHER: Final = "\x00"
_BROKEN: Final = "\ufffd"

Stroke = TypeVar("Stroke")


class BurstDetector(Generic[Stroke]):
    """Feed it keys; it answers with scans, and with the strokes that were typed by hand. Memory is bounded.

    Times are in seconds; only what lies between them matters, and a step back (a counter that ran over) is a pause.
    """

    def __init__(self) -> None:
        self._strokes: list[Stroke] = []
        self._letters: list[str] = []
        self._keys = 0
        self._length = 0
        self._last = float("-inf")
        self._same = SameCode()

    @property
    def waits(self) -> float | None:
        """Seconds without a key after which `rest` should be called; None while nothing is kept back."""
        if not self._keys:
            return None
        return GAP if self._keys >= CERTAIN else FASTEST_FINGERS

    def feed(
        self, letter: str, at: float, stroke: Stroke, *, repeated: bool = False
    ) -> list[Scan | Unreadable | Stroke]:
        """What has become certain with this key, in the order it was typed.

        `letter` is what it types: ENTER, OTHER, or empty for keys that only change others (Shift), which are not given
        back. `repeated`: the key is just being held, which no code begins with; of two equal letters inside one a
        keyboard may say so by mistake.
        """
        wait = self.waits
        known = [] if wait is None or 0.0 <= at - self._last < wait else self.rest()
        self._last = at
        if not self._keys:
            if repeated or not letter or not letter.isprintable():
                return [*known, stroke]
        elif not letter:
            return known
        elif letter == ENTER:
            self._keys += 1
            return [*known, *(self.rest() if self._keys >= CERTAIN else self._given_back(stroke))]
        elif _is_control(letter):
            return [*known, *([] if self._keys >= CERTAIN else self._given_back(stroke))]
        self._keep(letter, stroke)
        return known

    def rest(self) -> list[Scan | Unreadable | Stroke]:
        """No key came for as long as `waits` said."""
        if self._keys < CERTAIN:
            return self._given_back()
        text, length = cleaned("".join(self._letters)), self._length
        self._forget()
        if length > LONGEST:
            log.info("typed: %d letters unreadable: %s", length, Why.TOO_LONG.value)
            return [Unreadable(Why.TOO_LONG)]
        return [] if not text or self._same.again(text, self._last) else [Scan(text)]

    def _keep(self, letter: str, stroke: Stroke) -> None:
        self._keys += 1
        self._length += len(letter)
        if self._keys < CERTAIN:
            self._strokes.append(stroke)
        if self._length <= LONGEST:
            self._letters.append(letter if letter.isprintable() else _BROKEN)

    def _given_back(self, *more: Stroke) -> list[Scan | Unreadable | Stroke]:
        strokes: list[Scan | Unreadable | Stroke] = [*self._strokes, *more]
        self._forget()
        return strokes

    def _forget(self) -> None:
        self._strokes.clear()
        self._letters.clear()
        self._keys = self._length = 0


def _is_control(letter: str) -> bool:
    """Whether a key types no letter, broken or whole."""
    return letter < " " or letter == "\x7f"
