"""The loop of every window of this room: news and the passing of time go to a presenter, its new state is shown, and it
is known which row of the journal can really be seen."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Final, Protocol

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QWidget

from shared.feed import Away, News
from shared.ui.theme import Theme

LOOK_MS: Final = 250  # how often time may change what is shown


class Follows(Protocol):
    """A presenter. Each call gives the whole new state."""

    def told(self, told: News | Away) -> Any:
        """News of the hall, or that the store is away."""

    def tick(self) -> Any:
        """Time has passed."""


class FollowingWindow(QWidget):
    """Connect a feed's `told` to its slot. What inherits it shows states by `show_state`, and says by `shows` which of
    its views have still to be painted for one; each view's `painted` belongs connected to `view_painted`."""

    def __init__(self, name: str, presenter: Follows, *, theme: Theme, stamp: Callable[[], int]) -> None:
        """`stamp` is the time in ns, for when something was painted."""
        super().__init__()
        self.setObjectName(name)
        self.setWindowTitle("Một Cửa")
        self.setCursor(Qt.CursorShape.BlankCursor)
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Window, theme.ground)
        self.setPalette(palette)
        self._follows = presenter
        self._stamp = stamp
        self._seq = 0
        self._unpainted: set[str] = set()
        self._painted_seq = self._painted_ns = 0
        self._looking = QTimer(self)
        self._looking.setTimerType(Qt.TimerType.PreciseTimer)
        self._looking.timeout.connect(self.look)
        self._looking.start(LOOK_MS)

    @Slot(object)
    def told(self, told: Any) -> None:
        """News or Away, from the feed."""
        self.show_state(self._follows.told(told))

    @Slot()
    def look(self) -> None:
        """Time has passed; comes four times a second."""
        self.show_state(self._follows.tick())

    @property
    def painted_seq(self) -> int:
        """The journal row that can really be seen; 0 before the first."""
        return self._painted_seq

    @property
    def painted_ns(self) -> int:
        """When that row could first be seen."""
        return self._painted_ns

    def show_state(self, state: Any) -> None:
        """Show a whole new state of the presenter."""
        raise NotImplementedError

    def shows(self, seq: int, changed: Iterable[QWidget]) -> None:
        """The state of this row is shown as soon as `changed` are painted, those of them that can be seen."""
        self._seq = seq
        self._unpainted |= {view.objectName() for view in changed if view.isVisible()}
        self._note_seq()

    def only_these_stand(self, views: Iterable[str]) -> None:
        """Whatever else was to be painted has gone, and never will be."""
        self._unpainted &= set(views)

    @Slot(str)
    def view_painted(self, name: str) -> None:
        """One of the views has been painted."""
        self._unpainted.discard(name)
        self._note_seq()

    def _note_seq(self) -> None:
        """A journal row is shown when nothing that it changed is still to be painted."""
        if not self._unpainted and self.isVisible() and self._seq != self._painted_seq:
            self._painted_seq, self._painted_ns = self._seq, self._stamp()
