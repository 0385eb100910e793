"""The signs of light-emitting diodes over the counters: they follow the hall as the board does, from the same value.

A sign shows whom its counter invites, with the eye drawn to each new invitation; nothing once somebody is served, or
while the counter is free or closed; dashes while it is paused. It has no words for an emergency of the hall: while one
stands it shows dashes where nobody is invited, because nobody is to come. When the store is away an invitation stands
for a minute more, for who is on the way, and then the sign goes dark: no number is better than an old one.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from datetime import datetime, tzinfo
from typing import Any, Final

from PySide6.QtCore import QObject, QTimer, Slot

from hardware.bus import Bus
from hardware.bus_posts import DeviceReport
from hardware.line_address import open_line
from hardware.sharing.address import Address, line_of_signs
from hardware.sharing.client import SharedLine
from hardware.sharing.messages import Device, Role
from hardware.signs.interface import LONGEST_LABEL, CounterSign, SignText
from hardware.signs.kinds import sign_driver
from shared.board import HallNow, Posted
from shared.bus_form import BusForm, SignForm
from shared.counter_shows import Doing, counter_shows
from shared.domain.station import DeviceHealth, DeviceKind, DeviceTrouble, Health
from shared.feed import Away, News

DASHES: Final = "---"
_TICK_MS: Final = 1000
STILL_TRUE: Final = 60.0  # s an invitation stands while the store is away

_log: Final = logging.getLogger(__name__)


class LedSigns:
    """Tells each counter's signs what to show. Every text is sent once; what a sign loses its bus says again."""

    def __init__(
        self,
        signs: Iterable[tuple[int, CounterSign]],
        *,
        clock: Callable[[], datetime],
        steady: Callable[[], float],
    ) -> None:
        """`signs`: counter and sign; a counter may have several. `steady` gives seconds that only run forward."""
        self._signs: dict[int, list[CounterSign]] = {}
        for counter, sign in signs:
            self._signs.setdefault(counter, []).append(sign)
        self._clock = clock
        self._steady = steady
        self._shown: dict[int, SignText] = {}
        self._called: dict[int, tuple[int, int]] = {}
        self._now: HallNow | None = None
        self._posted = Posted()
        self._fresh = False
        self._away_at: float | None = None
        self._zone: tzinfo | None = None

    def told(self, told: News | Away) -> None:
        """News of the hall, or that the store is away."""
        if isinstance(told, Away):
            if self._away_at is None:
                self._away_at = self._steady()
        else:
            if self._now is None:
                for counter in sorted(set(self._signs) - set(told.now.counters)):
                    _log.error("[[sign]] names counter %d, which this hall does not have", counter)
            self._away_at = None
            if told.reference is not None:
                self._zone = told.reference.rules.calendar.zone
            self._now = told.now
            self._posted = told.posted if told.posted is not None else self._posted
            self._fresh = bool(told.events)
        self.tick()

    def tick(self) -> None:
        """Time has passed: call it about once a second."""
        for counter in self._signs:
            text = self._text(counter)
            if self._shown.get(counter) != text.steady:
                self._shown[counter] = text.steady
                for sign in self._signs[counter]:
                    sign.show(text)
            elif text.blink:
                for sign in self._signs[counter]:
                    sign.show(text)
        self._fresh = False

    def _text(self, counter: int) -> SignText:
        now = self._now
        gone = self._away_at is not None and self._steady() - self._away_at >= STILL_TRUE
        if now is None or gone:
            return SignText(label="", counter=counter)
        shows = counter_shows(now.on(self._clock().astimezone(self._zone).date()), counter)
        if shows.doing is not Doing.INVITING or shows.ticket is None:
            self._called.pop(counter, None)
            dashes = shows.doing is Doing.PAUSED or bool(self._posted.emergencies(self._clock()))
            return SignText(label=DASHES if dashes else "", counter=counter)
        called = (shows.ticket.id, shows.times)
        new = self._called.get(counter) != called
        self._called[counter] = called
        return SignText(label=shows.label[-LONGEST_LABEL:], counter=counter, blink=new and self._fresh)


