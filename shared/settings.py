"""Settings people write: the hall's rules (hall.toml) and what one machine is (motcua.toml).

Whatever is wrong is a ConfigError with file, key, value and cure. The hall's rules are kept in the store in the
same form, so that all machines of a hall obey the same ones.
"""

from __future__ import annotations

import re
from datetime import timedelta
from enum import Enum
from pathlib import Path
from typing import Annotated, Final

import msgspec

from shared.board_form import AreaForm, BoardForm, areas_of, check_board
from shared.bus_form import BusForm, KeypadForm, SignForm, check_bus
from shared.counter_form import CounterForm
from shared.desk_form import DeskForm, OutcomeForm, PauseForm, RatingForm, desk_rules_of
from shared.domain.discipline import ClassFirst, Credit, Discipline, PriorityClass, Ratio
from shared.domain.errors import ConfigError
from shared.domain.numbering import PastEnd, SeriesRule
from shared.domain.rules import AppointmentRule, HallRules, Need, OnePerson
from shared.form import Form, Text, formed, near, read_form
from shared.hours_form import HoursForm, calendar_of
from shared.media_form import FiguresForm, MediaForm, TickerForm
from shared.screen_form import PanelForm, Rotation
from shared.slip_form import SlipForm, logo_of, slip_lines_of, with_logo
from shared.text import LANGUAGES
from shared.voice_form import SpeechForm, VoiceForm, loudness_of, spoken_words

_SCREENS: Final = (7.0, 100.0)  # inches, of a screen somebody stands before
_PIN_HASH: Final = re.compile(r"\$argon2id\$v=[0-9]+\$m=[0-9]+,t=[0-9]+,p=[0-9]+\$[A-Za-z0-9+/]+\$[A-Za-z0-9+/]+")
_Count = Annotated[int, msgspec.Meta(ge=0, le=999_999)]
_Positive = Annotated[int, msgspec.Meta(ge=1, le=999_999)]
_Minutes = Annotated[int, msgspec.Meta(ge=0, le=24 * 60)]
_Span = Annotated[int, msgspec.Meta(ge=1, le=24 * 60)]
_Place = Annotated[str, msgspec.Meta(max_length=60)]  # read from afar, three of them below each other
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


class PriorityForm(Form, frozen=True, kw_only=True):
    """One ``[[priority]]``."""

    code: Text
    name_vi: Text
    name_en: str = ""
    credit_minutes: _Minutes = 0
    who_vi: str = ""
    who_en: str = ""
    icon: Icon | None = None
    from_age: Annotated[int, msgspec.Meta(ge=1, le=120)] | None = None
    confirmed_by: ConfirmedBy = ConfirmedBy.CITIZEN


class NeedForm(Form, frozen=True, kw_only=True):
    """One ``[[need]]``: what a citizen comes to do. `fields` are kept for it alone; none: all that are not kept."""

    code: Text
    name_vi: Text
    name_en: str = ""
    icon: Icon | None = None
    fields: tuple[Text, ...] = ()


class VisitForm(Form, frozen=True, kw_only=True):
    """``[visit]``: what the kiosks of the hall offer, and to whom they refuse. `dossiers` names the agency behind what
    stands before the day in the code of a dossier ("H27.12" = "TP"); `result_need` what its bearer comes for."""

    most_agencies: Annotated[int, msgspec.Meta(ge=1, le=9)] = 4
    popular: tuple[Text, ...] = ()
    dossiers: dict[str, Text] = msgspec.field(default_factory=dict)
    result_need: str = ""
    refuse_late: bool = False


class OnePersonForm(Form, frozen=True, kw_only=True):
    """``[one_person]``: with `on`, a number is given only to who shows an identity card. Of the card a keyed hash is
    kept until midnight and nothing else."""

    on: bool = False
    per_day: _Positive = 2
    per_field: _Positive = 1


