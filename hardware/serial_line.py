"""A serial line: RS-232, or a USB printer that passes for one.

pyserial opens and sets up the port; writing is done here, because its write tells nobody how much got through when it
runs out of time. Closing throws away what the line has not taken within a moment: the kernel would wait half a minute
for a printer that holds its flow control.

Name the port by /dev/serial/by-id/..., which stays the same when the printer is plugged in again.
"""

from __future__ import annotations

import errno
import termios
import time
from contextlib import suppress
from enum import Enum
from typing import Final

import serial

from hardware.deadline import Deadline
from hardware.descriptor import read_some, write_some
from shared.domain.errors import DeviceAway

BAUD_RATES: Final = (9_600, 19_200, 38_400, 57_600, 115_200, 230_400)
_LAST_BYTES: Final = 0.3  # seconds for what is still in the kernel
_LOOK: Final = 0.01
_PYSERIAL_ERRORS: Final = (OSError, termios.error, ValueError)  # SerialException is an OSError


class Flow(Enum):
    """How the printer says that it can take no more. Set the same at the printer; most leave the works with DTR."""

    NONE = "none"
    XONXOFF = "xonxoff"
    RTSCTS = "rtscts"


class SerialTransport:
    """The port at `path`, for us alone; see `hardware.transport.Transport`. `baudrate` in bits a second, 8N1."""

    __slots__ = ("_baudrate", "_flow", "_path", "_port")

    def __init__(self, path: str, *, baudrate: int = 115_200, flow: Flow = Flow.NONE) -> None:
        self._path = path
        self._baudrate = baudrate
        self._flow = flow
        self._port: serial.Serial | None = None

    @property
    def name(self) -> str:
        return f"serial://{self._path}"

    @property
    def is_open(self) -> bool:
        return self._port is not None

    def open(self, deadline: Deadline) -> None:
        """Opening a port does not wait for the device, so `deadline` is only looked at before."""
        if self._port is not None:
            return
        if deadline.passed():
            raise DeviceAway(self.name, "no time left to open it")
        try:
            port = serial.Serial(
                self._path,
                self._baudrate,
                timeout=0,
                write_timeout=0,
                exclusive=True,
                xonxoff=self._flow is Flow.XONXOFF,
                rtscts=self._flow is Flow.RTSCTS,
            )
        except _PYSERIAL_ERRORS as error:
            raise DeviceAway(self.name, _reason(error)) from error
        try:
            _ignore_breaks(port.fileno())
        except termios.error as error:
            port.close()
            raise DeviceAway(self.name, f"no serial line: {error}") from error
        self._port = port

    def close(self) -> None:
        port, self._port = self._port, None
        if port is None:
            return
        deadline = Deadline.after(_LAST_BYTES)
        with suppress(*_PYSERIAL_ERRORS):
            while port.out_waiting and not deadline.passed():
                time.sleep(_LOOK)
            port.reset_output_buffer()
        with suppress(*_PYSERIAL_ERRORS):
            port.close()

    def write(self, data: bytes, deadline: Deadline) -> int:
        try:
            return write_some(self._file(), data, deadline)
        except _PYSERIAL_ERRORS as error:
            raise DeviceAway(self.name, f"line broken: {error}") from error

    def read(self, at_most: int, deadline: Deadline) -> bytes:
        try:
            return read_some(self._file(), at_most, deadline)
        except _PYSERIAL_ERRORS as error:
            raise DeviceAway(self.name, f"line broken: {error}") from error

    def paper_out(self) -> None:
        """This line knows nothing of paper."""

    def _file(self) -> int:
        if self._port is None:
            raise DeviceAway(self.name, "the line is not open")
        return int(self._port.fileno())


def _ignore_breaks(file: int) -> None:
    """A printer that loses power pulls the line low, which would be read as a zero: the answer to GS r."""
    settings = termios.tcgetattr(file)
    settings[0] = (settings[0] | termios.IGNBRK | termios.IGNPAR) & ~termios.BRKINT & ~termios.PARMRK
    termios.tcsetattr(file, termios.TCSANOW, settings)


def _reason(error: Exception) -> str:
    match getattr(error, "errno", None):
        case errno.ENOENT | errno.ENXIO | errno.ENODEV:
            return "not plugged in"
        case errno.EACCES:
            return "no right to use it: the account must be in the group dialout"
        case errno.EAGAIN | errno.EBUSY:
            return "another program has it"
    return f"cannot be opened: {error}"
