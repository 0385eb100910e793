"""A line between a kiosk and a printer that can be watched, slowed down, muted and cut."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Final

_AT_ONCE: Final = 65_536
_QUESTION: Final = 64  # bytes: no question to a printer is so long
_PIECE: Final = 512  # bytes of a slow line that travel together


class Wire:
    """Hands every byte on, and knows since `reset` when the kiosk first spoke (`first`, on `time.monotonic`), when it
    first sent more than a question (`slip`), and how much has reached the printer (`passed`)."""

    def __init__(self, printer_port: int, *, bytes_per_second: float | None = None) -> None:
        self._printer_port = printer_port
        self._pace = bytes_per_second
        self._server = socket.create_server(("127.0.0.1", 0))
        self.port: Final = int(self._server.getsockname()[1])
        self.first: float | None = None
        self.slip: float | None = None
        self._passed = 0
        self._muted_from: int | None = None
        self._moved = threading.Condition()
        self._lines: list[socket.socket] = []
        self._threads: list[threading.Thread] = []
        self._start(self._accept)

    @property
    def url(self) -> str:
        return f"tcp://127.0.0.1:{self.port}"

    @property
    def passed(self) -> int:
        return self._passed

    def reset(self, *, muted_from: int | None = None) -> None:
        """Count anew. When `muted_from` bytes have passed, the printer's answers are lost until the next reset."""
        with self._moved:
            self.first = self.slip = None
            self._passed, self._muted_from = 0, muted_from

    def wait_passed(self, count: int, *, within: float) -> bool:
        """Wait until so many bytes have reached the printer; False if they do not `within` s."""
        with self._moved:
            return self._moved.wait_for(lambda: self._passed >= count, within)

    def cut(self) -> None:
        """Part the line: what the kiosk has sent and the printer does not have yet is lost, as in a power cut."""
        with self._moved:
            lines, self._lines = self._lines, []
        for line in lines:
            with suppress(OSError):
                line.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        with suppress(OSError):
            self._server.shutdown(socket.SHUT_RDWR)
        self._server.close()
        self.cut()
        for thread in self._threads:
            thread.join(5)

    def _start(self, work: Callable[..., None], *arguments: socket.socket) -> None:
        thread = threading.Thread(target=work, args=arguments, daemon=True)
        self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        while True:
            try:
                kiosk, _ = self._server.accept()
            except OSError:
                return
            self._start(self._connect, kiosk)

    def _connect(self, kiosk: socket.socket) -> None:
        with kiosk, socket.create_connection(("127.0.0.1", self._printer_port)) as printer:
            for one in (kiosk, printer):
                one.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            with self._moved:
                self._lines += (kiosk, printer)
            back = threading.Thread(target=self._hand_back, args=(printer, kiosk), daemon=True)
            back.start()
            self._hand_on(kiosk, printer)
            back.join()
        with self._moved:
            self._lines = [one for one in self._lines if one not in (kiosk, printer)]

    def _hand_on(self, kiosk: socket.socket, printer: socket.socket) -> None:
        with suppress(OSError):
            while data := kiosk.recv(_AT_ONCE if self._pace is None else _PIECE):
                self._heard(len(data))
                if self._pace is not None:
                    time.sleep(len(data) / self._pace)
                printer.sendall(data)
                with self._moved:
                    self._passed += len(data)
                    self._moved.notify_all()
        with suppress(OSError):
            printer.shutdown(socket.SHUT_WR)

    def _heard(self, count: int) -> None:
        at = time.monotonic()
        if self.first is None:
            self.first = at
        if self.slip is None and count > _QUESTION:
            self.slip = at

    def _hand_back(self, printer: socket.socket, kiosk: socket.socket) -> None:
        with suppress(OSError):
            while data := printer.recv(_AT_ONCE):
                if self._muted_from is None or self._passed < self._muted_from:
                    kiosk.sendall(data)
        with suppress(OSError):
            kiosk.shutdown(socket.SHUT_WR)
