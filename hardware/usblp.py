"""A USB printer by the kernel's own driver: /dev/usb/lp0, or the lasting name a udev rule gives it.

Reading, writing and the three wires of the port go through one file, opened without blocking. Closing waits a moment
for the last piece, because this driver drops what it has not sent when its file is closed.

Source of the numbers: Linux, drivers/usb/class/usblp.c, and include/uapi/linux/lp.h.
"""

from __future__ import annotations

import errno
import fcntl
import os
from contextlib import suppress
from dataclasses import dataclass
from typing import Final

from hardware.deadline import Deadline
from hardware.descriptor import drained, read_some, write_some
from shared.domain.errors import DeviceAway

_LPGETSTATUS: Final = 0x060B
_PAPER_OUT, _SELECTED, _NO_ERROR = 0x20, 0x10, 0x08
_LAST_BYTES: Final = 0.3


@dataclass(frozen=True, slots=True)
class PortStatus:
    """The three wires of a printer port, which USB printers tell even when nobody answers otherwise."""

    paper_out: bool
    selected: bool
    error: bool

    @classmethod
    def of(cls, value: int) -> PortStatus:
        return cls(bool(value & _PAPER_OUT), bool(value & _SELECTED), not value & _NO_ERROR)


class UsblpTransport:
    """The printer at `path`; see `hardware.transport.Transport`."""

    __slots__ = ("_file", "_path")

    def __init__(self, path: str) -> None:
        self._path = path
        self._file: int | None = None

    @property
    def name(self) -> str:
        return f"usblp://{self._path}"

    @property
    def is_open(self) -> bool:
        return self._file is not None

    def open(self, deadline: Deadline) -> None:
        """Opening does not wait for the device, so `deadline` is only looked at before."""
        if self._file is not None:
            return
        if deadline.passed():
            raise DeviceAway(self.name, "no time left to open it")
        try:
            self._file = os.open(self._path, os.O_RDWR | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC)
        except OSError as error:
            raise DeviceAway(self.name, _reason(error)) from error

    def close(self) -> None:
        file, self._file = self._file, None
        if file is None:
            return
        with suppress(OSError):
            drained(file, Deadline.after(_LAST_BYTES))
        with suppress(OSError):
            os.close(file)

    def write(self, data: bytes, deadline: Deadline) -> int:
        try:
            return write_some(self._opened(), data, deadline)
        except OSError as error:
            raise DeviceAway(self.name, f"line broken: {error}") from error

    def read(self, at_most: int, deadline: Deadline) -> bytes:
        try:
            return read_some(self._opened(), at_most, deadline)
        except OSError as error:
            raise DeviceAway(self.name, f"line broken: {error}") from error

    def port_status(self) -> PortStatus | None:
        """The wires of the port; None where the driver cannot tell, or the line is closed."""
        if self._file is None:
            return None
        value = bytearray(4)
        try:
            fcntl.ioctl(self._file, _LPGETSTATUS, value)
        except OSError:
            return None
        return PortStatus.of(value[0])

    def paper_out(self) -> bool | None:
        status = self.port_status()
        return None if status is None else status.paper_out

    def _opened(self) -> int:
        if self._file is None:
            raise DeviceAway(self.name, "the line is not open")
        return self._file


def _reason(error: OSError) -> str:
    match error.errno:
        case errno.ENOENT | errno.ENXIO | errno.ENODEV:
            return "not plugged in"
        case errno.EACCES:
            return "no right to use it: the account must be in the group lp"
        case errno.EBUSY:
            return "another program has it"
    return f"cannot be opened: {error}"
