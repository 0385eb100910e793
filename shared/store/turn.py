"""A verb at work: what it may look up and write, inside its one transaction."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection

from shared.catalogue import Catalogue
from shared.domain.appointment import Appointment
from shared.domain.counter import Counter
from shared.domain.errors import OfAnotherDay
from shared.domain.events import Event, Message, PrintJob
from shared.domain.figures import Figures
from shared.domain.notices import Notice
from shared.domain.roles import Badge, Staff
from shared.domain.ticket import LIVE, Ticket
from shared.settings import HallForm
from shared.store import (
    appointments,
    counters,
    halls,
    journal,
    logins,
    messages,
    notices,
    persons,
    print_jobs,
    published,
    ratings,
    staff,
    tickets,
)
from shared.store.reference import Reference


@dataclass(slots=True, kw_only=True)
class Turn:
    """A verb at work. Everything it writes is of this hall, at this moment, under this journal number."""

    connection: Connection
    hall_id: str
    seq: int
    at: datetime
    day: date
    reference: Reference

    def next_number(self, series: str) -> int:
        first = self.reference.rules.series.first
        return tickets.next_number(self.connection, self.hall_id, day=self.day, series=series, first=first)

    def use_quota(self, session: int, service: str) -> int:
        return tickets.use_quota(self.connection, self.hall_id, day=self.day, session=session, service=service)

    def ahead(self, service: str, rank_at: datetime) -> int:
        """How many would be called before a newcomer: everybody in the line of the counters that serve the service."""
        together = self.reference.in_line_with(service, self.counters())
        return tickets.ahead(self.connection, self.hall_id, day=self.day, services=together, rank_at=rank_at)

    def ticket(self, ticket_id: int) -> Ticket:
        """A ticket of today. Raises UnknownTicket, OfAnotherDay."""
        found = tickets.get(self.connection, self.hall_id, ticket_id)
        if found.day != self.day:
            raise OfAnotherDay(found.label, found.day)
        return found

    def add_ticket(self, ticket: Ticket) -> None:
        tickets.add(self.connection, self.hall_id, ticket)

    def save_ticket(self, ticket: Ticket) -> Ticket:
        tickets.save(self.connection, self.hall_id, ticket)
        return ticket

    def at_counter(self, counter: int) -> list[Ticket]:
        return tickets.at_counter(self.connection, self.hall_id, counter)

    def head(self, profile: str, counter: int, officer: str | None) -> Ticket | None:
        line = tickets.LineOf(day=self.day, profile=profile, counter=counter, officer=officer)
        return tickets.head(self.connection, self.hall_id, line)

    def heads_of_classes(self, profile: str, counter: int, officer: str | None) -> list[Ticket]:
        classes = [one.code for one in self.reference.rules.classes]
        line = tickets.LineOf(day=self.day, profile=profile, counter=counter, officer=officer)
        return tickets.heads_of_classes(self.connection, self.hall_id, line, classes=classes)

    def rank_behind(self, profile: str, places: int) -> datetime | None:
        """The rank just behind the so-many-th who waits for a service of the profile; of a shorter line just behind
        its last. None where nobody waits."""
        return tickets.rank_behind(self.connection, self.hall_id, day=self.day, profile=profile, places=places)

    def waiting(self) -> list[Ticket]:
        return tickets.waiting_of(self.connection, self.hall_id, self.day)

    def last_steps(self, ticket_id: int) -> list[Event]:
        """The last two journal rows of a ticket, newest first."""
        return journal.last_of_ticket(self.connection, self.hall_id, ticket_id, most=2)

    def classes_called(self, counter: int, *, most: int) -> list[str]:
        """The classes of the counter's last calls of the day, newest first."""
        return list(classes_of(journal.calls_of(self.connection, self.hall_id, counter, most=most), self.day))

    def live(self) -> list[Ticket]:
        return [one for one in tickets.present(self.connection, self.hall_id, day=self.day) if one.state in LIVE]

    def left_over(self) -> list[Ticket]:
        return tickets.left_over(self.connection, self.hall_id, day=self.day)

    def counter(self, number: int) -> Counter:
        return counters.get(self.connection, self.hall_id, number)

    def counters(self) -> list[Counter]:
        return counters.every(self.connection, self.hall_id)

    def save_counter(self, counter: Counter) -> Counter:
        counters.save(self.connection, self.hall_id, counter)
        return counter

    def add_job(self, job: PrintJob) -> PrintJob:
        print_jobs.add(self.connection, self.hall_id, job)
        return job

    def job(self, job_id: int) -> PrintJob:
        return print_jobs.get(self.connection, self.hall_id, job_id)

    def save_job(self, job: PrintJob) -> PrintJob:
        print_jobs.save(self.connection, self.hall_id, job)
        return job

    def copies(self, ticket_id: int) -> int:
        return print_jobs.copies(self.connection, self.hall_id, ticket_id)

    def appointment(self, code: str) -> Appointment:
        """Raises UnknownAppointment."""
        return appointments.get(self.connection, self.hall_id, code)

    def take_appointment(self, code: str, ticket_id: int) -> None:
        appointments.take(self.connection, self.hall_id, code=code, ticket=ticket_id)

    def replace_appointments(self, new: Iterable[Appointment]) -> int:
        return appointments.replace_open(self.connection, self.hall_id, new)

    def day_key(self) -> bytes:
        return persons.key_of(self.connection, self.hall_id, self.day)

    def tickets_of_person(self, mark: str) -> list[Ticket]:
        return persons.tickets_of(self.connection, self.hall_id, day=self.day, mark=mark)

    def add_person(self, mark: str, ticket_id: int) -> None:
        persons.add(self.connection, self.hall_id, day=self.day, mark=mark, ticket_id=ticket_id)

    def notices(self) -> tuple[Notice, ...]:
        return notices.to_read(self.connection, self.hall_id, self.at)

    def add_notice(self, notice: Notice) -> None:
        notices.add(self.connection, self.hall_id, notice)

    def take_notice_down(self, notice_id: int) -> Notice:
        """Raises UnknownNotice."""
        return notices.take_down(self.connection, self.hall_id, notice_id, self.at)

    def publish(self, figures: Figures) -> None:
        published.replace(self.connection, self.hall_id, figures)

    def login_of(self, code: str) -> logins.Login | None:
        return logins.of_staff(self.connection, self.hall_id, code)

    def login_at(self, counter: int) -> logins.Login | None:
        return logins.at(self.connection, self.hall_id, counter)

    def put_login(self, badge: Badge, counter: int | None) -> None:
        """Log this one in there; whoever was logged in there, and himself elsewhere, no longer is."""
        logins.put(self.connection, self.hall_id, badge, counter=counter, at=self.at)

    def drop_login(self, code: str) -> None:
        logins.drop(self.connection, self.hall_id, code)

    def put_staff(self, one: Staff, pin: str) -> None:
        staff.put(self.connection, self.hall_id, one, pin)
        halls.renew(self.connection, self.hall_id)

    def drop_staff(self, code: str) -> None:
        staff.drop(self.connection, self.hall_id, code)
        halls.renew(self.connection, self.hall_id)

    def add_message(self, message: Message) -> None:
        messages.add(self.connection, self.hall_id, message, self.day)

    def take_question_back(self, visit: int) -> None:
        """What was asked about the visit that ended with this row was not, unless it has been answered."""
        ratings.take_back(self.connection, self.hall_id, visit)

    def begin_day(self) -> None:
        logins.drop_all(self.connection, self.hall_id)
        halls.set_day(self.connection, self.hall_id, self.day)
        persons.forget_persons(self.connection, self.hall_id, self.day)

    def save_hall(self, form: HallForm, catalogue: Catalogue) -> None:
        halls.save(self.connection, form, catalogue)


def classes_of(calls: Sequence[Event], day: date) -> tuple[str, ...]:
    """The classes of these calls, those of `day` only."""
    return tuple(event.ticket.priority for event in calls if event.day == day and event.ticket is not None)
