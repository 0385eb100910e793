"""The verbs of counters and of who sits there: log in, open, pause, close; who works in the hall; what is said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import Final

from shared import pins
from shared.domain.counter import Counter, CounterState
from shared.domain.errors import (
    ConfigError,
    CounterBusy,
    CounterNotOpen,
    LoggedInElsewhere,
    NotAllowed,
    NotLoggedIn,
    UnknownCounter,
    UnknownStaff,
    WeakPin,
    WrongPin,
)
from shared.domain.events import CommandId, CounterStep, HallStep, Message, WordStep
from shared.domain.roles import Actor, Badge, Right, Role, Staff
from shared.permission import permit
from shared.readings import Readings
from shared.store.turn import Turn
from shared.text import nfc
from shared.verb import Done, counter_of, released

LONGEST_MESSAGE: Final = 240
#: Why a counter pauses that its officer left for another one.
MOVED: Final = "moved"


class Staffing(Readings):
    """The part of `shared.hall.Hall` that is about counters and staff."""

    # -- who is there --------------------------------------------------------------------------------------------

    def log_in(
        self, badge: Badge, pin: str, *, counter: int | None, command: CommandId, take_over: bool = False
    ) -> Counter | None:
        """Make this new badge good at `counter` (None: at no counter). Whoever was logged in there no longer is: that
        is how a counter is handed over, with the visit it has. Takes 50 ms or more.

        Refuses: WrongPin, PinLocked; UnknownCounter; LoggedInElsewhere unless `take_over`, which pauses the other one.
        """
        self.check_pin(badge.staff, pin)

        def work(turn: Turn) -> Done:
            before = turn.login_of(badge.staff)
            left = None
            if before is not None and before.counter != counter:
                if not take_over:
                    raise LoggedInElsewhere(before.counter)
                left = _left(turn, before.counter)
            here = turn.counter(counter) if counter is not None else None
            turn.put_login(badge, counter)
            if here is None:
                return Done(left=left)
            return Done(counter=turn.save_counter(replace(here, officer=badge.staff)), left=left)

        return self._do(CounterStep.LOG_IN, work, command, badge).counter

    def check_pin(self, code: str, pin: str) -> None:
        """Whether this PIN goes with this staff number. A try counts before it is checked, and everywhere at once.
        Refuses: WrongPin, PinLocked. Takes 50 ms or more."""
        trial = self._store.begin_try(code)
        if not pins.fits(pin, trial.pin or _nobodys()) or trial.pin is None:
            raise WrongPin(trial.tries_left)
        self._store.forget_tries(code)

    def log_out(self, *, command: CommandId, actor: Badge) -> Counter | None:
        """Nobody is there any more; an open counter closes. Refuses: NotLoggedIn; CounterBusy while somebody is
        there."""

        def work(turn: Turn) -> Done:
            login = turn.login_of(actor.staff)
            if login is None or not login.is_of(actor):
                raise NotLoggedIn
            turn.drop_login(actor.staff)
            if login.counter is None:
                return Done()
            there = turn.at_counter(login.counter)
            if there:
                raise CounterBusy(login.counter, there[0].label)
            here = turn.counter(login.counter)
            return Done(moved=tuple(released(turn, here)), counter=_closed(turn, here))

        return self._do(CounterStep.LOG_OUT, work, command, actor).counter

    # -- counters ------------------------------------------------------------------------------------------------

    def open_counter(
        self, counter: int, *, command: CommandId, actor: Actor, profile: str | None = None, officer: str | None = None
    ) -> Counter:
        """Begin to take citizens; also ends a pause. `officer` is who sits there in a hall without staff; elsewhere it
        is whoever is logged in. Refuses: UnknownProfile; NotAllowed for a profile he does not have."""

        def work(turn: Turn) -> Done:
            somebody = permit(turn, actor, Right.WORK, counter=counter)
            known = turn.counter(counter)
            serves = turn.reference.profile(profile or known.profile).code
            if somebody is not None and serves != known.profile:
                _refuse_other_profile(somebody, serves)
            opened = replace(
                known,
                state=CounterState.OPEN,
                profile=serves,
                officer=somebody.code if somebody else officer or known.officer,
                since=turn.at,
                reason=None,
            )
            return Done(counter=turn.save_counter(opened))

        return counter_of(self._do(CounterStep.OPEN_COUNTER, work, command, actor))

    def pause_counter(self, counter: int, *, command: CommandId, actor: Actor, reason: str | None = None) -> Counter:
        """Take no new citizens for a while; the present visit goes on. Refuses: CounterNotOpen."""

        def work(turn: Turn) -> Done:
            _permit_at(turn, actor, counter)
            known = turn.counter(counter)
            if known.state is not CounterState.OPEN:
                raise CounterNotOpen(counter)
            paused = replace(known, state=CounterState.PAUSED, since=turn.at, reason=reason)
            return Done(counter=turn.save_counter(paused))

        return counter_of(self._do(CounterStep.PAUSE_COUNTER, work, command, actor))

    def close_counter(self, counter: int, *, command: CommandId, actor: Actor, release: bool = False) -> Counter:
        """End the work at this counter. Who was kept for it is kept no longer; whoever is logged in there stays so,
        unless somebody else closes it.

        Refuses: CounterBusy while somebody is there, unless `release`: then they go back in line with the rank they
        have. That is for a counter whose machine or officer is gone.
        """

        def work(turn: Turn) -> Done:
            _permit_at(turn, actor, counter)
            known = turn.counter(counter)
            there = turn.at_counter(counter)
            if there and not release:
                raise CounterBusy(counter, there[0].label)
            moved = released(turn, known)
            login = turn.login_at(counter)
            stays = isinstance(actor, Badge) and login is not None and login.staff == actor.staff
            if login is not None and not stays:
                turn.drop_login(login.staff)
            return Done(counter=_closed(turn, known, officer=known.officer if stays else None), moved=tuple(moved))

        return counter_of(self._do(CounterStep.CLOSE_COUNTER, work, command, actor))

    def assign(self, counter: int, profile: str, *, command: CommandId, actor: Actor) -> Counter:
        """Give a counter another work profile, whatever it does now. Refuses: UnknownProfile, NotAllowed."""

        def work(turn: Turn) -> Done:
            permit(turn, actor, Right.OTHER_COUNTERS, counter=counter)
            serves = turn.reference.profile(profile).code
            return Done(counter=turn.save_counter(replace(turn.counter(counter), profile=serves)))

        return counter_of(self._do(CounterStep.ASSIGN, work, command, actor))

    # -- who works here, and what is said -------------------------------------------------------------------------

    def put_staff(self, one: Staff, pin: str, *, command: CommandId, actor: Actor) -> None:
        """Take somebody on, or change what is known of him, with this PIN; who is logged in with the old one no longer
        is. The name stands in the store and in no journal row. Refuses: WeakPin; NotAllowed; UnknownStaff never."""
        if not pins.is_good(pin):
            raise WeakPin
        kept = pins.hashed(pin)

        def work(turn: Turn) -> Done:
            permit(turn, actor, Right.STAFF)
            if one.agency is not None and one.agency not in turn.reference.agencies:
                raise ConfigError("staff", "agency", one.agency, "the catalogue has no such agency")
            if one.role is Role.LEAD and one.agency is None:
                raise ConfigError("staff", "agency", None, "a lead leads an agency: name it")
            for code in one.profiles:
                turn.reference.profile(code)
            turn.drop_login(one.code)
            turn.put_staff(one, kept)
            return Done(note=one.code)

        self._do(HallStep.PUT_STAFF, work, command, actor)

    def drop_staff(self, code: str, *, command: CommandId, actor: Actor) -> None:
        """Somebody no longer works here. Refuses: UnknownStaff."""

        def work(turn: Turn) -> Done:
            permit(turn, actor, Right.STAFF)
            if code not in turn.reference.staff:
                raise UnknownStaff(code)
            turn.drop_login(code)
            turn.drop_staff(code)
            return Done(note=code)

        self._do(HallStep.PUT_STAFF, work, command, actor)

    def say(self, text: str, *, command: CommandId, actor: Actor, counters: Sequence[int] = ()) -> Message:
        """Tell counters something (none named: all). Refuses: NotAllowed for nothing or too much; UnknownCounter."""
        written = nfc(" ".join(text.split()))
        if not written or len(written) > LONGEST_MESSAGE:
            raise NotAllowed(f"a message has 1 to {LONGEST_MESSAGE} characters")

        def work(turn: Turn) -> Done:
            permit(turn, actor, Right.MESSAGE)
            known = {one.number for one in turn.counters()}
            for number in counters:
                if number not in known:
                    raise UnknownCounter(number)
                permit(turn, actor, Right.MESSAGE, counter=number)
            message = Message(
                id=turn.seq, at=turn.at, author=str(actor), text=written, counters=tuple(sorted(set(counters)))
            )
            turn.add_message(message)
            return Done(message=message)

        message = self._do(WordStep.MESSAGE, work, command, actor).message
        if message is None:
            raise AssertionError("a message without one")
        return message


@cache
def _nobodys() -> str:
    """Held against where nobody has the number, so that how long it takes says nothing."""
    return pins.hashed("907214")


def _permit_at(turn: Turn, actor: Actor, counter: int) -> None:
    """The one who is logged in there, or one who may see to others' counters."""
    login = turn.login_of(actor.staff) if isinstance(actor, Badge) else None
    own = login is None or login.counter == counter
    permit(turn, actor, Right.WORK if own else Right.OTHER_COUNTERS, counter=counter)


def _closed(turn: Turn, counter: Counter, *, officer: str | None = None) -> Counter:
    closed = replace(counter, state=CounterState.CLOSED, officer=officer, since=turn.at, reason=None)
    return turn.save_counter(closed)


def _left(turn: Turn, counter: int | None) -> Counter | None:
    """The counter an officer leaves for another one: it takes nobody until somebody sits there again."""
    if counter is None:
        return None
    known = turn.counter(counter)
    if known.state is CounterState.OPEN:
        known = replace(known, state=CounterState.PAUSED, since=turn.at, reason=MOVED)
    return turn.save_counter(replace(known, officer=None))


def _refuse_other_profile(somebody: Staff, profile: str) -> None:
    if somebody.profiles and profile not in somebody.profiles and somebody.role is Role.OFFICER:
        raise NotAllowed(f"{somebody.code} does not work with profile {profile}")
