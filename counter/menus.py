"""The lists that lie over the desk: what concerns the officer, work profiles, reasons for a pause, messages."""

from __future__ import annotations

from counter import phrases
from counter.acts import OF_OFFICER, Act, key_of
from counter.duty_state import Pauses, Pick, Picker
from counter.mail import letters
from counter.profiles import choosable
from counter.situation import Menu, Page, Situation
from shared.domain.counter import CounterState
from shared.text import words


def picker(situation: Situation) -> Picker | None:
    """The list that is open."""
    if situation.menu is None or situation.counter is None or situation.shut is not None:
        return None
    return {Menu.OFFICER: _officer, Menu.PROFILES: _profiles, Menu.PAUSES: _pauses, Menu.MAIL: _mail}[situation.menu](
        situation
    )


def _picker(
    situation: Situation, title: str, picks: tuple[Pick, ...], *, nothing: str = "", roomy: bool = False
) -> Picker:
    _ = words(situation.language).gettext
    return Picker(
        name=situation.menu.value if situation.menu else "",
        title=title,
        picks=picks,
        nothing=nothing,
        close=_("Đóng") if roomy else _("Thôi"),
        hint=_("Bấm số, hoặc ↑ ↓ và Enter"),
        roomy=roomy,
    )


def _officer(situation: Situation) -> Picker:
    _ = words(situation.language).gettext
    name = phrases.officer(situation)
    picks = tuple(
        Pick(
            code=act.value,
            text=phrases.on_button(act, situation.language, page=situation.page),
            detail=_about(act, situation),
            mark=key_of(act),
        )
        for act in OF_OFFICER
        if situation.possible(act)
    )
    return _picker(situation, name or _("Quầy {number}").format(number=situation.number), picks)


def _about(act: Act, situation: Situation) -> str:
    """What an act of the menu does, in half a sentence."""
    _ = words(situation.language).gettext
    match act:
        case Act.LOCK:
            return _("chỉ giữ lại số đang ở quầy; mở lại bằng mã PIN")
        case Act.HAND_OVER:
            return _("cán bộ tiếp theo đăng nhập, lượt đang làm được giữ nguyên")
        case Act.PROFILE:
            return situation.profile.name(situation.language) if situation.profile else ""
        case Act.MAIL:
            found = len(letters(situation))
            return words(situation.language).ngettext("{n} tin hôm nay", "{n} tin hôm nay", found).format(n=found)
        case _:
            return _("quầy đóng, nếu không có ai ở quầy")


def _profiles(situation: Situation) -> Picker:
    _ = words(situation.language).gettext
    own = situation.counter.profile if situation.counter else ""
    picks = tuple(
        Pick(
            code=one.code,
            text=one.name(situation.language),
            detail=words(situation.language)
            .ngettext("{n} lĩnh vực", "{n} lĩnh vực", len(one.services))
            .format(n=len(one.services)),
            mark=_("hiện tại") if one.code == own else "",
        )
        for one in choosable(situation)
    )
    opened = situation.counter is not None and situation.counter.state is CounterState.OPEN
    return _picker(situation, _("Đổi phân công quầy") if opened else _("Mở quầy với phân công nào?"), picks)


def _pauses(situation: Situation) -> Picker:
    return _picker(situation, words(situation.language).gettext("Tạm nghỉ vì lý do gì?"), _reasons(situation))


def _reasons(situation: Situation) -> tuple[Pick, ...]:
    reasons = situation.reference.rules.desk.pauses if situation.reference else ()
    return tuple(Pick(code=one.code, text=one.name(situation.language)) for one in reasons)


def _mail(situation: Situation) -> Picker:
    _ = words(situation.language).gettext
    picks = tuple(
        Pick(
            code=str(one.id),
            text=one.text,
            detail=phrases.signed(one.author, one.at, situation),
            mark="" if one.mark in situation.has_read else _("mới"),
        )
        for one in letters(situation)
    )
    return _picker(situation, _("Tin nhắn hôm nay"), picks, nothing=_("Hôm nay chưa có tin nhắn nào."), roomy=True)


def pauses(situation: Situation) -> Pauses | None:
    """The row of reasons while the counter is open; while it is paused with somebody still there, what for."""
    counter = situation.counter
    if counter is None or situation.reference is None or situation.shut is not None:
        return None
    _ = words(situation.language).gettext
    if counter.state is CounterState.OPEN:
        return Pauses(title=_("Tạm nghỉ"), reasons=_reasons(situation))
    if counter.state is CounterState.PAUSED and situation.page is not Page.PAUSED:
        return Pauses(title=_("Tạm nghỉ"), told=f"{phrases.paused(situation)} · {phrases.paused_for(situation)}")
    return None
