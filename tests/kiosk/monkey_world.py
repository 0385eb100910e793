"""All that stands around a monkey's kiosk: printer, scanner, store, the counters, the clock on the wall."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any, Final
from uuid import uuid4

import msgspec
import pytest

from hardware.escpos.conversation import Patience
from hardware.escpos.profile import PAPER_80MM
from hardware.printer import Printer
from hardware.tcp import TcpTransport
from hardware.virtual.ports import PtyPort
from hardware.virtual.printer import VirtualPrinter
from hardware.virtual.scanner import VirtualScanner
from kiosk.face import KioskFace
from kiosk.state import KioskState
from kiosk.window import KioskWindow
from shared.catalogue import read_catalogue
from shared.domain.appointment import Appointment
from shared.domain.counter import CounterState
from shared.domain.errors import Refusal, TooManyNotices
from shared.domain.events import Event
from shared.domain.notices import NoticeKind
from shared.domain.ticket import AT_COUNTER, State, Ticket
from shared.feed import Feed
from shared.founding import found_hall
from shared.hall import Hall
from shared.settings import KioskForm, OnePersonForm, StationForm, read_hall
from tests.conftest import MORNING, SAMPLE, ZONE, FakeClock
from tests.kiosk.fakes import FakeSeconds
from tests.kiosk.frail_line import FrailLine, put_between
from tests.kiosk.paper_ledger import Ledger

STATION: Final = "kiosk-1"
PAGE: Final = "https://example.test/p/"
_ROLL: Final = 80_000.0
_HURRY: Final = Patience(
    before_sending=0.8, connect=0.3, answer=0.15, quiet=0.01, stall=0.2, glance=0.05, late_answer=0.06, proof=0.25
)
#: What a hand or a bad day does to a printer, drawn with the monkey's dice.
_FAULTS: Final[tuple[Callable[[Random], dict[str, Any]], ...]] = (
    lambda dice: {"paper_mm": 0.0},
    lambda dice: {"paper_mm": dice.uniform(1, 100)},
    lambda dice: {"cover_open": True},
    lambda dice: {"cutter_jam": True},
    lambda dice: {"offline": True},
    lambda dice: {"silent": True},
    lambda dice: {"resets": True},
    lambda dice: {"noise": True},
    lambda dice: {"dies_after": dice.randrange(1, 12_000)},
    lambda dice: {"holds_after": dice.randrange(12_000)},
)
_WHOLE: Final[dict[str, Any]] = {
    "paper_mm": _ROLL, "cover_open": False, "cutter_jam": False, "offline": False, "silent": False, "resets": False,
    "noise": False, "dies_after": None, "holds_after": None,
}  # fmt: skip
#: When a day becomes interesting: the doors open, lunch begins and ends, the day ends, and the next begins.
_EDGES: Final = ((6, 59), (7, 29), (11, 29), (12, 59), (13, 29), (16, 59), (23, 59))


class World:
    """Made, it runs. `close` it. The kiosk's window is `window`; what went wrong so far is in `ledger`."""

    def __init__(self, folder: Path, dice: Random, patch: pytest.MonkeyPatch) -> None:
        self._dice = dice
        self.clock = FakeClock()
        self.seconds = FakeSeconds()
        self.ledger = Ledger(PAGE)
        self.line = FrailLine()
        self.faults = 0
        self.steps_elsewhere = 0
        self._day = MORNING.date() - timedelta(days=1)
        self._file = folder / "hall.db"
        self._url = f"sqlite:///{self._file}"
        self._lock: sqlite3.Connection | None = None
        self._found(by_person=dice.random() < 0.5)
        self.hall = Hall(self._url, "hatinh", clock=self.clock)
        self.hall.now()  # its line to the store is its own, and whole
        self.printer = VirtualPrinter()
        self.printer.start()
        self._may_be_off = False
        self._read = 0
        self.scanner = VirtualScanner(PtyPort(folder / "scanner"), baudrate=1_000_000)
        self.scanner.plug()
        self.face = self._kiosk(patch)
        self._new_day()

    def _found(self, *, by_person: bool) -> None:
        form, catalogue = read_hall(SAMPLE / "hall.toml"), read_catalogue(SAMPLE)
        self.by_person = by_person
        form = msgspec.structs.replace(form, one_person=OnePersonForm(on=by_person, per_day=3))
        scarce = set(self._dice.sample([one.code for one in catalogue.services], 12))
        services = tuple(replace(one, quota_per_session=2) if one.code in scarce else one for one in catalogue.services)
        self.services = [one.code for one in services]
        found_hall(self._url, form, replace(catalogue, services=services), clock=self.clock)

    def _kiosk(self, patch: pytest.MonkeyPatch) -> KioskFace:
        ledger = self.ledger

        class WatchedWindow(KioskWindow):
            def show_state(self, state: KioskState) -> None:
                ledger.shown(state)
                super().show_state(state)

        patch.setattr("kiosk.face.KioskWindow", WatchedWindow)
        patch.setattr("shared.store.connection.SQLITE_BUSY_MS", 40)
        patch.setattr("shared.feed.SAFETY_LOOK", 0.1)
        patch.setattr("shared.feed.RETRY", 0.02)
        patch.setattr("shared.ui.worker.RETRY", 0.02)
        put_between(self.line, patch)
        station = StationForm(
            store=self._url,
            hall="hatinh",
            kiosk=KioskForm(name=STATION, ticket_page=PAGE, scanner=self.scanner.url),
        )
        printer = Printer(TcpTransport("127.0.0.1", self.printer.port), PAPER_80MM, patience=_HURRY)
        return KioskFace(station, printer=printer, began=0.0, clock=self.clock, seconds=self.seconds)

    def close(self) -> None:
        self.mend_store()
        self.face.stop()
        self.scanner.unplug()
        self.printer.stop()
        self.hall.close()

    # time

    def pass_time(self, seconds: float) -> None:
        """By all clocks, in a beat of the kiosk."""
        self.seconds.forward(seconds)
        self.clock.forward(seconds=seconds)
        self.face.presenter.tick()

    def jump(self) -> str:
        """To the next edge of the day, or to the next working morning; nobody waits that long before a screen."""
        now = self.clock().astimezone(ZONE)
        hour, minute = self._dice.choice(_EDGES)
        to = now.replace(hour=hour, minute=minute, second=self._dice.randrange(60))
        if to <= now:
            to += timedelta(days=1)
        return self._jump(to)

    def open_again(self) -> str:
        """To a minute of a morning or an afternoon on which numbers are given."""
        to = self.clock().astimezone(ZONE).replace(second=0)
        while to.weekday() >= 5 or not (7 <= to.hour < 11 or 14 <= to.hour < 16):
            to += timedelta(minutes=30)
        return self._jump(to)

    def _jump(self, to: datetime) -> str:
        self.clock.at = to
        self._new_day()
        return f"{to:%d.%m. %H:%M}"

    def _new_day(self) -> None:
        """The booking system sends its table; somebody opens counters."""
        today = self.clock().astimezone(ZONE)
        if self._lock is not None or today.date() == self._day:
            return
        self._day = today.date()
        booked = [
            Appointment(
                code=f"LH-{today:%j}-{number}",
                at=today.replace(hour=9) + timedelta(days=number % 3, minutes=20 * number),
                service=self._dice.choice(self.services),
            )
            for number in range(9)
        ]
        self.appointments = [one.code for one in booked]
        self.hall.import_appointments(booked, command=uuid4(), actor="setup")
        for counter in self._dice.sample(sorted(self.hall.now().counters), 6):
            self.hall.open_counter(counter, command=uuid4(), actor=f"counter-{counter}")

    # the printer and the scanner

    def break_printer(self) -> str:
        self.faults += 1
        if self._dice.random() < 0.15:
            self.printer.stop()
            self._may_be_off = True
            return "off"
        change = self._dice.choice(_FAULTS)(self._dice)
        self._may_be_off |= "dies_after" in change
        self.printer.change(**change)
        return str(change)

    def mend_printer(self) -> str:
        """All of it, as somebody who comes and looks: in the end it is switched off and on."""
        self.printer.change(**_WHOLE)
        if self._may_be_off or self._dice.random() < 0.5:
            self.printer.stop()
            self.printer.start()
        self._may_be_off = False
        return "mended"

    def read_slips(self) -> None:
        """Read what came out since the last time."""
        new = self.printer.cuts - self._read
        self._read += new
        slips = self.printer.slips
        assert new <= len(slips), "slips were lost unread"
        for slip in slips[len(slips) - new :]:
            self.ledger.came_out(slip)

    def code(self) -> str:
        """Something to hold before the scanner."""
        dice = self._dice
        card = f"0001{dice.choice((45, 62, 88, 95))}{dice.randrange(9):06}||Nguyễn Văn Thử|01011950|Nam|Thôn 1|15042021"
        return dice.choice(
            (
                card,
                card,
                dice.choice(self.appointments),
                dice.choice(self.appointments),
                "LH-404-1",
                PAGE + dice.choice([*(one.code for one in self.hall.now().tickets.values()), "nobodys_code"]),
                f"000.00.{dice.randrange(1, 40):02}.H27-261123-{dice.randrange(9999):04}",
                "8938505974194",
                "".join(dice.choices("0123456789|:/-ăđ", k=dice.randrange(1, 200))),
            )
        )

    # the store

    def break_store(self) -> str:
        self.faults += 1
        match self._dice.randrange(4):
            case 0:
                self.line.cut = True
                return "cut"
            case 1 if self._lock is None:
                self._lock = sqlite3.connect(self._file, isolation_level=None, timeout=5)
                self._lock.execute("BEGIN IMMEDIATE")
                return "locked"
        self.line.lose_answers(self._dice.choice((1, 1, 2, 5, 1000)))
        return "loses answers"

    def mend_store(self) -> str:
        self.line.mend()
        if self._lock is not None:
            self._lock.close()
            self._lock = None
        return "mended"

    # the whole hall

    def raise_alarm(self) -> str:
        """Somebody puts up an emergency, which may end by itself."""
        if self._lock is not None:
            return "it cannot be put up now"
        ends = self.clock() + timedelta(seconds=20) if self._dice.random() < 0.3 else None
        try:
            put = self.hall.put_notice(
                NoticeKind.EMERGENCY, "Báo cháy", "Fire alarm", ends_at=ends, command=uuid4(), actor="admin"
            )
        except TooManyNotices:
            return "there are enough"
        return f"emergency {put.id}"

    def all_clear(self) -> str:
        """All of them are taken down."""
        if self._lock is not None:
            return "they cannot be taken down now"
        standing = self.hall.posted().notices
        for one in standing:
            self.hall.take_notice_down(one.id, command=uuid4(), actor="admin")
        return f"{len(standing)} taken down"

    # the counters

    def elsewhere(self) -> str:
        """Something is done at a counter, or not, when the rules say no."""
        if self._lock is not None:
            return "they wait for the store"
        now, dice = self.hall.now(), self._dice
        opened = [one.number for one in now.counters.values() if one.state is CounterState.OPEN]
        counter = dice.choice(opened or sorted(now.counters))
        there = [one for one in now.tickets.values() if one.state in AT_COUNTER and one.counter == counter]
        try:
            return self._verb(counter, there[0] if there else None, list(now.tickets.values()))
        except Refusal as refusal:
            return type(refusal).__name__

    def _verb(self, counter: int, there: Ticket | None, tickets: list[Ticket]) -> str:
        dice, hall, command, actor = self._dice, self.hall, uuid4(), f"counter-{counter}"
        self.steps_elsewhere += 1
        live = [one for one in tickets if one.state in (State.WAITING, State.NO_SHOW, State.PARKED)]
        if there is None:
            if live and dice.random() < 0.2:
                hall.cancel(dice.choice(live).id, command=command, actor=actor)
                return "cancel"
            if dice.random() < 0.1:
                hall.open_counter(counter, command=command, actor=actor)
                return "open"
            hall.call_next(counter, command=command, actor=actor)
            return "call"
        verb = dice.choice((hall.serve, hall.finish, hall.no_show, hall.park, hall.recall, hall.requeue))
        verb(counter, there.id, command=command, actor=actor)
        return verb.__name__

    def journal(self) -> list[Event]:
        """Every row."""
        feed, seq = Feed(self._url, "hatinh"), 0
        events: list[Event] = []
        while page := feed.since(seq):
            events += page
            seq = page[-1].seq
        feed.close()
        return events

    @property
    def url(self) -> str:
        return self._url
