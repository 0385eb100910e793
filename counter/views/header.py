"""The strip at the top: which counter this is, who waits, whether the hall is heard, what time it is."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from counter.state import Header
from counter.views.buttons import Touchable
from counter.views.measures import Measures
from counter.views.painted import Painted
from shared.ui.lettering import CENTRE, RIGHT
from shared.ui.painting import draw_sign, mixed, polyline, rounded
from shared.ui.theme import DARK, LIGHT

_TWO_LINES: Final = 40  # px of height from which a small button also has room for its key


class SwitchButton(Touchable):
    """A small button of the strip. That of the language says what one would change to, in that language."""

    def __init__(self, parent: QWidget | None = None, *, name: str = "language") -> None:
        super().__init__(name, parent)
        self._text = self._key = ""

    def show_text(self, text: str, key: str) -> None:
        self._text, self._key = text, key
        self.setAccessibleName(f"{text} ({key})")
        self.update()

    def draw(self, painter: QPainter) -> None:
        room = QRectF(self.rect())
        radius = self.measures.px(10)
        fill = LIGHT.accent_deep if self.isDown() else LIGHT.accent
        edge = mixed(LIGHT.accent, LIGHT.on_accent, 0.5)
        rounded(painter, room, radius, fill=fill, edge=edge, thick=1.5)
        inner = room.adjusted(4, 1, -4, -1)
        if self._key and room.height() >= _TWO_LINES:
            below = QRectF(inner.left(), inner.bottom() - inner.height() * 0.44, inner.width(), inner.height() * 0.44)
            inner.setBottom(below.top())
            face = self.face(16)
            self.write(painter, below, self._key, face, colour=LIGHT.on_accent, align=CENTRE)
        face = self.face(20, weight=600)
        self.write(painter, inner, self._text, face, colour=LIGHT.on_accent, align=CENTRE)
        self.draw_focus(painter, room, radius)


class WhoButton(Touchable):
    """Who sits here and with which work profile; opens the menu of what concerns him."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("who", parent)
        self._profile, self._officer = "", ""

    def show_who(self, profile: str, officer: str, about: str) -> None:
        self._profile, self._officer = profile, officer
        self.setAccessibleName(about)
        self.update()

    def draw(self, painter: QPainter) -> None:
        px = self.measures.px
        room = QRectF(self.rect())
        if self.isDown() or self.underMouse():
            fill = LIGHT.accent_deep if self.isDown() else mixed(LIGHT.accent, LIGHT.on_accent, 0.12)
            rounded(painter, room, px(10), fill=fill)
        names = room.adjusted(px(12), room.height() * 0.04, -max(18.0, px(34)), -room.height() * 0.04)
        sign = polyline((7, 10), (12, 15), (17, 10))
        size = max(14.0, px(26))
        draw_sign(painter, sign, QRectF(names.right() + 2, room.center().y() - size / 2, size, size), LIGHT.on_accent)
        upper = names
        if self._officer and self._profile:
            upper = QRectF(names.left(), names.top(), names.width(), names.height() * 0.58)
            lower = QRectF(names.left(), upper.bottom(), names.width(), names.height() * 0.42)
            self.write(painter, lower, self._officer, self.face(20), colour=LIGHT.on_accent)
        first = self._profile or self._officer
        self.write(painter, upper, first, self.face(24, weight=600), colour=LIGHT.on_accent)
        self.draw_focus(painter, room, px(10))


