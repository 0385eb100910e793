"""Why a ticket stands where it stands, or was called when it was, in sentences an officer can read to a citizen."""

from __future__ import annotations

from counter import phrases
from counter.drafts import Reading
from counter.situation import Situation
from counter.state import Why
from shared.domain.discipline import ClassFirst, Credit, Ratio
from shared.domain.ticket import AT_COUNTER, Ticket
from shared.telling import explanation_said, life_said
from shared.text import words


def explained(situation: Situation) -> Why | None:
    """The explanation asked for, while that ticket waits for this counter or is there."""
    if situation.why is None or situation.reference is None:
        return None
    _ = words(situation.language).gettext
    line = list(situation.line)
    ticket = next((one for one in (*line, *situation.visits) if one.id == situation.why), None)
    if ticket is None:
        return None
    reading = situation.reading
    known = reading if reading is not None and reading.ticket == ticket.id else None
    lines = [phrases.service_name(ticket.service, situation), phrases.agency_name(ticket, situation)]
    if ticket.state in AT_COUNTER:
        lines.append(_of_called(known, situation))
    else:
        lines += _of_waiting(ticket, line.index(ticket), situation)
    return Why(
        label=ticket.label,
        lines=tuple(lines),
        close=_("Đóng"),
        life_title=_("Nhật ký của số này"),
        life=tuple(life_said(known.life, situation.language, situation.reference)) if known else (),
    )


def _of_called(known: Reading | None, situation: Situation) -> str:
    """Why it was called, once the journal was read."""
    _ = words(situation.language).gettext
    if known is None or situation.reference is None:
        return _("Đang đọc nhật ký…")
    if known.found is None:
        return _("Được tiếp nhận ngay tại quầy, không qua hàng chờ.")
    return explanation_said(known.found, situation.language, situation.reference)


def _of_waiting(ticket: Ticket, place: int, situation: Situation) -> list[str]:
    """Why it stands at this place of the line (0 is the next)."""
    _ = words(situation.language).gettext
    issued = phrases.clock_time(ticket.issued_at, situation)
    lines = [
        _("Lấy số lúc {at}, đã chờ {wait}.").format(
            at=issued, wait=phrases.minutes(ticket.issued_at, situation.at, situation.language)
        ),
    ]
    if ticket.for_counter is not None or ticket.for_officer is not None:
        lines.append(_("Được chuyển riêng đến đây: không quầy nào khác gọi số này."))
    if ticket.returns:
        lines.append(_("Đã được xếp lại {times} lần.").format(times=ticket.returns))
    rule = situation.reference.rules.discipline if situation.reference else None
    priority = phrases.priority_name(ticket, situation)
    ranked = phrases.clock_time(ticket.rank_at, situation)
    match rule:
        case Credit() if ranked != issued:
            reason = priority or (_("Có lịch hẹn") if ticket.appointment else "")
            sentence = _("{priority} Được xếp như người lấy số lúc {ranked}.").format(
                priority=f"{reason}." if reason else "", ranked=ranked
            )
            lines.append(sentence.strip())
        case Ratio():
            lines.append(_("Các nhóm được gọi xen kẽ theo tỷ lệ của trung tâm; trong nhóm, ai đến trước gọi trước."))
        case ClassFirst():
            lines.append(_("Nhóm ưu tiên được gọi trước; trong nhóm, ai đến trước gọi trước."))
    if place == 0:
        lines.append(_("Là số được gọi tiếp theo của quầy này."))
    else:
        ahead = words(situation.language).ngettext(
            "Trước số này còn {n} người chờ quầy này.", "Trước số này còn {n} người chờ quầy này.", place
        )
        lines.append(ahead.format(n=place))
    return lines
