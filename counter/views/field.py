"""How a field that is typed into looks on a sheet."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit

from counter.views.measures import Measures
from shared.ui.fonts import words_font
from shared.ui.theme import LIGHT


def style_field(field: QLineEdit, measures: Measures) -> None:
    """Give the field the letters and the edge of the sheet it is on."""
    px = measures.px
    field.setFont(words_font(measures.type(30), 500))
    field.setStyleSheet(
        f"QLineEdit {{ background: {LIGHT.ground.name()}; color: {LIGHT.ink.name()};"
        f" border: {round(px(3))}px solid {LIGHT.accent.name()}; border-radius: {round(px(12))}px;"
        f" padding: 0 {round(px(18))}px; }}"
    )
