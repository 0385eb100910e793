"""Handing over what a device said to somebody else's code, from the device's own thread."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable
from typing import TypeVar

log = logging.getLogger(__name__)

T = TypeVar("T")


def hand_over(deliver: Callable[[T], None], event: T, *, device: str) -> None:
    """Call `deliver`. A bug in it is logged and does not end the device's thread.

    The exception's own words are left out of the log: they could quote what was scanned.
    """
    try:
        deliver(event)
    except Exception as bug:  # noqa: BLE001 - the listener's bug must not end the device
        where = "".join(traceback.format_tb(bug.__traceback__))
        log.critical("%s: a bug in who listens: %s\n%s", device, type(bug).__name__, where)
