"""A button that is drawn once and shown from the picture kept of it, and says which one it is when it is tapped."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QWidget

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
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
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

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return QSize(120, 80)
