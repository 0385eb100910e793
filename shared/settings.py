"""Settings people write: the hall's rules (hall.toml) and what one machine is (motcua.toml).

Whatever is wrong is a ConfigError with file, key, value and cure. The hall's rules are kept in the store in the
same form, so that all machines of a hall obey the same ones.
"""

from __future__ import annotations

import difflib
import re
import tomllib
from datetime import date, time, timedelta
from pathlib import Path
from typing import Annotated, Final, TypeVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec

from shared.domain.discipline import ClassFirst, Credit, Discipline, PriorityClass, Ratio
from shared.domain.errors import ConfigError
from shared.domain.hours import Calendar, Hours
from shared.domain.numbering import PastEnd, SeriesRule
from shared.domain.rules import HallRules

_DAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_Count = Annotated[int, msgspec.Meta(ge=0)]
_Positive = Annotated[int, msgspec.Meta(ge=1)]


class _Form(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, omit_defaults=True):
    """A table of a settings file."""


class HoursForm(_Form, frozen=True, kw_only=True):
    """``[hours]``: spans as "07:30-11:30"; `special` replaces the week's hours on single dates."""

    monday: tuple[str, ...] = ()
    tuesday: tuple[str, ...] = ()
    wednesday: tuple[str, ...] = ()
    thursday: tuple[str, ...] = ()
    friday: tuple[str, ...] = ()
    saturday: tuple[str, ...] = ()
    sunday: tuple[str, ...] = ()
    holidays: tuple[date, ...] = ()
    special: dict[str, tuple[str, ...]] = {}
    tickets_from_minutes_before: _Count = 30
    tickets_until_minutes_before: _Count = 0


class PriorityForm(_Form, frozen=True, kw_only=True):
    """One ``[[priority]]``."""

    code: str
    name_vi: str
    name_en: str
    credit_minutes: _Count = 0


class DisciplineForm(_Form, frozen=True, kw_only=True):
    """``[discipline]``: kind credit, ratio (with shares) or class_first (with order and patience_minutes)."""

    kind: str = "credit"
    shares: dict[str, _Positive] = {}
    order: tuple[str, ...] = ()
    patience_minutes: _Positive = 60


class RecallForm(_Form, frozen=True, kw_only=True):
    """``[recall]``: how often a ticket is invited in a row; what a return costs."""

    limit: _Positive = 3
    return_credit_minutes: _Count = 20
    return_limit: _Count = 3


class SeriesForm(_Form, frozen=True, kw_only=True):
    """``[series]``: where every series starts and ends, and what comes after the end."""

    first: _Count = 1
    last: _Positive = 999
    past_end: PastEnd = PastEnd.EXTEND


class SlipForm(_Form, frozen=True, kw_only=True):
    """``[slip]``: the hall's own lines at the foot of the paper."""

    footer_vi: tuple[str, ...] = ()
    footer_en: tuple[str, ...] = ()


class HallForm(_Form, frozen=True, kw_only=True):
    """hall.toml, whole."""

    id: str
    name_vi: str
    name_en: str
    time_zone: str = "Asia/Ho_Chi_Minh"
    hours: HoursForm
    priority: tuple[PriorityForm, ...]
    discipline: DisciplineForm = DisciplineForm()
    recall: RecallForm = RecallForm()
    series: SeriesForm = SeriesForm()
    slip: SlipForm = SlipForm()


class KioskForm(_Form, frozen=True, kw_only=True):
    """``[kiosk]``: its name in the journal, its printer, the hall's page for a ticket's QR."""

    name: str = "kiosk-1"
    printer: str = ""
    ticket_page: str = "https://motcua.local/p/"


class CounterForm(_Form, frozen=True, kw_only=True):
    """``[counter]``: the number on the wall and who sits there."""

    number: _Positive = 1
    officer: str = ""


class DisplayForm(_Form, frozen=True, kw_only=True):
    """``[display]``: which counters this board speaks for; none named means all."""

    name: str = "board-1"
    counters: tuple[int, ...] = ()


class StationForm(_Form, frozen=True, kw_only=True):
    """motcua.toml: which store, which hall, and what this machine is."""

    store: str
    hall: str
    language: str = "vi"
    kiosk: KioskForm = KioskForm()
    counter: CounterForm = CounterForm()
    display: DisplayForm = DisplayForm()


_FormType = TypeVar("_FormType", bound=_Form)


def read_hall(path: Path) -> HallForm:
    """The hall's rules as written. Raises ConfigError; `rules_of` has been tried, so the form is usable."""
    form = _read(path, HallForm)
    rules_of(form, where=path)
    return form


def read_station(path: Path) -> StationForm:
    """What this machine is. Raises ConfigError."""
    return _read(path, StationForm)


def pack(form: HallForm) -> str:
    """The form as the store keeps it."""
    return msgspec.json.encode(form).decode()


def unpack(text: str) -> HallForm:
    """What `pack` made."""
    return msgspec.json.decode(text, type=HallForm)


