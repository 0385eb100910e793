"""Colours that can be read."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor

from shared.ui.theme import DARK, LIGHT, Theme, contrast


def test_black_on_white_has_the_largest_contrast_there_is() -> None:
    assert contrast(QColor("black"), QColor("white")) == pytest.approx(21.0)


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_every_text_stands_out_seven_to_one(theme: Theme) -> None:
    pairs = [
        (text, ground)
        for ground in (theme.ground, theme.surface)
        for text in (theme.ink, theme.quiet, theme.good, theme.warning, theme.danger)
    ]
    pairs += [(theme.on_accent, theme.accent), (theme.on_highlight, theme.highlight), (theme.ink, theme.raised)]
    pairs += [(theme.accent, theme.surface), (theme.on_accent, theme.accent_deep)]
    for text, ground in pairs:
        assert contrast(text, ground) >= 7.0, (text.name(), ground.name())
