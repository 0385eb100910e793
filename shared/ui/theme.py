"""The colours and measures all faces share. Text on its ground has a contrast of at least 7:1."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from PySide6.QtGui import QColor


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """One set of colours. `ink` is text on `ground` and `surface`; `on_accent` is text on `accent`."""

    ground: QColor
    surface: QColor
    raised: QColor
    line: QColor
    ink: QColor
    quiet: QColor
    accent: QColor
    accent_deep: QColor
    on_accent: QColor
    highlight: QColor
    on_highlight: QColor
    good: QColor
    warning: QColor
    danger: QColor


LIGHT: Final = Theme(
    ground=QColor("#F3F5F9"),
    surface=QColor("#FFFFFF"),
    raised=QColor("#E8EDF6"),
    line=QColor("#C9D2E3"),
    ink=QColor("#14213D"),
    quiet=QColor("#3F4A63"),
    accent=QColor("#123F8C"),
    accent_deep=QColor("#0B2A61"),
    on_accent=QColor("#FFFFFF"),
    highlight=QColor("#FFD23F"),
    on_highlight=QColor("#14213D"),
    good=QColor("#0B5D3B"),
    warning=QColor("#7A4100"),
    danger=QColor("#8E1B1B"),
)

#: The hall board: light on dark, to be read from the last row.
DARK: Final = Theme(
    ground=QColor("#0A1A38"),
    surface=QColor("#11264D"),
    raised=QColor("#1A3466"),
    line=QColor("#2F4D86"),
    ink=QColor("#FFFFFF"),
    quiet=QColor("#C3D0EA"),
    accent=QColor("#FFD23F"),
    accent_deep=QColor("#F0B400"),
    on_accent=QColor("#0A1A38"),
    highlight=QColor("#FFD23F"),
    on_highlight=QColor("#0A1A38"),
    good=QColor("#7FE3B0"),
    warning=QColor("#FFC46B"),
    danger=QColor("#FFB3B3"),
)


def contrast(one: QColor, other: QColor) -> float:
    """The contrast ratio of two colours, 1 to 21 (WCAG 2.2, relative luminance)."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: QColor) -> float:
    red, green, blue = (_linear(part) for part in (colour.redF(), colour.greenF(), colour.blueF()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)
