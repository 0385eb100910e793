"""A monkey at the kiosk: it touches everything, and everything around the kiosk breaks and is mended meanwhile.

    with playing(seed=1, folder=tmp_path) as monkey:
        print(monkey.play(20_000))

It is the real face with its threads, on a SQLite store, with a printer on a socket and a scanner on a
pseudo-terminal. What may never be is looked for at every step; `Mischief` tells the seed and the last steps.
"""

from __future__ import annotations

import ctypes
import gc
import os
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Final

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from hardware.scanning.framing import Why
from hardware.scanning.scanner import Scan, Unreadable
from kiosk.idle import DONE, IDLE
from kiosk.state import Page
from shared.domain.errors import ConfigError, NotAllowed, TooManyStops, UnknownService
from shared.store.audit import audit
from shared.ui.worker import Answer
from tests.kiosk.ears import Ears
from tests.kiosk.fingers import Fingers
from tests.kiosk.keyboard import Keyboard
from tests.kiosk.monkey_world import World

_LAST: Final = 30
_AT_REST: Final = frozenset({Page.HOME, Page.CLOSED})
_TO_A_NUMBER: Final = frozenset(
    {Page.HOME, Page.POPULAR, Page.AGENCY, Page.SEARCH, Page.CONFIRM, Page.PRIORITY, Page.IDENTIFY, Page.FOUND}
)
_TICKET_PAGES: Final = frozenset({Page.DONE, Page.NO_PAPER, Page.UNSURE})
#: What no page may let a citizen run into: he can do nothing about it.
_NEVER_REFUSED: Final = (NotAllowed, TooManyStops, UnknownService, ConfigError)
_BORNE: Final = ("no answer to whether a number was given",)
_GIVE_UP: Final = 40.0  # s of real time in which a thread must have done what it does
_WARM: Final = 0.4  # of the steps: after them nothing grows
_LIBC: Final = ctypes.CDLL("libc.so.6")
_SEEN: Final = 0.3  # of the steps are painted: a monkey does not wait for a screen
_LETTERS: Final = "abcdeghiklmnopqrstuvxy 0123456789đăâêôơư"
_FORWARD: Final = ("agency-", "field-", "take-number", "no-paper", "reprint")
_KEYS: Final = (
    Qt.Key.Key_Backspace, Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Space,
    Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_F5, Qt.Key.Key_Home, Qt.Key.Key_Menu,
    Qt.Key.Key_PageDown, Qt.Key.Key_Delete,
)  # fmt: skip


class Mischief(AssertionError):
    """Something happened that never may."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """What a monkey has done. Memory in MB; `objects` are the window's, counted when warm and in the end."""

    seed: int
    steps: int
    tickets: int
    slips: int
    copies: int
    faults: int
    answers_lost: int
    elsewhere: int
    rests: int
    pages: dict[str, int]
    rss_before: float
    rss_after: float
    objects_before: int
    objects_after: int

    @property
    def growth(self) -> float:
        """Of the memory, as a part of what it was."""
        return self.rss_after / self.rss_before - 1


