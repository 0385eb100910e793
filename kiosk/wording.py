"""The kiosk's sentences that are made of values. Plain functions; no Qt."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from hardware.printing import Trouble
from kiosk.emergency import EmergencyBody
from kiosk.paper import Hindrance, Why
from kiosk.state import (
    AwayBody,
    Body,
    ClosedBody,
    FoundBody,
    IdentifyBody,
    OutBody,
    Page,
    RefusedBody,
    TicketBody,
)
from shared.domain.hours import Session
from shared.domain.ticket import State, Ticket
from shared.text import words

_MANY_COUNTERS: Final = 6  # more numbers than that nobody reads


def waiting_words(count: int, language: str) -> str:
    """Under a tile: how many wait."""
    if count == 0:
        return words(language).gettext("Chưa có ai chờ")
    text = words(language).ngettext("{count} người đang chờ", "{count} người đang chờ", count)
    return text.format(count=count)


def ahead_words(count: int, language: str) -> str:
    """How many will be called before the citizen."""
    if count == 0:
        return words(language).gettext("Không có ai chờ trước ông/bà")
    text = words(language).ngettext("Trước ông/bà có {count} người", "Trước ông/bà có {count} người", count)
    return text.format(count=count)


def counters_words(counters: tuple[int, ...], language: str) -> str:
    """Which counters work on it now."""
    _ = words(language).gettext
    if not counters:
        return _("Hiện chưa có quầy nào mở cho lĩnh vực này")
    if len(counters) > _MANY_COUNTERS:
        return _("Đang mở {count} quầy").format(count=len(counters))
    numbers = ", ".join(map(str, counters))
    text = words(language).ngettext("Quầy đang mở: {numbers}", "Quầy đang mở: {numbers}", len(counters))
    return text.format(numbers=numbers)


def appointment_words(at: datetime, language: str) -> str:
    """That there is an appointment; `at` is in the hall's time."""
    return words(language).gettext("Lịch hẹn lúc {time}").format(time=f"{at:%H:%M}")


def hours_words(sessions: Sequence[Session], language: str) -> str:
    """Today's hours, "" on a day off."""
    if not sessions:
        return ""
    spans = ", ".join(f"{one.opens:%H:%M}–{one.closes:%H:%M}" for one in sessions)
    return words(language).gettext("Giờ làm việc hôm nay: {hours}").format(hours=spans)


def card_words(masked: str, priority: str, language: str) -> str:
    """That a card was read, and what class its age gives ("" for none)."""
    _ = words(language).gettext
    read = _("Đã đọc thẻ {number}. Số thẻ không được lưu lại.").format(number=masked)
    if not priority:
        return read
    given = _("Ông/bà được hưởng ưu tiên: {name}.").format(name=priority)
    return f"{read} {given}"


def standing_words(ticket: Ticket, ahead: int, language: str) -> str:
    """How a ticket stands that was held before the scanner."""
    _ = words(language).gettext
    match ticket.state:
        case State.WAITING:
            valid = _("Số này còn hiệu lực.")
            return f"{valid} {ahead_words(ahead, language)}."
        case State.CALLED | State.SERVING:
            return _("Số này đang được mời đến quầy {counter}.").format(counter=ticket.counter)
        case State.PARKED:
            return _("Quầy {counter} đang giữ lượt của ông/bà. Xin trở lại quầy.").format(counter=ticket.counter)
        case State.NO_SHOW:
            return _("Số này đã được mời mà vắng mặt. Xin báo nhân viên để được xếp lại.")
        case _:
            return _("Số này đã xong hoặc không còn hiệu lực. Xin lấy số mới nếu cần.")


def documents_words(documents: Sequence[str], language: str) -> str:
    """What to bring, "" where nothing is known."""
    if not documents:
        return ""
    return words(language).gettext("Giấy tờ cần có: {documents}.").format(documents="; ".join(documents))


def closing_words(seconds: int, language: str) -> str:
    """When the page that shows a number closes."""
    text = words(language).ngettext(
        "Màn hình này đóng sau {count} giây.", "Màn hình này đóng sau {count} giây.", seconds
    )
    return text.format(count=seconds)


def leaf_words(number: int, count: int, language: str) -> str:
    """Which page of tiles this is; `number` counts from 0."""
    return words(language).gettext("Trang {number}/{count}").format(number=number + 1, count=count)


def age_words(as_of: str, minutes: int, language: str) -> str:
    """How old the numbers are that the screen would show."""
    _ = words(language).gettext
    if not as_of:
        return _("Chưa nhận được số liệu nào từ lúc khởi động.")
    if minutes < 1:
        return _("Số liệu gần nhất lúc {time}, cách đây chưa đầy một phút.").format(time=as_of)
    text = words(language).ngettext(
        "Số liệu gần nhất lúc {time}, cách đây {count} phút.",
        "Số liệu gần nhất lúc {time}, cách đây {count} phút.",
        minutes,
    )
    return text.format(time=as_of, count=minutes)


