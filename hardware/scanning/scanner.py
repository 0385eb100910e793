"""A code scanner on a line: one thread that reads, cuts, decodes, and comes back when the plug does.

    scanner = open_scanner("serial:///dev/serial/by-id/...?baudrate=9600", events.put)
    scanner.start()

What happened is handed to `deliver` from the scanner's thread: put it into a queue or a queued signal. What was
scanned is in no log, no repr and no exception.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Event, Thread
from typing import Final

from hardware.deadline import Deadline
from hardware.delivery import hand_over
from hardware.keep_line import keep_line
from hardware.line_address import open_line
from hardware.reopen import WAITS
from hardware.scanning.framing import Frame, Framer, UnreadableCode, Why, decode
from hardware.transport import Transport
from shared.domain.errors import ConfigError
from shared.form import near

log = logging.getLogger(__name__)

#: In the place of an address: a scanner that types, for `hardware.scanning.wedge`. It has no line that could be opened.
KEYBOARD: Final = "keyboard"
SAME_CODE: Final = 2.0
_GLANCE: Final = 0.2  # how long a reading may last, and so how long stopping may take
_PIECE: Final = 4096


@dataclass(frozen=True, slots=True)
class Scan:
    """A code was held before the scanner. Give `text` to `hardware.scanning.codes.recognise` and let go of it."""

    text: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Something was scanned that is no text: ask the citizen to try again."""

    why: Why


@dataclass(frozen=True, slots=True)
class Plugged:
    """The scanner's line is open."""


@dataclass(frozen=True, slots=True)
class Unplugged:
    """The scanner's line is gone; it is looked for until it comes back. Said once."""


ScannerEvent = Scan | Unreadable | Plugged | Unplugged
Deliver = Callable[[ScannerEvent], None]


class SameCode:
    """A card that lies under the scanner is one scan until it was away for two seconds. Keeps no text."""

    __slots__ = ("_at", "_seen", "_window")

    def __init__(self, window: float = SAME_CODE) -> None:
        self._window = window
        self._seen: int | None = None
        self._at = 0.0

    def again(self, text: str, at: float) -> bool:
        """Whether this is the code that was there just now."""
        mark = hash(text)
        same = mark == self._seen and at - self._at < self._window
        self._seen, self._at = mark, at
        return same


class Scanner:
    """Reads from `start` to `stop`, in a thread of its own; may be started once."""

    def __init__(self, line: Transport, deliver: Deliver, *, back_off: tuple[float, ...] = WAITS) -> None:
        self._line = line
        self._deliver = deliver
        self._back_off = back_off
        self._framer = Framer()
        self._same = SameCode()
        self._end = Event()
        self._thread = Thread(target=self._run, name=f"scanner {line.name}", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """Ends the thread and closes the line, within two seconds."""
        self._end.set()
        if self._thread.is_alive():
            self._thread.join()

    def _run(self) -> None:
        keep_line(self._line, self._read, end=self._end, came=self._came, went=self._went, waits=self._back_off)

    def _came(self) -> None:
        self._framer.forget()
        self._tell(Plugged())

    def _went(self) -> None:
        self._framer.forget()
        self._tell(Unplugged())

    def _read(self) -> None:
        while not self._end.is_set():
            wait = self._framer.waits(time.monotonic())
            data = self._line.read(_PIECE, Deadline.after(_GLANCE if wait is None else wait))
            now = time.monotonic()
            for frame in self._framer.feed(data, now) if data else self._framer.idle(now):
                self._scanned(frame, now)

    def _scanned(self, frame: Frame, now: float) -> None:
        try:
            text = decode(frame)
        except UnreadableCode as unreadable:
            log.info("%s: %d bytes unreadable: %s", self._line.name, unreadable.length, unreadable.why.value)
            self._tell(Unreadable(unreadable.why))
            return
        if not self._same.again(text, now):
            self._tell(Scan(text))

    def _tell(self, event: ScannerEvent) -> None:
        hand_over(self._deliver, event, device=self._line.name)


def open_scanner(url: str, deliver: Deliver, *, where: str = "settings", key: str = "scanner") -> Scanner:
    """The scanner at `url` (see `hardware.line_address`), not yet started. Raises ConfigError if it makes no sense."""
    if "://" not in url:
        cure = f'begin with serial:// or tcp://, or write "{KEYBOARD}" for a scanner that types'
        raise ConfigError(where, key, url, cure, near(url, [KEYBOARD]))
    return Scanner(open_line(url, where=where, key=key), deliver)
