"""An RS-485 line that is not there, with virtual signs and call units on it.

    with VirtualBus(PtyPort(Path("/tmp/rs485")), [VirtualTablo(5), VirtualCallUnit(5)]) as line:
        line.url                                  # serial:///tmp/rs485
        line.wait(lambda: tablo.text == "B042")
        line.fail(tablo, Fault.SILENT)
        line.unplug()

Every device hears all that the computer says, and none hears the others: a simplification, they would part frames by
silences that a pseudo terminal does not have.
"""

from __future__ import annotations

import select
import socket
import time
from collections.abc import Callable, Sequence
from enum import Enum
from threading import Condition, Thread
from types import TracebackType
from typing import Final, Protocol

from hardware.deadline import Deadline
from hardware.virtual.ports import Port

_FOR_EVER: Final = 1_000_000
_PATIENCE: Final = 10.0
_NOW_AND_THEN: Final = 0.05


class VirtualDevice(Protocol):
    """Something with an address on the line."""

    def hear(self, data: bytes, at: float) -> bytes:
        """Bytes from the computer, at `at` seconds; what the device says to that, empty for nothing."""


class Fault(Enum):
    """What can be wrong between one device and the line."""

    SILENT = "silent"  # without power: hears nothing, says nothing
    DEAF_BYTE = "deaf_byte"  # loses one byte of what it is told
    DROPPED_BYTE = "dropped_byte"  # loses one byte of what it says
    WRONG_CHECKSUM = "wrong_checksum"  # one bit near the end of what it says is turned over
    NOISE = "noise"  # rubbish before what it says


class VirtualBus:
    """The line from `plug` to `unplug`, in a thread of its own. Ask about its devices in `wait` or inside `quiet`."""

    def __init__(self, port: Port, devices: Sequence[VirtualDevice]) -> None:
        self._port = port
        self._devices = devices
        self._faults: dict[VirtualDevice, tuple[Fault, int]] = {}
        self._changed = Condition()
        self._thread: Thread | None = None

    @property
    def url(self) -> str:
        return self._port.url

    @property
    def quiet(self) -> Condition:
        """While it is held nothing happens on the line."""
        return self._changed

    def __enter__(self) -> VirtualBus:
        self.plug()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.unplug()

    def plug(self) -> None:
        self._port.plug()
        self._waker, self._woken = socket.socketpair()
        self._thread = Thread(target=self._run, name=f"virtual bus {self._port.url}", daemon=True)
        self._thread.start()

    def unplug(self) -> None:
        if self._thread is None:
            return
        self._waker.close()
        self._thread.join()
        self._thread = None
        self._woken.close()
        self._port.unplug()

    def fail(self, device: VirtualDevice, fault: Fault, times: int = _FOR_EVER) -> None:
        """Let that happen the next `times` times that something is said to `device`; 0 mends it."""
        with self._changed:
            self._faults[device] = (fault, times)

    def say(self, data: bytes) -> None:
        """A device, or the weather, says that unasked."""
        with self._changed:
            self._port.send(data)

    def wait(self, until: Callable[[], bool], seconds: float = _PATIENCE) -> bool:
        """Whether `until` came true in that time; looked at whenever something was said, and at least now and then."""
        deadline = Deadline.after(seconds)
        with self._changed:
            while not until() and not deadline.passed():
                self._changed.wait(deadline.within(_NOW_AND_THEN).left())
            return until()

    def _run(self) -> None:
        while self._spoken():
            data = self._port.receive(4096, resets=False)
            with self._changed:
                for device in self._devices if data else ():
                    self._port.send(self._through(device, data or b""))
                self._changed.notify_all()

    def _spoken(self) -> bool:
        """Wait for the computer; False when the line is to be unplugged."""
        poll = select.poll()
        poll.register(self._woken, select.POLLIN)
        poll.register(self._port.fileno(), select.POLLIN)
        return all(ready == self._port.fileno() for ready, _events in poll.poll())

    def _through(self, device: VirtualDevice, data: bytes) -> bytes:
        now = time.monotonic()
        fault, times = self._faults.get(device, (Fault.SILENT, 0))
        if times <= 0:
            return device.hear(data, now)
        if fault is Fault.SILENT:
            self._faults[device] = (fault, times - 1)
            return b""
        if fault is Fault.DEAF_BYTE:
            self._faults[device] = (fault, times - 1)
            return device.hear(data[:2] + data[3:], now)
        answer = device.hear(data, now)
        if answer:
            self._faults[device] = (fault, times - 1)
        return _spoilt(answer, fault)


def _spoilt(answer: bytes, fault: Fault) -> bytes:
    middle = len(answer) // 2
    if not answer:
        return b""
    match fault:
        case Fault.DROPPED_BYTE:
            return answer[:middle] + answer[middle + 1 :]
        case Fault.WRONG_CHECKSUM:
            near = max(0, len(answer) - 4)
            return answer[:near] + bytes((answer[near] ^ 1,)) + answer[near + 1 :]
        case _:
            return b"\x00\xff<\x80" + answer
