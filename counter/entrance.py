"""Logging in at the desk, and out; locking it; and noticing that the badge one has is good no longer.

The badge is made before the hall is asked and is kept here, in memory, alone: no state, no log and no file has it. A
desk that is shut, for whatever reason, has forgotten it, so nothing can be done with that machine before somebody
has typed a PIN.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import uuid4

from counter.acts import Act
from counter.door import Cause, Door, Loss, Shut
from counter.errand import Errand, Outcome, Phase
from counter.gestures import Gestures
from counter.situation import Situation
from shared.domain.errors import LoggedInElsewhere, MotcuaError, NotLoggedIn, PinLocked
from shared.domain.events import CommandId, CounterStep, Event
from shared.domain.roles import Actor, Badge
from shared.domain.ticket import State
from shared.hall import Hall

#: What lies over the desk goes when it is shut.
_SWEPT: dict[str, Any] = {"draft": None, "why": None, "reading": None, "undo": None, "menu": None, "auto_in": None}


@dataclass(frozen=True, slots=True, kw_only=True)
class LoggedIn(Outcome):
    """The badge is good from journal row `seq` on, and for `day`."""

    seq: int
    day: date


class EntranceGestures(Gestures):
    """The part of a desk's gestures by which people come and go."""

    _station: str
    _badge: Badge | None = None
    _good_from = 0  # the journal row of the login
    _good_on: date | None = None
    _entering: tuple[CommandId, Badge] | None = None

    # -- what people do ------------------------------------------------------------------------------------------

    def log_in(self, code: str, pin: str, *, take_over: bool = False) -> None:
        """Ask for this counter with a staff number and its PIN; `take_over` leaves the counter one is logged in at.
        What is not settled yet is asked again instead."""
        self.touched()
        now = self._situation
        code = self._known_as(code.strip())
        if now.shut is not None and now.errand is not None and now.errand.phase is Phase.UNSETTLED:
            self._retry()
            return
        if now.shut is None or now.errand is not None or now.counter is None or not code or not pin:
            return
        badge, command = Badge.new(code), uuid4()
        number, since = now.number, now.now.seq if now.now else 0

        # A function of its own and no partial: the PIN must not stand in a repr that a log would write.
        def work(hall: Hall) -> Outcome:
            counter = hall.log_in(badge, pin, counter=number, command=command, take_over=take_over)
            done = hall.done(command)
            if counter is None or done is None:
                raise AssertionError("logged in at a counter without one")
            return LoggedIn(own=(done,), events=hall.since(since), seq=done.seq, day=done.day)

        self._entering = (command, badge)
        errand = Errand(act=Act.LOG_IN, commands=(command,), work=work, asked_at=now.at)
        door = replace(now.door, who=code, error=None, opens_at=None)
        self._put(errand=errand, remark=None, door=door)
        self._send(errand)

    def _known_as(self, typed: str) -> str:
        """The staff number that was meant: "cb-12" is CB-12, where nobody is called "cb-12"."""
        staff = self._situation.reference.staff if self._situation.reference else {}
        alike = [code for code in staff if code.casefold() == typed.casefold()]
        return alike[0] if len(alike) == 1 and typed not in staff else typed

    def stay(self) -> None:
        """He does not want to leave the other counter after all."""
        self.touched()
        door = self._situation.door
        if isinstance(door.error, LoggedInElsewhere):
            self._put(door=replace(door, error=None, tries=door.tries + 1))

    def _lapse(self) -> None:
        """Nobody went on with what he had begun: a PIN that was typed, or a question that waits for a yes."""
        door = self._situation.door
        kept = None if isinstance(door.error, LoggedInElsewhere) else door.error
        self._situation = replace(self._situation, door=replace(door, error=kept, tries=door.tries + 1))

    def _leave(self, act: Act) -> None:
        """Lock, hand over or log out. What is in flight goes on: it took the badge along."""
        if self._situation.shut is not None or not self._situation.has_staff:
            return
        if act is Act.LOG_OUT:
            if self._situation.errand is None:
                self._ask(act, lambda hall: hall.log_out)
            return
        door = self._situation.door
        if act is Act.LOCK:
            self._shut(replace(door, shut=Shut.LOCKED))
        else:
            self._shut(replace(door, shut=Shut.HANDED_OVER, who=""))

    def _shut(self, door: Door) -> None:
        self._forget(door)
        self._put()

    def _forget(self, door: Door) -> None:
        self._badge = None
        self._situation = replace(self._situation, door=door, remark=None, **_SWEPT)

    # -- how the hall answers ------------------------------------------------------------------------------------

    @property
    def _actor(self) -> Actor:
        """Who does the verbs: the badge, or in a hall without staff the counter's name."""
        if self._situation.has_staff and self._badge is not None:
            return self._badge
        return self._station

    def _answered_at_door(self, outcome: object) -> None:
        if isinstance(outcome, LoggedIn):
            self._promote(outcome.seq, outcome.day)

    def _promote(self, seq: int, day: date) -> None:
        if self._entering is not None:
            self._badge, self._good_from, self._good_on, self._entering = self._entering[1], seq, day, None

    def _came_or_went(self, errand: Errand) -> None:
        """A verb that is done: if it was one of the door, the door opens or shuts."""
        if errand.act is Act.LOG_IN and self._badge is not None:
            door = Door(shut=None, who=self._badge.staff, day=self._good_on)
            self._situation = replace(self._situation, door=door, **_SWEPT)
            self.touched()
        elif errand.act is Act.LOG_OUT:
            self._forget(Door())

    def _refused_at_door(self, errand: Errand, error: MotcuaError) -> bool:
        """Whether this refusal is the door's affair: a login that failed, or a badge that is good no longer."""
        door = self._situation.door
        if errand.act is Act.LOG_IN:
            self._entering = None
            wait = self._situation.seconds + error.seconds if isinstance(error, PinLocked) else None
            door = replace(door, error=error, tries=door.tries + 1, opens_at=wait)
            self._situation = replace(self._situation, errand=None, remark=None, door=door)
            return True
        if isinstance(error, NotLoggedIn) and self._situation.has_staff:
            self._situation = replace(self._situation, errand=None)
            if self._situation.shut is None:
                self._lose(Loss(cause=Cause.UNKNOWN))
            return True
        return False

    # -- what the journal says -----------------------------------------------------------------------------------

    def _heed(self, events: Iterable[Event]) -> None:
        """Look through the journal's rows for what is about the badge. To be called before they are taken over."""
        for event in events:
            if self._entering is not None and event.command == self._entering[0]:
                self._promote(event.seq, event.day)
            elif self._is_foreign(event) and (loss := _loss_by(event, self._situation.number)) is not None:
                self._lose(loss)

    def _is_foreign(self, event: Event) -> bool:
        """Whether it came after the login, and by another hand than this desk's."""
        errand = self._situation.errand
        own = errand is not None and event.command in errand.commands
        return (self._badge is not None or self._is_unexplained) and event.seq > self._good_from and not own

    @property
    def _is_unexplained(self) -> bool:
        """The badge was refused, and the journal has not told why yet."""
        loss = self._situation.door.loss
        return loss is not None and loss.cause is Cause.UNKNOWN

    def _look_round(self, before: Situation) -> None:
        """After a new state of the hall: is it still he who sits here, and is it still the same day?"""
        now, door = self._situation, self._situation.door
        if before.now is not None and now.now is not None and before.now.day != now.now.day:
            here = [(one.state is State.SERVING, one.label) for one in before.visits]
            door = replace(
                door,
                served=tuple(label for served, label in here if served),
                called=tuple(label for served, label in here if not served),
            )
            ended = door.day is not None and door.day != now.now.day
            if ended and (door.shut is not Shut.LOST or self._is_unexplained):
                self._lose(Loss(cause=Cause.DAY), door)
                return
            self._situation = replace(now, door=door)
        leaving = now.errand is not None and now.errand.act is Act.LOG_OUT
        if self._badge is None or leaving or now.now is None or now.now.seq < self._good_from:
            return
        if now.counter is None or now.counter.officer != self._badge.staff:
            self._lose(Loss(cause=Cause.UNKNOWN, by=(now.counter.officer or "") if now.counter else ""))

    def _lose(self, loss: Loss, door: Door | None = None) -> None:
        known = door or self._situation.door
        self._forget(replace(known, shut=Shut.LOST, loss=loss, error=None))


def _loss_by(event: Event, number: int) -> Loss | None:
    """What this row of somebody else took from who is logged in at this counter."""
    here = event.counter if event.counter is not None and event.counter.number == number else None
    if event.left is not None and event.left.number == number:
        to = event.counter.number if event.counter else None
        return Loss(cause=Cause.MOVED, by=event.actor, counter=to, at=event.at)
    if here is not None and event.step is CounterStep.LOG_IN:
        return Loss(cause=Cause.TAKEN, by=event.actor, at=event.at)
    if here is not None and here.officer is None and event.step is CounterStep.CLOSE_COUNTER:
        return Loss(cause=Cause.CLOSED, by=event.actor, at=event.at)
    return None
