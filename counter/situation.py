"""All the desk knows at one moment, in no language yet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from functools import cached_property

from counter.acts import OF_OFFICER, STEPS, Act
from counter.door import Door, Shut
from counter.drafts import Draft, Reading, Undo
from counter.errand import Errand, Phase
from counter.machine import Leaving, Machine
from counter.read_marks import Read
from shared.board import HallNow, Posted
from shared.catalogue import WorkProfile
from shared.domain.counter import Counter, CounterState
from shared.domain.errors import MotcuaError, TooManyRecalls
from shared.domain.notices import Notice
from shared.domain.pace import Pace
from shared.domain.roles import Right, rights_of
from shared.domain.station import StationsNow
from shared.domain.ticket import ROAD, State, Ticket
from shared.search import SearchIndex
from shared.store.reference import Reference


class Page(StrEnum):
    """What the desk is about now."""

    CONNECTING = "connecting"  #: nothing is known of the hall yet
    UNKNOWN = "unknown"  #: the hall has no counter of this number
    CLOSED = "closed"
    IDLE = "idle"
    CALLED = "called"
    SERVING = "serving"
    PAUSED = "paused"
    LOG_IN = "log-in"  #: nobody is logged in: nothing can be done


class Menu(StrEnum):
    """A list that lies over the desk, to pick one of."""

    OFFICER = "officer"
    PROFILES = "profiles"
    PAUSES = "pauses"
    MAIL = "mail"


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """How the last act ended: done, or refused with `error`, or not possible now (`error` None, not `done`). `why`:
    what the desk itself knows against it. Of an act of two verbs `first` is what the first one did, whatever came of
    the second."""

    act: Act
    done: bool = False
    error: MotcuaError | None = None
    ticket: Ticket | None = None
    first: Ticket | None = None
    why: str = ""


# Without slots, so that what many parts of the picture ask for is looked up once.
@dataclass(frozen=True, kw_only=True)
class Situation:
    """`selected` is the visit the officer acts on, None for the free place; `draft` what is chosen and typed on the
    sheet that lies over the desk; `why` the ticket whose place or call is being explained, `reading` what the journal
    said of it; `undo` what can be taken back; `aside` until when the trouble of a machine (see `counter.troubles`) was
    put aside. `seconds` never goes back and measures patience; `read` says which messages were read, `assigned` a
    work profile that somebody else gave this counter, `auto_in` the seconds left before the next is called by itself,
    `pace` what was learnt of visits. `help`: the keys are being shown; `leaving` is how far the officer is with ending
    the program; `machine` what this very machine has; `posted` what the hall tells everybody."""

    number: int
    language: str
    at: datetime
    officer: str = ""
    now: HallNow | None = None
    reference: Reference | None = None
    away_since: datetime | None = None
    selected: int | None = None
    errand: Errand | None = None
    remark: Remark | None = None
    draft: Draft | None = None
    index: SearchIndex | None = None
    why: int | None = None
    reading: Reading | None = None
    undo: Undo | None = None
    stations: StationsNow | None = None
    aside: Mapping[tuple[str, ...], datetime] = field(default_factory=dict)
    door: Door = field(default_factory=Door)
    seconds: float = 0.0
    menu: Menu | None = None
    read: Read = field(default_factory=Read)
    assigned: str | None = None
    auto_in: int | None = None
    pace: Pace | None = None
    help: bool = False
    leaving: Leaving = Leaving.NO
    machine: Machine = field(default_factory=Machine)
    posted: Posted = field(default_factory=Posted)

    @cached_property
    def emergencies(self) -> tuple[Notice, ...]:
        """Those that stand, the newest first: as on every screen of the hall."""
        return self.posted.emergencies(self.at)

    @property
    def counter(self) -> Counter | None:
        return self.now.counters.get(self.number) if self.now else None

    @property
    def covered(self) -> bool:
        """Whether something lies over the desk that the officer is busy with."""
        sheets = self.draft is not None or self.why is not None or self.menu is not None
        return sheets or self.help or self.leaving is Leaving.ASKED

    @property
    def may_call_by_number(self) -> bool:
        """Whether asking to call out of turn makes sense; the hall decides, and looks at the agency, too."""
        reference = self.reference
        somebody = reference.staff.get(self.door.who) if reference is not None else None
        if reference is None or somebody is None:
            return True
        rule = reference.rules.desk.officers_call_by_number
        return Right.CALL_BY_NUMBER in rights_of(somebody.role, officers_call_by_number=rule)

    @property
    def reader(self) -> str:
        """In whose name messages are read."""
        return self.door.who if self.has_staff else ""

    @property
    def has_read(self) -> frozenset[str]:
        """The messages that whoever sits here has read, by their marks."""
        return self.read.of(self.reader, self.now.day) if self.now is not None else frozenset()

    @property
    def has_staff(self) -> bool:
        """Whether this hall knows who works in it: then somebody must log in."""
        return self.reference is not None and bool(self.reference.staff)

    @property
    def shut(self) -> Shut | None:
        """Why nothing can be done here before somebody logs in."""
        return self.door.shut if self.has_staff else None

    @property
    def profile(self) -> WorkProfile | None:
        if self.counter is None or self.reference is None:
            return None
        return self.reference.profiles.get(self.counter.profile)

    @cached_property
    def visits(self) -> Sequence[Ticket]:
        return self.now.at_counter(self.number) if self.now else ()

    @property
    def places(self) -> int:
        """How many citizens the counter may have at once."""
        return self.profile.at_once if self.profile else 1

    @cached_property
    def visit(self) -> Ticket | None:
        """The visit the officer acts on."""
        visits = self.visits
        for one in visits:
            if one.id == self.selected:
                return one
        return visits[0] if visits and len(visits) >= self.places else None

    @cached_property
    def line(self) -> Sequence[Ticket]:
        """Who waits for this counter, in the order in which it would call them."""
        if self.now is None or self.reference is None or self.profile is None:
            return ()
        rule = self.reference.rules.discipline
        return self.now.line(self.profile.services, rule=rule, counter=self.number, now=self.at)

    @cached_property
    def page(self) -> Page:
        if self.now is None or self.reference is None:
            return Page.CONNECTING
        if self.counter is None:
            return Page.UNKNOWN
        if self.shut is not None:
            return Page.LOG_IN
        if self.visit is not None:
            return Page.SERVING if self.visit.state is State.SERVING else Page.CALLED
        return {
            CounterState.CLOSED: Page.CLOSED,
            CounterState.OPEN: Page.IDLE,
            CounterState.PAUSED: Page.PAUSED,
        }[self.counter.state]

    @property
    def gave_up(self) -> bool:
        """Whether the one who was called was called as often as the hall allows, and once more in vain."""
        remark = self.remark
        return (
            self.page is Page.CALLED
            and remark is not None
            and isinstance(remark.error, TooManyRecalls)
            and remark.ticket is not None
            and remark.ticket == self.visit
        )

    @property
    def finishes_first(self) -> bool:
        """Whether calling the next ends the visit that is served: by the hall's rule, and where there is no other
        place."""
        return (
            self.reference is not None
            and self.reference.rules.desk.next_finishes
            and self.page is Page.SERVING
            and len(self.visits) >= self.places
        )

    @property
    def can_undo(self) -> bool:
        """Whether the last step can still be taken back, as far as the desk knows."""
        undo, now, counter = self.undo, self.now, self.counter
        if undo is None or now is None or counter is None or undo.left(self.at) <= 0:
            return False
        if any(now.tickets.get(one.id, one) != one for one in undo.tickets):
            return False
        gone = {one.id for one in undo.tickets}
        taken = [one for one in self.visits if one.id not in gone]
        return not undo.at_counter or (counter.state is not CounterState.CLOSED and len(taken) < self.places)

    @property
    def primary(self) -> Act | None:
        """What the large button does now."""
        if self.gave_up:
            return Act.NO_SHOW
        return {
            Page.CLOSED: Act.OPEN,
            Page.PAUSED: Act.OPEN,
            Page.IDLE: Act.CALL_NEXT,
            Page.CALLED: Act.SERVE,
            Page.SERVING: Act.FINISH,
        }.get(self.page)

    def possible(self, act: Act) -> bool:
        """Whether asking makes sense. The hall alone decides; what needs words of refusal is asked all the same."""
        if act is Act.HELP:
            return True
        if act is Act.RETRY:
            return self.errand is not None and self.errand.phase is Phase.UNSETTLED
        if self.counter is None or self.reference is None or self.shut is not None:
            return False
        if act in OF_OFFICER:
            return self.has_staff or act in (Act.PROFILE, Act.MAIL)
        if act in STEPS:
            return self.visit is not None and (self.visit.state, STEPS[act]) in ROAD
        if act is Act.OPEN:
            return self.counter.state is not CounterState.OPEN
        if act is Act.PAUSE:
            return self.counter.state is CounterState.OPEN
        if act is Act.CLOSE:
            return self.counter.state is not CounterState.CLOSED
        if act is Act.WHY:
            return self.visit is not None
        if act is Act.UNDO:
            return self.can_undo
        if act in (Act.GIVE, Act.WALK_IN):
            return self.counter.state is not CounterState.CLOSED
        return True
