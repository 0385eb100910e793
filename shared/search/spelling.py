"""Which written words a typed one may stand for, and how near each is."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Final

from shared.search.entries import Text
from shared.search.typed import bare_of, sound_of, without_keystrokes
from shared.text import plain

# How good a match of one word is: what was typed against what is written.
SAME: Final = 1.0
_BEGINNING: Final = 0.75  # grows to SAME with the part of the word that is typed
_SOUND: Final = 0.8
_SLIP: Final = 0.6  # one letter wrong, missing, too many or swapped
_SLIP_IN_BEGINNING: Final = 0.45
_SHORTEST_WITH_SLIP: Final = 3  # shorter words differ from each other by one letter anyway
_KEYSTROKES: Final = 0.95  # of what the word would be worth without the keys for its marks
_KEYSTROKES_OR_NOT: Final = 0.7  # where the word with them means something too: "tax"

_SHORT_PARTS: Final = frozenset({"y"})  # "yte"; any other letter alone is no word that was run together
_LONGEST_PART: Final = 12
_STRANGERS: Final = 0.5  # what it costs that two parts never stand side by side; a part itself costs 1
_SHORTEST_INITIALS: Final = 3


class Spelling:
    """All words of all names, without their marks. Grows only."""

    def __init__(self) -> None:
        self._known: set[str] = set()
        self._sorted: list[str] = []
        self._slips: dict[str, set[str]] = {}
        self._sounds: dict[str, set[str]] = {}
        self._neighbours: set[tuple[str, str]] = set()
        self._phrases: list[Text] = []

    def learn(self, texts: Iterable[Text]) -> None:
        new: set[str] = set()
        for text in texts:
            new.update(text.plains)
            if text.initials:
                self._phrases.append(text)
                self._neighbours.update(pairwise(text.plains))
        new -= self._known
        self._known |= new
        self._sorted = sorted(self._known)
        _add_slips(self._slips, new)
        for word in new:
            self._sounds.setdefault(sound_of(word), set()).add(word)

    def parts(self, word: str) -> tuple[str, ...]:
        """`word`; or the words it is if somebody left out the spaces ("hochieu"), or typed first letters ("gplx")."""
        bare = plain(word)
        if len(bare) != len(word) or any(True for _ in self._beginning_with(bare)):
            return (word,)
        if without_keystrokes(bare) in self._known or sound_of(bare) in self._sounds:
            return (word,)
        cost, cuts = self._cuts(bare)
        if cuts and (cost <= len(cuts) + 1 or not self._slipped(bare)):
            return tuple(word[start:end] for start, end in pairwise([0, *cuts, len(word)]))
        return self._spelt_out(bare) or (word,)

    def near(self, bare: str, *, as_written: bool = False) -> dict[str, float]:
        """Written words (without marks) that `bare` may stand for, and how near each is (0 to 1). `as_written`: it
        stands for itself, if it is written anywhere."""
        if as_written and bare in self._known:
            return {bare: SAME}
        near = {word: _BEGINNING + (SAME - _BEGINNING) * len(bare) / len(word) for word in self._beginning_with(bare)}
        letters = without_keystrokes(bare)
        if letters != bare:
            self._add_keystrokes(near, letters)
        for written in self._sounds.get(sound_of(bare), ()):
            near[written] = max(near.get(written, 0.0), _SOUND)
        if len(bare) > _SHORTEST_WITH_SLIP or (len(bare) == _SHORTEST_WITH_SLIP and not near):
            for written in self._slipped(bare):
                for word in self._beginning_with(written):
                    value = _SLIP if word == written else _SLIP_IN_BEGINNING
                    near[word] = max(near.get(word, 0.0), value)
        return near

    def _slipped(self, bare: str) -> set[str]:
        """Words and beginnings of words that are one letter off."""
        shared = {found for key in _with_one_less(bare) for found in self._slips.get(key, ())}
        return {written for written in shared if _one_slip_apart(bare, written)}

    def _add_keystrokes(self, near: dict[str, float], letters: str) -> None:
        if near:
            if letters in self._known:
                near[letters] = max(near.get(letters, 0.0), _KEYSTROKES_OR_NOT)
            return
        for word, value in self.near(letters).items():
            near[word] = _KEYSTROKES * value

    def _beginning_with(self, bare: str) -> Iterator[str]:
        for place in range(bisect_left(self._sorted, bare), len(self._sorted)):
            if not self._sorted[place].startswith(bare):
                return
            yield self._sorted[place]

    def _cuts(self, bare: str) -> tuple[float, list[int]]:
        """Where the spaces belong in `bare`, and what that costs: fewest words, those before others that stand side by
        side somewhere. The last word may still be growing. Empty if it is not made of known words."""
        best: dict[int, tuple[float, list[int]]] = {0: (0.0, [])}
        for end in range(1, len(bare) + 1):
            for start in range(max(0, end - _LONGEST_PART), end):
                if start not in best or not self._is_part(bare[start:end], last=end == len(bare)):
                    continue
                cost, cuts = best[start]
                before = bare[cuts[-1] if cuts else 0 : start]
                stranger = bool(before) and (before, bare[start:end]) not in self._neighbours
                cost += 1.0 + (_STRANGERS if stranger else 0.0)
                if end not in best or cost < best[end][0]:
                    best[end] = (cost, [*cuts, start] if start else cuts)
        return best.get(len(bare), (0.0, []))

    def _is_part(self, part: str, *, last: bool) -> bool:
        if len(part) == 1:
            return part in _SHORT_PARTS
        if not any(letter in "aeiouy" for letter in part):
            return False
        return part in self._known or (last and any(True for _ in self._beginning_with(part)))

    def _spelt_out(self, initials: str) -> tuple[str, ...]:
        """The words most often written side by side that begin with these letters."""
        if len(initials) < _SHORTEST_INITIALS:
            return ()
        runs: Counter[tuple[str, ...]] = Counter()
        for text in self._phrases:
            place = text.initials.find(initials)
            if place >= 0:
                runs[text.words[place : place + len(initials)]] += 1
        return max(runs, key=lambda run: (runs[run], run)) if runs else ()


def marks(typed: str, written: str) -> float:
    """What the marks say: typed right, not typed at all, or typed otherwise."""
    if written.startswith(typed):
        return 1.0
    return 0.95 if typed.isascii() else 0.7


def begins(typed: str, written: str) -> bool:
    """Whether `typed`, its marks aside, is how `written` begins."""
    return written.startswith(bare_of(typed))


def _add_slips(slips: dict[str, set[str]], words: Iterable[str]) -> None:
    """Lets each of `words`, and each beginning of it long enough to be mistaken, be found one letter off."""
    for word in words:
        for length in range(min(len(word), _SHORTEST_WITH_SLIP + 1), len(word) + 1):
            for key in _with_one_less(word[:length]):
                slips.setdefault(key, set()).add(word[:length])


def _with_one_less(word: str) -> set[str]:
    """`word` and what is left of it without one letter: two words one slip apart share one of these."""
    return {word, *(word[:place] + word[place + 1 :] for place in range(len(word)))}


def _one_slip_apart(one: str, other: str) -> bool:
    """One letter wrong, missing, too many, or two neighbours swapped. Equal words are no slip apart."""
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    one, other = one[start:], other[start:]
    if len(one) == len(other):
        return one[1:] == other[1:] != one or (one[:2] == other[1::-1] and one[2:] == other[2:])
    longer, shorter = (one, other) if len(one) > len(other) else (other, one)
    return longer[1:] == shorter
