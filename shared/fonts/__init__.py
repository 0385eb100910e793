"""The typefaces of the house, carried along so that paper and screens look the same on every machine.

Be Vietnam Pro for words, drawn for Vietnamese marks; Inter where digits must stand in columns (it has tabular
numerals). Both are unchanged and under the SIL Open Font License 1.1, whose text lies beside them.

    font_path("BeVietnamPro-Bold")     # a file Qt and Pillow can both open
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

WORDS_FAMILY: Final = "Be Vietnam Pro"
DIGITS_FAMILY: Final = "Inter"

_FOLDER: Final = Path(__file__).parent
_FILES: Final = {
    "BeVietnamPro-Regular": "BeVietnamPro-Regular.ttf",
    "BeVietnamPro-Medium": "BeVietnamPro-Medium.ttf",
    "BeVietnamPro-SemiBold": "BeVietnamPro-SemiBold.ttf",
    "BeVietnamPro-Bold": "BeVietnamPro-Bold.ttf",
    "Inter-Regular": "Inter-Regular.otf",
    "Inter-SemiBold": "Inter-SemiBold.otf",
    "Inter-Bold": "Inter-Bold.otf",
}

FONT_NAMES: Final = tuple(_FILES)


def font_path(name: str) -> Path:
    """The file of one of `FONT_NAMES`; any other name is a slip of the programmer's and raises KeyError."""
    return _FOLDER / _FILES[name]


def font_paths() -> tuple[Path, ...]:
    """Every bundled font file, for a face that registers them all at start."""
    return tuple(font_path(name) for name in FONT_NAMES)
