"""How a verb is done: one turn of the store, one journal row, and the old day ended before the first of a new one."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import Any, Final
from uuid import NAMESPACE_OID, uuid5

from shared.catalogue import Catalogue, WorkProfile
from shared.domain import discipline
from shared.domain.counter import Counter, CounterState
from shared.domain.discipline import Credit, Ratio
from shared.domain.errors import (
    ConfigError,
    CounterBusy,
    CounterNotOpen,
    NobodyWaiting,
    NotAllowed,
    UnknownService,
)
from shared.domain.events import AnyStep, Changes, CommandId, Event, HallStep, PrintJob
from shared.domain.roles import Actor, Right
from shared.domain.ticket import AT_COUNTER, Step, Ticket, moved
from shared.permission import permit
from shared.settings import HallForm
from shared.store.hall_store import Clock, DayChanged, HallStore
from shared.store.reference import Reference
from shared.store.tickets import waiting
from shared.store.turn import Turn


@dataclass(frozen=True, slots=True, kw_only=True)
class Done(Changes):
    """What a verb leaves behind in its journal row."""

    step: AnyStep | None = None  # where it turned out to be another one than was asked for


class Verbs:
    """What all verbs of a hall have in common."""

    def __init__(self, url: str, hall_id: str, *, clock: Clock | None = None) -> None:
        """Raises ConfigError for a bad address. Nothing is opened before the first verb or read.

        `clock` replaces the hall's clock, for tests and simulations.
        """
        self.id: Final = hall_id
        self._store = HallStore(url, hall_id, clock=clock)

    def close(self) -> None:
        """Give the connection back; the next use opens it again."""
        self._store.close()

    def end_day(self, *, command: CommandId, actor: str) -> None:
        """End what other days left open: tickets go the road of EXPIRE, counters close. The first verb of a day does
        this by itself."""

        def work(turn: Turn) -> Done:
            ended = [turn.save_ticket(moved(one, Step.EXPIRE, at=turn.at)) for one in turn.left_over()]
            for one_counter in turn.counters():
                if one_counter.state is not CounterState.CLOSED:
                    closed = replace(one_counter, state=CounterState.CLOSED, officer=None, since=turn.at, reason=None)
                    turn.save_counter(closed)
            turn.begin_day()
            return Done(moved=tuple(ended))

        self._do(HallStep.END_DAY, work, command, actor, new_day=True)

    def _do(
        self,
        step: AnyStep,
        work: Callable[[Turn], Done],
        command: CommandId,
        actor: Actor,
        *,
        new_day: bool = False,
    ) -> Event:
        def whole(turn: Turn) -> Event:
            done = work(turn)
            return Event(
                seq=turn.seq,
                at=turn.at,
                day=turn.day,
                step=done.step or step,
                command=command,
                actor=str(actor),
                ticket=done.ticket,
                counter=done.counter,
                job=done.job,
                moved=done.moved,
                left=done.left,
                message=done.message,
                note=done.note,
            )

        while True:
            try:
                return self._store.turn(command, whole, new_day=new_day)
            except DayChanged as changed:
                # Every station that meets the new day makes the same command, so the old day ends once.
                first = uuid5(NAMESPACE_OID, f"{self.id}/{changed.was}/{changed.day}/{changed.seq}")
                self.end_day(command=first, actor=str(actor))

    def _move(
        self,
        step: Step,
        counter: int,
        ticket: int,
        *,
        command: CommandId,
        actor: Actor,
        change: Callable[[Turn, Ticket], dict[str, Any]] | None = None,
        note: str | None = None,
    ) -> Ticket:
        """A step of a ticket by a counter. What another counter has is not this one's business. Who is finished here
        and has another stop goes on."""

        def work(turn: Turn) -> Done:
            permit(turn, actor, Right.WORK, counter=counter)
            known = turn.ticket(ticket)
            if known.state in AT_COUNTER and known.counter != counter:
                raise NotAllowed(f"{known.label} is at counter {known.counter}, not {counter}")
            changes = change(turn, known) if change else {}
            taken = Step.CONTINUE if step is Step.FINISH and "stops" in changes else step
            return Done(ticket=turn.save_ticket(moved(known, taken, at=turn.at, **changes)), note=note, step=taken)

        return ticket_of(self._do(step, work, command, actor))


def free_place(turn: Turn, counter: int) -> tuple[WorkProfile, int]:
    """The counter's profile and a free place at it."""
    known = turn.counter(counter)
    if known.state is not CounterState.OPEN:
        raise CounterNotOpen(counter)
    profile = turn.reference.profile(known.profile)
    there = turn.at_counter(counter)
    if len(there) >= profile.at_once:
        raise CounterBusy(counter, there[0].label)
    taken = {one.slot for one in there}
    return profile, next(slot for slot in range(1, profile.at_once + 1) if slot not in taken)


