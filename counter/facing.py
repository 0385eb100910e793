"""What the citizen in front of the counter is told: the same on the counter's own sign and on the screen beside it.

Nothing here says who somebody is: a label, and the field of a visit that has begun.
"""

from __future__ import annotations

from dataclasses import dataclass

from counter.situation import Page, Situation
from shared.counter_shows import Doing, counter_shows
from shared.domain.ticket import Ticket
from shared.text import words


@dataclass(frozen=True, slots=True, kw_only=True)
class Facing:
    """`says` and `more` in Vietnamese and English; `more` may be empty. `times`: how often `label` was invited; `doing`
    is None while nothing is known of the hall. `emergency` is the newest that stands, ("", "") where none does: it goes
    before all but an invitation."""

    counter: int
    doing: Doing | None = None
    label: str = ""
    times: int = 0
    says: tuple[str, str] = ("", "")
    more: tuple[str, str] = ("", "")
    emergency: tuple[str, str] = ("", "")


def facing(situation: Situation) -> Facing:
    """What the hall sees of this counter, in words for the one who stands before it."""
    number, now = situation.number, situation.now
    emergency = next((one.said.read("vi") for one in situation.emergencies), ("", ""))
    if now is None or situation.page in (Page.CONNECTING, Page.UNKNOWN):
        return Facing(counter=number, emergency=emergency)
    shows = counter_shows(now, number)
    more = ("", "")
    if shows.doing is Doing.SERVING and shows.ticket is not None:
        more = _field(shows.ticket, situation)
    elif shows.doing is Doing.PAUSED:
        more = _reason(situation)
    return Facing(
        counter=number,
        doing=shows.doing,
        label=shows.ticket.label if shows.ticket is not None else "",
        times=shows.times,
        says=_says(shows.doing),
        more=more,
        emergency=emergency,
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


def _field(ticket: Ticket, situation: Situation) -> tuple[str, str]:
    known = situation.reference.services.get(ticket.service) if situation.reference else None
    return (known.name("vi"), known.name("en")) if known else ("", "")


def _reason(situation: Situation) -> tuple[str, str]:
    """What the hall wants citizens to read of this pause; mostly nothing."""
    if situation.reference is None or situation.counter is None:
        return "", ""
    pause = situation.reference.rules.desk.pause(situation.counter.reason)
    return (pause.public("vi"), pause.public("en")) if pause is not None else ("", "")
