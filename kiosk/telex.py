"""Telex: Vietnamese letters out of plain keys, one key at a time. Pure, and remembers nothing but the text itself.

    compose("đo", "r")          # "đỏ", which is made of d d o r
    compose("hòa", "n")         # "hoàn"

aa ee oo make â ê ô; aw ow uw make ă ơ ư, w alone ư; dd makes đ; s f r x j are the tones, z takes the tone away. The key
that made a mark, typed again, takes it back and is a letter ("as" is typed a s s). Keys for marks may come anywhere
later in the syllable. The tone stands where schools used to put it: hòa, thủy, but hoàn, quý, giá.

What cannot be a Vietnamese syllable gets no tone and no mark: "internet" stays.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from itertools import product
from typing import Final

from shared.text import nfc

_TONES: Final = {"s": "\u0301", "f": "\u0300", "r": "\u0309", "x": "\u0303", "j": "\u0323"}
_HATS: Final = {"a": "â", "e": "ê", "o": "ô"}
_HORNS: Final = {"a": "ă", "o": "ơ", "u": "ư"}
_UNMARKED: Final = {marked: plain for marks in (_HATS, _HORNS) for plain, marked in marks.items()}
_VOWELS: Final = "aăâeêioôơuưy"
_SHARP_ONLY: Final = frozenset({"c", "ch", "p", "t", "k"})  # behind these only sắc and nặng can be spoken

_SYLLABLE: Final = re.compile(
    "(ngh|ng|nh|gh|gi(?=[aăâeêoôơuưy])|qu(?=[aăâeêioôơy])|kh|ph|th|tr|ch|[bcdđghklmnpqrstvx]?)"
    "([aăâeêioôơuưy]*)(ch|ng|nh|[ckmnpt]?)"
)
_CLOSED: Final = "a ă â e ê i o ô ơ u ư y iê yê oa oă oe oo uâ uê uô uy uyê ươ"
_OPEN: Final = (
    "ai ao au ay âu ây eo êu ia iu iêu yêu oai oao oay oeo oi ôi ơi ua ui uơ uôi uây uêu uya uyu ưa ưi ươi ươu ưu"
)


def _with_fewer_marks(nuclei: str) -> frozenset[str]:
    """Each of them, and all that may yet become one when its marks are typed."""
    letters = ([{letter, _UNMARKED.get(letter, letter)} for letter in nucleus] for nucleus in nuclei.split())
    return frozenset("".join(chosen) for each in letters for chosen in product(*each))


_MAY_BE_CLOSED: Final = _with_fewer_marks(_CLOSED)
_MAY_BE_OPEN: Final = _with_fewer_marks(_OPEN) | _MAY_BE_CLOSED


@dataclass(frozen=True, slots=True, kw_only=True)
class _Syllable:
    """A run of letters as a syllable: in lower case, with marks, the tone apart. `upper`: which letters are large."""

    onset: str
    nucleus: str
    coda: str
    tone: str
    upper: tuple[bool, ...]

    @property
    def text(self) -> str:
        letters = list(self.onset + self.nucleus + self.coda)
        if self.tone:
            place = len(self.onset) + self._tone_place()
            letters[place] = nfc(letters[place] + self.tone)
        return "".join(letter.upper() if large else letter for letter, large in zip(letters, self.upper, strict=True))

    def _tone_place(self) -> int:
        marked = [place for place, letter in enumerate(self.nucleus) if letter in _UNMARKED]
        if marked:
            return marked[-1]
        if self.coda:
            return len(self.nucleus) - 1
        return 1 if len(self.nucleus) == 3 else 0

    @property
    def can_be(self) -> bool:
        """Whether it is a Vietnamese syllable, or may become one when its marks are typed."""
        return self.nucleus in (_MAY_BE_CLOSED if self.coda else _MAY_BE_OPEN) and self._spelt_right()

    @property
    def can_be_spoken(self) -> bool:
        return self.coda not in _SHARP_ONLY or self.tone in ("", _TONES["s"], _TONES["j"])

    def _spelt_right(self) -> bool:
        front = self.nucleus[0] in "eêiy"
        if self.onset in ("k", "gh", "ngh"):
            return front
        if self.onset in ("c", "ng"):
            return not front
        if self.onset == "g":
            return not front or self.nucleus == "i"
        if self.coda == "k":
            return self.nucleus in "aă"
        return self.onset != "q" and (self.coda != "ch" or self.nucleus in ("a", "ê", "e", "i", "oa", "uy", "uê", "ue"))


def compose(text: str, key: str) -> str:
    """The text after `key` (one character) is typed behind it. `text` is in the composed form (NFC)."""
    if not key.isalpha():
        return text + key
    start = len(text)
    while start and text[start - 1].isalpha():
        start -= 1
    run = text[start:]
    changed = _marked(run, key) if key.isascii() else None
    return text[:start] + (_appended(run, key) if changed is None else changed)


def _marked(run: str, key: str) -> str | None:
    """The run with the mark this key stands for, or without it if it was there; None if the key is a letter here."""
    low = key.lower()
    if low == "d":
        return _barred(run, key)
    syllable = _taken_apart(run)
    if syllable is None:
        return None
    if low == "w" and not syllable.nucleus:
        return run + ("Ư" if key.isupper() else "ư") if syllable.onset not in ("q", "gi") else None
    if not syllable.nucleus or not syllable.can_be:
        return None
    if low in _TONES or low == "z":
        return _toned(syllable, key)
    if low in _HATS:
        return _hatted(syllable, key)
    return _horned(syllable, key) if low == "w" else None


def _toned(syllable: _Syllable, key: str) -> str | None:
    tone = _TONES.get(key.lower(), "")
    if tone == syllable.tone:
        return replace(syllable, tone="").text + key if tone else None
    toned = replace(syllable, tone=tone)
    return toned.text if toned.can_be_spoken else None


def _hatted(syllable: _Syllable, key: str) -> str | None:
    plain, nucleus = key.lower(), syllable.nucleus
    hatted = _HATS[plain]
    if hatted in nucleus:
        return replace(syllable, nucleus=nucleus.replace(hatted, plain)).text + key
    for place in range(len(nucleus) - 1, -1, -1):
        if _UNMARKED.get(nucleus[place], nucleus[place]) == plain:
            before = nucleus[:place].replace("ư", "u") if plain == "o" else nucleus[:place]
            changed = replace(syllable, nucleus=before + hatted + nucleus[place + 1 :])
            if changed.can_be:
                return changed.text
    return None


def _horned(syllable: _Syllable, key: str) -> str | None:
    nucleus = syllable.nucleus
    if nucleus in ("ưo", "uô"):
        return replace(syllable, nucleus="ươ").text
    horned = [letter for letter in nucleus if letter in _HORNS.values()]
    if horned:
        if syllable.onset + nucleus + syllable.coda == "ư":
            return key  # "ww": the first was a letter after all
        return replace(syllable, nucleus="".join(map(_without_horn, nucleus))).text + key
    pair = re.sub("u[oô]", "ươ", nucleus)
    if nucleus == "uo" and not syllable.coda:
        pair = "uơ"  # "thuở"; it becomes "ươ" when something follows
    tries = [pair] if pair != nucleus else []
    for place, letter in enumerate(nucleus):
        plain = _UNMARKED.get(letter, letter)
        if plain in _HORNS:
            tries.append(nucleus[:place] + _HORNS[plain] + nucleus[place + 1 :])
    changed = (replace(syllable, nucleus=one) for one in tries)
    return next((one.text for one in changed if one.can_be), None)


def _without_horn(letter: str) -> str:
    return _UNMARKED[letter] if letter in _HORNS.values() else letter


def _barred(run: str, key: str) -> str | None:
    """đ: of a syllable that begins with d, or of the last letter of an abbreviation."""
    syllable = _taken_apart(run)
    if syllable is not None and syllable.nucleus and syllable.onset in ("d", "đ") and syllable.can_be:
        barred = syllable.onset == "đ"
        return replace(syllable, onset="d" if barred else "đ").text + (key if barred else "")
    if len(run) > 1 and _letter(run[-2])[0] in _VOWELS:
        return None
    if run.endswith(("d", "D")):
        return run[:-1] + ("Đ" if run[-1].isupper() else "đ")
    if run.endswith(("đ", "Đ")):
        return run[:-1] + ("D" if run[-1].isupper() else "d") + key
    return None


def _appended(run: str, key: str) -> str:
    """The run with one more letter: the tone may have to move ("hòa" + "n"), and "uơ" was "ươ" all along."""
    syllable = _taken_apart(run + key)
    if syllable is None or not syllable.nucleus:
        return _given_back(run) + key
    if len(syllable.nucleus + syllable.coda) > 2:  # something follows the two vowels
        whole = replace(syllable, nucleus=re.sub("^(uơ|ưo)", "ươ", syllable.nucleus))
        if whole.can_be:
            syllable = whole
    return syllable.text if syllable.can_be and syllable.can_be_spoken else _given_back(run) + key


def _given_back(run: str) -> str:
    """The keys, as far as they can be told, of a word that turns out not to be Vietnamese: "card", "north", "web"."""
    syllable = _taken_apart(run)
    if syllable is not None and syllable.tone:
        key = next(key for key, tone in _TONES.items() if tone == syllable.tone)
        run = replace(syllable, tone="").text + (key.upper() if run.isupper() else key)
    return ("W" if run[0] == "Ư" else "w") + run[1:] if run[:1] in ("ư", "Ư") else run


def _taken_apart(run: str) -> _Syllable | None:
    """None if the letters do not stand as those of a syllable do."""
    letters = [_letter(one) for one in run]
    match = _SYLLABLE.fullmatch("".join(letter for letter, _ in letters))
    tones = "".join(tone for _, tone in letters)
    if match is None or len(tones) > 1:
        return None
    return _Syllable(
        onset=match[1], nucleus=match[2], coda=match[3], tone=tones, upper=tuple(one.isupper() for one in run)
    )


def _letter(one: str) -> tuple[str, str]:
    """A letter in lower case with its mark, and its tone."""
    parts = unicodedata.normalize("NFD", one.lower())
    tone = "".join(part for part in parts if part in _TONES.values())
    return nfc("".join(part for part in parts if part not in _TONES.values())), tone
