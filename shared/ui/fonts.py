"""The bundled typefaces, for Qt. A fresh Debian has none that knows Vietnamese."""

from __future__ import annotations

from functools import cache
from typing import Final

from PySide6.QtGui import QFont, QFontDatabase

from shared.fonts import DIGITS_FAMILY, WORDS_FAMILY, font_paths

_MEDIUM_FAMILIES: Final = {500: f"{WORDS_FAMILY} Medium", 600: f"{WORDS_FAMILY} SemiBold"}


def register() -> None:
    """Make the bundled fonts known. Needs a QGuiApplication; a font that does not load is a broken install."""
    for path in font_paths():
        if QFontDatabase.addApplicationFont(str(path)) < 0:
            raise RuntimeError(f"the font {path.name} does not load: the installation is damaged")


@cache
def _families() -> frozenset[str]:
    return frozenset(QFontDatabase.families())


def words_font(pixels: float, weight: int = 400) -> QFont:
    """Be Vietnam Pro, this many pixels high (weight 400, 500, 600 or 700)."""
    family = _MEDIUM_FAMILIES.get(weight, WORDS_FAMILY)
    font = QFont(family if family in _families() else WORDS_FAMILY)
    font.setPixelSize(max(1, round(pixels)))
    font.setWeight(QFont.Weight(weight))
    return font


def digits_font(pixels: float, weight: int = 700, *, columns: bool = True) -> QFont:
    """Inter with digits of one width, so that a changing number does not dance.

    Without `columns` each digit has its own width: in a figure that stands alone no 1 floats in its room.
    """
    font = QFont(DIGITS_FAMILY)
    font.setPixelSize(max(1, round(pixels)))
    font.setWeight(QFont.Weight(weight))
    font.setFeature(QFont.Tag("tnum"), int(columns))
    return font