def date_words(now: datetime, language: str) -> str:
    """The day under the clock."""
    _ = words(language).gettext
    days = (
        _("Thứ Hai"),
        _("Thứ Ba"),
        _("Thứ Tư"),
        _("Thứ Năm"),
        _("Thứ Sáu"),
        _("Thứ Bảy"),
        _("Chủ nhật"),
    )
    return _("{weekday}, {date}").format(weekday=days[now.weekday()], date=f"{now:%d/%m/%Y}")


def paper_words(why: Why | None, language: str) -> str:
    """Why there is no slip, as the middle of a sentence."""
    _ = words(language).gettext
    match why:
        case Trouble.PAPER_OUT:
            return _("máy in hết giấy")
        case Trouble.COVER_OPEN:
            return _("nắp máy in đang mở")
        case Trouble.CUTTER:
            return _("dao cắt giấy bị kẹt")
        case Trouble.UNREACHABLE | Trouble.SILENT | Trouble.LINE_LOST:
            return _("không liên lạc được với máy in")
        case Trouble.BUSY | Trouble.STALLED | Trouble.NO_PROOF:
            return _("máy in chưa trả lời")
        case Hindrance.NO_PRINTER:
            return _("máy này không có máy in")
        case Hindrance.STORE_AWAY:
            return _("mất kết nối với máy chủ")
        case _:
            return _("máy in gặp lỗi")


def no_paper_words(paper_at: str, language: str) -> str:
    """That this kiosk has no paper now, and where another stands that has; "" where none is known."""
    _ = words(language).gettext
    here = _("Máy in đang trục trặc: số sẽ hiện trên màn hình, không có phiếu giấy.")
    if not paper_at:
        return here
    elsewhere = _("Cần phiếu giấy, xin lấy số ở: {place}.").format(place=paper_at)
    return f"{here} {elsewhere}"


def ticket_words(page: Page, body: TicketBody, language: str) -> tuple[str, str]:
    """What is said beside a number: in large letters, and below them."""
    _ = words(language).gettext
    match page:
        case Page.DONE:
            return _("Xin lấy phiếu"), _("Xin theo dõi bảng và lắng nghe lời mời.")
        case Page.NO_PAPER:
            small = _("Phiếu không in được: {reason}. Xin ghi lại số hoặc báo nhân viên.")
            return _("Số này có giá trị, không cần phiếu giấy."), small.format(reason=paper_words(body.why, language))
        case Page.UNSURE:
            small = _("Xin xem khe ra phiếu. Dù chưa có phiếu, số của ông/bà vẫn có giá trị.")
            return _("Phiếu đã ra chưa?"), small
        case _:
            trying = _("Đang kết nối lại với máy chủ, xin chờ một chút.") if body.trying else ""
            return _("Đang in phiếu…") if body.label is not None else "", trying


def emergency_titles(language: str) -> tuple[str, str]:
    """Over an emergency, in the page's language and in the other."""
    other = "en" if language == "vi" else "vi"
    return words(language).gettext("Thông báo khẩn"), words(other).gettext("Thông báo khẩn")


def notice_words(page: Page, body: Body, language: str) -> tuple[str, ...]:
    """The heading and the sentences of a page that only says something."""
    _ = words(language).gettext
    match page, body:
        case Page.REFUSED, RefusedBody(text=text):
            return _("Chưa lấy được số"), text
        case Page.CLOSED, ClosedBody(text=text, hours=hours):
            return _("Hiện chưa phát số"), *(one for one in (text, hours) if one)
        case Page.FOUND, FoundBody(heading=heading, text=text):
            return heading, text
        case Page.IDENTIFY, IdentifyBody(can_scan=False):
            return (
                _("Mỗi người một số"),
                _("Máy này chưa đọc được thẻ căn cước. Xin gặp nhân viên hướng dẫn để lấy số."),
            )
        case Page.IDENTIFY, _:
            return (
                _("Mỗi người một số"),
                _("Xin đặt mã QR trên thẻ căn cước trước máy quét."),
                _("Số thẻ không được lưu lại: chỉ giữ một dấu không đọc ngược được, và xóa khi hết ngày."),
                _("Không mang thẻ? Xin gặp nhân viên hướng dẫn."),
            )
        case Page.EMERGENCY, EmergencyBody(notices=notices):
            return emergency_titles(language)[0], *(main for main, _other in notices)
        case Page.OUT_OF_SERVICE, OutBody(reason=reason, elsewhere=elsewhere, places=places):
            return reason, elsewhere, *places
        case Page.NOT_GIVEN, _:
            return (
                _("Chưa lấy được số"),
                _("Mất kết nối với máy chủ, nên ông/bà chưa được cấp số."),
                _("Xin thử lại sau ít phút hoặc gặp nhân viên hướng dẫn."),
            )
        case Page.AWAY, AwayBody(as_of=as_of, minutes=minutes, elsewhere=elsewhere):
            return (
                _("Tạm thời chưa lấy số được"),
                _("Máy đang mất kết nối với máy chủ. Hệ thống đang tự kết nối lại."),
                age_words(as_of, minutes, language),
                _("Xin chờ trong giây lát hoặc gặp nhân viên hướng dẫn."),
                *((elsewhere,) if elsewhere else ()),
            )
        case _:
            return _("Đang khởi động…"), _("Xin chờ trong giây lát.")
