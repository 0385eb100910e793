"""A number that is looked for: where it stands, and calling it although it is not next, with a reason."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from counter import phrases
from counter.drafts import NumberDraft
from counter.situation import Situation
from counter.state import Choice, Chooser, Form, FormKey, Group, Notice
from shared.domain.ticket import State, Ticket
from shared.text import plain, words

_MOST: Final = 40
#: From where a ticket may be called.
CALLABLE: Final = frozenset({State.WAITING, State.PARKED, State.NO_SHOW})


def ready_reasons(language: str) -> tuple[str, ...]:
    """The reasons that are written by one key. The journal gets the Vietnamese ones."""
    _ = words(language).gettext
    return (
        _("Người già yếu, khuyết tật, có con nhỏ"),
        _("Bổ sung giấy tờ của lượt trước"),
        _("Đã hẹn giờ với quầy"),
        _("Việc khẩn cấp"),
    )


def finding(draft: NumberDraft, situation: Situation, *, said: Notice | None) -> Chooser:
    """The box in which a number is typed, with the numbers of today that fit."""
    _ = words(situation.language).gettext
    found = matches(draft.query, situation)
    groups = (Group(agency=_("Các số hôm nay"), choices=tuple(_choice(one, situation) for one in found)),)
    return Chooser(
        name="number",
        title=_("Tìm và gọi theo số"),
        prompt=_("Gõ số phiếu, ví dụ C047 hoặc 47…"),
        query=draft.query,
        groups=groups if found else (),
        nothing=_("Hôm nay không có số này đang chờ, tạm dừng hay vắng mặt."),
        cancel=_("Thôi"),
        hint=_("↑ ↓ để chọn, Enter để gọi. Số chưa đến lượt cần ghi lý do."),
        said=said,
        wide=True,
    )


def matches(query: str, situation: Situation) -> list[Ticket]:
    """The tickets of today that the typed label may mean, the nearest first: "C047", "c47" and "47" mean the same."""
    if situation.now is None:
        return []
    typed = plain(query).upper().replace(" ", "")
    letters = typed.rstrip("0123456789")
    digits = typed[len(letters) :].lstrip("0")
    found = [
        one
        for one in situation.now.tickets.values()
        if one.series.startswith(letters) and (not digits or str(one.number).startswith(digits))
    ]
    found.sort(key=lambda one: (str(one.number) != digits, one.state not in CALLABLE, one.series, one.number))
    return found[:_MOST]


def _choice(ticket: Ticket, situation: Situation) -> Choice:
    parts = [ticket.label, phrases.service_name(ticket.service, situation), phrases.priority_name(ticket, situation)]
    return Choice(
        key=str(ticket.id),
        name=" – ".join(part for part in parts if part),
        detail=standing(ticket, situation),
        enabled=ticket.state in CALLABLE and serves(ticket, situation),
    )


def serves(ticket: Ticket, situation: Situation) -> bool:
    """Whether this counter serves the ticket's field."""
    return situation.profile is not None and ticket.service in situation.profile.services


def standing(ticket: Ticket, situation: Situation) -> str:
    """Where a ticket is now, in a few words."""
    _ = words(situation.language).gettext
    match ticket.state:
        case State.WAITING:
            place = next((at for at, one in enumerate(situation.line, start=1) if one.id == ticket.id), None)
            if place == 1:
                return _("tiếp theo")
            return _("thứ {place} trong hàng").format(place=place) if place else _("chờ quầy khác")
        case State.PARKED:
            return _("tạm dừng, quầy {counter}").format(counter=ticket.counter)
        case State.NO_SHOW:
            return _("vắng mặt, quầy {counter}").format(counter=ticket.counter)
        case _:
            return _("đang ở quầy {counter}").format(counter=ticket.counter)


def not_callable(ticket: Ticket, situation: Situation) -> str:
    """Why this ticket cannot be called here."""
    _ = words(situation.language).gettext
    if ticket.state not in CALLABLE:
        return _("Số {label} đang ở quầy {counter}.").format(label=ticket.label, counter=ticket.counter)
    return _("Quầy này không phục vụ lĩnh vực của số {label}.").format(label=ticket.label)


def asking_reason(draft: NumberDraft, situation: Situation, *, said: Notice | None, busy: bool) -> Form | None:
    """The sheet on which the reason is given; None once that ticket is gone."""
    ticket = situation.now.tickets.get(draft.ticket or 0) if situation.now else None
    if ticket is None:
        return None
    _ = words(situation.language).gettext
    waited = phrases.minutes(ticket.issued_at, situation.at, situation.language)
    lines = (
        phrases.service_name(ticket.service, situation),
        " · ".join(
            part
            for part in (
                standing(ticket, situation),
                _("đã chờ {wait}").format(wait=waited),
                phrases.priority_name(ticket, situation),
            )
            if part
        ),
        _("Số này chưa đến lượt. Lý do được ghi vào nhật ký; không ghi tên công dân."),
    )
    return Form(
        name="reason",
        title=_("Gọi số {label} trước lượt").format(label=ticket.label),
        lines=lines,
        keys=tuple(
            FormKey(name=str(number), key=str(number), text=reason, chosen=draft.reason == str(number))
            for number, reason in enumerate(ready_reasons(situation.language), start=1)
        ),
        prompt=_("Hoặc gõ lý do khác…"),
        typed=draft.typed,
        confirm=_("Gọi số {label}").format(label=ticket.label),
        cancel=_("Thôi"),
        hint=_("1–4 chọn lý do, Enter để gọi"),
        said=said,
        busy=busy,
    )


def reason_of(draft: NumberDraft) -> str:
    """The reason as the journal keeps it; "" if none was given yet."""
    if draft.typed.strip():
        return " ".join(draft.typed.split())
    return ready_reasons("vi")[int(draft.reason) - 1] if draft.reason else ""


def back_at(typed: str, now: datetime) -> datetime | None:
    """What somebody types for a time: minutes from now ("45"), or a time of today ("14:30", "14h30", "1430", "9h");
    None for anything else. `now` is in the hall's zone; a time that has passed is given as it is."""
    text = plain(typed).lower().replace(" ", "").replace("h", ":").replace(".", ":")
    hours, colon, rest = text.partition(":")
    if not colon and len(text) in (3, 4):
        hours, rest, colon = text[:-2], text[-2:], ":"
    if not hours.isdecimal() or not (rest.isdecimal() or rest == ""):
        return None
    if not colon:
        return phrases.in_minutes(now, int(hours)) if int(hours) > 0 else None
    hour, minute = int(hours), int(rest or 0)
    return now.replace(hour=hour, minute=minute, second=0, microsecond=0) if hour < 24 and minute < 60 else None
