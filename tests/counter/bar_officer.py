"""An officer at a desk in any of its shapes, and what stands in for the rest of the machine."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from counter.acts import Act
from counter.bar import HEIGHT, BarWindow
from counter.bar_place import BarPlaces
from counter.presenter import DeskPresenter
from counter.shapes import Shapes
from counter.situation import Page
from counter.window import DeskWindow
from shared.counter_form import DeskShape
from shared.domain.ticket import Ticket
from shared.feed import News
from shared.hall import Hall
from tests.conftest import FakeClock
from tests.counter.fake_asks import FakeAsks

Arrives = Callable[..., Ticket]


@dataclass
class Ends:
    """Whether the program was ended, and whether there is a tray."""

    ended: int = 0
    tray: bool = False
    told: list[str] = field(default_factory=list)

    def end(self) -> None:
        self.ended += 1


@dataclass
class Keys:
    """Notes keys."""

    pressed: list[str]

    def press(self, key: str) -> None:
        self.pressed.append(key)

    def act(self, act: Act) -> None:
        raise AssertionError(act)

    def dismiss(self) -> None:
        raise AssertionError

    def touched(self) -> None:
        """Each gesture is one."""

    def ask_to_leave(self) -> None:
        """The window is closed when the test has ended."""


class Officer:
    """At counter 7, in any shape."""

    def __init__(
        self, hall: Hall, clock: FakeClock, qtbot: QtBot, begins: DeskShape, language: str, file: Path
    ) -> None:
        self.hall = hall
        self.asks = FakeAsks(hall)
        self.ends = Ends()
        self.window = DeskWindow()
        qtbot.addWidget(self.window)
        self.bar = BarWindow(BarPlaces(file))
        self.shapes = Shapes(self.window, self.bar, begins=begins, to_tray=lambda: self.ends.tray, end=self.ends.end)
        self.desk = DeskPresenter(7, asks=self.asks, show=self.shapes.show_state, clock=clock, language=language)
        self.window.obey(self.desk)
        self.shapes.obey(self.desk)
        self.shapes.show_state(self.desk.state)
        (self.shapes.first or self.window).show()
        self.widen(1366)
        self.hears()

    def widen(self, width: int) -> None:
        """Though the tests' screen is narrower than any officer's."""
        self.bar.setMinimumSize(width, HEIGHT)
        self.bar.setMaximumSize(width, HEIGHT)
        self.bar.resize(width, HEIGHT)

    def hears(self) -> None:
        self.desk.told(News(now=self.hall.now(), reference=self.hall.reference(), posted=self.hall.posted()))

    def does(self, act: Act) -> None:
        self.shapes.act(act)
        self.asks.is_done()

    def clicks(self, button: QWidget) -> None:
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    def button(self, act: Act) -> QWidget:
        found = [one for one in self.bar.findChildren(QWidget, act.value) if one.isVisible()]
        assert len(found) == 1, act
        return found[0]

    def sees(self) -> tuple[bool, bool]:
        """Whether the window is there, and whether the bar."""
        return self.window.isVisible(), self.bar.isVisible()

    @property
    def page(self) -> Page:
        return self.desk.state.page


WINDOW, BAR, NEITHER = (True, False), (False, True), (False, False)
Begins = Callable[..., Officer]
