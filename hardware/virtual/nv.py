"""GS ( L and GS 8 L as far as they keep pictures in memory that outlives the power: functions 66, 67 and 69."""

from __future__ import annotations

from typing import Final

from PIL import Image

_GRAPHICS: Final = 48
_MOST_BYTES: Final = 256 * 1024
_DEFINE_HEADER: Final = 12  # m fn a kc1 kc2 b xL xH yL yH c, and a first byte of dots


class NvMemory:
    """Pictures by their two key letters. `writes` counts how often the memory was worn."""

    __slots__ = ("_kept", "writes")

    def __init__(self) -> None:
        self._kept: dict[bytes, Image.Image] = {}
        self.writes = 0

    def command(self, parameters: bytes) -> Image.Image | str | None:
        """Obey `m fn ...`; the picture if that was the order to print one, or what was wrong, in words."""
        if len(parameters) < 4 or parameters[0] != _GRAPHICS:
            return "a graphics command of no known kind"
        match parameters[1]:
            case 67:
                return self._define(parameters)
            case 66:
                self.writes += self._kept.pop(parameters[2:4], None) is not None
                return None
            case 69 if len(parameters) == 6:
                return self._enlarged(parameters[2:4], parameters[4], parameters[5])
        return f"not done by this printer: graphics function {parameters[1]}"

    def _define(self, parameters: bytes) -> str | None:
        if len(parameters) < _DEFINE_HEADER or parameters[2] != 48 or parameters[5] != 1 or parameters[10] != 49:
            return "a stored picture of no known kind"
        key, dots = parameters[3:5], parameters[11:]
        width, height = int.from_bytes(parameters[6:8], "little"), int.from_bytes(parameters[8:10], "little")
        if len(dots) != (width + 7) // 8 * height or not all(0x20 <= letter <= 0x7E for letter in key):
            return "a stored picture whose size is not its number of bytes"
        others = sum(image.width * image.height // 8 for name, image in self._kept.items() if name != key)
        if others + len(dots) > _MOST_BYTES:
            return "no room for a stored picture"
        self._kept[key] = Image.frombytes("1", ((width + 7) // 8 * 8, height), dots).crop((0, 0, width, height))
        self.writes += 1
        return None

    def _enlarged(self, key: bytes, across: int, down: int) -> Image.Image | str:
        image = self._kept.get(key)
        if image is None or across not in (1, 2) or down not in (1, 2):
            return f"no stored picture {key.hex(' ')} to print"
        return image.resize((image.width * across, image.height * down), Image.Resampling.NEAREST)
