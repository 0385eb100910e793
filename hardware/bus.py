"""One line shared by signs and call units (RS-485): a master, half duplex, a thread of its own.

    bus = Bus(open_line("serial:///dev/serial/by-id/...?baudrate=9600"), on_key=keys.put)
    sign = bus.sign(PlainSign(5))
    bus.start()
    sign.show(SignText(label="B042", counter=12))

In turns: a sign or lamp whose text has changed, then one question to a call unit, then those whose text is due again.
A sign keeps one wanted text and no queue, so a text that was overtaken is never sent. A device that does not
answer after two more attempts is left alone for some seconds and holds up nobody. When the line is unplugged it is
opened again after 1, 2 and then every 5 s, and every sign is told its text once more. Stopped on purpose, it puts
out what shines, as far as half a second goes.
"""

from __future__ import annotations

import logging
import math
import time
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from threading import Event, Lock, Thread
from typing import Final

from hardware.bus_posts import AskedPost, DeviceReport, Make, Outlet, Tally
from hardware.deadline import Deadline
from hardware.delivery import hand_over
from hardware.exchange import LONGEST_ANSWER, BadAnswer, Exchange
from hardware.keep_line import keep_line
from hardware.keypads.interface import AskedKeypad, KeyPressed, Lamp, TalkingKeypad
from hardware.reopen import WAITS
from hardware.signs.interface import CounterSign, SignDriver, SignText
from hardware.transport import Transport
from shared.domain.errors import DeviceAway

log = logging.getLogger(__name__)

RETRIES: Final = 2
LEFT_ALONE: Final = 5.0  # seconds for a device that does not answer
_ASK_AGAIN: Final = 0.05
_SLICE: Final = 0.05  # how long listening may keep a new text waiting
_STALLED: Final = 1.0
_QUIET: Final = 0.02
_SETTLED: Final = 0.3
_BOUNCE: Final = 0.3
_FAREWELL: Final = 0.5  # seconds for putting out what shines
_OVERHEARD: Final = 1.0  # seconds without listening after which nobody knows how old a press is
_BITS_PER_BYTE: Final = 11


def _now() -> datetime:
    return datetime.now(UTC)


def _nobody(_key: KeyPressed) -> None:
    """A line without call units."""


