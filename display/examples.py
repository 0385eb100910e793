"""Boards to look at: the sample hall at moments that are hard to draw, made by its own presenter."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Final

import msgspec

from display.presenter import BoardPresenter
from display.scope import Scope, Ways
from shared.board import Call, HallNow, Posted
from shared.board_form import AreaForm, Arrow, BoardForm
from shared.domain.counter import Counter, CounterState
from shared.domain.figures import AgencyFigures, Figures
from shared.domain.notices import Notice, NoticeKind, Wording
from shared.domain.ticket import State, Ticket
from shared.feed import Away, News
from shared.store.reference import Reference

#: A Monday morning in the sample hall, 09:41 there.
MOMENT: Final = datetime(2026, 11, 23, 2, 41, tzinfo=UTC)
#: How many counters are open, and how many citizens wait.
CROWDS: Final = {"1-counter": (1, 4), "12-counters": (12, 60), "40-counters": (40, 240)}
#: A board that knows the way to each area of the sample hall.
FORM: Final = BoardForm(arrows={"A": Arrow.LEFT, "B": Arrow.UP, "C": Arrow.RIGHT})

_STRIP: Final = (
    "Công dân có lịch hẹn trực tuyến vui lòng lấy số tại ki-ốt bằng mã hẹn; hồ sơ nộp trực tuyến không cần lấy số.",
    "If you booked online, take your number at a kiosk with your code; online dossiers need no number.",
)
_EMERGENCY: Final = (
    "Có báo cháy tại tầng 2. Xin quý vị bình tĩnh rời trung tâm theo lối thoát hiểm gần nhất.",
    "Fire alarm on the second floor. Please leave calmly by the nearest emergency exit.",
)
#: Names as long as real ones are.
_HALL: Final = (
    "Trung tâm Phục vụ hành chính công và Kiểm soát thủ tục hành chính thành phố Hồ Chí Minh",
    "Public Administration Service and Administrative Procedure Control Centre of Ho Chi Minh City",
)
_AGENCY: Final = (
    "Ban Quản lý Khu kinh tế và các Khu công nghiệp, Khu công nghệ cao tỉnh Bà Rịa – Vũng Tàu",
    "Management Board of the Economic Zone, Industrial Parks and the High-Tech Park of Ba Ria – Vung Tau",
)
_FIELD: Final = (
    "Đăng ký đất đai, cấp Giấy chứng nhận quyền sử dụng đất, quyền sở hữu nhà ở và tài sản khác gắn liền với đất",
    "Land registration and certificates of land use rights and of ownership of houses and other assets on land",
)
_AREA: Final = ("Tầng 2, khu vực phía Đông", "Second floor, east wing")


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A board at a moment, and its name. `news` is what the presenter was told first (None: nothing yet) and what goes
    to whatever stands beside the calls; `clock` stands still; `still`: nothing may move."""

    name: str
    presenter: BoardPresenter
    clock: Watch
    news: News | None = None
    still: bool = False


class Watch:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.at = MOMENT

    def __call__(self) -> datetime:
        return self.at


def moments(
    reference: Reference, *, language: str, scope: Scope, ways: Ways, figures: bool = False
) -> Iterator[Moment]:
    """Every board worth looking at; with `figures` those of the dossiers were published."""

    def moment(
        name: str, now: HallNow, known: Reference = reference, *, still: bool = False, fire: bool = False
    ) -> Moment:
        watch = Watch()
        made = BoardPresenter(clock=watch, language=language, scope=scope, ways=ways, reduced_motion=still)
        news = News(now=now, reference=known, posted=posted(known, figures=figures, fire=fire))
        made.told(news)
        return Moment(name=name, presenter=made, clock=watch, news=news, still=still)

    for name, (counters, waiting) in CROWDS.items():
        yield moment(name, crowd(reference, counters, waiting))
    whole = crowd(reference, 12, 60)
    for name, still in (("pulsing", False), ("reduced-motion", True)):
        made = moment(name, whole, still=still)
        made.clock.at += timedelta(seconds=1)
        yield made
    long = long_named(reference)
    yield moment("long-names", crowd(long, 12, 60, called_at_once=2, beyond=True), long)
    yield moment("burst", crowd(reference, 12, 60, called_at_once=4))
    yield moment("burst-long-names", crowd(long, 40, 240, called_at_once=4, beyond=True), long)
    yield moment("emergency", whole, fire=True)
    yield moment("emergency-long-names", crowd(long, 12, 60, called_at_once=4, beyond=True), long, fire=True)
    lost = moment("connection-lost", whole)
    lost.presenter.told(Away(reason="an example"))
    lost.clock.at += timedelta(minutes=7)
    yield lost
    yield moment("empty", crowd(reference, 12, 0))
    yield moment("closed", crowd(reference, 0, 0))
    watch = Watch()
    starting = BoardPresenter(clock=watch, language=language, scope=scope, ways=ways)
    yield Moment(name="starting", presenter=starting, clock=watch)


