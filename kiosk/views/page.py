"""What every page is, and the page most of them are: a title, tiles to choose from, the way back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from kiosk.measures import Grid
from kiosk.state import Gestures, KioskState, Leaf
from kiosk.views.icons import Icon
from kiosk.views.look import Look
from kiosk.views.parts import Key, Kind, Words
from kiosk.views.tiles import LeafKeys, Tile, TileFace, TileGrid
from kiosk.views.touch import PictureButton
from shared.text import words
from shared.ui.measures import Box


class PageView(QWidget):
    """Draws one kind of page and passes on what is touched on it. Fills the whole window; head and aids lie over it.

    Everything that is touched lies in `Measures.body` and `Measures.bar`; low reach needs nothing more.
    """

    takes_text: ClassVar = False  #: whether letters, digits and blanks from a real keyboard are typed here

    def __init__(self, gestures: Gestures, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.gestures = gestures

    def show_page(self, state: KioskState, look: Look) -> None:
        """Say and place everything anew."""
        raise NotImplementedError

    def main(self) -> PictureButton | None:
        """Where the keys begin on this page: on its main key, or on the first thing to choose, or on what it made
        first."""
        shown = [one for one in self.findChildren(PictureButton) if one.isVisible()]
        main = (one for one in shown if isinstance(one, Key) and one.kind is Kind.MAIN)
        tiles = (one for one in shown if isinstance(one, Tile))
        return next(main, None) or next(tiles, None) or next(iter(shown), None)


class TitleWords(Words):
    """What a page asks: at the left above what is chosen from; in low reach large in the middle of the upper half."""

    def show_title(self, look: Look, large: str, small: str = "") -> None:
        m = look.measures
        self.setGeometry(*m.title)
        self.show_paras(
            look,
            look.para(large, 68 if m.low else 46, 700),
            look.para(small, 46 if m.low else 32),
            inks=(look.theme.ink, look.theme.quiet),
            left=not m.low,
        )


class BackKey(Key):
    """The way back, at the left end of the bar."""

    def __init__(self, gestures: Gestures, parent: QWidget | None = None) -> None:
        super().__init__("back", parent=parent)
        self._gestures = gestures
        self.tapped.connect(self._back_tapped)

    def show_back(self, look: Look, language: str) -> None:
        m = look.measures
        self.setGeometry(*Box(m.bar.left, m.bar.top, m.key_broad(280), m.bar.height))
        self.show_text(look, words(language).gettext("Quay lại"), 34, Icon.BACK)

    @Slot()
    def _back_tapped(self) -> None:
        self._gestures.back()


class ChoicesPage(PageView):
    """Asks one question and offers tiles, a leaf of them at a time. A page of this kind says what it asks, what
    there is to choose, and what a choice means."""

    def __init__(self, gestures: Gestures, parent: QWidget | None = None) -> None:
        super().__init__(gestures, parent)
        self._title = TitleWords("title", self)
        self._grid = TileGrid(self)
        self._back = BackKey(gestures, self)
        self._leaf = LeafKeys(gestures, self)
        self._grid.chosen.connect(self._chosen)

    def chosen(self, code: str) -> None:
        """The tile with this code was tapped."""
        raise NotImplementedError

    def show_choices(
        self,
        look: Look,
        grid: Grid,
        faces: Sequence[tuple[str, str, TileFace]],
        *,
        title: tuple[str, str],
        language: str,
        leaf: Leaf | None = None,
        sizes: tuple[float, float] = (36, 27),
    ) -> None:
        """Faces come as (object name, code, face), `title` as what is asked and what is said below it. Without a leaf
        there is one page of tiles."""
        self._title.show_title(look, *title)
        self._grid.show_tiles(look, grid, faces, sizes=sizes)
        self._back.show_back(look, language)
        if leaf is None:
            self._leaf.hide()
        else:
            self._leaf.show_leaf(look, leaf, language)

    @Slot(str)
    def _chosen(self, code: str) -> None:
        self.chosen(code)
