"""What is chosen from: tiles, the grid they stand in, and the keys that turn its pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QRect, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from kiosk.measures import Grid
from kiosk.state import Gestures, Leaf
from kiosk.views.icons import Icon, path_of
from kiosk.views.look import Look
from kiosk.views.parts import Key, Words, draw_ground, draw_pressed
from kiosk.views.touch import PictureButton
from kiosk.wording import leaf_words
from shared.text import words
from shared.ui.lettering import CENTRE, Block, Para, draw, fit, write
from shared.ui.measures import Box
from shared.ui.painting import draw_sign
from shared.ui.theme import LIGHT, Theme

_HIGHEST: Final = 210  # of a tile, where few are on the page


@dataclass(frozen=True, slots=True, kw_only=True)
class TileFace:
    """What a tile shows: a name, a note below it, perhaps a letter or a picture in a circle; `ranges` of the name are
    marked; `busy` gives the note more weight."""

    name: str
    note: str = ""
    badge: str = ""
    icon: Icon = Icon.NONE
    ranges: tuple[tuple[int, int], ...] = ()
    busy: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sizes:
    """In pixels."""

    name: int = 34
    note: int = 26


_NO_FACE: Final = TileFace(name="")


class Tile(PictureButton):
    """Something to choose. `number` is the digit of a keypad that chooses it, 0 while no keypad is in use."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._face = _NO_FACE
        self._sizes = _Sizes()
        self._theme: Theme = LIGHT
        self._number = 0

    def show_face(self, look: Look, face: TileFace, *, name: str, code: str, sizes: tuple[float, float]) -> None:
        """`name` is the object's name; `sizes` of name and note are those of the design."""
        self.setObjectName(name)
        self.setAccessibleName(f"{face.name}. {face.note}" if face.note else face.name)
        self.code = code
        self._face, self._theme = face, look.theme
        self._sizes = _Sizes(name=look.measures.text(sizes[0]), note=look.measures.text(sizes[1]))
        self.update()

    def show_number(self, number: int) -> None:
        self._number = number
        self.update()

    @property
    def block(self) -> Block:
        """The words as they are set."""
        return self._set(self._words_box(self.rect()))

    def content(self) -> object:
        return (self._face, self._sizes, self._theme, self._number)

    def draw(self, painter: QPainter, box: QRect) -> None:
        down, theme, face = self.isDown(), self._theme, self._face
        draw_ground(painter, box, theme.accent if down else theme.surface, theme.accent_deep if down else theme.edge)
        if down:
            draw_pressed(painter, box, theme.on_accent)
        name_ink = theme.on_accent if down else theme.ink
        note_ink = theme.on_accent if down else (theme.accent if face.busy else theme.quiet)
        if self._has_circle:
            self._draw_circle(painter, box)
        words = self._words_box(box)
        marks = None if down or not face.ranges else (face.ranges, face.name, theme.highlight)
        draw(painter, QRectF(words), self._set(words), [name_ink, note_ink], highlight=marks)
        if self._number:
            self._draw_number(painter, box)

    def _set(self, box: QRect) -> Block:
        """The note keeps its size as long as the name can give way and stays the larger one."""
        name = Para(self._face.name, self._sizes.name, 600)
        for part in (0.85, 0.7):
            note = Para(self._face.note, self._sizes.note, 500, least=part * self._sizes.note)
            block = fit((name, note), box.width(), box.height())
            if block.whole and block.pixels >= block.paras[-1].face.pixels:
                return block
        return fit((name, Para(self._face.note, self._sizes.note, 500)), box.width(), box.height())

    def _draw_circle(self, painter: QPainter, box: QRect) -> None:
        down, theme = self.isDown(), self._theme
        ground, ink = (theme.on_accent, theme.accent) if down else (theme.accent, theme.on_accent)
        circle = self._circle_box(box)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawEllipse(circle)
        if self._face.icon is not Icon.NONE:
            inset = round(circle.width() * 0.2)
            draw_sign(painter, path_of(self._face.icon), QRectF(circle.adjusted(inset, inset, -inset, -inset)), ink)
        else:
            letter = Para(self._face.badge, circle.height() * 0.52, 700, digits=True)
            write(painter, QRectF(circle), letter, ink, align=CENTRE)

    def _draw_number(self, painter: QPainter, box: QRect) -> None:
        """In the upper right corner."""
        theme = self._theme
        side = self._number_side
        corner = QRect(box.right() - side - 5, box.top() + 5, side, side)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.ink)
        painter.drawRoundedRect(corner, side / 4, side / 4)
        digit = Para(str(self._number), side * 0.7, 700, digits=True)
        write(painter, QRectF(corner), digit, theme.surface, align=CENTRE)

    @property
    def _number_side(self) -> int:
        return round(min(self._sizes.note * 1.25, self.height() * 0.4))

    @property
    def _has_circle(self) -> bool:
        return bool(self._face.badge) or self._face.icon is not Icon.NONE

    def _circle_box(self, box: QRect) -> QRect:
        side = min(round(self._sizes.name * 2.1), box.height() - 16, box.width() // 4)
        return QRect(box.left() + self._inset, box.center().y() - side // 2, side, side)

    def _words_box(self, box: QRect) -> QRect:
        words = box.adjusted(self._inset, 4, -self._inset, -4)
        if self._has_circle:
            words.setLeft(self._circle_box(box).right() + round(self._inset * 0.9))
        if self._number:
            words.setRight(min(words.right(), box.right() - self._number_side - 8))
        return words

    @property
    def _inset(self) -> int:
        return round(min(self._sizes.name * 0.6, self.width() * 0.06))


class TileGrid(QWidget):
    """Tiles in columns. Emits `chosen` with the code of the one that is tapped."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tiles: list[Tile] = []

    def show_tiles(
        self, look: Look, grid: Grid, faces: Sequence[tuple[str, str, TileFace]], *, sizes: tuple[float, float]
    ) -> None:
        """Faces come as (object name, code, face). Tiles fill the grid, but none grows so high that it no longer looks
        like one. Takes the grid's place."""
        self.setGeometry(*grid.box)
        while len(self.tiles) < len(faces):
            tile = Tile(self)
            tile.tapped.connect(self._tapped)
            self.tiles.append(tile)
        for number, tile in enumerate(self.tiles):
            if number < len(faces):
                name, code, face = faces[number]
                tile.show_face(look, face, name=name, code=code, sizes=sizes)
                tile.setGeometry(self._place(number, look, grid))
            else:
                # A hidden tile keeps no name: nothing that is not there can be found by it.
                tile.setObjectName("")
            tile.setVisible(number < len(faces))

    def _place(self, number: int, look: Look, grid: Grid) -> QRect:
        gap = look.measures.tile_gap
        row, column = divmod(number, grid.columns)
        broad = (self.width() - (grid.columns - 1) * gap) // grid.columns
        high = min((self.height() - (grid.rows - 1) * gap) // grid.rows, look.measures.lines(_HIGHEST))
        return QRect(column * (broad + gap), row * (high + gap), broad, high)

    @Slot(str)
    def _tapped(self, code: str) -> None:
        self.chosen.emit(code)


class LeafKeys(QWidget):
    """Previous, which page, next; nothing at all where there is one page only. Stands at the right end of the bar."""

    def __init__(self, gestures: Gestures, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._gestures = gestures
        self._previous = Key("previous-page", parent=self)
        self._next = Key("next-page", parent=self)
        self._where = Words("page-number", self)
        self._previous.tapped.connect(self._previous_tapped)
        self._next.tapped.connect(self._next_tapped)

    def show_leaf(self, look: Look, leaf: Leaf, language: str) -> None:
        m = look.measures
        _ = words(language).gettext
        self.setGeometry(*Box(m.bar.right - m.leaf_keys, m.bar.top, m.leaf_keys, m.bar.height))
        key = m.leaf_key
        self._previous.setGeometry(0, 0, key, self.height())
        self._where.setGeometry(key, 0, self.width() - 2 * key, self.height())
        self._next.setGeometry(self.width() - key, 0, key, self.height())
        self._previous.show_text(look, _("Trước"), 34, Icon.BACK)
        self._next.show_text(look, _("Sau"), 34, Icon.FORWARD)
        self._where.show_paras(look, look.para(leaf_words(leaf.number, leaf.count, language), 30, 600))
        self._previous.setVisible(leaf.number > 0)
        self._next.setVisible(leaf.number + 1 < leaf.count)
        self.setVisible(leaf.count > 1)

    @Slot()
    def _previous_tapped(self) -> None:
        self._gestures.previous_leaf()

    @Slot()
    def _next_tapped(self) -> None:
        self._gestures.next_leaf()
