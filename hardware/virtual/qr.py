"""GS ( k for QR codes: the functions that set, store and print one."""

from __future__ import annotations

from typing import Final

from PIL import Image
from qrcode.constants import ERROR_CORRECT_H, ERROR_CORRECT_L, ERROR_CORRECT_M, ERROR_CORRECT_Q
from qrcode.exceptions import DataOverflowError
from qrcode.main import QRCode

_QR: Final = 49
_LEVELS: Final = {48: ERROR_CORRECT_L, 49: ERROR_CORRECT_M, 50: ERROR_CORRECT_Q, 51: ERROR_CORRECT_H}


class QrStore:
    """The symbol a printer keeps until it is told to print it."""

    __slots__ = ("_data", "_level", "_module")

    def __init__(self) -> None:
        self._module = 3
        self._level = ERROR_CORRECT_L
        self._data = b""

    def command(self, parameters: bytes) -> Image.Image | None:
        """Obey `cn fn ...`; the picture if that was the order to print."""
        if len(parameters) < 3 or parameters[0] != _QR:
            return None
        match parameters[1]:
            case 67 if 1 <= parameters[2] <= 16:
                self._module = parameters[2]
            case 69 if parameters[2] in _LEVELS:
                self._level = _LEVELS[parameters[2]]
            case 80 if parameters[2] == 48:
                self._data = parameters[3:]
            case 81 if parameters[2] == 48 and self._data:
                return self._image()
        return None

    def _image(self) -> Image.Image | None:
        code: QRCode[Image.Image] = QRCode(error_correction=self._level, border=0, mask_pattern=0)
        code.add_data(self._data)
        try:
            code.make(fit=True)
        except (DataOverflowError, ValueError):
            return None
        size = len(code.modules)
        image = Image.new("1", (size, size), 0)
        image.putdata([1 if dark else 0 for row in code.modules for dark in row])
        return image.resize((size * self._module, size * self._module), Image.Resampling.NEAREST)
