"""Bytes through an open device file that never blocks us, with a deadline on each way.

What the kernel took counts as sent: it may reach the device, so it must not be sent again unasked.
"""

from __future__ import annotations

import errno
import math
import os
import select
import time
from typing import Final

from hardware.deadline import Deadline

_PIECE: Final = 4096
_GONE: Final = select.POLLHUP | select.POLLERR | select.POLLNVAL
_LOOK_AGAIN: Final = 0.2  # seconds: some drivers find room and wake nobody
_BREATH: Final = 0.005  # some drivers call themselves ready and then have nothing


def write_some(file: int, data: bytes, deadline: Deadline) -> int:
    """How many bytes of `data` the device took by the deadline. Raises OSError if it took none because it is gone."""
    taken = 0
    while taken < len(data):
        try:
            if not _ready(file, select.POLLOUT, deadline.within(_LOOK_AGAIN)):
                if deadline.passed():
                    break
                continue
            taken += os.write(file, data[taken : taken + _PIECE])
        except BlockingIOError:
            if not _breath(deadline):
                break
        except OSError:
            if taken == 0:
                raise
            break
    return taken


def read_some(file: int, at_most: int, deadline: Deadline) -> bytes:
    """What the device said, as soon as it says something; empty at the deadline. Raises OSError when it is gone."""
    while events := _events(file, select.POLLIN, deadline):
        try:
            data = os.read(file, at_most)
        except BlockingIOError:
            data = b""
        if not data and events & _GONE:
            raise OSError(errno.ENODEV, "the device has hung up")
        # Printers on USB answer "nothing" with a packet of no length, again and again: that is no end of file.
        if data or not _breath(deadline):
            return data
    return b""


def drained(file: int, deadline: Deadline) -> bool:
    """Whether the driver is free for more by the deadline, which on USB means that it has sent what it had."""
    return _ready(file, select.POLLOUT, deadline)


def _ready(file: int, wish: int, deadline: Deadline) -> bool:
    return bool(_events(file, wish, deadline) & wish)


def _events(file: int, wish: int, deadline: Deadline) -> int:
    """What `poll` says; 0 when nothing came by the deadline. Raises OSError if there is no use in trying."""
    poll = select.poll()
    poll.register(file, wish)
    # Rounded up: 0 would be "not even what comes within this millisecond".
    found = poll.poll(math.ceil(deadline.left() * 1000))
    events = found[0][1] if found else 0
    if events and not events & wish:
        raise OSError(errno.ENODEV, "the device has hung up")
    return events


def _breath(deadline: Deadline) -> bool:
    if deadline.passed():
        return False
    time.sleep(min(_BREATH, deadline.left()))
    return True
