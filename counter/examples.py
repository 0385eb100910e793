"""The desk in every situation an officer may see it in, played on a hall of its own: nothing on it is made up."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, Final, get_args, get_type_hints
from uuid import uuid4
from zoneinfo import ZoneInfo

import msgspec

from counter.acts import Act
from counter.picture import picture
from counter.presenter import DeskPresenter
from counter.situation import Remark
from counter.state import DeskState
from shared.catalogue import read_catalogue
from shared.domain import errors
from shared.domain.errors import Refusal, StoreAway
from shared.domain.notices import NoticeKind
from shared.domain.station import Beat, StationKind
from shared.domain.ticket import Ticket
from shared.feed import News
from shared.founding import SAMPLE_HALL, found_hall
from shared.hall import Hall
from shared.settings import read_hall
from shared.ui.worker import PATIENCE, Answer, Done, Refused, Trying, Unsettled

_ZONE: Final = ZoneInfo("Asia/Ho_Chi_Minh")
_MONDAY: Final = datetime(2026, 11, 23, 8, 0, tzinfo=_ZONE)
#: What stands in a refusal's fields of these names.
_TEXTS: Final = {"label": "C047", "staff": "CB0123", "code": "H27 12", "service": "TC01"}
_CODES: Final = ("000.00.12.H27-261123-0007", "000.00.12.H27-261123-0012", "H27.12-261120-1204")


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """One picture: its name, and what the window shows."""

    name: str
    state: DeskState


class _AtOnce:
    """A worker that does what it is asked before it returns; or finds the store away."""

    def __init__(self, hall: Hall) -> None:
        self._hall = hall
        self.away: StoreAway | None = None

    def ask(self, work: Callable[[Hall], Any], answer: Callable[[Answer], None], *, patience: float = PATIENCE) -> None:
        del patience
        if self.away is not None:
            answer(Trying(self.away))
            answer(Unsettled(self.away))
            return
        try:
            done: Answer = Done(work(self._hall))
        except Refusal as refusal:
            done = Refused(refusal)
        answer(done)


class Stage:
    """Counter 7 of the sample hall on a busy morning, with its time in our hand."""

    def __init__(self, folder: Path, language: str, *, outcome_needed: bool = False) -> None:
        self._at = _MONDAY
        form = read_hall(SAMPLE_HALL / "hall.toml")
        if outcome_needed:
            form = msgspec.structs.replace(form, counters=msgspec.structs.replace(form.counters, outcome_needed=True))
        url = f"sqlite:///{folder}/{uuid4().hex}.db"
        found_hall(url, form, read_catalogue(SAMPLE_HALL), clock=self.clock)
        self.hall = Hall(url, form.id, clock=self.clock)
        self.asks = _AtOnce(self.hall)
        self.desk = DeskPresenter(
            7, asks=self.asks, show=lambda _state: None, clock=self.clock, officer="Nguyễn Thị Hồng", language=language
        )

    def clock(self) -> datetime:
        return self._at

    def later(self, **parts: float) -> None:
        self._at += timedelta(**parts)
        self.hears()

    def later_without_news(self, **parts: float) -> None:
        self._at += timedelta(**parts)

    def hears(self) -> None:
        self.beats()
        self.desk.told(News(now=self.hall.now(), reference=self.hall.reference(), posted=self.hall.posted()))
        self.desk.told_of_stations(self.hall.stations())

    def hears_of_each(self) -> None:
        """What happened since, row by row, as a feed tells it."""
        known = self.desk.situation.now
        events = tuple(self.hall.since(known.seq if known is not None else 0))
        self.desk.told(News(now=self.hall.now(), events=events))

    def beats(self) -> None:
        beat = Beat(
            kind=StationKind.KIOSK, name="kiosk-1", run="1", version="1", up=timedelta(hours=1), seq=self.hall.now().seq
        )
        self.hall.beat(beat, clock=self.clock)

    def arrives(self, service: str = "TC01", priority: str = "normal", stops: tuple[str, ...] = ()) -> Ticket:
        given = self.hall.issue(
            service, command=uuid4(), actor="kiosk-1", priority=priority, stops=stops, procedure=None
        ).ticket
        self._at += timedelta(seconds=95)
        return given

    def does(self, *acts: Act) -> None:
        for act in acts:
            self.desk.act(act)
            self.hears()

    def warns(self, vi: str, en: str = "") -> None:
        """The hall puts up an emergency."""
        self.hall.put_notice(NoticeKind.EMERGENCY, vi, en, command=uuid4(), actor="console")
        self.hears()

    def refused(self, error: Refusal, act: Act) -> DeskState:
        """The desk as it says this refusal."""
        situation = self.desk.situation
        return picture(replace(situation, remark=Remark(act=act, error=error, ticket=situation.visit), undo=None))


@contextmanager
def stage(language: str, *, outcome_needed: bool = False) -> Iterator[Stage]:
    """A hall of its own; gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="motcua-screens-") as folder:
        made = Stage(Path(folder), language, outcome_needed=outcome_needed)
        try:
            yield made
        finally:
            made.hall.close()


