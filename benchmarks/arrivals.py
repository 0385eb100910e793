"""People who come to one kiosk of the morning, in a process of its own; killed and started again it asks once more what
it had asked, and goes on with the next.

    python -m benchmarks.arrivals URL HALL KIOSK PEOPLE --clock BEGAN BASE SPEED --seconds N --ledger FILE --services …
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from benchmarks.officer import clock_of
from benchmarks.race import Ledger, entries
from shared.domain.errors import Outage
from shared.domain.events import PrintState
from shared.hall import Hall
from shared.issuing import Wish


def main() -> int:
    """Give every number this kiosk is to give."""
    parser = argparse.ArgumentParser()
    parser.add_argument("url")
    parser.add_argument("hall")
    parser.add_argument("kiosk")
    parser.add_argument("people", type=int)
    parser.add_argument("--clock", type=float, nargs=3, required=True)
    parser.add_argument("--seconds", type=float, required=True)
    parser.add_argument("--ledger", type=Path, required=True)
    parser.add_argument("--services", nargs="+", required=True)
    asked = parser.parse_args()
    chance = random.Random(asked.kiosk)
    # Half of them in the first third of the morning.
    moments = sorted(asked.seconds * chance.random() ** 1.6 for _ in range(asked.people))
    wishes = [
        Wish(
            service=chance.choice(asked.services),
            priority="elderly" if chance.random() < 0.15 else "normal",
            language="en" if chance.random() < 0.05 else "vi",
        )
        for _ in moments
    ]
    began, _, speed = asked.clock
    hall = Hall(asked.url, asked.hall, clock=clock_of(*asked.clock))
    ledger = Ledger(asked.ledger)
    open_question = ledger.open_question()
    done = sum(1 for line in entries(asked.ledger) if "told" in line)
    for n in range(done, asked.people):
        command = UUID(open_question["ask"]) if open_question else uuid4()
        open_question = None
        time.sleep(max(0.0, began + moments[n] / speed - time.time()))
        ledger.asks(command)
        issued = insist(partial(hall.issue_for, wishes[n], command=command, actor=asked.kiosk))
        ledger.told(command, label=issued.ticket.label)
        print_all(hall, asked.kiosk)
    hall.close()
    return 0


def print_all(hall: Hall, kiosk: str) -> None:
    """Every slip this kiosk owes, also those it owed when it died."""
    for job in insist(lambda: hall.unfinished_jobs(kiosk)):
        if job.state is PrintState.PENDING:
            insist(partial(hall.start_print, job.id, command=uuid4(), actor=kiosk))
        insist(partial(hall.end_print, job.id, PrintState.PRINTED, command=uuid4(), actor=kiosk))


def insist(verb: Any) -> Any:
    """Ask until the store answers."""
    while True:
        try:
            return verb()
        except Outage:
            time.sleep(0.2)


if __name__ == "__main__":
    sys.exit(main())
