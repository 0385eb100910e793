"""What becomes of a bug: it is logged, the screen goes home and lives; the third within a minute ends the program.

Whoever started it (systemd) starts it again, and a new process has nothing of what led the old one astray.
"""

from __future__ import annotations

import faulthandler
import logging
import sys
import threading
import time
from collections import deque
from collections.abc import Callable
from types import TracebackType
from typing import Final

from PySide6.QtCore import QMessageLogContext, QObject, Qt, QtMsgType, Signal, Slot, qInstallMessageHandler

_log: Final = logging.getLogger("motcua")
_qt_log: Final = logging.getLogger("qt")
MOST: Final = 3
WITHIN: Final = 60.0  # s

_LEVELS: Final = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


class BugWatch(QObject):
    """Hears of every error that nobody caught, in any thread, and acts in the window's."""

    _caught = Signal()

    def __init__(
        self,
        *,
        recover: Callable[[], None],
        give_up: Callable[[], None],
        seconds: Callable[[], float] = time.monotonic,
    ) -> None:
        """`recover` brings the screen home, `give_up` ends the program; both are called by the event loop, never
        from inside the error."""
        super().__init__()
        self._recover = recover
        self._give_up = give_up
        self._seconds = seconds
        self._lately: deque[float] = deque(maxlen=MOST)
        self._caught.connect(self._act, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        """Be the one whom Python tells."""
        sys.excepthook = self.caught
        threading.excepthook = self._caught_in_thread

    def caught(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """An error that nobody caught."""
        _log.critical("a bug", exc_info=(kind, error, trace))
        self._lately.append(self._seconds())
        self._caught.emit()

    def _caught_in_thread(self, hook: threading.ExceptHookArgs) -> None:
        if hook.exc_value is not None:
            self.caught(hook.exc_type, hook.exc_value, hook.exc_traceback)

    @Slot()
    def _act(self) -> None:
        if len(self._lately) == MOST and self._lately[-1] - self._lately[0] < WITHIN:
            _log.critical("%d bugs within %.0f s: the program ends", MOST, WITHIN)
            self._give_up()
        else:
            self._recover()


def listen_to_crashes() -> None:
    """From now on a crash, and the SIGABRT of a watchdog, leave every thread's stack on standard error, and what Qt
    has to say goes into the log."""
    faulthandler.enable()
    qInstallMessageHandler(_qt_says)


def _qt_says(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    _qt_log.log(_LEVELS[kind], "%s: %s", getattr(context, "category", "default"), message)
