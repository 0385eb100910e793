"""The desk's words: of buttons, of how an act ended, of how long something takes."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from counter.acts import Act
from counter.errand import Errand, Phase
from counter.situation import Page, Remark, Situation
from shared.domain.errors import MotcuaError, NobodyWaiting, NotAllowed
from shared.domain.ticket import State, Ticket
from shared.staffing import MOVED
from shared.text import words
from shared.wording import said

_CONSOLE: Final = "console"  # who acts at the command line


def on_button(act: Act, language: str, *, page: Page) -> str:
    """What the button of `act` says."""
    _ = words(language).gettext
    match act:
        case Act.OPEN:
            return _("Mở quầy") if page is Page.CLOSED else _("Mở lại quầy")
        case Act.CALL_NEXT:
            return _("Gọi số tiếp theo")
        case Act.CALL:
            return _("Gọi")
        case Act.SERVE:
            return _("Bắt đầu tiếp nhận")
        case Act.FINISH:
            return _("Hoàn thành")
        case Act.OUTCOME:
            return _("Kết quả…")
        case Act.RECALL:
            return _("Gọi lại")
        case Act.NO_SHOW:
            return _("Vắng mặt")
        case Act.REQUEUE:
            return _("Xếp lại")
        case Act.PARK:
            return _("Tạm dừng hồ sơ")
        case Act.PARK_UNTIL:
            return _("Tạm dừng, hẹn giờ")
        case Act.TRANSFER:
            return _("Chuyển")
        case Act.FIND:
            return _("Tìm số")
        case Act.GIVE:
            return _("Cấp số hộ")
        case Act.WALK_IN:
            return _("Tiếp nhận không phiếu")
        case Act.WHY:
            return _("Vì sao?")
        case Act.UNDO:
            return _("Hoàn tác")
        case Act.PAUSE:
            return _("Tạm nghỉ")
        case Act.CLOSE:
            return _("Đóng quầy")
        case Act.RETRY:
            return _("Thử lại")
        case Act.MENU:
            return _("Cán bộ và quầy")
        case Act.LOG_IN:
            return _("Đăng nhập")
        case Act.LOCK:
            return _("Khoá màn hình")
        case Act.HAND_OVER:
            return _("Đổi cán bộ")
        case Act.PROFILE:
            return _("Đổi phân công quầy")
        case Act.MAIL:
            return _("Tin nhắn hôm nay")
        case Act.LOG_OUT:
            return _("Đăng xuất")
        case Act.HELP:
            return _("Các phím")


def on_its_way(act: Act, language: str) -> str:
    """What the button says while what it does is on its way."""
    _ = words(language).gettext
    match act:
        case Act.OPEN:
            return _("Đang mở quầy…")
        case Act.CALL_NEXT | Act.CALL | Act.RECALL:
            return _("Đang gọi…")
        case Act.TRANSFER:
            return _("Đang chuyển…")
        case Act.CLOSE:
            return _("Đang đóng quầy…")
        case Act.UNDO:
            return _("Đang hoàn tác…")
        case _:
            return _("Đang ghi…")


def trying(errand: Errand, language: str) -> str:
    """While an errand is not settled."""
    _ = words(language).gettext
    what = on_button(errand.act, language, page=Page.CLOSED)
    if errand.phase is Phase.TRYING:
        return _("Mất kết nối – đang thử lại: {what}…").format(what=what)
    return _("Chưa biết việc “{what}” đã được ghi hay chưa. Hãy bấm “Thử lại”: không có gì bị làm hai lần.").format(
        what=what
    )


def remarked(remark: Remark, situation: Situation) -> str:
    """How the last act ended."""
    _ = words(situation.language).gettext
    if remark.done:
        return _done(remark, situation)
    if remark.why:
        return remark.why
    reference = situation.reference
    if remark.error is None or reference is None:
        return _not_now(remark.act, situation)
    ticket = remark.ticket
    told = said(remark.error, situation.language, reference.rules.calendar.zone, now=situation.at)
    if remark.first is not None:
        return _first_done(remark.first, remark.error, told, situation)
    if remark.act is Act.CALL and isinstance(remark.error, NotAllowed) and ticket is not None:
        if situation.profile is not None and ticket.service in situation.profile.services:
            return _("Ông/bà không có quyền gọi số trước lượt. Hãy nhờ trưởng bộ phận hoặc quản lý.")
        return _("Quầy này không phục vụ lĩnh vực của số {label}.").format(label=ticket.label)
    if remark.act is Act.WALK_IN and isinstance(remark.error, NotAllowed):
        return _("Quầy này không phục vụ lĩnh vực đã chọn. Hãy cấp số để công dân đến đúng quầy.")
    over = ticket is not None and ticket.returns >= reference.rules.return_limit
    if remark.act is Act.REQUEUE and isinstance(remark.error, NotAllowed) and ticket is not None and over:
        return _("Số {label} đã được xếp lại {times} lần, không xếp lại được nữa.").format(
            label=ticket.label, times=ticket.returns
        )
    return told


def _first_done(first: Ticket, error: MotcuaError, told: str, situation: Situation) -> str:
    """Of two verbs the first is done and the second is not."""
    _ = words(situation.language).gettext
    if isinstance(error, NobodyWaiting):
        return _("{label} xong; hiện không có ai chờ.").format(label=first.label)
    return _("{label} xong. {what}").format(label=first.label, what=told)


def _not_now(act: Act, situation: Situation) -> str:
    _ = words(situation.language).gettext
    what = on_button(act, situation.language, page=situation.page)
    if situation.page is Page.CLOSED:
        return _("“{what}” không dùng được khi quầy đóng.").format(what=what)
    if situation.visit is None:
        return _("“{what}” không dùng được: chưa có ai ở quầy.").format(what=what)
    return _("“{what}” không dùng được với số {label} lúc này.").format(what=what, label=situation.visit.label)


def _done(remark: Remark, situation: Situation) -> str:
    _ = words(situation.language).gettext
    if remark.ticket is None:
        match remark.act:
            case Act.OPEN:
                return _("Quầy đã mở.")
            case Act.LOG_IN:
                return _("Xin chào {name}.").format(name=officer(situation))
            case Act.PAUSE:
                return _("Quầy tạm nghỉ: không có số mới được gọi.")
            case _:
                return _("Quầy đã đóng.")
    label = remark.ticket.label
    match remark.act:
        case Act.RECALL:
            return _("Đã mời lại số {label} (lần {times}).").format(label=label, times=remark.ticket.calls)
        case Act.SERVE:
            return _("Đang tiếp nhận số {label}.").format(label=label)
        case Act.FINISH | Act.OUTCOME if remark.ticket.state is State.WAITING:
            return _("Số {label} xong ở đây, chuyển tiếp: {service}.").format(
                label=label, service=service_name(remark.ticket.service, situation)
            )
        case Act.FINISH | Act.OUTCOME:
            return _("Đã hoàn thành số {label}.").format(label=label)
        case Act.CALL_NEXT if remark.first is not None and remark.first.id != remark.ticket.id:
            return _("{first} xong. Đã mời số {label}.").format(first=remark.first.label, label=label)
        case Act.UNDO:
            return _("Đã hoàn tác: số {label} trở lại như trước đó.").format(label=label)
        case Act.GIVE:
            return _("Đã cấp số {label}.").format(label=label)
        case Act.WALK_IN:
            return _("Đang tiếp nhận một người không có phiếu (ghi là {label}).").format(label=label)
        case Act.PARK | Act.PARK_UNTIL if remark.ticket.back_at is not None:
            return _("Đã tạm dừng hồ sơ số {label}, hẹn quay lại lúc {at}.").format(
                label=label, at=clock_time(remark.ticket.back_at, situation)
            )
        case Act.NO_SHOW:
            return _("Đã ghi số {label} vắng mặt.").format(label=label)
        case Act.REQUEUE:
            return _("Đã xếp số {label} trở lại hàng chờ.").format(label=label)
        case Act.PARK | Act.PARK_UNTIL:
            return _("Đã tạm dừng hồ sơ số {label}. Khi công dân trở lại, bấm “Gọi” ở danh sách.").format(label=label)
        case Act.TRANSFER if remark.ticket.for_counter is not None:
            return _("Đã chuyển số {label} đến quầy {counter}.").format(label=label, counter=remark.ticket.for_counter)
        case Act.TRANSFER if remark.ticket.for_officer is not None and situation.reference is not None:
            known = situation.reference.staff.get(remark.ticket.for_officer)
            return _("Đã chuyển số {label} cho {officer}.").format(
                label=label, officer=known.name if known else remark.ticket.for_officer
            )
        case Act.TRANSFER:
            return _("Đã chuyển số {label} sang: {service}.").format(
                label=label, service=service_name(remark.ticket.service, situation)
            )
        case _:
            return _("Đã mời số {label}.").format(label=label)


def next_words(situation: Situation) -> str:
    """What the button of the next call says: whether it ends the visit that is served."""
    if situation.finishes_first:
        return words(situation.language).gettext("Xong, gọi tiếp")
    return on_button(Act.CALL_NEXT, situation.language, page=situation.page)


def place_back(situation: Situation) -> str:
    """Where the visit would stand if it were put back in line now, by the rule of the hall: a few words for a button,
    "" where nobody is there. Only the hall decides; this is what it would say at this moment."""
    visit, reference = situation.visit, situation.reference
    if visit is None or reference is None:
        return ""
    _ = words(situation.language).gettext
    rules = reference.rules
    if visit.returns >= rules.return_limit:
        return _("hết lượt ({times} lần)").format(times=visit.returns)
    places = rules.desk.places_back()
    if places is None:
        rank = (rules.rank_after_return(visit.rank_at, situation.at), visit.id)
        ahead = sum((one.rank_at, one.id) < rank for one in situation.line)
    else:
        ahead = min(places, len(situation.line))
    if not ahead:
        return _("đứng đầu hàng")
    return words(situation.language).ngettext("sau {n} người chờ", "sau {n} người chờ", ahead).format(n=ahead)


def service_name(code: str, situation: Situation) -> str:
    """The name of a field; its code, if the catalogue no longer (or not yet) knows it."""
    known = situation.reference.services.get(code) if situation.reference else None
    return known.name(situation.language) if known else code


def agency_name(ticket: Ticket, situation: Situation) -> str:
    known = situation.reference.agencies.get(ticket.agency) if situation.reference else None
    return known.name(situation.language) if known else ticket.agency


def procedure_name(ticket: Ticket, situation: Situation) -> str:
    """What the citizen came for, "" if the ticket was taken for the field alone."""
    if ticket.procedure is None or situation.reference is None:
        return ""
    for one in situation.reference.catalogue.procedures:
        if one.code == ticket.procedure:
            return one.name(situation.language)
    return ""


def priority_name(ticket: Ticket, situation: Situation) -> str:
    """The name of the ticket's class, "" for the ordinary one."""
    if ticket.priority == "normal" or situation.reference is None:
        return ""
    for one in situation.reference.rules.classes:
        if one.code == ticket.priority:
            return one.name(situation.language)
    return ticket.priority


