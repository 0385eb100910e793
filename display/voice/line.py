"""The calls that are still to be spoken, in their order, and how much is said of each. Pure: time is seconds that only
run forward.

- The order is that of the calls. One ticket stands in line once: called again before its turn it keeps its place,
  called again after it goes to the end.
- Who has come, was given up, put back, sent on or cancelled before his turn is not called any more.
- While few wait everything is said; while many wait, short, in the language of the ticket, with one chime for the whole
  burst, until the line has nearly been caught up with.
- Calls of one counter that stand next to each other are one sentence.
- Who has waited longer than `oldest` is not called by number any more: one sentence sends all of those to the board.

Nothing leaves the line unnoticed: what is not spoken is logged with the reason.
"""

from __future__ import annotations

import logging
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from display.scope import Scope
from shared.board import Call
from shared.board_form import AreaForm
from shared.domain.ticket import State, Ticket
from shared.domain.voice import Settled
from shared.speech import Length

FEW: Final = 1  # waiting behind this one: time for both languages where the hall wants them
SOME: Final = 4  # waiting behind this one: time for the whole sentence
HURRY: Final = 1 / 3  # of `oldest`: who has waited so long is said short, so that those behind him are said at all
MOST_AT_ONCE: Final = 4  # tickets in one sentence: nobody remembers more
STILL_SENT: Final = 2.0  # times `oldest`: who was called before that is not sent to the board either