def examples(language: str) -> Iterator[Example]:
    """All of them, one after the other."""
    with stage(language) as morning:
        fill(morning)
        yield from _of_a_visit(morning)
        yield from _of_sheets(morning)
        yield from _of_refusals(morning)
        yield from _of_an_outage(morning)
    with stage(language, outcome_needed=True) as strict:
        fill(strict)
        yield from _of_outcomes(strict)


def fill(scene: Stage) -> None:
    """Twelve people wait, and two other counters are open."""
    scene.hears()
    for number in range(12):
        scene.arrives(
            f"TC0{1 + number % 6}",
            priority="priority" if number in (4, 8) else "normal",
            stops=("TP01",) if number == 4 else (),
        )
    for other in (8, 9):
        scene.hall.open_counter(
            other,
            profile="TC-A",
            officer=("Trần Văn Bình", "Lê Thị Minh Hạnh")[other - 8],
            command=uuid4(),
            actor="setup",
        )
    scene.hears()


def now(scene: Stage, name: str) -> Example:
    """What the desk shows at this moment."""
    scene.desk.tick()
    return Example(name=name, state=scene.desk.state)


def _of_a_visit(scene: Stage) -> Iterator[Example]:
    yield now(scene, "visit/closed")
    scene.does(Act.OPEN)
    yield now(scene, "visit/idle")
    scene.does(Act.CALL_NEXT)
    yield now(scene, "visit/called-can-be-undone")
    scene.later(seconds=20)
    scene.does(Act.CALL_NEXT)
    yield now(scene, "visit/somebody-is-called-already")
    scene.does(Act.RECALL, Act.RECALL, Act.RECALL)
    yield now(scene, "visit/recalled-too-often")
    scene.does(Act.SERVE)
    scene.later(minutes=4)
    yield now(scene, "visit/serving-leads-on")
    scene.does(Act.CALL_NEXT)
    yield now(scene, "visit/finished-and-called")
    scene.does(Act.UNDO)
    yield now(scene, "visit/undone")
    scene.later(minutes=1)
    scene.does(Act.FINISH)
    yield now(scene, "visit/led-on")


def _of_sheets(scene: Stage) -> Iterator[Example]:
    desk = scene.desk
    scene.later(seconds=30)
    scene.does(Act.CALL_NEXT)
    desk.act(Act.WHY)
    yield now(scene, "why/at-the-counter")
    desk.dismiss()
    desk.explain(desk.state.waiting.rows[2].ticket)
    yield now(scene, "why/waiting")
    desk.dismiss()
    scene.does(Act.SERVE)
    desk.act(Act.PARK_UNTIL)
    desk.form_key("30")
    yield now(scene, "park/in-half-an-hour")
    desk.form_typed("25h70")
    yield now(scene, "park/not-understood")
    desk.form_typed("07:15")
    yield now(scene, "park/passed")
    desk.form_typed("9h15")
    yield now(scene, "park/typed")
    desk.form_confirm()
    scene.hears()
    scene.does(Act.CALL_NEXT, Act.SERVE)
    desk.act(Act.PARK_UNTIL)
    desk.form_key("15")
    desk.form_confirm()
    scene.later(minutes=22)
    yield now(scene, "park/overdue")
    scene.does(Act.CALL_NEXT)
    scene.does(Act.TRANSFER)
    yield now(scene, "transfer/fields")
    desk.search("cong chung")
    yield now(scene, "transfer/searched")
    desk.option("to", "counter")
    desk.option("back", "comes-back")
    yield now(scene, "transfer/counters-and-back")
    desk.option("to", "officer")
    yield now(scene, "transfer/no-officer")
    desk.dismiss()
    yield from _of_numbers(scene)
    yield from _of_given_numbers(scene)


