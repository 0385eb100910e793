"""The life of the errand in flight after it was asked (`Gestures._ask`): tried again, settled by the worker's answer
or by the journal, whichever comes first. Its CommandId stays the same until then.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import partial

from counter.duty import DutyGestures
from counter.entrance import EntranceGestures
from counter.errand import Errand, Outcome, Phase
from counter.sheets import is_open
from counter.situation import Remark
from counter.undoing import undo_of
from counter.visit_gestures import VisitGestures
from shared.domain.errors import ConfigError, MotcuaError, Outage, Refusal, StoreAway
from shared.domain.events import CommandId, Event
from shared.ui.worker import Answer, Done, Refused, Trying, Unsettled


class Asking(EntranceGestures, DutyGestures, VisitGestures):
    """The part of a desk that hears what came of its verbs, over the parts that have a say in what an answer means."""

    def _catch_up(self, events: Iterable[Event]) -> None:
        """Take over what an answer knows of the journal."""
        raise NotImplementedError

    def _retry(self) -> None:
        errand = self._situation.errand
        if errand is not None and errand.phase is Phase.UNSETTLED:
            again = replace(errand, phase=Phase.TRYING)
            self._put(errand=again)
            self._send(again)

    def _send(self, errand: Errand) -> None:
        self._asks.ask(errand.work, partial(self._answered, errand.command))

    def _answered(self, command: CommandId, answer: Answer) -> None:
        if isinstance(answer, Done):
            outcome: Outcome = answer.value
            self._answered_at_door(outcome)
            self._catch_up(outcome.events)
        errand = self._situation.errand
        if errand is None or errand.command != command:
            self._put()
            return
        match answer:
            case Done(value=Outcome(own=own, refused=refused)):
                self._settle(errand, own, refused)
            case Refused(refusal=refusal):
                self._refuse(errand, refusal)
            case Trying():
                self._situation = replace(self._situation, errand=replace(errand, phase=Phase.TRYING))
            case Unsettled(outage=StoreAway()):
                self._situation = replace(self._situation, errand=replace(errand, phase=Phase.UNSETTLED))
            case Unsettled(outage=outage):
                # A fault of the program, not of the line: asking again meets it again, and the desk must live.
                self._refuse(errand, outage)
        self._put()

    def _settle(self, errand: Errand, own: Sequence[Event], refused: Refusal | None = None) -> None:
        tickets = [event.ticket for event in own if event.ticket is not None]
        first = tickets[0] if tickets and (len(tickets) > 1 or refused is not None) else None
        remark = Remark(
            act=errand.act,
            done=refused is None,
            error=refused,
            ticket=tickets[-1] if tickets else None,
            first=first,
        )
        self._after_sheet(own)
        self._came_or_went(errand)
        self._situation = replace(self._situation, errand=None)
        if self._situation.shut is None:
            self._situation = replace(self._situation, remark=remark, undo=undo_of(errand, own))

    def _refuse(self, errand: Errand, error: Refusal | ConfigError | Outage) -> None:
        told: MotcuaError = error
        if self._refused_at_door(errand, error):
            return
        tickets = self._situation.now.tickets if self._situation.now else {}
        ticket = tickets.get(errand.ticket) if errand.ticket is not None else None
        remark = Remark(act=errand.act, error=told, ticket=ticket)
        self._situation = replace(self._situation, errand=None, remark=remark)
        if not is_open(self._situation):
            self._situation = replace(self._situation, draft=None)

    def _see(self, event: Event) -> None:
        """A row of the errand in flight may come by the feed before the answer does."""
        errand = self._situation.errand
        if errand is None or event.command not in errand.commands:
            return
        errand = replace(errand, seen=(*errand.seen, event))
        self._situation = replace(self._situation, errand=errand)
        if event.command == errand.command:
            self._settle(errand, errand.seen)