def priority_mark(ticket: Ticket, situation: Situation) -> str:
    """That a ticket is of another class than the ordinary one, in a word that fits into a row; "" if it is not."""
    return words(situation.language).gettext("Ưu tiên") if priority_name(ticket, situation) else ""


def next_stop(ticket: Ticket, situation: Situation) -> str:
    """Where the visit goes when this counter is done with it; "" if it is over then."""
    reference = situation.reference
    for code in ticket.stops if reference else ():
        known = reference.services.get(code) if reference else None
        if known is not None:
            return known.name(situation.language)
    return ""


def hall_time(situation: Situation) -> datetime:
    """The desk's time, in the hall's zone."""
    return situation.at.astimezone(situation.reference.rules.calendar.zone if situation.reference else None)


def in_minutes(now: datetime, minutes: int) -> datetime:
    return now + timedelta(minutes=minutes)


def clock_time(at: datetime, situation: Situation) -> str:
    """Hours and minutes in the hall."""
    zone = situation.reference.rules.calendar.zone if situation.reference else None
    return f"{at.astimezone(zone):%H:%M}"


def lasted(since: datetime, now: datetime) -> str:
    """A running time: "2:05", "1:02:05". Never negative, though two machines' clocks differ."""
    seconds = max(0, int((now - since) / timedelta(seconds=1)))
    hours, rest = divmod(seconds, 3600)
    tail = f"{rest // 60:02d}:{rest % 60:02d}" if hours else f"{rest // 60}:{rest % 60:02d}"
    return f"{hours}:{tail}" if hours else tail


