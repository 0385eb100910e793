"""What the kiosk shows, as one frozen value, and what can be done with it.

The presenter makes a `KioskState`, the window draws it; `Gestures` is all the window ever says back.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Protocol

from kiosk.paper import Why


class Page(Enum):
    """What the citizen sees. The value is the page's name in rehearsals."""

    STARTING = "starting"
    HOME = "home"
    AGENCY = "agency"
    SEARCH = "search"
    CONFIRM = "confirm"
    PRINTING = "printing"
    DONE = "done"
    NO_PAPER = "no_paper"  #: the number is given and the slip surely did not come out
    UNSURE = "unsure"  #: the number is given and nobody knows whether the slip came out
    REFUSED = "refused"
    NOT_GIVEN = "not_given"  #: the store went away before it was known whether a number was given
    AWAY = "away"


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One tile of an agency or a field. `badge` is the agency's letter or empty."""

    code: str
    name: str
    waiting: int
    badge: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf:
    """One page of tiles out of `count`; `number` counts from 0. `total` is how many choices there are on all."""

    choices: tuple[Choice, ...]
    number: int
    count: int
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeBody:
    leaf: Leaf


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyBody:
    agency: str
    badge: str
    leaf: Leaf


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """One answer to a search: what was found, which letters of it answer, and where it leads."""

    name: str
    ranges: tuple[tuple[int, int], ...]
    service: str
    agency: str
    is_field: bool
    said: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchBody:
    """`ready` is False until the names can be searched."""

    query: str
    results: tuple[Result, ...]
    ready: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmBody:
    """What the citizen is about to queue for, `ahead` of whom, and the counters that are open for it."""

    agency: str
    badge: str
    service: str
    procedure: str | None
    ahead: int
    counters: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketBody:
    """A number on its way to paper. `label` is None until it is given; `trying`: the store is being tried again."""

    label: str | None
    service: str
    agency: str
    ahead: int = 0
    trying: bool = False
    why: Why | None = None
    can_print_again: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusedBody:
    """The rule that said no, in words for the citizen."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AwayBody:
    """`as_of`: when the last news came, in the hall's time ("" if none ever did); `minutes`: how long ago."""

    as_of: str = ""
    minutes: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class NoBody:
    """Pages that say one thing only."""


Body = HomeBody | AgencyBody | SearchBody | ConfirmBody | TicketBody | RefusedBody | AwayBody | NoBody


class Aid(Enum):
    """A help for eyes or arms that the citizen turns on and off for one visit."""

    LARGE_TEXT = "large_text"
    HIGH_CONTRAST = "high_contrast"
    LOW_REACH = "low_reach"  #: everything that is touched stands in the lower half of the screen
    SPOKEN = "spoken"  #: the kiosk says what it shows; offered where there is a voice


@dataclass(frozen=True, slots=True, kw_only=True)
class KioskState:
    """Everything the window needs. `seconds_left` is set while the citizen is asked whether he is still there.
    `aids` are the helps turned on for this visit."""

    page: Page
    body: Body
    language: str
    hall: str = ""
    now: datetime | None = None
    can_change_language: bool = True
    seconds_left: int | None = None
    connected: bool = False
    seq: int = 0
    label: str | None = None
    aids: frozenset[Aid] = frozenset()


class View(Protocol):
    """What the presenter needs of a window."""

    def show_state(self, state: KioskState) -> None:
        """Draw this from now on."""


class Gestures(Protocol):
    """What a window tells. Each is harmless at a moment when it makes no sense."""

    def touched(self) -> None:
        """Somebody touched the screen or a key, anywhere."""

    def choose_agency(self, code: str) -> None: ...

    def choose_service(self, code: str) -> None: ...

    def open_search(self) -> None: ...

    def type_text(self, text: str) -> None: ...

    def rub_out(self) -> None: ...

    def clear_query(self) -> None: ...

    def choose_result(self, number: int) -> None: ...

    def take_number(self) -> None: ...

    def print_again(self) -> None: ...

    def have_paper(self) -> None: ...

    def no_paper(self) -> None: ...

    def next_leaf(self) -> None: ...

    def previous_leaf(self) -> None: ...

    def back(self) -> None: ...

    def home(self) -> None: ...

    def leave_done(self) -> None:
        """Touched somewhere on the page that shows the finished ticket."""

    def change_language(self) -> None: ...

    def turn_aid(self, aid: Aid) -> None:
        """On if it was off, off if it was on."""

    def more_time(self) -> None: ...

    def resized(self, width: int, height: int, px_per_mm: float) -> None:
        """The window has another size: other numbers of tiles fit."""
