"""A shared line with real bytes: a pseudo terminal, a door on a real port, a network that can stand still."""

from __future__ import annotations

import selectors
import socket
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from queue import SimpleQueue
from types import TracebackType

from hardware.sharing.address import Address
from hardware.sharing.client import SharedLine
from hardware.sharing.messages import Role
from hardware.sharing.plan import SharedBus
from hardware.virtual.bus import VirtualBus
from hardware.virtual.keypad import VirtualCallUnit
from hardware.virtual.ports import PtyPort
from hardware.virtual.sign import VirtualTablo
from shared.bus_form import BusForm, KeypadForm, SignForm
from shared.settings import StationForm

SECRET = "0123456789abcdef"
COUNTERS = (1, 2, 3)
#: Lamps as a unit of qsystem's knows them.
OFF, RED, GREEN, RED_FAST, GREEN_SLOW = 0x30, 0x31, 0x32, 0x33, 0x36


def station(url: str, *, port: int = 0, secret: str = SECRET) -> StationForm:
    """Three counters' units at 1 to 3 and their tablos at 11 to 13."""
    return StationForm(
        store="sqlite:///nowhere.db",
        hall="hatinh",
        bus=BusForm(line=url, baudrate=57_600, shared=True, listen=f"127.0.0.1:{port}", secret=secret),
        keypad=tuple(KeypadForm(counter=one, kind="qsystem", address=one) for one in COUNTERS),
        sign=tuple(SignForm(counter=one, kind="qsystem", address=10 + one) for one in COUNTERS),
    )


def settings_text(url: str, *, port: int, counters: Sequence[int] = COUNTERS) -> str:
    """The same as a file of motcua-bus, for a process of its own."""
    bus = f"""
store = "sqlite:///nowhere/nothing.db"
hall = "hatinh"

[bus]
line = "{url}"
baudrate = 57600
shared = true
listen = "127.0.0.1:{port}"
secret = "{SECRET}"
"""
    devices = (
        f"""
[[keypad]]
counter = {one}
kind = "qsystem"
address = {one}

[[sign]]
counter = {one}
kind = "qsystem"
address = {10 + one}
"""
        for one in counters
    )
    return bus + "".join(devices)


@contextmanager
def sharing(form: StationForm) -> Iterator[SharedBus]:
    """motcua-bus, in a thread."""
    bus = SharedBus(form)
    assert bus.server.open()
    thread = threading.Thread(target=bus.run)
    thread.start()
    try:
        yield bus
    finally:
        bus.stop()
        thread.join()


class Line:
    """The wire with its devices."""

    def __init__(self, folder: Path) -> None:
        self.units = {one: VirtualCallUnit(one) for one in COUNTERS}
        self.tablos = {one: VirtualTablo(10 + one) for one in COUNTERS}
        self.wire = VirtualBus(PtyPort(folder / "rs485"), [*self.units.values(), *self.tablos.values()])

    def __enter__(self) -> Line:
        self.wire.plug()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.wire.unplug()

    def press(self, counter: int, key: int) -> None:
        self.units[counter].press(key, self.wire.say)

    def lamps(self) -> list[int]:
        return [unit.lamp for unit in self.units.values()]

    def texts(self) -> list[str]:
        return [tablo.text for tablo in self.tablos.values()]


class Counter:
    """A program of one counter, as far as its line is concerned."""

    def __init__(
        self,
        address: Address,
        number: int,
        *,
        secret: str = SECRET,
        role: Role = Role.COUNTER,
        waits: Sequence[float] = (0.05,),
    ) -> None:
        self.keys: SimpleQueue[int] = SimpleQueue()
        self.line = SharedLine(address, secret=secret, role=role, on_key=self.keys.put, waits=tuple(waits))
        self.lamp, self.sign = self.line.keypad(number), self.line.sign(number)

    def __enter__(self) -> Counter:
        self.line.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.line.stop()


class Network:
    """Carries bytes between programs and `target`, until it stands still: then nothing comes through, and nobody is
    told. What was said meanwhile comes later, as it does when a cable is plugged in again."""

    def __init__(self, target: Address) -> None:
        self._target = target
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.address: Address = self._listener.getsockname()[:2]
        self._selector = selectors.DefaultSelector()
        self._selector.register(self._listener, selectors.EVENT_READ)
        self._ends: dict[socket.socket, socket.socket] = {}
        self._stop = threading.Event()
        self._flows = threading.Event()
        self._flows.set()
        self._thread = threading.Thread(target=self._run)

    def stands_still(self) -> None:
        self._flows.clear()

    def flows(self) -> None:
        self._flows.set()

    def __enter__(self) -> Network:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stop.set()
        self._flows.set()
        self._thread.join()
        for end in (self._listener, *self._ends):
            end.close()
        self._selector.close()

    def _run(self) -> None:
        while not self._stop.is_set():
            for key, _events in self._selector.select(0.02):
                self._flows.wait()
                if key.fileobj is self._listener:
                    self._accept()
                elif isinstance(key.fileobj, socket.socket):
                    self._carry(key.fileobj)

    def _accept(self) -> None:
        one, _peer = self._listener.accept()
        try:
            other = socket.create_connection(self._target, timeout=5)
        except OSError:
            one.close()
            return
        for end, far in ((one, other), (other, one)):
            self._ends[end] = far
            self._selector.register(end, selectors.EVENT_READ)

    def _carry(self, end: socket.socket) -> None:
        far = self._ends.get(end)
        if far is None:
            return
        try:
            data = end.recv(65_536)
            if data:
                far.sendall(data)
        except OSError:
            data = b""
        if not data:
            for one in (end, far):
                self._selector.unregister(one)
                del self._ends[one]
                one.close()
