"""Which screen a widget is on.

`QWidget.screen()` must not be asked. PySide takes the answer for a child of the widget and, in 6.11.3, destroys the
screen with the last of several widgets that were asked: Qt goes on with it, and the next window ends the process.
"""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QWidget


def screen_of(widget: QWidget) -> QScreen:
    """The screen in which its middle is; the first one for a widget that lies beside all."""
    return QGuiApplication.screenAt(widget.geometry().center()) or QGuiApplication.primaryScreen()