def rules_of(form: HallForm, *, where: str | Path = "store") -> HallRules:
    """The rules a form stands for. Raises ConfigError where two settings contradict each other."""
    codes = [one.code for one in form.priority]
    if "normal" not in codes:
        raise ConfigError(where, "priority.code", codes, 'name a class with code = "normal"')
    if len(set(codes)) != len(codes):
        raise ConfigError(where, "priority.code", codes, "give each class its own code")
    if form.series.last < form.series.first:
        raise ConfigError(where, "series.last", form.series.last, "must not be below series.first")
    return HallRules(
        id=form.id,
        name_vi=form.name_vi,
        name_en=form.name_en,
        calendar=_calendar(form, where),
        classes=tuple(
            PriorityClass(
                code=one.code,
                name_vi=one.name_vi,
                name_en=one.name_en,
                credit=timedelta(minutes=one.credit_minutes),
            )
            for one in form.priority
        ),
        discipline=_discipline(form.discipline, codes, where),
        series=SeriesRule(first=form.series.first, last=form.series.last, past_end=form.series.past_end),
        recall_limit=form.recall.limit,
        return_credit=timedelta(minutes=form.recall.return_credit_minutes),
        return_limit=form.recall.return_limit,
        slip_lines_vi=form.slip.footer_vi,
        slip_lines_en=form.slip.footer_en,
    )


def _discipline(form: DisciplineForm, codes: list[str], where: str | Path) -> Discipline:
    for key, named in (("shares", form.shares), ("order", form.order)):
        for code in named:
            if code not in codes:
                near = tuple(difflib.get_close_matches(code, codes, n=2))
                raise ConfigError(where, f"discipline.{key}", code, "no [[priority]] has this code", near)
    if form.kind == "credit":
        return Credit()
    if form.kind == "ratio" and form.shares:
        return Ratio(form.shares)
    if form.kind == "class_first" and form.order:
        return ClassFirst(form.order, timedelta(minutes=form.patience_minutes))
    near = tuple(difflib.get_close_matches(form.kind, ("credit", "ratio", "class_first"), n=1))
    raise ConfigError(
        where, "discipline.kind", form.kind, "write credit, ratio with shares or class_first with order", near
    )


def _calendar(form: HallForm, where: str | Path) -> Calendar:
    try:
        zone = ZoneInfo(form.time_zone)
    except (ZoneInfoNotFoundError, ValueError):
        raise ConfigError(where, "time_zone", form.time_zone, "write a zone such as Asia/Ho_Chi_Minh") from None
    hours = form.hours
    special = {}
    for text, spans in hours.special.items():
        try:
            day = date.fromisoformat(text)
        except ValueError:
            raise ConfigError(where, "hours.special", text, "write a date such as 2026-12-31") from None
        special[day] = _spans(spans, "hours.special", where)
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
        try:
            opens, closes = (time.fromisoformat(part.strip()) for part in text.split("-"))
        except ValueError:
            raise ConfigError(where, key, text, 'write spans such as "07:30-11:30"') from None
        if opens >= closes or (spans and opens < spans[-1].closes):
            raise ConfigError(where, key, text, "each span must end after it starts and start after the one before")
        spans.append(Hours(opens=opens, closes=closes))
    return tuple(spans)


def _read(path: Path, form: type[_FormType]) -> _FormType:
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise ConfigError(path, "file", str(path), "no such file") from None
    except (OSError, UnicodeDecodeError) as fault:
        raise ConfigError(path, "file", str(path), f"cannot be read: {fault}") from fault
    except tomllib.TOMLDecodeError as fault:
        raise ConfigError(path, "file", str(path), f"is not TOML: {fault}") from None
    try:
        return msgspec.convert(raw, form)
    except msgspec.ValidationError as fault:
        raise _told(path, str(fault), raw, form) from None


def _told(path: Path, message: str, raw: object, form: type[_Form]) -> ConfigError:
    """The library's message as ours: which key, what stands there, what was meant."""
    problem, _, place = message.partition(" - at `$")
    key = place.rstrip("`").lstrip(".")
    unknown = re.search(r"unknown field `(.+?)`", problem)
    if unknown:
        name = unknown.group(1)
        near = tuple(difflib.get_close_matches(name, _known_keys(form), n=2))
        return ConfigError(path, f"{key}.{name}".lstrip("."), _at(raw, key, name), "is not a setting", near)
    return ConfigError(path, key or "file", _at(raw, key), problem[:1].lower() + problem[1:])


def _known_keys(form: type[_Form]) -> list[str]:
    keys: dict[str, None] = {}
    for kind in (form, *_Form.__subclasses__()):
        keys |= dict.fromkeys(kind.__struct_fields__)
    return list(keys)


def _at(raw: object, key: str, *more: str) -> object:
    value = raw
    for part in [*re.findall(r"[^.\[\]]+", key), *more]:
        if isinstance(value, dict) and part in value:
            value = value[part]
        elif isinstance(value, list) and part.isdigit() and int(part) < len(value):
            value = value[int(part)]
    return value
