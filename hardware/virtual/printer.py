"""A ticket printer that is not there: ESC/POS over TCP or a pseudo-terminal, on paper made of dots.

    with VirtualPrinter(folder=Path("roll")) as printer:
        printer.url                         # where it can be found
        printer.change(cover_open=True)     # what a hand would do
        printer.slips[-1]                   # what came out

Like the small ones sold here it serves one computer at a time, answers DLE EOT at once even when it is offline,
answers GS r only in its turn, and when a computer goes away it keeps what it has not worked off. Nothing of it is
shared with the program's own printing: it is there to catch the mistakes of that.
"""

from __future__ import annotations

import logging
import select
import socket
import time
from collections import deque
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from threading import Lock, Thread
from types import TracebackType
from typing import Final, Unpack

from PIL import Image

from hardware.virtual.condition import Build, Changes, Condition
from hardware.virtual.interpreter import Interpreter
from hardware.virtual.nv import NvMemory
from hardware.virtual.pace import Pace, after, allowed
from hardware.virtual.ports import Port, TcpPort
from hardware.virtual.realtime import RealTimeScanner, Request
from hardware.virtual.roll import Roll

log = logging.getLogger(__name__)

_KEPT_REPORTS: Final = 200


class VirtualPrinter:
    """Is there from `start` to `stop`; may be started again, as a printer after a power cut, at the same place.

    It is at `line`, or on the network at `host:port`.
    """

    def __init__(
        self,
        condition: Condition | None = None,
        *,
        build: Build | None = None,
        line: Port | None = None,
        host: str = "127.0.0.1",
        port: int = 0,
        width: int = 576,
        folder: Path | None = None,
    ) -> None:
        self._build = build or Build()
        self._port: Port = line or TcpPort(host, port)
        self._condition = condition or Condition()
        self._roll = Roll(width, folder=folder)
        self._nv = NvMemory()
        self._reports: deque[str] = deque(maxlen=_KEPT_REPORTS)
        self._lock = Lock()
        self._thread: Thread | None = None
        self._power_on()

    def _power_on(self) -> None:
        self._scanner = RealTimeScanner()
        self._pace = Pace(self._build.bytes_per_second)
        self._idle_at = 0.0
        self._interpreter = Interpreter(
            self._roll, self._condition, answer=self._answer, report=self._note, build=self._build, nv=self._nv
        )

    # the hand at the printer

    def start(self) -> None:
        self._port.plug()
        self._ending = False
        self._waker, self._woken = socket.socketpair()
        self._thread = Thread(target=self._run, name=f"virtual printer {self.url}", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Switch it off. What it had not worked off is lost."""
        if self._thread is not None:
            self._ending = True
            self._wake()
            self._thread.join()
            self._thread = None
            self._waker.close()
            self._woken.close()
            self._lose_power()

    def __enter__(self) -> VirtualPrinter:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    @property
    def port(self) -> int:
        """Its port on the network."""
        if not isinstance(self._port, TcpPort):
            raise TypeError(f"{self.url} is not on the network")
        return int(self._port.address[1])

    @property
    def url(self) -> str:
        return self._port.url

    @property
    def condition(self) -> Condition:
        with self._lock:
            return self._interpreter.condition

    @property
    def slips(self) -> tuple[Image.Image, ...]:
        """The last slips that came out."""
        with self._lock:
            return self._roll.slips

    @property
    def hanging(self) -> Image.Image:
        """The paper that hangs out of it, not cut yet."""
        with self._lock:
            return self._roll.uncut

    @property
    def cuts(self) -> int:
        """How many slips came out since it was made."""
        with self._lock:
            return self._roll.count

    @property
    def memory_writes(self) -> int:
        """How often the memory for stored pictures was written: makers allow about ten times a day."""
        with self._lock:
            return self._nv.writes

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
        self._wake()

    # inside

    def _wake(self) -> None:
        if self._thread is not None:
            with suppress(OSError):
                self._waker.send(b"!")

    def _set(self, condition: Condition) -> None:
        before = self._interpreter.condition.automatic()
        self._condition = self._interpreter.condition = condition
        if self._interpreter.automatic_status and condition.automatic() != before:
            self._port.send(condition.automatic())

    def _work(self) -> None:
        """Work off what can be by now: what uses paper keeps the motor busy, and all else waits for that."""
        if self._interpreter.condition.silent:
            return
        before = self._interpreter.condition
        while time.monotonic() >= self._idle_at:
            had = self._interpreter.condition.paper_mm
            if not self._interpreter.step():
                break
            if self._build.mm_per_second is not None:
                used = had - self._interpreter.condition.paper_mm
                self._idle_at = max(self._idle_at, time.monotonic()) + used / self._build.mm_per_second
        done, self._interpreter.condition = self._interpreter.condition, before
        self._set(done)

    def _run(self) -> None:
        while not self._ending:
            with self._lock:
                wish, patience = self._wish()
            poll = select.poll()
            poll.register(self._woken, select.POLLIN)
            if wish:
                poll.register(self._port.fileno(), select.POLLIN)
            ready = [file for file, _event in poll.poll(patience)]
            if self._woken.fileno() in ready:
                self._woken.recv(64)
            elif ready and not self._serve(wish):
                break
            with self._lock:
                self._work()
        self._port.unplug()

    def _wish(self) -> tuple[int, float | None]:
        """How many bytes it would take from the line now, and after how many milliseconds to look again."""
        condition = self._interpreter.condition
        if condition.holds_after == 0:
            return 0, None
        dribbling = condition.dribbles_after == 0
        wish = allowed(condition, self._pace.may_take(time.monotonic(), dribbling=dribbling))
        tick = self._pace.tick(dribbling=dribbling)
        busy = max(0.0, self._idle_at - time.monotonic())
        if len(self._interpreter.buffer) >= self._build.buffer_bytes and (busy or not condition.online):
            wish = 0
        waits = [wait for wait in (tick, busy) if wait]
        return wish, min(waits) * 1000 if waits else None

    def _serve(self, wish: int) -> bool:
        """Take what has arrived; False when the mains failed."""
        data = self._port.receive(wish, resets=self._interpreter.condition.resets)
        if data is None:
            return True
        with self._lock:
            self._pace.took(len(data))
            condition = self._interpreter.condition
            if condition.dies_after == 0:
                self._lose_power()
                return False
            left = condition.drops_after
            self._interpreter.condition = after(condition, len(data))
            if left is not None and left < len(data):
                data = data[:left] + data[left + 1 :]
                self._interpreter.condition = replace(self._interpreter.condition, drops_after=None)
            self._take(data)
            if self._interpreter.condition.dies_after == 0:
                self._lose_power()
                return False
        return True

    def _lose_power(self) -> None:
        self._condition = replace(self._interpreter.condition, dies_after=None)
        self._power_on()

    def _take(self, data: bytes) -> None:
        if self._interpreter.condition.silent:
            return
        for request in self._scanner.feed(data):
            self._at_once(request)
        self._interpreter.buffer += data
        self._work()

    def _at_once(self, request: Request) -> None:
        if request.ask is not None:
            answer = self._interpreter.condition.real_time(request.ask)
            if answer is not None:
                self._answer(bytes((answer,)))
        elif request.clears:
            self._interpreter.clear()

    def _answer(self, data: bytes) -> None:
        noise = self._interpreter.condition.automatic() if self._interpreter.condition.noise else b""
        self._port.send(noise + data + noise)

    def _note(self, what: str) -> None:
        log.warning("virtual printer %s: %s", self.url, what)
        self._reports.append(what)
