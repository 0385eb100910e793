"""Why a waiting ticket stands where it stands, in sentences an officer can read to a citizen."""

from __future__ import annotations

from counter import phrases
from counter.situation import Situation
from counter.state import Why
from shared.domain.discipline import ClassFirst, Credit, Ratio
from shared.text import words


def explained(situation: Situation) -> Why | None:
    """The explanation asked for, while that ticket waits for this counter."""
    if situation.why is None or situation.reference is None:
        return None
    line = list(situation.line)
    place = next((at for at, one in enumerate(line) if one.id == situation.why), None)
    if place is None:
        return None
    ticket = line[place]
    _ = words(situation.language).gettext
    issued = phrases.clock_time(ticket.issued_at, situation)
    lines = [
        phrases.service_name(ticket.service, situation),
        phrases.agency_name(ticket, situation),
        _("Lấy số lúc {at}, đã chờ {wait}.").format(
            at=issued, wait=phrases.minutes(ticket.issued_at, situation.at, situation.language)
        ),
    ]
    if ticket.returns:
        lines.append(_("Đã được xếp lại {times} lần.").format(times=ticket.returns))
    rule = situation.reference.rules.discipline
    priority = phrases.priority_name(ticket, situation)
    ranked = phrases.clock_time(ticket.rank_at, situation)
    match rule:
        case Credit() if ranked != issued:
            sentence = _("{priority} Được xếp như người lấy số lúc {ranked}.").format(
                priority=f"{priority}." if priority else "", ranked=ranked
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
    return Why(label=ticket.label, lines=tuple(lines), close=_("Đóng"))