class Bus:
    """The master of one line. Add all devices before `start`; `show` and `light` may be called from any thread.

    `on_key` is called from the bus's thread. `echo`: the adapter hears what it says itself. `baudrate` is only for
    knowing how long bytes are on their way.
    """

    def __init__(
        self,
        line: Transport,
        *,
        on_key: Callable[[KeyPressed], None] = _nobody,
        baudrate: int = 9600,
        echo: bool = False,
        clock: Callable[[], datetime] = _now,
        back_off: tuple[float, ...] = WAITS,
        left_alone: float = LEFT_ALONE,
    ) -> None:
        self._line = line
        self._on_key = on_key
        self._per_byte = _BITS_PER_BYTE / baudrate
        self._echo = echo
        self._clock = clock
        self._back_off = back_off
        self._left_alone = left_alone
        self._lock = Lock()
        self._outlets: list[Outlet] = []
        self._asked: list[AskedPost] = []
        self._talking: list[TalkingKeypad] = []
        self._asks_next = 0
        self._told_last = False
        self._up = False
        self._pressed: dict[KeyPressed, float] = {}
        self._listened = math.inf
        self._end = Event()
        self._thread = Thread(target=self._run, name=f"bus {line.name}", daemon=True)

    # who is on the line

    def sign(self, driver: SignDriver) -> CounterSign:
        """Put a sign on the line; what is returned shows on it."""
        dark = partial(driver.exchange, SignText(label="", counter=0))
        return _BusSign(self, driver, self._outlet(driver.name, driver.refresh, dark))

    def asked(self, keypad: AskedKeypad) -> None:
        """Put a call unit on the line that must be asked for its keys."""
        self._asked.append(AskedPost(keypad))

    def talking(self, keypad: TalkingKeypad) -> BusLamp:
        """Put a call unit on the line that speaks unasked; what is returned lights its lamp."""
        self._talking.append(keypad)
        dark = partial(keypad.lamp, Lamp.OFF)
        return BusLamp(self, keypad, self._outlet(f"lamp of {keypad.name}", None, dark))

    def _outlet(self, name: str, refresh: float | None, dark: Make) -> Outlet:
        outlet = Outlet(name, refresh=refresh, dark=dark)
        self._outlets.append(outlet)
        return outlet

    # from other threads

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """Ends the thread and closes the line, within two and a half seconds. Signs and lamps are put out, as many as
        half a second allows and those that are away not: a program that is killed cannot do even that."""
        self._end.set()
        if self._thread.is_alive():
            self._thread.join()

    def want(self, outlet: Outlet, make: Make, *, again: Make | None = None, lit: bool = True) -> None:
        """From now on `make` is what is sent to `outlet`, instead of anything not yet sent; later on, `again`. `lit`:
        with it something can be seen."""
        with self._lock:
            outlet.want(make, again or make, time.monotonic(), lit=lit)

    @property
    def is_up(self) -> bool:
        """Whether the line is open."""
        return self._up

    def reports(self) -> tuple[DeviceReport, ...]:
        """How every device on the line has fared. On a line that is not open everybody is away."""
        with self._lock:
            tallies = [outlet.tally for outlet in self._outlets] + [post.tally for post in self._asked]
            return tuple(tally.report(unreachable=not self._up) for tally in tallies)

    # the thread

    def _run(self) -> None:
        keep_line(self._line, self._use, end=self._end, came=self._begin, went=self._down, waits=self._back_off)
        self._down()

    def _use(self) -> None:
        while not self._end.is_set():
            self._turn()
        self._put_out()

    def _put_out(self) -> None:
        deadline = Deadline.after(_FAREWELL)
        with self._lock:
            shining = [one for one in self._outlets if one.may_shine and not one.tally.away]
        # Signs first: they are said again and again, lamps are not.
        shining.sort(key=lambda one: one.refresh is None)
        before: Exchange | None = None
        for outlet in shining:
            exchange = outlet.dark()
            gap = before.gap if before else 0.0
            if deadline.left() < gap + (exchange.patience if exchange.answer else 0.0):
                log.info("%s: %s and those after it keep what they show", self._line.name, outlet.tally.name)
                break
            if before is not None:
                self._rest(before)
            self._exchange(exchange, outlet.tally)
            before = exchange
        if before is not None and before.answer is None:
            # A line that is closed forgets what it has not said yet.
            self._listen(min(before.gap, deadline.left()))

    def _begin(self) -> None:
        """What was shown may be lost, and keys that are down may be so for long."""
        with self._lock:
            now = time.monotonic()
            for outlet in self._outlets:
                outlet.again(now)
        for post in self._asked:
            post.due = 0.0
            post.keypad.forget()
        self._listened = time.monotonic()
        self._up = True

    def _down(self) -> None:
        self._up = False

    def _turn(self) -> None:
        """One thing: tell, ask or listen. Telling and asking take turns while both have something to do."""
        now = time.monotonic()
        with self._lock:
            ready = [outlet for outlet in self._outlets if outlet.due <= now]
            outlet = min(ready, key=Outlet.urgency, default=None)
        post = self._next_asked(now)
        if outlet is not None and (post is None or not self._told_last):
            self._told_last = True
            self._tell(outlet)
        elif post is not None:
            self._told_last = False
            self._ask(post)
        else:
            self._listen(_SLICE)

    def _next_asked(self, now: float) -> AskedPost | None:
        for step in range(len(self._asked)):
            place = (self._asks_next + step) % len(self._asked)
            if self._asked[place].due <= now:
                self._asks_next = place + 1
                return self._asked[place]
        return None

    def _tell(self, outlet: Outlet) -> None:
        with self._lock:
            make = outlet.take()
        exchange = make()
        answer = self._exchange(exchange, outlet.tally, still=lambda: outlet.wants(make))
        now = time.monotonic()
        with self._lock:
            if answer is None:
                outlet.failed(make, now + self._left_alone)
            else:
                outlet.told(make, now)
        self._rest(exchange)

    def _ask(self, post: AskedPost) -> None:
        question = post.keypad.question()
        answer = self._exchange(question, post.tally)
        if answer is None:
            post.keypad.forget()
            post.due = time.monotonic() + self._left_alone
            return
        post.due = time.monotonic() + _ASK_AGAIN
        for key in post.keypad.pressed(answer):
            self._press(key)
        self._rest(question)

    def _exchange(self, exchange: Exchange, tally: Tally, *, still: Callable[[], bool] = lambda: True) -> bytes | None:
        """The answer, empty where none is expected; None when there was none after all attempts, or when it is not
        wanted any more."""
        attempts = 1 if tally.away else 1 + RETRIES
        for attempt in range(attempts):
            if attempt and (self._end.is_set() or not still()):
                return None
            self._send(exchange.request)
            with self._lock:
                tally.sent += 1
            if exchange.answer is None:
                return b""
            try:
                answer = self._answer(exchange)
            except BadAnswer as bad:
                if not self._end.is_set():
                    self._settle()
                answer, why = None, bad.why
            else:
                why = "no answer"
            if answer is not None:
                with self._lock:
                    tally.answer(self._clock())
                return answer
            self._fault(tally, why)
        self._away(tally)
        return None

    def _send(self, request: bytes) -> None:
        self._heard(self._line.read(LONGEST_ANSWER, Deadline.after(0)))
        if self._line.write(request, Deadline.after(_STALLED)) < len(request):
            raise DeviceAway(self._line.name, "the line takes no more bytes")
        if self._echo:
            deadline = Deadline.after(len(request) * self._per_byte + _SETTLED)
            heard = b""
            while len(heard) < len(request) and not deadline.passed():
                heard += self._line.read(len(request) - len(heard), deadline)

    def _answer(self, exchange: Exchange) -> bytes | None:
        assert exchange.answer is not None
        deadline = Deadline.after(exchange.patience + len(exchange.request) * self._per_byte)
        received = b""
        while not deadline.passed():
            received += self._line.read(LONGEST_ANSWER, deadline)
            answer = exchange.answer(received)
            if answer is not None:
                return answer
            if len(received) > LONGEST_ANSWER:
                raise BadAnswer("an endless answer")
        if received:
            raise BadAnswer(f"half an answer: {len(received)} bytes")
        return None

    def _settle(self) -> None:
        """Wait until nobody speaks, so that the rest of this answer is not taken for the next one."""
        deadline = Deadline.after(_SETTLED)
        while not deadline.passed() and self._line.read(LONGEST_ANSWER, deadline.within(_QUIET)):
            pass

    def _rest(self, exchange: Exchange) -> None:
        """The silence behind an exchange; without an answer its bytes are still on their way."""
        self._listen(exchange.gap + (0 if exchange.answer else len(exchange.request) * self._per_byte))

    def _listen(self, seconds: float) -> None:
        """Keep silent that long, and hear who speaks unasked."""
        deadline = Deadline.after(seconds)
        while not deadline.passed():
            self._heard(self._line.read(LONGEST_ANSWER, deadline))

    def _heard(self, data: bytes) -> None:
        now = time.monotonic()
        unheard, self._listened = now - self._listened, now
        if data and unheard > _OVERHEARD:
            # This process stood still. A press of back then would call somebody now.
            log.warning("%s: what was said while nobody listened for %.1f s is dropped", self._line.name, unheard)
            return
        for keypad in self._talking if data else ():
            for key in keypad.heard(data, now):
                self._press(key)

    def _press(self, key: KeyPressed) -> None:
        now = time.monotonic()
        bounced = now - self._pressed.get(key, -math.inf) < _BOUNCE
        self._pressed[key] = now
        if not bounced and not self._end.is_set():
            hand_over(self._on_key, key, device=self._line.name)

    def _fault(self, tally: Tally, why: str) -> None:
        with self._lock:
            tally.fault(why)
        log.debug("%s: %s: %s", self._line.name, tally.name, why)

    def _away(self, tally: Tally) -> None:
        with self._lock:
            new = not tally.away
            tally.away = True
        if new:
            log.warning("%s: %s is away: %s", self._line.name, tally.name, tally.last_error)


class _BusSign:
    """See `hardware.signs.interface.CounterSign`."""

    __slots__ = ("_bus", "_driver", "_outlet")

    def __init__(self, bus: Bus, driver: SignDriver, outlet: Outlet) -> None:
        self._bus = bus
        self._driver = driver
        self._outlet = outlet

    def show(self, text: SignText) -> None:
        again = partial(self._driver.exchange, text.steady)
        self._bus.want(self._outlet, partial(self._driver.exchange, text), again=again, lit=bool(text.digits))


class BusLamp:
    """The lamp of one call unit."""

    __slots__ = ("_bus", "_keypad", "_outlet")

    def __init__(self, bus: Bus, keypad: TalkingKeypad, outlet: Outlet) -> None:
        self._bus = bus
        self._keypad = keypad
        self._outlet = outlet

    def light(self, lamp: Lamp) -> None:
        """From now on it is like this. Only the newest counts; never waits, never raises for a unit that is away."""
        self._bus.want(self._outlet, partial(self._keypad.lamp, lamp), lit=lamp is not Lamp.OFF)
