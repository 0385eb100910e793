"""Every picture can be seen, at the size of a card and at that of a letter."""

from __future__ import annotations

from functools import partial

import pytest
from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QPainter

from kiosk.views.icons import Icon, path_of
from shared import settings
from shared.ui.painting import draw_sign, picture

pytestmark = pytest.mark.usefixtures("qapp")
ICONS = [icon for icon in Icon if icon is not Icon.NONE]


@pytest.mark.parametrize("icon", ICONS)
def test_a_picture_fills_its_square_and_stays_inside(icon: Icon) -> None:
    box = path_of(icon).boundingRect()
    assert QRectF(0.9, 0.9, 22.2, 22.2).contains(box)  # half a pen is drawn outside of the lines
    assert max(box.width(), box.height()) >= 16


@pytest.mark.parametrize("side", [160, 40])
@pytest.mark.parametrize("icon", ICONS)
def test_a_picture_has_ink_and_air(icon: Icon, side: int) -> None:
    def paint(painter: QPainter) -> None:
        draw_sign(painter, path_of(icon), QRectF(0, 0, side, side), QColor("black"))

    image = picture(QSize(side, side), 1.0, QColor("white"), partial(paint)).toImage()
    dark = sum(image.pixelColor(x, y).lightness() < 128 for x in range(0, side, 2) for y in range(0, side, 2))
    assert 0.06 < dark / (side / 2) ** 2 < 0.6


def test_nothing_has_no_picture() -> None:
    assert path_of(Icon.NONE).isEmpty()


@pytest.mark.parametrize("chosen", settings.Icon)
def test_every_picture_a_hall_may_choose_is_there(chosen: settings.Icon) -> None:
    assert not path_of(Icon.of(chosen)).isEmpty()
