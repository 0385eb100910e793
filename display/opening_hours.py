"""When the hall closes and opens, as the board tells it: quietly by day, counting down before it matters."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from gettext import NullTranslations
from typing import Final

from display.captions import both, other
from display.state import Said
from shared.domain.hours import Calendar, Session
from shared.text import words

COUNT_DOWN: Final = timedelta(minutes=30)
_NOON: Final = (time(10, 0), time(14, 0))


@dataclass(frozen=True, slots=True, kw_only=True)
class HoursSaid:
    """A sentence about the hours. `pressing`: it counts down, or the hall is shut, so it comes before all others."""

    said: Said
    pressing: bool


def hours_said(calendar: Calendar, at: datetime, language: str) -> HoursSaid | None:
    """What to tell at `at` (aware); None where the hall does not open within two months."""
    opening = calendar.opening(at)
    now, coming = opening.now, opening.next
    if now is not None:
        if now.closes - at > COUNT_DOWN:
            return HoursSaid(said=_today(calendar, at, language), pressing=False)
        same_day = coming is not None and coming.day == now.day
        return HoursSaid(
            said=_closing(now, _minutes(now.closes - at), pause=same_day, language=language), pressing=True
        )
    if coming is None:
        return None
    return HoursSaid(said=_shut(calendar, at, coming, language), pressing=True)


def _today(calendar: Calendar, at: datetime, language: str) -> Said:
    sessions = calendar.sessions(calendar.business_day(at))
    spans = ", ".join(f"{one.opens:%H:%M}–{one.closes:%H:%M}" for one in sessions)
    return both(language, lambda _: _("Giờ làm việc hôm nay: {spans}").format(spans=spans))


def _closing(session: Session, left: int, *, pause: bool, language: str) -> Said:
    clock = f"{session.closes:%H:%M}"

    def say(words: NullTranslations) -> str:
        if pause and _at_noon(session):
            text = words.ngettext("Nghỉ trưa lúc {clock} – còn {n} phút", "Nghỉ trưa lúc {clock} – còn {n} phút", left)
        elif pause:
            text = words.ngettext("Tạm nghỉ lúc {clock} – còn {n} phút", "Tạm nghỉ lúc {clock} – còn {n} phút", left)
        else:
            text = words.ngettext(
                "Hết giờ làm việc lúc {clock} – còn {n} phút", "Hết giờ làm việc lúc {clock} – còn {n} phút", left
            )
        return text.format(clock=clock, n=left)

    return _twice(language, say)


def _shut(calendar: Calendar, at: datetime, coming: Session, language: str) -> Said:
    today = calendar.business_day(at)
    left = _minutes(coming.opens - at)
    soon = coming.opens - at <= COUNT_DOWN
    noon = bool(coming.index) and coming.day == today and _at_noon(calendar.sessions(today)[coming.index - 1])

    def say(words: NullTranslations) -> str:
        _ = words.gettext
        if coming.day == today and soon and coming.index:
            text = words.ngettext(
                "Mở cửa lại lúc {clock} – còn {n} phút", "Mở cửa lại lúc {clock} – còn {n} phút", left
            )
        elif coming.day == today and soon:
            text = words.ngettext("Mở cửa lúc {clock} – còn {n} phút", "Mở cửa lúc {clock} – còn {n} phút", left)
        elif noon:
            text = _("Đang nghỉ trưa. Mở cửa lại lúc {clock}.")
        elif coming.day == today:
            text = _("Mở cửa lúc {clock}.")
        elif coming.day == today + timedelta(days=1):
            text = _("Ngoài giờ làm việc. Mở cửa lúc {clock} ngày mai, {day}.")
        else:
            text = _("Ngoài giờ làm việc. Mở cửa lúc {clock} ngày {day}.")
        return text.format(clock=f"{coming.opens:%H:%M}", n=left, day=f"{coming.opens:%d/%m}")

    return _twice(language, say)


def _twice(language: str, say: Callable[[NullTranslations], str]) -> Said:
    main, small = say(words(language)), say(words(other(language)))
    return Said(main=main, small="" if small == main else small)


def _at_noon(session: Session) -> bool:
    return _NOON[0] <= session.closes.timetz().replace(tzinfo=None) <= _NOON[1]


def _minutes(span: timedelta) -> int:
    """Whole minutes, begun ones counted: at the last second it is one minute."""
    return max(1, -(-span // timedelta(minutes=1)))
