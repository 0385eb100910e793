"""The officer's gestures on the sheets over the desk: what is chosen and typed there, and asking when it is done.

Whatever was typed stays until the hall has answered: a refusal is read on the sheet itself, and an outage settles by
asking again with the same CommandIds.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from counter import phrases
from counter.acts import Act
from counter.drafts import GiveDraft, NumberDraft, OutcomeDraft, ParkDraft, Reading, SendDraft, To
from counter.errand import Asked
from counter.forms import dossiers, outcomes
from counter.gestures import Gestures
from counter.giving import NO_PRINTER, kiosks
from counter.numbers import CALLABLE, back_at, not_callable, reason_of, serves
from counter.situation import Remark
from shared.at_counter import MOST_DOSSIERS, beginning, is_dossier_code
from shared.domain.errors import NotAllowed
from shared.domain.events import Event, PrintState
from shared.domain.ticket import State, Ticket
from shared.explaining import explain
from shared.hall import Hall
from shared.issuing import Wish
from shared.store.reference import Reference
from shared.text import LANGUAGES
from shared.ui.worker import Answer, Done


class VisitGestures(Gestures):
    """The part of the desk's presenter that is about sheets."""

    # -- opening -------------------------------------------------------------------------------------------------

    def _open_sheet(self, act: Act) -> None:
        """Open the sheet of `act`."""
        visit = self._situation.visit
        self._situation = replace(self._situation, why=None, remark=None)
        if act is Act.FIND:
            self._put(draft=NumberDraft())
        elif act in (Act.GIVE, Act.WALK_IN):
            printing = kiosks(self._situation.stations)
            self._put(draft=GiveDraft(station=printing[0] if printing else None))
        elif visit is None:
            return
        elif act is Act.TRANSFER:
            self._put(draft=SendDraft(ticket=visit.id))
        elif act is Act.PARK_UNTIL:
            self._put(draft=ParkDraft(ticket=visit.id, minutes=0))
        else:
            self._put(draft=OutcomeDraft(ticket=visit.id, then_call=act is Act.CALL_NEXT))

    def find(self, typed: str) -> None:
        """A letter was typed on the desk: a number is looked for."""
        now = self._situation
        if now.errand is None and not now.covered and now.counter is not None and now.shut is None:
            self._put(draft=NumberDraft(query=typed), why=None, remark=None)

    def explain(self, ticket: int) -> None:
        """Say why a ticket stands where it stands, or was called when it was. Its life is read from the journal."""
        now = self._situation
        if now.shut is not None or now.reference is None or now.now is None:
            return
        self._put(why=ticket)
        known = now.now.tickets.get(ticket)
        if known is not None:
            work = partial(_read, ticket=known, seq=now.now.seq, reference=now.reference)
            self._asks.ask(work, self._has_read)

    def _has_read(self, answer: Answer) -> None:
        if isinstance(answer, Done):
            self._put(reading=answer.value)

    # -- what is searched for ------------------------------------------------------------------------------------

    def search(self, query: str) -> None:
        """Something was typed in the search field of the sheet."""
        draft = self._situation.draft
        if isinstance(draft, SendDraft | NumberDraft | GiveDraft):
            self._put(draft=replace(draft, query=query), remark=None)

    def option(self, row: str, name: str) -> None:
        """An option of the sheet was chosen; a tick was set or taken away."""
        draft = self._situation.draft
        match draft:
            case SendDraft() if row == "to":
                self._put(draft=replace(draft, to=To(name), query=""), remark=None)
            case SendDraft():
                self._put(draft=replace(draft, comes_back=not draft.comes_back))
            case GiveDraft() if row == "class":
                self._put(draft=replace(draft, priority=name))
            case GiveDraft() if row == "language" and name in LANGUAGES:
                self._put(draft=replace(draft, language=name))
            case GiveDraft():
                self._put(draft=replace(draft, station=name or None))

    def choose(self, key: str, *, also: bool = False) -> None:
        """What is lit was taken; `also`: for the second thing that the sheet offers."""
        draft = self._situation.draft
        if self._situation.errand is not None:
            return
        match draft:
            case SendDraft():
                self._send_to(draft, key)
            case NumberDraft():
                self._call_number(draft, key)
            case GiveDraft():
                self._give(draft, key, at_once=also)

    def transfer_to(self, service: str) -> None:
        """The field of a transfer was chosen."""
        if isinstance(self._situation.draft, SendDraft):
            self.choose(service)

    def _send_to(self, draft: SendDraft, key: str) -> None:
        visit = self._situation.visit
        if visit is None or visit.id != draft.ticket:
            return
        options: dict[str, Any] = {"comes_back": True} if draft.comes_back else {}
        service = visit.service
        if draft.to is To.FIELD:
            service = key
        elif draft.to is To.COUNTER:
            options["to_counter"] = int(key)
        else:
            options["to_officer"] = key
        verb = _transfer
        self._ask(Act.TRANSFER, verb, self._situation.number, visit.id, service, ticket=visit, options=options)

    def _call_number(self, draft: NumberDraft, key: str) -> None:
        now = self._situation
        ticket = now.now.tickets.get(int(key)) if now.now else None
        if ticket is None:
            return
        if ticket.state not in CALLABLE or not serves(ticket, now):
            self._put(remark=Remark(act=Act.CALL, ticket=ticket, why=not_callable(ticket, now)))
            return
        is_next = bool(now.line) and now.line[0].id == ticket.id
        if ticket.state is State.WAITING and not is_next and not now.may_call_by_number:
            # He is spared to write a reason that the hall would not hear.
            self._put(remark=Remark(act=Act.CALL, ticket=ticket, error=NotAllowed("no right to call out of turn")))
        elif ticket.state is State.WAITING and not is_next:
            self._put(draft=replace(draft, ticket=ticket.id), remark=None)
        else:
            self._ask(Act.CALL, _call, now.number, ticket.id, ticket=ticket)

    def _give(self, draft: GiveDraft, service: str, *, at_once: bool) -> None:
        now = self._situation
        if at_once:
            options = {"priority": draft.priority}
            self._ask(Act.WALK_IN, _walk_in, now.number, service, options=options)
            return
        wish = Wish(service=service, priority=draft.priority, language=draft.language, vouched=True)
        if draft.station is not None:
            self._ask(Act.GIVE, _issue_for, wish, options={"station": draft.station})
            return
        # Nobody prints it, and the journal says so: no ticket is without paper unnoticed.
        first = Asked(verb=_issue_for, arguments=(wish,))
        self._ask(Act.GIVE, _end_print, options={"reason": NO_PRINTER}, before=(first,), after=no_slip_of)

    # -- what is filled in ---------------------------------------------------------------------------------------

    def form_key(self, name: str) -> None:
        """A big key of the form; "" takes the choice back."""
        match self._situation.draft:
            case OutcomeDraft() as draft:
                self._put(draft=replace(draft, outcome=name or None, needs=False, bad=None), remark=None)
            case ParkDraft() as draft:
                self._put(draft=replace(draft, minutes=int(name or 0), typed=""), remark=None)
            case NumberDraft() as draft:
                self._put(draft=replace(draft, reason=name, typed=""), remark=None)

    def form_typed(self, text: str) -> None:
        """Something was typed in the field of the form."""
        match self._situation.draft:
            case OutcomeDraft() as draft:
                self._put(draft=replace(draft, typed=text, bad=None), remark=None)
            case ParkDraft() | NumberDraft() as draft:
                self._put(draft=replace(draft, typed=text), remark=None)

    def form_scanned(self) -> None:
        """Enter in the field: a whole code, which is listed. The same one twice is one."""
        draft = self._situation.draft
        if not isinstance(draft, OutcomeDraft):
            return
        code = draft.typed.strip()
        if not is_dossier_code(code):
            self._put(draft=replace(draft, typed="", bad=beginning(code)))
            return
        codes = tuple(dict.fromkeys((*draft.codes, code)))
        many = draft.dossiers
        if many is not None and many < len(codes):
            many = None
        self._put(draft=replace(draft, typed="", bad=None, codes=codes, dossiers=many))

    def form_amount(self, by: int) -> None:
        """One dossier more or less."""
        draft = self._situation.draft
        if isinstance(draft, OutcomeDraft):
            self.form_count((dossiers(draft) or 0) + by)

    def form_count(self, number: int) -> None:
        """So many dossiers; never fewer than are listed."""
        draft = self._situation.draft
        if isinstance(draft, OutcomeDraft):
            many = min(MOST_DOSSIERS, max(number, len(draft.codes), 0))
            self._put(draft=replace(draft, dossiers=many))

    def form_drop(self, code: str) -> None:
        """A code that was listed is taken off the list."""
        draft = self._situation.draft
        if isinstance(draft, OutcomeDraft):
            self._put(draft=replace(draft, codes=tuple(one for one in draft.codes if one != code), dossiers=None))

    def form_confirm(self) -> None:
        """Do what the form says."""
        if self._situation.errand is not None:
            return
        match self._situation.draft:
            case OutcomeDraft() as draft:
                self._finish_with(draft)
            case ParkDraft() as draft:
                self._park_until(draft)
            case NumberDraft() as draft:
                self._call_with_reason(draft)
            case GiveDraft():
                self._put(draft=None)

    def _finish_with(self, draft: OutcomeDraft) -> None:
        visit, reference = self._situation.visit, self._situation.reference
        if visit is None or visit.id != draft.ticket or reference is None:
            return
        if draft.outcome is None and reference.rules.desk.outcome_needed and outcomes(visit, self._situation):
            self._put(draft=replace(draft, needs=True))
            return
        options = {"outcome": draft.outcome, "dossiers": dossiers(draft), "dossier_codes": draft.codes}
        if draft.then_call:
            self._finish_and_call(visit, options)
        else:
            self._ask(Act.FINISH, _finish, self._situation.number, visit.id, ticket=visit, options=options)

    def _finish_and_call(self, visit: Ticket, options: dict[str, Any] | None = None) -> None:
        """One key for the next citizen: the visit ends, then the next one is called."""
        number = self._situation.number
        first = Asked(verb=_finish, arguments=(number, visit.id), options=options or {})
        self._ask(Act.CALL_NEXT, _call_next, number, ticket=visit, before=(first,))

    def _park_until(self, draft: ParkDraft) -> None:
        now = self._situation
        if now.visit is None or now.visit.id != draft.ticket:
            return
        at = None
        if draft.typed.strip():
            at = back_at(draft.typed, phrases.hall_time(now))
            if at is None or at <= now.at:
                return  # the form says so already
        elif draft.minutes:
            at = phrases.in_minutes(now.at, draft.minutes)
        self._ask(Act.PARK, _park, now.number, now.visit.id, ticket=now.visit, options={"back_at": at})

    def _call_with_reason(self, draft: NumberDraft) -> None:
        now = self._situation
        ticket = now.now.tickets.get(draft.ticket or 0) if now.now else None
        if ticket is not None:
            reason = reason_of(draft)
            self._ask(Act.CALL, _call, now.number, ticket.id, ticket=ticket, options={"reason": reason})

    # -- afterwards ----------------------------------------------------------------------------------------------

    def _undo(self) -> None:
        undo, number = self._situation.undo, self._situation.number
        if undo is None:
            return
        *first, last = undo.tickets
        before = tuple(Asked(verb=_take_back, arguments=(number, one.id)) for one in first)
        self._ask(Act.UNDO, _take_back, number, last.id, ticket=last, before=before)

    def _after_sheet(self, own: Sequence[Event]) -> None:
        """The errand of a sheet is done: the sheet shuts, or shows the number that was given."""
        draft = self._situation.draft
        given = next((one for one in own if one.ticket is not None and one.job is not None), None)
        if isinstance(draft, GiveDraft) and given is not None and given.job is not None:
            draft = replace(draft, given=given.ticket, job=given.job.id)
            self._situation = replace(self._situation, draft=draft)
        else:
            self._situation = replace(self._situation, draft=None)

    def _follow_paper(self, events: Sequence[Event]) -> None:
        """What becomes of the slip of a number that was given here."""
        draft = self._situation.draft
        if not isinstance(draft, GiveDraft) or draft.job is None:
            return
        for event in events:
            job = event.job
            if job is not None and job.id == draft.job and job.state not in (PrintState.PENDING, PrintState.SENDING):
                draft = replace(draft, printed=job.state is PrintState.PRINTED)
                self._situation = replace(self._situation, draft=draft)


