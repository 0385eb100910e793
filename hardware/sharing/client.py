"""The devices of a counter on a line that another program shares, as if they were plugged to this machine.

    line = SharedLine(("10.0.0.5", 4100), secret=secret, on_key=keys.put)
    lamp, sign = line.keypad(7), line.sign(7)
    line.start()
    sign.show(SignText(label="B042", counter=7))

It keeps itself attached: a bus that was restarted, or a network that was away, is found again within two seconds, and
told what is wanted now. A key that was long on its way, because the network or this program stood still, is dropped.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from threading import Event, Lock, Thread
from typing import Final
from uuid import uuid4

from hardware.deadline import Deadline
from hardware.delivery import hand_over
from hardware.keep_line import keep_line
from hardware.keypads.interface import Lamp
from hardware.sharing.address import Address
from hardware.sharing.attachment import Attachment
from hardware.sharing.messages import Claim, Device, FromBus, Key, Light, Ping, Role, Shape, Show, State
from hardware.sharing.switchboard import FRESH
from hardware.signs.interface import CounterSign, SignText
from shared.domain.station import DeviceTrouble

log = logging.getLogger(__name__)

_WAITS: Final = (0.5, 1.0, 2.0)
_SLICE: Final = 0.05  # s a new text may wait while one listens
_PING: Final = 0.5
_REMEMBERED: Final = 16  # pings
_TROUBLES: Final = {
    Shape.GOOD: None,
    Shape.SILENT: DeviceTrouble.SILENT,
    Shape.UNREACHABLE: DeviceTrouble.UNREACHABLE,
    Shape.ABSENT: DeviceTrouble.UNREACHABLE,
}
_Place = tuple[Device, int]


def _nobody(_key: int) -> None:
    """A board has no use for keys."""


class SharedLine:
    """The line at `address`. Name all devices before `start`; `show` and `light` may be called from any thread.

    `on_key` hears the number of a key, from this line's thread. A program that is a BOARD hears no keys, and its texts
    stand only where no counter's own program is attached.
    """

    def __init__(
        self,
        address: Address,
        *,
        secret: str = "",
        role: Role = Role.COUNTER,
        on_key: Callable[[int], None] = _nobody,
        waits: tuple[float, ...] = _WAITS,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._at = Attachment(*address, secret=secret, role=role, run=uuid4().hex, clock=clock)
        self._role = role
        self._on_key = on_key
        self._waits = waits
        self._clock = clock
        self._lock = Lock()
        self._claims: list[_Place] = []
        self._wanted: dict[_Place, Show | Light] = {}
        self._due: set[_Place] = set()
        self._states: dict[_Place, State] = {}
        self._up = False
        self._pings: dict[int, float] = {}
        self._pinged = 0
        self._ping_at = 0.0
        self._end = Event()
        self._thread = Thread(target=self._run, name=f"shared {address[0]}:{address[1]}", daemon=True)

    # who is on the line

    def keypad(self, counter: int) -> SharedLamp:
        """The call unit of this counter; what is returned lights its lamp."""
        self._claims.append((Device.KEYPAD, counter))
        return SharedLamp(self, counter)

    def sign(self, counter: int) -> CounterSign:
        """The sign of this counter; what is returned shows on it."""
        self._claims.append((Device.SIGN, counter))
        return _SharedSign(self, counter)

    # from other threads

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """Ends the thread, within two and a half seconds; signs and lamp are put out, if the line can be reached."""
        self._end.set()
        if self._thread.is_alive():
            self._thread.join()

    def want(self, place: _Place, message: Show | Light) -> None:
        """From now on it is like this."""
        with self._lock:
            self._wanted[place] = message
            self._due.add(place)

    @property
    def is_up(self) -> bool:
        """Whether this program is attached."""
        return self._up

    def trouble(self, device: Device, counter: int) -> DeviceTrouble | None:
        """What is the matter with a device. BUSY: another program of the same counter goes before this one."""
        with self._lock:
            state = self._states.get((device, counter))
            if not self._up or state is None:
                return DeviceTrouble.UNREACHABLE
            # That a counter's own program goes before a board is as it should be.
            busy = self._role is Role.COUNTER and not state.yours
            return _TROUBLES[state.shape] or (DeviceTrouble.BUSY if busy else None)

    @property
    def devices(self) -> tuple[tuple[Device, int], ...]:
        """What was named: each device and its counter."""
        return tuple(self._claims)

    # the thread

    def _run(self) -> None:
        keep_line(self._at, self._use, end=self._end, came=self._came, went=self._went, waits=self._waits)
        self._went()

    def _came(self) -> None:
        self._pings.clear()
        self._pinged, self._ping_at = 0, 0.0
        for device, counter in self._claims:
            self._at.tell(Claim(device=device, counter=counter))
        with self._lock:
            self._states.clear()
            for place, message in self._wanted.items():
                if isinstance(message, Show) and place not in self._due:
                    self._wanted[place] = _steady(message)
            self._due = set(self._wanted)
            self._up = True

    def _went(self) -> None:
        with self._lock:
            self._up = False

    def _use(self) -> None:
        while not self._end.is_set():
            self._ping()
            self._say()
            for message in self._at.hear(Deadline.after(_SLICE)):
                self._obey(message)
        self._put_out()

    def _ping(self) -> None:
        now = self._clock()
        if now < self._ping_at:
            return
        self._ping_at = now + _PING
        self._pinged += 1
        self._pings[self._pinged] = now
        self._pings.pop(self._pinged - _REMEMBERED, None)
        self._at.tell(Ping(number=self._pinged))

    def _say(self) -> None:
        with self._lock:
            saying = [self._wanted[place] for place in sorted(self._due, key=_by_counter)]
            self._due.clear()
        for message in saying:
            self._at.tell(message)

    def _put_out(self) -> None:
        """Nobody drives them from now on."""
        with self._lock:
            wanted = list(self._wanted.values())
        for message in wanted:
            if isinstance(message, Light):
                self._at.tell(Light(counter=message.counter, lamp=Lamp.OFF))
            elif message.label:
                self._at.tell(Show(counter=message.counter, label=""))

    def _obey(self, message: FromBus) -> None:
        if isinstance(message, State):
            with self._lock:
                self._states[message.device, message.counter] = message
            if not message.yours and self._role is Role.COUNTER:
                log.warning("%s: another program has the %s", self._at.name, message.device.value)
            if message.shape is Shape.ABSENT:
                log.error("%s: has no %s for counter %d", self._at.name, message.device.value, message.counter)
        elif isinstance(message, Key):
            self._press(message)

    def _press(self, key: Key) -> None:
        age = self._clock() - self._pings.get(key.after, float("-inf"))
        if age > FRESH:
            log.warning("%s: key %d was too long on its way and does nothing", self._at.name, key.key)
        elif not self._end.is_set():
            hand_over(self._on_key, key.key, device=self._at.name)


class SharedLamp:
    """The lamp of one counter's call unit."""

    __slots__ = ("_counter", "_line")

    def __init__(self, line: SharedLine, counter: int) -> None:
        self._line = line
        self._counter = counter

    def light(self, lamp: Lamp) -> None:
        """From now on it is like this; see `hardware.bus.BusLamp`."""
        self._line.want((Device.KEYPAD, self._counter), Light(counter=self._counter, lamp=lamp))


class _SharedSign:
    """See `hardware.signs.interface.CounterSign`."""

    __slots__ = ("_counter", "_line")

    def __init__(self, line: SharedLine, counter: int) -> None:
        self._line = line
        self._counter = counter

    def show(self, text: SignText) -> None:
        show = Show(counter=self._counter, label=text.digits, blink=text.blink)
        self._line.want((Device.SIGN, self._counter), show)


def _steady(show: Show) -> Show:
    """What was said before the line was away must not draw the eye again."""
    return Show(counter=show.counter, label=show.label)


def _by_counter(place: _Place) -> tuple[int, str]:
    return place[1], place[0].value