class HeaderView(Painted):
    """Draws a Header."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._header: Header | None = None
        self.switch = SwitchButton(self)
        self.who = WhoButton(self)
        self.bar = SwitchButton(self, name="to-bar")
        self.keys = SwitchButton(self, name="show-keys")

    def show_header(self, header: Header, switch_key: str) -> None:
        if header != self._header:
            self._header = header
            self.switch.show_text(header.switch, switch_key)
            self.who.show_who(header.profile, header.officer, header.menu)
            self.who.setVisible(bool(header.profile or header.officer))
            parts = (header.counter, header.profile, header.officer, header.waiting, header.longest, header.connection)
            self.setAccessibleName(", ".join(part for part in parts if part))
            self.update()

    def show_ways(self, bar: str, bar_key: str, keys: str) -> None:
        """The words of the button to the bar, and the key of the sheet of keys."""
        self.bar.show_text(bar, bar_key)
        self.keys.show_text("?", keys)

    def measure(self, measures: Measures) -> None:
        super().measure(measures)
        for button in (self.switch, self.bar, self.keys):
            button.measure(measures)
        self.who.measure(measures)

    def place(self) -> None:
        """Put the switch where it belongs; to be called when the size changed."""
        px = self.measures.px
        width, height = max(70.0, px(132)), max(42.0, px(64))
        right, top = self.width() - px(24), round((self.height() - height) / 2)
        for button, wide in ((self.switch, width), (self.bar, width), (self.keys, max(34.0, px(52)))):
            button.setGeometry(round(right - wide), top, round(wide), round(height))
            right -= wide + px(8)
        left = px(24) + max(92.0, px(190)) + px(8)
        top = round(self.height() * 0.06)
        end = px(24) + self.width() * 0.365
        self.who.setGeometry(round(left), top, round(end - left), self.height() - 2 * top)

    def draw(self, painter: QPainter) -> None:
        painter.fillRect(self.rect(), LIGHT.accent)
        if self._header is None:
            return
        px = self.measures.px
        height = float(self.height())
        self._draw_who(painter, self._header, QRectF(px(24), 0, self.width() * 0.365, height))
        right = self.keys.x() - px(20)
        clock = max(58.0, px(110))
        room = QRectF(right - clock, 0, clock, height)
        face = self.face(40, weight=700, digits=True)
        self.write(painter, room, self._header.clock, face, colour=LIGHT.on_accent, align=RIGHT)
        left = self.width() * 0.38
        middle = QRectF(left, 0, room.left() - px(24) - left, height)
        self._draw_numbers(painter, self._header, QRectF(middle.left(), 0, middle.width() * 0.44, height))
        heard = QRectF(middle.left() + middle.width() * 0.44, 0, middle.width() * 0.56, height)
        self._draw_connection(painter, self._header, heard)

    def _draw_who(self, painter: QPainter, header: Header, room: QRectF) -> None:
        px = self.measures.px
        chip = QRectF(room.left(), room.height() * 0.16, max(92.0, px(190)), room.height() * 0.68)
        rounded(painter, chip, px(12), fill=LIGHT.on_accent)
        inside = chip.adjusted(px(10), 0, -px(10), 0)
        face = self.face(38, weight=700)
        self.write(painter, inside, header.counter, face, colour=LIGHT.accent, align=CENTRE)

    def _draw_numbers(self, painter: QPainter, header: Header, room: QRectF) -> None:
        upper = QRectF(room.left(), room.height() * 0.10, room.width(), room.height() * 0.46)
        if not header.longest:
            upper = QRectF(room.left(), 0, room.width(), room.height())
        else:
            lower = QRectF(room.left(), upper.bottom(), room.width(), room.height() * 0.34)
            self.write(painter, lower, header.longest, self.face(20), colour=LIGHT.on_accent)
        self.write(painter, upper, header.waiting, self.face(28, weight=700), colour=LIGHT.on_accent)

    def _draw_connection(self, painter: QPainter, header: Header, room: QRectF) -> None:
        px = self.measures.px
        size = max(10.0, px(16))
        bad = not header.connected
        if bad:
            room = room.adjusted(0, room.height() * 0.16, 0, -room.height() * 0.16)
            rounded(painter, room, px(12), fill=LIGHT.highlight)
        left = room.left() + px(14)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(LIGHT.danger if bad else DARK.good)
        painter.drawEllipse(QRectF(left, room.center().y() - size / 2, size, size))
        words = QRectF(left + size + px(12), room.top() + 2, 0, room.height() - 4)
        words.setRight(room.right() - px(10))
        colour = LIGHT.on_highlight if bad else LIGHT.on_accent
        self.write(painter, words, header.connection, self.face(21, weight=500), colour=colour)
