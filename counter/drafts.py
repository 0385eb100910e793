"""What the officer has chosen and typed on a sheet and not done yet: kept while the store is away, in no language."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from shared.domain.events import Event
from shared.domain.ticket import Ticket
from shared.explaining import Explanation


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeDraft:
    """What comes of the visit `ticket`. `dossiers` None: as many as codes are listed. `bad` is a code that is none.
    `then_call`: the next is called when this is done."""

    ticket: int
    outcome: str | None = None
    dossiers: int | None = None
    codes: tuple[str, ...] = ()
    typed: str = ""
    bad: str | None = None
    then_call: bool = False
    needs: bool = False  #: Enter was pressed without the outcome that the hall asks for


@dataclass(frozen=True, slots=True, kw_only=True)
class ParkDraft:
    """When `ticket` wants to be back: in so many minutes, or at what is typed; neither: nothing was said."""

    ticket: int
    minutes: int | None = None
    typed: str = ""


class To(StrEnum):
    """What a visit is sent to."""

    FIELD = "field"
    COUNTER = "counter"
    OFFICER = "officer"


@dataclass(frozen=True, slots=True, kw_only=True)
class SendDraft:
    """Where `ticket` is to be sent, and whether it comes back. `query` is what is searched for."""

    ticket: int
    query: str = ""
    to: To = To.FIELD
    comes_back: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberDraft:
    """A number is looked for. `ticket`: it was found and is not next, so a reason is asked for."""

    query: str = ""
    ticket: int | None = None
    reason: str = ""
    typed: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class GiveDraft:
    """A number for somebody who cannot use the kiosk. `station`: the kiosk that prints it, None where the officer
    writes it down. `given`: it has been given; `printed` what became of its slip (None: not known yet)."""

    query: str = ""
    priority: str = "normal"
    language: str = "vi"
    station: str | None = None
    given: Ticket | None = None
    job: int | None = None
    printed: bool | None = None


#: Sheets that are about no visit at the counter, and stay when it changes.
OF_HALL = (NumberDraft, GiveDraft)
Draft = OutcomeDraft | ParkDraft | SendDraft | NumberDraft | GiveDraft


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What the journal says of the ticket that is explained: why it was called, and its life."""

    ticket: int
    found: Explanation | None
    life: tuple[Event, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Undo:
    """What can be taken back: the tickets as the last errand left them, the last step first, until `until`."""

    tickets: tuple[Ticket, ...]
    at_counter: bool  #: whether taking it back brings somebody back to this counter
    until: datetime

    def left(self, now: datetime) -> int:
        """Whole seconds it is still offered; 0 and it is not."""
        return max(0, -(-(self.until - now) // timedelta(seconds=1)))
