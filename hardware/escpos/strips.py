"""Words to strips of dots.

No code page of any printer holds all Vietnamese letters, so text travels as pictures: one strip per printed line,
cropped to its ink. Blank paper is fed, not sent, which is a third of the bytes of one large picture.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache, partial
from typing import Final

from PIL import Image, ImageChops, ImageDraw, ImageFont

from hardware.slip import Picture, TextLine, Weight
from shared.fonts import font_path
from shared.lines import LEADING, break_lines
from shared.text import nfc

_FONTS: Final = {
    Weight.REGULAR: "BeVietnamPro-Regular",
    Weight.MEDIUM: "BeVietnamPro-Medium",
    Weight.BOLD: "BeVietnamPro-Bold",
}
# It has more signs, among them a box for what it lacks too.
_SECOND_FONTS: Final = {
    Weight.REGULAR: "Inter-Regular",
    Weight.MEDIUM: "Inter-SemiBold",
    Weight.BOLD: "Inter-Bold",
}
_BOX: Final = "□"
_NUMBER_FONT: Final = "Inter-Bold"
_BAR_PADDING: Final = 10
_INK: Final = 255
_NARROWEST: Final = 0.7  # of their own width


@dataclass(frozen=True, slots=True)
class Strip:
    """One printed line: `above` blank dots, then `image` (1 bit, black is set), then `below` blank dots."""

    above: int
    image: Image.Image
    below: int


@cache
def _font(name: str, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(font_path(name), size, layout_engine=ImageFont.Layout.BASIC)


def text_strips(line: TextLine, width: int) -> tuple[Strip, ...]:
    """The printed lines of `line` on paper `width` dots wide; none for a text without ink.

    A text with signs that the house's typeface lacks is set in another; a sign that both lack shows as a box.
    """
    text, name = _set(line.text, line.weight)
    font = _font(name, line.size)
    room = width - 4 * _BAR_PADDING if line.inverse else width
    height = round(line.size * LEADING)
    strips = (_strip(words, font, line.inverse, height) for words in wrap(text, font, room - line.hang))
    return tuple(
        _moved(strip, line.hang if place else 0) for place, strip in enumerate(one for one in strips if one is not None)
    )


def _moved(strip: Strip, dots: int) -> Strip:
    if not dots:
        return strip
    image = Image.new("1", (strip.image.width + dots, strip.image.height), 0)
    image.paste(strip.image, (dots, 0))
    return Strip(strip.above, image, strip.below)


def _set(text: str, weight: Weight) -> tuple[str, str]:
    """The letters to draw, and the typeface that has them."""
    letters = "".join(letter for letter in nfc(text) if unicodedata.category(letter) != "Cf")
    if all(_has(_FONTS[weight], letter) for letter in letters):
        return letters, _FONTS[weight]
    second = _SECOND_FONTS[weight]
    return "".join(letter if _has(second, letter) else _BOX for letter in letters), second


@lru_cache(maxsize=4096)
def _has(name: str, letter: str) -> bool:
    font = _font(name, 24)
    return letter.isspace() or bytes(font.getmask(letter)) != bytes(font.getmask("\uffff"))


def wrap(text: str, font: ImageFont.FreeTypeFont, width: int) -> tuple[str, ...]:
    """`text` in lines whose ink is at most `width` dots wide; some letters lean a few dots out of their room."""
    return break_lines(text, partial(font.getlength, mode="1"), width - 2 - font.size // 10)


def ink_width(text: str, font: ImageFont.FreeTypeFont) -> int:
    """How many dots wide `text` is when it is drawn."""
    left, _top, right, _bottom = font.getbbox(text, mode="1")
    return int(max(right, font.getlength(text, mode="1")) - min(0, left) + 1)


def _strip(text: str, font: ImageFont.FreeTypeFont, inverse: bool, height: int) -> Strip | None:
    """Drawn on a canvas with a line's height to spare all around: marks on capitals reach above the font's ascent."""
    canvas = Image.new("1", (ink_width(text, font) + 2 * height, 3 * height), 0)
    pen = ImageDraw.Draw(canvas)
    pen.fontmode = "1"
    ascent, descent = font.getmetrics()
    pen.text((height, height + (height - ascent - descent) // 2), text, fill=_INK, font=font)
    ink = canvas.getbbox()
    if ink is None:
        return None
    if inverse:
        return Strip(0, _bar(canvas.crop(ink)), 0)
    return Strip(max(0, ink[1] - height), canvas.crop(ink), max(0, 2 * height - ink[3]))


def _bar(ink: Image.Image) -> Image.Image:
    bar = Image.new("1", (ink.width + 4 * _BAR_PADDING, ink.height + 2 * _BAR_PADDING), 0)
    bar.paste(ink, (2 * _BAR_PADDING, _BAR_PADDING))
    return ImageChops.invert(bar)


def number_image(text: str, *, height: int, width: int, least: int = 0) -> Image.Image:
    """The label in digits `height` dots high, or as high as `width` allows; cropped to its ink.

    Digits that would come out lower than `least` are made narrower instead, as far as they stay easy to read.
    """
    ink = _fitted(text, height=height, width=width)
    if ink.height >= least:
        return ink
    wide = _fitted(text, height=4 * least, width=_drawn(text, _font(_NUMBER_FONT, 8 * least)).width)
    narrow = max(width, round(wide.width / 4 * _NARROWEST))
    rows = round(wide.height / 4 * width / narrow)
    return wide.convert("L").resize((width, rows), Image.Resampling.BOX).point(_blackest).convert("1")


def _fitted(text: str, *, height: int, width: int) -> Image.Image:
    trial = _drawn(text, _font(_NUMBER_FONT, 100))
    size = int(100 * min(height / trial.height, width / trial.width))
    ink = _drawn(text, _font(_NUMBER_FONT, size))
    while ink.width > width or ink.height > height:
        size -= 1
        ink = _drawn(text, _font(_NUMBER_FONT, size))
    return ink


def _blackest(ink: int) -> int:
    return _INK if ink > _INK // 2 else 0


def picture_image(picture: Picture, *, width: int) -> Image.Image:
    """The picture, smaller where the paper is not as wide as it."""
    image = Image.frombytes("1", (picture.width, picture.height), picture.dots)
    if image.width <= width:
        return image
    rows = max(1, image.height * width // image.width)
    return image.convert("L").resize((width, rows), Image.Resampling.BOX).point(_blackest).convert("1")


def black_on_white(picture: Picture, *, width: int) -> Image.Image:
    """The picture in grey, as a person sees it: what a printer is given to keep."""
    return ImageChops.invert(picture_image(picture, width=width).convert("L"))


def _drawn(text: str, font: ImageFont.FreeTypeFont) -> Image.Image:
    left, top, right, bottom = (int(edge) for edge in font.getbbox(text, mode="1"))
    canvas = Image.new("1", (right - left + 4, bottom - top + 4), 0)
    pen = ImageDraw.Draw(canvas)
    pen.fontmode = "1"
    pen.text((2 - left, 2 - top), text, fill=_INK, font=font)
    return canvas.crop(canvas.getbbox())
