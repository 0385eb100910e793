"""A hall's logo from a picture file: in black and white, as large as it is printed."""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import Final

from PIL import Image, ImageOps, UnidentifiedImageError

from shared.domain.errors import ConfigError
from shared.domain.slip_template import DOTS_PER_MM, HIGHEST_PICTURE, WIDEST_PICTURE, Picture

_FORMATS: Final = ("PNG", "JPEG", "BMP", "GIF", "WEBP")  # none of those that run another program
_MOST_BYTES: Final = 4_000_000
_MOST_PIXELS: Final = 4_096
_LEAST_PIXELS: Final = 32
_GREY: Final = 128
_KEY: Final = "slip.logo"


def read_logo(path: Path, *, mm: float, where: str | Path) -> Picture:
    """The picture at `path`, `mm` high or, if it is broad, as wide as 58 mm paper lets it be.

    Colours become black or white, whichever is nearer; what is transparent is white. Raises ConfigError naming
    `where` for anything that is no such picture, is far too large or has nothing dark on it.
    """
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise ConfigError(where, _KEY, path.name, f"is larger than {_MOST_BYTES // 1_000_000} MB: save it smaller")
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            grey = _grey(path, where)
    except FileNotFoundError:
        raise ConfigError(where, _KEY, path.name, f"no such file in {path.parent}") from None
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise _too_large(path, where) from None
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as fault:
        raise ConfigError(where, _KEY, path.name, f"is not a picture that can be read ({fault}): give a PNG") from None
    return _dots(grey, path, mm=mm, where=where)


def _grey(path: Path, where: str | Path) -> Image.Image:
    with Image.open(path, formats=_FORMATS) as image:
        if max(image.size) > _MOST_PIXELS:
            raise _too_large(path, where)
        coloured = image.convert("RGBA")
    paper = Image.new("RGBA", coloured.size, "white")
    return Image.alpha_composite(paper, coloured).convert("L")


def _dots(grey: Image.Image, path: Path, *, mm: float, where: str | Path) -> Picture:
    ink = ImageOps.invert(grey).getbbox()
    if ink is None or grey.getextrema() == (255, 255):
        raise ConfigError(where, _KEY, path.name, "is white all over")
    drawn = ImageOps.autocontrast(grey.crop(ink)) if grey.getextrema()[0] != 0 else grey.crop(ink)
    if min(drawn.size) < _LEAST_PIXELS:
        cure = f"is too small to be printed well ({drawn.width} by {drawn.height} pixels): {_LEAST_PIXELS} each way"
        raise ConfigError(where, _KEY, path.name, f"{cure} are the least")
    scale = min(mm * DOTS_PER_MM / drawn.height, WIDEST_PICTURE / drawn.width)
    width, height = max(1, round(drawn.width * scale)), max(1, round(drawn.height * scale))
    small = drawn.resize((min(width, WIDEST_PICTURE), min(height, HIGHEST_PICTURE)), Image.Resampling.LANCZOS)
    black = small.point(lambda grey: 255 if grey < _GREY else 0).convert("1")
    if black.getbbox() is None:
        raise ConfigError(where, _KEY, path.name, "nothing of it is left in black and white: draw it darker")
    return Picture(width=black.width, height=black.height, dots=black.tobytes())


def _too_large(path: Path, where: str | Path) -> ConfigError:
    return ConfigError(where, _KEY, path.name, f"is too large: save it with at most {_MOST_PIXELS} pixels a side")
