"""What is touched: a button that knows a tap from a swipe, and draws itself from a picture kept ready."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Final

from PySide6.QtCore import QPointF, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QAbstractButton, QWidget

SWIPE: Final = 24.0  # px a finger may slip and still mean this
_SAME_TAP: Final = 300  # ms in which a second tap at the same place was meant for what stood there before


@dataclass(frozen=True, slots=True)
class _Tap:
    at: QPointF
    when: int
    button: int


class TouchButton(QAbstractButton):
    """Emits `tapped` with its code. A press that moves away is no tap, though the finger is still on the button."""

    tapped = Signal(str)
    _last: ClassVar[_Tap | None] = None

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        """`name` is the object's name, by which tests and rehearsals find it."""
        super().__init__(parent)
        self.code = ""
        self._pressed_at: QPointF | None = None
        self._picture = QPixmap()
        self._picture_of: object = None
        self.setObjectName(name)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.clicked.connect(self._clicked)

    @Slot()
    def _clicked(self) -> None:
        self.tapped.emit(self.code)

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

    # drawing

    def content(self) -> object:
        """What the picture shows, besides size and being pressed; a new value makes a new picture."""
        raise NotImplementedError

    def draw(self, painter: QPainter, box: QRect) -> None:
        """Draw the button as it is now."""
        raise NotImplementedError

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        key = (self.content(), self.size().toTuple(), self.isDown(), self.isEnabled(), self.devicePixelRatio())
        if key != self._picture_of:
            self._picture_of = key
            self._picture = self._drawn()
        QPainter(self).drawPixmap(0, 0, self._picture)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return QSize(120, 80)

    def _drawn(self) -> QPixmap:
        ratio = self.devicePixelRatio()
        picture = QPixmap(self.size() * ratio)
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.draw(painter, self.rect())
        painter.end()
        return picture


def _apart(one: QPointF, other: QPointF) -> bool:
    way = one - other
    return bool((way.x() ** 2 + way.y() ** 2) ** 0.5 > SWIPE)
