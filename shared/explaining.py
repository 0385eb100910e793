"""Why a ticket was called when it was, told from the journal alone: each call is judged anew by the rules of the hall,
against everybody who waited at that moment. What the rules do not account for is *unexplained*, and a sound hall has
none of it: nobody was passed without a reason that stands in the journal.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final

from shared.domain import discipline
from shared.domain.counter import Counter
from shared.domain.discipline import ClassFirst, Ratio, Waiting
from shared.domain.events import Event, HallStep
from shared.domain.ticket import PRESENT, State, Step, Ticket
from shared.store.reference import Reference

_LATELY: Final = 100  # calls of a counter that are kept; more than any ratio looks back


class Because(StrEnum):
    """Why a call was that ticket's."""

    RANK = "rank"  #: the first who came, of those in line
    CREDIT = "credit"  #: the class counts as having come earlier
    APPOINTMENT = "appointment"  #: the appointment counts as the time of coming
    RETURNED = "returned"  #: put back in line, and first again
    TURN = "turn"  #: it was the turn of the class, by the hall's ratio
    CLASS_FIRST = "class_first"  #: the class goes before the others
    PATIENCE = "patience"  #: waited longer than the hall lets anybody wait behind a class
    KEPT = "kept"  #: sent to this counter or officer, and first of this line
    PARKED = "parked"  #: set aside before, and back
    ABSENT = "absent"  #: did not come when called before, and back
    REASON = "reason"  #: out of order, by somebody who may, with a reason
    OLD_RULES = "old_rules"  #: rules and catalogue were others then; they are not judged by those of now
    UNEXPLAINED = "unexplained"  #: nothing in the journal accounts for it


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """Why the ticket of this CALL was called. `before` is the ticket as it waited, `line` how many waited for the
    counter, `runner_up` who came next by rank (None: nobody else waited). Who called and the reason given stand in
    `call`."""

    call: Event
    ticket: Ticket
    because: Because
    before: Ticket | None = None
    line: int = 0
    runner_up: Ticket | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """What a whole journal's calls came to. Those under rules that hold no longer are not among the `judged`."""

    judged: int
    out_of_order: int
    unexplained: tuple[Explanation, ...]


