"""The plug of a virtual serial device: a pseudo terminal under a name that stays, as /dev/serial/by-id does."""

from __future__ import annotations

import os
import tty
from contextlib import suppress
from pathlib import Path
from typing import Final

_LOST_WHEN_FULL: Final = (BlockingIOError,)


class Plug:
    """Bytes to and from the program that opened `path`. Not plugged in: writing is lost, reading gives nothing.

    A pseudo terminal has no speed and no modem lines; who needs the time of a baud rate must take it.
    """

    __slots__ = ("_device", "_program", "path")

    def __init__(self, path: Path) -> None:
        self.path = path
        self._device: int | None = None
        self._program: int | None = None

    @property
    def url(self) -> str:
        return f"serial://{self.path}"

    def plug(self) -> None:
        """Appear under the name."""
        if self._device is not None:
            return
        device, program = os.openpty()
        tty.setraw(device)
        tty.setraw(program)
        os.set_blocking(device, False)
        # Kept open: else what is sent while no program listens would hang up the line.
        self._device, self._program = device, program
        self.path.symlink_to(os.ttyname(program))

    def unplug(self) -> None:
        """Disappear, in the middle of whatever is going on."""
        device, program = self._device, self._program
        self._device = self._program = None
        if device is None or program is None:
            return
        self.path.unlink()
        os.close(program)
        os.close(device)

    def fileno(self) -> int | None:
        """To wait on; None while unplugged."""
        return self._device

    def write(self, data: bytes) -> None:
        """Send. What the program does not fetch in time is lost, as on a line without flow control."""
        if self._device is not None:
            with suppress(*_LOST_WHEN_FULL):
                os.write(self._device, data)

    def read(self) -> bytes:
        """What the program has sent, without waiting."""
        if self._device is None:
            return b""
        try:
            return os.read(self._device, 4096)
        except BlockingIOError:
            return b""
