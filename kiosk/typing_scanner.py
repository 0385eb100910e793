"""A scanner that is plugged in as a keyboard: its keys become scans before any page can see them."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Slot
from PySide6.QtGui import QKeyEvent

from hardware.scanning.scanner import Scan, ScannerEvent, Unreadable
from hardware.scanning.wedge import ENTER, OTHER, BurstDetector

_CHANGERS: Final = frozenset(
    {
        Qt.Key.Key_Shift,
        Qt.Key.Key_Control,
        Qt.Key.Key_Alt,
        Qt.Key.Key_AltGr,
        Qt.Key.Key_Meta,
        Qt.Key.Key_CapsLock,
        Qt.Key.Key_NumLock,
    }
)
_ENDS: Final = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab})
_HELD: Final = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
#: After the silence: keys that came while the window was busy are still to be handed over.
_SECOND_LOOK_MS: Final = 10


class TypingScanner(QObject):
    """Stands before the keys of a window: `window.hear_keys_first(scanner.keeps)`.

    A key that types something is kept for 60 ms. If it was a hand's, it is given back then, or with the next key.
    """

    def __init__(
        self,
        heard: Callable[[ScannerEvent], None],
        give_back: Callable[[QKeyEvent], None],
        *,
        seconds: Callable[[], float] = time.monotonic,
        parent: QObject | None = None,
    ) -> None:
        """`heard` is told what was scanned, `give_back` which keys are for the pages after all."""
        super().__init__(parent)
        self._heard = heard
        self._give_back = give_back
        self._seconds = seconds
        self._detector: BurstDetector[QKeyEvent] = BurstDetector()
        self._at = self._came = 0.0
        self._looked = False
        self._silence = QTimer(self)
        self._silence.setSingleShot(True)
        self._silence.timeout.connect(self._no_key_came)

    @property
    def keeping(self) -> bool:
        """Whether a key is kept of which it is not yet certain whose it is."""
        return self._detector.waits is not None

    def keeps(self, event: QKeyEvent) -> bool:
        """A key was pressed. False: it is a hand's, and nothing that was typed before it is still kept."""
        own = QKeyEvent(
            QEvent.Type.KeyPress, event.key(), event.modifiers(), event.text(), event.isAutoRepeat(), event.count()
        )
        known = self._detector.feed(_letter(event), self._time_of(event), own, repeated=event.isAutoRepeat())
        at_once = bool(known) and known[-1] is own
        self._tell(known[:-1] if at_once else known)
        self._wait()
        return not at_once

    def _time_of(self, event: QKeyEvent) -> float:
        """When it was pressed, not when it is handed over: a window that was busy is handed many at once. What an input
        method has composed bears no time, so it came as long after the last key as it is handed over after it."""
        now = self._seconds()
        at = event.timestamp() / 1000 or self._at + now - self._came
        self._at, self._came = at, now
        return at

    def _wait(self) -> None:
        wait = self._detector.waits
        self._looked = False
        if wait is None:
            self._silence.stop()
        else:
            self._silence.start(round(wait * 1000))

    @Slot()
    def _no_key_came(self) -> None:
        if not self._looked:
            self._looked = True
            self._silence.start(_SECOND_LOOK_MS)
            return
        self._tell(self._detector.rest())

    def _tell(self, known: list[Scan | Unreadable | QKeyEvent]) -> None:
        for one in known:
            if isinstance(one, QKeyEvent):
                self._give_back(one)
            else:
                self._heard(one)


def _letter(event: QKeyEvent) -> str:
    """What the key types, for the detector."""
    if event.key() in _CHANGERS:
        return ""
    if event.modifiers() & _HELD:
        return OTHER
    if event.key() in _ENDS:
        return ENTER
    return event.text() or OTHER
