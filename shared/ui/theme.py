"""The colours all faces share. Text on its ground has a contrast of at least 7:1."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from PySide6.QtGui import QColor


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """One set of colours. `ink` is text on `ground` and `surface`; `on_accent` is text on `accent` and `accent_deep`.

    `line` only parts things; `edge` bounds what is touched and stands out 3:1. The ring around what the keys are on is
    `focus` outside and `focus_inner` inside: on any ground one of the two stands out 3:1.
    """

    ground: QColor
    surface: QColor
    raised: QColor
    line: QColor
    edge: QColor
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
    head: QColor
    on_head: QColor
    focus: QColor
    focus_inner: QColor
    veil: QColor


LIGHT: Final = Theme(
    ground=QColor("#F3F5F9"),
    surface=QColor("#FFFFFF"),
    raised=QColor("#E8EDF6"),
    line=QColor("#C9D2E3"),
    edge=QColor("#6C7A99"),
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
    head=QColor("#0B2A61"),
    on_head=QColor("#FFFFFF"),
    focus=QColor("#14213D"),
    focus_inner=QColor("#FFB800"),
    veil=QColor(11, 26, 56, 190),
)

#: The hall board: light on dark, to be read from the last row.
DARK: Final = Theme(
    ground=QColor("#0A1A38"),
    surface=QColor("#11264D"),
    raised=QColor("#1A3466"),
    line=QColor("#2F4D86"),
    edge=QColor("#7C97CC"),
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
    head=QColor("#11264D"),
    on_head=QColor("#FFFFFF"),
    focus=QColor("#FFFFFF"),
    focus_inner=QColor("#0A1A38"),
    veil=QColor(0, 0, 0, 200),
)

#: For eyes that need it: white and yellow on black. What is marked is blue, because white letters stand on it.
HIGH_CONTRAST: Final = Theme(
    ground=QColor("#000000"),
    surface=QColor("#000000"),
    raised=QColor("#000000"),
    line=QColor("#FFFFFF"),
    edge=QColor("#FFFFFF"),
    ink=QColor("#FFFFFF"),
    quiet=QColor("#FFFFFF"),
    accent=QColor("#FFE83D"),
    accent_deep=QColor("#FFFFFF"),
    on_accent=QColor("#000000"),
    highlight=QColor("#0050C8"),
    on_highlight=QColor("#FFFFFF"),
    good=QColor("#8CFFB0"),
    warning=QColor("#FFE83D"),
    danger=QColor("#FFC9C9"),
    head=QColor("#000000"),
    on_head=QColor("#FFFFFF"),
    focus=QColor("#FFFFFF"),
    focus_inner=QColor("#FFE83D"),
    veil=QColor(0, 0, 0, 235),
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
