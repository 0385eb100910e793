"""From the officer's key to the number on the own desk and on the board of another process, while 40 counters work.

The desk that is measured is the real window, without a screen; the other counters are the officers of the morning. In a
hall each has a machine of its own: here they run at the lowest priority, and only so fast that the store has several
times the work of a large hall's worst hour, because forty programs that hear of each step share this machine's cores.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Final
from uuid import uuid4

from PySide6.QtCore import QEventLoop, QObject, Qt, QTimer, Slot
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from benchmarks.officer import clock_of, morning_of
from benchmarks.spread import p95
from counter.face import CounterFace
from shared.catalogue import read_catalogue
from shared.demo.place import write_settings
from shared.demo.stations import Rehearsed
from shared.domain.roles import Role, Staff
from shared.founding import SAMPLE_HALL, found_hall, open_all_day
from shared.hall import Hall
from shared.settings import read_hall, read_station
from shared.ui import fonts

OTHERS: Final = 39
_OWN: Final = 40
_PIN: Final = "271828"
_SPEED: Final = 5.0
_PATIENCE: Final = 60.0  # s


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """Milliseconds from the key."""

    own_median_ms: float
    own_p95_ms: float
    board_median_ms: float
    board_p95_ms: float
    rows_a_second: float


class _Painted(QObject):
    """When the window first showed each number, in ns."""

    def __init__(self) -> None:
        super().__init__()
        self.at: dict[str, int] = {}

    @Slot(str)
    def note(self, label: str) -> None:
        """It has been painted."""
        self.at.setdefault(label, time.time_ns())


def measure(url: str, *, calls: int) -> Seen:
    """Press the key `calls` times at one desk of forty."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QApplication.instance() or QApplication([])
    application.setObjectName("bench")
    fonts.register()
    form = open_all_day(read_hall(SAMPLE_HALL / "hall.toml"))
    catalogue = read_catalogue(SAMPLE_HALL)
    began = time.time()
    base = morning_of(form)
    clock = clock_of(began, base, _SPEED)
    found_hall(url, form, catalogue, clock=clock)
    hall = Hall(url, form.id, clock=clock)
    numbers = [one.number for one in catalogue.counters][: OTHERS + 1]
    for number in numbers:
        one = Staff(code=f"cb{number:02}", name=f"Cán bộ {number}", role=Role.OFFICER)
        hall.put_staff(one, _PIN, command=uuid4(), actor="console")
    own = numbers[_OWN - 1]
    services = [one.code for one in hall.reference().catalogue.services]
    mine = hall.reference().profile(hall.now().counters[own].profile).services[0]
    running: list[subprocess.Popen[bytes]] = []
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        settings = write_settings(folder, store=url, hall=form.id, printer="", counter=own)
        try:
            for number in numbers[:OTHERS]:
                command = [
                    sys.executable, "-m", "benchmarks.officer", url, form.id, str(number), f"cb{number:02}", _PIN,
                    "--clock", str(began), str(base), str(_SPEED), "--seed", str(number),
                    "--stop", str(folder / "stop"), "--report", str(folder / f"{number}.json"),
                ]  # fmt: skip
                running.append(
                    subprocess.Popen(
                        ["nice", "-n", "19", *command], stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL
                    )
                )
            with Rehearsed("display", settings=settings, size="1920x1080", log=folder / "log") as board:
                board.wait(connected=True, within=30.0)
                return _press(
                    hall, board, CounterFace(read_station(settings), own, clock=clock),
                    officer=f"cb{own:02}", mine=mine, others=services, calls=calls,
                )  # fmt: skip
        finally:
            for process in running:
                process.kill()
                process.wait()
            hall.close()


def _press(
    hall: Hall, board: Rehearsed, face: CounterFace, *,
    officer: str, mine: str, others: list[str], calls: int,
) -> Seen:  # fmt: skip
    painted = _Painted()
    face.window.desk.card.painted.connect(painted.note)
    face.window.resize(1920, 1080)
    face.window.show()
    face.start()

    def until(good: Callable[[], bool]) -> None:
        given_up = time.monotonic() + _PATIENCE
        while not good():
            if time.monotonic() > given_up:
                raise TimeoutError(f"the desk shows {face.state()}")
            _rest(2)

    until(lambda: bool(face.state()["gate"]))
    face.presenter.log_in(officer, _PIN)
    until(lambda: not face.state()["gate"] and not face.state()["busy"])
    face.presenter.press("F2")
    until(lambda: face.state()["page"] == "idle")
    # Forty programs have started at once; what is measured is their work.
    until(lambda: sum(one.officer is not None for one in hall.now().counters.values()) > OTHERS)
    _rest(5000)
    began, first = time.monotonic(), hall.now().seq
    own: list[float] = []
    shown: list[float] = []
    for n in range(calls):
        hall.issue(others[n * 31 % len(others)], command=uuid4(), actor="kiosk-1")
        hall.issue(mine, command=uuid4(), actor="kiosk-1")
        until(lambda: face.state()["waiting"] > 0)
        _rest(150)
        pressed = time.time_ns()
        QTest.keyClick(face.window.focusWidget() or face.window, Qt.Key.Key_F8)
        until(lambda: not face.state()["busy"])
        label = face.state()["label"]
        if label is None:
            continue  # another counter was quicker
        until(lambda label=label: label in painted.at)  # type: ignore[misc]
        own.append((painted.at[label] - pressed) / 1e6)
        state = board.do("state")
        given_up = time.monotonic() + _PATIENCE
        while label not in state["painted"] and time.monotonic() < given_up:
            _rest(5)
            state = board.do("state")
        if label not in state["painted"]:
            raise TimeoutError(f"the board never showed {label}: {state}")
        shown.append((state["painted"][label] - pressed) / 1e6)
        _rest(300)
        for key in (Qt.Key.Key_F9, Qt.Key.Key_F9):
            until(lambda: not face.state()["busy"])
            QTest.keyClick(face.window.focusWidget() or face.window, key)
            _rest(300)
        until(lambda: face.state()["page"] == "idle")
    rows = (hall.now().seq - first) / (time.monotonic() - began)
    face.stop()
    face.window.close()
    return Seen(
        own_median_ms=median(own),
        own_p95_ms=p95(own),
        board_median_ms=median(shown),
        board_p95_ms=p95(shown),
        rows_a_second=rows,
    )


def _rest(milliseconds: int) -> None:
    """Let the program work. `QTest.qWait` would keep Python's lock meanwhile, and so the worker from its work."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()
