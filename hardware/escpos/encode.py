"""A slip to the bytes of one printer.

    encoder = Encoder(PAPER_80MM)
    data = encoder.encode(slip)      # about 10 kB; some 10 ms, less once the hall's names have been drawn

An encoder keeps the strips it has drawn, because only the number, the time and the count change from slip to slip.
It belongs to one thread.
"""

from __future__ import annotations

from collections import OrderedDict
from typing import Final

from PIL import Image

from hardware.escpos.profile import Cutter, PrinterProfile
from hardware.escpos.qr import qr_image, qr_modules
from hardware.escpos.raster import raster
from hardware.escpos.strips import number_image, text_strips
from hardware.slip import DOTS_PER_MM, Align, Cut, Gap, Item, Number, Qr, Rule, Slip, TextLine

_INIT: Final = b"\x1b@"
_NO_KANJI: Final = b"\x1c."  # Chinese printers start in Kanji mode and would swallow pairs of bytes
_NO_LINE_SPACING: Final = b"\x1b3\x00"
_ALIGN: Final = {Align.LEFT: b"\x1ba\x00", Align.CENTRE: b"\x1ba\x01", Align.RIGHT: b"\x1ba\x02"}
_CUT: Final = {
    Cutter.FULL: b"\x1dV\x41\x00",
    Cutter.PARTIAL: b"\x1dV\x42\x00",
    Cutter.NONE: b"\x1bJ\xa0",  # 20 mm, from the head to past the tear bar
}
_BUILT_IN_LETTER: Final = (12, 17)  # how far letters of the printer's own font are apart, and how high capitals are
_KEPT: Final = 256
_NUMBER_SHARE: Final = 0.92


class Encoder:
    """Slips to bytes for one profile."""

    __slots__ = ("_drawn", "_profile")

    def __init__(self, profile: PrinterProfile) -> None:
        self._profile = profile
        self._drawn: OrderedDict[TextLine | Number, tuple[bytes, int]] = OrderedDict()

    def encode(self, slip: Slip) -> bytes:
        """All of the slip. Blanks that meet are fed as one."""
        out = bytearray(_INIT + _NO_KANJI + _NO_LINE_SPACING)
        align: Align | None = None
        blank = 0
        for item in slip.items:
            if isinstance(item, Gap):
                blank += round(item.mm * DOTS_PER_MM)
                continue
            wanted = item.align if isinstance(item, TextLine) else Align.CENTRE
            data, below = self._item(item)
            if not data:
                continue
            out += _feed(blank)
            if wanted is not align:
                out += _ALIGN[wanted]
                align = wanted
            out += data
            blank = below
        return bytes(out + _feed(blank))

    def _item(self, item: Item) -> tuple[bytes, int]:
        """The bytes of one item and the blank dots it wants below it."""
        match item:
            case TextLine() | Number():
                return self._remembered(item)
            case Qr():
                return self._qr(item), 0
            case Rule():
                return raster(Image.new("1", (self._profile.width, 2), 1)), 0
            case Cut():
                return _CUT[self._profile.cutter], 0
            case Gap():
                return b"", round(item.mm * DOTS_PER_MM)

    def _remembered(self, item: TextLine | Number) -> tuple[bytes, int]:
        if item in self._drawn:
            self._drawn.move_to_end(item)
            return self._drawn[item]
        drawn = self._text(item) if isinstance(item, TextLine) else (self._number(item), 0)
        self._drawn[item] = drawn
        if len(self._drawn) > _KEPT:
            self._drawn.popitem(last=False)
        return drawn

    def _text(self, line: TextLine) -> tuple[bytes, int]:
        out = bytearray()
        blank = 0
        for strip in text_strips(line, self._profile.width):
            out += _feed(blank + strip.above)
            out += raster(strip.image)
            blank = strip.below
        return bytes(out), blank

    def _number(self, number: Number) -> bytes:
        height, width = round(number.mm * DOTS_PER_MM), int(self._profile.width * _NUMBER_SHARE)
        if not self._profile.native_number:
            return raster(number_image(number.text, height=height // 2, width=width // 2), doubled=True)
        letter_width, letter_height = _BUILT_IN_LETTER
        times = max(1, min(8, height // letter_height, width // (letter_width * len(number.text))))
        size = (times - 1) << 4 | (times - 1)
        letters = number.text.encode("ascii")
        return b"\x1d!" + bytes((size,)) + letters + b"\n\x1d!\x00"

    def _qr(self, qr: Qr) -> bytes:
        room = min(round(qr.mm * DOTS_PER_MM), self._profile.width)
        module = max(4, min(8, room // qr_modules(qr.payload)))
        if not self._profile.native_qr:
            return raster(qr_image(qr.payload, module=module // 2), doubled=True)
        return _native_qr(qr.payload.encode("ascii"), module)


def _native_qr(payload: bytes, module: int) -> bytes:
    """GS ( k: model 2, module size, error correction M, the data, print."""
    return b"".join(
        (
            b"\x1d(k\x04\x001A2\x00",
            b"\x1d(k\x03\x001C" + bytes((module,)),
            b"\x1d(k\x03\x001E1",
            b"\x1d(k" + (len(payload) + 3).to_bytes(2, "little") + b"1P0" + payload,
            b"\x1d(k\x03\x001Q0",
        )
    )


def _feed(dots: int) -> bytes:
    full, rest = divmod(dots, 255)
    return b"\x1bJ\xff" * full + (b"\x1bJ" + bytes((rest,)) if rest else b"")
