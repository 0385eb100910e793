from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TypeVar

import msgspec
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from hardware.escpos.conversation import Patience
from hardware.escpos.profile import PAPER_80MM
from hardware.printer import Printer
from hardware.printing import SlipPrinter
from hardware.tcp import TcpTransport
from hardware.virtual.printer import VirtualPrinter
from kiosk.face import KioskFace
from kiosk.lock import Lock
from kiosk.state import Page
from kiosk.views.parts import Words
from shared.catalogue import Catalogue
from shared.hall import Hall
from shared.settings import HallForm, KioskForm, StationForm
from shared.store.reference import Reference
from tests.conftest import FakeClock
from tests.kiosk.fakes import FakeSeconds, KioskOnPaper
from tests.kiosk.keyboard import Keyboard

_HURRY = Patience(
    before_sending=2.5, connect=0.5, answer=0.4, quiet=0.05, stall=0.5, glance=0.2, late_answer=0.3, proof=0.6
)
STATION = "kiosk-1"
_Widget = TypeVar("_Widget", bound=QWidget)


@pytest.fixture(scope="session")
def reference(sample_form: HallForm, sample_catalogue: Catalogue) -> Reference:
    """The sample hall with its catalogue."""
    return Reference.of(1, sample_form, sample_catalogue)


@pytest.fixture
def on_paper(sample_form: HallForm, sample_catalogue: Catalogue) -> KioskOnPaper:
    """A presenter alone, at home."""
    made = KioskOnPaper(sample_form, sample_catalogue)
    made.begin()
    return made


@pytest.fixture
def device() -> Iterator[VirtualPrinter]:
    """An 80 mm printer, switched on and ready."""
    with VirtualPrinter() as printer:
        yield printer


@dataclass(slots=True)
class Kiosk:
    """A whole kiosk in a window, and a finger."""

    face: KioskFace
    bot: QtBot
    seconds: FakeSeconds
    keyboard: Keyboard = field(init=False)

    def __post_init__(self) -> None:
        self.keyboard = Keyboard(self.face.window)

    @property
    def page(self) -> Page:
        return self.face.presenter.state.page

    @property
    def label(self) -> str | None:
        return self.face.presenter.state.label

    def expect(self, page: Page) -> None:
        assert self.page is page

    def wait_for(self, page: Page) -> None:
        self.bot.waitUntil(lambda: self.page is page, timeout=8_000)

    def find(self, name: str) -> QWidget:
        return self.find_a(QWidget, name)

    def find_a(self, kind: type[_Widget], name: str) -> _Widget:
        found = [one for one in self.face.window.findChildren(kind) if one.objectName() == name and one.isVisible()]
        assert len(found) == 1, f"{len(found)} visible widgets are named {name}"
        return found[0]

    def tap(self, name: str) -> None:
        QTest.mouseClick(self.find(name), Qt.MouseButton.LeftButton)

    def swipe(self, name: str, by: QPoint) -> None:
        """Press, move, and lift, wherever the finger then is."""
        target = self.find(name)
        start = target.rect().center()
        QTest.mousePress(target, Qt.MouseButton.LeftButton, pos=start)
        for step in range(1, 5):
            QTest.mouseMove(target, start + by * step / 4)
        QTest.mouseRelease(target, Qt.MouseButton.LeftButton, pos=start + by)

    def press(self, *keys: Qt.Key) -> None:
        """Keys, with fingers, until the kiosk is certain that they were."""
        self.keyboard.press(*keys)
        self.bot.waitUntil(lambda: not self.face.typed.keeping)

    def type(self, text: str) -> None:
        """Letters, with fingers."""
        self.keyboard.type(text)
        self.bot.waitUntil(lambda: not self.face.typed.keeping)

    def words(self, name: str) -> str:
        return self.find_a(Words, name).said

    def go_to_confirm(self) -> None:
        self.wait_for(Page.HOME)
        self.tap("agency-TP")
        self.tap("field-TP01")
        self.expect(Page.CONFIRM)


OpenKiosk = Callable[..., Kiosk]


@pytest.fixture
def open_kiosk(
    qtbot: QtBot,
    lettered: QApplication,
    sqlite_url: str,
    sqlite_hall: Hall,
    clock: FakeClock,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[OpenKiosk]:
    """Starts a kiosk on the sample hall: with a printer, or without one; `settings` are those of ``[kiosk]``."""
    monkeypatch.setattr("shared.feed.SAFETY_LOOK", 0.1)  # what a feed that is told to stop may still wait
    opened: list[KioskFace] = []

    def start(
        device: VirtualPrinter | None = None,
        size: tuple[int, int] = (1080, 1920),
        url: str = "",
        lock: Lock | None = None,
        **settings: str | float,
    ) -> Kiosk:
        printer: SlipPrinter | None = None
        if device is not None:
            printer = Printer(TcpTransport("127.0.0.1", device.port), PAPER_80MM, patience=_HURRY)
        station = StationForm(
            store=url or sqlite_url,
            hall=sqlite_hall.id,
            kiosk=msgspec.structs.replace(KioskForm(name=STATION, ticket_page="https://example.test/p/"), **settings),
        )
        seconds = FakeSeconds()
        face = KioskFace(station, printer=printer, began=0.0, clock=clock, seconds=seconds, lock=lock)
        opened.append(face)
        qtbot.addWidget(face.window)
        face.window.resize(*size)
        face.window.show()
        face.start()
        return Kiosk(face, qtbot, seconds)

    yield start
    for face in opened:
        face.stop()
