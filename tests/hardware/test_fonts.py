from __future__ import annotations

import unicodedata

import pytest
from PIL import ImageFont

from shared.fonts import FONT_NAMES, font_path, font_paths

_VOWELS = "aăâeêioôơuưy"
_TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
_LOWER = "đ" + "".join(unicodedata.normalize("NFC", vowel + tone) for vowel in _VOWELS for tone in _TONES)
LETTERS = _LOWER + _LOWER.upper()


@pytest.mark.parametrize("name", FONT_NAMES)
def test_every_typeface_has_every_vietnamese_letter(name: str) -> None:
    font = ImageFont.truetype(font_path(name), 24)
    missing = bytes(font.getmask("\uffff"))
    assert len(set(LETTERS)) == 146
    assert [letter for letter in LETTERS if bytes(font.getmask(letter)) == missing] == []


def test_each_font_file_is_there_with_its_licence() -> None:
    folder = font_path("Inter-Bold").parent
    assert all(path.is_file() for path in font_paths())
    assert all("SIL Open Font License" in path.read_text() for path in folder.glob("OFL-*.txt"))
    assert len(list(folder.glob("OFL-*.txt"))) == 2
