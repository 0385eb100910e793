"""What every page is, and the two parts several of them share: the grid of tiles and the keys at the foot."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QRect, Signal, Slot
from PySide6.QtWidgets import QWidget

from kiosk.measures import Measures
from kiosk.state import Gestures, KioskState, Leaf
from kiosk.views.icons import Icon
from kiosk.views.parts import Key, Tile, TileFace, Words
from kiosk.wording import leaf_words
from shared.text import words
from shared.ui.lettering import Para

_HIGHEST: Final = 210  # of a tile, where few are on the page


class PageView(QWidget):
    """Draws one kind of page and passes on what is touched on it. Fills the whole window."""

    def __init__(self, gestures: Gestures, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.gestures = gestures

    def show_page(self, state: KioskState, measures: Measures) -> None:
        """Say and place everything anew."""
        raise NotImplementedError


class TileGrid(QWidget):
    """Tiles in columns. Emits `chosen` with the code of the one that is tapped."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tiles: list[Tile] = []

    def show_tiles(
        self,
        faces: Sequence[tuple[str, str, TileFace]],
        measures: Measures,
        *,
        columns: int,
        rows: int,
        sizes: tuple[int, int],
    ) -> None:
        """Faces come as (object name, code, face). Tiles fill the grid with `columns` x `rows`, but none grows so high
        that it no longer looks like one."""
        while len(self.tiles) < len(faces):
            tile = Tile(self)
            tile.tapped.connect(self._tapped)
            self.tiles.append(tile)
        for number, tile in enumerate(self.tiles):
            if number < len(faces):
                name, code, face = faces[number]
                tile.show_face(face, name=name, code=code, sizes=(measures.px(sizes[0]), measures.px(sizes[1])))
                tile.setGeometry(self._place(number, measures, columns, rows))
            else:
                # A hidden tile keeps no name: nothing that is not there can be found by it.
                tile.setObjectName("")
            tile.setVisible(number < len(faces))

    def _place(self, number: int, m: Measures, columns: int, rows: int) -> QRect:
        gap = m.gap
        row, column = divmod(number, columns)
        broad = (self.width() - (columns - 1) * gap) // columns
        high = min((self.height() - (rows - 1) * gap) // rows, m.px(_HIGHEST))
        return QRect(column * (broad + gap), row * (high + gap), broad, high)

    @Slot(str)
    def _tapped(self, code: str) -> None:
        self.chosen.emit(code)


class LeafKeys(QWidget):
    """Previous, which page, next; nothing at all where there is one page only."""

    def __init__(self, gestures: Gestures, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._gestures = gestures
        self._previous = Key("previous-page", parent=self)
        self._next = Key("next-page", parent=self)
        self._where = Words("page-number", self)
        self._previous.tapped.connect(self._previous_tapped)
        self._next.tapped.connect(self._next_tapped)

    def show_leaf(self, leaf: Leaf, language: str, measures: Measures) -> None:
        _ = words(language).gettext
        key, middle = measures.px(200), measures.px(168)
        self._previous.setGeometry(0, 0, key, self.height())
        self._where.setGeometry(key, 0, middle, self.height())
        self._next.setGeometry(key + middle, 0, key, self.height())
        self._previous.show_text(_("Trước"), measures.px(34), Icon.BACK)
        self._next.show_text(_("Sau"), measures.px(34), Icon.FORWARD)
        self._where.show_paras(Para(leaf_words(leaf.number, leaf.count, language), measures.px(30), 600))
        self._previous.setVisible(leaf.number > 0)
        self._next.setVisible(leaf.number + 1 < leaf.count)
        self.setVisible(leaf.count > 1)

    @staticmethod
    def broad(measures: Measures) -> int:
        """How wide all three together are."""
        return 2 * measures.px(200) + measures.px(168)

    @Slot()
    def _previous_tapped(self) -> None:
        self._gestures.previous_leaf()

    @Slot()
    def _next_tapped(self) -> None:
        self._gestures.next_leaf()
