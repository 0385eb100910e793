"""The race: many processes issue and call on one hall while one of them is killed every tenth of a second.

    python -m benchmarks.race URL FOLDER --tickets 2000 --issuers 8 --callers 8 --kill-every 0.1

Each process writes a ledger: the command before it acts, the answer after. Killed between the two it is started
again and asks the same command again, as a kiosk or a counter does. Afterwards ledgers, journal and tables must tell
one story: no number twice, no gap in a series, no ticket called twice or lost, no command done twice, and a reader
that followed the journal all the while saw 1, 2, 3, … without a hole.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import random
import signal
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any, Final
from uuid import UUID, uuid4

from shared.catalogue import read_catalogue
from shared.domain.errors import NobodyWaiting, Outage
from shared.domain.ticket import State, Step, Ticket
from shared.feed import Feed
from shared.founding import SAMPLE_HALL, found_hall, open_all_day
from shared.hall import Hall
from shared.settings import read_hall
from shared.store.audit import audit
from shared.store.hall_store import HallStore

_FORK: Final = multiprocessing.get_context("fork")  # a new process in milliseconds: it only inherits the imports
_DEADLINE: Final = 600.0  # s
_RETRY: Final = 0.05  # s
_LOOK: Final = 1.0  # s between two looks how far it is


@dataclass(slots=True, kw_only=True)
class Verdict:
    """What the race showed. `wrong` is empty when all is well."""

    tickets: int
    events: int
    kills: int
    asked_again: int
    seconds: float
    wrong: list[str] = field(default_factory=list)


class Ledger:
    """What one process asked and what it was told; survives its death."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file = path.open("a", encoding="utf-8")

    def open_question(self) -> dict[str, Any] | None:
        """The last command that has no answer yet."""
        last: dict[str, Any] | None = None
        for line in entries(self._path):
            last = line if "ask" in line else None
        return last

    def asks(self, command: UUID, **what: Any) -> None:
        self._write({"ask": command.hex, **what})

    def told(self, command: UUID, **what: Any) -> None:
        self._write({"told": command.hex, **what})

    def _write(self, line: dict[str, Any]) -> None:
        self._file.write(json.dumps(line) + "\n")
        self._file.flush()


def entries(path: Path) -> Iterator[dict[str, Any]]:
    """The whole lines of a ledger; a kill may have cut the last one."""
    for line in path.read_text(encoding="utf-8").splitlines():
        try:
            yield json.loads(line)
        except json.JSONDecodeError:
            continue


class Worker:
    """A kiosk or a counter without a window."""

    def __init__(self, url: str, hall_id: str, ledger: Path) -> None:
        self._hall = Hall(url, hall_id)
        self._ledger = Ledger(ledger)

    def settle(self) -> None:
        """Ask again what was asked and not answered."""
        question = self._ledger.open_question()
        if question is not None:
            self._ask(UUID(question["ask"]), question["verb"], question["with"], again=True)

    def issue(self, services: list[str], stop: Path) -> None:
        chance = random.Random(os.getpid())
        while not stop.exists():
            self._ask(uuid4(), "issue", {"service": chance.choice(services)})

    def call(self, counter: int, done: Path) -> None:
        while not done.exists():
            here = self._hall.now().at_counter(counter)
            if not here:
                if self._ask(uuid4(), "call_next", {"counter": counter}) is None:
                    time.sleep(_RETRY)
                continue
            verb = "serve" if here[0].state is State.CALLED else "finish"
            self._ask(uuid4(), verb, {"counter": counter, "ticket": here[0].id})

    def _ask(self, command: UUID, verb: str, details: dict[str, Any], *, again: bool = False) -> Ticket | None:
        self._ledger.asks(command, verb=verb, **{"with": details})
        while True:
            try:
                answer: Any = getattr(self._hall, verb)(**details, command=command, actor=f"race-{os.getpid()}")
            except NobodyWaiting:
                self._ledger.told(command, refused=True)
                return None
            except Outage:
                time.sleep(_RETRY)
                continue
            ticket: Ticket = answer.ticket if verb == "issue" else answer
            self._ledger.told(command, label=ticket.label, ticket=ticket.id, again=again)
            return ticket


def issuer(url: str, hall_id: str, ledger: Path, services: list[str], stop: Path) -> None:
    worker = Worker(url, hall_id, ledger)
    worker.settle()
    worker.issue(services, stop)


def caller(url: str, hall_id: str, ledger: Path, counter: int, done: Path) -> None:
    worker = Worker(url, hall_id, ledger)
    worker.settle()
    worker.call(counter, done)


def reader(url: str, hall_id: str, report: Path, done: Path) -> None:
    """Follow the journal while it is written; note the first hole."""
    feed = Feed(url, hall_id)
    seen = 0
    wrong = ""
    while not wrong:
        page = feed.since(seen)
        for event in page:
            if event.seq != seen + 1:
                wrong = f"the reader saw {event.seq} after {seen}"
            seen = event.seq
        if not page:
            if done.exists():
                break
            time.sleep(0.001)
    report.write_text(json.dumps({"seen": seen, "wrong": wrong}))
    feed.close()


