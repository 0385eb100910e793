"""Choosing the field of a transfer: all fields by agency, or what was searched for, best agency first."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from counter.situation import Situation
from counter.state import Choice, Chooser, Group
from shared.board import HallNow
from shared.domain.counter import CounterState
from shared.store.reference import Reference
from shared.text import words

_MOST_ANSWERS: Final = 40


def choices(situation: Situation) -> Chooser | None:
    """The chooser, if it is open and there is somebody to transfer."""
    if situation.query is None or situation.visit is None or situation.reference is None or situation.now is None:
        return None
    _ = words(situation.language).gettext
    visit = situation.visit
    return Chooser(
        title=_("Chuyển số {label} sang lĩnh vực nào?").format(label=visit.label),
        prompt=_("Gõ để tìm: tên lĩnh vực, thủ tục, cơ quan…"),
        query=situation.query,
        groups=_groups(situation, situation.reference, situation.now, leave_out=visit.service),
        nothing=_("Không tìm thấy lĩnh vực nào. Hãy gõ từ khác.")
        if situation.index is not None
        else _("Đang chuẩn bị tìm kiếm…"),
        cancel=_("Thôi"),
        hint=_("↑ ↓ để chọn, Enter để chuyển"),
    )


def _groups(situation: Situation, reference: Reference, now: HallNow, *, leave_out: str) -> tuple[Group, ...]:
    waiting: dict[str, int] = {}
    for one in now.waiting():
        waiting[one.service] = waiting.get(one.service, 0) + 1
    served = _served_now(reference, now)
    by_agency: dict[str, list[Choice]] = {}
    for code in _found(situation, reference):
        if code == leave_out:
            continue
        service = reference.services[code]
        choice = Choice(
            service=code,
            name=service.name(situation.language),
            detail=_detail(waiting.get(code, 0), situation.language, served=code in served),
        )
        by_agency.setdefault(service.agency, []).append(choice)
    return tuple(
        Group(agency=reference.agencies[agency].name(situation.language), choices=tuple(found))
        for agency, found in by_agency.items()
    )


def _found(situation: Situation, reference: Reference) -> Iterable[str]:
    if not situation.query or not situation.query.strip():
        return reference.services
    if situation.index is None:
        # Never the whole list: Enter would send the citizen to its first field.
        return ()
    answers = situation.index.find(situation.query, _MOST_ANSWERS, situation.language)
    return dict.fromkeys(one.service for one in answers if one.service in reference.services)


def _served_now(reference: Reference, now: HallNow) -> set[str]:
    """The fields that some counter serves at this moment."""
    profiles = {one.profile for one in now.counters.values() if one.state is CounterState.OPEN}
    return {code for key in profiles if key in reference.profiles for code in reference.profiles[key].services}


def _detail(waiting: int, language: str, *, served: bool) -> str:
    if not served:
        return words(language).gettext("chưa có quầy mở")
    return words(language).ngettext("{n} người chờ", "{n} người chờ", waiting).format(n=waiting)
