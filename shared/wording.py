"""What people read when something is refused or the world fails: made from the error's class and fields, in plain
words that say what happened and what to do. Never from the text of an exception."""

from __future__ import annotations

from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from shared.domain.errors import (
    AppointmentNotToday,
    AppointmentUsed,
    CounterBusy,
    CounterNotOpen,
    DeviceAway,
    EnoughNumbers,
    HallClosed,
    HasNumber,
    IdentityNeeded,
    MotcuaError,
    NobodyWaiting,
    NotAllowed,
    OfAnotherDay,
    QuotaReached,
    SeriesExhausted,
    StoreAway,
    TooManyRecalls,
    TooManyStops,
    UnknownAppointment,
    UnknownCounter,
    UnknownPrintJob,
    UnknownProfile,
    UnknownService,
    UnknownTicket,
    WrongState,
)
from shared.text import words

_HOUR: Final = 60


def said(error: MotcuaError, language: str, zone: ZoneInfo, *, now: datetime) -> str:
    """One or two sentences for the person in front of the screen."""
    _ = words(language).gettext
    match error:
        case HallClosed(opens_at=None):
            return _("Trung tâm hiện chưa phát số. Xin liên hệ quầy hướng dẫn.")
        case HallClosed(opens_at=datetime() as opens_at):
            return _("Trung tâm hiện chưa phát số. Xin quay lại lúc {when}.").format(
                when=moment(opens_at, language, zone, now=now)
            )
        case QuotaReached(next_at=datetime() as next_at):
            return _("Lĩnh vực này đã phát hết số của buổi này. Xin quay lại lúc {when}.").format(
                when=moment(next_at, language, zone, now=now)
            )
        case QuotaReached() | SeriesExhausted():
            return _("Lĩnh vực này đã phát hết số hôm nay. Xin liên hệ quầy hướng dẫn.")
        case UnknownService():
            return _("Lĩnh vực này không còn được tiếp nhận tại đây. Xin chọn lĩnh vực khác hoặc hỏi quầy hướng dẫn.")
        case NobodyWaiting():
            return _("Hiện không có ai đang chờ quầy này.")
        case CounterBusy(label=label):
            return _("Quầy đang có số {label}. Hãy hoàn thành lượt này trước.").format(label=label)
        case CounterNotOpen():
            return _("Quầy chưa mở. Hãy mở quầy trước khi gọi.")
        case TooManyRecalls(label=label, times=times):
            return _("Số {label} đã được mời {times} lần. Hãy ghi vắng mặt hoặc xếp lại.").format(
                label=label, times=times
            )
        case OfAnotherDay(label=label, day=day):
            return _("Số {label} là của ngày {day}, hôm nay không còn giá trị.").format(label=label, day=f"{day:%d/%m}")
        case WrongState(label=label):
            return _("Không làm được: số {label} vừa được xử lý ở nơi khác. Màn hình đã cập nhật.").format(label=label)
        case TooManyStops(most=most):
            return _("Một phiếu chỉ đi được nhiều nhất {most} cơ quan. Xin bỏ bớt một cơ quan.").format(most=most)
        case IdentityNeeded():
            return _("Trung tâm phát mỗi người một số. Xin đặt thẻ căn cước lên máy quét hoặc gặp nhân viên hướng dẫn.")
        case HasNumber(label=label):
            return _(
                "Ông/bà đã có số {label} cho lĩnh vực này. Xin chờ được mời, hoặc nhờ nhân viên in lại phiếu."
            ).format(label=label)
        case EnoughNumbers(most=most):
            return _("Hôm nay ông/bà đã lấy đủ {most} số. Xin gặp nhân viên hướng dẫn nếu cần thêm.").format(most=most)
        case UnknownAppointment():
            return _("Không tìm thấy lịch hẹn này. Xin chọn lĩnh vực để lấy số, hoặc hỏi quầy hướng dẫn.")
        case AppointmentUsed(label=label):
            return _("Lịch hẹn này đã lấy số {label}. Xin chờ được mời, hoặc nhờ nhân viên in lại phiếu.").format(
                label=label
            )
        case AppointmentNotToday(at=at):
            return _("Lịch hẹn của ông/bà là {when}. Xin quay lại đúng ngày, hoặc chọn lĩnh vực để lấy số.").format(
                when=moment(at, language, zone, now=now)
            )
        case UnknownTicket() | UnknownCounter() | UnknownProfile():
            return _("Không tìm thấy. Hãy kiểm tra lại số đã nhập.")
        case UnknownPrintJob():
            return _("Không tìm thấy phiếu cần in. Hãy in lại phiếu.")
        case NotAllowed():
            return _("Quầy này không được phép làm việc đó.")
        case StoreAway():
            return _("Mất kết nối với máy chủ. Hệ thống đang tự thử lại.")
        case DeviceAway():
            return _("Máy in hoặc thiết bị không phản hồi. Xin báo cho nhân viên.")
        case _:
            return _("Hệ thống đang gặp trục trặc. Xin báo cho nhân viên kỹ thuật.")


def moment(at: datetime, language: str, zone: ZoneInfo, *, now: datetime) -> str:
    """A time people can act on: "13:00" today, "13:00 ngày 24/11" on another day."""
    _ = words(language).gettext
    local = at.astimezone(zone)
    clock = f"{local:%H:%M}"
    if local.date() == now.astimezone(zone).date():
        return clock
    return _("{clock} ngày {day}").format(clock=clock, day=f"{local:%d/%m}")


def promise(low: int, high: int, language: str) -> str:
    """How long the wait is expected to be, in minutes from `low` to `high`: "15–30 phút", "từ 45 phút đến 1 giờ 15
    phút", "1–2 giờ". The one rule for paper, screens and the phone page."""
    _ = words(language).gettext
    low, high = min(low, high), max(low, high)
    if low == high:
        return _("khoảng {time}").format(time=_span(high, language))
    if low <= 0:
        return _("dưới {time}").format(time=_span(high, language))
    if high < _HOUR:
        return words(language).ngettext("{low}–{high} phút", "{low}–{high} phút", high).format(low=low, high=high)
    if low % _HOUR == high % _HOUR == 0:
        low, high = low // _HOUR, high // _HOUR
        return words(language).ngettext("{low}–{high} giờ", "{low}–{high} giờ", high).format(low=low, high=high)
    return _("từ {low} đến {high}").format(low=_span(low, language), high=_span(high, language))


def _span(minutes: int, language: str) -> str:
    """As "45 phút", "1 giờ" or "1 giờ 15 phút"."""
    ngettext = words(language).ngettext
    hours, rest = divmod(max(0, minutes), _HOUR)
    parts = [ngettext("{n} giờ", "{n} giờ", hours).format(n=hours)] if hours else []
    if rest or not hours:
        parts.append(ngettext("{n} phút", "{n} phút", rest).format(n=rest))
    # A line may break between the two, never inside one of them.
    return " ".join(part.replace(" ", "\N{NO-BREAK SPACE}") for part in parts)
