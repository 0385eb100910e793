"""The forms over the desk: what came of a visit, and until when it is set aside."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from counter import phrases
from counter.drafts import OutcomeDraft, ParkDraft
from counter.numbers import back_at
from counter.situation import Situation
from counter.state import Form, FormKey, Notice, Tone
from shared.domain.desk import Outcome
from shared.domain.errors import BadDossierCode, MotcuaError, OutcomeNeeded
from shared.domain.ticket import Ticket
from shared.text import words
from shared.wording import said as refusal_said

PARK_MINUTES: Final = (0, 15, 30, 60)
_DIGITS: Final = 9


def outcomes(ticket: Ticket, situation: Situation) -> tuple[Outcome, ...]:
    """What can come of this visit, in the order of the keys."""
    return situation.reference.rules.desk.outcomes_of(ticket.agency) if situation.reference else ()


def dossiers(draft: OutcomeDraft) -> int | None:
    """How many were handled: what was said, else as many as are listed; None if nothing was."""
    if draft.dossiers is not None:
        return draft.dossiers
    return len(draft.codes) or None


def outcome_form(draft: OutcomeDraft, situation: Situation, *, said: Notice | None, busy: bool) -> Form | None:
    """What came of the visit; None once it is over."""
    visit = situation.visit
    if visit is None or visit.id != draft.ticket:
        return None
    _ = words(situation.language).gettext
    handled = dossiers(draft)
    after = phrases.next_stop(visit, situation)
    return Form(
        name="outcome",
        title=_("Số {label}: kết quả của lượt này").format(label=visit.label),
        lines=(_("Xong thì chuyển tiếp: {service}").format(service=after),) if after else (),
        keys=tuple(
            FormKey(
                name=one.code,
                text=one.name(situation.language),
                key=str(number) if number <= _DIGITS else "",
                chosen=one.code == draft.outcome,
            )
            for number, one in enumerate(outcomes(visit, situation), start=1)
        ),
        amount_title=_("Số hồ sơ"),
        amount="–" if handled is None else str(handled),
        prompt=_("Mã hồ sơ: quét hoặc gõ rồi Enter…"),
        typed=draft.typed,
        scans=True,
        chips=draft.codes,
        confirm=_("Xong, gọi tiếp") if draft.then_call else _("Hoàn thành"),
        cancel=_("Thôi"),
        hint=_("Chữ số: chọn kết quả · + −: số hồ sơ · Enter: xong"),
        said=_wrong(draft, visit, situation) or said,
        busy=busy,
    )


def _wrong(draft: OutcomeDraft, visit: Ticket, situation: Situation) -> Notice | None:
    error: MotcuaError | None = None
    if draft.bad is not None:
        error = BadDossierCode(draft.bad)
    elif draft.needs:
        error = OutcomeNeeded(visit.label)
    if error is None or situation.reference is None:
        return None
    zone = situation.reference.rules.calendar.zone
    return Notice(tone=Tone.REFUSED, text=refusal_said(error, situation.language, zone, now=situation.at))


def park_form(draft: ParkDraft, situation: Situation, *, said: Notice | None, busy: bool) -> Form | None:
    """Until when somebody is set aside; None once the visit is over."""
    visit = situation.visit
    if visit is None or visit.id != draft.ticket:
        return None
    _ = words(situation.language).gettext
    texts = {
        0: _("Không hẹn giờ"),
        **{n: words(situation.language).ngettext("{n} phút", "{n} phút", n).format(n=n) for n in PARK_MINUTES if n},
    }
    return Form(
        name="park",
        title=_("Tạm dừng hồ sơ số {label}: công dân quay lại lúc nào?").format(label=visit.label),
        keys=tuple(
            FormKey(
                name=str(minutes),
                text=text,
                key=str(number),
                chosen=not draft.typed.strip() and draft.minutes == minutes,
                detail=_back_words(minutes, situation),
            )
            for number, (minutes, text) in enumerate(texts.items(), start=1)
        ),
        prompt=_("Hoặc gõ giờ: 14:30, hoặc số phút: 45"),
        typed=draft.typed,
        confirm=_("Tạm dừng hồ sơ"),
        cancel=_("Thôi"),
        hint=_("Chữ số: chọn · Enter: xong"),
        said=_bad_time(draft, situation) or said,
        busy=busy,
    )


def _back_words(minutes: int, situation: Situation) -> str:
    if not minutes:
        return ""
    return phrases.clock_time(situation.at + timedelta(minutes=minutes), situation)


def _bad_time(draft: ParkDraft, situation: Situation) -> Notice | None:
    if not draft.typed.strip():
        return None
    _ = words(situation.language).gettext
    at = back_at(draft.typed, phrases.hall_time(situation))
    if at is None:
        return Notice(tone=Tone.REFUSED, text=_("Chưa hiểu giờ “{typed}”. Hãy gõ như 14:30.").format(typed=draft.typed))
    if at <= situation.at:
        return Notice(tone=Tone.REFUSED, text=_("{at} đã qua.").format(at=phrases.clock_time(at, situation)))
    return Notice(tone=Tone.DONE, text=_("Hẹn quay lại lúc {at}.").format(at=phrases.clock_time(at, situation)))
