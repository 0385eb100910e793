"""A slip to the bytes of one printer.

    encoder = Encoder(PAPER_80MM)
    data = encoder.encode(slip)      # about 12 kB; some 10 ms, less once the hall's names have been drawn

An encoder keeps the strips it has drawn, because only the number, the time and the count change from slip to slip.
It belongs to one thread.
"""

from __future__ import annotations

from collections import OrderedDict
from typing import Final

from PIL import Image

from hardware.escpos.codepage import Style, Typist, set_lines, writable
from hardware.escpos.logo import print_logo
from hardware.escpos.profile import Cutter, PrinterProfile, Text
from hardware.escpos.qr import module_dots, qr_image
from hardware.escpos.raster import raster
from hardware.escpos.strips import number_image, picture_image, text_strips
from hardware.slip import Align, Cut, Gap, Item, Number, Picture, Qr, Rule, Slip, TextLine, Weight

_INIT: Final = b"\x1b@"
_NO_KANJI: Final = b"\x1c."  # Chinese printers start in Kanji mode and would swallow pairs of bytes
_NO_LINE_SPACING: Final = b"\x1b3\x00"
_LETTER_LEADING: Final = 6  # dots between lines of the printer's own letters
_ALIGN: Final = {Align.LEFT: b"\x1ba\x00", Align.CENTRE: b"\x1ba\x01", Align.RIGHT: b"\x1ba\x02"}
_CUT: Final = {Cutter.FULL: b"\x1dV\x41\x00", Cutter.PARTIAL: b"\x1dV\x42\x00"}
_TO_TEAR_BAR: Final = 20.0  # mm from the head to past the bar
_BELOW_LOGO: Final = 2.0
_BUILT_IN_LETTER: Final = (12, 17)  # how far letters of the printer's own font are apart, and how high capitals are
_KEPT: Final = 256
_NUMBER_SHARE: Final = 0.92
_LEAST_NUMBER: Final = 12.0  # mm: what is read from two metres


class Encoder:
    """Slips to bytes for one profile."""

    __slots__ = ("_drawn", "_profile")

    def __init__(self, profile: PrinterProfile) -> None:
        self._profile = profile
        self._drawn: OrderedDict[TextLine | Number | Picture, tuple[bytes, int]] = OrderedDict()

    def encode(self, slip: Slip) -> bytes:
        """All of the slip. Blanks that meet are fed as one.

        A picture the printer keeps is printed where the slip has one, or else at its head.
        """
        profile = self._profile
        typist = Typist(profile.tcvn3_pages) if profile.text is Text.LETTERS and profile.tcvn3_pages else None
        out = bytearray(self._beginning())
        align: Align | None = None
        blank = 0
        if profile.logo and not any(isinstance(item, Picture) for item in slip.items):
            align = Align.CENTRE
            out += _ALIGN[align] + print_logo(profile.logo)
            blank = profile.dots(_BELOW_LOGO)
        for item in slip.items:
            if isinstance(item, Gap):
                blank += profile.dots(item.mm)
                continue
            wanted = item.align if isinstance(item, TextLine) else Align.CENTRE
            data, below = self._item(item, typist)
            if not data:
                continue
            out += _feed(blank)
            if wanted is not align:
                out += _ALIGN[wanted]
                align = wanted
            out += data
            blank = below
        return bytes(out + _feed(blank))

    def _beginning(self) -> bytes:
        dpi = self._profile.dpi
        units = b"\x1dP" + bytes((dpi, dpi)) if self._profile.sets_units else b""
        return _INIT + _NO_KANJI + units + _NO_LINE_SPACING

    def _item(self, item: Item, typist: Typist | None) -> tuple[bytes, int]:
        """The bytes of one item and the blank dots it wants below it."""
        match item:
            case TextLine() if typist and (plain := writable(item.text)) is not None:
                return self._typed(item, plain, typist), _LETTER_LEADING
            case Number() if typist and self._profile.native_number:
                return typist.line(item.text, Style(size=self._number_size(item))), 0
            case Picture() if self._profile.logo:
                return print_logo(self._profile.logo), 0
            case Picture() if self._profile.text is Text.LETTERS:
                return b"", 0  # for slow lines: it would take longer than all the words
            case TextLine() | Number() | Picture():
                return self._remembered(item)
            case Qr():
                return self._qr(item), 0
            case Rule():
                return self._picture(Image.new("1", (self._profile.width // 2, 1), 1), doubled=True), 0
            case Cut() if self._profile.cutter is Cutter.NONE:
                return _feed(self._profile.dots(_TO_TEAR_BAR)), 0
            case Cut():
                return _CUT[self._profile.cutter], 0
            case Gap():
                return b"", self._profile.dots(item.mm)

    def _picture(self, image: Image.Image, *, doubled: bool = False) -> bytes:
        return raster(image, doubled=doubled, most_rows=self._profile.most_rows, bad_rows=self._profile.bad_rows)

    def _remembered(self, item: TextLine | Number | Picture) -> tuple[bytes, int]:
        if item in self._drawn:
            self._drawn.move_to_end(item)
            return self._drawn[item]
        match item:
            case TextLine():
                drawn = self._text(item)
            case Number():
                drawn = self._number(item), 0
            case Picture():
                drawn = self._picture(picture_image(item, width=self._profile.width)), 0
        self._drawn[item] = drawn
        if len(self._drawn) > _KEPT:
            self._drawn.popitem(last=False)
        return drawn

    def _text(self, line: TextLine) -> tuple[bytes, int]:
        out = bytearray()
        blank = 0
        for strip in text_strips(line, self._profile.width):
            out += _feed(blank + strip.above)
            out += self._picture(strip.image)
            blank = strip.below
        return bytes(out), blank

    def _typed(self, line: TextLine, plain: str, typist: Typist) -> bytes:
        size, rows = set_lines(plain, size=line.size, width=self._profile.width - line.hang)
        style = Style(size=size, bold=line.weight is Weight.BOLD, inverse=line.inverse)
        padding = " " if line.inverse else ""
        further = " " * (line.hang // _BUILT_IN_LETTER[0])
        shown = (row for row in rows if row.strip())
        lines = (
            typist.line(f"{further if place else ''}{padding}{row}{padding}", style) for place, row in enumerate(shown)
        )
        return _feed(_LETTER_LEADING).join(lines)

    def _number(self, number: Number) -> bytes:
        if self._profile.native_number:
            letters = number.text.encode("ascii")
            return b"\x1d!" + bytes((self._number_size(number),)) + letters + b"\n\x1d!\x00"
        height, width = self._profile.dots(number.mm), int(self._profile.width * _NUMBER_SHARE)
        least = min(height, self._profile.dots(_LEAST_NUMBER))
        image = number_image(number.text, height=height // 2, width=width // 2, least=least // 2)
        return self._picture(image, doubled=True)

    def _number_size(self, number: Number) -> int:
        height, width = self._profile.dots(number.mm), int(self._profile.width * _NUMBER_SHARE)
        letter_width, letter_height = _BUILT_IN_LETTER
        times = max(1, min(8, height // letter_height, width // (letter_width * len(number.text))))
        return (times - 1) << 4 | (times - 1)

    def _qr(self, qr: Qr) -> bytes:
        profile = self._profile
        module = module_dots(qr.payload, wanted=profile.dots(qr.mm), width=profile.width, even=not profile.native_qr)
        if profile.native_qr:
            return _native_qr(qr.payload.encode("ascii"), module)
        doubled = module % 2 == 0
        return self._picture(qr_image(qr.payload, module=module // 2 if doubled else module), doubled=doubled)


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
