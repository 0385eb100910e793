"""Settings people write: the hall's rules (hall.toml) and what one machine is (motcua.toml).

Whatever is wrong is a ConfigError with file, key, value and cure. The hall's rules are kept in the store in the
same form, so that all machines of a hall obey the same ones.
"""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Iterable
from datetime import date, time, timedelta
from enum import Enum
from pathlib import Path
from typing import Annotated, Any, Final, TypeVar, get_args, get_type_hints
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

import msgspec

from shared.domain.discipline import ClassFirst, Credit, Discipline, PriorityClass, Ratio
from shared.domain.errors import ConfigError
from shared.domain.hours import Calendar, Hours
from shared.domain.numbering import PastEnd, SeriesRule
from shared.domain.rules import AppointmentRule, HallRules, Need, OnePerson
from shared.text import LANGUAGES, nfc

_DAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_SPAN: Final = re.compile(r"([0-9]{2}:[0-9]{2}) *- *([0-9]{2}:[0-9]{2})")
_PIN_HASH: Final = re.compile(r"\$argon2id\$v=[0-9]+\$m=[0-9]+,t=[0-9]+,p=[0-9]+\$[A-Za-z0-9+/]+\$[A-Za-z0-9+/]+")
_Text = Annotated[str, msgspec.Meta(min_length=1)]
_Count = Annotated[int, msgspec.Meta(ge=0, le=999_999)]
_Positive = Annotated[int, msgspec.Meta(ge=1, le=999_999)]
_Minutes = Annotated[int, msgspec.Meta(ge=0, le=24 * 60)]
_Span = Annotated[int, msgspec.Meta(ge=1, le=24 * 60)]
_Share = Annotated[int, msgspec.Meta(ge=1, le=100)]


class ConfirmedBy(Enum):
    """Whose word is enough for a priority class."""

    CITIZEN = "citizen"
    STAFF = "staff"


class Icon(Enum):
    """The pictures a hall may choose for its needs and priority classes."""

    FILE = "file"
    RESULT = "result"
    ASK = "ask"
    ELDERLY = "elderly"
    DISABLED = "disabled"
    PREGNANT = "pregnant"
    CHILD = "child"
    MERIT = "merit"
    STAR = "star"


class Rotation(Enum):
    """How a picture is turned on its screen, in xrandr's words: left is a quarter turn against the clock."""

    NORMAL = "normal"
    LEFT = "left"
    RIGHT = "right"
    INVERTED = "inverted"


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
    tickets_from_minutes_before: _Minutes = 30
    tickets_until_minutes_before: _Minutes = 0


class PriorityForm(_Form, frozen=True, kw_only=True):
    """One ``[[priority]]``."""

    code: _Text
    name_vi: _Text
    name_en: _Text
    credit_minutes: _Minutes = 0
    who_vi: str = ""
    who_en: str = ""
    icon: Icon | None = None
    from_age: Annotated[int, msgspec.Meta(ge=1, le=120)] | None = None
    confirmed_by: ConfirmedBy = ConfirmedBy.CITIZEN


class NeedForm(_Form, frozen=True, kw_only=True):
    """One ``[[need]]``: what a citizen comes to do. `fields` are kept for it alone; none: all that are not kept."""

    code: _Text
    name_vi: _Text
    name_en: _Text
    icon: Icon | None = None
    fields: tuple[_Text, ...] = ()


class VisitForm(_Form, frozen=True, kw_only=True):
    """``[visit]``: what the kiosks of the hall offer, and to whom they refuse."""

    most_agencies: Annotated[int, msgspec.Meta(ge=1, le=9)] = 4
    popular: tuple[_Text, ...] = ()
    refuse_late: bool = False


class OnePersonForm(_Form, frozen=True, kw_only=True):
    """``[one_person]``: with `on`, a number is given only to who shows an identity card. Of the card a keyed hash is
    kept until midnight and nothing else."""

    on: bool = False
    per_day: _Positive = 2
    per_field: _Positive = 1


