"""From a key of a call unit to the desk that hears it: on a line that motcua-bus shares, and on the counter's own.

The line is a pseudo terminal, so what a byte takes at 57600 baud (0.7 ms for a key) is not in it.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from statistics import median
from typing import Final

from PySide6.QtCore import QCoreApplication, QEventLoop
from PySide6.QtWidgets import QApplication

from benchmarks.spread import p95
from counter.line_devices import LineDevices
from shared.counter_form import CounterForm
from tests.counter.test_shared_line import Processes, counter_station
from tests.hardware.sharing.world import COUNTERS, SECRET, Line
from tests.ports import free_port

_PATIENCE: Final = 10.0  # s
_PAUSE: Final = 0.1  # s: the same key within 0.3 s is a bounce


def measure(folder: Path, *, presses: int) -> dict[str, tuple[float, float]]:
    """Median and 95th percentile in milliseconds, by "shared" and "own"."""
    application = QApplication.instance() or QApplication([])
    with Line(folder) as line, ExitStack() as running:
        port = free_port()
        bus = running.enter_context(Processes(folder, "sqlite:///nowhere.db", line, port=port).bus())
        forms = {one: counter_station("nowhere", one, ("127.0.0.1", port)).counter for one in COUNTERS}
        devices = {one: LineDevices(form, one, secret=SECRET) for one, form in forms.items()}
        shared = _press_all(line, devices, presses)
        bus.end()
        own = CounterForm(keypad=f"{line.wire.url}?kind=qsystem&address=1&baudrate=57600")
        found = {"shared": shared, "own": _press_all(line, {1: LineDevices(own, 1)}, presses)}
    del application
    return found


def _press_all(line: Line, devices: Mapping[int, LineDevices], presses: int) -> tuple[float, float]:
    heard: list[float] = []
    for one in devices.values():
        one.pressed.connect(lambda _key: heard.append(time.perf_counter()))
        one.start()
    _spin(lambda: all(health.trouble is None for one in devices.values() for health in one.health()))
    took = []
    for turn in range(presses):
        counter = list(devices)[turn % len(devices)]
        pause = time.perf_counter() + _PAUSE
        _spin(partial(_is_over, pause))
        heard.clear()
        began = time.perf_counter()
        line.press(counter, turn // len(devices) % 4 + 1)
        _spin(lambda: bool(heard))
        took.append((heard[0] - began) * 1000)
    for one in devices.values():
        one.stop()
    return median(took), p95(took)


def _is_over(moment: float) -> bool:
    return time.perf_counter() > moment


def _spin(until: Callable[[], bool]) -> None:
    """Qt works until then. Raises TimeoutError."""
    end = time.monotonic() + _PATIENCE
    while not until():
        if time.monotonic() > end:
            raise TimeoutError("nothing heard")
        QCoreApplication.processEvents(
            QEventLoop.ProcessEventsFlag.AllEvents | QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 5
        )
