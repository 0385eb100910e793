"""A desk in a hall without staff, without a window: its feed speaks and its worker answers when the test lets them."""

from __future__ import annotations

from counter.acts import Act
from counter.presenter import DeskPresenter
from counter.state import DeskState, Tone
from shared.feed import Feed, News
from shared.hall import Hall
from tests.conftest import FakeClock
from tests.counter.fake_asks import FakeAsks


class AtADesk:
    """What is read of a desk."""

    desk: DeskPresenter

    @property
    def state(self) -> DeskState:
        return self.desk.state

    @property
    def message(self) -> str:
        return self.state.notice.text if self.state.notice else ""


class Room(AtADesk):
    """A presenter with a feed that speaks when the test lets it, and a worker that answers when the test lets it."""

    def __init__(self, hall: Hall, feed: Feed, clock: FakeClock, number: int = 7) -> None:
        self.hall = hall
        self.asks = FakeAsks(hall)
        self.shown: list[DeskState] = []
        self._feed = feed
        self.desk = DeskPresenter(number, asks=self.asks, show=self.shown.append, clock=clock)

    def tone(self) -> Tone | None:
        return self.state.notice.tone if self.state.notice else None

    def found(self) -> list[str]:
        """The fields that the chooser offers."""
        chooser = self.state.chooser
        assert chooser is not None
        return [choice.name for group in chooser.groups for choice in group.choices]

    def chooses(self) -> bool:
        return self.state.chooser is not None

    @property
    def may_retry(self) -> bool:
        return self.state.notice is not None and self.state.notice.retry is not None

    def connected(self) -> bool:
        return self.state.header.connected

    def news(self) -> News:
        news = self._feed.news(0)
        assert news is not None
        return news

    def hears(self) -> None:
        self.desk.told(self.news())

    def does(self, act: Act) -> None:
        """The whole of an act: asked, done, answered, heard."""
        self.desk.act(act)
        self.asks.is_done()
        self.hears()
