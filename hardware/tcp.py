"""A line over the network, as ticket printers have it on port 9100.

Two faults of the usual way are kept out: a connection closed while answers are unread is reset, and the reset
destroys the end of the ticket; and a connection without deadlines waits a minute for a printer that is switched off.
"""

from __future__ import annotations

import ipaddress
import socket
from contextlib import suppress
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Final

from hardware.deadline import Deadline
from shared.domain.errors import DeviceAway

_LAST_WORDS: Final = 0.2  # seconds for the device to end its side when we have ended ours
_NOT_YET: Final = (TimeoutError, BlockingIOError, InterruptedError)


class TcpTransport:
    """One connection at a time to `host:port`; see `hardware.transport.Transport`."""

    __slots__ = ("_host", "_port", "_socket")

    def __init__(self, host: str, port: int) -> None:
        self._host = host
        self._port = port
        self._socket: socket.socket | None = None

    @property
    def name(self) -> str:
        return f"tcp://{self._host}:{self._port}"

    @property
    def is_open(self) -> bool:
        return self._socket is not None

    def open(self, deadline: Deadline) -> None:
        if self._socket is not None:
            return
        address = self._resolve(deadline)
        try:
            line = socket.create_connection((address, self._port), timeout=_positive(deadline))
        except OSError as error:
            raise DeviceAway(self.name, f"no connection: {error}") from error
        line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        line.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
        self._socket = line

    def close(self) -> None:
        line, self._socket = self._socket, None
        if line is None:
            return
        deadline = Deadline.after(_LAST_WORDS)
        with line, suppress(OSError):
            line.shutdown(socket.SHUT_WR)
            while not deadline.passed():
                line.settimeout(_positive(deadline))
                if not line.recv(4096):
                    return

    def write(self, data: bytes, deadline: Deadline) -> int:
        line = self._line()
        rest = memoryview(data)
        while rest:
            try:
                line.settimeout(_positive(deadline))
                taken = line.send(rest)
            except _NOT_YET:
                break
            except OSError as error:
                if len(rest) == len(data):
                    raise DeviceAway(self.name, f"line broken: {error}") from error
                break
            rest = rest[taken:]
        return len(data) - len(rest)

    def read(self, at_most: int, deadline: Deadline) -> bytes:
        line = self._line()
        try:
            line.settimeout(deadline.left())
            data = line.recv(at_most)
        except _NOT_YET:
            return b""
        except OSError as error:
            raise DeviceAway(self.name, f"line broken: {error}") from error
        if not data:
            raise DeviceAway(self.name, "the device closed the line")
        return data

    def paper_out(self) -> None:
        """This line knows nothing of paper."""

    def _line(self) -> socket.socket:
        if self._socket is None:
            raise DeviceAway(self.name, "the line is not open")
        return self._socket

    def _resolve(self, deadline: Deadline) -> str:
        """The address of the host. A name server that is away would hold us for half a minute, so it is asked aside."""
        try:
            return str(ipaddress.ip_address(self._host))
        except ValueError:
            pass
        found: SimpleQueue[str | OSError] = SimpleQueue()
        Thread(target=_look_up, args=(self._host, found), name="look-up", daemon=True).start()
        try:
            answer = found.get(timeout=_positive(deadline))
        except Empty:
            raise DeviceAway(self.name, "the name server does not answer") from None
        if isinstance(answer, OSError):
            raise DeviceAway(self.name, f"unknown host: {answer}") from answer
        return answer


def _look_up(host: str, found: SimpleQueue[str | OSError]) -> None:
    try:
        found.put(str(socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)[0][4][0]))
    except OSError as error:
        found.put(error)


def _positive(deadline: Deadline) -> float:
    """A socket takes 0 for "never wait", even to finish what could be done at once."""
    return max(deadline.left(), 0.001)
