"""Which sheet lies over the desk: made of the draft, while what it is about is still there."""

from __future__ import annotations

from counter.choosing import sending
from counter.drafts import GiveDraft, NumberDraft, OutcomeDraft, ParkDraft, SendDraft
from counter.forms import outcome_form, park_form
from counter.giving import given, giving
from counter.numbers import asking_reason, finding
from counter.situation import Situation
from counter.state import Chooser, Form, Notice, Tone


def chooser(situation: Situation, told: Notice | None) -> Chooser | None:
    """The sheet of what is searched for and chosen; `told` is what the bar of the desk says."""
    said = _hindrance(told)
    match situation.draft:
        case SendDraft() as draft:
            return sending(draft, situation, said=said)
        case NumberDraft(ticket=None) as draft:
            return finding(draft, situation, said=said)
        case GiveDraft(given=None) as draft:
            return giving(draft, situation, said=said)
        case _:
            return None


def form(situation: Situation, told: Notice | None) -> Form | None:
    """The sheet of big keys."""
    said, busy = _hindrance(told), situation.errand is not None
    match situation.draft:
        case OutcomeDraft() as draft:
            return outcome_form(draft, situation, said=said, busy=busy)
        case ParkDraft() as draft:
            return park_form(draft, situation, said=said, busy=busy)
        case NumberDraft() as draft if draft.ticket is not None:
            return asking_reason(draft, situation, said=said, busy=busy)
        case GiveDraft() as draft:
            return given(draft, situation)
        case _:
            return None


def is_open(situation: Situation) -> bool:
    """Whether what the draft is about is still there."""
    return chooser(situation, None) is not None or form(situation, None) is not None


def _hindrance(told: Notice | None) -> Notice | None:
    """What hinders, and not what was done before the sheet was opened."""
    return told if told is not None and told.tone is not Tone.DONE else None
