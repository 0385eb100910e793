"""The page on which somebody logs in: why it is there, what may be seen of the hall meanwhile, how the try ended."""

from __future__ import annotations

import math
from dataclasses import replace

from counter import phrases
from counter.acts import Act
from counter.door import Cause, Door, Loss, Shut
from counter.duty_state import Gate, Question
from counter.emergency import emergency
from counter.errand import Errand, Phase
from counter.facing import facing
from counter.help import keys_shown
from counter.leaving import is_gone, question
from counter.situation import Situation
from counter.state import Blank, DeskState, Header, Listing
from counter.tray_picture import tray
from shared.domain.counter import CounterState
from shared.domain.errors import LoggedInElsewhere, PinLocked
from shared.domain.ticket import State, Ticket
from shared.text import words
from shared.wording import said


def gate(situation: Situation) -> Gate | None:
    """None while somebody is logged in, and in a hall where nobody needs to."""
    shut, counter = situation.shut, situation.counter
    if shut is None or counter is None:
        return None
    _ = words(situation.language).gettext
    door, errand = situation.door, situation.errand
    unsettled = errand is not None and errand.phase is Phase.UNSETTLED
    asked = errand is not None and errand.act is Act.LOG_IN and not unsettled
    visits = situation.visits
    suggested = door.who or ((counter.officer or "") if shut is Shut.NOBODY else "")
    return Gate(
        shut=shut,
        counter=_("Quầy {number}").format(number=situation.number),
        title=_title(shut, situation),
        told=_told(shut, situation),
        status=_status(visits[0], situation) if visits else "",
        labels="  ".join(one.label for one in visits),
        visit=_visit(visits[0], situation) if visits and shut is Shut.LOST else "",
        number=suggested,
        number_prompt=_("Mã cán bộ"),
        pin_prompt=_("Mã PIN"),
        enter=_("Đang kiểm tra…") if asked else _("Thử lại") if unsettled else _("Đăng nhập"),
        busy=asked,
        enabled=errand is None or unsettled,
        asks_again=unsettled,
        message=_message(errand, situation),
        tries=door.tries,
        question=_question(situation),
        hint=_("Gõ mã hoặc quét thẻ cán bộ, rồi mã PIN và Enter. F11: đổi ngôn ngữ."),
        erase=_("Xoá"),
        clock=phrases.clock_time(situation.at, situation),
        connection=phrases.connection(situation),
        connected=situation.now is not None and situation.away_since is None,
        switch=phrases.other_language(situation.language),
    )


def _title(shut: Shut, situation: Situation) -> str:
    _ = words(situation.language).gettext
    return {
        Shut.NOBODY: _("Đăng nhập"),
        Shut.LOCKED: _("Màn hình đã khoá"),
        Shut.HANDED_OVER: _("Đổi cán bộ"),
        Shut.LOST: _("Cần đăng nhập lại"),
    }[shut]


def _told(shut: Shut, situation: Situation) -> str:
    _ = words(situation.language).gettext
    match shut:
        case Shut.NOBODY if situation.visits:
            return _("Quầy đang có người. Đăng nhập để tiếp tục đúng lượt này.")
        case Shut.NOBODY:
            return _("Hãy đăng nhập để bắt đầu làm việc tại quầy này.")
        case Shut.LOCKED:
            return _("Nhập mã PIN để tiếp tục. Cán bộ khác cũng có thể đăng nhập tại đây.")
        case Shut.HANDED_OVER:
            return _("Mời cán bộ tiếp theo đăng nhập. Người đang ở quầy được giữ nguyên.")
        case _:
            return _lost(situation.door.loss or Loss(cause=Cause.UNKNOWN), situation)


def _lost(loss: Loss, situation: Situation) -> str:
    _ = words(situation.language).gettext
    at = phrases.clock_time(loss.at, situation) if loss.at else ""
    who = phrases.staff_name(loss.by, situation)
    match loss.cause:
        case Cause.DAY:
            return " ".join(
                [_("Ngày làm việc trước đã kết thúc nên quầy đã đóng."), *_ended(situation.door, situation)]
            )
        case Cause.TAKEN if loss.by == situation.door.who:
            return _("Mã cán bộ của ông/bà đã đăng nhập quầy này trên một máy khác lúc {at}.").format(at=at)
        case Cause.TAKEN:
            return _("{who} đã đăng nhập tại quầy này lúc {at}.").format(who=who, at=at)
        case Cause.MOVED:
            return " ".join([_moved(loss, at, situation), *_paused(situation)])
        case Cause.CLOSED:
            return _("{who} đã đóng quầy này lúc {at}.").format(who=who, at=at)
        case _ if loss.by:
            return _("Quầy này hiện do {who} phụ trách.").format(who=who)
        case _:
            return _("Phiên đăng nhập ở quầy này không còn hiệu lực. Xin đăng nhập lại.")


