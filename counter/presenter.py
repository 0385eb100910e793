"""What the officer's gestures do, and what the window shows of the hall. No Qt here. One verb is in flight at most
(`counter.asking`).
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Any, Final

from counter.acts import KEYS, OF_OFFICER, PRIMARY_KEYS, STEPS, Act
from counter.asking import Asking
from counter.drafts import OF_HALL
from counter.leaving import MachineGestures
from counter.machine import Leaving
from counter.norm import Usual
from counter.patience import Patience
from counter.picture import picture
from counter.read_marks import ReadMarks
from counter.situation import Menu, Remark, Situation
from counter.state import DeskState
from counter.troubles import ASIDE, key_of, troubles
from shared.board import HallNow, MustReadAgain
from shared.domain.events import Event
from shared.domain.pace import Pace
from shared.domain.station import StationsNow
from shared.feed import Away, News
from shared.search import SearchIndex
from shared.store.reference import Reference
from shared.ui.worker import Answer, Asks, Done

#: What is chosen and typed on a sheet before it is asked for.
_SHEETS: Final = frozenset({Act.TRANSFER, Act.OUTCOME, Act.PARK_UNTIL, Act.FIND, Act.GIVE, Act.WALK_IN})
_FINISHES: Final = frozenset({Act.FINISH, Act.CALL_NEXT})


class DeskPresenter(Asking, Patience, MachineGestures):
    """The desk of one counter. `show` is given each new state, and only when something changed. `seconds` never goes
    back; `learner` does what takes seconds and nobody waits for; `marks` keeps which messages were read."""

    def __init__(
        self,
        number: int,
        *,
        asks: Asks,
        show: Callable[[DeskState], None],
        clock: Callable[[], datetime],
        officer: str = "",
        language: str = "vi",
        seconds: Callable[[], float] = time.monotonic,
        learner: Asks | None = None,
        marks: ReadMarks | None = None,
    ) -> None:
        self._asks = asks
        self._show = show
        self._clock = clock
        self._station = f"counter-{number}"
        self._seconds = seconds
        self._touched_at = seconds()
        self._usual = Usual(learner, changed=self._note_pace)
        self._floor = 0  # the lowest seq that may still be shown
        self._marks = marks or ReadMarks(None)
        self._situation = Situation(
            number=number, language=language, at=clock(), officer=officer, read=self._marks.read()
        )
        self._state = picture(self._situation)

    @property
    def state(self) -> DeskState:
        """What the window shows, or is about to show."""
        return self._state

    @property
    def situation(self) -> Situation:
        """What the picture is made of."""
        return self._situation

    # -- what the hall tells -------------------------------------------------------------------------------------

    def told(self, news: News | Away) -> None:
        """The feed has something."""
        if isinstance(news, Away):
            # What comes after an outage is the truth, even from a store that was restored and counts lower.
            self._floor = 0
            self._put(away_since=self._situation.away_since or self._clock())
            return
        if news.reference is not None:
            self._refer_to(news.reference)
        self._heed(news.events)
        self._take(news.now)
        self._usual.told(news.events, self._situation.reference)
        was_away = self._situation.away_since is not None
        posted = self._situation.posted if news.posted is None else news.posted
        self._situation = replace(self._situation, away_since=None, posted=posted)
        for event in news.events:
            self._see(event)
        self._follow_paper(news.events)
        self._put()
        if was_away:
            # The store is back: what was not settled is asked again with its own CommandId, without a touch.
            self._retry()

    def _note_pace(self, pace: Pace) -> None:
        """Shown with what is shown next: a moment later is soon enough."""
        self._situation = replace(self._situation, pace=pace)

    def told_of_stations(self, stations: StationsNow) -> None:
        """The last beats of all machines of the hall."""
        self._put(stations=stations)

    def tick(self) -> None:
        """A second has passed."""
        self._wait_on()
        self._put()

    def _refer_to(self, reference: Reference) -> None:
        known = self._situation.reference
        self._situation = replace(self._situation, reference=reference)
        if known is None or known.version != reference.version:
            # A few tenths of a second of work: not in the window's thread, and not when somebody begins to type.
            self._situation = replace(self._situation, index=None)
            catalogue = reference.catalogue
            self._asks.ask(lambda _: SearchIndex(catalogue), partial(self._indexed, reference.version))

    def _indexed(self, version: int, answer: Answer) -> None:
        reference = self._situation.reference
        if isinstance(answer, Done) and reference is not None and reference.version == version:
            self._put(index=answer.value)

    # -- what the officer does -----------------------------------------------------------------------------------

    def press(self, key: str) -> None:
        """A key of `KEYS` or `PRIMARY_KEYS`."""
        self.touched()
        if key in PRIMARY_KEYS:
            if self._situation.primary is not None:
                self.act(self._situation.primary)
            return
        acts = KEYS[key]
        self.act(next((act for act in acts if self._situation.possible(act)), acts[0]))

    def act(self, act: Act) -> None:
        """A button. What is not possible now is said; while a verb is in flight nothing else begins."""
        self.touched()
        now = self._situation
        if act is Act.HELP:
            self.show_keys()
            return
        if now.shut is not None:
            return
        if now.leaving is Leaving.CLOSING and now.errand is None:
            self._situation = now = replace(now, leaving=Leaving.NO)
        if act is Act.RETRY:
            self._retry()
        elif act is Act.LOCK:
            self._leave(act)
        elif now.errand is not None or now.counter is None:
            return
        elif not now.possible(act):
            self._put(remark=Remark(act=act))
        elif act is Act.MENU:
            self._put(menu=Menu.OFFICER, remark=None)
        elif act in OF_OFFICER:
            self._of_officer(act)
        elif act in _SHEETS or (act in _FINISHES and self._must_say_outcome(act)):
            self._open_sheet(act)
        elif act is Act.WHY:
            self._explain_visit()
        elif act is Act.UNDO:
            self._undo()
        elif act in STEPS:
            self._ask_of_visit(act)
        else:
            self._ask_of_counter(act)

    def call(self, ticket: int) -> None:
        """Invite this one, from the list of the parked or the absent."""
        now = self._situation
        known = now.now.tickets.get(ticket) if now.now else None
        if now.errand is None and known is not None:
            self._ask(Act.CALL, lambda hall: hall.call, now.number, ticket, ticket=known)

    def select(self, ticket: int | None) -> None:
        """Act on this visit from now on; None is the free place."""
        if self._situation.errand is None:
            self._put(selected=ticket, remark=None, draft=None)

    def dismiss(self) -> None:
        """Close whatever lies over the desk; else let the last remark go."""
        self.touched()
        now = self._situation
        if now.covered:
            self._put(draft=None, why=None, menu=None, help=False, leaving=Leaving.NO)
        else:
            told = now.remark is None and (now.machine.taken or now.machine.unheard)
            self._put(remark=None, machine=replace(now.machine, taken=(), unheard=False) if told else now.machine)

    def put_aside(self) -> None:
        """The officer has read which machine needs a hand; the next one is told, this one again after a while."""
        now = replace(self._situation, at=self._clock())
        for first in troubles(now)[:1]:
            self._put(aside={**now.aside, key_of(first): now.at + ASIDE})

    def speak(self, language: str) -> None:
        """Show everything in this language."""
        self._put(language=language)

    # -- asking --------------------------------------------------------------------------------------------------

    def _must_say_outcome(self, act: Act) -> bool:
        """Whether this ends a visit of which the hall wants to know what came."""
        now = self._situation
        ends = act is Act.FINISH or now.finishes_first
        return ends and now.reference is not None and now.reference.rules.desk.outcome_needed

    def _explain_visit(self) -> None:
        if self._situation.visit is not None:
            self.explain(self._situation.visit.id)

    def _ask_of_visit(self, act: Act) -> None:
        visit = self._situation.visit
        if visit is None:
            return
        verbs: dict[Act, Callable[..., Any]] = {
            Act.SERVE: lambda hall: hall.serve,
            Act.FINISH: lambda hall: hall.finish,
            Act.RECALL: lambda hall: hall.recall,
            Act.NO_SHOW: lambda hall: hall.no_show,
            Act.REQUEUE: lambda hall: hall.requeue,
            Act.PARK: lambda hall: hall.park,
        }
        self._ask(act, verbs[act], self._situation.number, visit.id, ticket=visit)

    def _ask_of_counter(self, act: Act) -> None:
        number = self._situation.number
        if act is Act.OPEN:
            self._open()
        elif act is Act.PAUSE:
            self._pause()
        elif act is Act.CLOSE:
            self._ask(act, lambda hall: hall.close_counter, number)
        elif act is Act.CALL_NEXT and self._situation.finishes_first and self._situation.visit is not None:
            self._finish_and_call(self._situation.visit)
        elif act is Act.CALL_NEXT:
            self._ask(act, lambda hall: hall.call_next, number)

    def _seconds_now(self) -> float:
        return self._seconds()

    # -- showing -------------------------------------------------------------------------------------------------

    def _catch_up(self, events: Iterable[Event]) -> None:
        """What an answer knows of the journal; where that does not fit together, the feed will tell."""
        now = self._situation.now
        if now is None:
            return
        events = list(events)
        self._heed(events)
        try:
            for event in events:
                now = now.after(event)
        except MustReadAgain:
            return
        self._take(now)

    def _take(self, now: HallNow) -> None:
        """The newest of what the feed and the answers bring; a visit that is new here is the one to act on."""
        if now.seq < self._floor:
            return
        self._floor = now.seq
        before = self._situation
        were = {one.id for one in before.visits}
        situation = replace(before, now=now)
        arrived = [one.id for one in situation.visits if one.id not in were]
        here = {one.id for one in situation.visits}
        selected = situation.selected
        if arrived:
            selected = arrived[0] if before.now is None else arrived[-1]
        elif selected not in here:
            selected = None
        if selected != before.selected and situation.errand is None and not isinstance(situation.draft, OF_HALL):
            situation = replace(situation, draft=None)
        self._situation = replace(situation, selected=selected)
        self._note_profile(before)
        self._look_round(before)

    def _put(self, **changes: Any) -> None:
        self._situation = replace(self._situation, at=self._clock(), seconds=self._seconds(), **changes)
        state = picture(self._situation)
        if state != self._state:
            self._state = state
            self._show(state)
