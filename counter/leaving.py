"""Ending the program: asked first while the counter is open, because a hall with a counter that nobody is at waits."""

from __future__ import annotations

from dataclasses import dataclass, replace

from counter.acts import Act
from counter.gestures import Gestures
from counter.machine import Leaving, Machine
from counter.situation import Situation
from shared.domain.counter import CounterState
from shared.text import words


@dataclass(frozen=True, slots=True, kw_only=True)
class Leave:
    """The question. `close` is "" where nobody is logged in who might close the counter."""

    title: str
    text: str
    stay: str
    close: str
    leave: str


def question(situation: Situation) -> Leave | None:
    """The sheet that asks, while it is open."""
    if situation.leaving is not Leaving.ASKED:
        return None
    _ = words(situation.language).gettext
    visit = situation.visit if situation.shut is None else None
    text = (
        _("Số {label} đang ở quầy. Quầy để mở mà không có ai làm cho người dân chờ mãi.").format(label=visit.label)
        if visit
        else _("Quầy để mở mà không có ai làm cho người dân chờ mãi.")
    )
    return Leave(
        title=_("Quầy {number} đang mở. Thoát chương trình?").format(number=situation.number),
        text=text,
        stay=_("Ở lại"),
        close=_("Đóng quầy rồi thoát") if situation.shut is None else "",
        leave=_("Thoát, để quầy mở"),
    )


def is_gone(situation: Situation) -> bool:
    """Whether the program is to end now."""
    if situation.leaving is not Leaving.CLOSING:
        return situation.leaving is Leaving.GONE
    return situation.errand is None and situation.counter is not None and situation.counter.state is CounterState.CLOSED


class MachineGestures(Gestures):
    """The part of the presenter that is about the machine and not about a citizen."""

    def runs_on(self, machine: Machine) -> None:
        """This is what the machine has."""
        self._put(machine=machine)

    def show_keys(self) -> None:
        """Show the sheet of all keys, or shut it."""
        self._put(help=not self._situation.help)

    def ask_to_leave(self) -> None:
        """The officer wants the program to end."""
        counter = self._situation.counter
        is_open = counter is not None and counter.state is not CounterState.CLOSED
        self._put(leaving=Leaving.ASKED if is_open else Leaving.GONE)

    def leave(self) -> None:
        """End, whatever the counter is."""
        self._put(leaving=Leaving.GONE)

    def close_and_leave(self) -> None:
        """Close the counter and end when that is done; a refusal keeps the program."""
        self._put(leaving=Leaving.NO)
        self.act(Act.CLOSE)
        if self._situation.errand is not None:
            self._situation = replace(self._situation, leaving=Leaving.CLOSING)
