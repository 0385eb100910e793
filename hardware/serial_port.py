"""Lines to scanners, signs and call units: serial (RS-232, RS-485, USB) or a serial server on the network.

serial:///dev/serial/by-id/usb-FTDI_FT232R_A50285BI-if00-port0?baudrate=9600&parity=N&stopbits=1
tcp://192.168.1.60:4001      a serial server on the network

Use the name under /dev/serial/by-id: ttyUSB0 is another device after the next start. pyserial opens and sets up the
line, alone on it (`exclusive`: a second reader would steal bytes unnoticed); reading and writing go straight to the
descriptor, because pyserial reports an unplugged device as three different errors and reads by count, not by arrival.
"""

from __future__ import annotations

import math
import os
import select
import termios
from contextlib import suppress
from typing import Final, Protocol
from urllib.parse import parse_qs, unquote, urlsplit

import serial

from hardware.deadline import Deadline
from hardware.tcp import TcpTransport
from shared.domain.errors import ConfigError, DeviceAway

# Seconds before a line that is away is looked for again; the last one for ever after.
BACK_OFF: Final = (1.0, 2.0, 5.0)
_BAUDRATES: Final = (1200, 2400, 4800, 9600, 19200, 38400, 57600, 115200)
_NOT_YET: Final = (BlockingIOError, InterruptedError)


class Line(Protocol):
    """What a device of this room needs of its line; the meaning of each is that of `hardware.transport.Transport`."""

    @property
    def name(self) -> str: ...

    @property
    def is_open(self) -> bool: ...

    def open(self, deadline: Deadline) -> None: ...

    def close(self) -> None: ...

    def write(self, data: bytes, deadline: Deadline) -> int: ...

    def read(self, at_most: int, deadline: Deadline) -> bytes: ...


class SerialPort:
    """One serial device by its path; a `Line`. 8 data bits, no flow control; `parity` is N, E or O."""

    __slots__ = ("_baudrate", "_parity", "_path", "_port", "_stopbits")

    def __init__(self, path: str, *, baudrate: int = 9600, parity: str = "N", stopbits: int = 1) -> None:
        self._path = path
        self._baudrate = baudrate
        self._parity = parity
        self._stopbits = stopbits
        self._port: serial.Serial | None = None

    @property
    def name(self) -> str:
        return f"serial://{self._path}"

    @property
    def is_open(self) -> bool:
        return self._port is not None

    def open(self, deadline: Deadline) -> None:  # noqa: ARG002 - opening a tty without modem lines does not wait
        if self._port is not None:
            return
        try:
            self._port = serial.Serial(
                self._path,
                baudrate=self._baudrate,
                parity=self._parity,
                stopbits=self._stopbits,
                timeout=0,
                write_timeout=0,
                exclusive=True,
            )
        except (OSError, ValueError, termios.error) as error:
            raise DeviceAway(self.name, f"not opened: {error}") from error

    def close(self) -> None:
        port, self._port = self._port, None
        if port is not None:
            with suppress(OSError, termios.error):
                port.close()

    def write(self, data: bytes, deadline: Deadline) -> int:
        line = self._line()
        rest = memoryview(data)
        while rest and self._ready(line, select.POLLOUT, deadline):
            try:
                rest = rest[os.write(line, rest) :]
            except _NOT_YET:
                continue
            except OSError as error:
                if len(rest) == len(data):
                    raise DeviceAway(self.name, f"line broken: {error}") from error
                break
        return len(data) - len(rest)

    def read(self, at_most: int, deadline: Deadline) -> bytes:
        line = self._line()
        if not self._ready(line, select.POLLIN, deadline):
            return b""
        try:
            data = os.read(line, at_most)
        except _NOT_YET:
            return b""
        except OSError as error:
            raise DeviceAway(self.name, f"line broken: {error}") from error
        if not data:
            raise DeviceAway(self.name, "unplugged")
        return data

    def _line(self) -> int:
        if self._port is None:
            raise DeviceAway(self.name, "the line is not open")
        return int(self._port.fileno())

    def _ready(self, line: int, event: int, deadline: Deadline) -> bool:
        poll = select.poll()
        poll.register(line, event)
        return bool(poll.poll(math.ceil(deadline.left() * 1000)))


def open_line(url: str, *, where: str = "settings", key: str = "line") -> Line:
    """The line at `url`, not yet opened. Raises ConfigError naming `where` and `key` if it makes no sense."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise _refusal(url, "the port must be a number, as in tcp://192.168.1.60:4001", where, key) from None
    options = parse_qs(parts.query, keep_blank_values=True)
    if parts.scheme == "tcp" and parts.hostname and port and not options and parts.path in ("", "/"):
        return TcpTransport(parts.hostname, port)
    if parts.scheme == "tcp":
        raise _refusal(url, "name host and port and nothing else, as in tcp://192.168.1.60:4001", where, key)
    if parts.scheme != "serial":
        raise _refusal(url, "begin with serial:// for a serial line or tcp:// for a serial server", where, key)
    if parts.netloc or parts.path in ("", "/"):
        raise _refusal(url, "name the device by its whole path, as in serial:///dev/serial/by-id/...", where, key)
    baudrate = _choice(options.pop("baudrate", ["9600"]), tuple(map(str, _BAUDRATES)))
    parity = _choice(options.pop("parity", ["N"]), ("N", "E", "O"))
    stopbits = _choice(options.pop("stopbits", ["1"]), ("1", "2"))
    if baudrate is None:
        raise _refusal(url, f"baudrate is one of {', '.join(map(str, _BAUDRATES))}", where, key)
    if parity is None or stopbits is None or options:
        raise _refusal(url, "there can be baudrate=, parity=N, E or O, and stopbits=1 or 2", where, key)
    return SerialPort(unquote(parts.path), baudrate=int(baudrate), parity=parity, stopbits=int(stopbits))


def _choice(values: list[str], allowed: tuple[str, ...]) -> str | None:
    return values[0] if len(values) == 1 and values[0] in allowed else None


def _refusal(url: str, cure: str, where: str, key: str) -> ConfigError:
    return ConfigError(where, key, url, f"{cure}.")