class AppointmentForm(_Form, frozen=True, kw_only=True):
    """``[appointment]``: how early one may come and how late, and the head start of who comes in time."""

    early_minutes: _Minutes = 15
    grace_minutes: _Minutes = 15
    credit_minutes: _Minutes = 15


class DisciplineForm(_Form, frozen=True, kw_only=True):
    """``[discipline]``: kind credit, ratio (with shares; a class not named has one) or class_first (with order and
    patience_minutes; a class not named comes last)."""

    kind: str = "credit"
    shares: dict[str, _Share] = {}
    order: tuple[str, ...] = ()
    patience_minutes: _Span = 60


class RecallForm(_Form, frozen=True, kw_only=True):
    """``[recall]``: how often a ticket is invited in a row; what a return costs."""

    limit: _Positive = 3
    return_credit_minutes: _Minutes = 20
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

    id: _Text
    name_vi: _Text
    name_en: _Text
    time_zone: str = "Asia/Ho_Chi_Minh"
    hours: HoursForm
    priority: tuple[PriorityForm, ...]
    discipline: DisciplineForm = DisciplineForm()
    recall: RecallForm = RecallForm()
    series: SeriesForm = SeriesForm()
    need: tuple[NeedForm, ...] = ()
    visit: VisitForm = VisitForm()
    one_person: OnePersonForm = OnePersonForm()
    appointment: AppointmentForm = AppointmentForm()
    slip: SlipForm = SlipForm()


class KioskForm(_Form, frozen=True, kw_only=True):
    """``[kiosk]``: its name in the journal, its printer, the page a ticket's QR leads to (none: no QR), its scanner,
    the PIN of the staff's page as `motcua staff-pin` wrote it (none: the page stays shut), the screen it fills (none
    named: the first), how that is turned, and the touch device on it (none named: all there are)."""

    name: _Text = "kiosk-1"
    printer: str = ""
    ticket_page: str = ""
    scanner: str = ""
    staff_pin: str = ""
    screen: str = ""
    rotation: Rotation = Rotation.NORMAL
    touch: str = ""


class CounterForm(_Form, frozen=True, kw_only=True):
    """``[counter]``: the number on the wall and who sits there."""

    number: _Positive = 1
    officer: str = ""


class DisplayForm(_Form, frozen=True, kw_only=True):
    """``[display]``: which counters this board speaks for (none named: all), its screen, and how that is turned."""

    name: _Text = "board-1"
    counters: tuple[_Positive, ...] = ()
    screen: str = ""
    rotation: Rotation = Rotation.NORMAL


class BusForm(_Form, frozen=True, kw_only=True):
    """``[bus]``: the serial line that counter signs and call units share."""

    line: str = ""
    baudrate: _Positive = 9600


class SignForm(_Form, frozen=True, kw_only=True):
    """One ``[[sign]]`` on the bus: which counter it shows, its kind, its address on the line."""

    counter: _Positive
    kind: _Text
    address: _Positive


class KeypadForm(_Form, frozen=True, kw_only=True):
    """One ``[[keypad]]`` on the bus: which counter it calls for, its kind (qsystem or modbus), its address."""

    counter: _Positive
    kind: _Text
    address: _Positive


class StationForm(_Form, frozen=True, kw_only=True):
    """motcua.toml: which store, which hall, and what this machine is."""

    store: _Text
    hall: _Text
    language: str = "vi"
    kiosk: KioskForm = KioskForm()
    counter: CounterForm = CounterForm()
    display: DisplayForm = DisplayForm()
    bus: BusForm = BusForm()
    sign: tuple[SignForm, ...] = ()
    keypad: tuple[KeypadForm, ...] = ()


_FormType = TypeVar("_FormType", bound=_Form)


def read_hall(path: Path) -> HallForm:
    """The hall's rules as written. Raises ConfigError; `rules_of` has been tried, so the form is usable."""
    form = _read(path, HallForm)
    rules_of(form, where=path)
    return form


def read_station(path: Path) -> StationForm:
    """What this machine is. Raises ConfigError."""
    form = _read(path, StationForm)
    if form.language not in LANGUAGES:
        raise ConfigError(path, "language", form.language, f"write {' or '.join(LANGUAGES)}")
    if form.kiosk.staff_pin and not _PIN_HASH.fullmatch(form.kiosk.staff_pin):
        # Not told what stands there: it may be the PIN itself, and this goes into a log.
        raise ConfigError(path, "kiosk.staff_pin", "…", "write the line that `motcua staff-pin` prints")
    return form


