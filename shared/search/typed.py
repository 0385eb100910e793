"""What somebody typed, word by word, before it is known what is written. Pure, and knows no catalogue."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Final

from shared.text import nfc, plain

MOST_WORDS: Final = 30  # of a query; nobody types more, somebody pastes it
WORD: Final = re.compile(r"[^\W_]+")


def _each(words: str) -> frozenset[str]:
    return frozenset(words.split())


# What people say around it. Only words that mean nothing else without their marks: "can" may be "căn", "the" "thẻ".
_FILLERS: Final = _each("tôi toi muốn muon cần hỏi ạ dạ ơi nhé về giùm gium thì là of i want need please how my")
# What people do with anything at all. It may be part of a name ("cấp lại thẻ"), so it counts, but little.
_LIGHT: Final = _each(
    "xin làm lam lại cho của được bị bi phải nộp nop lấy mới giúp cấp đi ở nào nao gì đâu để em mình minh"
    " apply get for to a new"
)
# Two words that say little together though each may say much alone: "lai" is also "lái", "ky" is in "chữ ký".
_LIGHT_PAIRS: Final = frozenset(
    tuple(pair.split())
    for pair in ("dang ky", "dang ki", "thu tuc", "ho so", "lam lai", "cap lai", "cap moi", "xin cap", "xin lai")
)

_TONES: Final = "sfrxj"  # Telex; no Vietnamese syllable has one of these behind its vowel
_VOWELS: Final = "aeiouy"
_TELEX_AGAIN: Final = re.compile(r"([aeo])([^aeiouy]*)\1$")  # "datat": the second "a" is a mark for the first
_VNI: Final = re.compile(r"(?<=[a-z])[1-9]{1,2}(?!\d)")

# Letters that many write for one another because they say them alike, the longer ones first.
_SOUNDS: Final = (
    ("ngh", "N"), ("ng", "N"), ("gh", "g"), ("gi", "d"), ("ph", "f"), ("tr", "C"), ("ch", "C"), ("kh", "K"),
    ("qu", "Q"), ("x", "s"), ("d", "d"), ("r", "d"), ("z", "d"), ("j", "d"), ("c", "k"), ("k", "k"), ("q", "k"),
)  # fmt: skip


def words_of(query: str) -> list[str]:
    """The telling words in lower case; all of them if none tells anything."""
    typed = [word.lower() for word in WORD.findall(nfc(query))][:MOST_WORDS]
    return [word for word in typed if word not in _FILLERS] or typed


def telling(words: Sequence[str]) -> dict[str, bool]:
    """Each word once, in order, and whether it tells what is wanted or only what is to be done with it."""
    bare = [plain(word) for word in words]
    light = [word in _LIGHT for word in words]
    for place, pair in enumerate(pairwise(bare)):
        if pair in _LIGHT_PAIRS:
            light[place] = light[place + 1] = True
    told: dict[str, bool] = {}
    for word, is_light in zip(words, light, strict=True):
        told[word] = told.get(word, False) or not is_light
    return told


@lru_cache(maxsize=4096)
def bare_of(word: str) -> str:
    """`plain`, remembered: the 576 names of a province are made of 1,400 words."""
    return plain(word)


def without_keystrokes(bare: str) -> str:
    """The letters of a word whose marks were typed as Telex or VNI keys: "ddaats", "d9at61" -> "dat".

    The word itself where there is nothing to take away. `bare` is in lower case and without marks.
    """
    if not any(letter in _VOWELS for letter in bare) and "w" not in bare:
        return bare
    if any(letter.isdigit() for letter in bare):
        return _VNI.sub("", bare) if len(bare) > 2 else bare  # "a1" is a class of driving licence
    head = bare[:1]
    rest = bare[2:] if bare[:2] == "dd" else bare[1:]
    read = head + rest
    vowel = next((place for place, letter in enumerate(read) if letter in _VOWELS), None)
    if vowel is None:
        return read.replace("w", "u")
    before, behind = read[:vowel].replace("w", "u"), read[vowel:]
    if head == "d" and behind[-1] == "d":
        behind = behind[:-1]
    behind = behind[0] + "".join(letter for letter in behind[1:] if letter not in _TONES and letter != "w")
    return before + _TELEX_AGAIN.sub(r"\1\2", re.sub(r"([aeo])\1", r"\1", behind))


def sound_of(bare: str) -> str:
    """The same for words that sound alike: "ki" and "ky", "xo" and "so", "giay" and "day", "fep" and "phep"."""
    for written, sound in _SOUNDS:
        if bare.startswith(written) and len(bare) > len(written):
            bare = sound + bare[len(written) :]
            break
    return bare.replace("y", "i")


def initials_of(plains: Iterable[str]) -> str:
    return "".join(word[0] for word in plains)
