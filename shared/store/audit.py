"""Does the journal account for everything? Read from the first row to the last, it must give the tables as they
stand. What it does not explain is a finding; a sound hall has none."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection, select

from shared.domain.errors import WrongState
from shared.domain.events import Event, HallStep
from shared.domain.ticket import AT_COUNTER, UNDOABLE, State, Step, Ticket, next_state
from shared.store import journal
from shared.store.codec import ticket_of
from shared.store.connection import Connections
from shared.store.schema import ticket as ticket_table

_PAGE: Final = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something the journal does not explain. `what` is English, for the log and the administrator."""

    seq: int
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Audit:
    """What was read and what was wrong with it."""

    events: int
    issued: int
    called: int
    findings: tuple[Finding, ...]


def audit(url: str, hall_id: str) -> Audit:
    """Read the hall's whole journal against its tickets. Raises StoreAway, ConfigError."""
    connections = Connections(url)
    try:
        with connections.reading() as connection:
            return _Auditor(connection, hall_id).audit()
    finally:
        connections.close()


def every_event(url: str, hall_id: str) -> Iterator[Event]:
    """The whole journal, a page at a time. Raises StoreAway, ConfigError."""
    connections = Connections(url)
    seq = 0
    try:
        with connections.reading() as connection:
            while page := journal.since(connection, hall_id, seq, most=_PAGE):
                yield from page
                seq = page[-1].seq
    finally:
        connections.close()


class _Auditor:
    def __init__(self, connection: Connection, hall_id: str) -> None:
        self._connection = connection
        self._hall_id = hall_id
        self._tickets: dict[int, Ticket] = {}
        self._places: dict[tuple[int | None, int | None], int] = {}
        self._before: dict[int, tuple[Step, Ticket]] = {}
        self._findings: list[Finding] = []
        self._issued = self._called = 0

    def audit(self) -> Audit:
        seq = 0
        for event in self._events():
            if event.seq != seq + 1:
                self._note(event.seq, f"the row before is {seq}: the journal has a hole")
            seq = event.seq
            self._follow(event)
        if journal.last(self._connection, self._hall_id) != seq:
            self._note(seq, "the hall's number is not that of its last row")
        self._compare()
        return Audit(events=seq, issued=self._issued, called=self._called, findings=tuple(self._findings))

    def _events(self) -> Iterator[Event]:
        seq = 0
        while page := journal.since(self._connection, self._hall_id, seq, most=_PAGE):
            yield from page
            seq = page[-1].seq

    def _follow(self, event: Event) -> None:
        if isinstance(event.step, HallStep):
            self._hall_wide(event)
            return
        self._set_free(event)
        after = event.ticket
        if after is None or not isinstance(event.step, Step):
            return
        before = self._tickets.get(after.id)
        if event.step is Step.ISSUE:
            self._issued += 1
            if before is not None or after.state is not State.WAITING:
                self._note(event.seq, f"{after.label} was issued twice")
        elif event.step is Step.WALK_IN:
            self._issued += 1
            if before is not None or after.state is not State.SERVING:
                self._note(event.seq, f"{after.label} walked in twice")
            self._take_place(event, after)
        elif before is None:
            self._note(event.seq, f"{event.step} of {after.label}, which was never issued")
        elif event.step is Step.UNDO:
            self._undo(event, before, after)
        else:
            self._step(event, before, after, event.step)
        self._tickets[after.id] = after

    def _step(self, event: Event, before: Ticket, after: Ticket, step: Step) -> None:
        try:
            expected = next_state(before, step)
        except WrongState:
            self._note(event.seq, f"{after.label} has no road from {before.state} by {step}")
            return
        if expected is not after.state:
            self._note(event.seq, f"{after.label} went from {before.state} by {step} to {after.state}")
        self._leave_place(before)
        self._take_place(event, after)
        self._before[after.id] = (step, before)
        self._called += step is Step.CALL

    def _leave_place(self, before: Ticket) -> None:
        if before.state in AT_COUNTER:
            self._places.pop((before.counter, before.slot), None)

    def _take_place(self, event: Event, after: Ticket) -> None:
        if after.state in AT_COUNTER:
            other = self._places.setdefault((after.counter, after.slot), after.id)
            if other != after.id:
                self._note(event.seq, f"counter {after.counter} had {self._tickets[other].label} already")

    def _undo(self, event: Event, before: Ticket, after: Ticket) -> None:
        """One step back, and only one."""
        step, was = self._before.pop(after.id, (None, None))
        if step not in UNDOABLE or was != after:
            self._note(event.seq, f"{after.label} was not put back to what it was before {step}")
        self._leave_place(before)
        self._take_place(event, after)

    def _set_free(self, event: Event) -> None:
        """Whom a counter had or kept, when it closed."""
        for after in event.moved:
            before = self._tickets.get(after.id)
            if before is None:
                self._note(event.seq, f"{event.step} moved {after.label}, which was never issued")
            elif before.state is not after.state:
                self._step(event, before, after, Step.REQUEUE)
                if before.rank_at != after.rank_at:
                    self._note(event.seq, f"{event.step} changed the rank of {after.label}")
            self._tickets[after.id] = after

    def _hall_wide(self, event: Event) -> None:
        for after in event.moved:
            before = self._tickets.get(after.id)
            if before is None:
                self._note(event.seq, f"{event.step} moved {after.label}, which was never issued")
            elif event.step is HallStep.END_DAY:
                self._step(event, before, after, Step.EXPIRE)
            elif (before.state, before.label, before.rank_at) != (after.state, after.label, after.rank_at):
                self._note(event.seq, f"{event.step} changed more of {after.label} than its service")
            self._tickets[after.id] = after

    def _stored(self) -> Iterator[Ticket]:
        rows = self._connection.execute(
            select(ticket_table).where(ticket_table.c.hall_id == self._hall_id).order_by(ticket_table.c.id)
        )
        yield from map(ticket_of, rows)

    def _compare(self) -> None:
        numbers: dict[tuple[object, str], int] = {}
        for stored in self._stored():
            told = self._tickets.pop(stored.id, None)
            if told is None:
                self._note(stored.id, f"{stored.label} stands in the tables and not in the journal")
            elif told != stored:
                self._note(stored.id, f"{stored.label} stands as {stored.state}, the journal says {told.state}")
            key = (stored.day, stored.series)
            expected = numbers.get(key, stored.number - 1) + 1
            if stored.number != expected:
                self._note(stored.id, f"{stored.label} follows {expected - 1}: the series has a gap")
            numbers[key] = stored.number
        for lost in self._tickets.values():
            self._note(lost.id, f"{lost.label} stands in the journal and not in the tables")

    def _note(self, seq: int, what: str) -> None:
        self._findings.append(Finding(seq=seq, what=what))
