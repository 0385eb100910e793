"""What the window shows of the officer and of the hall around him, with all its words; parts of `counter.state`."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from counter.door import Shut


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """To be answered by yes or no, with a line that says what yes does."""

    text: str
    more: str
    yes: str
    no: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    """The page on which somebody logs in. `told` says why it is there, `labels` who is at the counter ("" nobody) with
    `status`; `visit` more of him, where it may be seen. `number` is the staff number to begin with. `tries` grows with
    each refusal: what was typed as a PIN is then to be forgotten, unless there is a `question`. `asks_again`: the large
    button settles what is in flight, and needs no PIN."""

    shut: Shut
    counter: str
    title: str
    told: str
    status: str
    labels: str
    visit: str
    number: str
    number_prompt: str
    pin_prompt: str
    enter: str
    busy: bool
    enabled: bool
    asks_again: bool
    message: str
    tries: int
    question: Question | None
    hint: str
    erase: str
    clock: str
    connection: str
    connected: bool
    switch: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Pick:
    """A line of a `Picker`. `code` is what picking it says; `mark` a word before the line, "" for none."""

    code: str
    text: str
    detail: str = ""
    mark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Picker:
    """A list over the desk; digits, arrows and Enter pick. `current` is the line that Enter picks at first. `roomy`
    lines take sentences."""

    name: str
    title: str
    picks: tuple[Pick, ...]
    nothing: str
    close: str
    hint: str
    current: int = 0
    roomy: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    """The strip of the first message that was not read. `more`: how many others ("+2")."""

    text: str
    source: str
    more: str
    read: str


class Level(StrEnum):
    """How the longest wait stands to the one the hall has set itself."""

    NONE = "none"  #: nobody waits
    GOOD = "good"
    NEAR = "near"
    OVER = "over"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pulse:
    """How it goes: my line against the target (`mark` is the word for `level`), its share, and the whole hall."""

    level: Level
    mark: str
    mine: str
    share: str
    hall: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Pauses:
    """The row of reasons for a pause, each one touch; or `told`, while the counter is paused with a visit at it."""

    title: str
    reasons: tuple[Pick, ...] = ()
    told: str = ""
