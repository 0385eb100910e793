"""A program's heart: every ten seconds it tells the store that it lives, what it shows and how its devices do.

The timer is in the window's thread, so a window that is frozen beats no more, which is the point. The beat itself
is done by the worker; a store that is away costs it one attempt.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache, partial
from importlib.metadata import PackageNotFoundError, version
from typing import Final, Protocol
from uuid import uuid4

from PySide6.QtCore import QObject, QTimer, Slot

from shared.domain.station import BEAT, Beat, DeviceHealth, StationKind, StationsNow
from shared.hall import Hall
from shared.ui.worker import Answer, Asks, Done, Trying

_BEAT_MS: Final = BEAT // timedelta(milliseconds=1)
_LOOK_MS: Final = 15_000
_GOODBYE: Final = 1.0  # s that the end of a program may wait for its last word


@dataclass(frozen=True, slots=True, kw_only=True)
class Voiced:
    """What a station says of its voice, as in `Beat`. One without a voice says nothing."""

    spoken: int | None = None
    unsaid: timedelta = timedelta(0)
    devices: tuple[DeviceHealth, ...] = ()


class Watched(Protocol):
    """Devices that live in the worker's thread."""

    def health(self, *, ask: bool) -> tuple[DeviceHealth, ...]:
        """How they do; with `ask` they may be asked now. Called in the worker's thread; raises nothing."""


def _utc_now() -> datetime:
    return datetime.now(UTC)


def _always() -> bool:
    return True


def _never() -> bool:
    return False


@cache
def this_version() -> str:
    """The version of this program; "?" where it was never installed."""
    try:
        return version("motcua")
    except PackageNotFoundError:
        return "?"


class Heart(QObject):
    """The beats of one station, from `start` to `stop`. One is in flight at most."""

    def __init__(
        self,
        asks: Asks,
        *,
        kind: StationKind,
        name: str,
        shown: Callable[[], int],
        clock: Callable[[], datetime] | None = None,
        watched: Watched | None = None,
        may_ask: Callable[[], bool] = _always,
        place: tuple[str, str] = ("", ""),
        locked: Callable[[], bool] = _never,
        voiced: Callable[[], Voiced] | None = None,
        measured: Callable[[timedelta], None] | None = None,
        parent: QObject | None = None,
    ) -> None:
        """`shown` is the journal row on the screen, 0 for none. `clock` is this machine's, and another in tests.
        `place` says where it stands, in Vietnamese and in English; `locked`, whether its staff have locked it.

        `watched` are asked how they do only while `may_ask` says so: a citizen's slip must not wait for a question.
        `voiced` says what was spoken. `measured` is told, in this object's thread, how far `clock` is ahead of the
        store's.
        """
        super().__init__(parent)
        self._asks = asks
        self._kind = kind
        self._name = name
        self._shown = shown
        self._clock = clock or _utc_now
        self._watched = watched
        self._may_ask = may_ask
        self._place_vi, self._place_en = place
        self._locked = locked
        self._voiced = voiced or Voiced
        self._measured = measured
        self._run = uuid4().hex
        self._began = time.monotonic()
        self._devices: dict[str, DeviceHealth] = {}
        self._in_flight = False
        self._known = False
        self._timer = QTimer(self)
        self._timer.setInterval(_BEAT_MS)
        self._timer.timeout.connect(self.beat)

    def start(self) -> None:
        """Beat now and from now on. Start the worker first."""
        self._timer.start()
        self.beat()

    def device(self, health: DeviceHealth) -> None:
        """A device that tells by itself how it does: a scanner that was unplugged. Said with the next beat."""
        self._devices[health.name] = health

    def stop(self) -> None:
        """Beat no more, and tell the store that nobody is to miss this station. Waits a second at most."""
        self._timer.stop()
        if not self._known:
            return
        told = threading.Event()
        self._asks.ask(partial(_farewell, self._kind, self._name, told), _nothing, patience=0.0)
        told.wait(_GOODBYE)

    @Slot()
    def beat(self) -> None:
        """One beat, unless the one before is still on its way."""
        if self._in_flight:
            return
        self._in_flight = True
        looked_at = time.monotonic()
        seq, told = self._shown(), tuple(self._devices.values())
        locked, voiced = self._locked(), self._voiced()
        ask = self._watched is not None and self._may_ask()

        def work(hall: Hall) -> timedelta:
            watched = () if self._watched is None else self._watched.health(ask=ask)
            now = time.monotonic()
            made = Beat(
                kind=self._kind,
                name=self._name,
                run=self._run,
                version=this_version(),
                up=timedelta(seconds=now - self._began),
                seq=seq,
                age=timedelta(seconds=now - looked_at),
                place_vi=self._place_vi,
                place_en=self._place_en,
                locked=locked,
                devices=(*watched, *told, *voiced.devices),
                spoken=voiced.spoken,
                unsaid=voiced.unsaid,
            )
            return hall.beat(made, clock=self._clock)

        self._asks.ask(work, self._answered, patience=0.0)

    def _answered(self, answer: Answer) -> None:
        if isinstance(answer, Trying):
            return
        self._in_flight = False
        if isinstance(answer, Done):
            self._known = True
            if self._measured is not None:
                self._measured(answer.value)


class StationsWatch(QObject):
    """Reads the beats of all stations every quarter of a minute, for a screen whose people can do something."""

    def __init__(self, asks: Asks, told: Callable[[StationsNow], None], parent: QObject | None = None) -> None:
        """`told` is called in this object's thread; it hears nothing while the store is away."""
        super().__init__(parent)
        self._asks = asks
        self._told = told
        self._in_flight = False
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self.look)

    def start(self) -> None:
        """Look now and from now on."""
        self._timer.start()
        self.look()

    def stop(self) -> None:
        self._timer.stop()

    @Slot()
    def look(self) -> None:
        """One look, unless the one before is still on its way."""
        if not self._in_flight:
            self._in_flight = True
            self._asks.ask(Hall.stations, self._answered, patience=0.0)

    def _answered(self, answer: Answer) -> None:
        if isinstance(answer, Trying):
            return
        self._in_flight = False
        if isinstance(answer, Done):
            self._told(answer.value)


def _farewell(kind: StationKind, name: str, told: threading.Event, hall: Hall) -> None:
    try:
        hall.farewell(kind, name)
    finally:
        told.set()


def _nothing(_answer: Answer) -> None:
    """Who ends wants no answer."""
