"""What the board shows, as one frozen value: the views draw it and decide nothing."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, StrEnum

from shared.board_form import Arrow
from shared.domain.counter import CounterState


class Page(StrEnum):
    """Which face of the board is up."""

    WAITING_FOR_STORE = "waiting-for-store"  #: nothing was ever read
    EMPTY = "empty"  #: nobody is called and nobody waits
    BOARD = "board"


class Glow(Enum):
    """How loudly a call is drawn."""

    NONE = 0  #: like any other row
    OUTLINED = 1  #: the quiet half of a pulse: border and letters in the highlight's colour
    FILLED = 2  #: a block of the highlight's colour


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """How to get to a counter from before this board. `pointed`: this board knows directions at all; then a counter
    whose direction it does not know gets no arrow, because any would be taken for one."""

    area: str = ""
    arrow: Arrow | None = None
    pointed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Tile:
    """One call as shown. `seq` is the journal row of the call (0: older than the journal page that was read);
    `again` is a finished phrase, empty for a first call."""

    seq: int
    label: str
    counter: int
    agency: str
    field: str
    again: str = ""
    glow: Glow = Glow.NONE
    way: Way = Way()


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """The head of the board: hall, date and time as people read them."""

    hall: str
    date: str
    clock: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A sentence in the board's language, and the same in the other one, smaller (empty where there is none)."""

    main: str
    small: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Greeting:
    """What stands in the hero's place while nobody is called."""

    title: Said
    text: Said
    hours: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingLine:
    """One agency's waiting people; `longest` is minutes, `next` whose turn it is, in the order of the calls."""

    code: str
    letter: str
    name: str
    waiting: int
    longest: int
    next: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingPage:
    """One page of the waiting lines. `total` and `counts` are of all pages."""

    lines: tuple[WaitingLine, ...] = ()
    page: int = 0
    pages: int = 1
    total: int = 0
    counts: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ZoneRow:
    """One counter in the table of a zone: whom it invites or serves ("" for nobody), what it is doing (a finished
    phrase) and what for. `seq` is the row of the call in the journal, `invites` whether somebody is to come."""

    counter: int
    label: str
    state: CounterState
    invites: bool
    doing: str
    agency: str
    seq: int = 0
    glow: Glow = Glow.NONE
    way: Way = Way()


@dataclass(frozen=True, slots=True, kw_only=True)
class ZonePage:
    """One page of the table of counters."""

    rows: tuple[ZoneRow, ...] = ()
    page: int = 0
    pages: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """The foot of the board: a standing hint, or, with `alarm`, that the figures are not live; `brief` says the same
    where letters are large and room is small."""

    text: Said
    brief: str = ""
    alarm: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardState:
    """The whole board after journal row `seq`."""

    page: Page
    seq: int
    connected: bool
    heading: Heading
    greeting: Greeting
    hero: tuple[Tile, ...] = ()
    recent: tuple[Tile, ...] = ()
    zone: ZonePage = ZonePage()
    waiting: WaitingPage = WaitingPage()
    notice: Notice
