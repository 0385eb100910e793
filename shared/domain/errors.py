"""Everything that can go wrong, sorted by whose move it is.

    MotcuaError
    ├── Refusal          a rule of the hall says no; nothing changed; say it kindly and carry on
    │   ├── HallClosed          outside the hours in which tickets are given
    │   ├── QuotaReached        the service has given all its tickets for this session
    │   ├── SeriesExhausted     the series has given its last number for today
    │   ├── UnknownService      no such service, or it is no longer offered
    │   ├── UnknownTicket       no such ticket in this hall
    │   ├── UnknownCounter      no such counter in this hall
    │   ├── UnknownProfile      no such work profile in this hall
    │   ├── UnknownPrintJob     no such print job in this hall
    │   ├── NobodyWaiting       nobody waits for any service of this counter
    │   ├── CounterBusy         the counter already has as many citizens as its profile allows
    │   ├── CounterNotOpen      the counter is closed or paused
    │   ├── WrongState          the ticket's state has no road for this step
    │   ├── OfAnotherDay        the ticket belongs to another day than today
    │   ├── TooManyRecalls      called again as often as the hall allows
    │   ├── TooManyStops        more agencies in one visit than the hall allows
    │   ├── IdentityNeeded      this hall gives a number only to who shows an identity card
    │   ├── HasNumber           this person has a number for this service already
    │   ├── EnoughNumbers       this person has had all the numbers the hall gives one person a day
    │   ├── UnknownAppointment  no such appointment in this hall
    │   ├── AppointmentUsed     a number was taken with this appointment already
    │   ├── AppointmentNotToday the appointment is for another day
    │   ├── UnknownAgency       no such agency in this hall
    │   ├── UnknownNotice       no such notice, or it was taken down
    │   ├── NoticeEmpty         a notice that says nothing in Vietnamese
    │   ├── NoticeTooLong       more letters than can be read from the last row
    │   ├── NoticeOver          it would end before anybody read it
    │   ├── TooManyNotices      as many stand as the hall shows
    │   ├── BadFigures          published figures that cannot be true
    │   ├── NotLoggedIn         this hall wants to know who acts, and nobody is logged in there
    │   ├── LoggedInElsewhere   this officer is logged in at another counter
    │   ├── WrongPin            no such staff number, or not its PIN
    │   ├── PinLocked           too many wrong PINs
    │   ├── WeakPin             a PIN that anybody would try first
    │   ├── UnknownStaff        no such member of staff
    │   ├── OfficerAway         the officer somebody is sent to is at no counter
    │   ├── ReasonNeeded        out of order only with a reason
    │   ├── OutcomeNeeded       the hall wants to know what came of the visit
    │   ├── BadDossierCode      this is no code of a dossier
    │   ├── TooLate             what is to be undone was done too long ago, or something came after it
    │   └── NotAllowed          this actor may not do this
    ├── Outage           the world failed: show it, retry, log it; it is not the caller's fault
    │   ├── StoreAway           the database does not answer
    │   └── DeviceAway          a printer, scanner or sign does not answer
    └── ConfigError      file, key, value, cure: somebody must mend a setting first

Anything else that is raised is a bug. The words people read are made in `shared.wording` from the class and
its fields, never from ``str(error)``, which is for logs.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path


class MotcuaError(Exception):
    """Root of all errors this program raises on purpose."""


class Refusal(MotcuaError):
    """A rule says no. The verb changed nothing."""


@dataclass(eq=False)
class HallClosed(Refusal):
    """No tickets are given now. `opens_at` is when they will be, if that is known (aware)."""

    opens_at: datetime | None = None


@dataclass(eq=False)
class QuotaReached(Refusal):
    """The service has given all the tickets of this session. `next_at`: start of the next session (aware)."""

    service: str
    quota: int
    next_at: datetime | None = None


@dataclass(eq=False)
class SeriesExhausted(Refusal):
    """The series reached its last number and its setting says to stop there."""

    series: str
    last: int


@dataclass(eq=False)
class UnknownService(Refusal):
    """No service of this code is offered."""

    service: str


@dataclass(eq=False)
class UnknownTicket(Refusal):
    """No ticket of this id or label."""

    ticket: str


@dataclass(eq=False)
class UnknownCounter(Refusal):
    """No counter has this number."""

    counter: int


@dataclass(eq=False)
class UnknownProfile(Refusal):
    """No work profile has this code."""

    profile: str


@dataclass(eq=False)
class UnknownPrintJob(Refusal):
    """No print job has this id."""

    job: int


@dataclass(eq=False)
class NobodyWaiting(Refusal):
    """Nobody waits for any service this counter offers."""

    counter: int


@dataclass(eq=False)
class CounterBusy(Refusal):
    """The counter has `label` (and as many more as its profile allows): finish that visit first."""

    counter: int
    label: str


@dataclass(eq=False)
class CounterNotOpen(Refusal):
    """The counter is closed or paused."""

    counter: int


@dataclass(eq=False)
class WrongState(Refusal):
    """There is no road from the ticket's state by this step (see `shared.domain.ticket.ROAD`)."""

    label: str
    state: str
    step: str


