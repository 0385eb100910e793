"""Finding the right line to queue for, while somebody types what they came for.

Whatever they type is enough: with marks or without, half a word, the words in any order, a slip of the finger, the
Vietnamese or the English name, or what people say at home ("sổ đỏ"). Marks typed right count for more.

    index = SearchIndex(catalogue)              # once: about 0.1 s
    index.find("so do")[0].service              # "NM01", a few ms for each keystroke
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from shared.catalogue import Catalogue, Named
from shared.text import nfc, plain

MOST_WORDS: Final = 30  # of a query; nobody types more, somebody pastes it
_WORD: Final = re.compile(r"[^\W_]+")
# What people say around it. Only words that mean nothing else without their marks: "can" may be "căn", "the" "thẻ".
_FILLERS: Final = frozenset(["tôi", "toi", "muốn", "muon", "cần", "hỏi", "ạ", "về", "of", "i", "want", "need"])
_UNKNOWN_WORTH: Final = 1.5  # of a typed word that nothing has, where a word half the names have is worth 1

# How good a match of one word is: what was typed against what is written.
_SAME: Final = 1.0
_OTHER_MARKS: Final = 0.7  # marks were typed, and they are others
_NO_MARKS: Final = 0.95
_BEGINNING: Final = 0.75  # grows to _SAME with the part of the word that is typed
_SLIP: Final = 0.6  # one letter wrong, missing, too many or swapped
_SLIP_IN_BEGINNING: Final = 0.45
_SHORTEST_WITH_SLIP: Final = 3  # shorter words differ from each other by one letter anyway

# How much a text of an entry counts.
_OTHER_LANGUAGE: Final = 0.9
_AGENCY: Final = 0.85  # "công an" finds what the police do, after what is called so

_SAID_IN_PART: Final = 0.85  # "bảo hiểm" is not yet "bảo hiểm xe"

_LEAST_OF_BEST: Final = 0.6  # worse than this part of the best answer is noise
_LOOKED_AT: Final = 48  # so many candidates are compared word by word


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One answer, and where it leads.

    `procedure` is None if the field itself was found. `ranges` are the (start, end) of what matched in `name`, the
    name in the language asked for; empty if only another name matched. `said`: the everyday word that led here, or
    "". `score` orders the answers to one query and means nothing else.
    """

    service: str
    agency: str
    procedure: str | None
    name: str
    score: float
    ranges: tuple[tuple[int, int], ...] = ()
    said: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Text:
    """One name of an entry, word by word. `source` is the language, or "said", or "agency"."""

    source: str
    text: str
    words: tuple[str, ...]
    plains: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]

    def factor(self, language: str, matched: int) -> float:
        """How much this name counts when `matched` of its words are met."""
        if self.source == "said":
            return 1.0 if matched == len(self.words) else _SAID_IN_PART
        if self.source == "agency":
            return _AGENCY
        return 1.0 if self.source == language else _OTHER_LANGUAGE


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entry:
    service: str
    agency: str
    procedure: str | None
    texts: list[_Text] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Query:
    """A query taken apart. `hits`: written word to (which typed word, how near); `worth`: of each typed word."""

    words: tuple[str, ...]
    hits: Mapping[str, Sequence[tuple[int, float]]]
    worth: Sequence[float]
    language: str


