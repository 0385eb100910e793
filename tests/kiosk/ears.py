"""Hears every complaint of a program: of its log, of Qt, of an exception that nobody caught."""

from __future__ import annotations

import logging
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QtMsgType, qInstallMessageHandler


class Ears(logging.Handler):
    """Notes errors, and what `borne` does not excuse. Open once."""

    def __init__(self, *, borne: tuple[str, ...] = ()) -> None:
        """`borne` are the beginnings of errors that are no more than the truth."""
        super().__init__(logging.ERROR)
        self._borne = borne
        self.complaints: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        if not record.getMessage().startswith(self._borne):
            self.complaints.append(self.format(record))

    def qt(self, kind: QtMsgType, _context: object, message: str) -> None:
        if kind is not QtMsgType.QtDebugMsg and "propagateSizeHints" not in message:
            self.complaints.append(f"Qt: {message}")

    def uncaught(self, kind: type[BaseException], error: BaseException | None, _trace: object) -> None:
        self.complaints.append(f"uncaught {kind.__name__}: {error}")

    @contextmanager
    def open(self) -> Iterator[None]:
        """From here to the end of the block everything is heard."""
        before, in_threads = sys.excepthook, threading.excepthook
        qt = qInstallMessageHandler(self.qt)
        sys.excepthook = self.uncaught
        threading.excepthook = lambda told: self.uncaught(told.exc_type, told.exc_value, None)
        logging.getLogger().addHandler(self)
        try:
            yield
        finally:
            logging.getLogger().removeHandler(self)
            sys.excepthook, threading.excepthook = before, in_threads
            qInstallMessageHandler(qt)