class Monkey:
    """Plays by dice. Its fingers are as quick as a child's: three or four touches in a second."""

    def __init__(self, world: World, dice: Random, *, seed: int, ears: Ears) -> None:
        self._world = world
        self._dice = dice
        self._seed = seed
        self._ears = ears
        self._last: deque[str] = deque(maxlen=_LAST)
        self._window = world.face.window
        self._presenter = world.face.presenter
        self._fingers = Fingers(world.face.window, world.seconds)
        self._keyboard = Keyboard(world.face.window)
        self._rests = 0
        self._deeds: dict[Callable[[], str], float] = {
            self.tap_something: 46,
            self.tap_anywhere: 7,
            self.double_tap: 4,
            self.swipe: 4,
            self.several_fingers: 4,
            self.press_key: 5,
            self.type_letters: 2,
            self.scan: 3,
            self.scan_on_the_line: 0.5,
            self.scan_by_keys: 1,
            self.replug_scanner: 0.05,
            self.dawdle: 3,
            self.world_turns: 0.12,
            world.elsewhere: 4,
            world.break_printer: 1,
            world.mend_printer: 2,
            world.break_store: 0.5,
            world.mend_store: 3,
            world.raise_alarm: 0.4,
            world.all_clear: 1.5,
            self.leave: 0.4,
        }

    def play(self, steps: int) -> Figures:
        """So many steps; raises Mischief."""
        self._begin()
        rss, objects = 0.0, 0
        for step in range(steps):
            if step == int(steps * _WARM):
                rss, objects = self._measured()
            self._step(step)
        after, objects_after = self._measured()
        self._end()
        ledger, world = self._world.ledger, self._world
        return Figures(
            seed=self._seed,
            steps=steps,
            tickets=self._tickets,
            slips=ledger.slips,
            copies=ledger.copies.total(),
            faults=world.faults,
            answers_lost=world.line.lost,
            elsewhere=world.steps_elsewhere,
            rests=self._rests,
            pages={page.value: count for page, count in sorted(ledger.pages.items(), key=lambda one: -one[1])},
            rss_before=rss,
            rss_after=after,
            objects_before=objects,
            objects_after=objects_after,
        )

    # what it does

    def tap_something(self) -> str:
        """One of the things that can be tapped; the way forward more often than by chance."""
        buttons = self._fingers.buttons
        eager = [one for one in buttons if one.objectName().startswith(_FORWARD)]
        if not buttons:
            return "nothing there"
        chosen = self._dice.choice(eager if eager and self._dice.random() < 0.4 else buttons)
        self._fingers.tap(self._fingers.middle(chosen))
        return chosen.objectName()

    def tap_anywhere(self) -> str:
        place = self._place()
        self._fingers.tap(place)
        return str(place.toTuple())

    def double_tap(self) -> str:
        button = self._dice.choice([*self._fingers.buttons, self._window])
        place = self._fingers.middle(button)
        self._fingers.tap(place)
        self._world.seconds.forward(0.08)
        self._fingers.tap(place, again=True)
        return button.objectName()

    def swipe(self) -> str:
        start, end = self._place(), self._place()
        self._fingers.swipe(start, end)
        return f"{start.toTuple()} to {end.toTuple()}"

    def several_fingers(self) -> str:
        middles = [self._fingers.middle(one) for one in self._fingers.buttons]
        places = [self._dice.choice([*middles, self._place()]) for _ in range(self._dice.choice((2, 3)))]
        moved = QPoint(self._dice.randrange(-60, 60), self._dice.randrange(-60, 60))
        self._fingers.together(places, moved if self._dice.random() < 0.5 else None)
        return str([place.toTuple() for place in places])

    def press_key(self) -> str:
        key = self._dice.choice(_KEYS)
        self._keyboard.press(key)
        self._pump_until(self._keys_heard)
        return key.name

    def type_letters(self) -> str:
        typed = "".join(self._dice.choices(_LETTERS, k=self._dice.randrange(1, 6)))
        if self._dice.random() < 0.3:
            self._fingers.compose(typed)
        else:
            self._keyboard.type(typed)
        self._pump_until(self._keys_heard)
        return typed

    def scan(self) -> str:
        """As the scanner's thread hands it on."""
        if self._dice.random() < 0.1:
            self._presenter.heard(Unreadable(self._dice.choice(list(Why))))
            return "unreadable"
        code = self._world.code()
        self._presenter.heard(Scan(code))
        return code

    def scan_on_the_line(self) -> str:
        code = self._world.code()
        self._world.scanner.send(code.encode() + self._dice.choice((b"\r", b"\r\n", b"\xff\xfe\r")))
        return code

    def scan_by_keys(self) -> str:
        """As a scanner that types, with whatever stands on the screen under its Enter."""
        code = self._world.code()
        self._keyboard.scan(code, end=self._dice.choice((Qt.Key.Key_Return, Qt.Key.Key_Tab, None)))
        self._pump_until(self._keys_heard)
        return code

    def replug_scanner(self) -> str:
        self._world.scanner.unplug()
        self._world.scanner.plug()
        return ""

    def dawdle(self) -> str:
        seconds = self._dice.choice((1, 3, 8, 20, 40, 60))
        for _ in range(seconds):
            self._world.pass_time(1.0)
        return f"{seconds} s"

    def world_turns(self) -> str:
        return self._world.jump()

    def leave(self) -> str:
        """Go away: within the time that is promised the next citizen finds the first page, whatever is broken."""
        self._rests += 1
        self._wait_for_answers()
        for _ in range(int(IDLE + DONE) + 4):
            if self._rested():
                break
            self._world.pass_time(1.0)
            QApplication.processEvents()
        if self._page is Page.AWAY:
            self._pump_until(self._rested)  # the store is back, and the feed has not said so yet
        if not self._rested():
            self._fail(f"nobody is there, and the page is still {self._page}")
        return self._page.value

    def _wait_for_answers(self) -> None:
        """Until the worker has nothing left to do: seconds are cheap here, and its work takes the time it takes."""
        answered: list[Answer] = []
        while not answered or self._busy:
            answered.clear()
            self._world.face._worker.ask(lambda _hall: None, answered.append, patience=0.0)
            self._pump_until(lambda: bool(answered), passing=0.2)

    # what it looks at

    def _keys_heard(self) -> bool:
        return not self._world.face.typed.keeping

    @property
    def _page(self) -> Page:
        return self._presenter.state.page

    @property
    def _busy(self) -> bool:
        return self._page is Page.PRINTING

    def _rested(self) -> bool:
        return self._page in (*_AT_REST, Page.EMERGENCY) or (
            self._page in (Page.AWAY, Page.STARTING) and self._world.line.cut
        )

    def _step(self, number: int) -> None:
        world, dice = self._world, self._dice
        page = self._page
        if page is Page.CLOSED and dice.random() < 0.1:
            self._note(number, "open again", world.open_again())
        deed = dice.choices(list(self._deeds), list(self._deeds.values()))[0]
        if page is Page.IDENTIFY and dice.random() < 0.1:
            deed = self.scan
        self._last.append(f"{number} {page.value}: {deed.__name__} …")
        done = deed()
        self._last[-1] = f"{number} {page.value}: {deed.__name__} {done}"
        world.pass_time(dice.uniform(0.05, 0.6))
        if dice.random() < _SEEN:
            QApplication.processEvents()
        else:
            QApplication.sendPostedEvents(None, QEvent.Type.MetaCall.value)
        if self._busy and dice.random() < 0.3:
            self._pump_until(lambda: not self._busy, passing=0.1)
        elif self._page is Page.AWAY and not world.line.cut:
            self._pump_until(lambda: self._page is not Page.AWAY)
        world.read_slips()
        self._look()

    def _look(self) -> None:
        state = self._presenter.state
        if self._ears.complaints:
            self._fail("; ".join(self._ears.complaints))
        if state.page in _TICKET_PAGES and not state.label:
            self._fail(f"{state.page} shows no number")
        refusal = self._presenter._ticketing.refusal
        if isinstance(refusal, _NEVER_REFUSED):
            self._fail(f"a citizen is refused what a page offered him: {refusal!r}")
        if state.page in _TO_A_NUMBER and self._presenter._emergencies.standing:
            self._fail(f"an emergency stands, and {state.page} leads to a number")
        if self._world.printer.reports:
            self._fail(f"the printer: {self._world.printer.reports}")

    def _fail(self, what: str) -> None:
        raise Mischief(f"{what}\nseed {self._seed}; the last steps:\n" + "\n".join(self._last))

    def _note(self, number: int, what: str, more: str) -> None:
        self._last.append(f"{number}: {what} {more}")

    # how it begins and ends

    def _begin(self) -> None:
        self._window.resize(540, 960)
        self._window.show()
        self._world.face.start()
        self._pump_until(lambda: self._page is Page.HOME)

    def _end(self) -> None:
        """Everything is mended, and what is open is settled."""
        world = self._world
        world.mend_store()
        world.mend_printer()
        world.all_clear()
        self._pump_until(lambda: not self._busy, passing=0.1)
        self._pump_until(lambda: self._page is not Page.AWAY)
        self._pump_until(lambda: not self._presenter._ends.open, passing=0.5)
        self.leave()
        world.read_slips()
        world.ledger.came_out(world.printer.hanging)
        self._look()
        events = world.journal()
        self._tickets = sum(event.step == "issue" for event in events)
        wrong = world.ledger.balance(events)
        checked = audit(world.url, "hatinh")
        wrong += [str(finding) for finding in checked.findings]
        if wrong:
            self._fail("\n".join(wrong))

    def _measured(self) -> tuple[float, int]:
        """Megabytes in use, and how many objects the window has."""
        self.leave()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        gc.collect()
        # What the C library keeps for later is no growth; how much it keeps depends on the last minutes.
        _LIBC.malloc_trim(0)
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
        return pages * os.sysconf("SC_PAGESIZE") / 2**20, len(self._window.findChildren(QObject))

    def _pump_until(self, good: Callable[[], bool], *, passing: float = 0.0) -> None:
        """Let the threads work; between two looks `passing` s pass on the clocks, so that patience ends."""
        given_up = time.monotonic() + _GIVE_UP
        while not good():
            if time.monotonic() > given_up:
                self._fail(f"the page stays {self._page}")
            if passing:
                self._world.pass_time(passing)
            QTest.qWait(3)

    def _place(self) -> QPoint:
        return QPoint(self._dice.randrange(self._window.width()), self._dice.randrange(self._window.height()))


@contextmanager
def playing(*, seed: int, folder: Path) -> Iterator[Monkey]:
    """A monkey at a kiosk that runs; there is a QApplication with the house's typefaces."""
    dice, ears = Random(seed), Ears(borne=_BORNE)
    with pytest.MonkeyPatch.context() as patch, ears.open():
        world = World(folder, dice, patch)
        try:
            yield Monkey(world, dice, seed=seed, ears=ears)
        finally:
            world.close()