class SearchIndex:
    """All names of a catalogue, ready to be searched. Never changes; a new catalogue needs a new index."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._entries = _entries_of(catalogue)
        self._postings: dict[str, dict[tuple[str, str], list[int]]] = {}
        for number, entry in enumerate(self._entries):
            for text in entry.texts:
                self._post(number, text)
        self._vocabulary = sorted(self._postings)
        self._slips: dict[str, set[str]] = {}
        _add_slips(self._slips, self._vocabulary)
        self._learn(catalogue)

    def find(self, query: str, limit: int = 8, language: str = "vi") -> tuple[Found, ...]:
        """The best answers, best first, never more than `limit`; none if nothing is near."""
        asked, coverage = self._asked(query, language)
        best = max(coverage.values(), default=0.0)
        near = [number for number, share in coverage.items() if share >= best * _LEAST_OF_BEST]
        near.sort(key=lambda number: (-coverage[number], number))
        found = [self._found(self._entries[number], asked, coverage[number]) for number in near[:_LOOKED_AT]]
        found.sort(key=lambda one: (-round(one.score, 6), one.procedure is not None))  # stable: then file order
        return tuple(one for one in found[:limit] if one.score >= found[0].score * _LEAST_OF_BEST)

    def _post(self, number: int, text: _Text) -> None:
        for word, bare in zip(text.words, text.plains, strict=True):
            entries = self._postings.setdefault(bare, {}).setdefault((word, text.source), [])
            if not entries or entries[-1] != number:
                entries.append(number)

    def _learn(self, catalogue: Catalogue) -> None:
        """What people say becomes another name of what its meaning finds, and of the field that leads to."""
        places = {(entry.service, entry.procedure): number for number, entry in enumerate(self._entries)}
        learnt: list[tuple[int, _Text]] = []
        for synonym in catalogue.synonyms:
            text = _text("said", synonym.say)
            for answer in self.find(synonym.means, 1):
                numbers = {places[answer.service, None], places[answer.service, answer.procedure]}
                learnt += ((number, text) for number in sorted(numbers))
        for number, text in learnt:
            self._entries[number].texts.append(text)
            self._post(number, text)
        _add_slips(self._slips, self._postings.keys() - set(self._vocabulary))
        self._vocabulary = sorted(self._postings)

    def _asked(self, query: str, language: str) -> tuple[_Query, dict[int, float]]:
        """The query taken apart, and of each entry in reach how much of it the entry covers (0 to 1)."""
        words = self._words(query)
        hits: dict[str, list[tuple[int, float]]] = {}
        covers: list[dict[int, float]] = []
        for number, word in enumerate(words):
            bare = plain(word)
            near = self._near(bare)
            for written, nearness in near.items():
                hits.setdefault(written, []).append((number, nearness))
            covers.append(self._cover(word, near, language))
        worth = [self._worth(cover) for cover in covers]
        total = sum(worth) or 1.0
        coverage: dict[int, float] = {}
        for cover, value in zip(covers, worth, strict=True):
            for entry, nearness in cover.items():
                coverage[entry] = coverage.get(entry, 0.0) + nearness * value / total
        return _Query(words=words, hits=hits, worth=[w / total for w in worth], language=language), coverage

    def _words(self, query: str) -> tuple[str, ...]:
        typed = [word.lower() for word in _WORD.findall(nfc(query))][:MOST_WORDS]
        telling = [word for word in typed if word not in _FILLERS] or typed
        return tuple(dict.fromkeys(part for word in telling for part in self._parts(word)))

    def _parts(self, word: str) -> tuple[str, ...]:
        """`word`, or the two words it is if somebody left out the space: "hochieu"."""
        bare = plain(word)
        if len(bare) != len(word) or any(True for _ in self._beginning_with(bare)):
            return (word,)
        for cut in range(2, len(bare) - 1):
            if bare[:cut] in self._postings and bare[cut:] in self._postings:
                return (word[:cut], word[cut:])
        return (word,)

    def _beginning_with(self, bare: str) -> Iterator[str]:
        for place in range(bisect_left(self._vocabulary, bare), len(self._vocabulary)):
            if not self._vocabulary[place].startswith(bare):
                return
            yield self._vocabulary[place]

    def _near(self, bare: str) -> dict[str, float]:
        """Written words (without marks) that `bare` may stand for, and how near each is (0 to 1)."""
        near = {word: _BEGINNING + (_SAME - _BEGINNING) * len(bare) / len(word) for word in self._beginning_with(bare)}
        if len(bare) > _SHORTEST_WITH_SLIP or (len(bare) == _SHORTEST_WITH_SLIP and not near):
            for written in {found for key in _with_one_less(bare) for found in self._slips.get(key, ())}:
                if _one_slip_apart(bare, written):
                    for word in self._beginning_with(written):
                        value = _SLIP if word == written else _SLIP_IN_BEGINNING
                        near[word] = max(near.get(word, 0.0), value)
        return near

    def _cover(self, typed: str, near: Mapping[str, float], language: str) -> dict[int, float]:
        """Of each entry that has a word near `typed`: how near the nearest is."""
        factors = {"said": 1.0, "agency": _AGENCY, language: 1.0}
        cover: dict[int, float] = {}
        for written, nearness in near.items():
            for (word, source), entries in self._postings[written].items():
                value = nearness * _marks(typed, word) * factors.get(source, _OTHER_LANGUAGE)
                for entry in entries:
                    if value > cover.get(entry, 0.0):
                        cover[entry] = value
        return cover

    def _worth(self, cover: Mapping[int, float]) -> float:
        """How much a typed word tells: the fewer entries have it, the more."""
        if not cover:
            return _UNKNOWN_WORTH
        enough = max(cover.values()) * _LEAST_OF_BEST
        return math.log(1 + len(self._entries) / sum(value >= enough for value in cover.values()))

    def _found(self, entry: _Entry, asked: _Query, coverage: float) -> Found:
        best, said, name = 0.0, "", ""
        ranges: tuple[tuple[int, int], ...] = ()
        for text in entry.texts:
            score, matched = _compared(text, asked)
            if text.source == asked.language or not name:
                name, ranges = text.text, matched
            if score > best:
                best, said = score, text.text if text.source == "said" else ""
        return Found(
            service=entry.service,
            agency=entry.agency,
            procedure=entry.procedure,
            name=name,
            score=0.7 * best + 0.3 * coverage,
            ranges=ranges,
            said=said,
        )


def _compared(text: _Text, asked: _Query) -> tuple[float, tuple[tuple[int, int], ...]]:
    """How well one name answers: what part of the query it has, in which order, and how little else it says."""
    covered: dict[int, float] = {}
    met: list[tuple[int, float, tuple[int, int]]] = []
    in_order, before = 0, -1
    for word, bare, (start, end) in zip(text.words, text.plains, text.spans, strict=True):
        best, number = 0.0, -2
        for typed, near in asked.hits.get(bare, ()):
            value = near * _marks(asked.words[typed], word)
            covered[typed] = max(covered.get(typed, 0.0), value)
            if value > best or (value == best and typed == before + 1):
                best, number = value, typed
        if number >= 0:
            letters = asked.words[number]
            begun = bare.startswith(_bare(letters))
            met.append((number, best, (start, start + len(letters) if begun else end)))
            in_order += number == before + 1
        before = number
    met = [one for one in met if one[1] == covered[one[0]]]  # "lại" is not meant by "lái" where there is a "lái"
    share = sum(asked.worth[typed] * value for typed, value in covered.items())
    words = max(1, len(text.words))
    praise = 1 + 0.35 * in_order / len(asked.words) + 0.3 * sum(best for _, best, _ in met) / words
    return share * praise * text.factor(asked.language, len(met)), tuple(span for _, _, span in met)


def _marks(typed: str, written: str) -> float:
    """What the marks say: typed right, not typed at all, or typed otherwise."""
    if written.startswith(typed):
        return 1.0
    return _NO_MARKS if typed.isascii() else _OTHER_MARKS


def _entries_of(catalogue: Catalogue) -> tuple[_Entry, ...]:
    """Fields first: at an equal score the order here decides."""
    agencies = {agency.code: agency for agency in catalogue.agencies}
    owner = {service.code: service.agency for service in catalogue.services}
    fields = [
        _Entry(
            service=service.code,
            agency=service.agency,
            procedure=None,
            texts=[
                *_names(service),
                _text("agency", agencies[service.agency].name_vi),
                _text("agency", agencies[service.agency].name_en),
            ],
        )
        for service in catalogue.services
    ]
    procedures = [
        _Entry(
            service=procedure.service,
            agency=owner[procedure.service],
            procedure=procedure.code,
            texts=_names(procedure),
        )
        for procedure in catalogue.procedures
    ]
    return (*fields, *procedures)


def _names(item: Named) -> list[_Text]:
    return [_text("vi", item.name_vi), _text("en", item.name_en)]


def _text(source: str, text: str) -> _Text:
    found = list(_WORD.finditer(text))
    words = tuple(match.group().lower() for match in found)
    return _Text(
        source=source,
        text=text,
        words=words,
        plains=tuple(map(_bare, words)),
        spans=tuple(match.span() for match in found),
    )


@lru_cache(maxsize=4096)
def _bare(word: str) -> str:
    """`plain`, remembered: the 576 names of a province are made of 1,400 words."""
    return plain(word)


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
