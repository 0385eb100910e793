"""What was said to this counter today, and what of it the officer has not read yet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from counter import phrases
from counter.duty_state import Mail
from counter.situation import Situation
from shared.text import words

#: Stands for the note that the counter was given another work profile, which is no message of the journal.
ASSIGNED = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """Something said. `at` is None where it is a note of the desk's own."""

    id: int
    text: str
    author: str = ""
    at: datetime | None = None

    @property
    def mark(self) -> str:
        """What it goes by among those that were read."""
        return f"{self.id} {self.at.timestamp()}" if self.at is not None else ""


def letters(situation: Situation) -> Sequence[Letter]:
    """Today's messages for this counter, newest first."""
    found = [
        Letter(id=one.id, text=one.text, author=phrases.staff_name(one.author, situation), at=one.at)
        for one in (situation.now.messages if situation.now else ())
        if not one.counters or situation.number in one.counters
    ]
    return found[::-1]


def unread(situation: Situation) -> Sequence[Letter]:
    """What has not been read, oldest first; a new work profile before all."""
    waiting = [one for one in letters(situation)[::-1] if one.mark not in situation.has_read]
    if situation.assigned is None:
        return waiting
    profile = situation.reference.profiles.get(situation.assigned) if situation.reference else None
    name = profile.name(situation.language) if profile else situation.assigned
    text = words(situation.language).gettext("Quầy vừa được phân công lại: {profile}.").format(profile=name)
    return [Letter(id=ASSIGNED, text=text), *waiting]


def mail(situation: Situation) -> Mail | None:
    """The strip; None where everything was read."""
    waiting = unread(situation)
    if not waiting:
        return None
    _ = words(situation.language).gettext
    first = waiting[0]
    return Mail(
        text=first.text,
        source=phrases.signed(first.author, first.at, situation),
        more=f"+{len(waiting) - 1}" if len(waiting) > 1 else "",
        read=_("Đã đọc"),
    )
