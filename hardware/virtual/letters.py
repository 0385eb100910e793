"""The built-in font of the virtual printer: 12 by 24 dots a letter, enlarged by whole dots as a real one does it."""

from __future__ import annotations

from functools import cache
from typing import Final

from PIL import Image, ImageDraw, ImageFont

from shared.fonts import font_path

WIDTH: Final = 12
HEIGHT: Final = 24


@cache
def letter(byte: int) -> Image.Image:
    """One letter in its cell, 1 is black. What is not ASCII shows as a box."""
    cell = Image.new("1", (WIDTH, HEIGHT), 0)
    pen = ImageDraw.Draw(cell)
    pen.fontmode = "1"
    if not 0x20 <= byte < 0x7F:
        pen.rectangle((1, 3, WIDTH - 3, HEIGHT - 5), outline=1)
        return cell
    font = ImageFont.truetype(font_path("Inter-SemiBold"), 20, layout_engine=ImageFont.Layout.BASIC)
    left, _top, right, _bottom = font.getbbox(chr(byte), mode="1")
    pen.text(((WIDTH - (right - left)) / 2 - left, -1), chr(byte), fill=1, font=font)
    return cell


def line_image(text: list[tuple[int, int, int]]) -> Image.Image:
    """A printed line of (byte, times wide, times high), standing on one base line."""
    height = HEIGHT * max(high for _byte, _wide, high in text)
    image = Image.new("1", (sum(WIDTH * wide for _byte, wide, _high in text), height), 0)
    left = 0
    for byte, wide, high in text:
        enlarged = letter(byte).resize((WIDTH * wide, HEIGHT * high), Image.Resampling.NEAREST)
        image.paste(enlarged, (left, height - enlarged.height))
        left += enlarged.width
    return image