class SignBus(QObject):
    """The line the signs of this station are on, its own or one that motcua-bus shares, with their health for the
    station's beat. Connect a feed's `told` to its slot."""

    def __init__(
        self,
        bus_form: BusForm,
        sign_forms: tuple[SignForm, ...],
        *,
        clock: Callable[[], datetime],
        steady: Callable[[], float],
    ) -> None:
        """Raises ConfigError for an address or a kind that makes no sense."""
        super().__init__()
        shared = line_of_signs(bus_form)
        self._line: _OwnLine | _LentLine = (
            _OwnLine(bus_form, sign_forms) if shared is None else _LentLine(shared, bus_form.secret, sign_forms)
        )
        self._signs = LedSigns(self._line.signs, clock=clock, steady=steady)
        self._ticking = QTimer(self)
        self._ticking.setInterval(_TICK_MS)
        self._ticking.timeout.connect(self._tick)

    def start(self) -> None:
        self._line.start()
        self._ticking.start()

    @Slot(object)
    def told(self, told: Any) -> None:
        """News or Away, from the feed."""
        self._signs.told(told)

    @Slot()
    def _tick(self) -> None:
        self._signs.tick()

    def stop(self) -> None:
        """Ends within two and a half seconds. Signs are put out, as many as half a second allows; of the others one
        that knows how goes dark by itself."""
        self._ticking.stop()
        self._line.stop()

    def health(self, *, ask: bool) -> tuple[DeviceHealth, ...]:  # noqa: ARG002 - the bus asks all the time
        """How each sign does. See `shared.ui.heart.Watched`."""
        return self._line.health()


class _OwnLine:
    """A line that this program has for itself."""

    def __init__(self, bus_form: BusForm, sign_forms: tuple[SignForm, ...]) -> None:
        self._bus = Bus(open_line(bus_form.line, key="bus.line"), baudrate=bus_form.baudrate)
        self.signs: Final[list[tuple[int, CounterSign]]] = []
        self._names: dict[str, str] = {}
        for form in sign_forms:
            driver = sign_driver(form.kind, form.address, baudrate=bus_form.baudrate, key="sign.kind")
            self.signs.append((form.counter, self._bus.sign(driver)))
            self._names[driver.name] = _name(form.counter)
        self.start: Final = self._bus.start
        self.stop: Final = self._bus.stop

    def health(self) -> tuple[DeviceHealth, ...]:
        return tuple(self._of(one) for one in self._bus.reports())

    def _of(self, report: DeviceReport) -> DeviceHealth:
        trouble = None
        if report.away:
            trouble = DeviceTrouble.SILENT if self._bus.is_up else DeviceTrouble.UNREACHABLE
        return _health(self._names.get(report.name, report.name), trouble)


class _LentLine:
    """A line of motcua-bus. Where a counter's own program is attached, that drives the sign, and this one stands by."""

    def __init__(self, address: Address, secret: str, sign_forms: tuple[SignForm, ...]) -> None:
        self._line = SharedLine(address, secret=secret, role=Role.BOARD)
        # The bus knows how many signs a counter has.
        self._counters = sorted({form.counter for form in sign_forms})
        self.signs: Final = [(counter, self._line.sign(counter)) for counter in self._counters]
        self.start: Final = self._line.start
        self.stop: Final = self._line.stop

    def health(self) -> tuple[DeviceHealth, ...]:
        return tuple(_health(_name(one), self._line.trouble(Device.SIGN, one)) for one in self._counters)


def _name(counter: int) -> str:
    return f"sign {counter}"


def _health(name: str, trouble: DeviceTrouble | None) -> DeviceHealth:
    state = Health.GOOD if trouble is None else Health.BAD
    return DeviceHealth(name=name, kind=DeviceKind.SIGN, state=state, trouble=trouble)
