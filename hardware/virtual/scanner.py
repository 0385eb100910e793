"""A code scanner that is not there: what it reads comes out of a port as from a USB serial scanner.

with VirtualScanner(PtyPort(Path("/tmp/scanner"))) as scanner:
    scanner.url                     # serial:///tmp/scanner
    scanner.scan("K047")            # hold a code before it
    scanner.unplug()
"""

from __future__ import annotations

import time
from types import TracebackType
from typing import Final

from hardware.virtual.ports import PtyPort

_BITS_PER_BYTE: Final = 10  # 8N1


class VirtualScanner:
    """Sends each code in pieces of `piece` bytes at the pace of `baudrate`, then `suffix`: CR as they are sold."""

    def __init__(self, port: PtyPort, *, suffix: bytes = b"\r", piece: int = 7, baudrate: int = 9600) -> None:
        self._port = port
        self._plugged = False
        self._suffix = suffix
        self._piece = piece
        self._pause = piece * _BITS_PER_BYTE / baudrate

    def __enter__(self) -> VirtualScanner:
        self.plug()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.unplug()

    @property
    def url(self) -> str:
        return self._port.url

    def plug(self) -> None:
        if not self._plugged:
            self._port.plug()
            self._plugged = True

    def unplug(self) -> None:
        if self._plugged:
            self._plugged = False
            self._port.unplug()

    def scan(self, text: str, *, suffix: bytes | None = None) -> None:
        """Read a symbol that holds `text` as UTF-8. Comes back when the last byte is on the line."""
        self.send(text.encode() + (self._suffix if suffix is None else suffix))

    def send(self, data: bytes) -> None:
        """These bytes, whatever they are: a symbol in another alphabet, noise, half a code."""
        for start in range(0, len(data), self._piece):
            self._port.send(data[start : start + self._piece])
            time.sleep(self._pause)
