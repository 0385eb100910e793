"""The sockets a virtual printer is plugged in by: one on the network, one that looks like a serial line.

Each has one file to wait on at a time. `receive` gives None when there is nothing to read there.
"""

from __future__ import annotations

import errno
import fcntl
import os
import pty
import socket
import struct
import tty
from contextlib import suppress
from pathlib import Path
from typing import Final, Protocol

_ANSWER_PATIENCE: Final = 1.0
_RESET_AT_ONCE: Final = struct.pack("ii", 1, 0)


class Port(Protocol):
    """A line's end at the printer."""

    @property
    def url(self) -> str: ...

    def plug(self) -> None:
        """Take the place where computers look for it."""

    def unplug(self) -> None:
        """Be gone, as with the mains off."""

    def fileno(self) -> int:
        """What to wait on for the next `receive`."""

    def receive(self, at_most: int, *, resets: bool) -> bytes | None:
        """What the computer sent. If it ended its connection, answer with a reset where `resets`."""

    def send(self, data: bytes) -> None: ...


class TcpPort:
    """Listens at `host:port` for one computer at a time; port 0 takes a free one and keeps it."""

    def __init__(self, host: str, port: int) -> None:
        self.address = (host, port)
        self._listener: socket.socket | None = None
        self._computer: socket.socket | None = None

    @property
    def url(self) -> str:
        return f"tcp://{self.address[0]}:{self.address[1]}"

    def plug(self) -> None:
        self._listener = socket.create_server(self.address, backlog=4)
        self.address = self._listener.getsockname()[:2]

    def unplug(self) -> None:
        for line in (self._computer, self._listener):
            if line is not None:
                line.close()
        self._computer = self._listener = None

    def fileno(self) -> int:
        line = self._computer or self._listener
        return -1 if line is None else line.fileno()

    def receive(self, at_most: int, *, resets: bool) -> bytes | None:
        if self._listener is None:
            return None
        if self._computer is None:
            self._computer, _peer = self._listener.accept()
            self._computer.settimeout(_ANSWER_PATIENCE)
            self._computer.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            return None
        data = b""
        with suppress(OSError):
            data = self._computer.recv(at_most)
        if not data:
            if resets:
                self._computer.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET_AT_ONCE)
            self._computer.close()
            self._computer = None
        return data or None

    def send(self, data: bytes) -> None:
        if self._computer is not None:
            with suppress(OSError):
                self._computer.sendall(data)


class PtyPort:
    """A pseudo-terminal; `link` is a lasting name for it, as udev gives one, which is gone while it is unplugged."""

    def __init__(self, link: Path | None = None) -> None:
        self._link = link
        self._ours = -1
        self._theirs = -1
        self._name = ""

    @property
    def path(self) -> str:
        return str(self._link or self._name)

    @property
    def url(self) -> str:
        return f"serial://{self.path}"

    def plug(self) -> None:
        self._ours, self._theirs = pty.openpty()
        # Theirs is kept open: a printer on a serial line does not notice who comes and goes.
        tty.setraw(self._theirs)
        os.set_blocking(self._ours, False)
        for file in (self._ours, self._theirs):
            fcntl.fcntl(file, fcntl.F_SETFD, fcntl.FD_CLOEXEC)
        self._name = os.ttyname(self._theirs)
        if self._link is not None:
            half = self._link.with_name(f".{self._link.name}.part")
            half.symlink_to(self._name)
            half.replace(self._link)

    def unplug(self) -> None:
        if self._ours < 0:
            return
        if self._link is not None:
            self._link.unlink(missing_ok=True)
        os.close(self._ours)
        os.close(self._theirs)
        self._ours = self._theirs = -1

    def fileno(self) -> int:
        return self._ours

    def receive(self, at_most: int, *, resets: bool) -> bytes | None:  # noqa: ARG002  a serial line has no end to answer
        try:
            return os.read(self._ours, at_most) or None
        except OSError as error:
            if error.errno in (errno.EAGAIN, errno.EIO):
                return None
            raise

    def send(self, data: bytes) -> None:
        with suppress(BlockingIOError):
            os.write(self._ours, data)
