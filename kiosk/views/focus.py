"""Working the kiosk by keys: which control they are on, the ring around it, the digits on what can be chosen.

Nothing of it is seen before a key is pressed, and it is gone with the next touch of a finger.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from kiosk.movement import Towards, reading_order, step
from kiosk.views.look import Look
from kiosk.views.page import PageView
from kiosk.views.tiles import Tile
from kiosk.views.touch import PictureButton
from shared.ui.measures import Box
from shared.ui.painting import rounded
from shared.ui.theme import LIGHT

_DIGITS: Final = 9
_RADIUS: Final = 28.0


class Ring(QWidget):
    """Two thick rings around a control, in the gap between it and the next; a little ground parts them from it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = LIGHT
        self._thick, self._apart = 4, 3
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def show_around(self, box: Box, look: Look) -> None:
        self._theme = look.theme
        self._thick, self._apart = max(4, look.measures.px(5)), max(2, look.measures.px(3))
        out = 2 * self._thick + self._apart
        self.setGeometry(box.left - out, box.top - out, box.width + 2 * out, box.height + 2 * out)
        self.raise_()
        self.show()
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        room, radius = QRectF(self.rect()), _RADIUS
        rings = (
            (self._theme.focus, self._thick),
            (self._theme.focus_inner, self._thick),
            (self._theme.ground, self._apart),
        )
        for colour, thick in rings:
            rounded(painter, room, radius, edge=colour, thick=thick + 0.5)
            room, radius = room.adjusted(thick, thick, -thick, -thick), radius - thick / 2


class Focus:
    """Where the keys are. `moved` hears the name of each control they come to.

    It uses Qt's own focus, so that whatever reads the screen to somebody follows.
    """

    def __init__(self, window: QWidget, *, moved: Callable[[str], None]) -> None:
        self._window = window
        self._moved = moved
        self._ring = Ring(window)
        self._page: PageView | None = None
        self._over: QWidget | None = None
        self._look: Look | None = None
        self.in_use = False

    @property
    def here(self) -> PictureButton | None:
        """The control the keys are on."""
        held = self._window.focusWidget()
        return held if self.in_use and isinstance(held, PictureButton) else None

    def settle(self, page: PageView, look: Look, *, over: QWidget | None, fresh: bool) -> None:
        """Call after each state. `over` lies over the page and has the keys alone; `fresh`: the page is another one."""
        fresh = fresh or over is not self._over
        self._page, self._look, self._over = page, look, over
        if self.in_use and (fresh or self.here not in self._controls()):
            self.to_main(quietly=True)  # the page itself is being said
        self._draw()

    def begin(self) -> bool:
        """A key was pressed. True if the ring was not to be seen before."""
        if self.in_use:
            return False
        self.in_use = True
        self.to_main()
        self._draw()
        return True

    def end(self) -> None:
        """A finger was used."""
        if self.in_use:
            self.in_use = False
            self._window.setFocus(Qt.FocusReason.OtherFocusReason)
            self._draw()

    def to_main(self, *, quietly: bool = False) -> None:
        """To the main thing of what is shown, or to the first control there is."""
        controls = self._controls()
        main = self._page.main() if self._page is not None and self._over is None else None
        if main in controls or controls:
            self._go(main if main in controls and main is not None else controls[0], quietly=quietly)
        else:
            self._window.setFocus(Qt.FocusReason.OtherFocusReason)

    def move(self, towards: Towards) -> None:
        """One step; the first only shows where the keys are."""
        if self.begin():
            return
        controls = self._controls()
        here = self.here
        if here not in controls or here is None:
            self.to_main()
        else:
            boxes = [self._box(one) for one in controls]
            self._go(controls[step(boxes, controls.index(here), towards)])
        self._draw()

    def press(self) -> None:
        """As a finger would. What nobody sees yet is not pressed: the first press only shows it."""
        here = self.here
        if not self.begin() and here is not None:
            here.click()

    def choose(self, digit: int) -> None:
        """Press what bears this digit."""
        self.begin()
        choices = self.choices()
        if 0 < digit <= len(choices):
            choices[digit - 1].click()

    def choices(self) -> list[Tile]:
        """What the digits 1 to 9 choose from, in this order; nothing where digits are typed."""
        if self._page is None or self._page.takes_text:
            return []
        return [one for one in self._controls() if isinstance(one, Tile)][:_DIGITS]

    def _controls(self) -> list[PictureButton]:
        """Whatever can be pressed now, in reading order."""
        root = self._over or self._window
        seen = [one for one in root.findChildren(PictureButton) if one.isVisible() and one.isEnabled()]
        return [seen[number] for number in reading_order([self._box(one) for one in seen])]

    def _box(self, one: QWidget) -> Box:
        at = one.mapTo(self._window, QPoint(0, 0))
        return Box(at.x(), at.y(), one.width(), one.height())

    def _go(self, target: PictureButton, *, quietly: bool = False) -> None:
        if target is not self._window.focusWidget():
            target.setFocus(Qt.FocusReason.OtherFocusReason)
            if not quietly:
                self._moved(target.accessibleName())

    def _draw(self) -> None:
        here, choices = self.here, self.choices() if self.in_use else []
        for tile in self._window.findChildren(Tile):
            tile.show_number(choices.index(tile) + 1 if tile in choices else 0)
        if here is not None and self._look is not None:
            self._ring.show_around(self._box(here), self._look)
        else:
            self._ring.hide()
