"""What the panel shows of what it knows: pure."""

from __future__ import annotations

from dataclasses import dataclass, replace

from counter.rating import wording
from counter.rating.question import Question
from counter.rating.state import Called, Page, RatingState, ReasonKey
from shared.board import HallNow
from shared.counter_shows import Doing, counter_shows
from shared.domain.notices import Notice
from shared.domain.ticket import Ticket
from shared.store.reference import Reference
from shared.text import nfc


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """All the panel knows. `thanks` is the language of who has just answered, `emergencies` those that stand, the
    newest first."""

    number: int
    language: str
    now: HallNow | None = None
    reference: Reference | None = None
    away: bool = False
    question: Question | None = None
    thanks: str | None = None
    emergencies: tuple[Notice, ...] = ()


def picture(known: Known) -> RatingState:
    """The state to show."""
    guest = _guest(known)
    if known.emergencies:
        return _warning(known, known.emergencies[0])
    if known.question is not None:
        return _asking(known, known.question, guest)
    if known.thanks is not None:
        title, note = wording.thanks(known.thanks)
        return replace(_frame(known, known.thanks, guest), page=Page.THANKS, title=title, note=note)
    sign = _frame(known, guest.language if guest else known.language, guest)
    return replace(sign, title="" if guest else _said(known))


def _warning(known: Known, newest: Notice) -> RatingState:
    said, below = newest.said.read(known.language)
    shows = counter_shows(known.now, known.number) if known.now is not None else None
    inviting = nfc(shows.label) if shows is not None and shows.doing is Doing.INVITING else ""
    frame = _frame(known, known.language, None)
    return replace(frame, page=Page.EMERGENCY, title=said, note=below, inviting=inviting)


def _asking(known: Known, question: Question, guest: Ticket | None) -> RatingState:
    language = question.ticket.language
    frame = _frame(known, language, guest)
    if question.score is None:
        title, note = wording.question(language)
        return replace(frame, page=Page.ASK, title=title, note=note, faces=wording.faces(language))
    title, note = wording.about(question.score, language)
    skip, send = wording.keys(language)
    reasons = tuple(
        ReasonKey(code=one.code, name=nfc(one.name(language)), chosen=one.code in question.reasons)
        for one in question.rule.reasons
    )
    return replace(frame, page=Page.REASONS, title=title, note=note, reasons=reasons, skip=skip, send=send)


def _frame(known: Known, language: str, guest: Ticket | None) -> RatingState:
    """What every page has."""
    return RatingState(
        page=Page.SIGN if known.now is not None else Page.STARTING,
        seq=known.now.seq if known.now else 0,
        connected=known.now is not None and not known.away,
        language=language,
        hall=nfc(known.reference.rules.name(language)) if known.reference else "",
        counter=known.number,
        counter_word=wording.counter_word(language),
        called=None
        if guest is None
        else Called(label=nfc(guest.label), caption=wording.caption(guest.state, guest.language)),
    )


def _said(known: Known) -> str:
    if known.now is None:
        return wording.starting(known.language)
    if known.away:
        return wording.lost(known.language)
    return wording.nobody(counter_shows(known.now, known.number).doing, known.language)


def _guest(known: Known) -> Ticket | None:
    """Whose number is shown; who came without a ticket has none."""
    if known.now is None or known.away:
        return None
    ticket = counter_shows(known.now, known.number).ticket
    return ticket if ticket is not None and ticket.calls else None
