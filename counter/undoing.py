"""What of an errand can be taken back, and until when."""

from __future__ import annotations

from collections.abc import Sequence

from counter.drafts import Undo
from counter.errand import Errand
from shared.domain.events import Event
from shared.domain.ticket import UNDO_WITHIN, UNDOABLE, Step


def undo_of(errand: Errand, own: Sequence[Event]) -> Undo | None:
    """What the button offers after this errand; None where its last step is none that can be undone.

    The seconds run from when the officer asked, by the desk's own clock: the hall counts from the commit, which is
    later, so that what is offered here is never refused for its age, however the two clocks differ.
    """
    steps = [(event.ticket, event.step) for event in own if event.ticket is not None]
    if not steps or steps[-1][1] not in UNDOABLE:
        return None
    backwards = [(ticket, step) for ticket, step in reversed(steps) if step in UNDOABLE]
    return Undo(
        tickets=tuple(ticket for ticket, _ in backwards),
        at_counter=any(step is not Step.CALL for _, step in backwards),
        until=errand.asked_at + UNDO_WITHIN,
    )
