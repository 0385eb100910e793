"""What the hall tells everybody in its own words, on every board: lines of the ticker, and emergencies.

A notice names no citizen; its words stand in a table, never in the journal.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from shared.domain.errors import NoticeEmpty, NoticeOver, NoticeTooLong

#: Notices that stand or are to come: more than that nobody reads.
MOST_NOTICES: Final = 20


class NoticeKind(StrEnum):
    """How loudly it is told."""

    TICKER = "ticker"  #: a page of the strip, in its turn
    EMERGENCY = "emergency"  #: covers the board until it is taken down


#: Letters a text may have: what can be read in passing, and from the last row.
LONGEST: Final[Mapping[NoticeKind, int]] = MappingProxyType({NoticeKind.TICKER: 200, NoticeKind.EMERGENCY: 240})


_SIGNS: Final = frozenset("№™")
_OF_PICTURES: Final = frozenset(map(chr, (*range(0xFE00, 0xFE10), 0x20E3, *range(0x1F3FB, 0x1F400))))


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """What a notice says, tidied and held to its length. `en` may be empty: then everybody reads `vi`."""

    kind: NoticeKind
    vi: str
    en: str = ""

    @classmethod
    def of(cls, kind: NoticeKind, vi: str, en: str = "") -> Wording:
        """Raises NoticeEmpty, NoticeTooLong."""
        made = cls(kind=kind, vi=tidy(vi), en=tidy(en))
        if not made.vi:
            raise NoticeEmpty
        for text in (made.vi, made.en):
            if len(text) > LONGEST[kind]:
                raise NoticeTooLong(len(text), LONGEST[kind])
        return made

    def read(self, language: str) -> tuple[str, str]:
        """What is read first by whoever reads `language`, and below it the other one, "" where they are the same."""
        first, second = (self.vi, self.en) if language == "vi" or not self.en else (self.en, self.vi)
        return first, "" if second == first else second


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """Shown from `starts_at` on, until `ends_at` or until it is taken down. `id` is the journal row that put it up."""

    id: int
    said: Wording
    starts_at: datetime
    ends_at: datetime | None = None

    @property
    def kind(self) -> NoticeKind:
        return self.said.kind

    def stands(self, at: datetime) -> bool:
        """Whether it is to be read at `at`."""
        return self.starts_at <= at and not self.over(at)

    def over(self, at: datetime) -> bool:
        """Whether its time has passed."""
        return self.ends_at is not None and self.ends_at <= at


def emergencies(notices: Iterable[Notice], at: datetime) -> tuple[Notice, ...]:
    """What goes before all else on every screen of the hall at `at`, the newest first. `notices` in the order in which
    they were put up."""
    return tuple(one for one in notices if one.kind is NoticeKind.EMERGENCY and one.stands(at))[::-1]


def span(starts_at: datetime | None, ends_at: datetime | None, *, now: datetime) -> tuple[datetime, datetime | None]:
    """From when until when; from now where nothing is said. Raises NoticeOver where nobody would ever read it."""
    begins = starts_at or now
    if ends_at is not None and ends_at <= max(begins, now):
        raise NoticeOver(ends_at)
    return begins, ends_at


def tidy(text: str) -> str:
    """In one form, on one line, with single blanks; without what no board can draw: signs nobody sees, and the little
    pictures of telephones, for which a board's typeface has an empty box."""
    seen = (one for one in unicodedata.normalize("NFC", text) if one.isspace() or _drawn(one))
    return " ".join("".join(seen).split())


def _drawn(letter: str) -> bool:
    kind = unicodedata.category(letter)
    picture = (kind == "So" and letter > "\xff" and letter not in _SIGNS) or letter in _OF_PICTURES
    return kind[0] != "C" and not picture
