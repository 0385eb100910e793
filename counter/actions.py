"""The buttons of the desk: which there are now, what they say, and the bar above the large one."""

from __future__ import annotations

from counter import phrases
from counter.acts import Act, key_of
from counter.errand import Errand, Phase
from counter.patience import soon
from counter.situation import Page, Situation
from counter.state import Action, Notice, Tone
from shared.domain.errors import CounterBusy
from shared.domain.ticket import Ticket
from shared.text import words


def action(act: Act, situation: Situation, *, ticket: Ticket | None = None) -> Action:
    """The button of `act`; upon `ticket`, where there may be several of them."""
    errand = situation.errand
    busy = _is_of(errand, act, ticket)
    waits_for_store = errand is not None and errand.phase is not Phase.ASKED
    usual = phrases.next_words(situation) if act is Act.CALL_NEXT else ""
    text = (
        phrases.on_its_way(act, situation.language)
        if busy and errand is not None and errand.phase is not Phase.UNSETTLED
        else usual or phrases.on_button(act, situation.language, page=situation.page)
    )
    more = Act.PARK_UNTIL if act is Act.PARK else None
    return Action(
        act=act,
        text=text,
        key="" if act is Act.CALL else key_of(act),
        detail=_detail(act, situation),
        more=more,
        more_text=phrases.on_button(more, situation.language, page=situation.page) if more else "",
        # For the few milliseconds of an ordinary verb nothing greys out and back: that would flicker.
        enabled=situation.possible(act) and not waits_for_store,
        busy=busy and errand is not None and errand.phase is not Phase.UNSETTLED,
    )


def _detail(act: Act, situation: Situation) -> str:
    """What is known before it is done: where somebody would stand, where the visit goes."""
    _ = words(situation.language).gettext
    if act is Act.REQUEUE:
        return phrases.place_back(situation)
    if act is Act.FINISH and situation.visit is not None:
        after = phrases.next_stop(situation.visit, situation)
        return _("chuyển tiếp: {service}").format(service=after) if after else ""
    return ""


def _is_of(errand: Errand | None, act: Act, ticket: Ticket | None) -> bool:
    if errand is None or errand.act is not act:
        return False
    return ticket is None or errand.ticket == ticket.id


def on_visit(situation: Situation) -> tuple[Action, ...]:
    """What can be done with the visit, besides the large button."""
    if situation.visit is None:
        return ()
    if situation.page is Page.SERVING:
        another = situation.finishes_first or len(situation.visits) < situation.places
        acts = (Act.CALL_NEXT if another else Act.RECALL, Act.OUTCOME, Act.REQUEUE, Act.PARK, Act.TRANSFER)
    else:
        # The large button says that nobody came; somebody may come after all.
        first = Act.SERVE if situation.gave_up else Act.RECALL
        acts = (first, Act.NO_SHOW, Act.REQUEUE, Act.PARK, Act.TRANSFER)
    return tuple(action(act, situation) for act in acts)


def on_counter(situation: Situation) -> tuple[Action, ...]:
    """What can be done at the counter, whoever is there."""
    match situation.page:
        case Page.CONNECTING | Page.UNKNOWN | Page.CLOSED:
            acts: tuple[Act, ...] = ()
        case Page.PAUSED:
            acts = (Act.GIVE, Act.CLOSE)
        case _:
            acts = (Act.GIVE, Act.PAUSE if situation.possible(Act.PAUSE) else Act.OPEN, Act.CLOSE)
    return tuple(action(act, situation) for act in acts)


def notice(situation: Situation) -> Notice | None:
    """How the last act ended, or what hinders this one; with what can be done about it."""
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
        tone = Tone.DONE if remark.done else Tone.REFUSED
        return Notice(tone=tone, text=phrases.remarked(remark, situation), offer=_offered(situation))
    if situation.away_since is not None and situation.now is not None:
        text = _("Mất kết nối với máy chủ. Màn hình giữ số liệu lúc {at} và tự cập nhật khi có lại.").format(
            at=phrases.clock_time(situation.away_since, situation)
        )
        return Notice(tone=Tone.AWAY, text=text)
    if situation.can_undo and situation.undo is not None:
        label = situation.undo.tickets[0].label
        return Notice(tone=Tone.DONE, text=_("Số {label}").format(label=label), offer=_offered(situation))
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


def _offered(situation: Situation) -> Action | None:
    """What the bar offers: to take the last step back, with the seconds left; or that the one who was called did not
    come, where that is what stands in the way."""
    if situation.errand is not None:
        return None
    if situation.can_undo and situation.undo is not None:
        seconds = situation.undo.left(situation.at)
        text = phrases.on_button(Act.UNDO, situation.language, page=situation.page)
        return Action(act=Act.UNDO, text=f"{text} ({seconds})".replace(" ", "\N{NO-BREAK SPACE}"), key=key_of(Act.UNDO))
    remark = situation.remark
    in_the_way = remark is not None and remark.act is Act.CALL_NEXT and isinstance(remark.error, CounterBusy)
    return action(Act.NO_SHOW, situation) if in_the_way and situation.page is Page.CALLED else None
