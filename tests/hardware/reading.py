"""Reading slips back as a person would: tesseract over pictures of paper, each different printed line once.

What one slip shares with another (the hall, the agency, the questions) is the same ink to the dot, and is read once.
All lines of one language go through one tesseract, each as a page of its own, twice enlarged.
"""

from __future__ import annotations

import os
import shutil
import string
import subprocess
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from PIL import Image, ImageFilter, ImageOps

_APART: Final = 7  # blank rows between two printed lines; marks are nearer to their letters
_EDGE: Final = 12
_LARGE: Final = 90  # dots high: the number, or the code
_RULE: Final = 4
_BROAD: Final = 13  # dots: no stroke of any words covers a square of it
_BETWEEN, _AROUND = 16, 60
_MOSTLY_BLACK: Final = 110
_ENGLISH: Final = ("-l", "eng")
_TESSDATA: Final = {"vi": "vie", "en": "eng"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """The ink of a slip: its printed lines from top to bottom, and the letters of its number from left to right."""

    lines: tuple[Image.Image, ...]
    number: tuple[Image.Image, ...]


def look(slip: Image.Image) -> Seen:
    """What is printed on a grey slip; rules and the code left out."""
    bands = [band for band in _bands(slip) if band.height > _RULE]
    numbers = [glyphs for band in bands if (glyphs := _glyphs(band))]
    assert len(numbers) == 1, "there is not one number on the slip"
    return Seen(lines=tuple(band for band in bands if not _glyphs(band) and not _is_code(band)), number=numbers[0])


def _is_code(band: Image.Image) -> bool:
    return band.height > _LARGE and band.width == band.height


def _glyphs(band: Image.Image) -> tuple[Image.Image, ...]:
    """The letters of a number: large, apart from each other, and of strokes far broader than those of any words."""
    if band.height < _LARGE or _is_code(band):
        return ()
    if band.filter(ImageFilter.MaxFilter(_BROAD)).getextrema()[0] != 0:
        return ()
    dark = (np.asarray(band) < 128).any(axis=0)
    edges = np.flatnonzero(np.diff(np.r_[False, dark, False].astype(int)))
    glyphs = [_cropped(band.crop((int(left), 0, int(right), band.height))) for left, right in edges.reshape(-1, 2)]
    return tuple(glyphs)


def _cropped(picture: Image.Image) -> Image.Image:
    return picture.crop(ImageOps.invert(picture).getbbox())


def _bands(slip: Image.Image) -> list[Image.Image]:
    """The rows with ink, from blank paper to blank paper; lines without a gap between them stay together."""
    dark = np.asarray(slip) < 128
    rows = np.flatnonzero(dark.any(axis=1))
    gaps = np.flatnonzero(np.diff(rows) > _APART)
    found = []
    for top, bottom in zip(rows[np.r_[0, gaps + 1]], rows[np.r_[gaps, -1]] + 1, strict=True):
        columns = np.flatnonzero(dark[top:bottom].any(axis=0))
        found.append(slip.crop((int(columns[0]), int(top), int(columns[-1]) + 1, int(bottom))))
    return found


def read_lines(bands: Iterable[Image.Image], language: str, folder: Path) -> dict[bytes, str]:
    """The words on each of these, by its `ink_of`."""
    different = {ink_of(band): _enlarged(band) for band in bands}
    read = _read(different.values(), folder, "-l", _TESSDATA[language], "--psm", "6")
    return {name: read[ink_of(picture)] for name, picture in different.items()}


def read_numbers(numbers: Iterable[tuple[Image.Image, ...]], folder: Path) -> list[str]:
    """The labels: a letter, then digits, as everybody in the hall knows. The letter is shown thrice, to be a word."""
    first, digits = zip(*((_line((one, one, one), 48), _line(more, 32)) for one, *more in numbers), strict=True)
    letters = _read(first, folder, *_ENGLISH, "--psm", "10", "-c", f"tessedit_char_whitelist={string.ascii_uppercase}")
    others = _read(digits, folder, *_ENGLISH, "--psm", "7", "-c", f"tessedit_char_whitelist={string.digits}")
    read = []
    for one, more in zip(first, digits, strict=True):
        thrice = set(letters[ink_of(one)])
        read.append("/".join(sorted(thrice)) + others[ink_of(more)].replace(" ", ""))
    return read


def _line(glyphs: Sequence[Image.Image], height: int) -> Image.Image:
    tallest = max(glyph.height for glyph in glyphs)
    width = sum(glyph.width + _BETWEEN for glyph in glyphs) - _BETWEEN
    line = Image.new("L", (width + 2 * _AROUND, tallest + 2 * _AROUND), 255)
    left = _AROUND
    for glyph in glyphs:
        line.paste(glyph, (left, _AROUND))
        left += glyph.width + _BETWEEN
    return line.resize((line.width * height // tallest, line.height * height // tallest), Image.Resampling.LANCZOS)


def ink_of(band: Image.Image) -> bytes:
    """The same for the same ink."""
    return b"%d %d " % band.size + band.tobytes()


def _read(pictures: Iterable[Image.Image], folder: Path, *how: str) -> dict[bytes, str]:
    different = {ink_of(picture): picture for picture in pictures}
    paths = [folder / f"{place:05}.pgm" for place in range(len(different))]
    for path, picture in zip(paths, different.values(), strict=True):
        picture.save(path)
    pages = _tesseract(paths, folder / "pages.txt", *how)
    return {name: " ".join(page.split()) for name, page in zip(different, pages, strict=True)}


def _enlarged(band: Image.Image) -> Image.Image:
    """Black on white, with an edge, twice as large."""
    white_on_black = np.asarray(band).mean() < _MOSTLY_BLACK
    ink = ImageOps.expand(ImageOps.invert(band) if white_on_black else band, _EDGE, 255)
    return ink.resize((2 * ink.width, 2 * ink.height), Image.Resampling.BICUBIC)


def _tesseract(paths: list[Path], listing: Path, *how: str) -> list[str]:
    assert shutil.which("tesseract"), "apt-get install tesseract-ocr tesseract-ocr-vie"
    listing.write_text("".join(f"{path}\n" for path in paths))
    done = subprocess.run(
        ["tesseract", str(listing), "stdout", "--dpi", "400", *how],
        check=True,
        capture_output=True,
        text=True,
        timeout=100,
        env={**os.environ, "OMP_THREAD_LIMIT": "1"},
    )
    return done.stdout.split("\f")[: len(paths)]
