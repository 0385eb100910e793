"""One thread owns the hall and the devices of a station; the window asks and is answered in its own thread.

A verb that meets an outage is tried again with the same CommandId until it is settled or its patience ends, so
nothing happens twice and nothing is forgotten. The window shows done, refused, trying or unsettled; it never waits.
"""

from __future__ import annotations

import logging
import queue
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final, Protocol, TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot

from shared.domain.errors import ConfigError, Outage, Refusal
from shared.hall import Hall

_log: Final = logging.getLogger(__name__)
RETRY: Final = 0.3  # s between two attempts while the world is away
PATIENCE: Final = 8.0  # s after which the one who asked is told that it is not settled

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Done:
    """It happened; `value` is what the verb returned."""

    value: Any


@dataclass(frozen=True, slots=True)
class Refused:
    """A rule said no; nothing changed."""

    refusal: Refusal | ConfigError


@dataclass(frozen=True, slots=True)
class Trying:
    """The world is away; it is being tried again. Comes once, another answer follows."""

    outage: Outage


@dataclass(frozen=True, slots=True)
class Unsettled:
    """The patience ended and it is not known whether it happened. Asking again with the same CommandId settles it."""

    outage: Outage


Answer = Done | Refused | Trying | Unsettled


class Asks(Protocol):
    """What a presenter needs of a worker."""

    def ask(self, work: Callable[[Hall], _T], answer: Callable[[Answer], None], *, patience: float = PATIENCE) -> None:
        """Do `work` with the hall elsewhere; `answer` is called in the asker's thread."""


@dataclass(slots=True, kw_only=True)
class _Job:
    work: Callable[[Hall], Any]
    answer: Callable[[Answer], None]
    patience: float


class HallWorker(QObject):
    """A thread with a hall in it. Jobs are done one after the other, in the order asked."""

    _answered = Signal(object, object)

    def __init__(
        self,
        hall: Callable[[], Hall],
        parent: QObject | None = None,
        *,
        seconds: Callable[[], float] = time.monotonic,
        lets_go: bool = False,
    ) -> None:
        """`hall` makes the hall; it is called in the worker's thread. `seconds` measures patience, in tests. With
        `lets_go` the store gets its connection back after each job: for a worker that is asked seldom."""
        super().__init__(parent)
        self._make_hall = hall
        self._seconds = seconds
        self._lets_go = lets_go
        self._jobs: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._stopping = threading.Event()
        self._answered.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._thread = threading.Thread(target=self._run, name="hall-worker", daemon=True)

    def start(self) -> None:
        """Begin to work."""
        self._thread.start()

    def ask(self, work: Callable[[Hall], _T], answer: Callable[[Answer], None], *, patience: float = PATIENCE) -> None:
        """Do `work` in the worker's thread; `answer` is called in this object's thread, never at once.

        `work` may run several times (after outages): its CommandId must be made before.
        """
        self._jobs.put(_Job(work=work, answer=answer, patience=patience))

    def stop(self, timeout: float = 5.0) -> None:
        """End the thread; what was asked and not begun is dropped. Waits at most `timeout` s."""
        self._stopping.set()
        self._jobs.put(None)
        if self._thread.is_alive():
            self._thread.join(timeout)

    @Slot(object, object)
    def _deliver(self, answer: Callable[[Answer], None], given: Answer) -> None:
        if not self._stopping.is_set():
            answer(given)

    def _run(self) -> None:
        hall = self._make_hall()
        try:
            while not self._stopping.is_set():
                job = self._jobs.get()
                if job is not None:
                    self._do(hall, job)
                    if self._lets_go:
                        hall.close()
        finally:
            hall.close()

    def _do(self, hall: Hall, job: _Job) -> None:
        began = self._seconds()
        trying = False
        while not self._stopping.is_set():
            try:
                self._answered.emit(job.answer, Done(job.work(hall)))
            except (Refusal, ConfigError) as refusal:
                self._answered.emit(job.answer, Refused(refusal))
            except Outage as outage:
                if self._seconds() - began >= job.patience:
                    _log.warning("not settled after %.1f s: %s", job.patience, outage)
                    self._answered.emit(job.answer, Unsettled(outage))
                    return
                if not trying:
                    trying = True
                    _log.warning("trying again: %s", outage)
                    self._answered.emit(job.answer, Trying(outage))
                self._stopping.wait(RETRY)
                continue
            except Exception:  # noqa: BLE001 - a bug must not end the thread every verb needs
                _log.critical("a bug in %r", job.work, exc_info=True)
                self._answered.emit(job.answer, Unsettled(Outage("a bug; see the log")))
            return