def _finish(hall: Hall) -> Callable[..., Any]:
    return hall.finish


def _call_next(hall: Hall) -> Callable[..., Any]:
    return hall.call_next


def _call(hall: Hall) -> Callable[..., Any]:
    return hall.call


def _park(hall: Hall) -> Callable[..., Any]:
    return hall.park


def _transfer(hall: Hall) -> Callable[..., Any]:
    return hall.transfer


def _walk_in(hall: Hall) -> Callable[..., Any]:
    return hall.walk_in


def _issue_for(hall: Hall) -> Callable[..., Any]:
    return hall.issue_for


def _take_back(hall: Hall) -> Callable[..., Any]:
    return hall.undo


def _end_print(hall: Hall) -> Callable[..., Any]:
    return hall.end_print


def no_slip_of(own: Sequence[Event]) -> tuple[Any, ...]:
    """What `Hall.end_print` is told of the job that was just ordered and that nobody prints."""
    job = own[-1].job
    if job is None:
        raise AssertionError("a number without a print job")
    return (job.id, PrintState.FAILED)


def _read(hall: Hall, ticket: Ticket, seq: int, reference: Reference) -> Reading:
    found = explain(hall.day_until(ticket.day, seq), reference, ticket.id) if ticket.calls else None
    return Reading(ticket=ticket.id, found=found, life=tuple(hall.life_of(ticket.id)))
