"""The small screen that the citizen in front of the counter reads: counter, label, what to do. It takes no key.

It follows the desk's own state, so it can never say something else than the officer sees. Where its screen is not
plugged it is not shown at all: it must not cover the officer's.
"""

from __future__ import annotations

import logging
from typing import Any, Final

from PySide6.QtCore import QRectF, Qt, QTimer, Slot
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent, QScreen
from PySide6.QtWidgets import QWidget

from counter.facing import Facing
from shared.counter_shows import Doing
from shared.domain.station import DeviceHealth, DeviceKind, DeviceTrouble, Health
from shared.text import words
from shared.ui.counter_panel import Panel, Tone, emergency_panel, paint_panel

_log: Final = logging.getLogger(__name__)
_TONES: Final = {
    None: Tone.DARK,
    Doing.CLOSED: Tone.DARK,
    Doing.PAUSED: Tone.DARK,
    Doing.FREE: Tone.PLAIN,
    Doing.INVITING: Tone.CALLING,
    Doing.SERVING: Tone.PLAIN,
}


def panel_of(facing: Facing) -> Panel:
    """What the screen shows of a counter."""
    caption = (words("vi").gettext("Quầy"), words("en").gettext("Quầy"))
    if facing.emergency[0]:
        invited = facing.label if facing.doing is Doing.INVITING else ""
        return emergency_panel(
            caption, str(facing.counter), said=facing.emergency, invited=invited, languages=("vi", "en")
        )
    return Panel(
        caption=caption,
        number=str(facing.counter),
        tone=_TONES[facing.doing],
        label=facing.label,
        says=facing.says,
        more=facing.more,
    )


class CitizenScreen(QWidget):
    """Fills the screen of this name (xrandr's) from `begin` on, whenever that is plugged."""

    def __init__(self, screen: str) -> None:
        super().__init__()
        self.setObjectName("citizen-screen")
        self.setWindowTitle("Một Cửa")
        self.setWindowFlags(
            Qt.WindowType.FramelessWindowHint
            | Qt.WindowType.WindowStaysOnTopHint
            | Qt.WindowType.WindowDoesNotAcceptFocus
        )
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setCursor(Qt.CursorShape.BlankCursor)
        self._screen_name = screen
        self._panel = panel_of(Facing(counter=0))
        self._begun = False
        self._missing = False
        #: Words of the last painting that had no room.
        self.cut_off: tuple[str, ...] = ()
        application: Any = QGuiApplication.instance()
        for changed in (application.screenAdded, application.screenRemoved):
            changed.connect(self._screens_changed)

    def begin(self) -> None:
        """Show it, if its screen is there."""
        self._begun = True
        self._place()

    def show_facing(self, facing: Facing) -> None:
        """Show this."""
        panel = panel_of(facing)
        if panel != self._panel:
            self._panel = panel
            said = (panel.number, panel.label, panel.says[0], panel.more[0])
            self.setAccessibleName(" ".join(part for part in said if part))
            self.update()

    def health(self) -> DeviceHealth:
        """Whether its screen is plugged."""
        return DeviceHealth(
            name="citizen-screen",
            kind=DeviceKind.OTHER,
            state=Health.WARNING if self._missing else Health.GOOD,
            trouble=DeviceTrouble.UNREACHABLE if self._missing else None,
        )

    @Slot(QScreen)
    def _screens_changed(self, _screen: QScreen) -> None:
        QTimer.singleShot(0, self, self._place)  # Qt itself moves windows first

    @Slot()
    def _place(self) -> None:
        if not self._begun:
            return
        screen = next((one for one in QGuiApplication.screens() if one.name() == self._screen_name), None)
        if screen is None:
            if not self._missing:
                names = ", ".join(one.name() for one in QGuiApplication.screens())
                _log.warning("the citizen's screen %s is not plugged; there are: %s", self._screen_name, names)
            self._missing = True
            self.hide()
            return
        self._missing = False
        screen.geometryChanged.connect(self._place, Qt.ConnectionType.UniqueConnection)
        if self.geometry() != screen.geometry() or self.isHidden():
            self.setGeometry(screen.geometry())
            # Not showFullScreen, which asks for the keyboard.
            self.setWindowState(Qt.WindowState.WindowFullScreen)
            self.show()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.cut_off = paint_panel(painter, QRectF(self.rect()), self._panel)
        painter.end()
