"""QR codes for printers that cannot make their own, and the size of those that can."""

from __future__ import annotations

from typing import Final

from PIL import Image
from qrcode.constants import ERROR_CORRECT_M
from qrcode.main import QRCode

_QUIET: Final = 4  # modules of blank paper a reader wants on each side
_LARGEST: Final = 8
_SMALLEST: Final = 4  # dots: below half a millimetre a module, telephones begin to fail


def module_dots(payload: str, *, wanted: int, width: int, even: bool = False) -> int:
    """How many dots a module has in a code about `wanted` dots wide, quiet zone and all within paper of `width`.

    `even`: the code is drawn and doubled by the printer, for a quarter of the bytes; rather a little too large then.
    """
    modules = qr_modules(payload)
    most = width // (modules + 2 * _QUIET)
    module = max(1, min(most, max(_SMALLEST, min(_LARGEST, wanted // modules))))
    return module + 1 if even and module % 2 and module < most else module


def qr_modules(payload: str) -> int:
    """How many modules wide the code for `payload` is, at error correction M."""
    code = _code(payload)
    version = code.best_fit()
    return 17 + 4 * int(version)


def qr_image(payload: str, *, module: int) -> Image.Image:
    """The code with `module` dots a module and no border: the blank paper around it is the quiet zone."""
    code = _code(payload)
    code.make(fit=True)
    rows = code.modules
    image = Image.new("1", (len(rows), len(rows)), 0)
    image.putdata([1 if dark else 0 for row in rows for dark in row])
    return image.resize((len(rows) * module, len(rows) * module), Image.Resampling.NEAREST)


def _code(payload: str) -> QRCode[Image.Image]:
    code: QRCode[Image.Image] = QRCode(error_correction=ERROR_CORRECT_M, border=0)
    code.add_data(payload.encode("ascii"), optimize=0)
    return code
