"""From what the desk knows to what it shows. Pure: the same situation gives the same picture."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from counter import phrases
from counter.acts import Act, key_of
from counter.choosing import choices
from counter.errand import Errand, Phase
from counter.facing import facing
from counter.gate import shut_desk
from counter.help import keys_shown
from counter.leaving import is_gone, question
from counter.mail import mail
from counter.menus import pauses, picker
from counter.norm import is_over, norm_said
from counter.patience import soon
from counter.pulse import pulse
from counter.situation import Page, Situation
from counter.state import (
    Action,
    Blank,
    DeskState,
    Header,
    Listing,
    Notice,
    Place,
    Row,
    Tone,
    Visit,
)
from counter.tray_picture import tray
from counter.troubles import alert
from counter.why import explained
from shared.domain.ticket import State, Ticket
from shared.text import words

_ON_VISIT: Final = (Act.RECALL, Act.NO_SHOW, Act.REQUEUE, Act.PARK, Act.TRANSFER)


def picture(situation: Situation) -> DeskState:
    """The whole window."""
    if situation.page is Page.LOG_IN:
        return shut_desk(situation, _header(situation, ()))
    line = situation.line
    visit = situation.visit
    return DeskState(
        page=situation.page,
        language=situation.language,
        seq=situation.now.seq if situation.now else 0,
        busy=situation.errand is not None,
        current=visit.label if visit else None,
        header=_header(situation, line),
        visit=_visit(visit, situation) if visit else None,
        blank=None if visit else _blank(situation, line),
        places=_places(situation),
        primary=_action(situation.primary, situation) if situation.primary else None,
        visit_actions=tuple(_action(act, situation) for act in _ON_VISIT) if visit else (),
        counter_actions=_counter_actions(situation),
        notice=_notice(situation),
        alert=alert(situation),
        waiting=_waiting(line, situation),
        parked=_set_aside(State.PARKED, situation),
        absent=_set_aside(State.NO_SHOW, situation),
        chooser=choices(situation),
        why=explained(situation),
        picker=picker(situation),
        mail=mail(situation),
        pulse=pulse(situation),
        pauses=pauses(situation),
        facing=facing(situation),
        tray=tray(situation),
        help=keys_shown(situation),
        leave=question(situation),
        gone=is_gone(situation),
    )


def _header(situation: Situation, line: Iterable[Ticket]) -> Header:
    language = situation.language
    _ = words(language).gettext
    waiting = list(line)
    oldest = min((one.issued_at for one in waiting), default=None)
    return Header(
        counter=_("Quầy {number}").format(number=situation.number),
        profile=situation.profile.name(language) if situation.profile else "",
        officer=phrases.officer(situation),
        waiting=_how_many(len(waiting), situation),
        longest=_("lâu nhất {wait}").format(wait=phrases.minutes(oldest, situation.at, language)) if oldest else "",
        connection=phrases.connection(situation),
        connected=situation.now is not None and situation.away_since is None,
        clock=phrases.clock_time(situation.at, situation),
        switch=phrases.other_language(language),
        menu=f"{phrases.on_button(Act.MENU, language, page=situation.page)} ({key_of(Act.MENU)})",
    )


def _how_many(waiting: int, situation: Situation) -> str:
    """Nothing is said where nothing is known."""
    if situation.counter is None:
        return ""
    return words(situation.language).ngettext("{n} người chờ", "{n} người chờ", waiting).format(n=waiting)


def _visit(ticket: Ticket, situation: Situation) -> Visit:
    _ = words(situation.language).gettext
    serving = ticket.state is State.SERVING
    since = (ticket.served_at if serving else ticket.called_at) or ticket.issued_at
    limit = situation.reference.rules.recall_limit if situation.reference else ticket.calls
    at = phrases.clock_time(since, situation)
    return Visit(
        label=ticket.label,
        status=_("Đang tiếp nhận") if serving else _("Đang mời"),
        serving=serving,
        service=phrases.service_name(ticket.service, situation),
        agency=phrases.agency_name(ticket, situation),
        procedure=phrases.procedure_name(ticket, situation),
        priority=phrases.priority_name(ticket, situation),
        since=_("tiếp nhận từ {at}").format(at=at) if serving else _("mời lúc {at}").format(at=at),
        running=phrases.lasted(since, situation.at),
        times=_("đã mời {times}/{limit} lần").format(times=ticket.calls, limit=limit),
        norm=norm_said(ticket, situation) if serving else "",
        over=is_over(ticket, situation),
    )


def _blank(situation: Situation, line: Iterable[Ticket]) -> Blank:
    _ = words(situation.language).gettext
    head = next(iter(line), None)
    match situation.page:
        case Page.CONNECTING if situation.away_since is not None:
            return Blank(
                above="",
                large=_("Chưa kết nối được với máy chủ"),
                below=_("Hệ thống đang tự thử lại. Không cần làm gì."),
            )
        case Page.CONNECTING:
            return Blank(above="", large=_("Đang kết nối…"))
        case Page.UNKNOWN:
            numbers = sorted(situation.now.counters) if situation.now else []
            return Blank(
                above=_("Không có quầy số {number} ở trung tâm này.").format(number=situation.number),
                large=_("Hãy sửa số quầy trong cài đặt của máy này."),
                below=_("Các quầy hiện có: {numbers}").format(numbers=", ".join(map(str, numbers))),
            )
        case Page.CLOSED:
            return Blank(above="", large=_("Quầy đang đóng"), below=_next_words(head, situation))
        case Page.PAUSED:
            large = phrases.paused(situation)
            return Blank(above=_paused_above(situation), large=large, below=_next_words(head, situation))
        case _ if head is not None:
            return Blank(
                above=_("Số tiếp theo – đã chờ {wait}").format(
                    wait=phrases.minutes(head.issued_at, situation.at, situation.language)
                ),
                large=head.label,
                below=phrases.service_name(head.service, situation),
                is_label=True,
            )
        case _:
            return Blank(above="", large=_("Chưa có ai chờ"), below=_("Số mới sẽ tự hiện ra ở đây."))


def _paused_above(situation: Situation) -> str:
    """Where a reason stands large, this says what it is the reason of."""
    _ = words(situation.language).gettext
    known = situation.counter is not None and situation.counter.reason is not None
    parts = (_("Quầy tạm nghỉ") if known else "", phrases.paused_for(situation))
    return " ".join(part for part in parts if part)


def _next_words(head: Ticket | None, situation: Situation) -> str:
    _ = words(situation.language).gettext
    return _("Số tiếp theo: {label}").format(label=head.label) if head else _("Chưa có ai chờ quầy này.")


def _places(situation: Situation) -> tuple[Place, ...]:
    if situation.places < 2 and len(situation.visits) < 2:
        return ()
    _ = words(situation.language).gettext
    visit = situation.visit
    places = [
        Place(
            ticket=one.id,
            label=one.label,
            detail=_("Đang tiếp nhận") if one.state is State.SERVING else _("Đang mời"),
            selected=visit is not None and visit.id == one.id,
        )
        for one in situation.visits
    ]
    if len(places) < situation.places:
        free = situation.places - len(places)
        detail = words(situation.language).ngettext("còn {n} chỗ", "còn {n} chỗ", free).format(n=free)
        places.append(Place(ticket=None, label=_("Gọi thêm"), detail=detail, selected=visit is None))
    return tuple(places)


def _action(act: Act, situation: Situation, *, ticket: Ticket | None = None) -> Action:
    errand = situation.errand
    busy = _is_of(errand, act, ticket)
    waits_for_store = errand is not None and errand.phase is not Phase.ASKED
    text = (
        phrases.on_its_way(act, situation.language)
        if busy and errand is not None and errand.phase is not Phase.UNSETTLED
        else phrases.on_button(act, situation.language, page=situation.page)
    )
    return Action(
        act=act,
        text=text,
        key="" if act is Act.CALL else key_of(act),
        # For the few milliseconds of an ordinary verb nothing greys out and back: that would flicker.
        enabled=situation.possible(act) and not waits_for_store,
        busy=busy and errand is not None and errand.phase is not Phase.UNSETTLED,
    )


def _is_of(errand: Errand | None, act: Act, ticket: Ticket | None) -> bool:
    if errand is None or errand.act is not act:
        return False
    return ticket is None or errand.ticket == ticket.id


def _counter_actions(situation: Situation) -> tuple[Action, ...]:
    match situation.page:
        case Page.CONNECTING | Page.UNKNOWN | Page.CLOSED:
            return ()
        case Page.PAUSED:
            return (_action(Act.CLOSE, situation),)
        case _:
            rest = Act.PAUSE if situation.possible(Act.PAUSE) else Act.OPEN
            return (_action(rest, situation), _action(Act.CLOSE, situation))


def _notice(situation: Situation) -> Notice | None:
    _ = words(situation.language).gettext
    errand = situation.errand
    if errand is not None and errand.phase is not Phase.ASKED:
        unsettled = errand.phase is Phase.UNSETTLED
        retry = Action(
            act=Act.RETRY,
            text=phrases.on_button(Act.RETRY, situation.language, page=situation.page),
            key=key_of(Act.RETRY),
        )
        return Notice(
            tone=Tone.UNSETTLED if unsettled else Tone.TRYING,
            text=phrases.trying(errand, situation.language),
            retry=retry if unsettled else None,
        )
    coming = soon(situation)
    if coming is not None:
        return coming
    remark = situation.remark
    away = situation.away_since is not None and situation.now is not None
    # A refusal stays until the next act; that something was done is old news once the store is lost.
    if remark is not None and not (remark.done and away):
        return Notice(tone=Tone.DONE if remark.done else Tone.REFUSED, text=phrases.remarked(remark, situation))
    if situation.away_since is not None and situation.now is not None:
        text = _("Mất kết nối với máy chủ. Màn hình giữ số liệu lúc {at} và tự cập nhật khi có lại.").format(
            at=phrases.clock_time(situation.away_since, situation)
        )
        return Notice(tone=Tone.AWAY, text=text)
    return _of_machine(situation)


def _of_machine(situation: Situation) -> Notice | None:
    """What the officer should know of the keys of this machine; said until he has put it away."""
    _ = words(situation.language).gettext
    taken = situation.machine.taken
    if taken:
        text = _("Phím {keys} đang do chương trình khác giữ: chỉ dùng được trong cửa sổ của quầy.")
        return Notice(tone=Tone.REFUSED, text=text.format(keys=", ".join(taken)))
    if situation.machine.unheard:
        return Notice(tone=Tone.REFUSED, text=_("Màn hình kiểu này không cho đặt phím dùng từ chương trình khác."))
    return None


def _waiting(line: Iterable[Ticket], situation: Situation) -> Listing:
    _ = words(situation.language).gettext
    rows = tuple(_row(one, situation, phrases.minutes(one.issued_at, situation.at, situation.language)) for one in line)
    return Listing(title=_("Đang chờ quầy này"), rows=rows, empty=_("Chưa có ai chờ quầy này."))


def _set_aside(state: State, situation: Situation) -> Listing:
    _ = words(situation.language).gettext
    parked = state is State.PARKED
    found: list[Ticket] = []
    if situation.now is not None:
        kept = situation.now.parked if parked else situation.now.absent
        found = kept(situation.number)
    rows = tuple(
        _row(
            one,
            situation,
            _aside_since(one, situation),
            call=_action(Act.CALL, situation, ticket=one),
        )
        for one in found
    )
    return Listing(title=_("Tạm dừng hồ sơ") if parked else _("Vắng mặt"), rows=rows, empty=_("Không có."))


def _aside_since(ticket: Ticket, situation: Situation) -> str:
    """When it was given up; of a parked one, when it was called."""
    return phrases.clock_time(ticket.ended_at or ticket.called_at or ticket.issued_at, situation)


def _row(ticket: Ticket, situation: Situation, detail: str, *, call: Action | None = None) -> Row:
    service = phrases.service_name(ticket.service, situation)
    priority = phrases.priority_name(ticket, situation)
    return Row(
        ticket=ticket.id,
        label=ticket.label,
        service=service,
        detail=detail,
        priority=phrases.priority_mark(ticket, situation),
        spoken=", ".join(part for part in (ticket.label, service, detail, priority) if part),
        call=call,
    )
