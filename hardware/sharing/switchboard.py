"""Who drives which device of a shared line, and where a key goes. No socket, no clock: moments are passed in.

Of several programs that claim the same device a counter's own goes before a board's, and of two of a kind the one that
was started later: somebody started it there because the other one was to be replaced. The others stand by, are told
so, and follow at once when the first leaves.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Final, Protocol

from hardware.keypads.interface import KeyPressed, Lamp
from hardware.sharing.messages import Device, FromBus, Key, Role, Shape, State
from hardware.sharing.seal import BadLine
from hardware.signs.interface import CounterSign, SignText

log = logging.getLogger(__name__)

STANDS: Final = 60.0  # s a text stays when nobody drives its sign any more: for who is on the way
FRESH: Final = 2.0  # s: an older press calls nobody
TOLD: Final = 3.0  # s the lamp says that a key did nothing
_MOST_CLAIMS: Final = 200  # of one program
_MOST_COUNTER: Final = 10_000


class Lighted(Protocol):
    """A call unit's lamp."""

    def light(self, lamp: Lamp) -> None: ...


class Attached(Protocol):
    """A program at the other end. `started` and `heard`: moments, of its start and of its last word; `pinged` the
    number of its last Ping, 0 before the first."""

    @property
    def name(self) -> str: ...
    @property
    def role(self) -> Role: ...
    @property
    def started(self) -> float: ...
    @property
    def heard(self) -> float: ...
    @property
    def pinged(self) -> int: ...

    def tell(self, message: FromBus) -> None:
        """Never waits, never raises."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CounterPost:
    """What one counter has on the line. `units` are addresses, `names` those of the bus's reports."""

    counter: int
    units: tuple[int, ...] = ()
    lamps: tuple[Lighted, ...] = ()
    signs: tuple[CounterSign, ...] = ()
    names: Mapping[Device, tuple[str, ...]]


@dataclass(slots=True, eq=False)
class _Claim:
    who: Attached
    order: int
    text: SignText | None = None
    lamp: Lamp = Lamp.OFF
    told: State | None = None

    def rank(self) -> tuple[bool, float, int]:
        return (self.who.role is Role.COUNTER, self.who.started, self.order)


