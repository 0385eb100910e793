"""A picture as printer commands, with what is known to upset printers kept out of it."""

from __future__ import annotations

import re
from typing import Final

from PIL import Image

#: No picture has more bytes of dots than this: so many zeros end one that a line broke in.
LONGEST: Final = 18_000
# DLE EOT, DLE ENQ and DLE DC4 are obeyed wherever they turn up, even inside a picture.
_REAL_TIME: Final = re.compile(rb"\x10(?=[\x04\x05\x14])")


def raster(image: Image.Image, *, doubled: bool = False, most_rows: int = 250, bad_rows: int = 48) -> bytes:
    """GS v 0 for a 1-bit image (black is 1), in pieces of at most `most_rows` rows and `LONGEST` bytes.

    No piece is a multiple of `bad_rows` high, neither in rows sent nor in rows printed: a blank row goes below.
    `doubled` prints each dot twice as wide and twice as high, for a quarter of the bytes. The ink stays in the
    middle of the whole bytes it is sent in, so that it is centred where the printer centres.
    """
    row_bytes = (image.width + 7) // 8
    dots = tame(whole_bytes(image))
    step = min(most_rows, LONGEST // row_bytes - 1)
    while _bad(step, doubled, bad_rows):
        step -= 1
    return b"".join(
        _piece(dots[start * row_bytes : (start + step) * row_bytes], row_bytes, doubled, bad_rows)
        for start in range(0, image.height, step)
    )


def whole_bytes(image: Image.Image) -> bytes:
    """The dots of a 1-bit image in rows of whole bytes, the ink in their middle."""
    canvas = Image.new("1", ((image.width + 7) // 8 * 8, image.height), 0)
    canvas.paste(image, ((canvas.width - image.width) // 2, 0))
    return canvas.tobytes()


def tame(dots: bytes) -> bytes:
    """`dots` with a dot moved wherever a printer would take them for a real-time command."""
    return _REAL_TIME.sub(b"\x18", dots)


def _piece(dots: bytes, row_bytes: int, doubled: bool, bad_rows: int) -> bytes:
    if _bad(len(dots) // row_bytes, doubled, bad_rows):
        dots += bytes(row_bytes)
    rows = len(dots) // row_bytes
    header = bytes((0x1D, 0x76, 0x30, 3 if doubled else 0, row_bytes, 0, rows, 0))
    return header + dots


def _bad(rows: int, doubled: bool, bad_rows: int) -> bool:
    return bool(bad_rows) and (rows % bad_rows == 0 or (doubled and 2 * rows % bad_rows == 0))