def posted(reference: Reference, *, figures: bool, fire: bool) -> Posted:
    """What the hall tells everybody: a line of the strip, figures where they are wanted, and a fire."""
    told = [(NoticeKind.TICKER, _STRIP), *([(NoticeKind.EMERGENCY, _EMERGENCY)] if fire else [])]
    return Posted(
        notices=tuple(
            Notice(id=number, said=Wording.of(kind, *said), starts_at=MOMENT)
            for number, (kind, said) in enumerate(told, start=1)
        ),
        figures=Figures(
            as_of=MOMENT - timedelta(hours=2, minutes=11),
            source="Hệ thống thông tin giải quyết thủ tục hành chính",
            since=date(2026, 11, 1),
            agencies=tuple(
                AgencyFigures(
                    agency=code,
                    received=1284 - 61 * place,
                    on_time=1050 - 55 * place,
                    late=7 * place % 5,
                    in_process=180,
                )
                for place, code in enumerate(reference.agencies)
            ),
        )
        if figures
        else None,
    )


def long_named(reference: Reference) -> Reference:
    """The same hall with names as long as real ones are, in counters beyond 100."""
    areas = [AreaForm(code="A", name_vi=_AREA[0], name_en=_AREA[1], counters="101-140")]
    return replace(
        reference,
        form=msgspec.structs.replace(reference.form, area=tuple(areas)),
        rules=replace(reference.rules, name_vi=_HALL[0], name_en=_HALL[1]),
        agencies={
            code: replace(one, name_vi=_AGENCY[0], name_en=_AGENCY[1]) if place % 2 else one
            for place, (code, one) in enumerate(reference.agencies.items())
        },
        services={
            code: replace(one, name_vi=_FIELD[0], name_en=_FIELD[1]) if place % 2 else one
            for place, (code, one) in enumerate(reference.services.items())
        },
    )


def crowd(
    reference: Reference, counters: int, waiting: int, *, called_at_once: int = 1, beyond: bool = False
) -> HallNow:
    """The hall with so many open counters, every second of which invites somebody, and so many who wait. `beyond`:
    numbers are past 999 and counters past 100."""
    places = sorted(reference.catalogue.counters, key=lambda one: one.number)
    longest = sorted(reference.services.values(), key=lambda one: -len(one.name_vi))
    made: dict[int, Ticket] = {}
    calls: list[Call] = []
    at_work: dict[int, Counter] = {}
    numbers: dict[str, int] = dict.fromkeys((one.letter for one in reference.agencies.values()), 1023 if beyond else 86)
    for place in range(max(counters, 1)):
        known = places[place % len(places)]
        number = (known.number if place < len(places) else place + 1) + (100 if beyond else 0)
        state = CounterState.OPEN if place < counters else CounterState.CLOSED
        if place % 11 == 10:
            state = CounterState.PAUSED
        at_work[number] = Counter(number=number, profile=known.profile, state=state)
        if state is not CounterState.OPEN or (not waiting and place):
            continue
        serves = set(reference.profiles[known.profile].services)
        service = next(one.code for one in longest if one.code in serves)
        if waiting and place % 4 != 3:
            invited = place % 2 == 0
            age = 3.0 if place < called_at_once * 2 else 40.0 + 11 * place
            ticket = _ticket(reference, service, numbers, counter=number, called=MOMENT - timedelta(seconds=age))
            made[ticket.id] = ticket if invited else replace(ticket, state=State.SERVING)
            if invited:
                calls.append(_call(ticket, seq=1000 - place, times=2 if place % 3 == 2 else 1))
    codes = list(reference.services)
    for place in range(waiting):
        ticket = _ticket(reference, codes[place * 7 % len(codes)], numbers, came=MOMENT - timedelta(minutes=place % 95))
        made[ticket.id] = ticket
    return HallNow(
        hall_id=reference.rules.id,
        seq=1000,
        day=date(2026, 11, 23),
        tickets=made,
        counters=at_work,
        calls=tuple(sorted(calls, key=lambda one: -one.seq)),
    )


def _ticket(
    reference: Reference,
    service: str,
    numbers: dict[str, int],
    *,
    counter: int | None = None,
    called: datetime | None = None,
    came: datetime = MOMENT - timedelta(minutes=20),
) -> Ticket:
    agency = reference.agencies[reference.services[service].agency]
    number = numbers[agency.letter] = numbers[agency.letter] + 1
    return Ticket(
        id=sum(numbers.values()),
        label=f"{agency.letter}{number:03}",
        series=agency.letter,
        code="",
        number=number,
        agency=agency.code,
        service=service,
        priority="normal",
        rank_at=came,
        issued_at=came,
        day=date(2026, 11, 23),
        state=State.WAITING if counter is None else State.CALLED,
        counter=counter,
        slot=None if counter is None else 1,
        called_at=called,
        calls=0 if counter is None else 1,
    )


def _call(ticket: Ticket, *, seq: int, times: int) -> Call:
    return Call(
        seq=seq,
        at=ticket.called_at or ticket.issued_at,
        ticket=ticket.id,
        label=ticket.label,
        agency=ticket.agency,
        service=ticket.service,
        counter=ticket.counter or 0,
        language=ticket.language,
        times=times,
    )
