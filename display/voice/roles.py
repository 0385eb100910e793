"""Who speaks: a board that nobody else can hear, or one of several in earshot of each other.

Among several the role is a row of the store, held for `LASTS` at a time by the store's clock. The board that has it
counts that time on its own from before it asked, so it falls silent before another can begin, whatever happened to it
meanwhile: killed, stopped, or cut off from the store. A call is settled when it was heard to its end; whoever takes
over says what was not, so at worst a call is begun by one board and said whole, later, by another.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Final, Protocol
from uuid import uuid4

from shared.domain.errors import MotcuaError
from shared.domain.voice import Settled
from shared.hall import Hall
from shared.hall_time import seconds_that_only_run
from shared.state_file import StateFile

LASTS: Final = timedelta(seconds=4)
_RENEW: Final = 1.2  # s between two times it is asked for
_MARGIN: Final = 0.8  # s before its end at which it counts as lost: the loudspeaker is that far behind

_log: Final = logging.getLogger(__name__)


class Role(Protocol):
    """Whether this board speaks. Used by the voice's thread; every answer comes at once."""

    def mine(self) -> bool:
        """Whether it may be heard now."""

    def able(self, can: bool) -> None:
        """Whether this board's loudspeaker works. Who cannot be heard leaves the speaking to another."""

    def settled(self) -> Settled:
        """What was settled by whoever spoke last, this board or another."""

    def settle(self, done: Settled) -> None:
        """Keep it for whoever speaks next."""

    def start(self) -> None: ...

    def stop(self) -> None:
        """Speak no more; another may at once."""


class Alone:
    """The only voice that is heard here. What it has said outlives it in a file."""

    def __init__(self, file: Path, *, hall: str) -> None:
        self._file = StateFile(file, what="what was spoken")
        self._hall = hall

    def mine(self) -> bool:
        return True

    def able(self, can: bool) -> None:
        """Nobody else would speak."""

    def settled(self) -> Settled:
        try:
            hall, _, text = (self._file.read() or "").partition("\n")
            return Settled.of_text(text) if hall == self._hall else Settled()
        except (OSError, ValueError):
            return Settled()

    def settle(self, done: Settled) -> None:
        self._file.keep(f"{self._hall}\n{done.text()}")

    def start(self) -> None:
        """Nothing to do."""

    def stop(self) -> None:
        """Nothing to do."""


class InEarshot:
    """One of several. A thread of its own asks the store, so that nobody's call waits for the store."""

    def __init__(
        self,
        hall: Callable[[], Hall],
        earshot: str,
        *,
        seconds: Callable[[], float] = seconds_that_only_run,
    ) -> None:
        """`seconds` runs on while the machine sleeps: who slept has lost the role."""
        self._make_hall = hall
        self._earshot = earshot
        self._seconds = seconds
        self._holder = uuid4().hex
        self._until = 0.0
        self._settled = Settled()
        self._to_settle: Settled | None = None
        self._able = self._asks = True
        self._wake = threading.Event()
        self._stopping = False
        self._thread = threading.Thread(target=self._run, name="voice-role", daemon=True)

    def mine(self) -> bool:
        return self._seconds() < self._until

    def able(self, can: bool) -> None:
        if can is not self._able:
            self._able = can
            self._wake.set()

    def settled(self) -> Settled:
        return self._settled

    def settle(self, done: Settled) -> None:
        self._settled = self._to_settle = done
        self._wake.set()

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._stopping, self._until = True, 0.0
        self._wake.set()
        if self._thread.is_alive():
            self._thread.join(5.0)

    def _run(self) -> None:
        hall = self._make_hall()
        try:
            while not self._stopping:
                self._try(hall, self._ask if self._able else self._leave)
                self._wake.wait(_RENEW)
                self._wake.clear()
                if self._to_settle is not None:
                    self._try(hall, self._tell)
            self._try(hall, lambda one: one.voice_given_back(self._earshot, holder=self._holder))
        finally:
            hall.close()

    def _try(self, hall: Hall, work: Callable[[Hall], None]) -> None:
        try:
            work(hall)
        except MotcuaError as error:
            _log.warning("the role of the voice in %r is not to be had: %s", self._earshot, error)
        except Exception:  # noqa: BLE001 - a bug must not end the thread that keeps two boards from speaking at once
            _log.critical("a bug in the role of the voice", exc_info=True)

    def _leave(self, hall: Hall) -> None:
        self._until = 0.0
        if self._asks:
            hall.voice_given_back(self._earshot, holder=self._holder)
            self._asks = False

    def _ask(self, hall: Hall) -> None:
        self._asks = True
        asked, had = self._seconds(), self.mine()
        role = hall.voice_role(self._earshot, holder=self._holder, lasts=LASTS)
        if not role.mine:
            self._until, self._settled = 0.0, role.settled
        elif not self._stopping:
            if not had:
                _log.info("this board speaks in %r", self._earshot)
                self._settled = role.settled
            self._until = asked + LASTS / timedelta(seconds=1) - _MARGIN

    def _tell(self, hall: Hall) -> None:
        done = self._to_settle
        if done is not None:
            hall.voice_settled(self._earshot, holder=self._holder, done=done)
            if self._to_settle is done:
                self._to_settle = None
