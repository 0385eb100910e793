"""A number for somebody who cannot use the kiosk, and serving somebody who has none."""

from __future__ import annotations

from counter.choosing import fields
from counter.drafts import GiveDraft
from counter.situation import Situation
from counter.state import Chooser, Form, Notice, Option, Options
from shared.domain.station import Health, StationKind, StationsNow, diagnoses
from shared.text import LANGUAGES, words

NO_PRINTER = "no_printer"  #: the journal's reason where the officer writes the number down


def giving(draft: GiveDraft, situation: Situation, *, said: Notice | None) -> Chooser:
    """The sheet on which field, class, language and paper are chosen."""
    _ = words(situation.language).gettext
    return Chooser(
        name="give",
        title=_("Cấp số hộ hoặc tiếp nhận không phiếu"),
        prompt=_("Gõ để tìm lĩnh vực, Enter để cấp số…"),
        query=draft.query,
        groups=fields(situation, draft.query),
        take=_("Cấp số"),
        nothing=_("Không tìm thấy lĩnh vực nào. Hãy gõ từ khác.")
        if situation.index is not None
        else _("Đang chuẩn bị tìm kiếm…"),
        cancel=_("Thôi"),
        hint="",
        options=_options(draft, situation),
        also=_("Tiếp nhận ngay, không phiếu"),
        said=said,
    )


def _options(draft: GiveDraft, situation: Situation) -> tuple[Options, ...]:
    _ = words(situation.language).gettext
    classes = situation.reference.rules.classes if situation.reference else ()
    of_class = tuple(
        Option(name=one.code, text=one.name(situation.language), chosen=one.code == draft.priority) for one in classes
    )
    names = {"vi": "Tiếng Việt", "en": "English"}
    languages = tuple(Option(name=one, text=names.get(one, one), chosen=one == draft.language) for one in LANGUAGES)
    papers = (
        *(
            Option(
                name=one,
                text=_("In ở {kiosk}").format(kiosk=kiosk_name(one, situation.language)),
                chosen=one == draft.station,
            )
            for one in kiosks(situation.stations)
        ),
        Option(name="", text=_("Viết tay"), chosen=draft.station is None),
    )
    return (
        Options(name="class", key="F2", options=of_class),
        Options(name="language", key="F4", options=languages),
        Options(name="paper", key="F6", options=papers),
    )


def kiosks(stations: StationsNow | None) -> tuple[str, ...]:
    """The kiosks that can print now, as far as their last beats tell."""
    if stations is None:
        return ()
    return tuple(
        one.station.name
        for one in diagnoses(stations)
        if one.station.kind is StationKind.KIOSK and one.state is not Health.BAD
    )


def kiosk_name(station: str, language: str) -> str:
    """What people call a kiosk."""
    return words(language).gettext("ki-ốt {number}").format(number=station.rpartition("-")[2] or station)


def given(draft: GiveDraft, situation: Situation) -> Form | None:
    """The number that was given, very large, and what the citizen holds in the hand."""
    ticket = draft.given
    if ticket is None:
        return None
    _ = words(situation.language).gettext
    kiosk = kiosk_name(draft.station or "", situation.language)
    if draft.station is None:
        paper = _("Viết số này cho công dân.")
    elif draft.printed is None:
        paper = _("Phiếu đang in ở {kiosk}. Nếu không thấy phiếu ra, hãy viết số này cho công dân.").format(kiosk=kiosk)
    elif draft.printed:
        paper = _("Phiếu đã in ở {kiosk}. Mời công dân đến lấy.").format(kiosk=kiosk)
    else:
        paper = _("{kiosk} không in được phiếu. Viết số này cho công dân.").format(kiosk=kiosk.capitalize())
    service = situation.reference.services.get(ticket.service) if situation.reference else None
    ahead = words(situation.language).ngettext(
        "Trước số này còn {n} người.", "Trước số này còn {n} người.", ticket.ahead
    )
    return Form(
        name="given",
        title=_("Đã cấp số"),
        large=ticket.label,
        lines=(paper, service.name(situation.language) if service else ticket.service, ahead.format(n=ticket.ahead)),
        confirm=_("Đóng"),
        cancel="",
    )
