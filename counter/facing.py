"""What the citizen in front of the counter is told: the same on the counter's own sign and on the screen beside it.

Nothing here says who somebody is: a label, and the field of a visit that has begun.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from counter.situation import Page, Situation
from shared.domain.counter import CounterState
from shared.domain.ticket import State, Ticket
from shared.text import words


class Doing(StrEnum):
    """What a counter is doing, as a citizen sees it."""

    UNKNOWN = "unknown"  #: nothing is known of the hall yet
    CLOSED = "closed"
    PAUSED = "paused"
    FREE = "free"  #: open, and nobody is there
    INVITING = "inviting"
    SERVING = "serving"


@dataclass(frozen=True, slots=True, kw_only=True)
class Facing:
    """`says` and `more` in Vietnamese and English; `more` may be empty. `times`: how often `label` was invited."""

    counter: int
    doing: Doing
    label: str = ""
    times: int = 0
    says: tuple[str, str] = ("", "")
    more: tuple[str, str] = ("", "")


def facing(situation: Situation) -> Facing:
    """Somebody who was invited goes before a visit, and both before the state of the counter: he must find it."""
    number = situation.number
    if situation.page in (Page.CONNECTING, Page.UNKNOWN):
        return Facing(counter=number, doing=Doing.UNKNOWN)
    invited = [one for one in situation.visits if one.state is State.CALLED]
    if invited:
        newest = max(invited, key=lambda one: (one.called_at or one.issued_at, one.id))
        return _with(newest, situation, Doing.INVITING)
    if situation.visits:
        return _with(situation.visits[0], situation, Doing.SERVING)
    state = situation.counter.state if situation.counter else CounterState.CLOSED
    if state is CounterState.PAUSED:
        return Facing(counter=number, doing=Doing.PAUSED, says=_says(Doing.PAUSED), more=_reason(situation))
    doing = Doing.FREE if state is CounterState.OPEN else Doing.CLOSED
    return Facing(counter=number, doing=doing, says=_says(doing))


def _with(ticket: Ticket, situation: Situation, doing: Doing) -> Facing:
    return Facing(
        counter=situation.number,
        doing=doing,
        label=ticket.label,
        times=ticket.calls,
        says=_says(doing),
        more=_field(ticket, situation) if doing is Doing.SERVING else ("", ""),
    )


def _says(doing: Doing) -> tuple[str, str]:
    return _in(doing, "vi"), _in(doing, "en")


def _in(doing: Doing, language: str) -> str:
    _ = words(language).gettext
    match doing:
        case Doing.CLOSED:
            return _("Quầy đóng")
        case Doing.PAUSED:
            return _("Quầy tạm nghỉ")
        case Doing.FREE:
            return _("Xin chờ số tiếp theo được mời")
        case Doing.INVITING:
            return _("Xin mời vào quầy")
        case Doing.SERVING:
            return _("Đang phục vụ")
        case Doing.UNKNOWN:
            return ""


def _field(ticket: Ticket, situation: Situation) -> tuple[str, str]:
    known = situation.reference.services.get(ticket.service) if situation.reference else None
    return (known.name("vi"), known.name("en")) if known else ("", "")


def _reason(situation: Situation) -> tuple[str, str]:
    """What the hall wants citizens to read of this pause; mostly nothing."""
    if situation.reference is None or situation.counter is None:
        return "", ""
    pause = situation.reference.rules.desk.pause(situation.counter.reason)
    return (pause.public("vi"), pause.public("en")) if pause is not None else ("", "")
