"""The slim bar's picture, made from the same state as the window's, so that they never disagree."""

from __future__ import annotations

from dataclasses import dataclass, replace
from textwrap import shorten
from typing import Final

from counter.acts import SHAPE_KEY, Act
from counter.situation import Page
from counter.state import Action, DeskState, Emergency, Notice, Tone
from shared.text import words

#: What may stand on the bar beside the large button, what is wanted most first.
_ON_BAR: Final = (
    Act.CALL_NEXT,
    Act.SERVE,
    Act.RECALL,
    Act.NO_SHOW,
    Act.PARK,
    Act.TRANSFER,
    Act.OUTCOME,
    Act.OPEN,
    Act.PAUSE,
    Act.REQUEUE,
    Act.CLOSE,
)
MOST_ACTS: Final = 5
_OF_A_MESSAGE: Final = 60  # letters, on the narrowest bar


@dataclass(frozen=True, slots=True, kw_only=True)
class BarState:
    """`label` is at the counter, with `status` and how long (`running`); without one `status` says what the counter
    does. `next_one` and `waiting` are about the line; in its place `notice` is said, else the first message that was
    not read (`mail`), with what opens the messages (`read`). `covered`: the window asks something first. `emergency`
    goes before all of them, but for what the last act came to, as long as that takes to be read."""

    page: Page
    counter: str
    connected: bool
    label: str
    status: str
    running: str
    serving: bool
    next_one: str
    waiting: str
    primary: Action | None
    acts: tuple[Action, ...]
    offer: Action | None
    notice: Notice | None
    mail: Notice | None
    read: Action | None
    window: str
    window_key: str
    covered: str
    emergency: Emergency | None = None


def bar(state: DeskState, *, covered: bool = False) -> BarState:
    """The bar of this state. `covered`: something lies over the desk's window that must be answered there."""
    _ = words(state.language).gettext
    visit = state.visit
    gate = state.gate
    if gate is not None:
        status = gate.title
    else:
        status = visit.status if visit else (state.blank.large if state.blank and not state.blank.is_label else "")
    head = state.waiting.rows[0] if state.waiting.rows else None
    primary = state.primary.act if state.primary else None
    offered = (*state.visit_actions, *state.counter_actions)
    offer = _offer(state.notice)
    # What waits for the store cannot be done now: its room is better used for saying why.
    hindered = covered or (state.notice is not None and state.notice.retry is not None)
    acts = [one for act in _ON_BAR for one in offered if one.act is act and act is not primary]
    acts.sort(key=lambda one: not one.enabled)
    return BarState(
        page=state.page,
        counter=state.header.counter,
        connected=state.header.connected,
        label=visit.label if visit else "",
        status=status or _("Sẵn sàng"),
        running=visit.running if visit else "",
        serving=visit is not None and visit.serving,
        next_one=_("Tiếp theo: {label}").format(label=head.label) if head else _at_a_shut_desk(state),
        waiting="  ·  ".join(part for part in (state.header.waiting, state.header.longest) if part),
        primary=None if hindered else state.primary,
        acts=() if hindered else tuple(acts[:MOST_ACTS]),
        offer=None if covered else offer,
        notice=_short(state, covered=covered),
        mail=Notice(tone=Tone.SOON, text=shorten(state.mail.text, _OF_A_MESSAGE, placeholder=" …"))
        if state.mail is not None
        else None,
        read=Action(act=Act.MAIL, text=_("Đọc tin"), key="") if state.mail is not None and not hindered else None,
        window=_("Cửa sổ"),
        window_key=SHAPE_KEY,
        covered=(_("Mở cửa sổ để đăng nhập") if gate else _("Mở cửa sổ để trả lời")) if covered else "",
        emergency=state.emergency,
    )


def _at_a_shut_desk(state: DeskState) -> str:
    """Who is at the counter, though nobody is logged in."""
    gate = state.gate
    return f"{gate.status} {gate.labels}" if gate is not None and gate.labels else ""


def _short(state: DeskState, *, covered: bool) -> Notice | None:
    """The notice; of a lost connection what the window's header says of it, which is shorter."""
    if state.notice is not None and state.notice.tone is Tone.AWAY:
        return replace(state.notice, text=state.header.connection)
    # Behind a sheet nothing can be taken back, and what was done before is old news.
    return None if covered and state.notice is not None and state.notice.tone is Tone.DONE else state.notice


def _offer(notice: Notice | None) -> Action | None:
    """What a notice offers to do about it."""
    return (notice.retry or notice.offer) if notice else None


def passes(notice: Notice) -> bool:
    """Whether a notice need not stay: what was done is seen in what the desk shows."""
    return notice.tone is Tone.DONE and notice.retry is None and notice.offer is None
