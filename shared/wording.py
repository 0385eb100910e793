"""What people read when something is refused, the world fails or a machine is ill: made from classes and fields, in
plain words that say what happened and what to do. Never from the text of an exception."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from shared.domain.errors import (
    AppointmentNotToday,
    AppointmentUsed,
    BadDossierCode,
    BadFigures,
    CounterBusy,
    CounterNotOpen,
    DeviceAway,
    EnoughNumbers,
    HallClosed,
    HasNumber,
    IdentityNeeded,
    LoggedInElsewhere,
    MotcuaError,
    NobodyWaiting,
    NotAllowed,
    NoticeEmpty,
    NoticeOver,
    NoticeTooLong,
    NotLoggedIn,
    OfAnotherDay,
    OfficerAway,
    OutcomeNeeded,
    PinLocked,
    QuotaReached,
    ReasonNeeded,
    SeriesExhausted,
    StoreAway,
    TooLate,
    TooManyNotices,
    TooManyRecalls,
    TooManyStops,
    UnknownAgency,
    UnknownAppointment,
    UnknownCounter,
    UnknownNotice,
    UnknownPrintJob,
    UnknownProfile,
    UnknownService,
    UnknownStaff,
    UnknownTicket,
    WeakPin,
    WrongPin,
    WrongState,
)
from shared.domain.station import (
    Complaint,
    DeviceHealth,
    DeviceKind,
    DeviceTrouble,
    Station,
    StationKind,
    Symptom,
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
        case NoticeEmpty():
            return _("Hãy viết nội dung thông báo bằng tiếng Việt.")
        case NoticeTooLong(length=length, most=most):
            return _(
                "Thông báo dài {length} chữ cái, nhiều nhất là {most}. Hãy viết ngắn lại để đọc được từ xa."
            ).format(length=length, most=most)
        case NoticeOver(ends_at=ends_at):
            return _("Thông báo sẽ hết hạn lúc {when}, trước khi có ai đọc được. Hãy chọn giờ kết thúc khác.").format(
                when=moment(ends_at, language, zone, now=now)
            )
        case TooManyNotices(most=most):
            return _("Đã có {most} thông báo. Hãy gỡ bớt trước khi thêm.").format(most=most)
        case UnknownNotice(notice=notice):
            return _("Không có thông báo số {number}, hoặc đã được gỡ.").format(number=notice)
        case BadFigures():
            return _("Số liệu không thể đúng, nên chưa được công khai. Hãy xem lại tệp và thời điểm của số liệu.")
        case UnknownAgency():
            return _("Không có cơ quan này trong danh mục. Hãy xem lại mã cơ quan.")
        case UnknownTicket() | UnknownCounter() | UnknownProfile():
            return _("Không tìm thấy. Hãy kiểm tra lại số đã nhập.")
        case UnknownPrintJob():
            return _("Không tìm thấy phiếu cần in. Hãy in lại phiếu.")
        case NotLoggedIn():
            return _("Chưa có ai đăng nhập ở đây. Hãy đăng nhập bằng mã cán bộ và mã PIN.")
        case LoggedInElsewhere(counter=int() as counter):
            return _("Ông/bà đang đăng nhập ở quầy {counter}.").format(counter=counter)
        case LoggedInElsewhere():
            return _("Ông/bà đang đăng nhập ở một máy khác.")
        case WrongPin(tries_left=0):
            return _("Mã cán bộ hoặc mã PIN không đúng. Mã cán bộ này tạm bị khoá, xin chờ ít phút rồi thử lại.")
        case WrongPin(tries_left=int() as left):
            return _("Mã cán bộ hoặc mã PIN không đúng. Còn {left} lần thử.").format(left=left)
        case WrongPin():
            return _("Mã cán bộ hoặc mã PIN không đúng.")
        case PinLocked(seconds=seconds):
            return _("Nhập sai quá nhiều lần. Hãy thử lại sau {time}.").format(
                time=lasting(timedelta(seconds=seconds), language)
            )
        case WeakPin():
            return _("Mã PIN phải có từ 6 đến 12 chữ số, không lặp một chữ số, không theo dãy liền nhau.")
        case UnknownStaff(staff=staff):
            return _("Không có cán bộ mang mã {staff}.").format(staff=staff)
        case OfficerAway(staff=staff):
            return _("Cán bộ {staff} hiện không ngồi ở quầy nào. Hãy chọn quầy hoặc cán bộ khác.").format(staff=staff)
        case ReasonNeeded(label=label):
            return _("Số {label} chưa đến lượt. Muốn gọi trước, hãy ghi lý do.").format(label=label)
        case OutcomeNeeded(label=label):
            return _("Hãy chọn kết quả của lượt {label} trước khi hoàn thành.").format(label=label)
        case BadDossierCode(code=code):
            return _("Mã “{code}” không phải mã hồ sơ. Hãy quét mã trên hồ sơ hoặc giấy hẹn.").format(code=code)
        case TooLate(label=label):
            return _("Không hoàn tác được nữa: đã quá 10 giây, hoặc số {label} đã có bước tiếp theo.").format(
                label=label
            )
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


def station_kind(kind: StationKind, language: str) -> str:
    """What kind of station it is, in a word."""
    _ = words(language).gettext
    return {StationKind.KIOSK: _("ki-ốt"), StationKind.COUNTER: _("quầy"), StationKind.BOARD: _("bảng")}[kind]


def symptom_said(symptom: Symptom, station: Station, language: str, zone: ZoneInfo, *, now: datetime) -> str:
    """What is the matter with a station, to stand behind its name: "sắp hết giấy, còn khoảng 6 m"."""
    _ = words(language).gettext
    match symptom.complaint:
        case Complaint.SILENT:
            return _("không trả lời từ {when}").format(when=moment(station.at, language, zone, now=now))
        case Complaint.DEVICE if symptom.device is not None:
            return device_said(symptom.device, language)
        case Complaint.BLANK:
            return _("chưa hiện được số liệu của trung tâm")
        case Complaint.BEHIND:
            return _("màn hình chậm {time}").format(time=lasting(symptom.amount, language))
        case Complaint.UNSAID:
            return _("lời gọi chậm {time}").format(time=lasting(symptom.amount, language))
        case Complaint.DOUBLED:
            return _("có hai máy cùng mang tên này")
        case Complaint.CLOCK:
            time = lasting(abs(symptom.amount), language)
            fast = symptom.amount > timedelta(0)
            return (_("đồng hồ chạy nhanh {time}") if fast else _("đồng hồ chạy chậm {time}")).format(time=time)
        case _:
            return _("phiên bản {version}, các máy khác là {expected}").format(
                version=station.version, expected=symptom.expected
            )


def device_said(device: DeviceHealth, language: str) -> str:
    """What is the matter with a device. One of several of its kind is named by its number."""
    _ = words(language).gettext
    number = device.name.rpartition("-")[2]
    named = f"{_kind_of(device, language)} {number}" if number.isdigit() else _kind_of(device, language)
    match device.trouble:
        case DeviceTrouble.PAPER_LOW | DeviceTrouble.PAPER_OUT:
            paper = _paper_said(device, language)
            return f"{named}: {paper}" if number.isdigit() else paper
        case DeviceTrouble.COVER_OPEN:
            said = _("{device} đang mở nắp")
        case DeviceTrouble.CUTTER:
            said = _("{device} kẹt dao cắt giấy")
        case DeviceTrouble.FAULT:
            said = _("{device} báo lỗi")
        case DeviceTrouble.OFFLINE:
            said = _("{device} đang ngoại tuyến")
        case DeviceTrouble.BUSY if device.kind in (DeviceKind.KEYPAD, DeviceKind.SIGN):
            said = _("{device} đang do chương trình khác của quầy điều khiển")
        case DeviceTrouble.BUSY:
            said = _("{device} bận, chưa làm tiếp được")
        case DeviceTrouble.UNREACHABLE:
            said = _("mất kết nối với {device}")
        case DeviceTrouble.SILENT:
            said = _("{device} không trả lời")
        case _:
            said = _("{device} gặp trục trặc")
    return said.format(device=named)


def _kind_of(device: DeviceHealth, language: str) -> str:
    _ = words(language).gettext
    return {
        DeviceKind.PRINTER: _("máy in"),
        DeviceKind.SCANNER: _("máy quét"),
        DeviceKind.SIGN: _("bảng quầy"),
        DeviceKind.KEYPAD: _("bộ gọi"),
        DeviceKind.VOICE: _("loa"),
        DeviceKind.OTHER: _("thiết bị"),
    }[device.kind]


def _paper_said(device: DeviceHealth, language: str) -> str:
    _ = words(language).gettext
    if device.trouble is DeviceTrouble.PAPER_OUT:
        return _("hết giấy")
    if device.left_mm is None:
        return _("sắp hết giấy")
    if device.left_mm < 1000:
        return _("sắp hết giấy, còn chưa đến 1 m")
    return _("sắp hết giấy, còn khoảng {metres} m").format(metres=device.left_mm // 1000)


def lasting(span: timedelta, language: str) -> str:
    """A length of time in one unit: "40 giây", "12 phút", "3 giờ"."""
    seconds = round(span / timedelta(seconds=1))
    ngettext = words(language).ngettext
    if seconds < 100:
        return ngettext("{n} giây", "{n} giây", seconds).format(n=seconds)
    if seconds < 100 * 60:
        return ngettext("{n} phút", "{n} phút", seconds // 60).format(n=seconds // 60)
    return ngettext("{n} giờ", "{n} giờ", seconds // 3600).format(n=seconds // 3600)


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


def wait_words(low: int, high: int, language: str, *, over_break: bool = False) -> str:
    """The promised range (minutes) in a sentence without a full stop. `over_break`: it may last beyond lunch."""
    _ = words(language).gettext
    sentence = _("Dự kiến chờ {time}").format(time=promise(low, high, language))
    return _("{wait}, có thể sau giờ nghỉ trưa").format(wait=sentence) if over_break else sentence
