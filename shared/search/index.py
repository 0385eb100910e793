"""All names of a catalogue, compared with what was typed, and ranked."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from shared.catalogue import Catalogue
from shared.search.entries import AGENCY_COUNTS, OTHER_LANGUAGE_COUNTS, Entry, Text, entries_of
from shared.search.spelling import Spelling, begins, marks
from shared.search.typed import bare_of, telling, words_of

_UNKNOWN_WORTH: Final = 1.5  # of a typed word that nothing has, where a word half the names have is worth 1
_SURELY_MEANT: Final = 0.85  # of the nearest: an entry this near has the word, one less near may have it
_LEVELLED: Final = 0.75  # or one rare word, perhaps a slip, would drown all the others
_LIGHT_WORTH: Final = 0.15  # of what "đăng ký" or "làm" would be worth if it told anything
_WHOLE_NAME: Final = 0.4  # what a name gains that stands whole in the query
_LEAST_OF_BEST: Final = 0.6  # worse than this part of the best answer is noise
_LOOKED_AT: Final = 48  # so many candidates are compared word by word


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One answer, and where it leads.

    `procedure` is None if the field itself was found. `ranges` are the (start, end) of what matched in `name`, the
    name in the language asked for; empty if another name led here. `said`: the everyday word that led here, or
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
class _Query:
    """A query taken apart. `hits`: written word to (which typed word, how near); `worth`: of each typed word."""

    words: tuple[str, ...]
    hits: Mapping[str, Sequence[tuple[int, float]]]
    worth: Sequence[float]
    language: str


class SearchIndex:
    """All names of a catalogue, ready to be searched. Never changes; a new catalogue needs a new index."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._entries = entries_of(catalogue)
        self._postings: dict[str, dict[tuple[str, str], list[int]]] = {}
        for number, entry in enumerate(self._entries):
            for text in entry.texts:
                self._post(number, text)
        self._spelling = Spelling()
        self._spelling.learn(text for entry in self._entries for text in entry.texts)
        self._learn(catalogue)

    def find(self, query: str, limit: int = 8, language: str = "vi") -> tuple[Found, ...]:
        """The best answers, best first, never more than `limit`; none if nothing is near."""
        return self._ranked(*self._asked(query, language), limit)

    def _post(self, number: int, text: Text) -> None:
        for word, bare in zip(text.words, text.plains, strict=True):
            entries = self._postings.setdefault(bare, {}).setdefault((word, text.source), [])
            if not entries or entries[-1] != number:
                entries.append(number)

    def _learn(self, catalogue: Catalogue) -> None:
        """What people say becomes another name of what its meaning finds, and of the field that leads to."""
        places = {(entry.service, entry.procedure): number for number, entry in enumerate(self._entries)}
        learnt: list[tuple[int, Text]] = []
        meant: dict[str, list[int]] = {}  # many are said of one thing
        for synonym in catalogue.synonyms:
            if synonym.means not in meant:
                meant[synonym.means] = sorted(self._meant(synonym.means, places))
            text = Text.of("said", synonym.say)
            learnt += ((number, text) for number in meant[synonym.means])
        for number, text in learnt:
            self._entries[number].texts.append(text)
            self._post(number, text)
        self._spelling.learn(text for _, text in learnt)

    def _meant(self, means: str, places: Mapping[tuple[str, str | None], int]) -> set[int]:
        """The entries of what `means` finds: it is written out by somebody who knows the names."""
        numbers: set[int] = set()
        for one in means.split(";"):
            for answer in self._ranked(*self._asked(one, "vi", as_written=True), 1):
                numbers |= {places[answer.service, None], places[answer.service, answer.procedure]}
        return numbers

    def _asked(self, query: str, language: str, *, as_written: bool = False) -> tuple[_Query, dict[int, float]]:
        """The query taken apart, and of each entry in reach how much of it the entry covers (0 to 1)."""
        told = telling([part for word in words_of(query) for part in self._spelling.parts(word)])
        words = tuple(told)
        hits: dict[str, list[tuple[int, float]]] = {}
        covers: list[dict[int, float]] = []
        for number, word in enumerate(words):
            near = self._spelling.near(bare_of(word), as_written=as_written)
            for written, nearness in near.items():
                hits.setdefault(written, []).append((number, nearness))
            covers.append(self._cover(word, near, language))
        worth = [
            self._worth(cover) * (1.0 if tells else _LIGHT_WORTH)
            for cover, tells in zip(covers, told.values(), strict=True)
        ]
        total = sum(worth) or 1.0
        coverage: dict[int, float] = {}
        for cover, value in zip(covers, worth, strict=True):
            for entry, nearness in cover.items():
                coverage[entry] = coverage.get(entry, 0.0) + nearness * value / total
        return _Query(words=words, hits=hits, worth=[w / total for w in worth], language=language), coverage

    def _ranked(self, asked: _Query, coverage: Mapping[int, float], limit: int) -> tuple[Found, ...]:
        best = max(coverage.values(), default=0.0)
        near = [number for number, share in coverage.items() if share >= best * _LEAST_OF_BEST]
        near.sort(key=lambda number: (-coverage[number], number))
        found = [self._found(self._entries[number], asked, coverage[number]) for number in near[:_LOOKED_AT]]
        found.sort(
            key=lambda one: (-round(one.score, 6), bool(one.said), one.procedure is not None)
        )  # stable: then file order
        return tuple(one for one in found[:limit] if one.score >= found[0].score * _LEAST_OF_BEST)

    def _cover(self, typed: str, near: Mapping[str, float], language: str) -> dict[int, float]:
        """Of each entry that has a word near `typed`: how near the nearest is."""
        factors = {"said": 1.0, "agency": AGENCY_COUNTS, language: 1.0}
        cover: dict[int, float] = {}
        for written, nearness in near.items():
            for (word, source), entries in self._postings[written].items():
                value = nearness * marks(typed, word) * factors.get(source, OTHER_LANGUAGE_COUNTS)
                for entry in entries:
                    if value > cover.get(entry, 0.0):
                        cover[entry] = value
        return cover

    def _worth(self, cover: Mapping[int, float]) -> float:
        """How much a typed word tells: the fewer entries have it, the more."""
        if not cover:
            return _UNKNOWN_WORTH
        enough = max(cover.values()) * _SURELY_MEANT
        having = sum(value >= enough for value in cover.values())
        return math.pow(math.log(1 + len(self._entries) / having), _LEVELLED)

    def _found(self, entry: Entry, asked: _Query, coverage: float) -> Found:
        best, named, said, name = 0.0, 0.0, "", ""
        ranges: tuple[tuple[int, int], ...] = ()
        for text in entry.texts:
            score, matched = _compared(text, asked)
            if text.source == asked.language or not name:
                name, named, ranges = text.text, score, matched
            if score > best:
                best, said = score, text.text if text.source == "said" else ""
        return Found(
            service=entry.service,
            agency=entry.agency,
            procedure=entry.procedure,
            name=name,
            score=0.7 * best + 0.3 * coverage,
            ranges=ranges if named >= best * _LEAST_OF_BEST else (),  # by chance, where another name led here
            said=said,
        )


