"""The journal's rows: each verb leaves one, with the state it left behind."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from shared.domain.counter import Counter
from shared.domain.ticket import Step, Ticket

#: Made by the caller before it acts; a second arrival of the same one gets the first answer.
CommandId = UUID


class CounterStep(StrEnum):
    """A move of a counter."""

    OPEN_COUNTER = "open_counter"
    PAUSE_COUNTER = "pause_counter"
    CLOSE_COUNTER = "close_counter"
    ASSIGN = "assign"  # another work profile
    LOG_IN = "log_in"
    LOG_OUT = "log_out"


class PaperStep(StrEnum):
    """A move of a print job."""

    START_PRINT = "start_print"
    END_PRINT = "end_print"
    REPRINT = "reprint"


class HallStep(StrEnum):
    """A move of the whole hall: who follows the journal reads a fresh snapshot after it."""

    FOUND = "found"
    IMPORT_CATALOGUE = "import_catalogue"
    IMPORT_APPOINTMENTS = "import_appointments"
    END_DAY = "end_day"
    PUT_STAFF = "put_staff"


class BoardStep(StrEnum):
    """A move of what the boards tell everybody. Nobody's place in line changes, so who follows the journal goes on
    following, and reads anew only what is told."""

    PUT_NOTICE = "put_notice"
    TAKE_NOTICE_DOWN = "take_notice_down"
    IMPORT_FIGURES = "import_figures"


class WordStep(StrEnum):
    """Something said among the staff."""

    MESSAGE = "message"


AnyStep = Step | CounterStep | PaperStep | HallStep | BoardStep | WordStep


class PrintState(StrEnum):
    """How far a slip is. Kept truthful across a crash: SENDING is written before the first byte leaves."""

    PENDING = "pending"  #: nothing was sent; safe to print
    SENDING = "sending"  #: bytes may be on paper; after a crash nobody knows
    PRINTED = "printed"  #: the device gave proof
    FAILED = "failed"  #: nothing came out; safe to print again
    UNKNOWN = "unknown"  #: bytes were sent and there is no proof; a person must look


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintJob:
    """One slip to be printed. `copy` 0 is the original, n the n-th reprint. `station` is the kiosk that prints."""

    id: int
    ticket: int
    station: str
    state: PrintState
    copy: int = 0
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """What the manager tells `counters` (none named: all). `id` is its journal number; `author` a staff code."""

    id: int
    at: datetime
    author: str
    text: str
    counters: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What a step changed and said. Ticket, counter and job are as it left them; `moved` are all the other tickets that
    it changed, `left` the counter an officer left who logged in at another."""

    ticket: Ticket | None = None
    counter: Counter | None = None
    job: PrintJob | None = None
    moved: tuple[Ticket, ...] = ()
    left: Counter | None = None
    message: Message | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Event(Changes):
    """One journal row. `seq` has no hole. `actor` is a station or a staff code, never a citizen."""

    seq: int
    at: datetime
    day: date
    step: AnyStep
    command: CommandId
    actor: str
