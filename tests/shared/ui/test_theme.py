"""Colours that can be read."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor

from shared.ui.theme import DARK, HIGH_CONTRAST, LIGHT, Theme, contrast


def test_black_on_white_has_the_largest_contrast_there_is() -> None:
    assert contrast(QColor("black"), QColor("white")) == pytest.approx(21.0)


every_theme = pytest.mark.parametrize("theme", [LIGHT, DARK, HIGH_CONTRAST], ids=["light", "dark", "high-contrast"])


@every_theme
def test_every_text_stands_out_seven_to_one(theme: Theme) -> None:
    pairs = [
        (text, ground)
        for ground in (theme.ground, theme.surface)
        for text in (theme.ink, theme.quiet, theme.good, theme.warning, theme.danger)
    ]
    pairs += [(theme.on_accent, theme.accent), (theme.on_highlight, theme.highlight), (theme.ink, theme.raised)]
    pairs += [(theme.accent, theme.surface), (theme.on_accent, theme.accent_deep)]
    pairs += [(theme.on_head, theme.head), (theme.quiet, theme.raised), (theme.ink, theme.surface)]
    for text, ground in pairs:
        assert contrast(text, ground) >= 7.0, (text.name(), ground.name())


@every_theme
def test_the_edge_of_whatever_is_touched_stands_out_three_to_one(theme: Theme) -> None:
    """Tiles have `edge` on `surface`, keys `accent`; both stand on `ground`, aids on `raised`."""
    for ground in (theme.ground, theme.surface, theme.raised):
        assert contrast(theme.edge, ground) >= 3.0, ground.name()
        assert contrast(theme.accent, ground) >= 3.0, ground.name()


@every_theme
def test_the_ring_of_the_keys_stands_out_on_any_ground(theme: Theme) -> None:
    for ground in (theme.ground, theme.surface, theme.raised, theme.head):
        assert max(contrast(theme.focus, ground), contrast(theme.focus_inner, ground)) >= 3.0, ground.name()
    assert contrast(theme.ground, theme.accent) >= 3.0  # a line of ground parts the ring from a key


@pytest.mark.parametrize("theme", [LIGHT, HIGH_CONTRAST], ids=["light", "high-contrast"])
def test_the_marked_letters_of_an_answer_can_be_read(theme: Theme) -> None:
    assert contrast(theme.ink, theme.highlight) >= 7.0


def test_high_contrast_is_higher() -> None:
    theme = HIGH_CONTRAST
    for text in (theme.ink, theme.quiet, theme.accent, theme.good, theme.warning, theme.on_head):
        assert contrast(text, theme.ground) >= 15.0, text.name()
    assert contrast(theme.on_accent, theme.accent) >= 15.0