_log: Final = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A call in the line. `place` is the row of the journal that brought it there, `call` the newest of its ticket."""

    call: Call
    place: int
    since: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Utterance:
    """What is said in one breath: calls to one counter, each language after the other. Of length BOARD: the calls of
    any counters that nobody could say in time."""

    calls: tuple[Waiting, ...]
    languages: tuple[str, ...]
    length: Length
    chime: bool
    again: bool = False  # the second reading

    @property
    def counter(self) -> int:
        return self.calls[0].call.counter


class Line:
    """The line of one voice."""

    def __init__(self, *, oldest: float, scope: Scope | None = None, both: bool = False) -> None:
        """`oldest` in seconds; `scope`: only its calls; `both`: all languages for everybody while there is time."""
        self._oldest = oldest
        self._scope = scope or Scope()
        self._both = both
        self._waiting: dict[int, Waiting] = {}
        self._seen = 0
        self._spoken: set[int] = set()
        self._in_burst = False
        self._last: Waiting | None = None
        self._overtaken: dict[int, Waiting] = {}
        self._sent_to_board_at = -math.inf

    def __len__(self) -> int:
        """How many sentences are still to be said, if nobody is merged."""
        return len(self._waiting) + bool(self._overtaken)

    def speaks_both(self, both: bool) -> None:
        """The hall's rules are new."""
        self._both = both

    def within(self, areas: Sequence[AreaForm]) -> None:
        """The hall has these areas, of which the voice may speak for some."""
        self._scope = self._scope.within(areas)

    @property
    def settled(self) -> Settled:
        """Which calls need nobody any more."""
        upto = min((one.place for one in self._waiting.values()), default=self._seen + 1) - 1
        return Settled(upto=upto, also=frozenset(seq for seq in self._spoken if seq > upto))

    def waits_since(self) -> float | None:
        """When the one who has waited longest came."""
        return min((one.since for one in self._waiting.values()), default=None)

    def read_up_to(self, seq: int) -> None:
        """The journal has been heard so far."""
        self._seen = max(self._seen, seq)

    def add(self, call: Call, since: float) -> None:
        """One more call, which may be spoken from `since` on."""
        self.read_up_to(call.seq)
        if not self._scope.concerns(call.counter, call.agency):
            return
        self._overtaken.pop(call.ticket, None)
        standing = self._waiting.get(call.ticket)
        if standing is None:
            self._waiting[call.ticket] = Waiting(call=call, place=call.seq, since=since)
        elif call.seq > standing.call.seq:
            self._waiting[call.ticket] = replace(standing, call=call, since=since)

    def forget_settled(self, settled: Settled) -> None:
        """Another speaks, and has spoken these."""
        self._overtaken.clear()
        for ticket, one in list(self._waiting.items()):
            if settled.has(one.place) or settled.has(one.call.seq):
                _log.debug("%s was settled by another", one.call.label)
                self._drop(ticket, said=True)

    def keep(self, tickets: Mapping[int, Ticket]) -> None:
        """The hall as it stands: who is no longer invited to that counter is not called any more."""
        for ticket, one in list(self._waiting.items()):
            if not _expected(one, tickets):
                state = tickets.get(ticket)
                why = "gone" if state is None else state.state.value
                self._leave_out(ticket, f"before its turn it was {why}")
        self._overtaken = {ticket: one for ticket, one in self._overtaken.items() if _expected(one, tickets)}

    def leave_out_all(self, why: str) -> None:
        """Nobody is spoken to now."""
        for ticket in list(self._waiting):
            self._leave_out(ticket, why)
        self._overtaken.clear()

    def next(self, time: float) -> Utterance | None:
        """Whom to call now; he leaves the line. None: nobody."""
        self._leave_out_old(time)
        if self._overtaken:
            return self._to_the_board(time)
        in_order = sorted(self._waiting.values(), key=lambda one: one.place)
        if not in_order:
            self._in_burst = False
            return None
        together = _together(in_order)
        behind = len(in_order) - len(together)
        for one in together:
            self._drop(one.call.ticket, said=True)
        hurried = behind > 0 and time - together[0].since > HURRY * self._oldest
        length = Length.SHORT if hurried or behind > (FEW if self._in_burst else SOME) else Length.FULL
        chime = length is Length.FULL or not self._in_burst
        self._in_burst = length is Length.SHORT
        self._last = together[-1]
        languages = self._languages(together, behind)
        if length is Length.SHORT and all(one.call.language == "en" for one in together):
            languages = ("en",)
        return Utterance(calls=tuple(together), languages=languages, length=length, chime=chime)

    def put_back(self, utterance: Utterance) -> None:
        """It was not heard: each goes back to its place, unless it was called again meanwhile."""
        self._in_burst = False
        if utterance.length is Length.BOARD:
            self._sent_to_board_at = -math.inf
            self._overtaken |= {one.call.ticket: one for one in utterance.calls if one.call.ticket not in self._waiting}
            return
        for one in utterance.calls:
            self._spoken -= {one.place, one.call.seq}
            newer = self._waiting.get(one.call.ticket)
            self._waiting[one.call.ticket] = one if newer is None else replace(newer, place=one.place)

    def once_more(self, tickets: Mapping[int, Ticket]) -> Utterance | None:
        """The last call, for the second reading, if he is still expected; once, and only while nobody waits."""
        last, self._last = self._last, None
        if last is None or self._waiting:
            return None
        if not _expected(last, tickets):
            return None
        languages = self._languages([last], 0)
        return Utterance(calls=(last,), languages=languages, length=Length.FULL, chime=False, again=True)

    def _languages(self, calls: Iterable[Waiting], behind: int) -> tuple[str, ...]:
        wanted = any(one.call.language == "en" for one in calls)
        return ("vi", "en") if wanted or (self._both and behind <= FEW) else ("vi",)

    def _leave_out_old(self, time: float) -> None:
        for ticket, one in list(self._waiting.items()):
            if time - one.since > self._oldest:
                why = f"it waited longer than {self._oldest:.0f} s"
                if one.since > self._sent_to_board_at:
                    self._overtaken[ticket] = one
                else:
                    why += ", and heard everybody being sent to the board"
                self._leave_out(ticket, why)
        longest = STILL_SENT * self._oldest
        self._overtaken = {ticket: one for ticket, one in self._overtaken.items() if time - one.since <= longest}

    def _to_the_board(self, time: float) -> Utterance:
        sent, self._overtaken, self._sent_to_board_at = tuple(self._overtaken.values()), {}, time
        languages = self._languages(sent, 0)
        return Utterance(calls=sent, languages=languages, length=Length.BOARD, chime=not self._in_burst)

    def _leave_out(self, ticket: int, why: str) -> None:
        one = self._waiting[ticket]
        _log.info("%s to counter %d is shown and not spoken: %s", one.call.label, one.call.counter, why)
        self._drop(ticket, said=False)

    def _drop(self, ticket: int, *, said: bool) -> None:
        one = self._waiting.pop(ticket)
        self._spoken |= {one.place, one.call.seq}
        upto = self.settled.upto
        self._spoken = {seq for seq in self._spoken if seq > upto}
        if not said and self._last is not None and self._last.call.ticket == ticket:
            self._last = None


def _together(in_order: list[Waiting]) -> list[Waiting]:
    """The first, and those right behind it who go to the same counter."""
    counter = in_order[0].call.counter
    found: list[Waiting] = []
    for one in in_order[:MOST_AT_ONCE]:
        if one.call.counter != counter:
            break
        found.append(one)
    return found


def _expected(one: Waiting, tickets: Mapping[int, Ticket]) -> bool:
    """Whether he is still invited to that counter."""
    ticket = tickets.get(one.call.ticket)
    return ticket is not None and ticket.state is State.CALLED and ticket.counter == one.call.counter