class Race:
    """Starts the processes, kills them, starts them again, and judges what is left."""

    def __init__(self, url: str, folder: Path, *, tickets: int, issuers: int, callers: int, kill_every: float) -> None:
        self._url, self._folder, self._tickets, self._kill_every = url, folder, tickets, kill_every
        self._stop, self._done = folder / "stop", folder / "done"
        self._started: dict[str, BaseProcess] = {}
        self._kills = 0
        form = open_all_day(read_hall(SAMPLE_HALL / "hall.toml"))
        catalogue = read_catalogue(SAMPLE_HALL)
        found_hall(url, form, catalogue)
        self._hall_id = form.id
        # The counters of the largest agency serve mostly the same fields: they race for the same people.
        profiles = {one.code: one for one in catalogue.profiles}
        land = [one.number for one in catalogue.counters if one.profile.startswith("NM")][:callers]
        self._counters = land
        served = [set(profiles[one.profile].services) for one in catalogue.counters if one.number in land]
        self._services = sorted(set.union(*served))[:12]
        self._jobs: dict[str, tuple[Any, tuple[Any, ...]]] = {}
        for n in range(issuers):
            name = f"issuer-{n}"
            self._jobs[name] = (issuer, (url, self._hall_id, folder / name, self._services, self._stop))
        for counter in self._counters:
            name = f"caller-{counter}"
            self._jobs[name] = (caller, (url, self._hall_id, folder / name, counter, self._done))

    def run(self) -> Verdict:
        began = time.monotonic()
        self._open_counters()
        watch = _FORK.Process(target=reader, args=(self._url, self._hall_id, self._folder / "reader", self._done))
        watch.start()
        for name in self._jobs:
            (self._folder / name).touch()
            self._start(name)
        chance = random.Random(1)
        store = HallStore(self._url, self._hall_id)
        looked, due = 0.0, began
        while time.monotonic() - began < _DEADLINE:
            due += self._kill_every
            time.sleep(max(0.0, due - time.monotonic()))
            self._kill_one(chance)
            if time.monotonic() - looked < _LOOK:
                continue
            looked = time.monotonic()
            issued, waiting = self._so_far(store)
            if issued >= self._tickets:
                self._stop.touch()
                if waiting == 0:
                    break
        store.close()
        self._done.touch()
        for process in self._started.values():
            process.join(20)
        watch.join(60)
        return self._judge(time.monotonic() - began)

    def _start(self, name: str) -> None:
        target, arguments = self._jobs[name]
        process = _FORK.Process(target=target, args=arguments, name=name)
        process.start()
        self._started[name] = process

    def _kill_one(self, chance: random.Random) -> None:
        name = chance.choice(sorted(self._started))
        process = self._started[name]
        if process.is_alive() and process.pid is not None:
            os.kill(process.pid, signal.SIGKILL)
            process.join()
            self._kills += 1
        if name.startswith("caller") or not self._stop.exists():
            self._start(name)

    def _open_counters(self) -> None:
        hall = Hall(self._url, self._hall_id)
        for counter in self._counters:
            hall.open_counter(counter, command=uuid4(), actor="race")
        hall.close()

    def _so_far(self, store: HallStore) -> tuple[int, int]:
        now = store.now()
        store.close()
        busy = sum(one.state in (State.WAITING, State.CALLED, State.SERVING) for one in now.tickets.values())
        issued = sum(
            "told" in line and "label" in line
            for n in self._jobs
            if n.startswith("issuer")
            for line in entries(self._folder / n)
        )
        return issued, busy

    def _judge(self, seconds: float) -> Verdict:
        checked = audit(self._url, self._hall_id)
        wrong = [f"{finding.seq}: {finding.what}" for finding in checked.findings]
        watched = json.loads((self._folder / "reader").read_text())
        if watched["wrong"] or watched["seen"] != checked.events:
            wrong.append(f"reader: {watched}, journal: {checked.events}")
        again = self._judge_ledgers(wrong)
        if checked.issued < self._tickets:
            wrong.append(f"only {checked.issued} tickets were issued in time")
        return Verdict(
            tickets=checked.issued,
            events=checked.events,
            kills=self._kills,
            asked_again=again,
            seconds=seconds,
            wrong=wrong,
        )

    def _judge_ledgers(self, wrong: list[str]) -> int:
        """Hold every answer that was given against the journal."""
        store = HallStore(self._url, self._hall_id)
        journal: dict[str, tuple[str, Any]] = {}
        calls: Counter[int] = Counter()
        ended: dict[int, State] = {}
        seq = 0
        while page := store.since(seq):
            seq = page[-1].seq
            for event in page:
                if event.ticket is not None:
                    journal[event.command.hex] = (event.ticket.label, event.step)
                    calls[event.ticket.id] += event.step is Step.CALL
                    ended[event.ticket.id] = event.ticket.state
        store.close()
        wrong += [f"ticket {ticket} was called {times} times" for ticket, times in calls.items() if times != 1]
        wrong += [f"ticket {ticket} ended {state}" for ticket, state in ended.items() if state is not State.SERVED]
        again = 0
        for name in self._jobs:
            for line in entries(self._folder / name):
                if "label" in line:
                    again += line["again"]
                    told = journal.get(line["told"])
                    if told is None or told[0] != line["label"]:
                        wrong.append(f"{name} was told {line['label']}, the journal says {told}")
        return again


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("url")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--tickets", type=int, default=2000)
    parser.add_argument("--issuers", type=int, default=8)
    parser.add_argument("--callers", type=int, default=8)
    parser.add_argument("--kill-every", type=float, default=0.1)
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    race = Race(
        options.url,
        options.folder,
        tickets=options.tickets,
        issuers=options.issuers,
        callers=options.callers,
        kill_every=options.kill_every,
    )
    verdict = race.run()
    json.dump(asdict(verdict), sys.stdout)
    return 1 if verdict.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
