"""A picture as printer commands, with what is known to upset printers kept out of it."""

from __future__ import annotations

import re
from typing import Final

from PIL import Image

# Some clones print garbage after a picture whose height is a multiple of this.
_BAD_HEIGHT: Final = 48
_MOST_ROWS: Final = 250
# DLE EOT, DLE ENQ and DLE DC4 are obeyed wherever they turn up, even inside a picture.
_REAL_TIME: Final = re.compile(rb"\x10(?=[\x04\x05\x14])")


def raster(image: Image.Image, *, doubled: bool = False) -> bytes:
    """GS v 0 for a 1-bit image (black is 1), in pieces of at most 250 rows.

    `doubled` prints each dot twice as wide and twice as high, for a quarter of the bytes. The ink stays in the
    middle of the whole bytes it is sent in, so that it is centred where the printer centres.
    """
    row_bytes = (image.width + 7) // 8
    canvas = Image.new("1", (row_bytes * 8, image.height), 0)
    canvas.paste(image, ((canvas.width - image.width) // 2, 0))
    dots = canvas.tobytes()
    return b"".join(
        _piece(dots[start * row_bytes : (start + _MOST_ROWS) * row_bytes], row_bytes, doubled)
        for start in range(0, image.height, _MOST_ROWS)
    )


def _piece(dots: bytes, row_bytes: int, doubled: bool) -> bytes:
    if len(dots) // row_bytes % _BAD_HEIGHT == 0:
        dots += bytes(row_bytes)
    rows = len(dots) // row_bytes
    header = bytes((0x1D, 0x76, 0x30, 3 if doubled else 0, row_bytes, 0, rows, 0))
    return header + _REAL_TIME.sub(b"\x18", dots)
