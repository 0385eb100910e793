"""A counter: a service point with a number on the wall."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class CounterState(StrEnum):
    """Whether a counter takes citizens."""

    CLOSED = "closed"
    OPEN = "open"
    PAUSED = "paused"


@dataclass(frozen=True, slots=True, kw_only=True)
class Counter:
    """A counter as it stands: its number on the wall, its work profile, who sits there.

    `since` is when it took this state (aware; None before it was ever opened); `reason` why it is paused.
    """

    number: int
    profile: str
    state: CounterState = CounterState.CLOSED
    officer: str | None = None
    since: datetime | None = None
    reason: str | None = None
