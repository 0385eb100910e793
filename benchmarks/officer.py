"""An officer at a desk without a window, in a process of its own: the real presenter, worker and feed.

    python -m benchmarks.officer URL HALL COUNTER STAFF PIN --clock BEGAN BASE SPEED --seed N --stop FILE --report FILE

The officer logs in, opens, calls, serves, finishes; now and then somebody does not come, is set aside, sent on or put
back, and now and then the officer pauses. What the desk offers decides what is done: nothing is asked of the hall past
the presenter. Ends when FILE appears and nobody is at the counter.
"""

from __future__ import annotations

import argparse
import json
import random
import signal
import sys
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Slot

from counter.acts import Act
from counter.presenter import DeskPresenter
from counter.situation import Page
from counter.state import DeskState
from shared.feed import Feed
from shared.hall import Hall
from shared.settings import HallForm
from shared.ui.bridge import FeedBridge
from shared.ui.worker import HallWorker

_LOOK_MS: Final = 200
_TICK: Final = 5  # looks: a desk ticks once a second
_LONG_MINUTES: Final = 20.0


def clock_of(began: float, base: float, speed: float) -> Callable[[], datetime]:
    """The hall's clock: `base` (s since 1970) when this machine's was `began`, running `speed` times as fast."""
    start = datetime.fromtimestamp(base).astimezone()
    return lambda: start + timedelta(seconds=(time.time() - began) * speed)


def morning_of(form: HallForm) -> float:
    """07:30 of today where the hall is, in s since 1970: a board on this machine's clock must see the same day."""
    today = datetime.now(ZoneInfo(form.time_zone))
    return today.replace(hour=7, minute=30, second=0, microsecond=0).timestamp()


