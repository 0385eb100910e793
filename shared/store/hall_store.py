"""One hall in a store: its turns, and what can be read of it.

A turn is a verb's transaction. It begins by raising the hall's number, which makes every other verb of the hall
wait, and ends with the verb's one journal row.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Final

from sqlalchemy import Connection

from shared.board import KEPT_CALLS, HallNow, Posted, calls_of_day
from shared.domain.appointment import Appointment
from shared.domain.discipline import Ratio
from shared.domain.errors import HallClosed
from shared.domain.events import CommandId, Event, PrintJob
from shared.domain.hours import Calendar
from shared.domain.ratings import Tally
from shared.domain.station import Beat, StationKind, StationsNow
from shared.domain.ticket import Ticket
from shared.domain.voice import Settled, VoiceRole
from shared.settings import HallForm, rules_of
from shared.store import (
    appointments,
    counters,
    demand,
    halls,
    journal,
    messages,
    notices,
    persons,
    print_jobs,
    published,
    ratings,
    revision,
    staff,
    stations,
    tickets,
    voice_roles,
)
from shared.store.connection import Connections
from shared.store.reference import Reference
from shared.store.turn import Turn, classes_of

Clock = Callable[[], datetime]


class _AlreadyDone(Exception):
    def __init__(self, event: Event) -> None:
        super().__init__(event.seq)
        self.event = event


class _NeverDone(Exception):
    """Undoes a turn that only looked."""


class DayChanged(Exception):
    """This would be the first verb of `day`; the last one was of `was` (empty: there was none)."""

    def __init__(self, *, was: str, day: str, seq: int) -> None:
        super().__init__(was, day, seq)
        self.was, self.day, self.seq = was, day, seq


class HallStore:
    """One hall, through one connection. Used by one thread."""

    def __init__(self, url: str, hall_id: str, *, clock: Clock | None = None) -> None:
        """`clock` replaces the store's and the machine's clock: for tests and simulations."""
        self.hall_id: Final = hall_id
        self.url: Final = url
        self._connections = Connections(url)
        self._clock = clock
        self._reference: Reference | None = None
        self._last: Event | None = None
        self._checked = False

    def close(self) -> None:
        self._connections.close()

    def turn(self, command: CommandId, work: Callable[[Turn], Event], *, new_day: bool = False) -> Event:
        """Do `work` in a turn of its own and keep its event; or, if `command` came before, return its first event.

        Raises what `work` raises, having changed nothing; StoreAway when the outcome is not known (ask again);
        DayChanged when the day is another than that of the last verb, unless `new_day`.
        """
        self._last = None
        self._last = self._turn(command, work, new_day=new_day)
        return self._last

    def _turn(self, command: CommandId, work: Callable[[Turn], Event], *, new_day: bool) -> Event:
        try:
            with self._connections.writing() as connection:
                self._check(connection)
                taken = journal.take(connection, self.hall_id)
                _answer_again(journal.known(connection, self.hall_id, command))
                reference = self._current(connection, taken.version)
                at = self._clock() if self._clock else taken.at or datetime.now(UTC)
                day = reference.rules.calendar.business_day(at)
                if taken.day != day.isoformat() and not new_day:
                    raise DayChanged(was=taken.day, day=day.isoformat(), seq=taken.seq)
                event = work(
                    Turn(
                        connection=connection,
                        hall_id=self.hall_id,
                        seq=taken.seq,
                        at=at,
                        day=day,
                        reference=reference,
                    )
                )
                journal.append(connection, self.hall_id, event)
                return event
        except _AlreadyDone as done:
            return done.event

    def done(self, command: CommandId) -> Event | None:
        """What `command` did; None if it never happened. Waits for a verb that is being done, so the answer is final
        unless the command is sent again. Asks nothing about the verb that was the last to be done here."""
        if self._last is not None and self._last.command == command:
            return self._last

        def look(_turn: Turn) -> Event:
            raise _NeverDone

        try:
            return self.turn(command, look, new_day=True)
        except _NeverDone:
            return None

    def now(self) -> HallNow:
        """The hall as it stands, in one consistent view."""
        with self._connections.reading() as connection:
            self._check(connection)
            reference = self._read_reference(connection)
            day = self._today(connection, reference.rules.calendar)
            rule = reference.rules.discipline
            window = rule.window if isinstance(rule, Ratio) else 0
            standing = {one.number: one for one in counters.every(connection, self.hall_id)}
            turns = {
                number: classes_of(journal.calls_of(connection, self.hall_id, number, most=window), day)
                for number in (standing if window else ())
            }
            return HallNow(
                hall_id=self.hall_id,
                seq=journal.last(connection, self.hall_id),
                day=day,
                tickets={one.id: one for one in tickets.present(connection, self.hall_id, day=day)},
                counters=standing,
                calls=calls_of_day(journal.calls(connection, self.hall_id, most=KEPT_CALLS), day),
                window=window,
                turns={number: classes for number, classes in turns.items() if classes},
                messages=messages.of_day(connection, self.hall_id, day),
            )

    def posted(self) -> Posted:
        """What the boards tell everybody beside the calls."""
        with self._connections.reading() as connection:
            self._check(connection)
            return Posted(
                notices=notices.to_read(connection, self.hall_id, self._time(connection)),
                figures=published.last(connection, self.hall_id),
            )

    def since(self, seq: int, *, most: int = journal.PAGE) -> tuple[Event, ...]:
        """The journal after row `seq`, at most `most` rows."""
        with self._connections.glancing() as connection:
            self._check(connection)
            return journal.since(connection, self.hall_id, seq, most=most)

    def history(self, *, days: int, most: int = journal.MOST_LEARNT_FROM) -> list[Event]:
        """The rows the pace is learnt from, of today and `days` days of opening before it; of too many the newest."""
        with self._connections.reading() as connection:
            self._check(connection)
            calendar = self._read_reference(connection).rules.calendar
            first = calendar.day_of_opening_before(self._today(connection, calendar), days)
            return journal.learnt_from(connection, self.hall_id, first=first, most=most)

    def last_day(self) -> list[Event]:
        """All rows of the last day before today on which somebody was called."""
        with self._connections.reading() as connection:
            self._check(connection)
            today = self._today(connection, self._read_reference(connection).rules.calendar)
            return journal.day_before(connection, self.hall_id, today)

    def reference(self) -> Reference:
        """Rules and catalogue as they are now."""
        with self._connections.reading() as connection:
            self._check(connection)
            return self._read_reference(connection)

    def last_job(self, station: str) -> PrintJob:
        """Raises UnknownPrintJob."""
        with self._connections.reading() as connection:
            return print_jobs.last(connection, self.hall_id, station)

    def popular_services(self, most: int) -> tuple[str, ...]:
        """The codes of the services people take numbers for most, the busiest first, of those still offered."""
        with self._connections.reading() as connection:
            self._check(connection)
            reference = self._read_reference(connection)
            day = self._today(connection, reference.rules.calendar)
            return demand.popular_services(connection, self.hall_id, reference, day=day, most=most)

    def unfinished_jobs(self, station: str) -> Sequence[PrintJob]:
        with self._connections.reading() as connection:
            return print_jobs.unfinished(connection, self.hall_id, station)

    def ticket(self, ticket_id: int) -> Ticket:
        """Raises UnknownTicket."""
        with self._connections.reading() as connection:
            return tickets.get(connection, self.hall_id, ticket_id)

    def coded(self, code: str) -> Ticket:
        """Raises UnknownTicket."""
        with self._connections.reading() as connection:
            return tickets.coded(connection, self.hall_id, code)

    def appointment(self, code: str) -> Appointment:
        """Raises UnknownAppointment."""
        with self._connections.reading() as connection:
            return appointments.get(connection, self.hall_id, code)

    def numbers_left(self, service: str) -> int | None:
        """How many numbers a service may still give in this session; None without a limit, or out of session."""
        with self._connections.reading() as connection:
            reference = self._read_reference(connection)
            offered = reference.service(service)
            quota = offered.quota_per_session
            try:
                session = reference.rules.calendar.ticket_session(self._time(connection))
            except HallClosed:
                return None
            if quota is None:
                return None
            used = tickets.quota_used(
                connection, self.hall_id, day=session.day, session=session.index, service=offered.code
            )
            return max(0, quota - used)

    def labelled(self, label: str, day: date) -> Ticket:
        """Raises UnknownTicket."""
        with self._connections.reading() as connection:
            return tickets.labelled(connection, self.hall_id, day=day, label=label)

    def beat(self, beat: Beat, *, clock: Clock) -> timedelta:
        """Keep a station's beat, and what else must be true at any hour: no mark of a person outlives its day.

        A transaction of its own that leaves the hall's row alone: no verb waits for it on PostgreSQL. `clock` is the
        station's own; the answer is how far that is ahead of the store's. Raises StoreAway, ConfigError.
        """
        with self._connections.writing() as connection:
            self._check(connection)
            _, form = halls.load_form(connection, self.hall_id)
            asked = clock()
            at = self._time(connection)
            offset = asked + (clock() - asked) / 2 - at
            stations.save(connection, self.hall_id, beat, at=at, clock_offset=offset)
            persons.forget_persons(connection, self.hall_id, rules_of(form).calendar.business_day(at))
            return offset

    def farewell(self, kind: StationKind, name: str) -> None:
        """Forget a station, which ends as it should."""
        with self._connections.writing() as connection:
            self._check(connection)
            stations.drop(connection, self.hall_id, kind=kind, name=name)

    def voice_role(self, earshot: str, *, holder: str, lasts: timedelta) -> VoiceRole:
        """Take the role of the one who speaks there, or keep it for so long by the store's clock; or see that another
        has it, which writes nothing."""
        with self._connections.reading() as connection:
            self._check(connection)
            at = self._time(connection)
            if voice_roles.held_by_another(connection, self.hall_id, earshot, holder=holder, at=at):
                known = voice_roles.settled(connection, self.hall_id, earshot)
                return VoiceRole(mine=False, settled=known)
        with self._connections.writing() as connection:
            at = self._time(connection)
            return voice_roles.take(connection, self.hall_id, earshot, holder=holder, at=at, lasts=lasts)

    def voice_settled(self, earshot: str, *, holder: str, done: Settled) -> None:
        """Tell what was spoken there; nothing happens where the role is another's."""
        with self._connections.writing() as connection:
            self._check(connection)
            voice_roles.settle(connection, self.hall_id, earshot, holder=holder, done=done)

    def voice_given_back(self, earshot: str, *, holder: str) -> None:
        """Let another speak there at once."""
        with self._connections.writing() as connection:
            self._check(connection)
            voice_roles.give_back(connection, self.hall_id, earshot, holder=holder)

    def stations(self) -> StationsNow:
        """The last beat of every station."""
        with self._connections.reading() as connection:
            self._check(connection)
            return StationsNow(at=self._time(connection), stations=stations.every(connection, self.hall_id))

    def _time(self, connection: Connection) -> datetime:
        if self._clock is not None:
            return self._clock()
        return datetime.now(UTC) if self._connections.is_sqlite else stations.store_clock(connection)

    def begin_try(self, code: str) -> staff.Trial:
        """Count a try of this member of staff's PIN and give what it is held against. Raises PinLocked."""
        with self._connections.writing() as connection:
            self._check(connection)
            return staff.begin_try(connection, self.hall_id, code, at=self._time(connection))

    def forget_tries(self, code: str) -> None:
        """The PIN was right."""
        with self._connections.writing() as connection:
            staff.forget_tries(connection, self.hall_id, code)

    def life_of(self, ticket_id: int) -> list[Event]:
        """Every row of a ticket, oldest first."""
        with self._connections.reading() as connection:
            return journal.last_of_ticket(connection, self.hall_id, ticket_id, most=1000)[::-1]

    def day_until(self, day: date, seq: int) -> list[Event]:
        """The rows of `day` up to `seq`, oldest first."""
        with self._connections.reading() as connection:
            return journal.day_until(connection, self.hall_id, day, seq)

    def ask_rating(self, visit: int) -> None:
        """An opinion on the visit that ended with this journal row is being asked for."""
        with self._connections.writing() as connection:
            self._check(connection)
            ratings.ask(connection, self.hall_id, visit, at=self._time(connection))

    def rate(self, visit: int, score: int, reasons: Sequence[str]) -> None:
        """It was given. Only the first answer counts."""
        with self._connections.writing() as connection:
            self._check(connection)
            ratings.answer(connection, self.hall_id, visit, score=score, reasons=reasons, at=self._time(connection))

    def ratings(self, first: date, last: date) -> list[Tally]:
        """The opinions, by day and agency."""
        with self._connections.reading() as connection:
            return ratings.tallies(connection, self.hall_id, first, last)

    def today(self) -> date:
        """The business day, by the store's clock: whoever asks may be on a machine whose own is wrong."""
        with self._connections.reading() as connection:
            self._check(connection)
            return self._today(connection, self._read_reference(connection).rules.calendar)

    def time(self) -> datetime:
        """The store's time: of several machines its clock is the one that counts."""
        with self._connections.reading() as connection:
            return self._time(connection)

    def found(self, form: HallForm) -> bool:
        """Make the hall's row if there is none yet; says whether it did."""
        with self._connections.writing() as connection:
            revision.check(connection, self.url)
            if self.hall_id in halls.all_ids(connection):
                return False
            halls.add(connection, form)
            return True

    def _today(self, connection: Connection, calendar: Calendar) -> date:
        return calendar.business_day(self._time(connection))

    def _check(self, connection: Connection) -> None:
        if not self._checked:
            revision.check(connection, self.url)
            self._checked = True

    def _read_reference(self, connection: Connection) -> Reference:
        version, _ = halls.load_form(connection, self.hall_id)
        return self._current(connection, version)

    def _current(self, connection: Connection, version: int) -> Reference:
        if self._reference is None or self._reference.version != version:
            read, form = halls.load_form(connection, self.hall_id)
            self._reference = Reference.of(
                read,
                form,
                halls.load_catalogue(connection, self.hall_id),
                staff.every(connection, self.hall_id),
            )
        return self._reference


def _answer_again(first: Event | None) -> None:
    if first is not None:
        raise _AlreadyDone(first)
