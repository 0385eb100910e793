"""What the staff's pages say. Plain functions; no Qt."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

from kiosk.lock import Reason
from kiosk.state import StaffBody, StaffChoice
from shared.domain.station import DeviceHealth
from shared.text import words
from shared.wording import device_said


class Deed(Enum):
    """What staff can do. The value is the choice's code."""

    LOCK = "lock"
    UNLOCK = "unlock"
    REPRINT = "reprint-last"
    PAPER_CHANGED = "paper-changed"
    PRINTER_TEST = "printer-test"
    HEALTH = "health"
    LOUDER = "louder"
    QUIETER = "quieter"
    LEAVE = "leave-kiosk"
    CLOSE = "close"


def pin_wrong(tries_left: int, language: str) -> str:
    """The PIN was not the right one."""
    text = words(language).ngettext(
        "Mã PIN chưa đúng. Còn {count} lần thử.", "Mã PIN chưa đúng. Còn {count} lần thử.", tries_left
    )
    return text.format(count=tries_left)


def pin_locked(seconds: int, language: str) -> str:
    """No PIN is tried for a while."""
    minutes = max(1, -(-seconds // 60))
    text = words(language).ngettext(
        "Sai nhiều lần. Xin thử lại sau {count} phút.", "Sai nhiều lần. Xin thử lại sau {count} phút.", minutes
    )
    return text.format(count=minutes)


def menu(reason: Reason | None, language: str, message: str) -> StaffBody:
    """All that can be done; `reason` why the kiosk is locked."""
    _ = words(language).gettext
    locked = reason is not None
    choices = (
        StaffChoice(code=Deed.UNLOCK.value, name=_("Mở khóa máy"), note=reason_words(reason, language), icon="LOCK")
        if locked
        else StaffChoice(code=Deed.LOCK.value, name=_("Khóa máy"), note=_("Tạm ngừng phát số tại đây"), icon="LOCK"),
        StaffChoice(code=Deed.REPRINT.value, name=_("In lại phiếu gần nhất"), icon="PAPER"),
        StaffChoice(code=Deed.PAPER_CHANGED.value, name=_("Đã thay cuộn giấy"), icon="PRINTER"),
        StaffChoice(code=Deed.PRINTER_TEST.value, name=_("In phiếu thử"), icon="PRINTER"),
        StaffChoice(code=Deed.HEALTH.value, name=_("Tình trạng thiết bị"), icon="WRENCH"),
        StaffChoice(code=Deed.QUIETER.value, name=_("Giảm âm lượng"), icon="SPEAKER"),
        StaffChoice(code=Deed.LOUDER.value, name=_("Tăng âm lượng"), icon="SPEAKER"),
        StaffChoice(code=Deed.LEAVE.value, name=_("Thoát chương trình"), icon="STOP"),
        StaffChoice(code=Deed.CLOSE.value, name=_("Trở lại màn hình người dân"), icon="HOME"),
    )
    return StaffBody(title=_("Trang nhân viên"), choices=choices, message=message)


def reasons(language: str) -> StaffBody:
    """Why the kiosk is locked: what citizens will read."""
    _ = words(language).gettext
    choices = tuple(StaffChoice(code=one.value, name=reason_words(one, language), icon="LOCK") for one in Reason)
    return StaffBody(title=_("Vì sao khóa máy?"), choices=choices)


def reason_words(reason: Reason | None, language: str) -> str:
    """What citizens read; "" while the kiosk is not locked."""
    _ = words(language).gettext
    match reason:
        case Reason.MAINTENANCE:
            return _("Máy đang được bảo trì")
        case Reason.NO_PAPER:
            return _("Máy đã hết giấy")
        case Reason.MOVED:
            return _("Máy này tạm không dùng hôm nay")
        case Reason.OTHER:
            return _("Máy tạm ngừng phục vụ")
        case None:
            return ""


def health_words(devices: Sequence[DeviceHealth], language: str) -> str:
    """How the devices of this kiosk do."""
    _ = words(language).gettext
    ill = [device_said(one, language) for one in devices if one.trouble is not None]
    if ill:
        return ". ".join(one[:1].upper() + one[1:] for one in ill) + "."
    return _("Các thiết bị hoạt động tốt.") if devices else _("Máy này không có thiết bị nào.")
