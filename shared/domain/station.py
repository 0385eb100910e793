"""The programs of a hall, and who of them is ill.

Each station beats now and then: it tells the store that it lives, what it shows and how its devices do. Whoever
reads the beats can judge it. A station that is killed, frozen or cut off beats no more, and silence is the worst
thing one can say of it. It is about machines: nothing here knows of a citizen.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import IntEnum, StrEnum
from typing import Final

from shared.domain.names import either

BEAT: Final = timedelta(seconds=10)
SILENT_AFTER: Final = 3.5 * BEAT  # a slip that is long on its way may swallow two beats
FORGOTTEN_AFTER: Final = timedelta(days=3)  # a long week-end: who does not come back on Monday is still missed
CLOCK_WARNING: Final = timedelta(seconds=2)
CLOCK_BAD: Final = timedelta(seconds=60)
BEHIND_WARNING: Final = timedelta(seconds=5)
BEHIND_BAD: Final = timedelta(seconds=60)
UNSAID_WARNING: Final = timedelta(seconds=50)  # a burst of ten counters is said within that
UNSAID_BAD: Final = timedelta(minutes=2)


class StationKind(StrEnum):
    """Which program it is."""

    KIOSK = "kiosk"
    COUNTER = "counter"
    BOARD = "board"


class DeviceKind(StrEnum):
    """What is plugged to a station."""

    PRINTER = "printer"
    SCANNER = "scanner"
    SIGN = "sign"
    KEYPAD = "keypad"
    VOICE = "voice"
    OTHER = "other"  # a newer program knows what it is


class Health(IntEnum):
    """How well something is; the larger the worse. UNKNOWN is no illness: nobody has asked yet."""

    GOOD = 0
    UNKNOWN = 1
    WARNING = 2  # works, and somebody should come before it does not
    BAD = 3


class DeviceTrouble(StrEnum):
    """What is the matter with a device, for `shared.wording` to say."""

    PAPER_LOW = "paper_low"
    PAPER_OUT = "paper_out"
    COVER_OPEN = "cover_open"
    CUTTER = "cutter"
    FAULT = "fault"
    OFFLINE = "offline"
    BUSY = "busy"
    UNREACHABLE = "unreachable"  # switched off, unplugged, wrong address
    SILENT = "silent"  # the line is there, the device does not answer
    OTHER = "other"  # a newer program knows what it is


@dataclass(frozen=True, slots=True, kw_only=True)
class DeviceHealth:
    """How a device does. `name` is what people call it at this station, never its address: that may hold secrets.

    `trouble` is None exactly when nothing is known to be wrong. `left_mm`: paper left on the roll, where it is counted.
    """

    name: str
    kind: DeviceKind
    state: Health
    trouble: DeviceTrouble | None = None
    left_mm: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Beat:
    """What a station says of itself. `run` is another at each start of the program, `up` how long ago that was.

    `seq` is the journal row its screen shows (0: it shows nothing yet), `age` how long ago it looked at its screen.
    `place_vi` and `place_en` say where it stands, as people call it; both may be empty. `locked`: its staff have locked
    it, so it does nothing for citizens.
    `spoken` is the journal row up to which every call was spoken or left to the screen by rule (None: it is not the one
    that speaks), `unsaid` how long the first call after that has waited for its turn.
    """

    kind: StationKind
    name: str
    run: str
    version: str
    up: timedelta
    seq: int
    age: timedelta = timedelta(0)
    devices: tuple[DeviceHealth, ...] = ()
    place_vi: str = ""
    place_en: str = ""
    locked: bool = False
    spoken: int | None = None
    unsaid: timedelta = timedelta(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Station:
    """A station at its last beat. All times are the store's.

    `clock_offset` is the station's clock minus the store's; `behind` the age of the oldest journal row its screen did
    not show; `doubled`: another program of this kind and name beats, too. The rest is what the beat said.
    """

    kind: StationKind
    name: str
    version: str
    at: datetime
    started_at: datetime
    clock_offset: timedelta
    seq: int
    behind: timedelta
    doubled: bool = False
    devices: tuple[DeviceHealth, ...] = ()
    place_vi: str = ""
    place_en: str = ""
    locked: bool = False
    spoken: int | None = None
    unsaid: timedelta = timedelta(0)

    def place(self, language: str) -> str:
        """Where it stands; "" where nobody has said so."""
        return either(self.place_vi, self.place_en, language)


@dataclass(frozen=True, slots=True, kw_only=True)
class StationsNow:
    """All stations of a hall, by kind and name, as the store knew them at `at`, the store's time."""

    at: datetime
    stations: tuple[Station, ...]


