"""The three lists at the right: who waits for this counter, who was set aside, who did not come."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Final

from counter import phrases
from counter.actions import action
from counter.acts import Act
from counter.situation import Situation
from counter.state import Action, Listing, Row
from shared.domain.ticket import State, Ticket
from shared.text import words

_SOME_DAY: Final = datetime.max.replace(tzinfo=UTC)


def waiting(line: Iterable[Ticket], situation: Situation) -> Listing:
    """Who waits, in the order of the calls."""
    _ = words(situation.language).gettext
    rows = tuple(_row(one, situation, phrases.minutes(one.issued_at, situation.at, situation.language)) for one in line)
    find = action(Act.FIND, situation) if situation.counter is not None else None
    return Listing(title=_("Đang chờ quầy này"), rows=rows, empty=_("Chưa có ai chờ quầy này."), find=find)


def set_aside(state: State, situation: Situation) -> Listing:
    """Whom this counter has set aside, who should be back first; or whom it called in vain."""
    _ = words(situation.language).gettext
    parked = state is State.PARKED
    found: list[Ticket] = []
    if situation.now is not None:
        kept = situation.now.parked if parked else situation.now.absent
        found = sorted(kept(situation.number), key=lambda one: one.back_at or _SOME_DAY)
    rows = tuple(
        _row(one, situation, _aside_since(one, situation), call=action(Act.CALL, situation, ticket=one))
        for one in found
    )
    return Listing(title=_("Tạm dừng hồ sơ") if parked else _("Vắng mặt"), rows=rows, empty=_("Không có."))


def _aside_since(ticket: Ticket, situation: Situation) -> str:
    """When it was given up; of a parked one, when it was called."""
    return phrases.clock_time(ticket.ended_at or ticket.called_at or ticket.issued_at, situation)


def _row(ticket: Ticket, situation: Situation, detail: str, *, call: Action | None = None) -> Row:
    noted = _note(ticket, situation)
    service = phrases.service_name(ticket.service, situation)
    priority = phrases.priority_name(ticket, situation)
    return Row(
        ticket=ticket.id,
        label=ticket.label,
        service=f"{noted} · {service}" if noted else service,
        detail=detail,
        priority=phrases.priority_mark(ticket, situation),
        spoken=", ".join(part for part in (ticket.label, noted, service, detail, priority) if part),
        call=call,
        late=ticket.back_at is not None and ticket.back_at <= situation.at,
    )


def _note(ticket: Ticket, situation: Situation) -> str:
    """What is particular about a row, before its field."""
    _ = words(situation.language).gettext
    if ticket.back_at is not None and ticket.back_at <= situation.at:
        late = phrases.minutes(ticket.back_at, situation.at, situation.language)
        return _("Quá hẹn {late}").format(late=late)
    if ticket.back_at is not None:
        return _("Hẹn {at}").format(at=phrases.clock_time(ticket.back_at, situation))
    if ticket.for_counter is not None or ticket.for_officer is not None:
        return _("Giữ riêng cho quầy này")
    return ""
