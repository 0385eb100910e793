"""What happens at a desk that nobody touches: it locks, or it calls the next. Measured in seconds that never go back,
so that neither a clock put forward locks a desk nor one put back keeps it open."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import timedelta
from typing import Final

from counter.acts import Act
from counter.gestures import Gestures
from counter.situation import Page, Situation
from counter.state import Notice, Tone
from shared.text import words

#: For so many seconds it is said that the next will be called.
COUNT_DOWN: Final = 5
#: Seconds after which a PIN that was typed and not sent is wiped: somebody else may stand there by then.
FORGOTTEN: Final = 60


class Patience(Gestures):
    """The part of a desk that waits. Each gesture is a touch."""

    _touched_at = 0.0
    _ready_since: float | None = None
    _lapsed: float | None = None  # the touch after which what was typed at the gate was wiped

    def touched(self) -> None:
        """Somebody is there: a key, a click. Whatever was counted down begins anew."""
        self._touched_at = self._seconds_now()
        if self._situation.auto_in is not None:
            self._put(auto_in=None)

    def _wait_on(self) -> None:
        """A second has passed."""
        now = self._situation
        desk = now.reference.rules.desk if now.reference else None
        if desk is None:
            return
        idle = self._seconds_now() - self._touched_at
        if now.shut is not None and idle >= FORGOTTEN and self._lapsed != self._touched_at and now.errand is None:
            self._lapsed = self._touched_at
            self._lapse()
        lock = desk.lock_after
        if lock and now.has_staff and now.shut is None and now.errand is None and idle >= lock.total_seconds():
            self._leave(Act.LOCK)
            return
        self._call_by_itself(desk.auto_call)

    def _call_by_itself(self, after: timedelta | None) -> None:
        if after is None or not is_ready(self._situation):
            self._ready_since = None
            self._situation = replace(self._situation, auto_in=None)
            return
        at = self._seconds_now()
        self._ready_since = at if self._ready_since is None else self._ready_since
        left = after.total_seconds() - (at - max(self._ready_since, self._touched_at))
        if left > 0:
            soon = math.ceil(left) if left <= COUNT_DOWN else None
            self._situation = replace(self._situation, auto_in=soon)
            return
        self._ready_since = None
        self._situation = replace(self._situation, auto_in=None)
        self._ask(Act.CALL_NEXT, lambda hall: hall.call_next, self._situation.number)


def soon(situation: Situation) -> Notice | None:
    """That the next will be called, and how to stop it."""
    left = situation.auto_in
    if left is None:
        return None
    text = words(situation.language).ngettext(
        "Tự gọi số tiếp theo sau {n} giây. Bấm phím bất kỳ để dừng.",
        "Tự gọi số tiếp theo sau {n} giây. Bấm phím bất kỳ để dừng.",
        left,
    )
    return Notice(tone=Tone.SOON, text=text.format(n=left))


def is_ready(situation: Situation) -> bool:
    """Whether the next may be called without a hand: the counter is open and free, somebody waits, nothing lies over
    the desk that an officer is busy with, and no emergency stands: nobody is called into a fire by a clock."""
    quiet = situation.errand is None and situation.away_since is None and not situation.covered
    quiet = quiet and not situation.emergencies
    return quiet and situation.page is Page.IDLE and not situation.visits and bool(situation.line)
