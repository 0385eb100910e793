"""What `shared.explaining` found, and what happened to a ticket, in sentences an officer can read to a citizen."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from shared.domain.events import Event, PaperStep
from shared.domain.ticket import Step, Ticket
from shared.explaining import Because, Explanation
from shared.store.reference import Reference
from shared.text import words


def explanation_said(explanation: Explanation, language: str, reference: Reference) -> str:
    """Why this ticket was called then: one sentence, and one on who came next where somebody did."""
    _ = words(language).gettext
    before = explanation.before
    if before is None or explanation.because is Because.UNEXPLAINED:
        return _("Nhật ký không giải thích được lần gọi này. Hãy báo cho quản lý.")
    sentence = _sentence(explanation, before, language, reference)
    other = explanation.runner_up
    if other is None or explanation.because in _ALONE:
        return sentence
    after = _("Số kế tiếp lúc đó là {other} (xếp lúc {at}).").format(
        other=other.label, at=_clock(other.rank_at, reference)
    )
    return f"{sentence} {after}"


#: Reasons beside which nobody else's rank says anything.
_ALONE = frozenset({Because.PARKED, Because.ABSENT, Because.REASON, Because.OLD_RULES})


def _sentence(explanation: Explanation, before: Ticket, language: str, reference: Reference) -> str:
    _ = words(language).gettext
    given = {
        "label": explanation.ticket.label,
        "counter": explanation.ticket.counter,
        "came": _clock(before.issued_at, reference),
        "ranked": _clock(before.rank_at, reference),
        "line": explanation.line,
        "who": _staff(explanation.call.actor, language, reference),
        "reason": explanation.call.note or "",
        "name": _class_name(before, language, reference),
    }
    match explanation.because:
        case Because.PARKED:
            said = _("Số {label} đã được mời trước đó, tạm dừng hồ sơ và quay lại, nên không phải xếp hàng lần nữa.")
        case Because.ABSENT:
            said = _("Số {label} đã được mời trước đó nhưng vắng mặt, nay quay lại và quầy mời lại.")
        case Because.REASON:
            said = _("Số {label} được {who} gọi trước lượt. Lý do: {reason}.")
        case Because.KEPT:
            said = _("Số {label} được chuyển riêng đến đây và là số xếp đầu của quầy {counter} (xếp lúc {ranked}).")
        case Because.CREDIT:
            said = _("Số {label} thuộc nhóm “{name}”: lấy số lúc {came}, được tính như đến lúc {ranked}.")
        case Because.APPOINTMENT:
            said = _("Số {label} có lịch hẹn: được tính như đến lúc {ranked}, đầu hàng chờ của quầy {counter}.")
        case Because.RETURNED:
            said = _("Số {label} đã được xếp lại hàng, tính như đến lúc {ranked}, và lại đứng đầu hàng chờ.")
        case Because.TURN:
            said = _("Đến lượt nhóm “{name}” theo tỷ lệ của trung tâm; trong nhóm, số {label} xếp đầu (lúc {ranked}).")
        case Because.CLASS_FIRST:
            said = _("Nhóm “{name}” được gọi trước; trong nhóm, số {label} xếp đầu (lúc {ranked}).")
        case Because.PATIENCE:
            said = _(
                "Số {label} đã chờ quá thời gian trung tâm cho phép (xếp lúc {ranked}), nên được gọi trước mọi nhóm."
            )
        case Because.OLD_RULES:
            said = _("Số {label} được gọi theo quy định cũ, trước khi danh mục thay đổi trong ngày.")
        case _:
            said = words(language).ngettext(
                "Số {label} lấy số lúc {came}, sớm nhất trong {line} người chờ quầy {counter}.",
                "Số {label} lấy số lúc {came}, sớm nhất trong {line} người chờ quầy {counter}.",
                explanation.line,
            )
    return said.format(**given)


def life_said(events: Iterable[Event], language: str, reference: Reference) -> list[tuple[str, str]]:
    """What happened to one ticket: the time, and a few words; rows of paper only where nothing came out."""
    told = [(event, _happened(event, language, reference)) for event in events]
    return [(_clock(event.at, reference), what) for event, what in told if what]


def _happened(event: Event, language: str, reference: Reference) -> str:
    _ = words(language).gettext
    ticket = event.ticket
    counter = ticket.counter if ticket else None
    service = (
        reference.services[ticket.service].name(language) if ticket and ticket.service in reference.services else ""
    )
    said = {
        Step.ISSUE: _("lấy số"),
        Step.CALL: _("mời đến quầy {counter}"),
        Step.RECALL: _("mời lại"),
        Step.SERVE: _("bắt đầu tiếp nhận"),
        Step.FINISH: _("hoàn thành"),
        Step.CONTINUE: _("xong, đi tiếp: {service}"),
        Step.NO_SHOW: _("vắng mặt"),
        Step.REQUEUE: _("xếp lại hàng"),
        Step.PARK: _("tạm dừng hồ sơ"),
        Step.TRANSFER: _("chuyển sang: {service}"),
        Step.CANCEL: _("trả số"),
        Step.WALK_IN: _("tiếp nhận không phiếu"),
        Step.UNDO: _("hoàn tác bước trước"),
        PaperStep.REPRINT: _("in lại phiếu"),
    }.get(event.step, "")
    told = str(said).format(counter=counter, service=service)
    if event.step is Step.CALL and event.note:
        return _("{what} – trước lượt: {reason}").format(what=told, reason=event.note)
    return told


def _clock(at: datetime, reference: Reference) -> str:
    return f"{at.astimezone(reference.rules.calendar.zone):%H:%M}"


def _staff(actor: str, language: str, reference: Reference) -> str:
    """Whoever acted: a name where it is known, else what the journal has."""
    known = reference.staff.get(actor)
    if known is not None:
        return known.name
    kind, _, number = actor.rpartition("-")
    if kind == "counter":
        return words(language).gettext("Quầy {number}").format(number=number).lower()
    return actor


def _class_name(ticket: Ticket, language: str, reference: Reference) -> str:
    return next((one.name(language) for one in reference.rules.classes if one.code == ticket.priority), ticket.priority)
