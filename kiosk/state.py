"""What the kiosk shows, as one frozen value, and what can be done with it.

The presenter makes a `KioskState`, the window draws it; `Gestures` is all the window ever says back.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Protocol

from kiosk.emergency import EmergencyBody
from kiosk.paper import Why


class Page(Enum):
    """What the citizen sees. The value is the page's name in rehearsals."""

    STARTING = "starting"
    HOME = "home"
    CLOSED = "closed"  #: no numbers are given at this hour
    POPULAR = "popular"
    AGENCY = "agency"
    SEARCH = "search"
    CONFIRM = "confirm"
    PRIORITY = "priority"
    IDENTIFY = "identify"  #: this hall counts by person: a card is asked for
    FOUND = "found"  #: what a code says that was held before the scanner
    PRINTING = "printing"
    DONE = "done"
    NO_PAPER = "no_paper"  #: the number is given and the slip surely did not come out
    UNSURE = "unsure"  #: the number is given and nobody knows whether the slip came out
    REFUSED = "refused"
    NOT_GIVEN = "not_given"  #: the store went away before it was known whether a number was given
    AWAY = "away"
    EMERGENCY = "emergency"  #: of the hall: nobody is to take a number
    OUT_OF_SERVICE = "out_of_service"  #: staff have locked this kiosk
    STAFF_PIN = "staff_pin"
    STAFF = "staff"
    STAFF_REASON = "staff_reason"  #: why the kiosk is locked


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One tile of an agency or a field. `badge` is the agency's letter or empty; `place` is whose it is, or empty."""

    code: str
    name: str
    waiting: int
    badge: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf:
    """One page of tiles out of `count`; `number` counts from 0. `total` is how many choices there are on all."""

    choices: tuple[Choice, ...]
    number: int
    count: int
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedChoice:
    """What somebody may have come for. `icon` is a code of `shared.settings.Icon`, or empty."""

    code: str
    name: str
    icon: str
    chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeBody:
    """`needs` may be empty: then the hall does not ask. `adding`: it is the next agency of a visit that is chosen."""

    leaf: Leaf
    needs: tuple[NeedChoice, ...] = ()
    has_popular: bool = False
    adding: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PopularBody:
    """What many people come for."""

    leaf: Leaf


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosedBody:
    """Why no numbers are given, in words, and today's hours as they stand on the door ("" on a day off)."""

    text: str
    hours: str


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
    """`ready` is False until the names can be searched. `telex`: plain keys make letters with marks."""

    query: str
    results: tuple[Result, ...]
    ready: bool
    telex: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmBody:
    """What the citizen is about to queue for, `ahead` of whom, and the counters that are open for it.
    `wait` is the waiting range in words, "" where nothing can be promised. `priority` is the class's name, "" for the
    ordinary one. `stops` are the agencies and fields after this one. `notes` are good to know before; `hindrance` says
    why no number can be had now, "" when it can.
    """

    agency: str
    badge: str
    service: str
    procedure: str | None
    ahead: int
    counters: tuple[int, ...]
    wait: str = ""
    documents: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    hindrance: str = ""
    priority: str = ""
    can_have_priority: bool = False
    stops: tuple[str, ...] = ()
    can_add_stop: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PriorityChoice:
    """A class to choose. `who` tells who belongs to it; `by_staff`: a member of staff must confirm it."""

    code: str
    name: str
    who: str
    icon: str
    chosen: bool
    by_staff: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PriorityBody:
    choices: tuple[PriorityChoice, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentifyBody:
    """`can_scan`: there is a scanner to hold the card to. `can_vouch`: a member of staff may vouch here."""

    can_scan: bool
    can_vouch: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundBody:
    """What became of a scan, in words. `good` when it helps, else it was of no use. `can_vouch`: a member of staff may
    confirm it here."""

    heading: str
    text: str
    good: bool
    can_vouch: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketBody:
    """A number on its way to paper. `label` is None until it is given; `trying`: the store is being tried again.

    `code` is what a QR on the screen holds in the place of a slip, "" for none; the page closes in `closes_in` s.
    """

    label: str | None
    service: str
    agency: str
    ahead: int = 0
    trying: bool = False
    why: Why | None = None
    can_print_again: bool = True
    code: str = ""
    closes_in: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusedBody:
    """The rule that said no, in words for the citizen."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AwayBody:
    """`as_of`: when the last news came, in the hall's time ("" if none ever did); `minutes`: how long ago;
    `elsewhere`: what the settings say of where else to go."""

    as_of: str = ""
    minutes: int = 0
    elsewhere: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OutBody:
    """Why this kiosk gives no numbers, and where else to go; `places` are where other kiosks work at this moment."""

    reason: str
    elsewhere: str
    places: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PinBody:
    """`typed` is how many digits were; `checking` while they are being checked; `message` what came of the last."""

    typed: int
    checking: bool
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffChoice:
    """Something staff can do here. `icon` names a picture of `kiosk.views.icons`."""

    code: str
    name: str
    note: str = ""
    icon: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffBody:
    """`title` is what is asked, `message` what came of the last thing done."""

    title: str
    choices: tuple[StaffChoice, ...]
    message: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoBody:
    """Pages that say one thing only."""


Body = (
    HomeBody
    | ClosedBody
    | PopularBody
    | AgencyBody
    | SearchBody
    | ConfirmBody
    | PriorityBody
    | IdentifyBody
    | FoundBody
    | TicketBody
    | RefusedBody
    | AwayBody
    | EmergencyBody
    | OutBody
    | PinBody
    | StaffBody
    | NoBody
)


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

    def choose_need(self, code: str) -> None: ...

    def open_popular(self) -> None: ...

    def choose_agency(self, code: str) -> None: ...

    def choose_service(self, code: str) -> None: ...

    def open_search(self) -> None: ...

    def type_text(self, text: str) -> None: ...

    def rub_out(self) -> None: ...

    def clear_query(self) -> None: ...

    def turn_telex(self) -> None:
        """Keys that make marks: on if they were off, off if they were on."""

    def choose_result(self, number: int) -> None: ...

    def open_priority(self) -> None: ...

    def choose_priority(self, code: str) -> None: ...

    def vouch(self) -> None:
        """A member of staff is there to confirm what the page asks for."""

    def add_stop(self) -> None:
        """Another agency is to be visited with the same ticket."""

    def drop_stop(self) -> None:
        """The last agency that was added is left out."""

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

    def call_staff_page(self) -> None:
        """The hidden corner was held long enough."""

    def type_digit(self, digit: str) -> None: ...

    def rub_out_digit(self) -> None: ...

    def try_pin(self) -> None: ...

    def staff_does(self, code: str) -> None:
        """A choice of the staff's pages."""

    def resized(self, width: int, height: int, px_per_mm: float) -> None:
        """The window has another size: other numbers of tiles fit."""
