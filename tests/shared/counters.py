"""What tests of the counters' verbs say again and again."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID, uuid4

import msgspec

from shared.domain.ticket import Ticket
from tests.visitor import Visitor


def obey(visitor: Visitor, command: Callable[[], UUID], **counters: object) -> None:
    """New rules for the counters of the hall."""
    reference = visitor.hall.reference()
    form = msgspec.structs.replace(
        reference.form, counters=msgspec.structs.replace(reference.form.counters, **counters)
    )
    visitor.hall.import_catalogue(reference.catalogue, form=form, command=command(), actor="console")


def served(visitor: Visitor, counter: int = 1) -> Ticket:
    return visitor.do("serve", visitor.call(counter), counter=counter)


def second_counter(visitor: Visitor) -> int:
    """Another counter that serves what counter 1 serves, open."""
    visitor.hall.assign(2, visitor.hall.now().counters[1].profile, command=uuid4(), actor="console")
    visitor.open(2)
    return 2


def shared_field(visitor: Visitor, other: int) -> str:
    now, reference = visitor.hall.now(), visitor.hall.reference()
    mine, hers = (reference.profile(now.counters[one].profile).services for one in (1, other))
    return next(code for code in mine if code in hers)


def sent_on(visitor: Visitor, *, comes_back: bool = False) -> tuple[Ticket, int]:
    """Somebody served at counter 1, as he was then, and the other counter to which he was sent on in the same line."""
    other = second_counter(visitor)
    visitor.issue(shared_field(visitor, other))
    visitor.open()
    one = served(visitor)
    visitor.do("transfer", one, one.service, to_counter=other, comes_back=comes_back)
    return one, other