def minutes(since: datetime, now: datetime, language: str) -> str:
    """A wait in words: "12 phút", "75 phút", "1 giờ 45 phút"."""
    whole = max(0, int((now - since) / timedelta(minutes=1)))
    if whole < 100:
        return words(language).ngettext("{n} phút", "{n} phút", whole).format(n=whole)
    hours, rest = divmod(whole, 60)
    return words(language).gettext("{hours} giờ {minutes:02d} phút").format(hours=hours, minutes=rest)


def age(since: datetime, now: datetime, language: str) -> str:
    """How old something is: seconds at first, then minutes."""
    seconds = max(0, int((now - since) / timedelta(seconds=1)))
    if seconds >= 60:
        return minutes(since, now, language)
    return words(language).ngettext("{n} giây", "{n} giây", seconds).format(n=seconds)


def decimal(value: float, language: str) -> str:
    """One place behind the comma, or the point."""
    text = f"{value:.1f}"
    return text if language == "en" else text.replace(".", ",")


def spell_minutes(whole: int, language: str) -> str:
    """Whole minutes in words: "15 phút"."""
    return words(language).ngettext("{n} phút", "{n} phút", whole).format(n=whole)


def staff_name(code: str, situation: Situation) -> str:
    """The name of a member of staff; the code itself where it is none of theirs. What was typed at the command line
    comes from the centre."""
    known = situation.reference.staff.get(code) if situation.reference else None
    if known is None and code == _CONSOLE:
        return words(situation.language).gettext("Trung tâm")
    return known.name if known else code


