"""What is touched: a button that knows a tap from a swipe, and a tap from the second half of another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Final

from PySide6.QtCore import QPointF
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

SWIPE: Final = 24.0  # px a finger may slip and still mean this
_SAME_TAP: Final = 300  # ms in which a second tap at the same place was meant for what stood there before


@dataclass(frozen=True, slots=True)
class _Tap:
    at: QPointF
    when: int
    button: int


class TouchButton(QAbstractButton):
    """Draws nothing itself. A press that moves away is no click, though the finger is still on the button."""

    _last: ClassVar[_Tap | None] = None

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        """`name` is the object's name, by which tests and rehearsals find it."""
        super().__init__(parent)
        self._pressed_at: QPointF | None = None
        self.setObjectName(name)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        self._pressed_at = None
        if self._belongs_to_another(event):
            event.accept()
            return
        self._pressed_at = event.globalPosition()
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        if self._slipped(event):
            self._pressed_at = None
            self.setDown(False)
        if self._pressed_at is not None:
            super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        if self._pressed_at is None or self._slipped(event):
            self.setDown(False)
            event.accept()
            return
        self._pressed_at = None
        TouchButton._last = _Tap(event.globalPosition(), event.timestamp(), id(self))
        super().mouseReleaseEvent(event)

    def _slipped(self, event: QMouseEvent) -> bool:
        return self._pressed_at is not None and _apart(event.globalPosition(), self._pressed_at)

    def _belongs_to_another(self, event: QMouseEvent) -> bool:
        """The second half of a double tap, on whatever the first half brought up under the finger."""
        last = TouchButton._last
        return (
            last is not None
            and last.button != id(self)
            and 0 <= event.timestamp() - last.when < _SAME_TAP
            and not _apart(event.globalPosition(), last.at)
        )


def _apart(one: QPointF, other: QPointF) -> bool:
    way = one - other
    return bool((way.x() ** 2 + way.y() ** 2) ** 0.5 > SWIPE)
