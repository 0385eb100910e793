"""A kiosk killed by SIGKILL at every moment of giving a number, and started again.

    python -m benchmarks kills

The program is the real one in a process of its own; it prints through a wire that is slow enough for moments to
exist, onto a virtual printer. Each killed kiosk is started again, must settle what the dead one left by itself, and
must give the next number at once. Then every ticket and every paper must be accounted for (`benchmarks.accounts`).
Nothing in the program helps: a moment is found from outside, by holding the store's turn, watching its commits and
counting bytes on the wire. `cut` wires lose what was under way, as in a power cut; the others hand it on, as the
system does for a process that was killed.
"""

from __future__ import annotations

import json
import time
from collections import Counter
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from random import Random
from typing import Final

from benchmarks.accounts import TICKET_PAGE, Books, Paper, judge, judge_journal, without_promise
from benchmarks.turn import Turn
from benchmarks.verbs import found
from benchmarks.wire import Wire
from hardware.virtual.condition import Build, ProcessIds
from hardware.virtual.printer import VirtualPrinter
from shared.demo.place import write_settings
from shared.demo.stations import Rehearsed
from shared.domain.events import PrintJob, PrintState
from shared.hall import Hall
from shared.store.hall_store import HallStore

_AGENCY, _SERVICE = "VP", "VP01"
_STATION: Final = "kiosk-1"
_LINE: Final = 60_000.0  # bytes a second: a quarter of a second for a slip
_MOTOR: Final = 400.0  # mm a second
_SLIP_BEGUN: Final = 200  # bytes: more than all questions before a slip together
_POWER_CUTS: Final = 0.6  # of the kills: the wire is parted, too
_LONG: Final = 20.0  # s in which anything that comes at all has come


class Moment(Enum):
    """When the kiosk died, by what it left."""

    BEFORE_COMMIT = "before the commit"
    AFTER_COMMIT = "after the commit"
    MID_PRINT = "in mid-print"
    BEFORE_CONFIRM = "before the end is told"
    AFTER_CONFIRM = "too late: all was told"


class Aim(Enum):
    """What is aimed at. SETTLING: after the commit, and the next kiosk once more while it settles that."""

    BEFORE_COMMIT = "before the commit"
    AFTER_COMMIT = "after the commit"
    MID_PRINT = "in mid-print"
    BEFORE_CONFIRM = "before the end is told"
    SETTLING = "while it settles"
    ANY = "any moment"


@dataclass(slots=True, kw_only=True)
class Toll:
    """What the kills came to. `wrong` is empty when all is well; `next_ms` from the restart to the next number's
    slip."""

    hits: Counter[Moment] = field(default_factory=Counter)
    kills: int = 0
    tickets: int = 0
    slips: int = 0
    scraps: int = 0
    states: Counter[PrintState] = field(default_factory=Counter)
    next_ms: list[float] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)


