"""A ticket printer that is not there: ESC/POS over TCP, on paper made of dots.

    with VirtualPrinter(folder=Path("roll")) as printer:
        printer.port                        # where it listens
        printer.change(cover_open=True)     # what a hand would do
        printer.slips[-1]                   # what came out

Like the small ones sold here it serves one computer at a time, answers DLE EOT at once even when it is offline,
answers GS r only in its turn, and when a computer goes away it keeps what it has not worked off.
"""

from __future__ import annotations

import logging
import selectors
import socket
from collections import deque
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from threading import Lock, Thread
from types import TracebackType
from typing import Final, TypedDict, Unpack

from PIL import Image

from hardware.virtual.condition import Condition
from hardware.virtual.interpreter import Interpreter
from hardware.virtual.nv import NvMemory
from hardware.virtual.realtime import RealTimeScanner, Request
from hardware.virtual.roll import Roll

log = logging.getLogger(__name__)

_RECEIVE_BUFFER: Final = 256 * 1024
_KEPT_REPORTS: Final = 200


class Changes(TypedDict, total=False):
    """The fields of `Condition`, each by itself."""

    paper_mm: float
    near_end_mm: float
    cover_open: bool
    cutter_jam: bool
    offline: bool
    silent: bool
    dies_after: int | None


class VirtualPrinter:
    """Listens from `start` to `stop`; may be started again, as a printer after a power cut, on the same port."""

    def __init__(
        self,
        condition: Condition | None = None,
        *,
        host: str = "127.0.0.1",
        port: int = 0,
        width: int = 576,
        folder: Path | None = None,
    ) -> None:
        self._address = (host, port)
        self._condition = condition or Condition()
        self._roll = Roll(width, folder=folder)
        self._nv = NvMemory()
        self._reports: deque[str] = deque(maxlen=_KEPT_REPORTS)
        self._lock = Lock()
        self._computer: socket.socket | None = None
        self._thread: Thread | None = None
        self._power_on()

    def _power_on(self) -> None:
        self._scanner = RealTimeScanner()
        self._interpreter = Interpreter(
            self._roll, self._condition, answer=self._answer, report=self._note, nv=self._nv
        )

    # the hand at the printer

    def start(self) -> None:
        self._listener = socket.create_server(self._address, backlog=4)
        self._address = self._listener.getsockname()[:2]
        self._waker, self._woken = socket.socketpair()
        self._thread = Thread(target=self._run, name=f"virtual printer {self.port}", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        if self._thread is not None:
            self._waker.close()
            self._thread.join()
            self._thread = None

    def __enter__(self) -> VirtualPrinter:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    @property
    def port(self) -> int:
        return int(self._address[1])

    @property
    def url(self) -> str:
        return f"tcp://{self._address[0]}:{self.port}"

    @property
    def condition(self) -> Condition:
        with self._lock:
            return self._interpreter.condition

    @property
    def slips(self) -> tuple[Image.Image, ...]:
        with self._lock:
            return self._roll.slips

    @property
    def reports(self) -> tuple[str, ...]:
        """What the printer was sent and should not have been; empty is good."""
        with self._lock:
            return tuple(self._reports)

    def change(self, **changes: Unpack[Changes]) -> None:
        """Do something to the printer. What waited for it, such as the rest of a slip, goes on at once."""
        with self._lock:
            self._set(replace(self._interpreter.condition, **changes))
            self._work()

    # inside

    def _set(self, condition: Condition) -> None:
        before = self._interpreter.condition.automatic()
        self._condition = self._interpreter.condition = condition
        if self._interpreter.automatic_status and condition.automatic() != before:
            self._answer(condition.automatic())

    def _work(self) -> None:
        if not self._interpreter.condition.silent:
            before = self._interpreter.condition
            self._interpreter.work()
            after, self._interpreter.condition = self._interpreter.condition, before
            self._set(after)

    def _run(self) -> None:
        with selectors.DefaultSelector() as events, self._listener, self._woken:
            events.register(self._listener, selectors.EVENT_READ)
            events.register(self._woken, selectors.EVENT_READ)
            while True:
                for key, _ready in events.select():
                    if key.fileobj is self._woken or not self._serve(key.fileobj, events):
                        self._hang_up(events)
                        return

    def _serve(self, ready: object, events: selectors.BaseSelector) -> bool:
        """Handle what is ready; False when the mains failed."""
        if ready is self._listener:
            computer, _peer = self._listener.accept()
            computer.settimeout(1.0)
            self._computer = computer
            events.unregister(self._listener)
            events.register(computer, selectors.EVENT_READ)
            return True
        data = b""
        with suppress(OSError):
            data = self._computer.recv(16_384) if self._computer else b""
        if data:
            return self._receive(data)
        self._hang_up(events)
        events.register(self._listener, selectors.EVENT_READ)
        return True

    def _hang_up(self, events: selectors.BaseSelector) -> None:
        with self._lock:
            computer, self._computer = self._computer, None
        if computer is not None:
            events.unregister(computer)
            computer.close()

    def _receive(self, data: bytes) -> bool:
        with self._lock:
            fuse = self._interpreter.condition.dies_after
            if fuse is not None:
                data = data[:fuse]
                self._interpreter.condition = replace(self._interpreter.condition, dies_after=fuse - len(data))
            self._take(data)
            if fuse is not None and fuse <= len(data):
                self._condition = replace(self._interpreter.condition, dies_after=None)
                self._power_on()
                return False
        return True

    def _take(self, data: bytes) -> None:
        if self._interpreter.condition.silent:
            return
        for request in self._scanner.feed(data):
            self._at_once(request)
        room = _RECEIVE_BUFFER - len(self._interpreter.buffer)
        if len(data) > room:
            self._note(f"{len(data) - room} bytes lost: the receive buffer is full")
        self._interpreter.buffer += data[:room]
        self._work()

    def _at_once(self, request: Request) -> None:
        if request.ask is not None:
            answer = self._interpreter.condition.real_time(request.ask)
            if answer is not None:
                self._answer(bytes((answer,)))
        elif request.clears:
            self._interpreter.clear()

    def _answer(self, data: bytes) -> None:
        if self._computer is not None:
            with suppress(OSError):
                self._computer.sendall(data)

    def _note(self, what: str) -> None:
        log.warning("virtual printer %s: %s", self.port, what)
        self._reports.append(what)
