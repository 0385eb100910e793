"""What is said to the hall: a call as words, and as the names of the clips those words are spoken from.

    call = Spoken(label="C047", counter=12)
    announcement([call], "vi").text     # "Mời số C không bốn bảy đến quầy số mười hai"
    announcement([call], "vi").clips    # ("invite", "letter_c", "digit_0", …, "to_counter", "ten", "digit_2")

Text and clips are made from the same words, so what stands in a log is what was heard. A label is read digit by digit
with its zeros, a counter from 1 to 99 as a number (beyond that digit by digit). Nothing here makes a sound.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from itertools import chain
from types import MappingProxyType
from typing import Final

from shared.text import LANGUAGES

PAUSE: Final = ","  # stands among the clips where a speaker would take breath
_BREATH: Final = (PAUSE,)
_TO: Final = ("to_counter",)
_BOARD: Final = ("board",)

_DIGITS: Final = {
    "vi": ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"),
    "en": ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"),
}
#: How the letters are called. A hall says so where its people call them otherwise.
_LETTERS: Final = {
    "vi": "A a|B bê|C xê|D dê|Đ đê|E e|F ép phờ|G giê|H hát|I i|J gi|K ca|L e lờ|M em mờ|N en nờ|O o|P pê|Q quy"
    "|R e rờ|S ét sì|T tê|U u|V vê|W vê kép|X ích xì|Y i dài|Z dét",
    "en": "|".join(f"{letter} {letter}" for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
}
_ENGLISH_NUMBERS: Final = (
    "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen "
    "twenty thirty forty fifty sixty seventy eighty ninety"
)
_NUMBERS: Final[Mapping[str, Mapping[str, str]]] = {
    "vi": {"ten": "mười", "tens": "mươi", "one_after_tens": "mốt", "four_after_tens": "tư", "five_after_ten": "lăm"},
    "en": {
        f"number_{value}": word
        for value, word in zip(
            (*range(10, 20), *range(20, 100, 10)),
            _ENGLISH_NUMBERS.split(" "),
            strict=True,
        )
    },
}
_PHRASES: Final[Mapping[str, Mapping[str, str]]] = {
    "vi": {
        "invite": "Mời số",
        "invite_several": "Mời các số",
        "to_counter": "đến quầy số",
        "number": "Số",
        "counter": "quầy",
        "board": "Mời các số trên bảng đến quầy tương ứng",
    },
    "en": {
        "invite": "Number",
        "invite_several": "Numbers",
        "to_counter": "please go to counter",
        "number": "Number",
        "counter": "counter",
        "board": "Numbers on the board, please go to your counters",
    },
}
_LABEL: Final = re.compile(r"(?<![0-9A-Za-zÀ-ỹ])[A-ZĐ][0-9]{3,6}(?![0-9A-Za-zÀ-ỹ])")


class Length(StrEnum):
    """How much is said of a call."""

    FULL = "full"
    SHORT = "short"  #: while many wait to be called
    BOARD = "board"  #: for all of those, of any counters, who could not be called by number in time


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """A ticket and where it is to go."""

    label: str
    counter: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Announcement:
    """A sentence in one language. Its clips have the names of `vocabulary`; `PAUSE` stands between some of them."""

    language: str
    text: str
    clips: tuple[str, ...]


def _letter_clip(letter: str) -> str:
    return "letter_dd" if letter == "Đ" else f"letter_{letter.lower()}"


@cache
def vocabulary(language: str) -> Mapping[str, str]:
    """Every clip a voice of this language must have: its name, and what is to be said in it. Of a letter, how it is
    called. Raises KeyError for a language without a reading rule."""
    named = (one.split(" ", 1) for one in _LETTERS[language].split("|"))
    return MappingProxyType(
        {
            **_PHRASES[language],
            **{f"digit_{value}": word for value, word in enumerate(_DIGITS[language])},
            **_NUMBERS[language],
            **{_letter_clip(letter): name for letter, name in named},
        }
    )


@cache
def whole_numbers(language: str) -> Mapping[str, str]:
    """Clips a voice may have beside its vocabulary: counters from 1 to 99 in one breath, which sound better than what
    is put together."""
    return MappingProxyType(
        {f"counter_{number}": words_of(language, counter_clips(number, language)) for number in range(1, 100)}
    )


def announcement(calls: Sequence[Spoken], language: str, length: Length = Length.FULL) -> Announcement:
    """The sentence that invites these tickets, which all go to one counter (but for `BOARD`). Raises ValueError for
    none, or for several counters, or for a letter that nobody can say."""
    if length is Length.BOARD and calls:
        return Announcement(language=language, text=words_of(language, _BOARD), clips=_BOARD)
    if len({one.counter for one in calls}) != 1:
        raise ValueError(f"one sentence is for one counter: {calls}")
    several = len(calls) > 1
    labels = [_label_clips(one.label, language) for one in calls]
    parts: list[tuple[str, ...]] = [labels[0]]
    for label in labels[1:]:
        parts += [_BREATH, label]
    if length is Length.FULL:
        parts.insert(0, ("invite_several",) if several else ("invite",))
        # In English the sentence has two halves; in Vietnamese only a list needs a breath.
        parts += [_BREATH, _TO] if several or language == "en" else [_TO]
    else:
        parts[:0] = [] if several else [("number",)]
        parts += [_BREATH, ("counter",)]
    parts.append(counter_clips(calls[0].counter, language))
    text = " ".join([_words(language, part) for part in parts]).replace(" ,", ",")
    return Announcement(language=language, text=text, clips=tuple(chain.from_iterable(parts)))


@cache
def counter_clips(number: int, language: str) -> tuple[str, ...]:
    """A counter's number as it is said: 35 is "ba mươi lăm", "thirty five"; 105 digit by digit."""
    if not 1 <= number <= 99:
        return tuple(f"digit_{digit}" for digit in str(number))
    tens, ones = divmod(number, 10)
    if language == "vi":
        return _vietnamese(tens, ones)
    if number < 10:
        return (f"digit_{number}",)
    if number < 20 or ones == 0:
        return (f"number_{number}",)
    return (f"number_{tens * 10}", f"digit_{ones}")