class Complaint(StrEnum):
    """What can be the matter with a station, what people feel most first."""

    SILENT = "silent"
    DEVICE = "device"
    BLANK = "blank"  # it runs, and shows nothing of the hall
    BEHIND = "behind"
    UNSAID = "unsaid"  # calls wait long to be spoken
    DOUBLED = "doubled"
    CLOCK = "clock"
    VERSION = "version"


@dataclass(frozen=True, slots=True, kw_only=True)
class Symptom:
    """One thing that is the matter. `amount`: how long silent, blank or behind, or how far its clock is off.

    `device` is set for DEVICE, `expected` (the version of the others) for VERSION.
    """

    complaint: Complaint
    state: Health
    amount: timedelta = timedelta(0)
    device: DeviceHealth | None = None
    expected: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnosis:
    """A station and what is the matter with it, the worst first."""

    station: Station
    symptoms: tuple[Symptom, ...] = ()

    @property
    def state(self) -> Health:
        return self.symptoms[0].state if self.symptoms else Health.GOOD


def diagnoses(now: StationsNow) -> tuple[Diagnosis, ...]:
    """Every station judged, in the order they came; the version most of those alive run is the right one."""
    alive = [one.version for one in now.stations if now.at - one.at <= SILENT_AFTER]
    version = _common(alive)
    return tuple(health(one, now=now.at, version=version) for one in now.stations)


def health(station: Station, *, now: datetime, version: str = "") -> Diagnosis:
    """Judge one station at `now`, the store's time. `version` is what it should run; "" means any.

    Of a silent station nothing else is said: what it told last is no longer known to be true.
    """
    silence = now - station.at
    if silence > SILENT_AFTER:
        symptom = Symptom(complaint=Complaint.SILENT, state=Health.BAD, amount=silence)
        return Diagnosis(station=station, symptoms=(symptom,))
    found = [*_of_devices(station), *_of_screen(station), *_of_itself(station, version)]
    return Diagnosis(station=station, symptoms=tuple(sorted(found, key=lambda one: -one.state)))


def kiosks_to_go_to(now: StationsNow, *, besides: str) -> tuple[Station, ...]:
    """The kiosks a citizen can be sent to from the one named `besides`: alive, not locked, not ill, with a printer that
    prints. Those with nothing at all the matter come first."""
    found = [
        one
        for one in diagnoses(now)
        if one.station.kind is StationKind.KIOSK
        and one.station.name != besides
        and not one.station.locked
        and one.state is not Health.BAD
        and any(map(_prints, one.station.devices))
    ]
    return tuple(one.station for one in sorted(found, key=lambda one: (one.state, one.station.name)))


def _prints(device: DeviceHealth) -> bool:
    """UNKNOWN is no reason to send somebody across the hall."""
    return device.kind is DeviceKind.PRINTER and device.state in (Health.GOOD, Health.WARNING)


def _of_devices(station: Station) -> Iterable[Symptom]:
    for device in station.devices:
        if device.state >= Health.WARNING:
            yield Symptom(complaint=Complaint.DEVICE, state=device.state, device=device)


def _of_screen(station: Station) -> Iterable[Symptom]:
    blank = station.seq == 0
    late = station.at - station.started_at if blank else station.behind
    if late > BEHIND_WARNING:
        complaint = Complaint.BLANK if blank else Complaint.BEHIND
        yield Symptom(complaint=complaint, state=_graded(late, BEHIND_BAD), amount=late)
    if station.unsaid > UNSAID_WARNING:
        yield Symptom(complaint=Complaint.UNSAID, state=_graded(station.unsaid, UNSAID_BAD), amount=station.unsaid)


def _of_itself(station: Station, version: str) -> Iterable[Symptom]:
    if station.doubled:
        # Two kiosks of one name would finish each other's slips; of the others one only hides the other.
        state = Health.BAD if station.kind is StationKind.KIOSK else Health.WARNING
        yield Symptom(complaint=Complaint.DOUBLED, state=state)
    off = abs(station.clock_offset)
    if off > CLOCK_WARNING:
        yield Symptom(complaint=Complaint.CLOCK, state=_graded(off, CLOCK_BAD), amount=station.clock_offset)
    if version and station.version != version:
        yield Symptom(complaint=Complaint.VERSION, state=Health.WARNING, expected=version)


def _graded(amount: timedelta, bad: timedelta) -> Health:
    return Health.BAD if amount > bad else Health.WARNING


def _common(versions: Iterable[str]) -> str:
    """The version most have; of two that as many have, the newer."""
    counted = Counter(versions)
    return max(counted, key=lambda one: (counted[one], _parts(one)), default="")


def _parts(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split(".") if part.isdigit())
