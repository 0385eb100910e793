"""A picture kept in the printer, as commands: GS ( L function 67 stores it, function 69 prints it by eleven bytes."""

from __future__ import annotations

from typing import Final

from PIL import Image

from hardware.escpos.raster import tame, whole_bytes

HIGHEST: Final = 240
_GREY: Final = 128


def print_logo(key: str) -> bytes:
    """GS ( L function 69: the stored picture, in its own size."""
    return b"\x1d(L\x06\x000E" + key.encode("ascii") + b"\x01\x01"


def define_logo(image: Image.Image, key: str, *, width: int) -> bytes:
    """GS ( L function 67 for a picture in black on white.

    ValueError if it is wider than `width` dots or higher than 240: 30 mm of every slip are enough, and all that the
    two bytes of this command's length can hold on any paper.
    """
    if image.width > width or image.height > HIGHEST:
        raise ValueError(f"a logo of {image.width} by {image.height} dots; {width} by {HIGHEST} is the most")
    if not (len(key) == 2 and key.isascii() and key.isprintable()):
        raise ValueError(f"{key!r} is no key of a stored picture: two printable ASCII letters")
    ink = image.convert("L").point(lambda grey: 0 if grey >= _GREY else 255).convert("1")
    dots = tame(whole_bytes(ink))
    across, rows = (ink.width + 7) // 8, ink.height
    while _would_be_obeyed(_head(across, rows, key)):
        dots, rows = dots + bytes(across), rows + 1
    return _head(across, rows, key) + dots


def _head(across: int, rows: int, key: str) -> bytes:
    body = b"0C0" + key.encode("ascii") + b"\x01" + (8 * across).to_bytes(2, "little") + rows.to_bytes(2, "little")
    length = len(body) + 1 + across * rows
    return b"\x1d(L" + length.to_bytes(2, "little") + body + b"1"


def _would_be_obeyed(head: bytes) -> bool:
    """Whether a length happens to read as a real-time command."""
    return tame(head) != head