class Explainer:
    """Follows the journal from its first row of a day on, and explains each CALL it meets."""

    def __init__(self, reference: Reference, *, judged_from: int = 0) -> None:
        """`judged_from`: calls before this row were made under rules that are not those of `reference`."""
        self._reference = reference
        self._judged_from = judged_from
        self._tickets: dict[int, Ticket] = {}
        self._counters: dict[int, Counter] = {}
        self._lately: dict[int, deque[str]] = {}
        self._day: date | None = None

    def after(self, event: Event) -> Explanation | None:
        """Take one more row; the explanation, if it is a call."""
        if event.day != self._day:
            self._day, self._lately = event.day, {}
        found = self._explained(event) if event.step is Step.CALL else None
        for counter in (event.counter, event.left):
            if counter is not None:
                self._counters[counter.number] = counter
        for one in (event.ticket, *event.moved):
            if one is not None and one.state in PRESENT:
                self._tickets[one.id] = one
            elif one is not None:
                self._tickets.pop(one.id, None)
        if event.step is Step.CALL and event.ticket is not None and event.ticket.counter is not None:
            lately = self._lately.setdefault(event.ticket.counter, deque(maxlen=_LATELY))
            lately.appendleft(event.ticket.priority)
        return found

    def _explained(self, event: Event) -> Explanation | None:
        after = event.ticket
        if after is None or after.counter is None:
            return None
        before = self._tickets.get(after.id)
        line = self._line(after.counter) if before is not None and before.state is State.WAITING else []
        others = [one for one in line if one.id != after.id]
        because = Because.OLD_RULES
        if event.seq >= self._judged_from:
            because = self._because(event, before, line)
        return Explanation(
            call=event,
            ticket=after,
            because=because,
            before=before,
            line=len(line),
            runner_up=min(others, key=_rank, default=None),
        )

    def _because(self, event: Event, before: Ticket | None, line: Sequence[Ticket]) -> Because:
        if before is None:
            return Because.UNEXPLAINED
        if before.state is State.PARKED:
            return Because.PARKED
        if before.state is State.NO_SHOW:
            return Because.ABSENT
        if event.note:
            return Because.REASON
        counter = event.ticket.counter if event.ticket else None
        if counter is None or before not in line or self._chosen(event, counter, line) != before.id:
            return Because.UNEXPLAINED
        return self._of_the_first(event, before, line)

    def _of_the_first(self, event: Event, before: Ticket, line: Sequence[Ticket]) -> Because:
        """What made the one first whom the rule chose."""
        rules = self._reference.rules
        if before.for_counter is not None or before.for_officer is not None:
            return Because.KEPT
        passed_somebody = min(line, key=_rank).id != before.id
        if isinstance(rules.discipline, Ratio) and passed_somebody:
            return Because.TURN
        if isinstance(rules.discipline, ClassFirst):
            if event.at - before.rank_at > rules.discipline.patience:
                return Because.PATIENCE
            if passed_somebody:
                return Because.CLASS_FIRST
        if before.returns:
            return Because.RETURNED
        if before.rank_at < before.issued_at:
            credited = before.issued_at - before.rank_at <= _credit(self._reference, before)
            return Because.CREDIT if credited else Because.APPOINTMENT
        return Because.RANK

    def _line(self, counter: int) -> list[Ticket]:
        """Who waits for this counter."""
        known = self._counters.get(counter)
        profile = self._reference.profiles.get(known.profile) if known else None
        if known is None or profile is None:
            return []
        return [
            one
            for one in self._tickets.values()
            if one.state is State.WAITING
            and one.service in profile.services
            and one.for_counter in (None, counter)
            and one.for_officer in (None, known.officer)
        ]

    def _chosen(self, event: Event, counter: int, line: Sequence[Ticket]) -> int:
        """Whom the hall's rule would have called. A class the rules do not name takes part with its first alone."""
        rules = self._reference.rules
        named = {one.code for one in rules.classes}
        first = min(line, key=_rank)
        heads = [
            Waiting(id=one.id, priority=one.priority, rank_at=one.rank_at, issued_at=one.issued_at)
            for one in line
            if one.priority in named or one is first
        ]
        lately = tuple(self._lately.get(counter, ()))
        return discipline.choose(rules.discipline, heads, recent=lately, now=event.at).id


def explain(events: Iterable[Event], reference: Reference, ticket: int) -> Explanation | None:
    """Why `ticket` was called the last time among `events`: a day's, from its first row on, in order
    (`Hall.day_until`). None where it was not called."""
    found = None
    for one in explanations(events, reference):
        if one.ticket.id == ticket:
            found = one
    return found


def explanations(events: Iterable[Event], reference: Reference) -> Iterator[Explanation]:
    """Every call among `events` with its explanation; those before a change of the rules as OLD_RULES."""
    rows = list(events)
    changed = [one.seq for one in rows if one.step is HallStep.IMPORT_CATALOGUE]
    explainer = Explainer(reference, judged_from=max(changed, default=0))
    for event in rows:
        found = explainer.after(event)
        if found is not None:
            yield found


def review(events: Iterable[Event], reference: Reference) -> Review:
    """Judge every call of a whole journal, row by row: it may be longer than memory. What was called before the rules
    changed last is passed over."""
    explainer = Explainer(reference)
    judged = out_of_order = 0
    unexplained: list[Explanation] = []
    for event in events:
        if event.step is HallStep.IMPORT_CATALOGUE:
            judged = out_of_order = 0
            unexplained.clear()
        found = explainer.after(event)
        if found is not None:
            judged += 1
            out_of_order += found.because is Because.REASON
            if found.because is Because.UNEXPLAINED:
                unexplained.append(found)
    return Review(judged=judged, out_of_order=out_of_order, unexplained=tuple(unexplained))


def _rank(ticket: Ticket) -> tuple[datetime, int]:
    return (ticket.rank_at, ticket.id)


def _credit(reference: Reference, ticket: Ticket) -> timedelta:
    """The head start of the ticket's class; of a class that the rules no longer name the one it was given."""
    named = {one.code: one.credit for one in reference.rules.classes}
    return named.get(ticket.priority, ticket.issued_at - ticket.rank_at)
