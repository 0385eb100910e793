"""Forecasts made again over days that are known: each ticket is asked about once, at its issue, from what was known
then, and held against its call. With two rules of thumb beside it, which know the same."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from statistics import mean
from typing import Final

from shared.board import HallNow
from shared.domain.counter import CounterState
from shared.domain.events import Event
from shared.domain.forecast import Forecast
from shared.domain.pace import Pace
from shared.domain.ticket import AT_COUNTER, Step, Ticket
from shared.store.reference import Reference
from shared.waiting import Outlook, expected_wait, followed

_FEW: Final = 40  # draws, where only the median is asked for


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One ticket: what was forecast, what came (minutes on the clock), and what the rules of thumb say."""

    ticket: Ticket
    forecast: Forecast
    came: float
    by_service: float  # mean visit x people of the same service ahead / counters open for it
    by_pool: float  # mean visit x all people ahead / counters open for it
    crosses_break: bool

    @property
    def covered(self) -> bool:
        return self.forecast.q10 <= self.came <= self.forecast.q90


class ThumbRules:
    """The rules of thumb, with a running mean of the visits."""

    def __init__(self, minutes: float) -> None:
        self._sum, self._count = 10 * minutes, 10.0

    def learn(self, event: Event) -> None:
        ticket = event.ticket
        if event.step is Step.FINISH and ticket is not None and ticket.called_at is not None:
            self._sum += (event.at - ticket.called_at).total_seconds() / 60
            self._count += 1

    def say(self, ticket: Ticket, now: HallNow, reference: Reference) -> tuple[float, float]:
        serving = {code for code, profile in reference.profiles.items() if ticket.service in profile.services}
        at_work = [one for one in now.counters.values() if one.profile in serving and one.state is CounterState.OPEN]
        busy = {one.counter for one in now.tickets.values() if one.state in AT_COUNTER}
        if any(one.number not in busy for one in at_work) and not now.waiting([ticket.service]):
            return 0.0, 0.0
        pool = reference.in_line_with(ticket.service, now.counters.values())
        ahead = [one for one in now.waiting(pool) if one.rank_at <= ticket.rank_at]
        same = sum(one.service == ticket.service for one in ahead)
        each = self._sum / self._count / max(1, len(at_work))
        return each * (same + 1), each * (len(ahead) + 1)


def replay(
    days: Iterable[Sequence[Event]],
    reference: Reference,
    *,
    outlook: Outlook | None = None,
    thumb: ThumbRules,
    learn_only: int = 0,
    draws: int = 100,
    every: int = 1,
) -> tuple[list[Told], Outlook]:
    """All that was told on the days after the first `learn_only`, where the ticket was called in the end; and what is
    known after the last. On the days to learn from only every n-th ticket is asked about."""
    outlook = outlook or Outlook(pace=Pace(calendar=reference.rules.calendar))
    found: list[Told] = []
    for number, day in enumerate(days):
        scored = number >= learn_only
        asked: dict[int, tuple[Forecast, tuple[float, float]]] = {}
        for now, event in followed(day, reference):
            ticket = event.ticket
            told = None
            if scored and event.step is Step.ISSUE and ticket is not None:
                forecast = expected_wait(
                    reference,
                    now,
                    outlook.pace,
                    service=ticket.service,
                    at=event.at,
                    priority=ticket.priority,
                    rank_at=ticket.rank_at,
                    calibration=outlook.calibration,
                    draws=draws,
                )
                told = None if forecast is None else forecast.told
                if forecast is not None:
                    asked[ticket.id] = (forecast, thumb.say(ticket, now, reference))
            if event.step is Step.CALL and ticket is not None and ticket.id in asked:
                forecast, (by_service, by_pool) = asked.pop(ticket.id)
                came = (event.at - ticket.issued_at).total_seconds() / 60
                crosses = forecast.break_in is not None and came >= forecast.break_in
                found.append(
                    Told(
                        ticket=ticket,
                        forecast=forecast,
                        came=came,
                        by_service=by_service,
                        by_pool=by_pool,
                        crosses_break=crosses,
                    )
                )
            ask = not scored and event.seq % every == 0
            outlook = outlook.after(event, now=now, reference=reference, draws=_FEW if ask else 0)
            if told is not None and ticket is not None:
                outlook = replace(outlook, told={**outlook.told, ticket.id: told})
            thumb.learn(event)
    return found, outlook


def coverage(told: Sequence[Told]) -> float:
    """The part in hundred of the waits inside their 80 % interval."""
    return 100 * mean(one.covered for one in told)


def error(told: Sequence[Told], value: Callable[[Told], float] = lambda one: one.forecast.q50) -> float:
    """Mean absolute error in minutes."""
    return mean(abs(value(one) - one.came) for one in told)


def waited(told: Iterable[Told]) -> list[Told]:
    """Those who really waited; who is called at once needs no forecast."""
    return [one for one in told if one.came > 0.1]
