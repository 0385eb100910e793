"""What can be asked of a hall without changing anything in it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from shared.board import HallNow, Posted
from shared.domain.appointment import Appointment
from shared.domain.errors import NotAllowed
from shared.domain.events import CommandId, Event, PrintJob
from shared.domain.ratings import BEST, WORST, Tally
from shared.domain.station import Beat, StationKind, StationsNow
from shared.domain.ticket import Ticket
from shared.domain.voice import Settled, VoiceRole
from shared.store.hall_store import Clock
from shared.store.reference import Reference
from shared.verb import Verbs


class Readings(Verbs):
    """The questions of `shared.hall.Hall`, and the beats of stations, which are no verbs either."""

    def now(self) -> HallNow:
        """The hall as it stands; follow it with `shared.feed`."""
        return self._store.now()

    def posted(self) -> Posted:
        """What the boards tell everybody beside the calls: notices that stand or are to come, the last figures."""
        return self._store.posted()

    def done(self, command: CommandId) -> Event | None:
        """What a command did whose answer was lost; None if it never happened. Does nothing itself."""
        return self._store.done(command)

    def since(self, seq: int) -> Sequence[Event]:
        """The journal after row `seq`, one page of it: what brings a snapshot up to date without reading a new one."""
        return self._store.since(seq)

    def history(self, days: int = 20) -> Sequence[Event]:
        """What the pace is learnt from (`shared.waiting`): calls and ends of visits, of today and the last `days` days
        of opening, oldest first. One indexed query, bounded: of a large hall the newest 40,000 rows."""
        return self._store.history(days=days)

    def last_day(self) -> Sequence[Event]:
        """The whole journal of the last day before today on which somebody was called; empty where there is none."""
        return self._store.last_day()

    def reference(self) -> Reference:
        """Rules and catalogue as they are now."""
        return self._store.reference()

    def ticket(self, ticket: int) -> Ticket:
        """Raises UnknownTicket."""
        return self._store.ticket(ticket)

    def labelled(self, label: str, day: date) -> Ticket:
        """The ticket of this label on that day. Raises UnknownTicket."""
        return self._store.labelled(label, day)

    def appointment(self, code: str) -> Appointment:
        """Raises UnknownAppointment."""
        return self._store.appointment(code)

    def coded(self, code: str) -> Ticket:
        """The ticket of this code, which only its own slip says. Raises UnknownTicket."""
        return self._store.coded(code)

    def numbers_left(self, service: str) -> int | None:
        """How many numbers the service may still give in this session; None where there is no limit, or no session."""
        return self._store.numbers_left(service)

    def last_job(self, station: str) -> PrintJob:
        """The slip this kiosk ordered last. Raises UnknownPrintJob where it never did."""
        return self._store.last_job(station)

    def popular_services(self, most: int) -> tuple[str, ...]:
        """The codes of the services people take numbers for most, the busiest first, never more than `most`. As long
        as little is known the hall's own list decides. Reads two weeks of tickets: ask it now and then, not at each
        touch."""
        return self._store.popular_services(most)

    def unfinished_jobs(self, station: str) -> Sequence[PrintJob]:
        """The slips this kiosk had not finished when it stopped: PENDING ones are safe to print, a SENDING one may
        be on paper and a person must look."""
        return self._store.unfinished_jobs(station)

    def stations(self) -> StationsNow:
        """The last beat of every program of the hall, for `shared.domain.station.diagnoses` to judge."""
        return self._store.stations()

    def beat(self, beat: Beat, *, clock: Clock) -> timedelta:
        """A station's sign of life: no verb and no journal row. `clock` is the station's own, held against the
        store's; the answer is how far it is ahead. Also removes what the hall knew of persons of earlier days. Raises
        StoreAway, ConfigError."""
        return self._store.beat(beat, clock=clock)

    def voice_role(self, earshot: str, *, holder: str, lasts: timedelta) -> VoiceRole:
        """Take, or keep for so long by the store's clock, the role of the one board that speaks within an earshot; no
        verb. `holder` is another at each start of a program. Raises StoreAway."""
        return self._store.voice_role(earshot, holder=holder, lasts=lasts)

    def voice_settled(self, earshot: str, *, holder: str, done: Settled) -> None:
        """Tell whoever speaks next which calls are settled. Raises StoreAway."""
        self._store.voice_settled(earshot, holder=holder, done=done)

    def voice_given_back(self, earshot: str, *, holder: str) -> None:
        """Speak no more there. Raises StoreAway."""
        self._store.voice_given_back(earshot, holder=holder)

    def farewell(self, kind: StationKind, name: str) -> None:
        """A station ends as it should: nobody is to miss it."""
        self._store.farewell(kind, name)

    def life_of(self, ticket: int) -> Sequence[Event]:
        """Everything that happened to a ticket, oldest first; empty where there is none."""
        return self._store.life_of(ticket)

    def day_until(self, day: date, seq: int) -> Sequence[Event]:
        """The journal of `day` up to row `seq`. Some thousand rows: not at each touch."""
        return self._store.day_until(day, seq)

    def ask_rating(self, visit: int) -> None:
        """Say that an opinion is asked for on the visit that ended with journal row `visit`. No verb; asking again
        changes nothing, nor does asking on an end that was undone. Refuses WrongState for a row that ends no visit."""
        self._store.ask_rating(visit)

    def rate(self, visit: int, score: int, reasons: Sequence[str] = ()) -> None:
        """The opinion: 1 to 5, and codes of reasons. No verb, and nobody's name: only the first answer counts, and it
        counts as asked. Refuses NotAllowed for a score or a reason that the hall does not have, WrongState."""
        known = {one.code for one in self.reference().rules.desk.rating.reasons}
        if not WORST <= score <= BEST or not set(reasons) <= known:
            raise NotAllowed("an opinion that this hall does not know")  # which one must not get into a log
        self._store.rate(visit, score, reasons)

    def ratings(self, first: date, last: date) -> Sequence[Tally]:
        """The opinions by day and agency: never of today, so that no officer can tell by the hour who gave which. What
        of them may be told says `shared.domain.ratings.told`."""
        return self._store.ratings(first, min(last, self._store.today() - timedelta(days=1)))