@dataclass(eq=False)
class OfAnotherDay(Refusal):
    """The ticket `label` was for `day`, and today is another one."""

    label: str
    day: date


@dataclass(eq=False)
class TooManyRecalls(Refusal):
    """The ticket was invited `times` times, which is all the hall allows."""

    label: str
    times: int


@dataclass(eq=False)
class TooManyStops(Refusal):
    """One visit leads to `most` agencies at most."""

    most: int


@dataclass(eq=False)
class IdentityNeeded(Refusal):
    """The hall gives one person one number, so somebody must show a card, or a member of staff must vouch."""


@dataclass(eq=False)
class HasNumber(Refusal):
    """This person has a number for this service today: `label`."""

    label: str


@dataclass(eq=False)
class EnoughNumbers(Refusal):
    """This person has had `most` numbers today, which is all the hall gives one person."""

    most: int


@dataclass(eq=False)
class UnknownAppointment(Refusal):
    """No appointment has this code."""


@dataclass(eq=False)
class AppointmentUsed(Refusal):
    """The number `label` was taken with this appointment."""

    label: str


@dataclass(eq=False)
class AppointmentNotToday(Refusal):
    """The appointment is at `at` (aware)."""

    at: datetime


@dataclass(eq=False)
class UnknownAgency(Refusal):
    """No agency has this code."""

    agency: str


@dataclass(eq=False)
class UnknownNotice(Refusal):
    """No notice of this number stands or is to come."""

    notice: int


@dataclass(eq=False)
class NoticeEmpty(Refusal):
    """A notice needs words in Vietnamese."""


@dataclass(eq=False)
class NoticeTooLong(Refusal):
    """A text of `length` letters where `most` are allowed."""

    length: int
    most: int


@dataclass(eq=False)
class NoticeOver(Refusal):
    """The notice would end at `ends_at` (aware), before it begins or before now."""

    ends_at: datetime


@dataclass(eq=False)
class TooManyNotices(Refusal):
    """`most` notices stand or are to come, which is all the hall shows."""

    most: int


@dataclass(eq=False)
class BadFigures(Refusal):
    """Published figures that cannot be true. `why` is for the log and the terminal."""

    why: str


@dataclass(eq=False)
class NotLoggedIn(Refusal):
    """Nobody is logged in where this was asked, or somebody else has logged in since."""


@dataclass(eq=False)
class LoggedInElsewhere(Refusal):
    """The officer is logged in at `counter`; None: at a place without a number."""

    counter: int | None


@dataclass(eq=False)
class WrongPin(Refusal):
    """The staff number and the PIN do not go together. `tries_left` before the number is locked, if it is known."""

    tries_left: int | None = None


@dataclass(eq=False)
class PinLocked(Refusal):
    """Nothing is tried for this staff number before so many whole seconds have gone by."""

    seconds: int


@dataclass(eq=False)
class WeakPin(Refusal):
    """Not six to twelve digits, or one digit again and again, or a straight row."""


@dataclass(eq=False)
class UnknownStaff(Refusal):
    """No member of staff has this number."""

    staff: str


@dataclass(eq=False)
class OfficerAway(Refusal):
    """The officer is logged in at no open counter."""

    staff: str


@dataclass(eq=False)
class ReasonNeeded(Refusal):
    """`label` is not next: it is called only with a reason."""

    label: str


@dataclass(eq=False)
class OutcomeNeeded(Refusal):
    """What came of the visit of `label` must be said."""

    label: str


@dataclass(eq=False)
class BadDossierCode(Refusal):
    """Empty, longer than 40 characters, with a blank in it, or somebody's number. `code` is how it begins."""

    code: str


@dataclass(eq=False)
class TooLate(Refusal):
    """The last step of `label` can no longer be undone."""

    label: str


@dataclass(eq=False)
class NotAllowed(Refusal):
    """The actor may not do this. `why` is for the log."""

    why: str


class Outage(MotcuaError):
    """The world failed. Nothing is known to be wrong with what was asked; ask again with the same CommandId."""


@dataclass(eq=False)
class StoreAway(Outage):
    """The database does not answer. `reason` is for the log."""

    reason: str


@dataclass(eq=False)
class DeviceAway(Outage):
    """A device does not answer. `device` is its address, `reason` is for the log."""

    device: str
    reason: str


@dataclass(eq=False)
class ConfigError(MotcuaError):
    """A setting must be mended first.

    `where` names the file (and line), `key` the setting, `value` what stands there, `cure` what to do about it.
    """

    where: str | Path
    key: str
    value: object
    cure: str
    suggestions: tuple[str, ...] = field(default=())

    def __str__(self) -> str:
        hint = f". Did you mean {' or '.join(self.suggestions)}?" if self.suggestions else ""
        return f"{self.where}: {self.key} = {self.value!r}: {self.cure}{hint}"
