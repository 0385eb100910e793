"""A hall's hours as people write them, and the calendar they stand for."""

from __future__ import annotations

import re
from datetime import date, time, timedelta
from pathlib import Path
from typing import Annotated, Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

import msgspec

from shared.domain.errors import ConfigError
from shared.domain.hours import Calendar, Hours
from shared.form import Form, near

_DAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_SPAN: Final = re.compile(r"([0-9]{2}:[0-9]{2}) *- *([0-9]{2}:[0-9]{2})")
_Minutes = Annotated[int, msgspec.Meta(ge=0, le=24 * 60)]


class HoursForm(Form, frozen=True, kw_only=True):
    """``[hours]``: spans as "07:30-11:30"; `special` replaces the week's hours on single dates."""

    monday: tuple[str, ...] = ()
    tuesday: tuple[str, ...] = ()
    wednesday: tuple[str, ...] = ()
    thursday: tuple[str, ...] = ()
    friday: tuple[str, ...] = ()
    saturday: tuple[str, ...] = ()
    sunday: tuple[str, ...] = ()
    holidays: tuple[date, ...] = ()
    special: dict[str, tuple[str, ...]] = msgspec.field(default_factory=dict)
    tickets_from_minutes_before: _Minutes = 30
    tickets_until_minutes_before: _Minutes = 0


def calendar_of(hours: HoursForm, time_zone: str, where: str | Path) -> Calendar:
    """The calendar of a hall with these hours. Raises ConfigError where two of them contradict each other."""
    try:
        zone = ZoneInfo(time_zone)
    except (ZoneInfoNotFoundError, ValueError):
        meant = near(time_zone, available_timezones())
        raise ConfigError(where, "time_zone", time_zone, "write a zone such as Asia/Ho_Chi_Minh", meant) from None
    special = {}
    for text, spans in hours.special.items():
        try:
            day = date.fromisoformat(text)
        except ValueError:
            day = None
        if day is None or day.isoformat() != text:  # another spelling could name one date twice
            raise ConfigError(where, "hours.special", text, "write a date such as 2026-12-31")
        special[day] = _spans(spans, f"hours.special.{text}", where)
    return Calendar(
        zone=zone,
        weekly={n: _spans(getattr(hours, name), f"hours.{name}", where) for n, name in enumerate(_DAYS)},
        holidays=frozenset(hours.holidays),
        special=special,
        tickets_before=timedelta(minutes=hours.tickets_from_minutes_before),
        tickets_until=timedelta(minutes=hours.tickets_until_minutes_before),
    )


def _spans(texts: tuple[str, ...], key: str, where: str | Path) -> tuple[Hours, ...]:
    spans: list[Hours] = []
    for text in texts:
        written = _SPAN.fullmatch(text.strip())
        try:
            opens, closes = map(time.fromisoformat, written.groups() if written else ())
        except ValueError:
            raise ConfigError(where, key, text, 'write spans such as "07:30-11:30"') from None
        if opens >= closes or (spans and opens < spans[-1].closes):
            raise ConfigError(where, key, text, "each span must end after it starts and start after the one before")
        spans.append(Hours(opens=opens, closes=closes))
    return tuple(spans)