def pack(form: HallForm) -> str:
    """The form as the store keeps it."""
    return msgspec.json.encode(form).decode()


def unpack(text: str) -> HallForm:
    """What `pack` made. Raises ConfigError where another version of the program made it, or damage did."""
    try:
        raw = msgspec.json.decode(text)
    except msgspec.DecodeError as fault:
        raise ConfigError("store", "hall.rules", text[:80], f"is damaged ({fault}): restore a backup") from None
    return _formed(raw, HallForm, "store")


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
                who_vi=one.who_vi,
                who_en=one.who_en,
                icon=_icon(one.icon),
                from_age=one.from_age,
                by_staff=one.confirmed_by is ConfirmedBy.STAFF,
            )
            for one in form.priority
        ),
        discipline=_discipline(form.discipline, codes, where),
        series=SeriesRule(first=form.series.first, last=form.series.last, past_end=form.series.past_end),
        recall_limit=form.recall.limit,
        return_credit=timedelta(minutes=form.recall.return_credit_minutes),
        return_limit=form.recall.return_limit,
        needs=_needs(form, where),
        most_stops=form.visit.most_agencies,
        popular=form.visit.popular,
        refuses_late=form.visit.refuse_late,
        one_person=OnePerson(per_day=form.one_person.per_day, per_service=form.one_person.per_field)
        if form.one_person.on
        else None,
        appointments=AppointmentRule(
            early=timedelta(minutes=form.appointment.early_minutes),
            grace=timedelta(minutes=form.appointment.grace_minutes),
            credit=timedelta(minutes=form.appointment.credit_minutes),
        ),
        slip_lines_vi=form.slip.footer_vi,
        slip_lines_en=form.slip.footer_en,
    )


def _needs(form: HallForm, where: str | Path) -> tuple[Need, ...]:
    codes = [one.code for one in form.need]
    if len(set(codes)) != len(codes):
        raise ConfigError(where, "need.code", codes, "give each need its own code")
    if form.need and all(one.fields for one in form.need):
        cure = "leave fields out of one need at least: a field that is kept for none would be nowhere"
        raise ConfigError(where, "need.fields", codes, cure)
    return tuple(
        Need(
            code=one.code,
            name_vi=one.name_vi,
            name_en=one.name_en,
            icon=_icon(one.icon),
            services=frozenset(one.fields),
        )
        for one in form.need
    )


def _icon(icon: Icon | None) -> str:
    return "" if icon is None else icon.value


def _discipline(form: DisciplineForm, codes: list[str], where: str | Path) -> Discipline:
    for key, named in (("shares", form.shares), ("order", form.order)):
        for code in named:
            if code not in codes:
                cure = "no [[priority]] has this code"
                raise ConfigError(where, f"discipline.{key}", code, cure, _near(code, codes))
    match form.kind:
        case "credit":
            return Credit()
        case "ratio" if form.shares:
            return Ratio({code: form.shares.get(code, 1) for code in codes})
        case "ratio":
            raise ConfigError(where, "discipline.shares", {}, "a ratio needs shares: { normal = 2, priority = 1 }")
        case "class_first" if form.order:
            if len(set(form.order)) != len(form.order):
                raise ConfigError(where, "discipline.order", list(form.order), "name each class once")
            return ClassFirst(form.order, timedelta(minutes=form.patience_minutes))
        case "class_first":
            raise ConfigError(where, "discipline.order", [], 'class_first needs an order: ["priority", "normal"]')
        case other:
            kinds = ("credit", "ratio", "class_first")
            raise ConfigError(where, "discipline.kind", other, f"write {', '.join(kinds)}", _near(other, kinds))


