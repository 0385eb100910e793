"""What an officer does besides visits: choose a work profile, pause with a reason, read messages."""

from __future__ import annotations

from dataclasses import replace

from counter.acts import Act
from counter.gestures import Gestures
from counter.mail import letters, unread
from counter.profiles import choosable
from counter.read_marks import ReadMarks
from counter.situation import Menu, Situation
from shared.domain.counter import CounterState


class DutyGestures(Gestures):
    """The part of a desk's gestures that is about the counter and its officer."""

    _marks: ReadMarks

    def pick(self, code: str) -> None:
        """One of the list that lies over the desk: an act, a profile, a reason or a message, by its code."""
        self.touched()
        menu = self._situation.menu
        if menu is Menu.MAIL:
            self.have_read(int(code))
            return
        self._put(menu=None)
        if menu is Menu.OFFICER:
            self.act(Act(code))
        elif menu is Menu.PROFILES:
            self._open_with(code)
        elif menu is Menu.PAUSES:
            self.pause_for(code)

    def pause_for(self, reason: str) -> None:
        """Pause, and say why: a code of the hall's rules."""
        self.touched()
        now = self._situation
        if now.errand is None and now.possible(Act.PAUSE):
            self._ask(Act.PAUSE, lambda hall: hall.pause_counter, now.number, options={"reason": reason})

    def pause_by_number(self, place: int) -> None:
        """Pause for the reason that stands at this place, from 0; nothing, where there is none."""
        reasons = self._situation.reference.rules.desk.pauses if self._situation.reference else ()
        if 0 <= place < len(reasons):
            self.pause_for(reasons[place].code)

    def have_read(self, message: int) -> None:
        """This message need not be shown any more. 0 stands for the new work profile."""
        self.touched()
        now = self._situation
        if message == 0:
            self._put(assigned=None)
            return
        letter = next((one for one in letters(now) if one.id == message), None)
        if letter is not None and now.now is not None:
            read = now.read.marked(letter.mark, now.reader, now.now.day)
            self._put(read=read)
            self._marks.keep(read)

    def have_read_first(self) -> None:
        """The one that is shown was read."""
        for letter in unread(self._situation)[:1]:
            self.have_read(letter.id)

    def _open(self) -> None:
        """With the counter's own profile at once, unless there is something to choose."""
        now = self._situation
        closed = now.counter is not None and now.counter.state is CounterState.CLOSED
        if now.has_staff and closed and _has_own(now) and len(choosable(now)) > 1:
            self._put(menu=Menu.PROFILES, remark=None)
        else:
            self._open_with(None)

    def _open_with(self, profile: str | None) -> None:
        now = self._situation
        if now.errand is None and now.counter is not None and now.shut is None:
            options = {"officer": now.officer or None, "profile": profile}
            self._ask(Act.OPEN, lambda hall: hall.open_counter, now.number, options=options)

    def _pause(self) -> None:
        """At once in a hall that does not ask who works; elsewhere the reason is asked for."""
        now = self._situation
        if now.has_staff:
            self._put(menu=Menu.PAUSES, remark=None)
        else:
            self._ask(Act.PAUSE, lambda hall: hall.pause_counter, now.number)

    def _note_profile(self, before: Situation) -> None:
        """Whether somebody else gave the counter another work profile."""
        now = self._situation
        own = now.errand is not None and now.errand.act is Act.OPEN
        if before.counter is None or now.counter is None or own or before.counter.profile == now.counter.profile:
            return
        self._situation = replace(now, assigned=now.counter.profile)

    def _of_officer(self, act: Act) -> None:
        """An act of the menu."""
        if act is Act.PROFILE:
            self._put(menu=Menu.PROFILES, remark=None)
        elif act is Act.MAIL:
            self._put(menu=Menu.MAIL, remark=None)
        else:
            self._leave(act)


def _has_own(situation: Situation) -> bool:
    """Whether the officer works with certain profiles only: then opening asks which."""
    somebody = situation.reference.staff.get(situation.door.who) if situation.reference else None
    return somebody is not None and bool(somebody.profiles)
