"""The feed, brought into Qt: one thread follows the journal, one queued signal tells the window."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, Signal

from shared.domain.errors import MotcuaError
from shared.feed import Away, Feed

_log: Final = logging.getLogger(__name__)
_AGAIN: Final = 2.0  # s until the next attempt after a setting or a bug stopped the feed


class FeedBridge(QObject):
    """Emits `told` with News or Away, in the thread of whoever connects a QObject's slot to it."""

    told = Signal(object)

    def __init__(self, feed: Callable[[], Feed], parent: QObject | None = None) -> None:
        """`feed` makes the feed; it is called in the bridge's thread."""
        super().__init__(parent)
        self._make_feed = feed
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="feed", daemon=True)

    def start(self) -> None:
        """Begin to follow."""
        self._thread.start()

    def stop(self, timeout: float = 5.0) -> None:
        """End the thread; waits at most `timeout` s."""
        self._stop.set()
        if self._thread.is_alive():
            self._thread.join(timeout)

    def _run(self) -> None:
        while not self._stop.is_set():
            try:
                self._follow()
            except MotcuaError as error:
                # A setting must be mended (no such hall, tables of another version): say so, look again.
                _log.error("cannot follow the hall: %s", error)
                self.told.emit(Away(reason=str(error)))
            except Exception:  # noqa: BLE001 - a bug must not leave a screen frozen that looks alive
                _log.critical("a bug while following the hall", exc_info=True)
                self.told.emit(Away(reason="a bug; see the log"))
            self._stop.wait(_AGAIN)

    def _follow(self) -> None:
        feed = self._make_feed()
        try:
            for told in feed.follow(self._stop):
                self.told.emit(told)
        finally:
            feed.close()