def _calendar(form: HallForm, where: str | Path) -> Calendar:
    try:
        zone = ZoneInfo(form.time_zone)
    except (ZoneInfoNotFoundError, ValueError):
        near = _near(form.time_zone, available_timezones())
        raise ConfigError(where, "time_zone", form.time_zone, "write a zone such as Asia/Ho_Chi_Minh", near) from None
    hours = form.hours
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


def _read(path: Path, form: type[_FormType]) -> _FormType:
    try:
        raw = tomllib.loads(nfc(path.read_text(encoding="utf-8-sig")))
    except FileNotFoundError:
        raise ConfigError(path, "file", str(path), "no such file") from None
    except (OSError, UnicodeDecodeError) as fault:
        raise ConfigError(path, "file", str(path), f"cannot be read: {fault}") from fault
    except tomllib.TOMLDecodeError as fault:
        raise ConfigError(path, "file", str(path), f"is not TOML: {fault}") from None
    return _formed(raw, form, path)


def _formed(raw: object, form: type[_FormType], where: str | Path) -> _FormType:
    try:
        return msgspec.convert(raw, form)
    except msgspec.ValidationError as fault:
        raise _told(where, str(fault), raw, form) from None


def _told(where: str | Path, message: str, raw: object, form: type[_Form]) -> ConfigError:
    """The library's message as ours: which key, what stands there, what was meant."""
    problem, _, place = message.partition(" - at `$")
    # Which entry of a table with free keys it is, the library does not say.
    key = place.rstrip("`").lstrip(".").partition("[...]")[0]
    kind = _kind_at(form, key)
    named = re.fullmatch(r"Object (contains unknown|missing required) field `(.+)`", problem)
    if named:
        whole = f"{key}.{named[2]}".lstrip(".")
        if named[1] == "missing required":
            return ConfigError(where, whole, None, "must be given")
        return ConfigError(where, whole, _at(raw, key, named[2]), "is not a setting", _meant(named[2], kind, form))
    value = _at(raw, key)
    if isinstance(kind, type) and issubclass(kind, Enum):
        choices = [str(one.value) for one in kind]
        return ConfigError(where, key, value, f"write {' or '.join(choices)}", _near(str(value), choices))
    return ConfigError(where, key or "file", value, _cure(problem))


_KINDS: Final = {
    "int": "a whole number",
    "str": "text in quotation marks",
    "array": "a list in square brackets",
    "object": "a table",
    "date": "a date such as 2026-12-31",
}
_BOUNDS: Final = {">=": "at least", "<=": "at most"}


def _cure(problem: str) -> str:
    """What to write instead."""
    expected = re.match(r"Expected `(\w+)`(?: ([<>]=) (\d+))?", problem)
    if "of length >= 1" in problem:
        return "must not be empty"
    if "date" in problem:
        return f"must be {_KINDS['date']}"
    if expected is None:
        return problem[:1].lower() + problem[1:]
    bound = f", {_BOUNDS[expected[2]]} {expected[3]}" if expected[2] else ""
    return f"must be {_KINDS.get(expected[1], expected[1])}{bound}"


def _kind_at(form: type[_Form], key: str) -> Any:
    """What stands at `key`: a table's form, or the type of a value."""
    kind: Any = form
    for part in re.findall(r"[^.\[\]]+", key):
        kind = get_args(kind)[0] if part.isdigit() else get_type_hints(kind)[part]
    return kind


def _meant(name: str, table: type[_Form], form: type[_Form]) -> tuple[str, ...]:
    """Settings of this table spelt nearly so, or else the one of this name in another table."""
    return _near(name, table.__struct_fields__) or tuple(
        f"{outer}.{name}"
        for outer, kind in get_type_hints(form).items()
        if isinstance(kind, type) and issubclass(kind, _Form) and name in kind.__struct_fields__
    )


def _near(text: str, known: Iterable[str]) -> tuple[str, ...]:
    return tuple(difflib.get_close_matches(text, known, n=2))


def _at(raw: object, key: str, *more: str) -> object:
    value = raw
    for part in [*re.findall(r"[^.\[\]]+", key), *more]:
        if isinstance(value, dict) and part in value:
            value = value[part]
        elif isinstance(value, list) and part.isdigit() and int(part) < len(value):
            value = value[int(part)]
    return value