class AppointmentForm(Form, frozen=True, kw_only=True):
    """``[appointment]``: what the codes begin with ("": no appointments), how early one may come and how late, and the
    head start of who comes in time."""

    code_prefix: str = ""
    early_minutes: _Minutes = 15
    grace_minutes: _Minutes = 15
    credit_minutes: _Minutes = 15


class DisciplineForm(Form, frozen=True, kw_only=True):
    """``[discipline]``: kind credit, ratio (with shares; a class not named has one) or class_first (with order and
    patience_minutes; a class not named comes last)."""

    kind: str = "credit"
    shares: dict[str, _Share] = msgspec.field(default_factory=dict)
    order: tuple[str, ...] = ()
    patience_minutes: _Span = 60


class RecallForm(Form, frozen=True, kw_only=True):
    """``[recall]``: how often a ticket is invited in a row; what a return costs."""

    limit: _Positive = 3
    return_credit_minutes: _Minutes = 20
    return_limit: _Count = 3


class SeriesForm(Form, frozen=True, kw_only=True):
    """``[series]``: where every series starts and ends, and what comes after the end."""

    first: _Count = 1
    last: _Positive = 999
    past_end: PastEnd = PastEnd.EXTEND


class HallForm(Form, frozen=True, kw_only=True):
    """hall.toml, whole. A `name_en` left out is shown in Vietnamese, here and wherever else there is one."""

    id: Text
    name_vi: Text
    name_en: str = ""
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
    counters: DeskForm = DeskForm()
    outcome: tuple[OutcomeForm, ...] = ()
    pause: tuple[PauseForm, ...] = ()
    rating: RatingForm = RatingForm()
    speech: SpeechForm = SpeechForm()
    area: tuple[AreaForm, ...] = ()


class KioskForm(Form, frozen=True, kw_only=True):
    """``[kiosk]``: its name in the journal, its printer, the page a ticket's QR leads to (none: no QR), its scanner (an
    address, or "keyboard"), the PIN of the staff's page as `motcua staff-pin` wrote it (none: the page stays shut),
    where it stands (other kiosks send people there), where else people are sent while nothing is known of other kiosks,
    the screen it fills (none named: the first), how that is turned, its diagonal in inches where it tells a wrong one
    itself, and the touch device on it (none named: all there are)."""

    name: Text = "kiosk-1"
    printer: str = ""
    ticket_page: str = ""
    scanner: str = ""
    staff_pin: str = ""
    place_vi: _Place = ""
    place_en: _Place = ""
    elsewhere_vi: str = ""
    elsewhere_en: str = ""
    screen: str = ""
    screen_inches: float | None = None
    rotation: Rotation = Rotation.NORMAL
    touch: str = ""


class DisplayForm(BoardForm, frozen=True, kw_only=True):
    """``[display]``: the board's name, what stands on it, its screen, and how that is turned; the PIN that ends it when
    staff type it, as `motcua staff-pin` wrote it (none: the kiosk's)."""

    name: Text = "board-1"
    staff_pin: str = ""
    screen: str = ""
    rotation: Rotation = Rotation.NORMAL
    media: MediaForm = MediaForm()
    ticker: TickerForm = TickerForm()
    figures: FiguresForm = FiguresForm()


class StationForm(Form, frozen=True, kw_only=True):
    """motcua.toml: which store, which hall, and what this machine is."""

    store: Text
    hall: Text
    language: str = "vi"
    kiosk: KioskForm = KioskForm()
    counter: CounterForm = CounterForm()
    rating: PanelForm = PanelForm()
    display: DisplayForm = DisplayForm()
    voice: VoiceForm = VoiceForm()
    bus: BusForm = BusForm()
    sign: tuple[SignForm, ...] = ()
    keypad: tuple[KeypadForm, ...] = ()


# msgspec looks a form over when it first meets it, and when two threads do that at the same time the program dies:
# so it is done here, where there is one thread.
_LOOKED_OVER: Final = tuple(map(msgspec.json.Decoder, (HallForm, StationForm)))


