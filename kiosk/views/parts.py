"""The parts all pages are made of: a key, a tile, a piece of text."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import Final

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from kiosk.views.icons import Icon, path_of
from kiosk.views.touch import PictureButton
from shared.ui.lettering import CENTRE, LEFT, SMALLEST, Block, Para, draw, fit, write
from shared.ui.painting import draw_sign, rounded
from shared.ui.theme import LIGHT

_RADIUS: Final = 0.13  # of the shorter side
_LARGEST_RADIUS: Final = 22.0


class Kind(Enum):
    """How much a key asks to be touched."""

    MAIN = auto()  # the one thing to do on this page
    PLAIN = auto()
    LETTER = auto()  # a key of the keyboard


class Key(PictureButton):
    """A large key with words, an icon, or both."""

    def __init__(self, name: str, kind: Kind = Kind.PLAIN, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self._kind = kind
        self._text = ""
        self._size = 34
        self._icon = Icon.NONE

    def show_text(self, text: str, size: int, icon: Icon = Icon.NONE, *, said: str = "") -> None:
        """`size` is the letters' height in pixels; `said` names a key that has only an icon."""
        self._text, self._size, self._icon = text, size, icon
        self.setAccessibleName(said or text)
        self.update()

    @property
    def block(self) -> Block:
        """The words as they are set."""
        return self._set(self._words_box(self.rect()))

    def content(self) -> object:
        return (self._text, self._size, self._icon)

    def draw(self, painter: QPainter, box: QRect) -> None:
        ground, ink, edge = self._colours()
        draw_ground(painter, box, ground, edge)
        draw_sign(painter, path_of(self._icon), QRectF(self._icon_box(box)), ink)
        words = self._words_box(box)
        draw(painter, QRectF(words), self._set(words), [ink], align=CENTRE)

    def _set(self, box: QRect) -> Block:
        weight = 600 if self._kind is not Kind.MAIN else 700
        return fit((Para(self._text, self._size, weight),), box.width(), box.height())

    def _colours(self) -> tuple[QColor, QColor, QColor]:
        if not self.isEnabled():
            return LIGHT.ground, LIGHT.line, LIGHT.line
        if self._kind is Kind.MAIN:
            return (LIGHT.accent_deep if self.isDown() else LIGHT.accent), LIGHT.on_accent, LIGHT.accent_deep
        if self.isDown():
            return LIGHT.accent, LIGHT.on_accent, LIGHT.accent_deep
        return LIGHT.surface, LIGHT.accent, LIGHT.line if self._kind is Kind.LETTER else LIGHT.accent

    def _icon_box(self, box: QRect) -> QRect:
        side = round(min(self._size * 1.15, box.height() * 0.6))
        if not self._text:
            return QRect(box.center().x() - side // 2, box.center().y() - side // 2, side, side)
        inset = self._inset(box)
        block = self._set(self._words_box(box))
        half = round((block.width + side + inset) / 2)
        top = box.center().y() - side // 2
        if self._icon is Icon.FORWARD:
            return QRect(min(box.center().x() + half, box.right() - inset) - side, top, side, side)
        return QRect(max(box.center().x() - half, box.left() + inset), top, side, side)

    def _words_box(self, box: QRect) -> QRect:
        inset = self._inset(box)
        words = box.adjusted(inset, inset // 3, -inset, -(inset // 3))
        if self._icon is not Icon.NONE and self._text:
            side = round(min(self._size * 1.15, box.height() * 0.6))
            if self._icon is Icon.FORWARD:
                words.setRight(words.right() - side - inset)
            else:
                words.setLeft(words.left() + side + inset)
        return words

    def _inset(self, box: QRect) -> int:
        return max(6, round(min(box.height() * 0.16, box.width() * 0.1)))


@dataclass(frozen=True, slots=True, kw_only=True)
class TileFace:
    """What a tile shows: a name, a note below it, perhaps a letter in a circle; `ranges` of the name are marked."""

    name: str
    note: str
    badge: str = ""
    ranges: tuple[tuple[int, int], ...] = ()
    said: str = ""
    busy: bool = False


_NO_FACE: Final = TileFace(name="", note="")


class Tile(PictureButton):
    """Something to choose."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._face = _NO_FACE
        self._size = 34
        self._note_size = 26

    def show_face(self, face: TileFace, *, name: str, code: str, sizes: tuple[int, int]) -> None:
        """`name` is the object's name; `sizes` are those the name and the note would like to have."""
        self.setObjectName(name)
        self.setAccessibleName(f"{face.name}. {face.note}")
        self.code = code
        self._face = face
        self._size, self._note_size = sizes
        self.update()

    @property
    def block(self) -> Block:
        """The words as they are set."""
        return self._set(self._words_box(self.rect()))

    def content(self) -> object:
        return (self._face, self._size, self._note_size)

    def draw(self, painter: QPainter, box: QRect) -> None:
        down = self.isDown()
        draw_ground(painter, box, LIGHT.accent if down else LIGHT.surface, LIGHT.accent_deep if down else LIGHT.line)
        name_ink = LIGHT.on_accent if down else LIGHT.ink
        note_ink = LIGHT.on_accent if down else (LIGHT.accent if self._face.busy else LIGHT.quiet)
        if self._face.badge:
            self._draw_badge(painter, box, down=down)
        words = self._words_box(box)
        marks = None if down or not self._face.ranges else (self._face.ranges, self._face.name, LIGHT.highlight)
        draw(painter, QRectF(words), self._set(words), [name_ink, note_ink], highlight=marks)

    def _set(self, box: QRect) -> Block:
        """The note keeps its size as long as the name can give way."""
        name = Para(self._face.name, self._size, 600)
        for least in (0.85 * self._note_size, SMALLEST):
            note = Para(self._face.note, self._note_size, 500, least=least)
            block = fit((name, note), box.width(), box.height())
            if block.whole:
                break
        return block

    def _draw_badge(self, painter: QPainter, box: QRect, *, down: bool) -> None:
        badge = self._badge_box(box)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(LIGHT.on_accent if down else LIGHT.accent)
        painter.drawEllipse(badge)
        letter = Para(self._face.badge, badge.height() * 0.52, 700, digits=True)
        ink = LIGHT.accent if down else LIGHT.on_accent
        write(painter, QRectF(badge), letter, ink, align=CENTRE)

    def _badge_box(self, box: QRect) -> QRect:
        side = min(round(self._size * 2.1), box.height() - 16, box.width() // 4)
        return QRect(box.left() + self._inset, box.center().y() - side // 2, side, side)

    def _words_box(self, box: QRect) -> QRect:
        words = box.adjusted(self._inset, 6, -self._inset, -6)
        if self._face.badge:
            words.setLeft(self._badge_box(box).right() + round(self._inset * 0.9))
        return words

    @property
    def _inset(self) -> int:
        return round(self._size * 0.6)


class Words(QWidget):
    """Text in the middle of its box, never cut off."""

    def __init__(self, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._paras: tuple[Para, ...] = ()
        self._inks: tuple[QColor, ...] = ()
        self._align = CENTRE
        self._top = False

    def show_paras(self, *paras: Para, inks: tuple[QColor, ...] = (), left: bool = False, top: bool = False) -> None:
        """One ink for each paragraph; without them all are written in the usual one. `left` and `top` put the words
        there instead of into the middle."""
        filled = tuple(para for para in paras if para.text)
        if inks:
            kept = tuple(ink for para, ink in zip(paras, inks, strict=True) if para.text)
        else:
            kept = (LIGHT.ink,) * len(filled)
        self._paras, self._inks, self._top = filled, kept, top
        self._align = LEFT if left else CENTRE
        self.setAccessibleName(". ".join(para.text for para in filled))
        self.update()

    @property
    def text(self) -> str:
        return "\n".join(para.text for para in self._paras)

    @property
    def block(self) -> Block:
        """The words as they are set."""
        return fit(self._paras, self.width(), self.height())

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return QSize(200, 60)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw(painter, QRectF(self.rect()), self.block, self._inks, align=self._align, middle=not self._top)


class Picture(QWidget):
    """One icon, large."""

    def __init__(self, icon: Icon, ink: QColor, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon, self._ink = icon, ink
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def show_icon(self, icon: Icon, ink: QColor) -> None:
        self._icon, self._ink = icon, ink
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw_sign(painter, path_of(self._icon), QRectF(self.rect()).adjusted(4, 4, -4, -4), self._ink)


def draw_ground(painter: QPainter, box: QRect, ground: QColor, edge: QColor) -> None:
    """The rounded ground of keys, tiles and cards."""
    radius = min(_LARGEST_RADIUS, _RADIUS * min(box.width(), box.height()))
    rounded(painter, QRectF(box), radius, fill=ground, edge=edge, thick=2)
