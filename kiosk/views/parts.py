"""The parts all pages are made of: a key, a piece of text, a picture, a card."""

from __future__ import annotations

from enum import Enum, auto
from typing import Final, NamedTuple

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QWidget

from kiosk.views.icons import Icon, path_of
from kiosk.views.look import Look
from kiosk.views.touch import PictureButton
from shared.ui.lettering import CENTRE, LEFT, Block, Para, draw, fit
from shared.ui.measures import Box
from shared.ui.painting import draw_sign, rounded
from shared.ui.theme import LIGHT, Theme

_RADIUS: Final = 0.13  # of the shorter side
_LARGEST_RADIUS: Final = 22.0
_EDGE: Final = 2.0
_PRESSED_EDGE: Final = 6.0  # seen without any colour


class Kind(Enum):
    """How much a key asks to be touched."""

    MAIN = auto()  # the one thing to do on this page
    PLAIN = auto()
    LETTER = auto()  # a key of the keyboard


class Colours(NamedTuple):
    """Of a key at this moment."""

    ground: QColor
    ink: QColor
    edge: QColor


class _Face(NamedTuple):
    """What a key shows. `on` is None for a key that is not turned on and off."""

    text: str
    size: int
    icon: Icon
    note: str
    note_size: int
    on: bool | None
    theme: Theme


