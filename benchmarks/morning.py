"""A morning: 40 counters and 4 kiosks, 700 numbers from 07:30 to 11:30 played sixty times as fast on PostgreSQL, with
desks and kiosks killed at random and the store restarted in the middle.

Afterwards the journal must account for everything: no number twice and none lost, every call explained by the rules of
the hall, nobody passed without a reason.
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Final
from uuid import uuid4

from benchmarks.officer import clock_of, morning_of
from benchmarks.race import entries
from benchmarks.spread import p95
from shared.catalogue import read_catalogue
from shared.domain.roles import Role, Staff
from shared.domain.ticket import LIVE, State, Step, Ticket
from shared.explaining import review
from shared.founding import SAMPLE_HALL, found_hall, open_all_day
from shared.hall import Hall
from shared.settings import read_hall
from shared.store.audit import audit
from tests.postgres import PostgresServer

TICKETS: Final = 700
COUNTERS: Final = 40
KIOSKS: Final = 4
SPEED: Final = 60.0
_MORNING: Final = 4 * 3600.0  # s of the hall's clock
_PIN: Final = "271828"
_DRAIN: Final = 150.0  # s
_LATE: Final = 240.0  # s: a kiosk that was killed gives what it owes
_KILL_EVERY: Final = 2.5  # s


@dataclass(slots=True, kw_only=True)
class Morning:
    """What it came to. `wrong` is empty when all is well."""

    tickets: int = 0
    events: int = 0
    calls: int = 0
    out_of_order: int = 0
    kills: int = 0
    steps: Counter[str] = field(default_factory=Counter)
    states: Counter[str] = field(default_factory=Counter)
    call_median_ms: float = 0.0
    call_p95_ms: float = 0.0
    seconds: float = 0.0
    wrong: list[str] = field(default_factory=list)


class _Play:
    def __init__(self, server: PostgresServer, url: str, folder: Path, *, seed: int) -> None:
        self._server, self._url, self._folder = server, url, folder
        self._chance = random.Random(seed)
        self._stop, self._shut = folder / "stop", folder / "shut"
        self._running: dict[str, subprocess.Popen[bytes]] = {}
        self._commands: dict[str, list[str]] = {}
        self._morning = Morning()

    def run(self) -> Morning:
        began = time.monotonic()
        self._found()
        for name in self._commands:
            self._start(name)
        try:
            self._play()
        finally:
            for one in self._running.values():
                one.kill()
                one.wait()
        self._judge()
        self._morning.seconds = time.monotonic() - began
        return self._morning

    def _found(self) -> None:
        form = open_all_day(read_hall(SAMPLE_HALL / "hall.toml"))
        catalogue = read_catalogue(SAMPLE_HALL)
        self._began = time.time() + 12.0  # when the last of 44 programs is up
        base = morning_of(form)
        when = [str(self._began), str(base), str(SPEED)]
        self._clock = clock_of(self._began, base, SPEED)
        found_hall(self._url, form, catalogue, clock=self._clock)
        self._hall_id = form.id
        hall = Hall(self._url, form.id, clock=self._clock)
        numbers = [one.number for one in catalogue.counters][:COUNTERS]
        profiles = {one.number: hall.reference().profile(one.profile).services for one in catalogue.counters}
        # As many come for a counter as for any other, whatever it serves.
        served = [self._chance.choice(profiles[number]) for number in numbers for _ in range(8)]
        for number in numbers:
            one = Staff(code=f"cb{number:02}", name=f"Cán bộ {number}", role=Role.OFFICER)
            hall.put_staff(one, _PIN, command=uuid4(), actor="console")
        hall.close()
        for number in numbers:
            self._commands[f"counter-{number}"] = [
                "benchmarks.officer", self._url, form.id, str(number), f"cb{number:02}", _PIN,
                "--clock", *when, "--seed", str(number), "--stop", str(self._stop),
                "--report", str(self._folder / f"counter-{number}.json"),
            ]  # fmt: skip
        for number in range(1, KIOSKS + 1):
            (self._folder / f"kiosk-{number}").touch()
            self._commands[f"kiosk-{number}"] = [
                "benchmarks.arrivals", self._url, form.id, f"kiosk-{number}", str(TICKETS // KIOSKS),
                "--clock", *when, "--seconds", str(_MORNING), "--ledger", str(self._folder / f"kiosk-{number}"),
                "--services", *served,
            ]  # fmt: skip

    def _start(self, name: str) -> None:
        log = (self._folder / f"{name}.log").open("ab")
        self._running[name] = subprocess.Popen(
            # Forty desks have forty machines; here they must leave something of this one to kiosks and store.
            [*(("nice",) if name.startswith("counter") else ()), sys.executable, "-m", *self._commands[name]],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
        )
        log.close()

    def _play(self) -> None:
        length = _MORNING / SPEED
        restarted = False
        next_kill = self._began + 2.0
        while (passed := time.time() - self._began) < length:
            time.sleep(0.1)
            if not restarted and passed > length / 2:
                restarted = True
                self._server.stop()
                time.sleep(1.5)
                self._server.start()
            if time.time() > next_kill:
                next_kill += _KILL_EVERY
                self._kill_one()
        self._drain()

    def _kill_one(self) -> None:
        name = self._chance.choice([one for one, process in self._running.items() if process.poll() is None])
        self._running[name].kill()
        self._running[name].wait()
        self._morning.kills += 1
        self._start(name)

    def _drain(self) -> None:
        """Nobody comes any more; the officers see the line out and go home."""
        for name, process in self._running.items():
            if name.startswith("kiosk") and process.wait(_LATE):
                self._morning.wrong.append(f"{name} ended with {process.returncode}")
        hall = Hall(self._url, self._hall_id, clock=self._clock)
        until = time.monotonic() + _DRAIN
        while _to_care_for(hall.now().tickets.values()) and time.monotonic() < until:
            time.sleep(0.5)  # whoever is served may yet be sent on
        self._stop.touch()
        while any(one.poll() is None for one in self._running.values()) and time.monotonic() < until + 30:
            time.sleep(0.2)
        left = [name for name, one in self._running.items() if one.poll() is None]
        if left:
            self._morning.wrong.append(f"did not end: {left}")
        hall.close()

    def _judge(self) -> None:
        found = self._morning
        checked = audit(self._url, self._hall_id)
        found.wrong += [f"row {one.seq}: {one.what}" for one in checked.findings]
        found.events = checked.events
        hall = Hall(self._url, self._hall_id, clock=self._clock)
        reference, today = hall.reference(), hall.now().day
        rows = hall.day_until(today, checked.events)
        judged = review(rows, reference)
        found.calls, found.out_of_order = judged.judged, judged.out_of_order
        found.wrong += [f"row {one.call.seq}: {one.ticket.label} was called, unexplained" for one in judged.unexplained]
        found.steps = Counter(str(event.step) for event in rows)
        last = {event.ticket.id: event.ticket for event in rows if event.ticket is not None}
        for event in rows:
            last.update({one.id: one for one in event.moved})
        found.tickets = len(last)
        found.states = Counter(str(one.state) for one in last.values())
        if found.tickets != TICKETS:
            found.wrong.append(f"{found.tickets} numbers were given, {TICKETS} people came")
        lost = _to_care_for(last.values())
        if lost:
            found.wrong.append(f"nobody cared for {lost}")
        self._compare_paper(rows_issued={e.command.hex for e in rows if e.step is Step.ISSUE})
        hall.close()
        self._times()

    def _compare_paper(self, rows_issued: set[str]) -> None:
        """What the kiosks were told is what the journal says."""
        told: set[str] = set()
        for number in range(1, KIOSKS + 1):
            told |= {
                line["told"] for line in entries(self._folder / f"kiosk-{number}") if "told" in line and "label" in line
            }
        if told != rows_issued:
            self._morning.wrong.append(f"{len(told ^ rows_issued)} numbers stand with a kiosk or in the journal alone")

    def _times(self) -> None:
        took: list[float] = []
        for report in self._folder.glob("counter-*.json"):
            took += json.loads(report.read_text(encoding="utf-8"))["calls_ms"]
        if len(took) >= 20:
            self._morning.call_median_ms, self._morning.call_p95_ms = median(took), p95(took)


def _to_care_for(tickets: Iterable[Ticket]) -> list[str]:
    """Whose visit is not over. Who was set aside may come back or not."""
    return [one.label for one in tickets if one.state in LIVE and one.state is not State.PARKED]


def play(server: PostgresServer, url: str, folder: Path, *, seed: int = 1) -> Morning:
    """One morning in an empty store."""
    return _Play(server, url, folder, seed=seed).run()
