"""Who sits at the desk, as far as the screen may know: never the badge, never a PIN."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from shared.domain.errors import MotcuaError


class Shut(StrEnum):
    """Why the desk asks for a staff number and a PIN."""

    NOBODY = "nobody"  #: nobody has logged in, or he has left
    LOCKED = "locked"  #: by key, or because nobody touched it for long
    HANDED_OVER = "handed-over"  #: for the next officer
    LOST = "lost"  #: the badge is good no longer


class Cause(StrEnum):
    """What ended a login that its officer did not end himself."""

    TAKEN = "taken"  #: somebody logged in at this counter
    MOVED = "moved"  #: he logged in elsewhere himself
    CLOSED = "closed"  #: somebody closed the counter
    DAY = "day"  #: the day ended
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Loss:
    """What is known of it: `by` whom (a staff code or a station), to which `counter` he moved, and when."""

    cause: Cause
    by: str = ""
    counter: int | None = None
    at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    """Before the desk of a hall with staff. `shut` is None while somebody is logged in.

    `who` is the staff code of the one who is here, or was here last; "" where nobody is to be suggested. `error` is why
    the last try was refused, `tries` how many were, `opens_at` (monotonic seconds) when a locked number may be tried
    again. `day` is the day of the login; `served` and `called` are the labels that were here when that day ended.
    """

    shut: Shut | None = Shut.NOBODY
    who: str = ""
    error: MotcuaError | None = None
    tries: int = 0
    opens_at: float | None = None
    loss: Loss | None = None
    day: date | None = None
    served: tuple[str, ...] = ()
    called: tuple[str, ...] = ()