class Campaign:
    """One hall, one printer, and one kiosk after the other."""

    def __init__(self, url: str, folder: Path, *, seed: int) -> None:
        self._url, self._folder = url, folder
        self._chance = Random(seed)
        self._toll = Toll()
        self._rounds = 0
        self._hall: Hall = found(url)
        self._turn = Turn(url)
        self._store = HallStore(url, self._hall.id)
        self._books = Books()

    def run(self, kills: int) -> Toll:
        """Kill at least so many kiosks, each aim in turn; the toll."""
        ids = self._chance.choice((ProcessIds.IGNORED, ProcessIds.RETURNED))
        with VirtualPrinter(build=Build(mm_per_second=_MOTOR, process_ids=ids)) as printer:
            self._printer, self._paper = printer, Paper(printer)
            self._wire = Wire(printer.port, bytes_per_second=_LINE)
            settings = write_settings(
                self._folder, store=self._url, hall=self._hall.id, printer=self._wire.url, counter=1
            )
            text = settings.read_text(encoding="utf-8")
            page = f'[kiosk]\nticket_page = "{TICKET_PAGE}"'
            settings.write_text(text.replace("[kiosk]", page), encoding="utf-8")
            self._settings = settings
            try:
                self._kill_on(kills)
            finally:
                self._wire.close()
                self._turn.close()
                self._store.close()
                self._hall.close()
        return self._toll

    def _kill_on(self, kills: int) -> None:
        self._start()
        self._next_number()
        self._whole = without_promise(self._paper.pieces[0], self._read())
        self._length = self._wire.passed
        while self._toll.kills < kills and not self._toll.wrong:
            for aim in Aim:
                self._round(aim)
            self._rounds += 1
        self._kiosk.end()
        self._sum_up()

    def _round(self, aim: Aim) -> None:
        """From the first page to a dead kiosk, to one that has settled everything and given the next number."""
        self._go_to_confirm()
        known = set(self._read().jobs)
        self._aim(aim)
        self._dead(known)
        if aim is Aim.SETTLING:
            self._start()
            self._wire.wait_passed(self._chance.randrange(1, self._length), within=1.5)
            self._kiosk.kill()
            self._dead(known, again=True)
        self._start()
        self._next_number()
        self._settled(aim)

    # killing

    def _aim(self, aim: Aim) -> None:
        chance, seq = self._chance, self._turn.number()
        # Every other round hits for certain what it aims at, the rest goes for the edges.
        certain = self._rounds % 2 == 0
        mute = _SLIP_BEGUN if aim is Aim.BEFORE_CONFIRM and certain else None
        self._wire.reset(muted_from=mute)
        cuts = self._printer.cuts
        if aim is Aim.BEFORE_COMMIT and certain:
            with self._turn.held():
                self._tap_and_kill(chance.uniform(0.005, 0.06))
            return
        if aim is Aim.BEFORE_COMMIT:
            self._tap_and_kill(chance.uniform(0.0, 0.008))
            return
        self._touch("take-number")
        match aim:
            case Aim.AFTER_COMMIT | Aim.SETTLING:
                self._turn.wait_commit(seq)
                time.sleep(0.0 if certain else chance.uniform(0.0, 0.02))
            case Aim.MID_PRINT:
                last = self._length // 2 if certain else self._length - _SLIP_BEGUN
                self._wire.wait_passed(chance.randrange(_SLIP_BEGUN, last), within=_LONG)
            case Aim.BEFORE_CONFIRM:
                self._wait_cut(cuts)
                time.sleep(chance.uniform(0.0, 0.003 if mute is None else 0.06))
            case _:
                time.sleep(chance.uniform(0.0, 0.9))
        self._kiosk.kill()

    def _tap_and_kill(self, after: float) -> None:
        self._touch("take-number")
        time.sleep(after)
        self._kiosk.kill()

    def _touch(self, name: str) -> None:
        """As `tap`, without waiting for what comes of it."""
        self._kiosk.send(json.dumps({"do": "tap", "name": name}))

    def _wait_cut(self, cuts: int) -> None:
        end = time.monotonic() + _LONG
        while self._printer.cuts == cuts and time.monotonic() < end:
            time.sleep(0.0005)

    def _dead(self, known: set[int], *, again: bool = False) -> None:
        cut = self._printer.cuts > len(self._paper.pieces)
        passed = self._wire.passed
        if self._chance.random() < _POWER_CUTS:
            self._wire.cut()
        self._kiosk.end()
        self._toll.kills += 1
        if not again:
            new = [job for number, job in self._read().jobs.items() if number not in known]
            self._toll.hits[_moment(new, passed=passed, cut=cut)] += 1

    # living

    def _start(self) -> None:
        self._began = time.monotonic()
        self._wire.reset()
        self._kiosk = Rehearsed("kiosk", settings=self._settings, size="1080x1920", log=self._folder / "log")

    def _go_to_confirm(self) -> None:
        self._kiosk.wait(page="home", connected=True, within=_LONG)
        self._kiosk.tap(f"agency-{_AGENCY}")
        self._kiosk.wait(page="agency")
        self._kiosk.tap(f"field-{_SERVICE}")
        self._kiosk.wait(page="confirm")

    def _next_number(self) -> None:
        self._go_to_confirm()
        self._kiosk.tap("take-number")
        label = self._kiosk.wait(page="done", within=_LONG)["label"]
        self._toll.next_ms.append((time.monotonic() - self._began) * 1e3)
        last = list(self._read().tickets.values())[-1].label
        if label != last:
            self._toll.wrong.append(f"the kiosk shows {label}, the last ticket is {last}")
        self._kiosk.tap("home")
        self._paper.look()

    def _settled(self, aim: Aim) -> None:
        """Everything is accounted for, soon after the restart."""
        end = time.monotonic() + _LONG
        while self._hall.unfinished_jobs(_STATION) and time.monotonic() < end:
            time.sleep(0.01)
        self._paper.look()
        wrong = judge(self._read(), self._paper.pieces, whole=self._whole)
        self._toll.wrong += [f"killed {aim.value}, kill {self._toll.kills}: {one}" for one in wrong]

    def _read(self) -> Books:
        self._books.read_on(self._store, station=_STATION)
        return self._books

    def _sum_up(self) -> None:
        books, toll = self._read(), self._toll
        toll.wrong += judge_journal(self._url, self._hall)
        log = (self._folder / "log").read_text(encoding="utf-8")
        toll.wrong += [f"the kiosk's log: {line}" for line in log.splitlines() if "CRITICAL" in line or "Error" in line]
        toll.tickets = len(books.tickets)
        toll.slips = sum(bool(one.codes) for one in self._paper.pieces)
        toll.scraps = sum(not one.codes and not one.blank for one in self._paper.pieces)
        toll.states.update(one.state for one in books.jobs.values())


def _moment(new: list[PrintJob], *, passed: int, cut: bool) -> Moment:
    """Which moment it was, by the print job the dead kiosk left, if any."""
    if not new:
        return Moment.BEFORE_COMMIT
    (job,) = new
    if job.state is PrintState.PENDING:
        return Moment.AFTER_COMMIT
    if job.state is not PrintState.SENDING:
        return Moment.AFTER_CONFIRM
    if cut:
        return Moment.BEFORE_CONFIRM
    return Moment.MID_PRINT if passed > _SLIP_BEGUN else Moment.AFTER_COMMIT
