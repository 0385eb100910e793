"""A button that is drawn once and shown from the picture kept of it, and says which one it is when it is tapped.

It may have the focus, but keys are not its business: it leaves them all to the window, which has one rule for them.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QInputMethodEvent, QKeyEvent, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QApplication, QWidget

from shared.ui.painting import picture
from shared.ui.touch import TouchButton


class PictureButton(TouchButton):
    """Emits `tapped` with its code."""

    tapped = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self.code = ""
        self._picture = QPixmap()
        self._picture_of: object = None
        # Not by touch: a finger gives the focus back to the window.
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
        self.clicked.connect(self._clicked)

    @Slot()
    def _clicked(self) -> None:
        self.tapped.emit(self.code)

    def content(self) -> object:
        """What the picture shows, besides size and being pressed; a new value makes a new picture."""
        raise NotImplementedError

    def draw(self, painter: QPainter, box: QRect) -> None:
        """Draw the button as it is now."""
        raise NotImplementedError

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        ratio = self.devicePixelRatio()
        key = (self.content(), self.size().toTuple(), self.isDown(), self.isEnabled(), ratio)
        if key != self._picture_of:
            self._picture_of = key
            clear = QColor(Qt.GlobalColor.transparent)
            self._picture = picture(self.size(), ratio, clear, partial(self.draw, box=self.rect()))
        QPainter(self).drawPixmap(0, 0, self._picture)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        event.ignore()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        event.ignore()

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:  # noqa: N802 - Qt's name
        QApplication.sendEvent(self.window(), event)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return QSize(120, 80)
