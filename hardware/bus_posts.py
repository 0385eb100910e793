"""What a bus keeps for each device on its line: what to send, when, and how it has fared."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from hardware.exchange import Exchange
from hardware.keypads.interface import AskedKeypad

Make = Callable[[], Exchange]


@dataclass(frozen=True, slots=True, kw_only=True)
class DeviceReport:
    """How one device has fared since the start, for the manager's screen.

    `last_answer` is aware; None for one that never answered, or whose protocol has no answers: of such a one `away`
    tells only whether its line is open. `errors` counts silences and bad answers, retries included.
    """

    name: str
    sent: int
    answers: int
    errors: int
    last_answer: datetime | None
    last_error: str | None
    away: bool


class Tally:
    """The counting behind a report."""

    __slots__ = ("answers", "away", "errors", "last_answer", "last_error", "name", "sent")

    def __init__(self, name: str) -> None:
        self.name = name
        self.sent = 0
        self.answers = 0
        self.errors = 0
        self.last_answer: datetime | None = None
        self.last_error: str | None = None
        self.away = False

    def answer(self, at: datetime) -> None:
        self.answers += 1
        self.last_answer = at
        self.away = False

    def fault(self, why: str) -> None:
        self.errors += 1
        self.last_error = why

    def report(self, *, unreachable: bool) -> DeviceReport:
        return DeviceReport(
            name=self.name,
            sent=self.sent,
            answers=self.answers,
            errors=self.errors,
            last_answer=self.last_answer,
            last_error=self.last_error,
            away=self.away or unreachable,
        )


class Outlet:
    """A sign or a lamp: one wanted state, and when it must be sent next (monotonic seconds). `dark` puts it out."""

    __slots__ = ("_again", "_changed", "_lit", "_make", "dark", "due", "refresh", "tally")

    def __init__(self, name: str, *, refresh: float | None, dark: Make) -> None:
        self.tally = Tally(name)
        self.due = math.inf
        self.dark = dark
        self.refresh = refresh
        self._make: Make | None = None
        self._again: Make | None = None
        self._changed = False
        self._lit = False

    @property
    def may_shine(self) -> bool:
        """Whether something can be seen on it, as far as one knows."""
        return self._make is not None and (self._lit or self._changed)

    def urgency(self) -> tuple[bool, float]:
        """For sorting: what has changed goes before what is only said again, then the longest waiting."""
        return (not self._changed, self.due)

    def want(self, make: Make, again: Make, now: float, *, lit: bool = True) -> None:
        """`lit`: with it something can be seen."""
        self._lit = lit
        self._make = make
        self._again = again
        if not self._changed or self.due > now:
            self.due = now
        self._changed = True

    def again(self, now: float) -> None:
        """The line was away: whatever the device shows, tell it."""
        if self._make is not None:
            self._changed = True
            self.due = now

    def take(self) -> Make:
        if self._make is None:
            raise ValueError(f"nothing is wanted of {self.tally.name}")
        return self._make

    def wants(self, make: Make) -> bool:
        """Whether nothing newer is wanted."""
        return make is self._make

    def told(self, make: Make, now: float) -> None:
        """`make` is out. If something newer is wanted meanwhile, that stays due."""
        if make is self._make:
            self._make = self._again
            self._changed = False
            self.due = math.inf if self.refresh is None else now + self.refresh

    def failed(self, make: Make, later: float) -> None:
        if make is self._make:
            self.due = later


class AskedPost:
    """A call unit that is asked, and when next (monotonic seconds). Belongs to the bus's thread."""

    __slots__ = ("due", "keypad", "tally")

    def __init__(self, keypad: AskedKeypad) -> None:
        self.keypad = keypad
        self.tally = Tally(keypad.name)
        self.due = 0.0
