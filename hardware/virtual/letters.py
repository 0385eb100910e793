"""The built-in font of the virtual printer: 12 by 24 dots a letter, enlarged by whole dots as a real one does it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Final

from PIL import Image, ImageChops, ImageDraw, ImageFont

from shared.fonts import font_path

WIDTH: Final = 12
HEIGHT: Final = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A letter as it was put in the line; "" is one the printer does not have."""

    letter: str
    wide: int = 1
    high: int = 1
    bold: bool = False
    inverse: bool = False

    @property
    def width(self) -> int:
        return WIDTH * self.wide


@cache
def letter(which: str, *, bold: bool = False) -> Image.Image:
    """One letter in its cell, 1 is black. What the printer does not have shows as a box."""
    cell = Image.new("1", (WIDTH, HEIGHT), 0)
    pen = ImageDraw.Draw(cell)
    pen.fontmode = "1"
    if not which:
        pen.rectangle((1, 3, WIDTH - 3, HEIGHT - 5), outline=255)
        return cell
    drawn = Image.new("1", (3 * HEIGHT, 2 * HEIGHT), 0)
    wide = ImageDraw.Draw(drawn)
    wide.fontmode = "1"
    name = "BeVietnamPro-Bold" if bold else "BeVietnamPro-Medium"
    font = ImageFont.truetype(font_path(name), 17, layout_engine=ImageFont.Layout.BASIC)
    left, _top, right, _bottom = font.getbbox(which, mode="1")
    wide.text((HEIGHT - left, HEIGHT // 2 - 1), which, fill=255, font=font)
    ink = drawn.crop((HEIGHT, HEIGHT // 2, HEIGHT + int(right - left), HEIGHT // 2 + HEIGHT))
    if ink.width > WIDTH - 1:
        ink = ink.resize((WIDTH - 1, HEIGHT), Image.Resampling.NEAREST)
    cell.paste(ink, ((WIDTH - ink.width) // 2, 0))
    return cell


def line_image(text: list[Cell]) -> Image.Image:
    """A printed line, standing on one base line."""
    height = HEIGHT * max(cell.high for cell in text)
    image = Image.new("1", (sum(cell.width for cell in text), height), 0)
    left = 0
    for cell in text:
        enlarged = letter(cell.letter, bold=cell.bold).resize(
            (cell.width, HEIGHT * cell.high), Image.Resampling.NEAREST
        )
        if cell.inverse:
            enlarged = ImageChops.invert(enlarged)
        image.paste(enlarged, (left, height - enlarged.height))
        left += enlarged.width
    return image
