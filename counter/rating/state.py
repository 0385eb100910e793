"""What the panel shows, as one frozen value, and what is touched on it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from shared.domain.ratings import BEST


class Page(StrEnum):
    """What is open."""

    STARTING = "starting"  #: nothing is known of the hall yet
    SIGN = "sign"  #: nobody is asked: a small sign of the counter
    ASK = "ask"
    REASONS = "reasons"
    THANKS = "thanks"
    EMERGENCY = "emergency"  #: of the hall: it lies over what was open, which waits below it


@dataclass(frozen=True, slots=True, kw_only=True)
class Called:
    """Who is called to the counter, or served there."""

    label: str
    caption: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Face:
    """One of the answers; `score` is 5 for the best."""

    score: int
    name: str

    @property
    def digit(self) -> int:
        """The key that gives it: as they stand on the screen, the best is the first."""
        return BEST + 1 - self.score


@dataclass(frozen=True, slots=True, kw_only=True)
class ReasonKey:
    """What an opinion may be about."""

    code: str
    name: str
    chosen: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RatingState:
    """The whole panel. `language` is that of the citizen who is asked, or who is called. `title` is what the page asks
    or says, `note` what stands small below it; in an emergency the newest one, and the same in the other language. Then
    `inviting` is the label of whom the counter invites."""

    page: Page
    seq: int
    connected: bool
    language: str
    hall: str
    counter: int
    counter_word: str
    called: Called | None = None
    title: str = ""
    note: str = ""
    faces: tuple[Face, ...] = ()
    reasons: tuple[ReasonKey, ...] = ()
    skip: str = ""
    send: str = ""
    inviting: str = ""


class Gestures(Protocol):
    """What a citizen can do. Whatever does not fit the page that is open does nothing."""

    def choose(self, score: int) -> None:
        """The answer, 1 to 5. The first counts."""

    def turn(self, code: str) -> None:
        """Name a reason, or name it no longer."""

    def send(self) -> None:
        """With the reasons chosen."""

    def skip(self) -> None:
        """Without any."""

    def touched(self) -> None:
        """Somebody is there and has not decided yet."""