class Switchboard:
    """`shapes` says how the devices do, by their names in the bus's reports. One thread."""

    def __init__(self, posts: Iterable[CounterPost], *, shapes: Callable[[], Mapping[str, Shape]], now: float) -> None:
        self._posts = {post.counter: post for post in posts}
        self._counter_of = {unit: post.counter for post in self._posts.values() for unit in post.units}
        self._shapes = shapes
        self._claims: dict[tuple[Device, int], list[_Claim]] = {}
        self._order = count()
        self._shown: dict[int, SignText] = {}
        self._dark_at = {counter: now + STANDS for counter, post in self._posts.items() if post.signs}
        self._lit: dict[int, Lamp] = {}
        self._telling: dict[int, float] = {}
        self._unlit_until = now + TOLD

    # -- what the programs say --------------------------------------------------------------------------------------

    def claim(self, who: Attached, device: Device, counter: int) -> None:
        """`who` drives and hears these devices from now on, as far as nobody goes before it. Raises BadLine."""
        if sum(claim.who is who for claims in self._claims.values() for claim in claims) >= _MOST_CLAIMS:
            raise BadLine("more claims than a hall has counters")
        claims = self._claims.setdefault((device, counter), [])
        if any(claim.who is who for claim in claims):
            return
        claims.append(_Claim(who, next(self._order)))
        claims.sort(key=_Claim.rank, reverse=True)
        if sum(claim.who.role is Role.COUNTER for claim in claims) > 1:
            log.warning("two programs for the %s of counter %d: %s has it", device.value, counter, claims[0].who.name)
        if counter not in self._posts or not self._posts[counter].names.get(device):
            log.error("%s wants the %s of counter %d: this line has none", who.name, device.value, counter)
        self._tell_states()

    def leave(self, who: Attached, now: float) -> None:
        """`who` is gone."""
        for (device, counter), claims in list(self._claims.items()):
            left = [claim for claim in claims if claim.who is not who]
            if len(left) == len(claims):
                continue
            if left:
                self._claims[device, counter] = left
            else:
                del self._claims[device, counter]
            if device is Device.SIGN:
                self._settle(counter, now)
            else:
                self._relight(counter, now)
        self._tell_states()

    def show(self, who: Attached, counter: int, label: str, *, blink: bool = False) -> None:
        """What the signs of this counter are to show. Raises BadLine for one that `who` did not claim."""
        claim = self._claim_of(who, Device.SIGN, counter)
        text = SignText(label=label, counter=counter % _MOST_COUNTER, blink=blink)
        claim.text = text.steady
        if self._driver(counter) is claim:
            self._put(counter, text)

    def light(self, who: Attached, counter: int, lamp: Lamp, *, now: float) -> None:
        """How the lamps of this counter are to be. Raises BadLine for one that `who` did not claim."""
        self._claim_of(who, Device.KEYPAD, counter).lamp = lamp
        self._relight(counter, now)

    # -- what the line says -----------------------------------------------------------------------------------------

    def press(self, key: KeyPressed, *, at: float, now: float) -> None:
        """A key that was pressed at `at`: to the one program it is for, or to nobody for ever."""
        counter = self._counter_of.get(key.address)
        if counter is None:
            return
        holder = self._holder(counter)
        if now - at > FRESH:
            why = "it took too long on its way"
        elif holder is None:
            why = "no program of this counter is attached"
        elif not holder.pinged or now - holder.heard > FRESH:
            why = f"{holder.name} is not heard"
        else:
            holder.tell(Key(counter=counter, key=key.key, after=holder.pinged))
            return
        log.warning("key %d of the call unit of counter %d does nothing: %s", key.key, counter, why)
        self._telling[counter] = now + TOLD
        self._relight(counter, now)

    def tick(self, now: float) -> None:
        """Time has passed: call it twice a second or so."""
        for counter in [one for one, until in self._telling.items() if until <= now]:
            del self._telling[counter]
            self._relight(counter, now)
        if self._unlit_until <= now:
            # What a lamp showed before the bus was started, and nobody has lit anew. (At once, it would keep waiting
            # those who come: a line of many lamps takes seconds.)
            for counter in self._posts.keys() - self._lit.keys():
                self._relight(counter, now)
        for counter in [one for one, at in self._dark_at.items() if at <= now]:
            del self._dark_at[counter]
            self._put(counter, SignText(label="", counter=counter % _MOST_COUNTER))
        self._tell_states()

    # -- settling ---------------------------------------------------------------------------------------------------

    def _of(self, device: Device, counter: int) -> Sequence[_Claim]:
        """The strongest first."""
        return self._claims.get((device, counter), ())

    def _claim_of(self, who: Attached, device: Device, counter: int) -> _Claim:
        for claim in self._of(device, counter):
            if claim.who is who:
                return claim
        raise BadLine(f"a {device.value} it did not claim")

    def _driver(self, counter: int) -> _Claim | None:
        """Whose text stands on the signs."""
        return next((one for one in self._of(Device.SIGN, counter) if one.text is not None), None)

    def _holder(self, counter: int) -> Attached | None:
        """Who hears the keys."""
        own = (one.who for one in self._of(Device.KEYPAD, counter) if one.who.role is Role.COUNTER)
        return next(own, None)

    def _settle(self, counter: int, now: float) -> None:
        """Who drove these signs may be gone."""
        driver = self._driver(counter)
        if driver is not None and driver.text is not None:
            if driver.text != self._shown.get(counter):
                self._put(counter, driver.text)
        elif counter in self._shown:
            self._dark_at.setdefault(counter, now + STANDS)

    def _put(self, counter: int, text: SignText) -> None:
        self._dark_at.pop(counter, None)
        self._shown[counter] = text.steady
        for sign in self._posts[counter].signs if counter in self._posts else ():
            sign.show(text)

    def _relight(self, counter: int, now: float) -> None:
        claims = [one for one in self._of(Device.KEYPAD, counter) if one.who.role is Role.COUNTER]
        lamp = Lamp.RED_FAST if self._telling.get(counter, now) > now else claims[0].lamp if claims else Lamp.OFF
        if self._lit.get(counter) is lamp:
            return
        self._lit[counter] = lamp
        for one in self._posts[counter].lamps if counter in self._posts else ():
            one.light(lamp)

    def _tell_states(self) -> None:
        shapes = self._shapes()
        for (device, counter), claims in self._claims.items():
            post = self._posts.get(counter)
            shape = _worst([shapes.get(name, Shape.GOOD) for name in post.names.get(device, ())] if post else [])
            for claim in claims:
                state = State(device=device, counter=counter, shape=shape, yours=claim is claims[0])
                if state != claim.told:
                    claim.told = state
                    claim.who.tell(state)


def _worst(shapes: Sequence[Shape]) -> Shape:
    for shape in (Shape.UNREACHABLE, Shape.SILENT, Shape.GOOD):
        if shape in shapes:
            return shape
    return Shape.ABSENT
