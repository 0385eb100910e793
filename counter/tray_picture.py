"""What the icon in the tray says, and when the officer is told something there. No Qt."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from counter.situation import Page, Situation
from shared.text import words


class Mark(StrEnum):
    """The icon's shape; each has a colour of its own, too."""

    AWAY = "away"
    CLOSED = "closed"
    PAUSED = "paused"
    IDLE = "idle"
    CALLED = "called"
    SERVING = "serving"
    SHUT = "shut"  #: nobody is logged in
    EMERGENCY = "emergency"  #: of the hall; goes before all others


@dataclass(frozen=True, slots=True, kw_only=True)
class Tray:
    """`waiting` is how many wait; `says` what is read when the pointer rests there. `message` is the newest message to
    this counter (0: none), `emergencies` are those that stand, by their numbers, the newest first, with what is told of
    each. The others are the words of the menu and of what is told."""

    mark: Mark
    waiting: int
    says: str
    message: int
    show: str
    bar: str
    leave: str
    somebody: str
    written: str
    emergencies: tuple[tuple[int, str], ...] = ()


def tray(situation: Situation) -> Tray:
    """The icon of this situation."""
    _ = words(situation.language).gettext
    waiting = len(situation.line)
    mark = _mark(situation)
    counter = _("Quầy {number}").format(number=situation.number)
    count = words(situation.language).ngettext("{n} người chờ", "{n} người chờ", waiting).format(n=waiting)
    told = situation.now.messages if situation.now else ()
    ours = [one.id for one in told if not one.counters or situation.number in one.counters]
    title = _("Thông báo khẩn")
    texts = [(one.id, f"{title}: {one.said.read(situation.language)[0]}") for one in situation.emergencies]
    says = " – ".join(part for part in (counter, _doing(mark, situation), count) if part)
    return Tray(
        mark=Mark.EMERGENCY if texts else mark,
        waiting=waiting,
        says="\n".join((*(text for _id, text in texts), says)),
        message=max(ours, default=0),
        show=_("Mở cửa sổ"),
        bar=_("Thanh nhỏ"),
        leave=_("Thoát"),
        somebody=_("Quầy đang rảnh và có người chờ."),
        written=_("Có lời nhắn mới cho quầy."),
        emergencies=tuple(texts),
    )


def _mark(situation: Situation) -> Mark:
    if situation.away_since is not None:
        return Mark.AWAY
    return {
        Page.CONNECTING: Mark.AWAY,
        Page.UNKNOWN: Mark.AWAY,
        Page.CLOSED: Mark.CLOSED,
        Page.PAUSED: Mark.PAUSED,
        Page.IDLE: Mark.IDLE,
        Page.CALLED: Mark.CALLED,
        Page.SERVING: Mark.SERVING,
        Page.LOG_IN: Mark.SHUT,
    }[situation.page]


def _doing(mark: Mark, situation: Situation) -> str:
    _ = words(situation.language).gettext
    label = situation.visit.label if situation.visit else ""
    match mark:
        case Mark.SHUT:
            return _("Chưa đăng nhập")
        case Mark.AWAY:
            return _("Mất kết nối")
        case Mark.CLOSED:
            return _("Quầy đang đóng")
        case Mark.PAUSED:
            return _("Quầy tạm nghỉ")
        case Mark.IDLE:
            return _("Sẵn sàng")
        case Mark.CALLED:
            return _("Đang mời {label}").format(label=label)
        case Mark.SERVING:
            return _("Đang tiếp nhận {label}").format(label=label)
        case Mark.EMERGENCY:
            return ""  # its text says more


def news(before: Tray, after: Tray) -> str:
    """What the officer is told between these two; "" for nothing. While an emergency stands nothing else is told."""
    known = {number for number, _text in before.emergencies}
    new = next((text for number, text in after.emergencies if number not in known), "")
    if after.emergencies:
        return new
    if after.message > before.message and before.mark is not Mark.AWAY:
        return after.written
    if after.mark is Mark.IDLE and after.waiting and not (before.mark is Mark.IDLE and before.waiting):
        return after.somebody if before.mark is Mark.IDLE else ""
    return ""