def _of_numbers(scene: Stage) -> Iterator[Example]:
    desk = scene.desk
    scene.does(Act.SERVE, Act.FINISH)
    desk.act(Act.FIND)
    yield now(scene, "number/all")
    last = desk.state.waiting.rows[-1]
    desk.search(last.label[1:].lstrip("0"))
    yield now(scene, "number/found")
    desk.search("X999")
    yield now(scene, "number/unknown")
    elsewhere = scene.arrives("TP02")
    scene.hears()
    desk.choose(str(elsewhere.id))
    yield now(scene, "number/not-served-here")
    desk.choose(str(last.ticket))
    yield now(scene, "number/reason")
    desk.form_confirm()
    yield now(scene, "number/reason-needed")
    desk.form_key("1")
    yield now(scene, "number/ready-reason")
    desk.form_confirm()
    scene.hears()
    desk.act(Act.WHY)
    yield now(scene, "why/out-of-order")
    desk.dismiss()
    scene.does(Act.SERVE, Act.FINISH)


def _of_given_numbers(scene: Stage) -> Iterator[Example]:
    desk = scene.desk
    desk.act(Act.GIVE)
    desk.search("doanh nghiep")
    desk.option("class", "priority")
    yield now(scene, "give/searched")
    desk.choose("TC01")
    yield now(scene, "give/printing")
    desk.dismiss()
    desk.act(Act.GIVE)
    desk.option("paper", "")
    desk.choose("TC02")
    scene.hears()
    yield now(scene, "give/written-down")
    desk.dismiss()
    desk.act(Act.GIVE)
    desk.choose("TP01", also=True)
    yield now(scene, "give/not-served-here")
    desk.choose("TC01", also=True)
    scene.hears()
    yield now(scene, "give/walk-in")
    scene.later(seconds=30)
    scene.does(Act.FINISH)


def _of_refusals(scene: Stage) -> Iterator[Example]:
    """Each refusal there is, as the desk says it."""
    scene.later(minutes=1)
    scene.does(Act.CALL_NEXT, Act.SERVE)
    for error in refusals(scene.clock()):
        act = Act.CALL if isinstance(error, errors.NotAllowed) else Act.FINISH
        yield Example(name=f"refused/{type(error).__name__}", state=scene.refused(error, act))


def _of_an_outage(scene: Stage) -> Iterator[Example]:
    desk = scene.desk
    desk.act(Act.OUTCOME)
    desk.form_key("filed")
    for code in _CODES:
        desk.form_typed(code)
        desk.form_scanned()
    scene.asks.away = StoreAway("the cable")
    desk.form_confirm()
    yield now(scene, "away/outcome-not-settled")
    scene.asks.away = None
    desk.act(Act.RETRY)
    scene.hears()
    yield now(scene, "away/settled")
    scene.does(Act.CALL_NEXT, Act.TRANSFER)
    scene.asks.away = StoreAway("the cable")
    desk.choose("VP02")
    yield now(scene, "away/transfer-not-settled")
    scene.asks.away = None
    desk.act(Act.RETRY)
    scene.hears()


def _of_outcomes(scene: Stage) -> Iterator[Example]:
    desk = scene.desk
    scene.does(Act.OPEN, Act.CALL_NEXT, Act.SERVE)
    scene.later(minutes=3)
    desk.act(Act.CALL_NEXT)
    yield now(scene, "outcome/before-the-next")
    desk.form_confirm()
    yield now(scene, "outcome/needed")
    desk.form_key("filed")
    for code in _CODES:
        desk.form_typed(code)
        desk.form_scanned()
    yield now(scene, "outcome/codes")
    desk.form_typed("H27 12")
    desk.form_scanned()
    yield now(scene, "outcome/bad-code")


def refusals(at: datetime) -> tuple[Refusal, ...]:
    """One of each kind there is, with something likely in each of its fields."""
    kinds = [one for one in vars(errors).values() if isinstance(one, type) and issubclass(one, Refusal)]
    return tuple(_refusal(one, at) for one in kinds if one is not Refusal)


def _refusal(kind: type[Refusal], at: datetime) -> Refusal:
    given: dict[str, Any] = {}
    for name, hint in get_type_hints(kind).items():
        choices = get_args(hint) or (hint,)
        likely: dict[Any, Any] = {
            str: _TEXTS.get(name, name),
            int: 3,
            datetime: at + timedelta(hours=2),
            date: at.date(),
        }
        given[name] = next(value for sort, value in likely.items() if sort in choices)
    return kind(**given)
