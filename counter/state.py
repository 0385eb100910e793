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
    """A button. `busy`: what it does is on its way. `detail`: a few words under its text. `more`: what its arrow does,
    which `more_text` says; None where it has no arrow."""

    act: Act
    text: str
    key: str
    detail: str = ""
    more: Act | None = None
    more_text: str = ""
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
    why: str = ""


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
    """A line of one of the lists. `late`: the citizen should be back by now."""

    ticket: int
    label: str
    service: str
    detail: str
    priority: str
    spoken: str
    call: Action | None = None
    late: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """A list with its heading; `empty` is said when it has no row, `find` is the button in its heading."""

    title: str
    rows: tuple[Row, ...]
    empty: str
    find: Action | None = None


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
class Emergency:
    """What the hall must be told before anything else, until it is taken down. `texts`: every one that stands, the
    newest first. `short` is the word for where there is room for one only."""

    title: str
    short: str
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What one can choose in a chooser: a field, a counter, an officer, a number. `key` is what is reported."""

    key: str
    name: str
    detail: str
    enabled: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """An agency and its fields, or what else belongs together."""

    agency: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One of a few things, of which one is chosen; or a tick, if it stands alone."""

    name: str
    text: str
    chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """A row of options. `key` goes on to the next one. `tick`: its one option is set or taken away."""

    name: str
    key: str
    options: tuple[Option, ...]
    tick: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Chooser:
    """A sheet on which something is searched for and chosen. `name` tells one from another. `take` is what is done with
    what is lit, and `also` a second thing; where both are "" a click on a line does it. `wide`: its names are long,
    and want the whole width."""

    name: str
    title: str
    prompt: str
    query: str
    groups: tuple[Group, ...]
    nothing: str
    cancel: str
    hint: str
    options: tuple[Options, ...] = ()
    take: str = ""
    also: str = ""
    said: Notice | None = None
    wide: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FormKey:
    """A big key of a form; `key` presses it."""

    name: str
    text: str
    key: str
    chosen: bool = False
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A sheet of big keys. `amount` can be counted up and down, `prompt` is what may be typed or scanned, `chips` what
    was; "" and () where there is none of them. `scans`: a whole code ends with Enter and is taken by itself."""

    name: str
    title: str
    cancel: str
    confirm: str
    large: str = ""
    lines: tuple[str, ...] = ()
    keys: tuple[FormKey, ...] = ()
    amount_title: str = ""
    amount: str = ""
    prompt: str = ""
    typed: str = ""
    scans: bool = False
    chips: tuple[str, ...] = ()
    hint: str = ""
    said: Notice | None = None
    busy: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Why:
    """Why a waiting ticket stands where it stands, or was called: a heading, a few lines, and its life (time, what)."""

    label: str
    lines: tuple[str, ...]
    close: str
    life_title: str = ""
    life: tuple[tuple[str, str], ...] = ()


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
    emergency: Emergency | None
    chooser: Chooser | None = None
    form: Form | None = None
    why: Why | None = None
    gate: Gate | None = None
    picker: Picker | None = None
    mail: Mail | None = None
    pulse: Pulse | None = None
    pauses: Pauses | None = None
    help: Help | None = None
    leave: Leave | None = None
    gone: bool = False