class Key(PictureButton):
    """A large key with words, an icon, or both. As a switch it shows being on by a tick, its note and its ground."""

    def __init__(self, name: str, kind: Kind = Kind.PLAIN, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self.kind = kind
        self._face = _Face("", 34, Icon.NONE, "", 26, None, LIGHT)

    def show_text(
        self,
        look: Look,
        text: str,
        size: float,
        icon: Icon = Icon.NONE,
        *,
        said: str = "",
        note: str = "",
        on: bool | None = None,
    ) -> None:
        """`size` of the letters is that of the design; `said` names a key that has only an icon. `on` makes the key a
        switch; `note` stands small below the words."""
        m = look.measures
        self._face = _Face(text, m.text(size), icon, note, m.text(size * 0.72), on, look.theme)
        self.setAccessibleName(said or text)
        self.setCheckable(on is not None)
        self.setChecked(bool(on))
        self.update()

    @property
    def block(self) -> Block:
        """The words as they are set."""
        return self._set(self._words_box(self.rect()))

    def content(self) -> object:
        return self._face

    def draw(self, painter: QPainter, box: QRect) -> None:
        face = self._face
        ground, ink, edge = self._colours()
        draw_ground(painter, box, ground, edge)
        if self.isDown():
            draw_pressed(painter, box, ink)
        icon = Icon.TICK if face.on else face.icon
        draw_sign(painter, path_of(icon), QRectF(self._icon_box(box)), ink)
        words = self._words_box(box)
        draw(painter, QRectF(words), self._set(words), [ink, ink], align=CENTRE)

    def _set(self, box: QRect) -> Block:
        face = self._face
        weight = 600 if self.kind is not Kind.MAIN else 700
        paras = (Para(face.text, face.size, weight), Para(face.note, face.note_size, 500))
        return fit(paras, box.width(), box.height())

    def _colours(self) -> Colours:
        theme = self._face.theme
        if not self.isEnabled():
            return Colours(theme.ground, theme.quiet, theme.line)
        if self.kind is Kind.MAIN:
            return Colours(theme.accent_deep if self.isDown() else theme.accent, theme.on_accent, theme.accent_deep)
        if self.isDown() or self._face.on:
            return Colours(theme.accent, theme.on_accent, theme.accent_deep)
        return Colours(theme.surface, theme.accent, theme.edge if self.kind is Kind.LETTER else theme.accent)

    def _icon_box(self, box: QRect) -> QRect:
        side = self._icon_side(box)
        if not self._face.text:
            return QRect(box.center().x() - side // 2, box.center().y() - side // 2, side, side)
        inset = self._inset(box)
        block = self._set(self._words_box(box))
        half = round((block.width + side + inset) / 2)
        top = box.center().y() - side // 2
        if self._face.icon is Icon.FORWARD:
            return QRect(min(box.center().x() + half, box.right() - inset) - side, top, side, side)
        return QRect(max(box.center().x() - half, box.left() + inset), top, side, side)

    def _icon_side(self, box: QRect) -> int:
        return round(min(self._face.size * 1.15, box.height() * 0.6, box.width() * 0.3))

    def _words_box(self, box: QRect) -> QRect:
        inset = self._inset(box)
        words = box.adjusted(inset, inset // 3, -inset, -(inset // 3))
        if self._face.icon is not Icon.NONE and self._face.text:
            side = self._icon_side(box)
            if self._face.icon is Icon.FORWARD:
                words.setRight(words.right() - side - inset)
            else:
                words.setLeft(words.left() + side + inset)
        return words

    def _inset(self, box: QRect) -> int:
        return max(6, round(min(box.height() * 0.16, box.width() * 0.06)))


class Words(QLabel):
    """Text in the middle of its box, never cut off. A label for those who do not see it, painted by itself."""

    def __init__(self, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._paras: tuple[Para, ...] = ()
        self._inks: tuple[QColor, ...] = ()
        self._align = CENTRE
        self._top = False

    def show_paras(
        self, look: Look, *paras: Para, inks: tuple[QColor, ...] = (), left: bool = False, top: bool = False
    ) -> None:
        """One ink for each paragraph; without them all are written in the usual one. `left` and `top` put the words
        there instead of into the middle."""
        filled = tuple(para for para in paras if para.text)
        if inks:
            kept = tuple(ink for para, ink in zip(paras, inks, strict=True) if para.text)
        else:
            kept = (look.theme.ink,) * len(filled)
        self._paras, self._inks, self._top = filled, kept, top
        self._align = LEFT if left else CENTRE
        self.setAccessibleName(". ".join(para.text for para in filled))
        self.update()

    @property
    def said(self) -> str:
        """All the words, a paragraph a line."""
        return "\n".join(para.text for para in self._paras)

    @property
    def block(self) -> Block:
        """The words as they are set."""
        return fit(self._paras, self.width(), self.height())

    @property
    def span(self) -> QRect:
        """The part of the widget that has words on it."""
        block, room = self.block, self.rect()
        left = 0.0 if self._align == LEFT else (room.width() - block.width) / 2
        top = 0.0 if self._top else max(0.0, (room.height() - block.height) / 2)
        return QRectF(left, top, block.width, block.height).toAlignedRect()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return QSize(200, 60)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw(painter, QRectF(self.rect()), self.block, self._inks, align=self._align, middle=not self._top)


class Picture(QWidget):
    """One icon, large."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon, self._ink = Icon.NONE, LIGHT.ink
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def show_icon(self, icon: Icon, ink: QColor) -> None:
        self._icon, self._ink = icon, ink
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw_sign(painter, path_of(self._icon), QRectF(self.rect()).adjusted(4, 4, -4, -4), self._ink)


class Card(QWidget):
    """The quiet ground that holds together what belongs together. Make it before what stands on it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ground, self._edge = LIGHT.surface, LIGHT.line
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def show_card(self, look: Look, box: Box, *, edge: QColor | None = None) -> None:
        self.setGeometry(*box)
        self._ground, self._edge = look.theme.surface, edge or look.theme.line
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw_ground(painter, self.rect(), self._ground, self._edge)


def draw_ground(painter: QPainter, box: QRect, ground: QColor, edge: QColor) -> None:
    """The rounded ground of keys, tiles and cards."""
    rounded(painter, QRectF(box), _radius(box), fill=ground, edge=edge, thick=_EDGE)


def draw_pressed(painter: QPainter, box: QRect, ink: QColor) -> None:
    """A thick inner edge."""
    inner = box.adjusted(3, 3, -3, -3)
    rounded(painter, QRectF(inner), _radius(box) - 3, edge=ink, thick=_PRESSED_EDGE)


def _radius(box: QRect) -> float:
    return min(_LARGEST_RADIUS, _RADIUS * min(box.width(), box.height()))
