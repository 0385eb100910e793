"""A QR code on the screen, for a telephone to take along where there is no paper."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from hardware.escpos.qr import qr_image

_QUIET: Final = 4  # modules around it
_DARK: Final = QColor("#000000")
_PALE: Final = QColor("#FFFFFF")  # whatever the theme: telephones read dark on pale


class QrPicture(QWidget):
    """Square, in the middle of its place."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._payload = ""
        self._rows: tuple[tuple[bool, ...], ...] = ()

    def show_code(self, payload: str, said: str) -> None:
        """`said` tells what it is for to those who do not see it."""
        self.setAccessibleName(said)
        if payload == self._payload:
            return
        self._payload = payload
        self._rows = _modules(payload) if payload else ()
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        if not self._rows:
            return
        painter = QPainter(self)
        count = len(self._rows) + 2 * _QUIET
        module = min(self.width(), self.height()) // count
        side = module * count
        left, top = (self.width() - side) // 2, (self.height() - side) // 2
        painter.fillRect(left, top, side, side, _PALE)
        for y, row in enumerate(self._rows, start=_QUIET):
            for x, dark in enumerate(row, start=_QUIET):
                if dark:
                    painter.fillRect(QRectF(left + x * module, top + y * module, module, module), _DARK)


def _modules(payload: str) -> tuple[tuple[bool, ...], ...]:
    image = qr_image(payload, module=1)
    return tuple(tuple(bool(image.getpixel((x, y))) for x in range(image.width)) for y in range(image.height))
