"""The days of the bank's log as journal events of a hall: agents are counters that all serve everything."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Final

from shared.catalogue import Agency, Catalogue, CounterPlace, Service, WorkProfile
from shared.domain.counter import Counter, CounterState
from shared.domain.events import CounterStep, Event, HallStep
from shared.domain.hours import Hours
from shared.domain.ticket import Step, Ticket
from shared.settings import HallForm
from shared.store.reference import Reference
from tests.conftest import ZONE
from tests.shared.made_days import Writer

_LOG: Final = Path(__file__).parent / "data" / "bank.csv"
_CREDIT: Final = timedelta(minutes=1.5)
#: An agent who has spoken to nobody for so long is not there; the log does not tell.
_AWAY: Final = timedelta(minutes=10)


@dataclass(frozen=True, slots=True, kw_only=True)
class Customer:
    """One line of the log. `ends` is when the visit was over, or None for who hung up at `leaves`."""

    at: datetime
    service: str
    credit: timedelta
    leaves: datetime
    ends: datetime | None
    agent: int


def customers() -> dict[int, list[Customer]]:
    """By day of the month."""
    found: dict[int, list[Customer]] = {}
    with _LOG.open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            day = int(row["day"])
            at = datetime(1999, 2, day, tzinfo=ZONE) + timedelta(seconds=int(row["at"]))
            leaves = at + timedelta(seconds=int(row["waited"]))
            one = Customer(
                at=at,
                service=row["service"],
                credit=_CREDIT if row["credit"] == "1" else timedelta(0),
                leaves=leaves,
                ends=leaves + timedelta(seconds=max(1, int(row["took"]))) if row["took"] else None,
                agent=int(row["agent"] or 0),
            )
            found.setdefault(day, []).append(one)
    return found


def bank(form: HallForm) -> Reference:
    """The bank as a hall that is open from seven to midnight."""
    log = [one for day in customers().values() for one in day]
    services = tuple(sorted({one.service for one in log}))
    agents = sorted({one.agent for one in log if one.ends})
    catalogue = Catalogue(
        agencies=(Agency(code="B", letter="B", name_vi="Ngân hàng", name_en="Bank"),),
        services=tuple(Service(code=code, agency="B", name_vi=code, name_en=code) for code in services),
        profiles=(WorkProfile(code="all", name_vi="all", name_en="all", services=services),),
        counters=tuple(CounterPlace(number=one, profile="all") for one in agents),
    )
    reference = Reference.of(1, form, catalogue)
    hours = (Hours(opens=time(7), closes=time(23, 59)),)
    calendar = replace(reference.rules.calendar, weekly=dict.fromkeys(range(7), hours))
    return replace(reference, rules=replace(reference.rules, calendar=calendar))


def bank_days() -> Iterator[list[Event]]:
    """The journal of each day."""
    seq = 0
    for day in customers().values():
        out = Writer(seq)
        _write(day, out)
        seq = out.seq
        yield out.events


def _write(day: list[Customer], out: Writer) -> None:
    moves = [(one.at, 3, n) for n, one in enumerate(day)]
    moves += [(one.leaves, 4 if one.ends else 5, n) for n, one in enumerate(day)]
    moves += [(one.ends, 1, n) for n, one in enumerate(day) if one.ends]
    out.write(day[0].at.replace(hour=6), HallStep.END_DAY)
    tickets: dict[int, Ticket] = {}
    there: dict[int, int] = {}
    seen: dict[int, datetime] = {}
    for at, kind, n in sorted(moves):
        one = day[n]
        for agent, since in list(seen.items()):
            if not there.get(agent) and at > since + _AWAY:
                del seen[agent]
                shut = Counter(number=agent, profile="all", state=CounterState.CLOSED, since=since + _AWAY)
                out.write(since + _AWAY, CounterStep.CLOSE_COUNTER, counter=shut)
        if kind == 3:
            tickets[n] = out.issue(at, one.service, priority="normal", rank_at=at - one.credit)
        elif kind == 5:
            out.move(at, Step.CANCEL, tickets[n])
        elif kind == 4:
            if one.agent not in seen:
                opened = Counter(number=one.agent, profile="all", state=CounterState.OPEN, since=at)
                out.write(at, CounterStep.OPEN_COUNTER, counter=opened)
            seen[one.agent], there[one.agent] = at, there.get(one.agent, 0) + 1
            called = out.move(at, Step.CALL, tickets[n], counter=one.agent, slot=1)
            tickets[n] = out.move(at, Step.SERVE, called)
        else:
            out.move(at, Step.FINISH, tickets[n])
            seen[one.agent], there[one.agent] = at, there[one.agent] - 1