def words_of(language: str, clips: Sequence[str]) -> str:
    """The clips as a reader would see them: letters as letters, a comma for a breath."""
    return _words(language, tuple(clips)).replace(" ,", ",")


def readable(text: str, language: str) -> str:
    """A sentence for a synthesiser: labels in it are spelt, because it would read C047 as it likes."""
    return _LABEL.sub(lambda found: _aloud(found[0], language), text)


def _vietnamese(tens: int, ones: int) -> tuple[str, ...]:
    if tens == 0:
        return (f"digit_{ones}",)
    unit = f"digit_{ones}"
    if ones == 5:
        unit = "five_after_ten"
    elif tens > 1 and ones in (1, 4):
        unit = "one_after_tens" if ones == 1 else "four_after_tens"
    head = ("ten",) if tens == 1 else (f"digit_{tens}", "tens")
    return (*head, unit) if ones else head


@cache
def _label_clips(label: str, language: str) -> tuple[str, ...]:
    clips = tuple(f"digit_{one}" if one in "0123456789" else _letter_clip(one.upper()) for one in label)
    unknown = [one for one, clip in zip(label, clips, strict=True) if clip not in vocabulary(language)]
    if unknown and language != LANGUAGES[0]:
        # Đ has no English name: it is said as the letter it looks like.
        clips = tuple("letter_d" if clip == "letter_dd" else clip for clip in clips)
        unknown = [clip for clip in clips if clip not in vocabulary(language)]
    if unknown or not label:
        raise ValueError(f"nobody can say {label!r}: {unknown}")
    return clips


def _aloud(label: str, language: str) -> str:
    words = vocabulary(language)
    return " ".join(words[clip] for clip in _label_clips(label, language))


@cache
def _words(language: str, clips: tuple[str, ...]) -> str:
    return " ".join(_shown(language, clip) for clip in clips)


def _shown(language: str, clip: str) -> str:
    if not clip.startswith("letter_"):
        return PAUSE if clip == PAUSE else vocabulary(language)[clip]
    letter = clip.removeprefix("letter_")
    return "Đ" if letter == "dd" else letter.upper()
