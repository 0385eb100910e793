"""When the panel asks, and what it does with the answer. No Qt here.

It asks when a visit ends at its counter, as long as the hall says. A question is closed by time, by the next citizen
being served, by the visit not being over after all; and by the next number being called, but not before it was to be
seen for ten seconds: where calling the next ends the visit, nobody would be asked otherwise. Under an emergency of the
hall the panel's time stands still: who was choosing goes on where he was; about what ends meanwhile nobody is asked.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime
from typing import Final

from counter.rating.outbox import Outbox
from counter.rating.picture import Known, picture
from counter.rating.question import SETTLING, Question, Serving, serving
from counter.rating.state import RatingState
from shared.board import HallNow, Posted
from shared.domain.events import Event
from shared.domain.ratings import BEST, ENDS, WORST
from shared.domain.ticket import AT_COUNTER, State, Step, Ticket
from shared.feed import Away, News
from shared.store.reference import Reference

THANKS: Final = 3.0  # s
SLEPT: Final = 10.0  # s without a look: the machine slept, and what happened meanwhile is not to be asked about
AGAIN: Final = 30.0  # s until the store is told again what it could not be told

_log: Final = logging.getLogger(__name__)


class RatingPresenter:
    """The panel of one counter. `show` is given each new state, and only when something changed."""

    def __init__(
        self,
        number: int,
        *,
        outbox: Outbox,
        show: Callable[[RatingState], None],
        clock: Callable[[], datetime],
        language: str = "vi",
    ) -> None:
        """`clock` gives aware times. Only what passes between two looks matters: a panel's clock may be wrong."""
        self._number = number
        self._outbox = outbox
        self._show = show
        self._clock = clock
        self._language = language
        self._reference: Reference | None = None
        self._now: HallNow | None = None
        self._away = False
        self._posted = Posted()
        self._here: dict[int, Ticket] = {}  # who is at the counter
        self._answered: set[Serving] = set()
        self._question: Question | None = None
        self._thanks: tuple[float, str] | None = None  # until when, and in which language
        self._looked_at = clock()
        self._time = 0.0  # s of its pages: they stand still under an emergency
        self._covered = False
        self._uncovered_at = -SETTLING
        self._untold = 0.0  # s since the store was told again
        self._slept = False
        self._state = self._picture()

    @property
    def state(self) -> RatingState:
        """What the window shows, or is about to show."""
        return self._state

    # -- what the hall tells -------------------------------------------------------------------------------------

    def told(self, news: News | Away) -> None:
        """The feed has something."""
        self._look()
        if isinstance(news, Away):
            self._away = True
        else:
            was_away, self._away = self._away, False
            self._hear(news)
            if was_away:
                self._outbox.again()
        self._slept = False
        self._put()

    def tick(self) -> None:
        """Time has passed."""
        self._look()
        if self._outbox.waiting and self._untold >= AGAIN:
            self._untold = 0.0
            self._outbox.again()
        self._put()

    def recover(self) -> None:
        """Something went wrong somewhere: whatever was asked is over."""
        self._look()
        if self._question is not None:
            self._close(self._question)
        self._put()

    def _look(self) -> None:
        at = self._clock()
        passed = (at - self._looked_at).total_seconds()
        self._looked_at = at
        self._untold += max(0.0, passed)
        self._time += 0.0 if self._covered else max(0.0, passed)
        self._cover()
        self._slept = self._slept or passed > SLEPT

    def _cover(self) -> None:
        """Whether an emergency stands at this moment."""
        was, self._covered = self._covered, bool(self._posted.emergencies(self._looked_at))
        if was and not self._covered:
            self._uncovered_at = self._time

    def _hear(self, news: News) -> None:
        if self._now is not None and self._now.day != news.now.day:
            self._answered.clear()
        self._now = news.now
        if news.posted is not None:
            self._posted = news.posted
            self._cover()
        if news.reference is not None:
            self._reference = news.reference
            if self._number not in news.now.counters:
                _log.error("this hall has no counter %d: mend [rating] counter, or --counter", self._number)
        if news.events:
            latest = news.events[-1].at
            for event in news.events:
                if event.ticket is not None:
                    self._happened(event, event.ticket, age=max(0.0, (latest - event.at).total_seconds()))
            return
        # A fresh snapshot: nobody is asked about what happened before it.
        self._here = {one.id: one for one in news.now.at_counter(self._number)}
        for one in self._here.values():
            self._served_here(one)

    def _happened(self, event: Event, ticket: Ticket, *, age: float) -> None:
        was_here = self._here.pop(ticket.id, None) is not None
        is_here = ticket.counter == self._number and ticket.state in AT_COUNTER
        if is_here:
            self._here[ticket.id] = ticket
            self._served_here(ticket)
            if event.step is Step.CALL and self._question is not None:
                self._question.next_called()
        elif event.step in ENDS and (was_here or ticket.counter == self._number):
            self._ended(event, ticket, age)

    def _served_here(self, ticket: Ticket) -> None:
        """Whoever is served now is another than who was asked, or his visit is not over at all."""
        question = self._question
        if question is None or ticket.state is not State.SERVING:
            return
        if serving(ticket) == serving(question.ticket):
            self._outbox.withdraw(question.visit)
        self._close(question)

    def _ended(self, event: Event, ticket: Ticket, age: float) -> None:
        if self._question is not None:
            self._close(self._question)
        rule = self._reference.rules.desk.rating if self._reference else None
        if rule is None or not rule.on or self._slept or age >= rule.seconds or serving(ticket) in self._answered:
            return
        if self._covered:
            return
        shown = self._time - age
        self._thanks = None
        self._question = Question(visit=event.seq, ticket=ticket, rule=rule, shown=shown, until=shown + rule.seconds)
        self._outbox.asked(event.seq)

    # -- what the citizen does -----------------------------------------------------------------------------------

    def choose(self, score: int) -> None:
        """The answer, 1 to 5. The first counts."""
        question = self._open_question()
        if question is not None and question.score is None and WORST <= score <= BEST:
            question.answer(score, self._time)
            self._answered.add(serving(question.ticket))
            if not question.rule.reasons:
                self._close(question)
        self._put()

    def turn(self, code: str) -> None:
        """Name a reason, or name it no longer."""
        question = self._answered_question()
        if question is not None and code in {one.code for one in question.rule.reasons}:
            question.turn(code)
            question.touched(self._time)
        self._put()

    def send(self) -> None:
        """With the reasons chosen."""
        question = self._answered_question()
        if question is not None:
            self._close(question)
        self._put()

    def skip(self) -> None:
        """Without any."""
        question = self._answered_question()
        if question is not None:
            question.reasons = ()
            self._close(question)
        self._put()

    def touched(self) -> None:
        """Somebody is there and has not decided yet."""
        question = self._open_question()
        if question is not None:
            question.touched(self._time)
        self._put()

    def _open_question(self) -> Question | None:
        self._look()
        self._expire()
        # A finger that comes down as the page comes back was meant for nothing on it.
        shut = self._covered or self._time - self._uncovered_at < SETTLING
        return None if shut else self._question

    def _answered_question(self) -> Question | None:
        """The question, if its reasons are being given and the touch was meant for them."""
        question = self._open_question()
        if question is None or question.score is None or not question.settled(self._time):
            return None
        return question

    # -- the end of a question -----------------------------------------------------------------------------------

    def _close(self, question: Question) -> None:
        """It is over, answered or not."""
        self._question = None
        if question.score is not None:
            self._outbox.answered(question.visit, question.score, question.reasons)
            self._thanks = (self._time + THANKS, question.ticket.language)

    def _expire(self) -> None:
        if self._question is not None and self._time >= self._question.until:
            self._close(self._question)
        if self._thanks is not None and self._time >= self._thanks[0]:
            self._thanks = None

    def _put(self) -> None:
        self._expire()
        state = self._picture()
        if state != self._state:
            self._state = state
            self._show(state)

    def _picture(self) -> RatingState:
        return picture(
            Known(
                number=self._number,
                language=self._language,
                now=self._now,
                reference=self._reference,
                away=self._away,
                question=self._question,
                thanks=self._thanks[1] if self._thanks else None,
                emergencies=self._posted.emergencies(self._looked_at),
            )
        )
