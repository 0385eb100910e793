"""Handing over what a device said to somebody else's code, from the device's own thread."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable
from typing import TypeVar

log = logging.getLogger(__name__)

T = TypeVar("T")


def hand_over(deliver: Callable[[T], None], event: T, *, device: str) -> None:
    """Call `deliver`. A bug in it is logged and does not end the device's thread."""
    try:
        deliver(event)
    except Exception as bug:  # noqa: BLE001 - the listener's bug must not end the device
        log_bug(device, "who listens", bug)


def log_bug(device: str, place: str, bug: Exception) -> None:
    """A critical log of where it happened. Its own words are left out: they could quote what was scanned."""
    where = "".join(traceback.format_tb(bug.__traceback__))
    log.critical("%s: a bug in %s: %s\n%s", device, place, type(bug).__name__, where)
