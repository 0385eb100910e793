"""The kiosk's sentences that are made of values. Plain functions; no Qt."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from hardware.printing import Trouble
from kiosk.paper import Hindrance, Why
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
            return f"{_('Số này còn hiệu lực.')} {ahead_words(ahead, language)}."
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