def _moved(loss: Loss, at: str, situation: Situation) -> str:
    _ = words(situation.language).gettext
    if loss.counter is None:
        return _("Ông/bà đã đăng nhập ở một máy khác lúc {at}.").format(at=at)
    return _("Ông/bà đã đăng nhập ở quầy {counter} lúc {at}.").format(counter=loss.counter, at=at)


def _paused(situation: Situation) -> list[str]:
    """A counter that was open pauses when its officer moves; one that was closed stays so."""
    counter = situation.counter
    paused = counter is not None and counter.state is CounterState.PAUSED
    return [words(situation.language).gettext("Quầy này tạm nghỉ.")] if paused else []


def _ended(door: Door, situation: Situation) -> list[str]:
    """What became of the visits that were here when the day ended."""
    _ = words(situation.language).gettext
    found = [_("Số {label} được ghi là đã tiếp nhận xong.").format(label=label) for label in door.served]
    return found + [_("Số {label} đã hết hiệu lực theo ngày.").format(label=label) for label in door.called]


def _status(ticket: Ticket, situation: Situation) -> str:
    _ = words(situation.language).gettext
    return _("Đang tiếp nhận") if ticket.state is State.SERVING else _("Đang mời")


def _visit(ticket: Ticket, situation: Situation) -> str:
    since = ticket.served_at or ticket.called_at or ticket.issued_at
    return f"{phrases.service_name(ticket.service, situation)} · {phrases.lasted(since, situation.at)}"


def _message(errand: Errand | None, situation: Situation) -> str:
    """How the last try ended, or that one is not settled."""
    _ = words(situation.language).gettext
    door = situation.door
    if errand is not None and errand.act is not Act.LOG_IN and errand.phase is not Phase.UNSETTLED:
        return _("Việc trước đang được ghi. Xin chờ một chút rồi đăng nhập.")
    if errand is not None and errand.phase is Phase.ASKED:
        return ""
    if errand is not None:
        return phrases.trying(errand, situation.language)
    error = door.error
    if error is None or isinstance(error, LoggedInElsewhere) or situation.reference is None:
        return ""
    if isinstance(error, PinLocked):
        left = math.ceil((door.opens_at or 0.0) - situation.seconds)
        if left <= 0:
            return ""
        error = PinLocked(left)
    return said(error, situation.language, situation.reference.rules.calendar.zone, now=situation.at)


def _question(situation: Situation) -> Question | None:
    error = situation.door.error
    if not isinstance(error, LoggedInElsewhere) or situation.errand is not None:
        return None
    _ = words(situation.language).gettext
    if error.counter is None:
        text = _("Ông/bà đang đăng nhập ở một máy khác. Chuyển sang quầy này?")
        more = _("Máy kia sẽ phải đăng nhập lại.")
    else:
        text = _("Ông/bà đang đăng nhập ở quầy {counter}. Chuyển sang quầy này?").format(counter=error.counter)
        more = _("Quầy {counter} sẽ tạm nghỉ cho đến khi có người đăng nhập.").format(counter=error.counter)
    return Question(text=text, more=more, yes=_("Chuyển sang quầy này"), no=_("Thôi"))


def shut_desk(situation: Situation, header: Header) -> DeskState:
    """A desk at which nobody is logged in: the number that is here, and the way in. No lists, no names."""
    _ = words(situation.language).gettext
    visit = situation.visits[0] if situation.visits else None
    nothing = Listing(title="", rows=(), empty="")
    return DeskState(
        page=situation.page,
        language=situation.language,
        seq=situation.now.seq if situation.now else 0,
        busy=situation.errand is not None,
        current=visit.label if visit else None,
        header=replace(header, profile="", officer="", waiting="", longest=""),
        visit=None,
        blank=Blank(above="", large=_("Quầy {number}").format(number=situation.number)),
        places=(),
        primary=None,
        visit_actions=(),
        counter_actions=(),
        notice=None,
        alert=None,
        waiting=nothing,
        parked=nothing,
        absent=nothing,
        gate=gate(situation),
        facing=facing(situation),
        tray=tray(situation),
        emergency=emergency(situation),
        help=keys_shown(situation),
        leave=question(situation),
        gone=is_gone(situation),
    )
