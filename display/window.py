"""The board's window: it gives its parts the state and their places."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

from PySide6.QtCore import QRect
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from display.arrangement import Arrangement, Layout, Place, Showing
from display.captions import captions
from display.following import FollowingWindow
from display.presenter import BoardPresenter, Room
from display.readable import Demands
from display.state import BoardState, Greeting, Page, Said
from display.theme import DARK_BOARD, BoardTheme
from display.views.hero import HeroView
from display.views.margins import FootView, HeadView
from display.views.painted import PaintedView
from display.views.recent import RecentView
from display.views.waiting import WaitingView
from display.views.zone import ZoneView
from shared.ui.which_screen import screen_of

#: Parts that others paint: pictures and films, one line of text, published numbers, an emergency notice.
GUESTS: Final = ("media", "ticker", "figures", "emergency")
_KEPT_STAMPS: Final = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How a board looks, whatever it shows. `zone`: it speaks for a part of the hall only."""

    language: str = "vi"
    layout: Layout = Layout.AUTO
    theme: BoardTheme = DARK_BOARD
    demands: Demands = field(default_factory=Demands)
    zone: bool = False


PLAIN: Final = Look()


class BoardWindow(FollowingWindow):
    """The whole board. Connect a feed's `told` to its slot."""

    def __init__(
        self,
        presenter: BoardPresenter,
        look: Look = PLAIN,
        *,
        stamp: Callable[[], int] = time.time_ns,
    ) -> None:
        colours = look.theme.colours
        super().__init__("board", presenter, theme=colours, stamp=stamp)
        self._presenter = presenter
        self._look_of_it = look
        self._shown = presenter.state
        self._first_painted: OrderedDict[tuple[int, str], int] = OrderedDict()
        self._head = HeadView(self, theme=look.theme)
        self._hero = HeroView(look.language, self, theme=colours)
        self._recent = RecentView(look.language, self, theme=colours)
        self._zone = ZoneView(look.language, self, theme=colours)
        self._waiting = WaitingView(look.language, self, theme=colours)
        self._foot = FootView(self, theme=colours)
        self._own: dict[str, PaintedView] = {
            view.objectName(): view
            for view in (self._head, self._hero, self._recent, self._zone, self._waiting, self._foot)
        }
        for view in self._own.values():
            view.painted.connect(self.view_painted)
        self._guests: dict[str, QWidget] = {}
        self._showing = Showing(zone=look.zone)
        self._hours_told = False
        self._judged: set[tuple[tuple[int, int], Layout]] = set()
        self.arrangement = Arrangement.of((max(1, self.width()), max(1, self.height())))
        self.show_state(presenter.state)

    # -- parts that others paint ---------------------------------------------------------------------------------

    def give(self, part: str, view: QWidget) -> None:
        """From now on `view` stands at the place of `part` (one of GUESTS) whenever there is one. It is hidden until
        `show_part` says that it has something to show."""
        if part not in GUESTS:
            raise ValueError(f"{part!r} is none of {', '.join(GUESTS)}")
        self._guests[part] = view
        view.setParent(self)
        view.hide()
        self._arrange()

    def show_part(self, part: str, *, shown: bool) -> None:
        """Whether this part has something to show now. The others move only when that changes."""
        if part not in self._guests:
            raise ValueError(f"nothing was given for {part!r}")
        showing = replace(self._showing, **{part: shown})
        if showing != self._showing:
            self._showing = showing
            self._arrange()

    @property
    def greets(self) -> bool:
        """Whether the greeting stands, which tells today's hours unless the strip does."""
        return not self._shown.hero and not self._showing.emergency

    def hours_are_told(self, told: bool) -> None:
        """Whether the strip tells today's hours: the greeting leaves them out then."""
        if told != self._hours_told:
            self._hours_told = told
            self.show_state(self._shown)

    # -- what can be seen ----------------------------------------------------------------------------------------

    def facts(self) -> dict[str, Any]:
        """What is shown, as plain values."""
        shown = self._shown
        return {
            "page": shown.page.value,
            "layout": self.arrangement.layout.value,
            "seq": self.painted_seq,
            "painted_ns": self.painted_ns,
            "now_calling": [[one.label, one.counter] for one in shown.hero],
            "recent": [[one.label, one.counter] for one in shown.recent],
            "counters": [[one.counter, one.label, one.doing] for one in shown.zone.rows],
            "waiting": dict(shown.waiting.counts),
            "connected": shown.connected,
            "painted": {label: at for (_, label), at in self._first_painted.items()},
        }

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        self._arrange()
        super().resizeEvent(event)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        super().showEvent(event)
        self._arrange()

    def show_state(self, state: BoardState) -> None:
        """See FollowingWindow."""
        self._shown = state
        if state.notice.alarm != self._showing.alarm:
            self._showing = replace(self._showing, alarm=state.notice.alarm)
            self._arrange()
            return
        live = state.connected or state.page is Page.WAITING_FOR_STORE
        started = state.page is not Page.WAITING_FOR_STORE
        changed = {
            self._head: self._head.show_heading(state.heading),
            self._hero: self._hero.show_calls(state.hero, self._greeting(state), live=live),
            self._recent: self._recent.show_calls(state.recent, live=live),
            self._zone: self._zone.show_page(state.zone, live=live),
            self._waiting: self._waiting.show_lines(state.waiting, live=live, started=started),
            self._foot: self._foot.show_notice(state.notice),
        }
        self.shows(state.seq, [view for view, has in changed.items() if has])

    def _greeting(self, state: BoardState) -> Greeting:
        """Nobody is greeted below an emergency."""
        if not self._showing.emergency:
            return replace(state.greeting, hours="") if self._hours_told else state.greeting
        return Greeting(title=Said(main=""), text=captions(self._look_of_it.language).nobody_called)

    def view_painted(self, name: str) -> None:
        """See FollowingWindow."""
        at = self._stamp()
        if name == self._hero.objectName():
            self._note_calls([(one.seq, one.label) for one in self._shown.hero], at)
        elif name == self._recent.objectName():
            self._note_calls([(one.seq, one.label) for one in self._shown.recent], at)
        super().view_painted(name)

    def _note_calls(self, calls: Sequence[tuple[int, str]], at: int) -> None:
        for one in calls:
            self._first_painted.setdefault(one, at)
        while len(self._first_painted) > _KEPT_STAMPS:
            self._first_painted.popitem(last=False)

    # -- places --------------------------------------------------------------------------------------------------

    def _arrange(self) -> None:
        look = self._look_of_it
        size = (max(1, self.width()), max(1, self.height()))
        legibility = look.demands.on(screen_of(self), size)
        made = Arrangement.of(size, layout=look.layout, showing=self._showing, legibility=legibility)
        self.arrangement = made
        for name, view in self._own.items():
            place = made.places.get(name)
            if place is not None:
                view.arrange(_rectangle(place), made.unit, legibility)
            view.setVisible(place is not None)
        for name, guest in self._guests.items():
            place = made.places.get(name)
            if place is not None and isinstance(guest, PaintedView):
                guest.arrange(_rectangle(place), made.unit, legibility)
            elif place is not None:
                guest.setGeometry(_rectangle(place))
            guest.setVisible(place is not None)
        self.only_these_stand(made.places)
        if self.isVisible() and (size, made.layout) not in self._judged:
            self._judged.add((size, made.layout))
            look.demands.judge(made, legibility, look.language, wanted=look.layout)
        room = Room(
            front=self._hero.most(),
            recent=self._recent.room() if made.recent else 0,
            lines=self._waiting.room() if made.waiting else 1,
            zone=self._zone.room() if made.zone else 0,
        )
        self.show_state(self._presenter.arranged(room))


def _rectangle(place: Place) -> QRect:
    return QRect(place.x, place.y, place.width, place.height)