def _compared(text: Text, asked: _Query) -> tuple[float, tuple[tuple[int, int], ...]]:
    """How well one name answers: what part of the query it has, in which order, and how little else it says."""
    if asked.hits.keys().isdisjoint(text.plains):
        return 0.0, ()
    covered: dict[int, float] = {}
    met: list[tuple[int, float, tuple[int, int]]] = []
    in_order, before = 0.0, -1
    for word, bare, (start, end) in zip(text.words, text.plains, text.spans, strict=True):
        best, number = 0.0, -2
        for typed, near in asked.hits.get(bare, ()):
            value = near * marks(asked.words[typed], word)
            covered[typed] = max(covered.get(typed, 0.0), value)
            if value > best or (value == best and typed == before + 1):
                best, number = value, typed
        if number >= 0:
            letters = asked.words[number]
            met.append((number, best, (start, start + len(letters) if begins(letters, bare) else end)))
            in_order += asked.worth[number] if number == before + 1 else 0.0
        before = number
    met = [one for one in met if one[1] == covered[one[0]]]  # "lại" is not meant by "lái" where there is a "lái"
    share = sum(asked.worth[typed] * value for typed, value in covered.items())
    words = max(1, len(text.words))
    praise = 1 + 0.35 * in_order + 0.3 * sum(best for _, best, _ in met) / words
    if len(met) == len(text.words):
        praise += _WHOLE_NAME
    return share * praise * text.counts(asked.language, len(met)), tuple(span for _, _, span in met)