def officer(situation: Situation) -> str:
    """Who sits here; "" where nobody does, or nobody said."""
    here = situation.counter.officer if situation.counter else None
    return staff_name(here, situation) if here else situation.officer


def signed(author: str, at: datetime | None, situation: Situation) -> str:
    """Who said something and when: "10:05, Trần Văn Bình"."""
    return ", ".join(part for part in (clock_time(at, situation) if at else "", author) if part)


def paused(situation: Situation) -> str:
    """Why the counter is paused; that it is, where no reason was given."""
    _ = words(situation.language).gettext
    code = situation.counter.reason if situation.counter else None
    if code == MOVED:
        return _("Cán bộ đã sang quầy khác")
    pause = situation.reference.rules.desk.pause(code) if situation.reference else None
    return pause.name(situation.language) if pause is not None else code or _("Quầy tạm nghỉ")


def paused_for(situation: Situation) -> str:
    """Since when and how long the counter has been paused: "từ 10:05 · 3:20"."""
    since = situation.counter.since if situation.counter else None
    if since is None:
        return ""
    _ = words(situation.language).gettext
    began = _("từ {at}").format(at=clock_time(since, situation))
    return f"{began} · {lasted(since, situation.at)}"


def connection(situation: Situation) -> str:
    """Whether the hall is heard."""
    _ = words(situation.language).gettext
    if situation.away_since is not None and situation.now is not None:
        return _("Mất kết nối – số liệu {age} trước").format(
            age=age(situation.away_since, situation.at, situation.language)
        )
    if situation.away_since is not None:
        return _("Mất kết nối")
    return _("Đang kết nối…") if situation.now is None else _("Trực tuyến")


def other_language(language: str) -> str:
    """What one would change to, in that language."""
    return "Tiếng Việt" if language == "en" else "English"