def next_for(turn: Turn, profile: WorkProfile, counter: int) -> Ticket:
    """Who is next by the hall's rule. Raises NobodyWaiting."""
    officer = turn.counter(counter).officer
    rule = turn.reference.rules.discipline
    if isinstance(rule, Credit):
        first = turn.head(profile.code, counter, officer)
        if first is None:
            raise NobodyWaiting(counter)
        return first
    heads = {one.id: one for one in turn.heads_of_classes(profile.code, counter, officer)}
    if not heads:
        raise NobodyWaiting(counter)
    recent = turn.classes_called(counter, most=rule.window) if isinstance(rule, Ratio) else ()
    return heads[discipline.choose(rule, map(waiting, heads.values()), recent=recent, now=turn.at).id]


def called(turn: Turn, ticket: Ticket, counter: int, slot: int) -> Ticket:
    return turn.save_ticket(moved(ticket, Step.CALL, at=turn.at, counter=counter, slot=slot))


def stop_after(reference: Reference, ticket: Ticket) -> dict[str, Any]:
    """What changes of a ticket that goes on to its next stop; nothing where there is none. A stop that is no longer
    offered is passed over."""
    for place, code in enumerate(ticket.stops, start=1):
        try:
            service = reference.service(code)
        except UnknownService:
            continue
        return {
            "service": service.code,
            "agency": service.agency,
            "procedure": None,
            "stops": ticket.stops[place:],
        }
    return {}


def released(turn: Turn, counter: Counter) -> list[Ticket]:
    """Everybody the counter has, back in line with the rank each has; and who was kept for it or for its officer, kept
    no longer."""
    freed = [
        turn.save_ticket(moved(one, Step.REQUEUE, at=turn.at, served_at=None))
        for one in turn.at_counter(counter.number)
    ]
    officer = counter.officer or ""
    for one in turn.waiting():
        if one.for_counter == counter.number or one.for_officer == officer:
            freed.append(turn.save_ticket(replace(one, for_counter=None, for_officer=None)))
    return freed


def heirs(live: Iterable[Ticket], renewed: Reference) -> list[Ticket]:
    """The tickets whose service is another after a new catalogue. Raises ConfigError for one that would have none."""
    found = []
    for one in live:
        try:
            heir = renewed.service(one.service)
        except UnknownService:
            cure = f"{one.label} waits for it: keep it, or name its heir in succession.csv"
            raise ConfigError("catalogue", "fields.csv", one.service, cure) from None
        if (heir.code, heir.agency) != (one.service, one.agency):
            found.append(replace(one, service=heir.code, agency=heir.agency))
    return found


def refuse_unknown_fields(form: HallForm, catalogue: Catalogue) -> None:
    """Raises ConfigError when the hall's rules name a field or an agency that is not in the catalogue."""
    services = {*(one.code for one in catalogue.services), *catalogue.succession}
    agencies = {one.code for one in catalogue.agencies}
    named = [("need.fields", code, services) for need in form.need for code in need.fields]
    named += [("visit.popular", code, services) for code in form.visit.popular]
    named += [("outcome.agencies", code, agencies) for one in form.outcome for code in one.agencies]
    named += [("visit.dossiers", code, agencies) for code in form.visit.dossiers.values()]
    for key, code, known in named:
        if code not in known:
            kind = "agency" if known is agencies else "field"
            near = tuple(get_close_matches(code, known, n=2))
            raise ConfigError("hall.toml", key, code, f"the catalogue has no such {kind}", near)


def refuse_lost_counters(counters: Iterable[Counter], catalogue: Catalogue) -> None:
    """Raises ConfigError when a counter that is not closed has no place in the new catalogue."""
    kept = {place.number for place in catalogue.counters}
    for one in counters:
        if one.state is not CounterState.CLOSED and one.number not in kept:
            raise ConfigError("catalogue", "counters.csv", one.number, "this counter is at work: close it first")


def ticket_of(event: Event) -> Ticket:
    if event.ticket is None:
        raise AssertionError(f"journal row {event.seq} has no ticket")
    return event.ticket


def counter_of(event: Event) -> Counter:
    if event.counter is None:
        raise AssertionError(f"journal row {event.seq} has no counter")
    return event.counter


def job_of(event: Event) -> PrintJob:
    if event.job is None:
        raise AssertionError(f"journal row {event.seq} has no print job")
    return event.job
