"""What the window shows, as one value with all its words: made by `counter.picture`, drawn by `counter.views`."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from counter.acts import Act
from counter.duty_state import Gate, Mail, Pauses, Picker, Pulse
from counter.facing import Facing
from counter.help import Help
from counter.leaving import Leave
from counter.situation import Page
from counter.tray_picture import Tray


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """A button. `busy`: what it does is on its way."""

    act: Act
    text: str
    key: str
    enabled: bool = True
    busy: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """The strip at the top."""

    counter: str
    profile: str
    officer: str
    waiting: str
    longest: str
    connection: str
    connected: bool
    clock: str
    switch: str
    menu: str = ""  #: what the button of the officer is called


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """The citizen at the counter. `priority` is "" for the ordinary class, `procedure` "" where it is not known."""

    label: str
    status: str
    serving: bool
    service: str
    agency: str
    procedure: str
    priority: str
    since: str
    running: str
    times: str
    norm: str = ""  #: what such a visit takes, "" where that is not known; `over`: this one runs longer
    over: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Blank:
    """What stands in the visit's place when there is none: a line above, something large, a line below."""

    above: str
    large: str
    below: str = ""
    is_label: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A tab where the counter may have several citizens; `ticket` None is the free place."""

    ticket: int | None
    label: str
    detail: str
    selected: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A line of one of the lists."""

    ticket: int
    label: str
    service: str
    detail: str
    priority: str
    spoken: str
    call: Action | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """A list with its heading; `empty` is said when it has no row."""

    title: str
    rows: tuple[Row, ...]
    empty: str


class Tone(StrEnum):
    """How a notice looks."""

    DONE = "done"
    REFUSED = "refused"
    TRYING = "trying"
    UNSETTLED = "unsettled"
    AWAY = "away"
    SOON = "soon"  #: something is about to happen by itself


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """The bar above the large button; stays until the next act. `retry` must be pressed, `offer` may be."""

    tone: Tone
    text: str
    retry: Action | None = None
    offer: Action | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """A machine of the hall needs a hand. `more` says how many others do ("+2"), `later` puts this one aside."""

    text: str
    more: str
    bad: bool
    later: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A field one can transfer to."""

    service: str
    name: str
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """An agency and its fields."""

    agency: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chooser:
    """The page on which the field of a transfer is chosen."""

    title: str
    prompt: str
    query: str
    groups: tuple[Group, ...]
    nothing: str
    cancel: str
    hint: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Why:
    """Why a waiting ticket stands where it stands: a heading and a few lines."""

    label: str
    lines: tuple[str, ...]
    close: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskState:
    """The whole desk, in every shape. `current` is the label of the present visit, `gone`: the program is to end."""

    page: Page
    language: str
    seq: int
    busy: bool
    current: str | None
    header: Header
    visit: Visit | None
    blank: Blank | None
    places: tuple[Place, ...]
    primary: Action | None
    visit_actions: tuple[Action, ...]
    counter_actions: tuple[Action, ...]
    notice: Notice | None
    alert: Alert | None
    waiting: Listing
    parked: Listing
    absent: Listing
    facing: Facing
    tray: Tray
    chooser: Chooser | None = None
    why: Why | None = None
    gate: Gate | None = None
    picker: Picker | None = None
    mail: Mail | None = None
    pulse: Pulse | None = None
    pauses: Pauses | None = None
    help: Help | None = None
    leave: Leave | None = None
    gone: bool = False
