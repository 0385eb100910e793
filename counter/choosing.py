"""Where a visit is sent: to a field, to a counter that serves its field, or to an officer; searched for and chosen."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from counter.drafts import SendDraft, To
from counter.situation import Situation
from counter.state import Choice, Chooser, Group, Notice, Option, Options
from shared.board import HallNow
from shared.domain.counter import Counter, CounterState
from shared.domain.ticket import Ticket
from shared.store.reference import Reference
from shared.text import plain, words

_MOST_ANSWERS: Final = 40


def sending(draft: SendDraft, situation: Situation, *, said: Notice | None) -> Chooser | None:
    """The sheet of a transfer, while its visit is at the counter."""
    visit, reference, now = situation.visit, situation.reference, situation.now
    if visit is None or visit.id != draft.ticket or reference is None or now is None:
        return None
    _ = words(situation.language).gettext
    title = {
        To.FIELD: _("Chuyển số {label} sang lĩnh vực nào?"),
        To.COUNTER: _("Chuyển số {label} đến quầy nào?"),
        To.OFFICER: _("Chuyển số {label} cho cán bộ nào?"),
    }[draft.to]
    prompt = {
        To.FIELD: _("Gõ để tìm: tên lĩnh vực, thủ tục, cơ quan…"),
        To.COUNTER: _("Gõ số quầy hoặc tên cán bộ…"),
        To.OFFICER: _("Gõ tên hoặc mã cán bộ…"),
    }[draft.to]
    return Chooser(
        name=f"transfer-{draft.to}",
        title=title.format(label=visit.label),
        prompt=prompt,
        query=draft.query,
        groups=_groups(draft, situation, visit),
        nothing=_nothing(draft, situation),
        cancel=_("Thôi"),
        hint=_("↑ ↓ để chọn, Enter để chuyển"),
        options=_options(draft, situation),
        said=said,
    )


def _groups(draft: SendDraft, situation: Situation, visit: Ticket) -> tuple[Group, ...]:
    reference, now = situation.reference, situation.now
    if reference is None or now is None:
        return ()
    match draft.to:
        case To.FIELD:
            return fields(situation, draft.query, leave_out=visit.service)
        case To.COUNTER:
            return _counters(draft, situation, reference, now, visit)
        case _:
            return _officers(draft, situation, reference, now, visit)


def _nothing(draft: SendDraft, situation: Situation) -> str:
    _ = words(situation.language).gettext
    match draft.to:
        case To.FIELD if situation.index is None:
            return _("Đang chuẩn bị tìm kiếm…")
        case To.FIELD:
            return _("Không tìm thấy lĩnh vực nào. Hãy gõ từ khác.")
        case To.COUNTER:
            return _("Không có quầy nào khác đang mở phục vụ lĩnh vực này.")
        case _:
            return _("Không có cán bộ nào khác đang ngồi ở quầy phục vụ lĩnh vực này.")


def _options(draft: SendDraft, situation: Situation) -> tuple[Options, ...]:
    _ = words(situation.language).gettext
    names = {To.FIELD: _("Lĩnh vực"), To.COUNTER: _("Quầy"), To.OFFICER: _("Cán bộ")}
    ways = tuple(Option(name=to.value, text=names[to], chosen=to is draft.to) for to in To)
    back = Option(name="comes-back", text=_("Xong thì quay lại quầy này"), chosen=draft.comes_back)
    return (Options(name="to", key="F6", options=ways), Options(name="back", key="F4", options=(back,), tick=True))


# -- fields ------------------------------------------------------------------------------------------------------


def fields(situation: Situation, query: str, *, leave_out: str = "") -> tuple[Group, ...]:
    """All fields by agency, this counter's own first, or those that were searched for, best agency first, with how many
    wait for each."""
    reference, now = situation.reference, situation.now
    if reference is None or now is None:
        return ()
    waiting: dict[str, int] = {}
    for one in now.waiting():
        waiting[one.service] = waiting.get(one.service, 0) + 1
    served = _served_now(reference, now)
    by_agency: dict[str, list[Choice]] = {}
    for code in _found(situation, reference, query):
        if code == leave_out:
            continue
        service = reference.services[code]
        choice = Choice(
            key=code,
            name=service.name(situation.language),
            detail=_detail(waiting.get(code, 0), situation.language, served=code in served),
        )
        by_agency.setdefault(service.agency, []).append(choice)
    return tuple(
        Group(agency=reference.agencies[agency].name(situation.language), choices=tuple(found))
        for agency, found in by_agency.items()
    )


def _found(situation: Situation, reference: Reference, query: str) -> Iterable[str]:
    if not query.strip():
        own = situation.profile.services if situation.profile is not None else ()
        near = {reference.services[code].agency for code in own if code in reference.services}
        # What is asked for most at a counter is its own, then its agency's.
        return sorted(
            reference.services, key=lambda code: (code not in own, reference.services[code].agency not in near)
        )
    if situation.index is None:
        # Never the whole list: Enter would send the citizen to its first field.
        return ()
    answers = situation.index.find(query, _MOST_ANSWERS, situation.language)
    return dict.fromkeys(one.service for one in answers if one.service in reference.services)


def _served_now(reference: Reference, now: HallNow) -> set[str]:
    """The fields that some counter serves at this moment."""
    profiles = {one.profile for one in now.counters.values() if one.state is CounterState.OPEN}
    return {code for key in profiles if key in reference.profiles for code in reference.profiles[key].services}


def _detail(waiting: int, language: str, *, served: bool) -> str:
    if not served:
        return words(language).gettext("chưa có quầy mở")
    return words(language).ngettext("{n} người chờ", "{n} người chờ", waiting).format(n=waiting)


# -- counters and officers ---------------------------------------------------------------------------------------


def _able(situation: Situation, reference: Reference, now: HallNow, service: str) -> list[Counter]:
    """The other counters that are not closed and serve this field."""
    return [
        one
        for _, one in sorted(now.counters.items())
        if one.number != situation.number
        and one.state is not CounterState.CLOSED
        and one.profile in reference.profiles
        and service in reference.profiles[one.profile].services
    ]


def _counters(
    draft: SendDraft, situation: Situation, reference: Reference, now: HallNow, visit: Ticket
) -> tuple[Group, ...]:
    language = situation.language
    _ = words(language).gettext
    choices = []
    for one in _able(situation, reference, now, visit.service):
        profile = reference.profiles[one.profile]
        waiting = len(now.line(profile.services, rule=reference.rules.discipline, counter=one.number, now=situation.at))
        officer = officer_name(one.officer, reference)
        name = _("Quầy {number}").format(number=one.number)
        detail = _detail(waiting, language, served=True)
        if one.state is CounterState.PAUSED:
            detail = _("tạm nghỉ")
        choice = Choice(key=str(one.number), name=f"{name} – {officer}" if officer else name, detail=detail)
        if _fits(draft.query, choice.name):
            choices.append(choice)
    return _group(_("Quầy khác phục vụ lĩnh vực này"), choices)


def _officers(
    draft: SendDraft, situation: Situation, reference: Reference, now: HallNow, visit: Ticket
) -> tuple[Group, ...]:
    _ = words(situation.language).gettext
    choices = []
    for one in _able(situation, reference, now, visit.service):
        if one.officer is None or one.officer not in reference.staff:
            continue
        name = f"{officer_name(one.officer, reference)} ({one.officer})"
        if _fits(draft.query, name):
            at = _("Quầy {number}").format(number=one.number)
            choices.append(Choice(key=one.officer, name=name, detail=at))
    return _group(_("Cán bộ đang ngồi ở quầy phục vụ lĩnh vực này"), choices)


def officer_name(officer: str | None, reference: Reference) -> str:
    """The name of who sits at a counter: from the list of staff, else as the counter has it."""
    if officer is None:
        return ""
    known = reference.staff.get(officer)
    return known.name if known else officer


def _group(title: str, choices: list[Choice]) -> tuple[Group, ...]:
    return (Group(agency=title, choices=tuple(choices)),) if choices else ()


def _fits(query: str, name: str) -> bool:
    """Whether every word typed begins a word of the name, with or without its marks."""
    there = plain(name).split()
    return all(any(one.startswith(word) for one in there) for word in plain(query).split())
