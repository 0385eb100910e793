"""Whether somebody is at a window: a key, a click, the wheel or a finger, whichever part of the window takes it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QWidget

_TOUCHES: Final = frozenset(
    {QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.Wheel, QEvent.Type.TouchBegin}
)


class Touches(QObject):
    """Watches a window from its first `watch` on; to be called whenever it is shown."""

    touched = Signal()

    def watch(self, window: QWidget) -> None:
        """The window itself hears of everything before its parts do."""
        handle = window.windowHandle()
        if handle is not None:
            handle.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() in _TOUCHES:
            self.touched.emit()
        return super().eventFilter(watched, event)
