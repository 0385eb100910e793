"""From what the desk knows to what it shows. Pure: the same situation gives the same picture."""

from __future__ import annotations

from collections.abc import Iterable

from counter import phrases
from counter.actions import action, notice, on_counter, on_visit
from counter.acts import Act, key_of
from counter.emergency import emergency
from counter.facing import facing
from counter.gate import shut_desk
from counter.help import keys_shown
from counter.leaving import is_gone, question
from counter.lists import set_aside, waiting
from counter.mail import mail
from counter.menus import pauses, picker
from counter.norm import is_over, norm_said
from counter.pulse import pulse
from counter.sheets import chooser, form
from counter.situation import Page, Situation
from counter.state import Blank, DeskState, Header, Place, Visit
from counter.tray_picture import tray
from counter.troubles import alert
from counter.why import explained
from shared.domain.ticket import State, Ticket
from shared.text import words


def picture(situation: Situation) -> DeskState:
    """The whole window."""
    if situation.page is Page.LOG_IN:
        return shut_desk(situation, _header(situation, ()))
    line = situation.line
    visit = situation.visit
    told = notice(situation)
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
        primary=action(situation.primary, situation) if situation.primary else None,
        visit_actions=on_visit(situation),
        counter_actions=on_counter(situation),
        notice=told,
        alert=alert(situation),
        waiting=waiting(line, situation),
        parked=set_aside(State.PARKED, situation),
        absent=set_aside(State.NO_SHOW, situation),
        chooser=chooser(situation, told),
        form=form(situation, told),
        why=explained(situation),
        picker=picker(situation),
        mail=mail(situation),
        pulse=pulse(situation),
        pauses=pauses(situation),
        facing=facing(situation),
        tray=tray(situation),
        emergency=emergency(situation),
        help=keys_shown(situation),
        leave=question(situation),
        gone=is_gone(situation),
    )


def _header(situation: Situation, line: Iterable[Ticket]) -> Header:
    language = situation.language
    _ = words(language).gettext
    there = list(line)
    oldest = min((one.issued_at for one in there), default=None)
    return Header(
        counter=_("Quầy {number}").format(number=situation.number),
        profile=situation.profile.name(language) if situation.profile else "",
        officer=phrases.officer(situation),
        waiting=_how_many(len(there), situation),
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
        procedure=_what_for(ticket, situation) if serving else "",
        priority=phrases.priority_name(ticket, situation),
        since=_("tiếp nhận từ {at}").format(at=at) if serving else _("mời lúc {at}").format(at=at),
        running=phrases.lasted(since, situation.at),
        times=_("đã mời {times}/{limit} lần").format(times=ticket.calls, limit=limit) if ticket.calls else "",
        norm=norm_said(ticket, situation) if serving else "",
        over=is_over(ticket, situation),
        why=phrases.on_button(Act.WHY, situation.language, page=situation.page),
    )


def _what_for(ticket: Ticket, situation: Situation) -> str:
    """What the citizen came for, in all detail: shown only while he is served, never before he stands there."""
    _ = words(situation.language).gettext
    parts = [phrases.procedure_name(ticket, situation)]
    if ticket.appointment is not None:
        parts.append(_("Lịch hẹn {code}").format(code=ticket.appointment))
    return " · ".join(part for part in parts if part)


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
