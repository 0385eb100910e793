"""Looking at the kiosk's real widgets: what is shown, and where."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QWidget

from kiosk.examples import Example, examples
from kiosk.measures import Measures
from kiosk.screens import quiet_window
from kiosk.state import Aid
from kiosk.views.parts import Key, Words
from kiosk.views.still_there import StillThere
from kiosk.views.tiles import Tile
from kiosk.views.touch import PictureButton
from kiosk.window import KioskWindow
from shared.store.reference import Reference

#: Width, height, pixels of a millimetre.
Screen = tuple[int, int, float]
PORTRAIT: Screen = (1080, 1920, 3.2)
LANDSCAPE: Screen = (1920, 1080, 3.2)
SMALL: Screen = (1024, 768, 3.3)
SCREENS = [PORTRAIT, LANDSCAPE, SMALL]


@dataclass(frozen=True, slots=True)
class Looked:
    """A window that shows an example."""

    window: KioskWindow
    example: Example
    measures: Measures

    @property
    def root(self) -> QWidget:
        """What is not covered: the window, or the question that lies over it."""
        (over,) = self.window.findChildren(StillThere)
        return over if over.isVisible() else self.window

    def controls(self) -> list[Key | Tile]:
        return [one for one in self.root.findChildren(PictureButton) if one.isVisible() and isinstance(one, Key | Tile)]

    def words(self) -> list[Words]:
        return [one for one in self.root.findChildren(Words) if one.isVisible()]

    def place(self, one: QWidget) -> QRect:
        return QRect(one.mapTo(self.window, QPoint(0, 0)), one.size())

    def span(self, one: Words) -> QRect:
        """Where its words are in the window."""
        return one.span.translated(one.mapTo(self.window, QPoint(0, 0)))


def look_at(screen: Screen, made: Iterable[Example], *, by_keys: bool = False) -> Iterator[Looked]:
    """Each of these on this screen, one after the other in one window."""
    width, height, px_per_mm = screen
    window = quiet_window(px_per_mm=px_per_mm, by_keys=by_keys)
    try:
        window.resize(width, height)
        for example in made:
            window.show_state(example.state)
            yield Looked(window, example, Measures.of(*screen, aids=example.state.aids))
    finally:
        window.close()
        window.deleteLater()


def look_at_all(
    reference: Reference,
    screen: Screen,
    *,
    language: str = "vi",
    aids: frozenset[Aid] = frozenset(),
    by_keys: bool = False,
) -> Iterator[Looked]:
    """Every page on this screen."""
    measures = Measures.of(*screen, aids=aids)
    made = examples(reference, language=language, measures=measures, aids=aids)
    return look_at(screen, made, by_keys=by_keys)