def read_hall(path: Path) -> HallForm:
    """The hall's rules as written, its logo with them. Raises ConfigError; `rules_of` has been tried, so the form is
    usable."""
    form = read_form(path, HallForm)
    rules_of(form, where=path)
    return msgspec.structs.replace(form, slip=with_logo(form.slip, path))


def read_station(path: Path) -> StationForm:
    """What this machine is. Raises ConfigError."""
    form = read_form(path, StationForm)
    if form.language not in LANGUAGES:
        raise ConfigError(path, "language", form.language, f"write {' or '.join(LANGUAGES)}")
    check_board(form.display, path)
    check_bus(form.bus, path)
    for table, pin in (("kiosk", form.kiosk.staff_pin), ("display", form.display.staff_pin)):
        if pin and not _PIN_HASH.fullmatch(pin):
            # Not told what stands there: it may be the PIN itself, and this goes into a log.
            raise ConfigError(path, f"{table}.staff_pin", "…", "write the line that `motcua staff-pin` prints")
    inches, (smallest, largest) = form.kiosk.screen_inches, _SCREENS
    if inches is not None and not smallest <= inches <= largest:
        cure = f"write the diagonal of the picture in inches, {smallest:g} to {largest:g}; 254 mm are 10 inches"
        raise ConfigError(path, "kiosk.screen_inches", inches, cure)
    loudness_of(form.voice, path)
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
    return formed(raw, HallForm, "store")


def rules_of(form: HallForm, *, where: str | Path = "store") -> HallRules:
    """The rules a form stands for. Raises ConfigError where two settings contradict each other."""
    codes = [one.code for one in form.priority]
    if "normal" not in codes:
        raise ConfigError(where, "priority.code", codes, 'name a class with code = "normal"')
    if len(set(codes)) != len(codes):
        raise ConfigError(where, "priority.code", codes, "give each class its own code")
    if form.series.last < form.series.first:
        raise ConfigError(where, "series.last", form.series.last, "must not be below series.first")
    spoken_words(form.speech, where)
    areas_of(form.area, where)
    return HallRules(
        id=form.id,
        name_vi=form.name_vi,
        name_en=form.name_en,
        calendar=calendar_of(form.hours, form.time_zone, where),
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
        dossiers={code.upper(): agency for code, agency in form.visit.dossiers.items()},
        result_need=_result_need(form, where),
        refuses_late=form.visit.refuse_late,
        one_person=OnePerson(per_day=form.one_person.per_day, per_service=form.one_person.per_field)
        if form.one_person.on
        else None,
        appointments=AppointmentRule(
            prefix=form.appointment.code_prefix,
            early=timedelta(minutes=form.appointment.early_minutes),
            grace=timedelta(minutes=form.appointment.grace_minutes),
            credit=timedelta(minutes=form.appointment.credit_minutes),
        ),
        slip_lines_vi=form.slip.footer_vi,
        slip_lines_en=form.slip.footer_en,
        slip=slip_lines_of(form.slip, where),
        logo=logo_of(form.slip, where),
        desk=desk_rules_of(form.counters, form.outcome, form.pause, form.rating, where),
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


def _result_need(form: HallForm, where: str | Path) -> str | None:
    wanted, codes = form.visit.result_need, [one.code for one in form.need]
    if wanted and wanted not in codes:
        raise ConfigError(where, "visit.result_need", wanted, "no [[need]] has this code", near(wanted, codes))
    return wanted or None


def _icon(icon: Icon | None) -> str:
    return "" if icon is None else icon.value


def _discipline(form: DisciplineForm, codes: list[str], where: str | Path) -> Discipline:
    for key, named in (("shares", form.shares), ("order", form.order)):
        for code in named:
            if code not in codes:
                cure = "no [[priority]] has this code"
                raise ConfigError(where, f"discipline.{key}", code, cure, near(code, codes))
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
            raise ConfigError(where, "discipline.kind", other, f"write {', '.join(kinds)}", near(other, kinds))
