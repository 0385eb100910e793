"""Staying on a line for days: opened, used, and opened again after whatever broke it."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from itertools import chain, repeat
from threading import Event
from typing import Final, Protocol

from hardware.deadline import Deadline
from hardware.delivery import log_bug
from hardware.reopen import WAITS
from shared.domain.errors import DeviceAway

log = logging.getLogger(__name__)

_OPENING: Final = 2.0
_STEADY: Final = 10.0  # seconds after which a line was good, and its next failure is a first one


class Kept(Protocol):
    """What is kept: a `hardware.transport.Transport`, or what is opened and closed as one."""

    @property
    def name(self) -> str: ...

    def open(self, deadline: Deadline) -> None: ...
    def close(self) -> None: ...


def keep_line(
    line: Kept,
    use: Callable[[], None],
    *,
    end: Event,
    came: Callable[[], None],
    went: Callable[[], None],
    waits: tuple[float, ...] = WAITS,
) -> None:
    """Open `line` and call `use`, again and again, until `end` is set; then close it. For the thread that owns it.

    `use` returns when `end` is set, and raises DeviceAway when the line broke: it is looked for again after `waits`
    seconds, the last of them for ever. A bug in `use` is logged, without its words, and taken for a broken line.
    `came` is called when the line is open, `went` once when it is away.
    """
    away = False
    patience = chain(waits, repeat(waits[-1]))
    while not end.is_set():
        started = time.monotonic()
        why = "closed"
        try:
            line.open(Deadline.after(_OPENING))
            log.info("%s: line is there", line.name)
            away = False
            came()
            use()
        except DeviceAway as reason:
            why = reason.reason
        except Exception as bug:  # noqa: BLE001 - a device's thread must live as long as the face
            log_bug(line.name, "its own thread", bug)
            why = "a bug"
        if end.is_set():
            break
        if not away:
            log.warning("%s: line is away: %s", line.name, why)
            went()
        away = True
        line.close()
        if time.monotonic() - started > _STEADY:
            patience = chain(waits, repeat(waits[-1]))
        end.wait(next(patience))
    line.close()