class Officer(QObject):
    """Looks at the desk some times a second and does what an officer would."""

    def __init__(self, presenter: DeskPresenter, *, asked: argparse.Namespace, quit_: Callable[[], None]) -> None:
        super().__init__()
        self._presenter = presenter
        self._asked = asked
        self._quit = quit_
        self._chance = random.Random(asked.seed)
        self._clock = clock_of(*asked.clock)
        self._due: tuple[object, datetime] | None = None
        self._pressed = 0.0
        self._looks = asked.seed
        self.calls_ms: list[float] = []
        self._look = QTimer(self)
        self._look.setInterval(_LOOK_MS)
        self._look.timeout.connect(self._turn)
        self._look.start()

    def shown(self, state: DeskState) -> None:
        """The desk shows something new: perhaps the number that was called."""
        if self._pressed and state.visit is not None and not state.visit.serving and not state.busy:
            self.calls_ms.append(1e3 * (time.perf_counter() - self._pressed))
            self._pressed = 0.0

    @Slot(object)
    def hear(self, told: Any) -> None:
        """The feed has something."""
        self._presenter.told(told)

    @Slot()
    def _turn(self) -> None:
        self._looks += 1
        if self._looks % _TICK == 0:
            self._presenter.tick()
        state = self._presenter.state
        if state.gate is not None:
            self._log_in(state)
            return
        if state.notice is not None and state.notice.retry is not None:
            self._presenter.act(Act.RETRY)
            return
        if state.busy or not state.header.connected:
            return
        ending = self._asked.stop.exists()
        match state.page:
            case Page.CLOSED if not ending:
                self._presenter.act(Act.OPEN)
            case Page.PAUSED:
                self._after("pause", 4.0, lambda: self._presenter.act(Act.OPEN))
            case Page.IDLE:
                self._idle(state, ending=ending)
            case Page.CALLED:
                self._after(("called", state.current), 0.6, self._comes_or_not)
            case Page.SERVING:
                self._after(("serving", state.current), self._visit_minutes(state.current), self._ends)
            case Page.CLOSED if ending:
                self._quit()

    def _log_in(self, state: DeskState) -> None:
        if self._asked.stop.exists() and state.current is None:
            self._quit()
        elif not state.busy:
            self._presenter.log_in(self._asked.staff, self._asked.pin, take_over=True)

    def _idle(self, state: DeskState, *, ending: bool) -> None:
        back = [*state.parked.rows, *state.absent.rows]
        if back and self._chance.random() < 0.02:
            self._presenter.call(self._chance.choice(back).ticket)
        elif state.waiting.rows:
            if self._chance.random() < 0.01:
                self._presenter.pause_for("break")
                return
            self._pressed = time.perf_counter()
            self._presenter.act(Act.CALL_NEXT)
        elif ending:
            self._presenter.act(Act.CLOSE)

    def _comes_or_not(self) -> None:
        roll = self._chance.random()
        if roll < 0.06:
            self._presenter.act(Act.NO_SHOW)
        elif roll < 0.10:
            self._presenter.act(Act.RECALL)
        elif roll < 0.12 and self._may(Act.REQUEUE):
            self._presenter.act(Act.REQUEUE)
        else:
            self._presenter.act(Act.SERVE)

    def _ends(self) -> None:
        roll = self._chance.random()
        if roll < 0.04 and self._may(Act.PARK):
            self._park()
        elif roll < 0.10:
            self._send_on()
        else:
            self._presenter.act(Act.FINISH)

    def _park(self) -> None:
        self._presenter.act(Act.PARK)

    def _send_on(self) -> None:
        """To another field of the hall; the chooser says which there are."""
        self._presenter.act(Act.TRANSFER)
        chooser = self._presenter.state.chooser
        fields = [one.key for group in chooser.groups for one in group.choices] if chooser else []
        if fields:
            self._presenter.transfer_to(self._chance.choice(fields))
        else:
            self._presenter.dismiss()
            self._presenter.act(Act.FINISH)

    def _may(self, act: Act) -> bool:
        return any(one.act is act and one.enabled for one in self._presenter.state.visit_actions)

    def _visit_minutes(self, label: str | None) -> float:
        """The same length for the same visit, however often one looks."""
        own = random.Random(f"{self._asked.seed}/{label}")
        return min(_LONG_MINUTES, own.lognormvariate(1.5, 0.7))

    def _after(self, what: object, minutes: float, do: Callable[[], None]) -> None:
        now = self._clock()
        if self._due is None or self._due[0] != what:
            self._due = (what, now + timedelta(minutes=minutes))
        elif now >= self._due[1]:
            self._due = None
            do()

    def stop(self) -> None:
        self._look.stop()


def main() -> int:
    """Work until told to stop."""
    parser = argparse.ArgumentParser()
    parser.add_argument("url")
    parser.add_argument("hall")
    parser.add_argument("counter", type=int)
    parser.add_argument("staff")
    parser.add_argument("pin")
    parser.add_argument("--clock", type=float, nargs=3, required=True)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--stop", type=Path, required=True)
    parser.add_argument("--report", type=Path, required=True)
    asked = parser.parse_args()
    application = QCoreApplication([])
    clock = clock_of(*asked.clock)
    worker = HallWorker(lambda: Hall(asked.url, asked.hall, clock=clock))
    bridge = FeedBridge(lambda: Feed(asked.url, asked.hall, clock=clock))
    officer: Officer | None = None

    def show(state: DeskState) -> None:
        if officer is not None:
            officer.shown(state)

    presenter = DeskPresenter(asked.counter, asks=worker, show=show, clock=clock)
    officer = Officer(presenter, asked=asked, quit_=application.quit)
    bridge.told.connect(officer.hear)
    signal.signal(signal.SIGTERM, lambda *_: application.quit())
    worker.start()
    bridge.start()
    application.exec()
    officer.stop()
    bridge.stop()
    worker.stop()
    report: dict[str, Any] = {"calls_ms": officer.calls_ms}
    asked.report.write_text(json.dumps(report), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())


__all__ = ["clock_of"]
